import type { CustomerKind, Nation } from './people.js';

type Texts = Readonly<Record<'uk' | 'ru' | 'en', string>>;

/** How an account's bills are paid. */
export type Payer =
  'punctual' | 'late' | 'partial' | 'ahead' | 'debtor' | 'owes_last' | 'settled' | 'paid_ahead' | 'payment_on_the_way';

/** What is peculiar to an account; everything else is left to chance. */
export interface AccountTraits {
  readonly kind?: CustomerKind;
  /** As the billing base has it. */
  readonly name?: Readonly<Record<Nation, string>>;
  readonly payer?: Payer;
  /** Months without a reading at the end of the history: charged on average use. */
  readonly silentMonths?: number;
  readonly meter?: 'plain' | 'two_zones' | 'replaced' | 'rolled_over' | 'none';
  /** Belongs to the customer of the account before it. */
  readonly sharesCustomer?: boolean;
}

/** A customer whom the demo offers to sign in as, with the accounts that make the story true. */
export interface Story {
  readonly label: Texts;
  readonly note: Texts;
  /** One for each of the customer's accounts; none for somebody the billing base does not know. */
  readonly accounts: readonly AccountTraits[];
}

const HOUSEHOLD = { kind: 'household' } as const;

/** The stories that every sample begins with, in the order of the list. */
export const stories: readonly Story[] = [
  {
    label: { uk: 'Олена Шевченко', ru: 'Елена Шевченко', en: 'Olena Shevchenko' },
    note: {
      uk: 'останній рахунок ще не сплачено',
      ru: 'последний счёт ещё не оплачен',
      en: 'has not paid the last bill yet',
    },
    accounts: [
      {
        ...HOUSEHOLD,
        name: { uk: 'Шевченко Олена Іванівна', ru: 'Шевченко Елена Ивановна' },
        payer: 'owes_last',
        meter: 'plain',
        silentMonths: 0,
      },
    ],
  },
  {
    label: { uk: 'Євген Ґудзь', ru: 'Евгений Гудзь', en: 'Yevhen Gudz' },
    note: {
      uk: 'переплата: платити не треба',
      ru: 'переплата: платить не нужно',
      en: 'has paid ahead: nothing to pay',
    },
    accounts: [
      {
        ...HOUSEHOLD,
        name: { uk: 'Ґудзь Євген Сергійович', ru: 'Гудзь Евгений Сергеевич' },
        payer: 'paid_ahead',
        meter: 'plain',
        silentMonths: 0,
      },
    ],
  },
  {
    label: { uk: "Марія Дем'яненко", ru: 'Мария Демьяненко', en: 'Mariia Demianenko' },
    note: {
      uk: 'лічильник замінили, старий знято; де є дві зони, то день і ніч',
      ru: 'счётчик заменили, старый снят; где есть две зоны, то день и ночь',
      en: 'the meter was replaced, the old one is off; by day and night where there are two zones',
    },
    accounts: [
      {
        ...HOUSEHOLD,
        name: { uk: "Дем'яненко Марія Лук'янівна", ru: 'Демьяненко Мария Лукьяновна' },
        payer: 'punctual',
        meter: 'replaced',
        silentMonths: 0,
      },
    ],
  },
  {
    label: { uk: 'Михайло Їжакевич', ru: 'Михаил Ежакевич', en: 'Mykhailo Yizhakevych' },
    note: {
      uk: 'лічильник перейшов через нуль: було 99…, стало 00…',
      ru: 'счётчик перешёл через ноль: было 99…, стало 00…',
      en: 'the dial went past its last number and began again at zero',
    },
    accounts: [
      {
        ...HOUSEHOLD,
        name: { uk: 'Їжакевич Михайло Іванович', ru: 'Ежакевич Михаил Иванович' },
        payer: 'punctual',
        meter: 'rolled_over',
        silentMonths: 0,
      },
    ],
  },
  {
    label: { uk: 'Раїса Заїка', ru: 'Раиса Заика', en: 'Raisa Zaika' },
    note: {
      uk: 'показань не було: нараховано за середнім',
      ru: 'показаний не было: начислено по среднему',
      en: 'gave no reading: charged on average use',
    },
    accounts: [
      {
        ...HOUSEHOLD,
        name: { uk: 'Заїка Раїса Григорівна', ru: 'Заика Раиса Григорьевна' },
        payer: 'owes_last',
        meter: 'plain',
        silentMonths: 2,
      },
    ],
  },
  {
    label: { uk: 'ФОП Андрій Прокоп’юк', ru: 'ИП Андрей Прокопюк', en: 'Andrii Prokopiuk, entrepreneur' },
    note: {
      uk: 'підприємець, рахунок на власне ім’я',
      ru: 'предприниматель, счёт на собственное имя',
      en: 'a private entrepreneur, the account in his own name',
    },
    accounts: [
      {
        kind: 'entrepreneur',
        name: { uk: 'ФОП Прокоп’юк Андрій Васильович', ru: 'ИП Прокопюк Андрей Васильевич' },
        payer: 'owes_last',
        meter: 'plain',
        silentMonths: 0,
      },
    ],
  },
  {
    label: { uk: 'Наталія Євтушенко', ru: 'Наталия Евтушенко', en: 'Nataliia Yevtushenko' },
    note: { uk: 'два особові рахунки', ru: 'два лицевых счёта', en: 'two accounts' },
    accounts: [
      {
        ...HOUSEHOLD,
        name: { uk: 'Євтушенко Наталія Юріївна', ru: 'Евтушенко Наталия Юрьевна' },
        payer: 'punctual',
        meter: 'plain',
        silentMonths: 0,
        sharesCustomer: false,
      },
      {
        ...HOUSEHOLD,
        name: { uk: 'Євтушенко Наталія Юріївна', ru: 'Евтушенко Наталия Юрьевна' },
        payer: 'owes_last',
        meter: 'plain',
        silentMonths: 0,
        sharesCustomer: true,
      },
    ],
  },
  {
    label: { uk: 'Василь Кравець', ru: 'Василий Кравец', en: 'Vasyl Kravets' },
    note: {
      uk: 'усе сплачено, на рахунку нуль',
      ru: 'всё оплачено, на счёте ноль',
      en: 'everything is paid, the balance is zero',
    },
    accounts: [
      {
        ...HOUSEHOLD,
        name: { uk: 'Кравець Василь Юрійович', ru: 'Кравец Василий Юрьевич' },
        payer: 'settled',
        meter: 'plain',
        silentMonths: 0,
      },
    ],
  },
  {
    label: { uk: 'Ілля Бондаренко', ru: 'Илья Бондаренко', en: 'Illia Bondarenko' },
    note: {
      uk: 'платіж у дорозі, ще не зарахований',
      ru: 'платёж в пути, ещё не зачислен',
      en: 'a payment is on its way, not credited yet',
    },
    accounts: [
      {
        ...HOUSEHOLD,
        name: { uk: 'Бондаренко Ілля Михайлович', ru: 'Бондаренко Илья Михайлович' },
        payer: 'payment_on_the_way',
        meter: 'plain',
        silentMonths: 0,
      },
    ],
  },
  {
    label: { uk: 'Новий споживач', ru: 'Новый потребитель', en: 'A new customer' },
    note: { uk: 'особовий рахунок ще не додано', ru: 'лицевой счёт ещё не добавлен', en: 'no account is linked yet' },
    accounts: [],
  },
];

/** The stories' accounts come first in the base; this is what each of them is like. */
export const storyAccounts: readonly AccountTraits[] = stories.flatMap(({ accounts }) => accounts);

const BILL = { payer: 'owes_last', meter: 'plain', silentMonths: 0, sharesCustomer: false } as const;

/** The accounts after them: of people who are not in the cabinet yet and have nothing but a bill in hand. */
export const billAccounts: readonly AccountTraits[] = [
  { ...BILL, kind: 'household' },
  { ...BILL, kind: 'household' },
  { ...BILL, kind: 'entrepreneur' },
  { ...BILL, kind: 'legal_entity' },
];

/** What the account at this place in the base is like; nothing where all is left to chance. */
export function traitsAt(index: number): AccountTraits | undefined {
  return storyAccounts[index] ?? billAccounts[index - storyAccounts.length];
}
