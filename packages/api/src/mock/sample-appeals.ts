import type {
  AnswerTerm,
  AppealField,
  AppealKind,
  AppealStatus,
  LocalizedText,
  NextInstance,
} from '../schemas/index.js';

/** An appeal of the sample customer, in every state that a page must show well. */
export type SampleAppealName = 'received' | 'overdue' | 'waiting' | 'answered' | 'closed' | 'withdrawn';

export const sampleAppealNames: readonly SampleAppealName[] = [
  'answered',
  'waiting',
  'overdue',
  'received',
  'closed',
  'withdrawn',
];

/** What the mock knows of appeals, and how it begins. */
export interface MockAppealsData {
  readonly kinds: readonly AppealKind[];
  /** Days off: one day, or of every year. */
  readonly holidays: readonly string[];
  readonly nextInstance: NextInstance | null;
  /** What the customer has sent already. */
  readonly sent: readonly SampleAppealName[];
}

const texts = (uk: string, ru: string, en: string): LocalizedText => ({ uk, ru, en });

const ACT = texts(
  'Закон України «Про звернення громадян», стаття 20',
  'Закон Украины «Об обращениях граждан», статья 20',
  'Law of Ukraine on citizens’ appeals, article 20',
);
const LONG: AnswerTerm = { days: 30, counts: 'calendar', source: ACT };
const SHORT: AnswerTerm = { days: 15, counts: 'calendar', source: ACT };
const own = (days: number): AnswerTerm => ({ days, counts: 'working', source: null });

/** A kind with what a supplier's profile may leave out. */
export function sampleAppealKind({
  id,
  text,
  files,
  ...said
}: Pick<AppealKind, 'id' | 'name' | 'group' | 'term'> &
  Partial<Omit<AppealKind, 'text' | 'files'>> & {
    text?: Partial<AppealKind['text']>;
    files?: Partial<AppealKind['files']>;
  }): AppealKind {
  return {
    id,
    intro: null,
    department: null,
    account: 'optional',
    fields: [],
    instantAnswers: [],
    takesGuests: false,
    ...said,
    text: { label: null, hint: null, isRequired: true, maxLength: 2000, ...text },
    files: { atLeast: 0, atMost: 5, hint: null, ...files },
  };
}

/** A field with what a supplier's profile may leave out. */
export function sampleAppealField(
  said: Pick<AppealField, 'name' | 'type' | 'label'> & Partial<AppealField>,
): AppealField {
  return {
    hint: null,
    isRequired: false,
    maxLength: said.type === 'long_text' ? 1000 : said.type === 'address' ? 300 : 200,
    atLeast: null,
    atMost: null,
    unit: null,
    days: null,
    options: [],
    ...said,
  };
}

const option = (value: string, ...label: Parameters<typeof texts>) => ({ value, label: texts(...label) });

const PHONE = sampleAppealField({
  name: 'phone',
  type: 'phone',
  label: texts('Телефон, за яким вас застати', 'Телефон для связи', 'Phone to reach you'),
  isRequired: true,
});

const SUPPLY = texts('Відділ нарахувань', 'Отдел начислений', 'Charges');
const NETWORK = texts(
  'Газмережі, технічний відділ',
  'Газсети, технический отдел',
  'Gas networks, technical department',
);

