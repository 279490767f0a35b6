import type { AccountNumberFault, LinkProof, LinkQuestion } from '@kabinet/rules';
import type { PageLanguage } from '../page.js';

type Relation = 'owner' | 'payer';
type HolderKind = 'household' | 'entrepreneur' | 'legal_entity';

/** What the pages of linking say. */
export interface LinkTexts {
  readonly title: string;
  readonly intro: string;
  readonly oneMessage: string;
  readonly questions: Readonly<Record<LinkQuestion, string>>;
  readonly hints: {
    readonly account_number: (example: string) => string;
    readonly relation: string;
    readonly proof_kind: string;
  } & Readonly<Record<LinkProof, string>>;
  /** Above an answer that was given. */
  readonly known: {
    readonly account_number: string;
    readonly relation: string;
  } & Readonly<Record<LinkProof, string>>;
  readonly relations: Readonly<Record<Relation, string>>;
  readonly proofs: Readonly<Record<LinkProof, string>>;
  readonly change: string;
  readonly answer: string;
  readonly next: string;
  readonly where: string;
  readonly whereText: Readonly<Record<'account_number' | LinkProof, string>>;
  readonly bill: BillTexts;
  readonly faults: {
    readonly [Reason in AccountNumberFault['reason']]: (told: {
      typed: number;
      wanted: number;
      example: string;
    }) => string;
  };
  readonly takeNumber: (number: string) => string;
  readonly doubts: {
    readonly empty: string;
    readonly notUnderstood: string;
    readonly whichAccount: string;
    readonly whichFact: (value: string) => string;
    readonly accountNumberAgain: string;
    readonly proofNotTaken: string;
    readonly notASum: string;
  };
  readonly person: {
    readonly title: string;
    readonly text: string;
    readonly noFact: string;
    readonly otherProof: string;
  };
  readonly refused: {
    readonly title: string;
    readonly lead: string;
    readonly reasons: readonly string[];
    readonly what: string;
    readonly again: string;
    readonly calls: string;
  };
  readonly later: { readonly title: string; readonly text: (when: string) => string };
  readonly byHand: string;
  readonly byHandText: string;
  readonly restart: string;
  readonly success: {
    readonly title: string;
    readonly before: string;
    readonly account: string;
    readonly whose: string;
    readonly kind: string;
    readonly kinds: Readonly<Record<HolderKind, string>>;
    readonly nowTitle: string;
    readonly now: readonly string[];
    readonly toSite: string;
    readonly toAccounts: string;
    readonly another: string;
  };
  readonly requests: {
    readonly title: string;
    readonly sent: (number: string) => string;
    readonly sentText: string;
    readonly of: (account: string) => string;
    readonly statuses: Readonly<Record<'open' | 'approved' | 'refused', string>>;
    readonly at: (day: string) => string;
  };
  readonly request: {
    readonly title: string;
    readonly intro: string;
    readonly accountNumber: string;
    readonly accountNumberHint: string;
    readonly relation: string;
    readonly holderName: string;
    readonly holderNameHint: string;
    readonly address: string;
    readonly addressHint: string;
    readonly phone: string;
    readonly phoneHint: string;
    readonly comment: string;
    readonly commentHint: string;
    readonly send: string;
    readonly back: string;
    readonly errors: Readonly<
      Record<'accountNumber' | 'relation' | 'holderName' | 'address' | 'phone' | 'tooLong', string>
    >;
    readonly tooMany: string;
  };
}

/** What stands on the drawing of a bill. */
export interface BillTexts {
  readonly title: string;
  readonly described: Readonly<Record<'account_number' | LinkProof, string>>;
  readonly account_number: string;
  readonly pin: string;
  readonly last_payment: string;
  readonly meter_number: string;
}

/** Digits counted in words: `9 цифр`. */
function counted(language: PageLanguage, forms: Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>) {
  const rules = new Intl.PluralRules(language);
  return (count: number) => `${count} ${forms[rules.select(count)] ?? forms.other ?? ''}`;
}

