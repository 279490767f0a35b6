import type { PageLanguage } from '../page.js';

/** The page where anyone checks a receipt. */
export interface CheckTexts {
  readonly title: string;
  readonly lead: string;
  readonly file: string;
  readonly fileHint: string;
  readonly text: string;
  readonly textHint: string;
  readonly check: string;
  readonly another: string;
  /** Who came by a QR code to a browser without scripts. */
  readonly withoutScript: string;
  readonly errors: { readonly nothing: string; readonly notReceipt: string };
  readonly valid: (supplier: string) => string;
  readonly compare: string;
  readonly compareShort: string;
  readonly notLater: string;
  readonly changed: { readonly title: string; readonly text: string };
  readonly unknownKey: { readonly title: string; readonly text: string };
  readonly otherSupplier: { readonly title: string; readonly text: string };
  readonly newer: { readonly title: string; readonly text: string };
}

const uk: CheckTexts = {
  title: 'Перевірка квитанції',
  lead: 'Дізнайтеся, чи справжня квитанція про оплату або підтвердження показання. Входити не треба.',
  file: 'Файл квитанції',
  fileHint: 'PDF або файл .jws, як ви його отримали',
  text: 'Або текст квитанції',
  textHint: 'Вміст файла .jws чи адреса з QR-коду',
  check: 'Перевірити',
  another: 'Перевірити іншу',
  withoutScript: 'Прийшли сюди за QR-кодом? Скопіюйте адресу цієї сторінки повністю і вставте її в поле нижче.',
  errors: {
    nothing: 'Оберіть файл або вставте текст квитанції',
    notReceipt: 'Це не квитанція: оберіть PDF або файл .jws, або вставте текст повністю, від початку до кінця',
  },
  valid: (supplier) => `Справжня. Її підписав постачальник: ${supplier}`,
  compare: 'Порівняйте з тим, що у вас: підписано саме це.',
  compareShort: 'Порівняйте з папером: номер, сума чи показання, дата і останні цифри рахунку мають збігатися.',
  notLater: 'Квитанція засвідчує сам платіж. Якщо гроші згодом повернули, це видно в історії оплат платника, а не тут.',
  changed: {
    title: 'Підробка: квитанцію змінено',
    text: 'Написане не збігається з підписом постачальника. Не довіряйте цій квитанції і зателефонуйте нам. Якщо ви вставили текст, перевірте, чи скопійовано його повністю.',
  },
  unknownKey: {
    title: 'Квитанцію підписали не ми',
    text: 'Такого ключа в постачальника немає й не було. Не довіряйте цій квитанції і зателефонуйте нам.',
  },
  otherSupplier: {
    title: 'Це квитанція не нашого постачальника',
    text: 'Перевірте її на сторінці того, від кого вона. Тут можна перевірити лише наші.',
  },
  newer: {
    title: 'Підпис справжній, але показати вміст не вдалося',
    text: 'Квитанцію складено в новішому форматі. Оновіть сторінку пізніше або зателефонуйте нам.',
  },
};

const ru: CheckTexts = {
  title: 'Проверка квитанции',
  lead: 'Узнайте, настоящая ли квитанция об оплате или подтверждение показания. Входить не нужно.',
  file: 'Файл квитанции',
  fileHint: 'PDF или файл .jws, как вы его получили',
  text: 'Или текст квитанции',
  textHint: 'Содержимое файла .jws или адрес из QR-кода',
  check: 'Проверить',
  another: 'Проверить другую',
  withoutScript: 'Пришли сюда по QR-коду? Скопируйте адрес этой страницы целиком и вставьте его в поле ниже.',
  errors: {
    nothing: 'Выберите файл или вставьте текст квитанции',
    notReceipt: 'Это не квитанция: выберите PDF или файл .jws, или вставьте текст целиком, от начала до конца',
  },
  valid: (supplier) => `Настоящая. Её подписал поставщик: ${supplier}`,
  compare: 'Сравните с тем, что у вас: подписано именно это.',
  compareShort: 'Сравните с бумагой: номер, сумма или показание, дата и последние цифры счёта должны совпадать.',
  notLater:
    'Квитанция подтверждает сам платёж. Если деньги потом вернули, это видно в истории оплат плательщика, а не здесь.',
  changed: {
    title: 'Подделка: квитанцию изменили',
    text: 'Написанное не совпадает с подписью поставщика. Не доверяйте этой квитанции и позвоните нам. Если вы вставили текст, проверьте, скопирован ли он целиком.',
  },
  unknownKey: {
    title: 'Квитанцию подписали не мы',
    text: 'Такого ключа у поставщика нет и не было. Не доверяйте этой квитанции и позвоните нам.',
  },
  otherSupplier: {
    title: 'Это квитанция не нашего поставщика',
    text: 'Проверьте её на странице того, от кого она. Здесь можно проверить только наши.',
  },
  newer: {
    title: 'Подпись настоящая, но показать содержимое не удалось',
    text: 'Квитанция составлена в более новом формате. Обновите страницу позже или позвоните нам.',
  },
};

const en: CheckTexts = {
  title: 'Check a receipt',
  lead: 'Find out whether a payment receipt or the confirmation of a reading is genuine. No need to sign in.',
  file: 'The receipt’s file',
  fileHint: 'The PDF or the .jws file, as you got it',
  text: 'Or the receipt’s text',
  textHint: 'What is in the .jws file, or the address from the QR code',
  check: 'Check',
  another: 'Check another one',
  withoutScript: 'Did a QR code lead you here? Copy the whole address of this page and paste it into the field below.',
  errors: {
    nothing: 'Choose a file or paste the receipt’s text',
    notReceipt: 'This is not a receipt: choose the PDF or the .jws file, or paste the whole text from beginning to end',
  },
  valid: (supplier) => `Genuine. Signed by the supplier: ${supplier}`,
  compare: 'Compare it with what you have: this is exactly what was signed.',
  compareShort:
    'Compare it with the paper: number, sum or reading, date and the last digits of the account must be the same.',
  notLater:
    'The receipt confirms the payment itself. If the money was given back later, the payer’s history shows it, not this receipt.',
  changed: {
    title: 'Forged: the receipt was changed',
    text: 'What it says does not match the supplier’s signature. Do not trust this receipt, and call us. If you pasted the text, check that you copied all of it.',
  },
  unknownKey: {
    title: 'We did not sign this receipt',
    text: 'The supplier has no such key and never had. Do not trust this receipt, and call us.',
  },
  otherSupplier: {
    title: 'This receipt is not of our supplier',
    text: 'Check it on the page of whom it is from. Only ours can be checked here.',
  },
  newer: {
    title: 'The signature is genuine, but the content cannot be shown',
    text: 'The receipt is in a newer form. Reload the page later, or call us.',
  },
};

export const checkTexts: Readonly<Record<PageLanguage, CheckTexts>> = { uk, ru, en };