/** What one can write about: every group, every type of field, terms of the law and of the supplier's own. */
export const sampleAppealKinds: readonly AppealKind[] = [
  sampleAppealKind({
    id: 'question',
    group: 'question',
    name: texts('Маю запитання', 'Есть вопрос', 'I have a question'),
    department: texts('Контактний центр', 'Контактный центр', 'Contact centre'),
    term: SHORT,
    takesGuests: true,
    instantAnswers: [
      {
        id: 'account-number',
        question: texts('Де мій особовий рахунок?', 'Где мой лицевой счёт?', 'Where is my account number?'),
        answer: texts(
          'Угорі квитанції, біля прізвища та адреси. Немає квитанції: зателефонуйте, назвіть адресу.',
          'Вверху квитанции, возле фамилии и адреса. Нет квитанции: позвоните, назовите адрес.',
          'At the top of the bill, beside name and address. Without a bill call us and tell the address.',
        ),
        words: ['номер', 'квитанція', 'квитанция', 'bill'],
        link: null,
      },
      {
        id: 'readings',
        question: texts('Коли передавати показання?', 'Когда передавать показания?', 'When are readings handed in?'),
        answer: texts(
          'З 1 до 5 числа: у кабінеті, через SMS на 7104 або телефоном.',
          'С 1 по 5 число: в кабинете, по SMS на 7104 или по телефону.',
          'From the 1st to the 5th: in the cabinet, by SMS to 7104 or by phone.',
        ),
        words: ['лічильник', 'счётчик', 'meter'],
        link: {
          url: 'https://www.energy.example/pokaznyky',
          label: texts('Як зняти показання', 'Как снять показания', 'How to read a meter'),
        },
      },
    ],
  }),
  sampleAppealKind({
    id: 'recalculation',
    group: 'complaint',
    name: texts('Не згоден з нарахуванням', 'Не согласен с начислением', 'I do not agree with a charge'),
    intro: texts(
      'Перевіримо нарахування і перерахуємо, якщо помилка наша.',
      'Проверим начисления и пересчитаем, если ошибка наша.',
      'We check the charge and recalculate it where the mistake is ours.',
    ),
    department: SUPPLY,
    term: LONG,
    account: 'required',
    fields: [
      sampleAppealField({
        name: 'reason',
        type: 'choice',
        label: texts('Що не так', 'Что не так', 'What is wrong'),
        isRequired: true,
        options: [
          option('reading', 'Не ті показання', 'Не те показания', 'The readings'),
          option('payment', 'Немає моєї оплати', 'Нет моей оплаты', 'My payment is missing'),
          option('benefit', 'Не враховано пільгу', 'Не учтена льгота', 'A benefit is missing'),
          option('other', 'Інше', 'Другое', 'Something else'),
        ],
      }),
      sampleAppealField({
        name: 'since',
        type: 'date',
        label: texts('З якого дня', 'С какого дня', 'Since which day'),
        hint: texts('Наприклад, 5.10.2026', 'Например, 5.10.2026', 'For example, 5.10.2026'),
        days: 'past',
      }),
    ],
    files: { hint: texts('Фото лічильника або чек', 'Фото счётчика или чек', 'A photo of the meter, or a receipt') },
    instantAnswers: [
      {
        id: 'average',
        question: texts(
          'Чому нараховано за середнім?',
          'Почему начислено по среднему?',
          'Why was average use charged?',
        ),
        answer: texts(
          'Бо показань за місяць немає. Передайте їх зараз, і нарахування зміниться.',
          'Потому что показаний за месяц нет. Передайте их сейчас, и начисление изменится.',
          'Because there is no reading for the month. Hand it in now, and the charge changes.',
        ),
        words: ['показання', 'показания', 'reading'],
        link: null,
      },
    ],
  }),
  sampleAppealKind({
    id: 'complaint',
    group: 'complaint',
    name: texts('Скарга', 'Жалоба', 'Complaint'),
    department: texts('Керівник', 'Руководитель', 'The head of the company'),
    term: LONG,
    text: {
      label: texts('Що сталося', 'Что случилось', 'What happened'),
      hint: texts('Коли, де, чого ви очікуєте', 'Когда, где, чего вы ожидаете', 'When, where, what you expect of us'),
      maxLength: 4000,
    },
    takesGuests: true,
  }),
  sampleAppealKind({
    id: 'suggestion',
    group: 'suggestion',
    name: texts('Пропозиція', 'Предложение', 'Suggestion'),
    term: LONG,
    account: 'none',
    files: { atMost: 0 },
    takesGuests: true,
  }),
  sampleAppealKind({
    id: 'meter-verification',
    group: 'application',
    name: texts('Повірка лічильника', 'Поверка счётчика', 'Have my meter verified'),
    department: NETWORK,
    term: own(10),
    account: 'required',
    text: { isRequired: false, maxLength: 500 },
    fields: [
      sampleAppealField({
        name: 'meter',
        type: 'meter_number',
        label: texts('Номер лічильника', 'Номер счётчика', 'Number of the meter'),
        hint: texts('На передній панелі', 'На передней панели', 'On its front'),
        isRequired: true,
        maxLength: 30,
      }),
      sampleAppealField({
        name: 'day',
        type: 'date',
        label: texts('Зручний день', 'Удобный день', 'A day that suits you'),
        isRequired: true,
        days: 'future',
      }),
      PHONE,
    ],
    files: { atMost: 2 },
  }),
  sampleAppealKind({
    id: 'technical-connection',
    group: 'application',
    name: texts('Підключити до газової мережі', 'Подключить к газовой сети', 'Connect to the gas network'),
    intro: texts(
      'Для будинку, дачі чи приміщення, де мережі ще немає.',
      'Для дома, дачи или помещения, где сети ещё нет.',
      'For a house, a dacha or premises not connected yet.',
    ),
    department: NETWORK,
    term: own(10),
    account: 'none',
    text: { label: texts('Що ще важливо', 'Что ещё важно', 'What else matters'), isRequired: false, maxLength: 1000 },
    fields: [
      sampleAppealField({
        name: 'object',
        type: 'choice',
        label: texts('Що підключити', 'Что подключить', 'What to connect'),
        isRequired: true,
        options: [
          option('house', 'Житловий будинок', 'Жилой дом', 'A house'),
          option('dacha', 'Дача', 'Дача', 'A dacha'),
          option('business', 'Приміщення для бізнесу', 'Помещение для бизнеса', 'Business premises'),
        ],
      }),
      sampleAppealField({
        name: 'address',
        type: 'address',
        label: texts('Адреса об’єкта', 'Адрес объекта', 'Its address'),
        isRequired: true,
      }),
      sampleAppealField({
        name: 'purpose',
        type: 'long_text',
        label: texts('Для чого', 'Для чего', 'What for'),
        hint: texts('Плита, котел, колонка', 'Плита, котёл, колонка', 'Stove, boiler, water heater'),
        isRequired: true,
      }),
      sampleAppealField({
        name: 'load',
        type: 'number',
        label: texts('Найбільша витрата', 'Наибольший расход', 'The most used at once'),
        unit: texts('м³ за годину', 'м³ в час', 'm³ an hour'),
        isRequired: true,
        atLeast: '0.1',
        atMost: '1000',
      }),
      PHONE,
      sampleAppealField({
        name: 'email',
        type: 'email',
        label: texts('Пошта для документів', 'Почта для документов', 'E-mail for the documents'),
      }),
      sampleAppealField({
        name: 'truth',
        type: 'yes',
        label: texts(
          'Підтверджую, що об’єкт належить мені або я маю довіреність',
          'Подтверждаю, что объект принадлежит мне или у меня есть доверенность',
          'I own it, or have the owner’s power of attorney',
        ),
        isRequired: true,
      }),
    ],
    files: {
      atLeast: 1,
      hint: texts(
        'Документ про право на будинок чи землю; PDF або фото',
        'Документ о праве на дом или землю; PDF или фото',
        'The title to the house or the land; PDF or photos',
      ),
    },
  }),
  sampleAppealKind({
    id: 'cabinet',
    group: 'question',
    name: texts('Не працює кабінет', 'Не работает кабинет', 'Trouble with this cabinet'),
    department: texts('Підтримка кабінету', 'Поддержка кабинета', 'Cabinet support'),
    term: own(3),
    text: {
      hint: texts(
        'Що ви робили і що побачили. Паролі та коди не пишіть',
        'Что вы делали и что увидели. Пароли и коды не пишите',
        'What you did and what you saw. Write no passwords or codes',
      ),
    },
    takesGuests: true,
  }),
];