const ukDigits = counted('uk', { one: 'цифра', few: 'цифри', many: 'цифр', other: 'цифри' });
const ruDigits = counted('ru', { one: 'цифра', few: 'цифры', many: 'цифр', other: 'цифры' });
const enDigits = counted('en', { one: 'digit', other: 'digits' });

const uk: LinkTexts = {
  title: 'Додати особовий рахунок',
  intro: 'Поставимо два-три запитання. Відповідайте як зручно: пробіли, дефіси й порядок не важливі.',
  oneMessage: 'Можна написати все одразу, наприклад: «рахунок 12-34 567, пін 4821, мамин».',
  questions: {
    account_number: 'Який номер особового рахунку?',
    relation: 'Чий це рахунок?',
    proof_kind: 'Що з цього є у вас під рукою?',
    pin: 'Який PIN надруковано на рахунку?',
    last_payment: 'Яку суму сплачено востаннє?',
    meter_number: 'Який номер лічильника?',
  },
  hints: {
    account_number: (example) => `Наприклад, ${example}`,
    relation: 'За рахунки родичів теж можна платити й передавати показання',
    proof_kind: 'Досить чогось одного: так ми бачимо, що рахунок знаєте ви',
    pin: 'Він стоїть поруч із номером рахунку',
    last_payment: 'Остання оплата, яку ми отримали, наприклад 358,20',
    meter_number: 'Стоїть на самому лічильнику і в рахунку. Нулі на початку можна не писати',
  },
  known: {
    account_number: 'Особовий рахунок',
    relation: 'Чий рахунок',
    pin: 'PIN з рахунку',
    last_payment: 'Остання оплата',
    meter_number: 'Номер лічильника',
  },
  relations: { owner: 'Мій', payer: 'Родичів або інших людей' },
  proofs: { pin: 'PIN з рахунку', last_payment: 'Сума останньої оплати', meter_number: 'Номер лічильника' },
  change: 'Змінити',
  answer: 'Або напишіть своїми словами',
  next: 'Далі',
  where: 'Де це знайти?',
  whereText: {
    account_number: 'Угорі рахунка, який приходить поштою або електронною поштою.',
    pin: 'Поруч із номером особового рахунку.',
    last_payment: 'У рядку «Сплачено». Підійде й оплата перед останньою, якщо остання щойно зроблена.',
    meter_number: 'У рядку з показаннями або на самому лічильнику, часто біля штрих-коду.',
  },
  bill: {
    title: 'Рахунок за послуги',
    described: {
      account_number: 'Малюнок рахунка: номер особового рахунку обведено вгорі',
      pin: 'Малюнок рахунка: PIN обведено поруч із номером особового рахунку',
      last_payment: 'Малюнок рахунка: суму останньої оплати обведено внизу',
      meter_number: 'Малюнок рахунка: номер лічильника обведено посередині',
    },
    account_number: 'Особовий рахунок',
    pin: 'PIN',
    last_payment: 'Сплачено',
    meter_number: 'Лічильник №',
  },
  faults: {
    no_digits: ({ example }) => `Номер рахунку складається з цифр. Перепишіть його з рахунка, наприклад ${example}`,
    letters: ({ example }) => `У номері є літера, а в наших рахунках лише цифри. Перевірте номер, наприклад ${example}`,
    letter_missing: ({ example }) => `Бракує літери на початку. Напишіть номер разом із нею, наприклад ${example}`,
    too_few_digits: ({ typed, wanted }) =>
      `Тут ${ukDigits(typed)}, а в номері рахунку їх ${wanted}. Перевірте, чи не пропустили якусь`,
    too_many_digits: ({ typed, wanted }) =>
      `Тут ${ukDigits(typed)}, а в номері рахунку їх ${wanted}. Перевірте, чи немає зайвої`,
    another_supplier: ({ example }) =>
      `Схоже, це рахунок іншого постачальника: наші мають вигляд ${example}. Перевірте, чий це рахунок`,
  },
  takeNumber: (number) => `Так, ${number}`,
  doubts: {
    empty: 'Напишіть відповідь або виберіть її кнопкою',
    notUnderstood: 'Не вдалося прочитати відповідь. Напишіть лише те, про що питаємо',
    whichAccount: 'Тут два номери рахунку. Який із них додати?',
    whichFact: (value) => `Що таке ${value}?`,
    accountNumberAgain: 'Це номер рахунку, його ми вже знаємо. Тепер потрібне інше',
    proofNotTaken: 'За цим ми рахунок не перевіряємо. Потрібне те, про що питаємо',
    notASum: 'Напишіть суму цифрами, наприклад 358,20',
  },
  person: {
    title: 'Допоможе людина',
    text: 'Зателефонуйте нам: підкажемо номер рахунку і суму останньої оплати. Або надішліть запит, і рахунок додасть наш працівник.',
    noFact: 'Нічого страшного, якщо цього немає під рукою.',
    otherProof: 'Можна відповісти й інакше:',
  },
  refused: {
    title: 'Не вдалося підтвердити рахунок',
    lead: 'Так буває, коли:',
    reasons: [
      'в одній із відповідей інша цифра',
      'новий рахунок чи оплату ще не завантажено: спробуйте завтра',
      'рахунок належить іншому постачальнику або вже закритий',
    ],
    what: 'Перевірте відповіді вище і змініть ту, де помилка. Якщо все правильно, попросіть додати рахунок вручну.',
    again: 'Перевірити ще раз',
    calls: 'Або зателефонуйте:',
  },
  later: {
    title: 'Забагато спроб',
    text: (when) =>
      `Спробуйте знову ${when}. Відповіді збережено. Якщо чекати незручно, попросіть додати рахунок вручну або зателефонуйте.`,
  },
  byHand: 'Попросити додати вручну',
  byHandText: 'Працівник звірить дані й додасть рахунок сам.',
  restart: 'Почати спочатку',
  success: {
    title: 'Рахунок додано',
    before: 'Цей рахунок уже є у вашому кабінеті',
    account: 'Особовий рахунок',
    whose: 'Чий рахунок',
    kind: 'Споживач',
    kinds: { household: 'побутовий', entrepreneur: 'підприємець (ФОП)', legal_entity: 'юридична особа' },
    nowTitle: 'Що можна зробити тепер',
    now: ['передати показання лічильника', 'побачити, скільки до сплати і за що', 'переглянути показання та оплати'],
    toSite: 'Повернутися на сайт',
    toAccounts: 'До моїх рахунків',
    another: 'Додати ще один рахунок',
  },
  requests: {
    title: 'Ваші запити',
    sent: (number) => `Запит ${number} надіслано`,
    sentText: 'Працівник звірить дані й відповість вам повідомленням. Номер запиту знадобиться, якщо телефонуватимете.',
    of: (account) => `Рахунок ${account}`,
    statuses: { open: 'розглядаємо', approved: 'рахунок додано', refused: 'не додано' },
    at: (day) => `надіслано ${day}`,
  },
  request: {
    title: 'Попросити додати рахунок вручну',
    intro:
      'Напишіть усе, як у рахунку. Працівник звірить це з нашою базою і додасть рахунок або пояснить, чого бракує.',
    accountNumber: 'Особовий рахунок',
    accountNumberHint: 'Як на рахунку; якщо не знаєте точно, напишіть, що знаєте',
    relation: 'Чий це рахунок?',
    holderName: 'На кого рахунок',
    holderNameHint: 'Прізвище, ім’я та по батькові або назва організації',
    address: 'Адреса',
    addressHint: 'Населений пункт, вулиця, будинок, квартира',
    phone: 'Телефон',
    phoneHint: 'Щоб уточнити, якщо щось не збігається',
    comment: 'Що ще нам знати',
    commentHint: 'Наприклад, недавно змінився власник або номер лічильника',
    send: 'Надіслати запит',
    back: 'Повернутися до запитань',
    errors: {
      accountNumber: 'Напишіть номер особового рахунку',
      relation: 'Виберіть, чий це рахунок',
      holderName: 'Напишіть, на кого оформлено рахунок',
      address: 'Напишіть адресу',
      phone: 'Напишіть номер телефону, наприклад 067 123 45 67',
      tooLong: 'Скоротіть: це задовгий текст',
    },
    tooMany: 'У вас уже п’ять запитів, на які ще немає відповіді. Дочекайтеся її або зателефонуйте нам.',
  },
};

