import type { LocalizedText } from '@kabinet/api/contract';
import { commonKinds, OWN_TERMS, type SampleKind, UKRAINIAN_TERMS } from './appeal-kinds.js';
import { connectionKind } from './connection-kind.js';
import { texts } from './tariffs.js';

const BILLING = texts('Відділ розрахунків', 'Отдел расчётов', 'Billing department');
const SUPPORT = texts('Підтримка кабінету', 'Поддержка кабинета', 'Cabinet support');

const answer = (id: string, question: LocalizedText, text: LocalizedText, words: string) => ({
  id,
  question,
  answer: text,
  words: words.split(' '),
});

const ACCOUNT_NUMBER = answer(
  'account-number',
  texts('Де мій особовий рахунок?', 'Где мой лицевой счёт?', 'Where is my account number?'),
  texts(
    'У квитанції вгорі, після слів «Особовий рахунок». Його назве й контактний центр, якщо ви скажете адресу і прізвище.',
    'В квитанции вверху, после слов «Лицевой счёт». Его назовёт и контактный центр, если вы скажете адрес и фамилию.',
    'At the top of the bill, after “Account number”. The contact centre tells it too, by your address and surname.',
  ),
  'номер рахунок счёт квитанція лицевой особовий',
);

const LATE_PAYMENT = answer(
  'payment-not-seen',
  texts('Я сплатив, а в кабінеті борг', 'Я оплатил, а в кабинете долг', 'I have paid, and still owe'),
  texts(
    'Оплату в банку чи на пошті видно в кабінеті за 1–3 робочі дні. Якщо минуло більше, надішліть фото чека.',
    'Оплату в банке или на почте видно в кабинете через 1–3 рабочих дня. Если прошло больше, пришлите фото чека.',
    'A payment at a bank or a post office is seen here in 1 to 3 working days. If it has been longer, send a photo of the receipt.',
  ),
  'борг долг оплата сплатив чек гроші',
);

const AVERAGE = answer(
  'average-use',
  texts('Чому нараховано за середнім?', 'Почему начислено по среднему?', 'Why was I charged on average use?'),
  texts(
    'Бо за місяць не було показань. Передайте їх тепер: різницю врахуємо в наступній квитанції.',
    'Потому что за месяц не было показаний. Передайте их сейчас: разницу учтём в следующей квитанции.',
    'Because there was no reading for the month. Hand one in now: the next bill takes the difference into account.',
  ),
  'середнє среднее середнім показання норма',
);

const VERIFICATION = answer(
  'verification-due',
  texts('Коли повіряти лічильник?', 'Когда поверять счётчик?', 'When is my meter due?'),
  texts(
    'День наступної повірки стоїть у кабінеті біля лічильника. Ми також нагадаємо, коли він близько.',
    'День следующей поверки стоит в кабинете возле счётчика. Мы также напомним, когда он близко.',
    'The day stands beside the meter in your cabinet. We also remind you when it is near.',
  ),
  'повірка поверка строк термін',
);

const NO_CODE = answer(
  'no-code',
  texts('Не приходить код', 'Не приходит код', 'The code does not come'),
  texts(
    'Зачекайте хвилину і натисніть «Надіслати ще раз» або оберіть інший контакт. Листи подивіться також у спамі.',
    'Подождите минуту и нажмите «Отправить ещё раз» или выберите другой контакт. Письма посмотрите и в спаме.',
    'Wait a minute and ask for it again, or choose another contact. Look for mails in the spam folder too.',
  ),
  'код sms смс вхід вход пароль',
);

/** When readings are taken, said as this supplier's customers ask it. */
function windowAnswer(days: LocalizedText) {
  return answer(
    'reading-days',
    texts('Коли передавати показання?', 'Когда передавать показания?', 'When do I hand in readings?'),
    days,
    'показання показания лічильник счётчик передати передать',
  );
}

