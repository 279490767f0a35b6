/**
 * Every column a billing base may have, with the other names by which its header is known. Names are compared without case,
 * spaces, dots, dashes and underscores, and with ё as е. Two columns of one file never share a name here.
 */
const synonyms = {
  account_number: [
    'account',
    'особовий рахунок',
    'номер особового рахунку',
    'о/р',
    'лицевой счёт',
    'номер лицевого счёта',
    'л/с',
  ],
  customer_ref: ['customer', 'споживач', 'код споживача', 'потребитель', 'код потребителя', 'абонент', 'код абонента'],
  holder_name: [
    'name',
    'піб',
    'прізвище, імʼя, по батькові',
    'власник рахунку',
    'фио',
    'владелец счёта',
    'наименование',
  ],
  customer_kind: ['тип споживача', 'вид споживача', 'тип потребителя', 'вид потребителя'],
  premise_ref: ['premise', 'код адреси', 'код обʼєкта', 'код адреса', 'код объекта'],
  status: ['стан', 'статус', 'состояние'],
  opened_on: ['дата відкриття', 'відкрито', 'дата открытия', 'открыт'],
  closed_on: ['дата закриття', 'закрито', 'дата закрытия', 'закрыт'],
  address: ['адреса', 'адрес'],
  locality: ['населений пункт', 'населённый пункт', 'місто', 'город'],
  settlement: ['тип населеного пункту', 'тип населённого пункта'],
  serial_number: [
    'serial',
    'номер лічильника',
    'заводський номер',
    'лічильник',
    'номер счётчика',
    'заводской номер',
    'счётчик',
  ],
  seal_number: ['seal', 'номер пломби', 'пломба', 'номер пломбы'],
  service_kind: ['service', 'послуга', 'вид послуги', 'услуга', 'вид услуги'],
  place: ['місце встановлення', 'место установки'],
  installed_on: ['дата встановлення', 'встановлено', 'дата установки', 'установлен'],
  removed_on: ['дата зняття', 'знято', 'дата снятия', 'снят'],
  verification_due_on: [
    'дата повірки',
    'наступна повірка',
    'повірити до',
    'дата поверки',
    'следующая поверка',
    'поверить до',
  ],
  multiplier: ['коефіцієнт', 'коефіцієнт трансформації', 'коэффициент', 'коэффициент трансформации'],
  unit: ['одиниця', 'одиниця виміру', 'единица', 'единица измерения'],
  zone: ['зона', 'тарифна зона', 'тарифная зона'],
  integer_digits: [
    'цифр до коми',
    'знаків до коми',
    'розрядність',
    'цифр до запятой',
    'знаков до запятой',
    'разрядность',
  ],
  decimal_digits: ['цифр після коми', 'знаків після коми', 'цифр после запятой', 'знаков после запятой'],
  reading_ref: ['код показання', 'номер показання', 'код показания', 'номер показания'],
  cabinet_number: ['номер у кабінеті', 'номер в кабінеті', 'номер в кабинете'],
  read_at: [
    'дата показання',
    'дата показань',
    'дата зняття показань',
    'дата показания',
    'дата показаний',
    'дата снятия показаний',
  ],
  received_at: ['дата отримання', 'отримано', 'дата получения', 'получено'],
  source: ['джерело', 'джерело показання', 'источник', 'источник показания'],
  quality: ['якість', 'качество'],
  value_total: [
    'value',
    'показання',
    'показник',
    'показання лічильника',
    'показание',
    'показания',
    'показание счётчика',
  ],
  value_day: ['день', 'показання день', 'показания день', 'показание день'],
  value_night: ['ніч', 'показання ніч', 'ночь', 'показания ночь', 'показание ночь'],
  value_peak: ['пік', 'показання пік', 'пик', 'показания пик', 'показание пик'],
  value_half_peak: ['напівпік', 'показання напівпік', 'полупик', 'показания полупик', 'показание полупик'],
  counts_for: ['за місяць', 'розрахунковий місяць', 'за месяц', 'расчётный месяц'],
  entry_ref: ['код операції', 'номер операції', 'номер документа', 'код операции', 'номер операции'],
  kind: ['вид операції', 'операція', 'вид операции', 'операция'],
  basis: ['підстава', 'основание'],
  amount: ['sum', 'сума', 'сумма'],
  booked_on: ['дата операції', 'дата проведення', 'дата операции', 'дата проводки', 'дата'],
  period_month: ['період', 'місяць', 'период', 'месяц'],
  due_on: ['сплатити до', 'строк сплати', 'оплатить до', 'срок оплаты'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type ColumnName = keyof typeof synonyms;

function plain(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[\s_.\-–'’ʼ"«»]+/g, '');
}

/** The column that a header cell names, among those of this file; null for one we do not know. */
export function columnNamed(header: string, columns: readonly ColumnName[]): ColumnName | null {
  const wanted = plain(header);
  return columns.find((name) => [name, ...synonyms[name]].some((known) => plain(known) === wanted)) ?? null;
}

/** What people call the words of the contract in their own files; the contract's words themselves always work. */
export const words = {
  customerKind: {
    household: ['населення', 'побутовий', 'фізична особа', 'население', 'бытовой', 'физическое лицо'],
    entrepreneur: ['фоп', 'ип', 'чп', 'підприємець', 'предприниматель'],
    legal_entity: ['юридична особа', 'юрособа', 'юр. особа', 'юридическое лицо', 'юрлицо', 'юр. лицо'],
  },
  accountStatus: {
    open: ['відкрито', 'відкритий', 'діючий', 'открыт', 'действующий', 'active'],
    closed: ['закрито', 'закритий', 'закрыт'],
  },
  settlement: {
    town: ['місто', 'смт', 'город', 'пгт', 'urban'],
    village: ['село', 'селище', 'деревня', 'посёлок', 'rural'],
  },
  serviceKind: {
    electricity: ['електроенергія', 'електрика', 'электроэнергия', 'электричество', 'power'],
    gas: ['газ', 'природний газ', 'природный газ'],
    cold_water: ['холодна вода', 'холодное водоснабжение', 'холодная вода', 'хвп', 'хвс', 'вода'],
    hot_water: ['гаряча вода', 'горячая вода', 'гвп', 'гвс'],
    heat: ['опалення', 'тепло', 'отопление'],
    sewerage: ['водовідведення', 'каналізація', 'водоотведение', 'канализация'],
    refuse: ['сміття', 'побутові відходи', 'мусор', 'тко', 'тбо'],
  },
  unit: {
    m3: ['м3', 'м³', 'm³', 'куб. м', 'куб.м.'],
    kWh: ['квт·год', 'квт*год', 'квтгод', 'квт год', 'квт·ч', 'квт*ч', 'квтч', 'квт ч'],
    Gcal: ['гкал'],
  },
  zone: {
    total: ['загальна', 'загальний', 'єдина', 'общая', 'общий', 'единая'],
    day: ['день', 'денна', 'дневная'],
    night: ['ніч', 'нічна', 'ночь', 'ночная'],
    peak: ['пік', 'пікова', 'пик', 'пиковая'],
    half_peak: ['напівпік', 'напівпікова', 'полупик', 'полупиковая'],
  },
  readingSource: {
    customer: ['споживач', 'потребитель', 'абонент', 'кабінет', 'кабинет'],
    inspector: ['контролер', 'інспектор', 'контролёр', 'инспектор'],
    sms: ['смс'],
    voice: ['телефон', 'phone'],
    messenger: ['viber', 'вайбер', 'telegram', 'телеграм', 'месенджер', 'мессенджер'],
    import: ['імпорт', 'импорт'],
    estimate: ['середнє', 'середнє споживання', 'среднее', 'среднее потребление'],
  },
  quality: {
    actual: ['фактичне', 'факт', 'фактическое'],
    estimated: ['розрахункове', 'середнє', 'расчётное', 'среднее'],
  },
  readingStatus: {
    received: ['отримано', 'получено'],
    accepted: ['прийнято', 'принято'],
    questioned: ['під сумнівом', 'под вопросом'],
    rejected: ['відхилено', 'отклонено'],
    superseded: ['замінено', 'заменено'],
    withdrawn: ['відкликано', 'отозвано'],
  },
  ledgerKind: {
    opening: ['вхідне сальдо', 'сальдо', 'входящее сальдо'],
    charge: ['нарахування', 'нараховано', 'начисление', 'начислено'],
    payment: ['оплата', 'платіж', 'платёж', 'сплачено', 'оплачено'],
    benefit: ['пільга', 'субсидія', 'льгота', 'субсидия'],
    recalculation: ['перерахунок', 'перерасчёт'],
    refund: ['повернення', 'возврат'],
  },
  ledgerStatus: {
    posted: ['проведено', 'зараховано', 'зачислено'],
    pending: ['в дорозі', 'очікується', 'в пути', 'ожидается'],
    cancelled: ['скасовано', 'сторно', 'отменено', 'сторнировано'],
  },
  basis: {
    actual: ['за показаннями', 'факт', 'по показаниям'],
    estimated: ['за середнім', 'середнє', 'по среднему', 'среднее'],
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

export type WordList = keyof typeof words;
export type WordOf<List extends WordList> = keyof (typeof words)[List] & string;

const wordIndex = Object.fromEntries(
  Object.entries<Readonly<Record<string, readonly string[]>>>(words).map(([list, entries]) => [
    list,
    new Map(Object.entries(entries).flatMap(([word, names]) => [word, ...names].map((name) => [plain(name), word]))),
  ]),
) as unknown as { readonly [List in WordList]: ReadonlyMap<string, WordOf<List>> };

/** The contract's word for what the file says; null when it is none of the list. */
export function wordFor<List extends WordList>(list: List, text: string): WordOf<List> | null {
  return wordIndex[list].get(plain(text)) ?? null;
}