const ru: LinkTexts = {
  title: 'Добавить лицевой счёт',
  intro: 'Зададим два-три вопроса. Отвечайте как удобно: пробелы, дефисы и порядок не важны.',
  oneMessage: 'Можно написать всё сразу, например: «счёт 12-34 567, пин 4821, мамин».',
  questions: {
    account_number: 'Какой номер лицевого счёта?',
    relation: 'Чей это счёт?',
    proof_kind: 'Что из этого есть у вас под рукой?',
    pin: 'Какой ПИН напечатан на квитанции?',
    last_payment: 'Какую сумму заплатили в последний раз?',
    meter_number: 'Какой номер счётчика?',
  },
  hints: {
    account_number: (example) => `Например, ${example}`,
    relation: 'За счета родственников тоже можно платить и передавать показания',
    proof_kind: 'Достаточно чего-то одного: так мы видим, что счёт знаете вы',
    pin: 'Он стоит рядом с номером счёта',
    last_payment: 'Последняя оплата, которую мы получили, например 358,20',
    meter_number: 'Стоит на самом счётчике и в квитанции. Нули в начале можно не писать',
  },
  known: {
    account_number: 'Лицевой счёт',
    relation: 'Чей счёт',
    pin: 'ПИН из квитанции',
    last_payment: 'Последняя оплата',
    meter_number: 'Номер счётчика',
  },
  relations: { owner: 'Мой', payer: 'Родственников или других людей' },
  proofs: { pin: 'ПИН из квитанции', last_payment: 'Сумма последней оплаты', meter_number: 'Номер счётчика' },
  change: 'Изменить',
  answer: 'Или напишите своими словами',
  next: 'Далее',
  where: 'Где это найти?',
  whereText: {
    account_number: 'Вверху квитанции, которая приходит по почте или на электронную почту.',
    pin: 'Рядом с номером лицевого счёта.',
    last_payment: 'В строке «Оплачено». Подойдёт и оплата перед последней, если последняя сделана только что.',
    meter_number: 'В строке с показаниями или на самом счётчике, часто возле штрихкода.',
  },
  bill: {
    title: 'Квитанция за услуги',
    described: {
      account_number: 'Рисунок квитанции: номер лицевого счёта обведён вверху',
      pin: 'Рисунок квитанции: ПИН обведён рядом с номером лицевого счёта',
      last_payment: 'Рисунок квитанции: сумма последней оплаты обведена внизу',
      meter_number: 'Рисунок квитанции: номер счётчика обведён посередине',
    },
    account_number: 'Лицевой счёт',
    pin: 'ПИН',
    last_payment: 'Оплачено',
    meter_number: 'Счётчик №',
  },
  faults: {
    no_digits: ({ example }) => `Номер счёта состоит из цифр. Перепишите его с квитанции, например ${example}`,
    letters: ({ example }) =>
      `В номере есть буква, а в наших счетах только цифры. Проверьте номер, например ${example}`,
    letter_missing: ({ example }) => `Не хватает буквы в начале. Напишите номер вместе с ней, например ${example}`,
    too_few_digits: ({ typed, wanted }) =>
      `Здесь ${ruDigits(typed)}, а в номере счёта их ${wanted}. Проверьте, не пропущена ли какая-то`,
    too_many_digits: ({ typed, wanted }) =>
      `Здесь ${ruDigits(typed)}, а в номере счёта их ${wanted}. Проверьте, нет ли лишней`,
    another_supplier: ({ example }) =>
      `Похоже, это счёт другого поставщика: наши имеют вид ${example}. Проверьте, чей это счёт`,
  },
  takeNumber: (number) => `Да, ${number}`,
  doubts: {
    empty: 'Напишите ответ или выберите его кнопкой',
    notUnderstood: 'Не удалось прочитать ответ. Напишите только то, о чём спрашиваем',
    whichAccount: 'Здесь два номера счёта. Какой из них добавить?',
    whichFact: (value) => `Что такое ${value}?`,
    accountNumberAgain: 'Это номер счёта, его мы уже знаем. Теперь нужно другое',
    proofNotTaken: 'По этому мы счёт не проверяем. Нужно то, о чём спрашиваем',
    notASum: 'Напишите сумму цифрами, например 358,20',
  },
  person: {
    title: 'Поможет человек',
    text: 'Позвоните нам: подскажем номер счёта и сумму последней оплаты. Или отправьте запрос, и счёт добавит наш сотрудник.',
    noFact: 'Ничего страшного, если этого нет под рукой.',
    otherProof: 'Можно ответить и иначе:',
  },
  refused: {
    title: 'Не удалось подтвердить счёт',
    lead: 'Так бывает, когда:',
    reasons: [
      'в одном из ответов другая цифра',
      'новая квитанция или оплата ещё не загружена: попробуйте завтра',
      'счёт принадлежит другому поставщику или уже закрыт',
    ],
    what: 'Проверьте ответы выше и измените тот, где ошибка. Если всё верно, попросите добавить счёт вручную.',
    again: 'Проверить ещё раз',
    calls: 'Или позвоните:',
  },
  later: {
    title: 'Слишком много попыток',
    text: (when) =>
      `Попробуйте снова ${when}. Ответы сохранены. Если ждать неудобно, попросите добавить счёт вручную или позвоните.`,
  },
  byHand: 'Попросить добавить вручную',
  byHandText: 'Сотрудник сверит данные и добавит счёт сам.',
  restart: 'Начать сначала',
  success: {
    title: 'Счёт добавлен',
    before: 'Этот счёт уже есть в вашем кабинете',
    account: 'Лицевой счёт',
    whose: 'Чей счёт',
    kind: 'Потребитель',
    kinds: { household: 'население', entrepreneur: 'предприниматель (ИП)', legal_entity: 'юридическое лицо' },
    nowTitle: 'Что можно сделать теперь',
    now: ['передать показания счётчика', 'увидеть, сколько к оплате и за что', 'посмотреть показания и оплаты'],
    toSite: 'Вернуться на сайт',
    toAccounts: 'К моим счетам',
    another: 'Добавить ещё один счёт',
  },
  requests: {
    title: 'Ваши запросы',
    sent: (number) => `Запрос ${number} отправлен`,
    sentText: 'Сотрудник сверит данные и ответит вам сообщением. Номер запроса понадобится, если будете звонить.',
    of: (account) => `Счёт ${account}`,
    statuses: { open: 'рассматриваем', approved: 'счёт добавлен', refused: 'не добавлен' },
    at: (day) => `отправлен ${day}`,
  },
  request: {
    title: 'Попросить добавить счёт вручную',
    intro:
      'Напишите всё, как в квитанции. Сотрудник сверит это с нашей базой и добавит счёт или объяснит, чего не хватает.',
    accountNumber: 'Лицевой счёт',
    accountNumberHint: 'Как в квитанции; если не знаете точно, напишите, что знаете',
    relation: 'Чей это счёт?',
    holderName: 'На кого счёт',
    holderNameHint: 'Фамилия, имя и отчество или название организации',
    address: 'Адрес',
    addressHint: 'Населённый пункт, улица, дом, квартира',
    phone: 'Телефон',
    phoneHint: 'Чтобы уточнить, если что-то не совпадёт',
    comment: 'Что ещё нам знать',
    commentHint: 'Например, недавно сменился владелец или номер счётчика',
    send: 'Отправить запрос',
    back: 'Вернуться к вопросам',
    errors: {
      accountNumber: 'Напишите номер лицевого счёта',
      relation: 'Выберите, чей это счёт',
      holderName: 'Напишите, на кого оформлен счёт',
      address: 'Напишите адрес',
      phone: 'Напишите номер телефона, например 067 123 45 67',
      tooLong: 'Сократите: это слишком длинный текст',
    },
    tooMany: 'У вас уже пять запросов, на которые ещё нет ответа. Дождитесь его или позвоните нам.',
  },
};

