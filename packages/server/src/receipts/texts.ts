import type { ServiceKind } from '@kabinet/api/contract';
import type { PageLanguage } from '../words/languages.js';

/** What receipts say, on the page and on paper. */
export interface ReceiptTexts {
  readonly title: { readonly payment: string; readonly reading: string };
  readonly number: string;
  readonly paid: (moment: string) => string;
  readonly received: (moment: string) => string;
  readonly supplier: string;
  readonly account: string;
  readonly accountOf: (number: string) => string;
  readonly address: string;
  readonly forWhat: string;
  /** `газ, жовтень 2026 року`; without a month where it was paid ahead, or nobody knows for which one. */
  readonly share: (service: string, month: string | null) => string;
  readonly fee: string;
  readonly noFee: string;
  readonly total: string;
  readonly method: string;
  readonly meter: string;
  readonly readAt: string;
  readonly receivedAt: string;
  readonly issued: string;
  readonly zone: Readonly<Record<string, string>>;
  readonly serviceKind: Readonly<Record<ServiceKind, string>>;
  /** On paper: how to check it. */
  readonly howToCheck: string;
  readonly check: (address: string) => string;
  readonly attached: (fileName: string) => string;
  readonly qr: string;
  readonly help: (phone: string) => string;
}

const uk: ReceiptTexts = {
  title: { payment: 'Квитанція про оплату', reading: 'Підтвердження показання' },
  number: 'Номер',
  paid: (moment) => `Сплачено ${moment}`,
  received: (moment) => `Отримано ${moment}`,
  supplier: 'Постачальник',
  account: 'Особовий рахунок',
  accountOf: (number) => `Особовий рахунок ${number}`,
  address: 'Адреса',
  forWhat: 'За що',
  share: (service, month) => (month === null ? service : `${service}, ${month}`),
  fee: 'Комісія',
  noFee: 'немає',
  total: 'Сплачено разом',
  method: 'Спосіб оплати',
  meter: 'Лічильник',
  readAt: 'Показання знято',
  receivedAt: 'Показання отримано',
  issued: 'Складено',
  zone: { total: 'Показання', day: 'День', night: 'Ніч', peak: 'Пік', half_peak: 'Напівпік' },
  serviceKind: {
    electricity: 'електроенергія',
    gas: 'газ',
    cold_water: 'холодна вода',
    hot_water: 'гаряча вода',
    heat: 'опалення',
    sewerage: 'водовідведення',
    refuse: 'вивезення сміття',
  },
  howToCheck: 'Як перевірити',
  check: (address) =>
    `Наведіть камеру телефона на код або відкрийте ${address} і оберіть файл квитанції. Постачальник підписав її електронним ключем: змінену одразу видно.`,
  attached: (fileName) => `Підписаний файл вкладено в цей документ: ${fileName}.`,
  qr: 'QR-код сторінки для перевірки',
  help: (phone) => `Є питання? Телефонуйте ${phone}`,
};

const ru: ReceiptTexts = {
  title: { payment: 'Квитанция об оплате', reading: 'Подтверждение показания' },
  number: 'Номер',
  paid: (moment) => `Оплачено ${moment}`,
  received: (moment) => `Получено ${moment}`,
  supplier: 'Поставщик',
  account: 'Лицевой счёт',
  accountOf: (number) => `Лицевой счёт ${number}`,
  address: 'Адрес',
  forWhat: 'За что',
  share: (service, month) => (month === null ? service : `${service}, ${month}`),
  fee: 'Комиссия',
  noFee: 'нет',
  total: 'Оплачено всего',
  method: 'Способ оплаты',
  meter: 'Счётчик',
  readAt: 'Показание снято',
  receivedAt: 'Показание получено',
  issued: 'Составлено',
  zone: { total: 'Показание', day: 'День', night: 'Ночь', peak: 'Пик', half_peak: 'Полупик' },
  serviceKind: {
    electricity: 'электроэнергия',
    gas: 'газ',
    cold_water: 'холодная вода',
    hot_water: 'горячая вода',
    heat: 'отопление',
    sewerage: 'водоотведение',
    refuse: 'вывоз мусора',
  },
  howToCheck: 'Как проверить',
  check: (address) =>
    `Наведите камеру телефона на код или откройте ${address} и выберите файл квитанции. Поставщик подписал её электронным ключом: изменённую сразу видно.`,
  attached: (fileName) => `Подписанный файл вложен в этот документ: ${fileName}.`,
  qr: 'QR-код страницы для проверки',
  help: (phone) => `Есть вопросы? Звоните ${phone}`,
};

const en: ReceiptTexts = {
  title: { payment: 'Payment receipt', reading: 'Confirmation of a reading' },
  number: 'Number',
  paid: (moment) => `Paid on ${moment}`,
  received: (moment) => `Received on ${moment}`,
  supplier: 'Supplier',
  account: 'Account number',
  accountOf: (number) => `Account ${number}`,
  address: 'Address',
  forWhat: 'For',
  share: (service, month) => (month === null ? service : `${service}, ${month}`),
  fee: 'Fee',
  noFee: 'none',
  total: 'Total paid',
  method: 'Paid by',
  meter: 'Meter',
  readAt: 'Read on',
  receivedAt: 'Received on',
  issued: 'Issued on',
  zone: { total: 'Reading', day: 'Day', night: 'Night', peak: 'Peak', half_peak: 'Half-peak' },
  serviceKind: {
    electricity: 'electricity',
    gas: 'gas',
    cold_water: 'cold water',
    hot_water: 'hot water',
    heat: 'heating',
    sewerage: 'sewerage',
    refuse: 'refuse collection',
  },
  howToCheck: 'How to check it',
  check: (address) =>
    `Point your phone’s camera at the code, or open ${address} and choose the receipt’s file. The supplier signed it with an electronic key: a changed one shows at once.`,
  attached: (fileName) => `The signed file is attached to this document: ${fileName}.`,
  qr: 'QR code of the page for checking',
  help: (phone) => `Any questions? Call ${phone}`,
};

export const receiptTexts: Readonly<Record<PageLanguage, ReceiptTexts>> = { uk, ru, en };