interface SampleMessage {
  readonly author: 'customer' | 'supplier';
  readonly daysAgo: number;
  readonly text: string;
  readonly files?: readonly { readonly name: string; readonly mediaType: string; readonly sizeBytes: number }[];
}

/** An appeal as the sample customer wrote it and as it went on. */
export interface SampleAppeal {
  readonly kindId: string;
  readonly aboutAccount: boolean;
  readonly fields: Readonly<Record<string, string>>;
  readonly messages: readonly [SampleMessage, ...SampleMessage[]];
  readonly steps: readonly { readonly status: AppealStatus; readonly daysAgo: number }[];
  /** How many of its messages the customer has read. */
  readonly read: number;
}

/** In Ukrainian: what people write is theirs, and is not translated. */
export const sampleAppeals: Readonly<Record<SampleAppealName, SampleAppeal>> = {
  received: {
    kindId: 'question',
    aboutAccount: true,
    fields: {},
    messages: [{ author: 'customer', daysAgo: 1, text: 'Коли у квитанції з’явиться моя жовтнева оплата?' }],
    steps: [{ status: 'received', daysAgo: 1 }],
    read: 1,
  },
  overdue: {
    kindId: 'complaint',
    aboutAccount: false,
    fields: {},
    messages: [
      {
        author: 'customer',
        daysAgo: 40,
        text: 'На вулиці Шевченка третій тиждень слабкий тиск газу. Двічі телефонував, ніхто не приїхав.',
      },
    ],
    steps: [
      { status: 'received', daysAgo: 40 },
      { status: 'in_progress', daysAgo: 38 },
    ],
    read: 1,
  },
  waiting: {
    kindId: 'recalculation',
    aboutAccount: true,
    fields: { reason: 'reading', since: '2026-09-01' },
    messages: [
      {
        author: 'customer',
        daysAgo: 6,
        text: 'За вересень нараховано вдвічі більше, ніж я передав.',
        files: [{ name: 'Лічильник.jpg', mediaType: 'image/jpeg', sizeBytes: 412_300 }],
      },
      { author: 'supplier', daysAgo: 2, text: 'Вітаємо! На фото не видно останньої цифри. Надішліть ще одне.' },
    ],
    steps: [
      { status: 'received', daysAgo: 6 },
      { status: 'in_progress', daysAgo: 5 },
      { status: 'waiting', daysAgo: 2 },
    ],
    read: 1,
  },
  answered: {
    kindId: 'question',
    aboutAccount: true,
    fields: {},
    messages: [
      { author: 'customer', daysAgo: 9, text: 'Як перевести договір на дружину?' },
      {
        author: 'supplier',
        daysAgo: 3,
        text: 'Потрібні заява від вас обох і документ про власність.\nЗразок заяви додаємо.',
        files: [{ name: 'Заява.pdf', mediaType: 'application/pdf', sizeBytes: 61_440 }],
      },
    ],
    steps: [
      { status: 'received', daysAgo: 9 },
      { status: 'in_progress', daysAgo: 7 },
      { status: 'answered', daysAgo: 3 },
    ],
    read: 1,
  },
  closed: {
    kindId: 'meter-verification',
    aboutAccount: true,
    fields: { meter: '04512877', day: '2026-08-12', phone: '380501234567' },
    messages: [
      { author: 'customer', daysAgo: 90, text: '' },
      { author: 'supplier', daysAgo: 80, text: 'Лічильник повірено, наступна повірка за вісім років.' },
    ],
    steps: [
      { status: 'received', daysAgo: 90 },
      { status: 'answered', daysAgo: 80 },
      { status: 'closed', daysAgo: 50 },
    ],
    read: 2,
  },
  withdrawn: {
    kindId: 'suggestion',
    aboutAccount: false,
    fields: {},
    messages: [{ author: 'customer', daysAgo: 20, text: 'Надсилайте квитанцію й у Viber.' }],
    steps: [
      { status: 'received', daysAgo: 20 },
      { status: 'withdrawn', daysAgo: 19 },
    ],
    read: 1,
  },
};

/** What the mock begins with unless it is told otherwise. */
export const sampleAppealsData: MockAppealsData = {
  kinds: sampleAppealKinds,
  holidays: ['12-25', '01-01'],
  nextInstance: {
    name: texts('Регулятор, НКРЕКП', 'Регулятор, НКРЭКУ', 'The regulator, NEURC'),
    phone: '0 800 000 000',
    url: 'https://www.regulator.example/skarhy',
    address: texts('Київ, вул. Зразкова, 19', 'Киев, ул. Образцовая, 19', '19 Zrazkova Street, Kyiv'),
  },
  sent: sampleAppealNames,
};
