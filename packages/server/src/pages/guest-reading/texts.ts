import type { GuestProofKind } from '@kabinet/api/contract';
import type { PageLanguage } from '../page.js';

/** A field of the form, by its id. */
export type GuestField = 'account' | 'proof' | Zone;

/** The dials of a meter, as the contract names them. */
export const ZONES = ['total', 'day', 'night', 'peak', 'half_peak'] as const;
export type Zone = (typeof ZONES)[number];

export interface GuestReadingTexts {
  readonly title: string;
  readonly lead: string;
  readonly account: string;
  readonly accountHint: (example: string) => string;
  readonly proof: Readonly<Record<GuestProofKind, { readonly label: string; readonly hint: string }>>;
  readonly zones: Readonly<Record<Zone, string>>;
  readonly valueHint: string;
  readonly severalZones: string;
  readonly severalZonesHint: string;
  readonly send: string;
  /** Instead of a password: why signing in is worth it. */
  readonly orSignIn: string;
  readonly signIn: string;
  /** Instead, to who is signed in. */
  readonly signedIn: string;
  readonly toAccounts: string;
  readonly errors: {
    readonly account: (example: string) => string;
    readonly proof: Readonly<Record<GuestProofKind, string>>;
    readonly noValue: string;
    readonly notDigits: string;
    readonly tooManyDigits: string;
    readonly totalOrZones: string;
  };
  readonly received: (number: string) => string;
  readonly receivedTitle: string;
  readonly next: readonly [string, string];
  readonly another: string;
}

const uk: GuestReadingTexts = {
  title: 'Передати показання без входу',
  lead: 'Потрібні номер рахунку, ще одні дані та цифри з лічильника. Реєструватися не треба.',
  account: 'Особовий рахунок',
  accountHint: (example) => `Угорі квитанції, наприклад ${example}. Пробіли й дефіси не заважають.`,
  proof: {
    meter_number: {
      label: 'Номер лічильника',
      hint: 'На передній панелі лічильника, біля штрихкоду або позначки №. Він є і на квитанції.',
    },
    last_payment: {
      label: 'Сума останньої оплати',
      hint: 'Скільки ви заплатили минулого разу, наприклад 358,20. Вона є на квитанції або в застосунку банку.',
    },
  },
  zones: { total: 'Показання', day: 'День', night: 'Ніч', peak: 'Пік', half_peak: 'Напівпік' },
  valueHint: 'Чорні цифри на лічильнику, наприклад 01234. Цифри після коми або в червоній рамці можна не писати.',
  severalZones: 'Лічильник рахує окремо день і ніч',
  severalZonesHint: 'Тоді поле «Показання» залиште порожнім і заповніть ті зони, які має лічильник.',
  send: 'Передати показання',
  orSignIn: 'У кабінеті одразу видно витрату, суму й чи прийнято показання.',
  signIn: 'Увійти',
  signedIn: 'Ви вже увійшли: у кабінеті це швидше, без перевірки.',
  toAccounts: 'До моїх рахунків',
  errors: {
    account: (example) => `Введіть номер рахунку, як на квитанції, наприклад ${example}`,
    proof: {
      meter_number: 'Введіть номер лічильника, наприклад 00183881',
      last_payment: 'Введіть суму останньої оплати цифрами, наприклад 358,20',
    },
    noValue: 'Введіть показання цифрами, наприклад 01234',
    notDigits: 'Введіть показання тільки цифрами, наприклад 01234',
    tooManyDigits: 'У лічильника стільки цифр немає: перевірте показання',
    totalOrZones: 'Залиште або одне показання, або показання за зонами',
  },
  receivedTitle: 'Показання отримано',
  received: (number) => `Номер ${number}. Запишіть його: за ним ми знайдемо ваше показання.`,
  next: [
    'Ми порівняємо його з вашим рахунком. Якщо все збігається, воно буде в наступній квитанції.',
    'Якщо хтось із кабінету передасть показання цього лічильника, враховано буде його.',
  ],
  another: 'Передати ще одне',
};