const en: LinkTexts = {
  title: 'Add an account',
  intro: 'Two or three questions. Answer as you like: spaces, dashes and order do not matter.',
  oneMessage: 'You can write everything at once, such as: "account 12-34 567, pin 4821, my mother\'s".',
  questions: {
    account_number: 'What is the account number?',
    relation: 'Whose account is it?',
    proof_kind: 'Which of these do you have at hand?',
    pin: 'Which PIN is printed on the bill?',
    last_payment: 'How much was paid last time?',
    meter_number: 'What is the meter number?',
  },
  hints: {
    account_number: (example) => `Such as ${example}`,
    relation: "You can pay and hand in readings for relatives' accounts too",
    proof_kind: 'One is enough: it shows us that you know the account',
    pin: 'It stands beside the account number',
    last_payment: 'The last payment that reached us, such as 358.20',
    meter_number: 'On the meter itself and on the bill. Zeros in front may be left out',
  },
  known: {
    account_number: 'Account',
    relation: 'Whose account',
    pin: 'PIN from the bill',
    last_payment: 'Last payment',
    meter_number: 'Meter number',
  },
  relations: { owner: 'Mine', payer: "A relative's or somebody else's" },
  proofs: { pin: 'PIN from the bill', last_payment: 'Sum of the last payment', meter_number: 'Meter number' },
  change: 'Change',
  answer: 'Or write it in your own words',
  next: 'Next',
  where: 'Where is it?',
  whereText: {
    account_number: 'At the top of the bill that comes by post or e-mail.',
    pin: 'Beside the account number.',
    last_payment: 'In the line "Paid". The payment before will do too, if the last one was made just now.',
    meter_number: 'In the line with the readings, or on the meter itself, often near the barcode.',
  },
  bill: {
    title: 'Bill for services',
    described: {
      account_number: 'A drawing of a bill: the account number is ringed at the top',
      pin: 'A drawing of a bill: the PIN is ringed beside the account number',
      last_payment: 'A drawing of a bill: the sum of the last payment is ringed at the bottom',
      meter_number: 'A drawing of a bill: the meter number is ringed in the middle',
    },
    account_number: 'Account',
    pin: 'PIN',
    last_payment: 'Paid',
    meter_number: 'Meter No.',
  },
  faults: {
    no_digits: ({ example }) => `An account number has digits. Copy it from the bill, such as ${example}`,
    letters: ({ example }) => `There is a letter in it, and our numbers have digits only. Check it, such as ${example}`,
    letter_missing: ({ example }) => `The letter in front is missing. Write the number with it, such as ${example}`,
    too_few_digits: ({ typed, wanted }) =>
      `This has ${enDigits(typed)}, an account number has ${wanted}. Check whether one was left out`,
    too_many_digits: ({ typed, wanted }) =>
      `This has ${enDigits(typed)}, an account number has ${wanted}. Check whether there is one too many`,
    another_supplier: ({ example }) =>
      `This looks like another supplier's account: ours look like ${example}. Check whose bill it is`,
  },
  takeNumber: (number) => `Yes, ${number}`,
  doubts: {
    empty: 'Write an answer, or choose one by a button',
    notUnderstood: 'The answer could not be read. Write only what is asked',
    whichAccount: 'There are two account numbers here. Which one shall be added?',
    whichFact: (value) => `What is ${value}?`,
    accountNumberAgain: 'This is the account number, which we know already. Something else is needed now',
    proofNotTaken: 'We do not check accounts by this. What is asked is needed',
    notASum: 'Write the sum in digits, such as 358.20',
  },
  person: {
    title: 'A person will help',
    text: 'Call us: we will tell you the account number and the sum of the last payment. Or send a request, and our staff will add the account.',
    noFact: 'No harm done if you do not have it at hand.',
    otherProof: 'You can answer in another way too:',
  },
  refused: {
    title: 'The account could not be confirmed',
    lead: 'This happens when:',
    reasons: [
      'a digit differs in one of the answers',
      'the new bill or payment is not loaded yet: try tomorrow',
      "the account is another supplier's, or is closed",
    ],
    what: 'Check the answers above and change the one that is wrong. If all is right, ask us to add the account by hand.',
    again: 'Check again',
    calls: 'Or call:',
  },
  later: {
    title: 'Too many tries',
    text: (when) =>
      `Try again ${when}. Your answers are kept. If you would rather not wait, ask us to add the account by hand, or call.`,
  },
  byHand: 'Ask to add it by hand',
  byHandText: 'Our staff will compare the data and add the account.',
  restart: 'Start again',
  success: {
    title: 'The account is added',
    before: 'This account is in your cabinet already',
    account: 'Account',
    whose: 'Whose account',
    kind: 'Customer',
    kinds: { household: 'household', entrepreneur: 'private entrepreneur', legal_entity: 'legal entity' },
    nowTitle: 'What you can do now',
    now: ['hand in meter readings', 'see what is owed and for what', 'look at readings and payments'],
    toSite: 'Back to the site',
    toAccounts: 'To my accounts',
    another: 'Add another account',
  },
  requests: {
    title: 'Your requests',
    sent: (number) => `Request ${number} is sent`,
    sentText: 'Our staff will compare the data and answer you by a message. Have the number at hand if you call.',
    of: (account) => `Account ${account}`,
    statuses: { open: 'being looked at', approved: 'the account is added', refused: 'not added' },
    at: (day) => `sent ${day}`,
  },
  request: {
    title: 'Ask to add an account by hand',
    intro:
      'Write everything as it is on the bill. Our staff will compare it with our base and add the account, or explain what is missing.',
    accountNumber: 'Account number',
    accountNumberHint: 'As on the bill; if you are not sure, write what you know',
    relation: 'Whose account is it?',
    holderName: 'In whose name it is',
    holderNameHint: 'Full name, or the name of the organisation',
    address: 'Address',
    addressHint: 'Town or village, street, house, flat',
    phone: 'Phone',
    phoneHint: 'In case something does not match',
    comment: 'What else we should know',
    commentHint: 'Such as a new owner or a new meter',
    send: 'Send the request',
    back: 'Back to the questions',
    errors: {
      accountNumber: 'Write the account number',
      relation: 'Choose whose account it is',
      holderName: 'Write in whose name the account is',
      address: 'Write the address',
      phone: 'Write a phone number, such as 067 123 45 67',
      tooLong: 'Make it shorter: this text is too long',
    },
    tooMany: 'You have five requests already that are not answered yet. Wait for the answers, or call us.',
  },
};

export const linkTexts: Readonly<Record<PageLanguage, LinkTexts>> = { uk, ru, en };
