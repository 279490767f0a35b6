import type { PageLanguage } from '../page.js';

/** What is said about asking staff to add an account: the form, and what became of it. */
export interface RequestTexts {
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
  readonly errors: Readonly<Record<'accountNumber' | 'relation' | 'holderName' | 'address' | 'tooLong', string>> & {
    /** `example` is a phone as it is written in the supplier's country. */
    readonly phone: (example: string) => string;
  };
  readonly tooMany: string;
  readonly requests: {
    readonly title: string;
    readonly sent: (number: string) => string;
    readonly sentText: string;
    readonly of: (account: string) => string;
    readonly statuses: Readonly<Record<'open' | 'approved' | 'refused', string>>;
    readonly at: (day: string) => string;
  };
}

const uk: RequestTexts = {
  title: 'Попросити додати рахунок вручну',
  intro:
    'Напишіть усе, як на квитанції. Працівник звірить це з нашою базою і додасть рахунок або пояснить, чого бракує.',
  accountNumber: 'Особовий рахунок',
  accountNumberHint: 'Як на квитанції; якщо не знаєте точно, напишіть, що знаєте',
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
    relation: 'Оберіть, чий це рахунок',
    holderName: 'Напишіть, на кого оформлено рахунок',
    address: 'Напишіть адресу',
    phone: (example) => `Напишіть номер телефону, наприклад ${example}`,
    tooLong: 'Скоротіть: це задовгий текст',
  },
  tooMany: 'У вас уже п’ять запитів, на які ще немає відповіді. Дочекайтеся її або зателефонуйте нам.',
  requests: {
    title: 'Ваші запити',
    sent: (number) => `Запит ${number} надіслано`,
    sentText: 'Працівник звірить дані й відповість вам повідомленням. Номер запиту знадобиться, якщо телефонуватимете.',
    of: (account) => `Рахунок ${account}`,
    statuses: { open: 'розглядаємо', approved: 'рахунок додано', refused: 'не додано' },
    at: (day) => `надіслано ${day}`,
  },
};

const ru: RequestTexts = {
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
    phone: (example) => `Напишите номер телефона, например ${example}`,
    tooLong: 'Сократите: это слишком длинный текст',
  },
  tooMany: 'У вас уже пять запросов, на которые ещё нет ответа. Дождитесь его или позвоните нам.',
  requests: {
    title: 'Ваши запросы',
    sent: (number) => `Запрос ${number} отправлен`,
    sentText: 'Сотрудник сверит данные и ответит вам сообщением. Номер запроса понадобится, если будете звонить.',
    of: (account) => `Счёт ${account}`,
    statuses: { open: 'рассматриваем', approved: 'счёт добавлен', refused: 'не добавлен' },
    at: (day) => `отправлен ${day}`,
  },
};

const en: RequestTexts = {
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
    phone: (example) => `Write a phone number, such as ${example}`,
    tooLong: 'Make it shorter: this text is too long',
  },
  tooMany: 'You have five requests already that are not answered yet. Wait for the answers, or call us.',
  requests: {
    title: 'Your requests',
    sent: (number) => `Request ${number} is sent`,
    sentText: 'Our staff will compare the data and answer you by a message. Have the number at hand if you call.',
    of: (account) => `Account ${account}`,
    statuses: { open: 'being looked at', approved: 'the account is added', refused: 'not added' },
    at: (day) => `sent ${day}`,
  },
};

export const requestTexts: Readonly<Record<PageLanguage, RequestTexts>> = { uk, ru, en };