const ru: GuestReadingTexts = {
  title: 'Передать показания без входа',
  lead: 'Нужны номер счёта, ещё одни данные и цифры со счётчика. Регистрироваться не нужно.',
  account: 'Лицевой счёт',
  accountHint: (example) => `Вверху квитанции, например ${example}. Пробелы и дефисы не мешают.`,
  proof: {
    meter_number: {
      label: 'Номер счётчика',
      hint: 'На передней панели счётчика, возле штрихкода или знака №. Он есть и на квитанции.',
    },
    last_payment: {
      label: 'Сумма последней оплаты',
      hint: 'Сколько вы заплатили в прошлый раз, например 358,20. Она есть на квитанции или в приложении банка.',
    },
  },
  zones: { total: 'Показания', day: 'День', night: 'Ночь', peak: 'Пик', half_peak: 'Полупик' },
  valueHint: 'Чёрные цифры на счётчике, например 01234. Цифры после запятой или в красной рамке можно не писать.',
  severalZones: 'Счётчик считает отдельно день и ночь',
  severalZonesHint: 'Тогда поле «Показания» оставьте пустым и заполните те зоны, которые есть у счётчика.',
  send: 'Передать показания',
  orSignIn: 'В кабинете сразу видно расход, сумму и приняты ли показания.',
  signIn: 'Войти',
  signedIn: 'Вы уже вошли: в кабинете это быстрее, без проверки.',
  toAccounts: 'К моим счетам',
  errors: {
    account: (example) => `Введите номер счёта, как на квитанции, например ${example}`,
    proof: {
      meter_number: 'Введите номер счётчика, например 00183881',
      last_payment: 'Введите сумму последней оплаты цифрами, например 358,20',
    },
    noValue: 'Введите показания цифрами, например 01234',
    notDigits: 'Введите показания только цифрами, например 01234',
    tooManyDigits: 'У счётчика столько цифр нет: проверьте показания',
    totalOrZones: 'Оставьте или одно показание, или показания по зонам',
  },
  receivedTitle: 'Показания получены',
  received: (number) => `Номер ${number}. Запишите его: по нему мы найдём ваши показания.`,
  next: [
    'Мы сравним их с вашим счётом. Если всё совпадает, они будут в следующей квитанции.',
    'Если кто-то передаст показания этого счётчика из кабинета, учтены будут они.',
  ],
  another: 'Передать ещё одни',
};

const en: GuestReadingTexts = {
  title: 'Send a reading without signing in',
  lead: 'You need the account number, one more fact and the digits of the meter. There is nothing to sign up for.',
  account: 'Account number',
  accountHint: (example) => `At the top of your bill, such as ${example}. Spaces and dashes do not matter.`,
  proof: {
    meter_number: {
      label: 'Meter number',
      hint: 'On the front of the meter, beside the barcode or the № sign. It is on the bill too.',
    },
    last_payment: {
      label: 'Sum of the last payment',
      hint: 'What you paid last time, such as 358.20. It is on the bill or in your bank’s app.',
    },
  },
  zones: { total: 'Reading', day: 'Day', night: 'Night', peak: 'Peak', half_peak: 'Half-peak' },
  valueHint: 'The black digits of the meter, such as 01234. Digits after the point or in a red frame may be left out.',
  severalZones: 'The meter counts day and night apart',
  severalZonesHint: 'Then leave “Reading” empty and fill in the zones that the meter has.',
  send: 'Send the reading',
  orSignIn: 'Signed in, you see at once the use, the sum and whether the reading was accepted.',
  signIn: 'Sign in',
  signedIn: 'You are signed in: in your cabinet it is quicker and needs no check.',
  toAccounts: 'To my accounts',
  errors: {
    account: (example) => `Enter the account number as on the bill, such as ${example}`,
    proof: {
      meter_number: 'Enter the meter number, such as 00183881',
      last_payment: 'Enter the sum of the last payment in digits, such as 358.20',
    },
    noValue: 'Enter the reading in digits, such as 01234',
    notDigits: 'Enter the reading in digits only, such as 01234',
    tooManyDigits: 'No meter has so many digits: check the reading',
    totalOrZones: 'Keep either the one reading or those of the zones',
  },
  receivedTitle: 'Reading received',
  received: (number) => `Number ${number}. Write it down: we find your reading by it.`,
  next: [
    'We will compare it with your account. If everything agrees, it will be on the next bill.',
    'If somebody signed in sends a reading of this meter, theirs will count.',
  ],
  another: 'Send another one',
};

export const guestReadingTexts: Readonly<Record<PageLanguage, GuestReadingTexts>> = { uk, ru, en };