const templates = [
  {
    id: 'working',
    then: 'in_progress',
    name: texts('Працюємо', 'Работаем', 'We are on it'),
    text: texts(
      'Вітаємо, {name}! Ваше звернення {number} «{kind}» отримано. Перевіряємо дані й відповімо не пізніше {dueOn}.',
      'Здравствуйте, {name}! Ваше обращение {number} «{kind}» получено. Проверяем данные и ответим не позже {dueOn}.',
      'Hello {name}, we have your appeal {number} “{kind}”. We are checking and will answer by {dueOn}.',
    ),
  },
  {
    id: 'photo',
    then: 'waiting',
    name: texts('Потрібне фото лічильника', 'Нужно фото счётчика', 'We need a photo of the meter'),
    text: texts(
      'Вітаємо, {name}! Щоб перевірити звернення {number}, потрібне фото лічильника, на якому видно номер і всі цифри. Додайте його тут, у відповіді.',
      'Здравствуйте, {name}! Чтобы проверить обращение {number}, нужно фото счётчика, на котором видны номер и все цифры. Добавьте его здесь, в ответе.',
      'Hello {name}, to look into appeal {number} we need a photo of the meter that shows its number and all digits. Please add it here, to your reply.',
    ),
  },
  {
    id: 'recalculated',
    then: 'answered',
    name: texts('Перераховано', 'Пересчитано', 'Recalculated'),
    text: texts(
      'Вітаємо, {name}! За зверненням {number} ми перевірили нарахування і виправили їх. Нову суму видно в кабінеті, у наступній квитанції буде перерахунок.',
      'Здравствуйте, {name}! По обращению {number} мы проверили начисления и исправили их. Новую сумму видно в кабинете, в следующей квитанции будет перерасчёт.',
      'Hello {name}, on appeal {number} we have checked the charges and corrected them. Your cabinet shows the new sum, the next bill the recalculation.',
    ),
  },
];

/** Fixed days off; where none are taken, as in wartime, the supplier leaves the line out. */
export const UKRAINIAN_HOLIDAYS = ['01-01', '03-08', '05-01', '05-08', '06-28', '07-15', '08-24', '10-01', '12-25'];
export const RUSSIAN_HOLIDAYS = [
  ...['01-01', '01-02', '01-03', '01-04', '01-05', '01-06', '01-07', '01-08'],
  ...['02-23', '03-08', '05-01', '05-09', '06-12', '11-04'],
];

const REGULATOR = {
  name: texts(
    'НКРЕКП, регулятор енергетики та комунальних послуг',
    'НКРЭКУ, регулятор энергетики и коммунальных услуг',
    'NEURC, the regulator of energy and utilities',
  ),
  url: 'https://www.nerc.gov.ua',
};

const CONSUMER_PROTECTION = {
  name: texts('Роспотребнадзор', 'Роспотребнадзор', 'Rospotrebnadzor, consumer protection'),
  url: 'https://www.rospotrebnadzor.ru',
};

interface SampleAppeals {
  readonly country: 'UA' | 'RU';
  /** Who looks after meters and the network. */
  readonly network: LocalizedText;
  readonly readingDays: LocalizedText;
  /** What people can be connected to; null where nobody asks for it. */
  readonly connects: 'gas' | 'electricity' | null;
  readonly supportAddress: string;
}

/** What a sample supplier's customers can write about. */
export function sampleAppeals({ country, network, readingDays, connects, supportAddress }: SampleAppeals): {
  readonly kinds: readonly SampleKind[];
} & Readonly<Record<string, unknown>> {
  const terms = country === 'UA' ? UKRAINIAN_TERMS : OWN_TERMS;
  const days = windowAnswer(readingDays);
  const kinds = commonKinds(
    terms,
    { billing: BILLING, network, support: SUPPORT },
    {
      question: [ACCOUNT_NUMBER, days, LATE_PAYMENT, AVERAGE, VERIFICATION],
      recalculation: [LATE_PAYMENT, AVERAGE],
      meter: [VERIFICATION],
      cabinet: [NO_CODE, ACCOUNT_NUMBER],
    },
  );
  return {
    kinds: connects === null ? kinds : [...kinds, connectionKind(connects, { network, term: terms.long })],
    nextInstance: country === 'UA' ? REGULATOR : CONSUMER_PROTECTION,
    replyTemplates: templates,
    support: { address: supportAddress, kindId: 'cabinet' },
  };
}
