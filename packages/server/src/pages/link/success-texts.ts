import type { PageLanguage } from '../page.js';

type HolderKind = 'household' | 'entrepreneur' | 'legal_entity';

/** What is said once an account is added. */
export interface SuccessTexts {
  readonly title: string;
  readonly before: string;
  readonly account: string;
  readonly whose: string;
  readonly kind: string;
  readonly kinds: Readonly<Record<HolderKind, string>>;
  readonly nowTitle: string;
  /** On the supplier's site. */
  readonly handIn: string;
  readonly now: readonly string[];
  readonly pay: string;
  readonly remind: string;
  readonly toSite: string;
  readonly toAccounts: string;
  readonly another: string;
}

const uk: SuccessTexts = {
  title: 'Рахунок додано',
  before: 'Цей рахунок уже є у вашому кабінеті',
  account: 'Особовий рахунок',
  whose: 'Чий рахунок',
  kind: 'Споживач',
  kinds: { household: 'побутовий', entrepreneur: 'ФОП', legal_entity: 'юридична особа' },
  nowTitle: 'Що можна зробити тепер',
  handIn: 'передати показання лічильника',
  now: ['побачити, скільки до сплати і за що', 'переглянути показання та оплати'],
  pay: 'сплатити',
  remind: 'отримувати нагадування про оплату',
  toSite: 'Повернутися на сайт',
  toAccounts: 'До моїх рахунків',
  another: 'Додати ще один рахунок',
};

const ru: SuccessTexts = {
  title: 'Счёт добавлен',
  before: 'Этот счёт уже есть в вашем кабинете',
  account: 'Лицевой счёт',
  whose: 'Чей счёт',
  kind: 'Потребитель',
  kinds: { household: 'бытовой', entrepreneur: 'ИП', legal_entity: 'юридическое лицо' },
  nowTitle: 'Что можно сделать теперь',
  handIn: 'передать показания счётчика',
  now: ['увидеть, сколько к оплате и за что', 'посмотреть показания и оплаты'],
  pay: 'оплатить',
  remind: 'получать напоминания об оплате',
  toSite: 'Вернуться на сайт',
  toAccounts: 'К моим счетам',
  another: 'Добавить ещё один счёт',
};

const en: SuccessTexts = {
  title: 'The account is added',
  before: 'This account is in your cabinet already',
  account: 'Account',
  whose: 'Whose account',
  kind: 'Customer',
  kinds: { household: 'household', entrepreneur: 'entrepreneur', legal_entity: 'legal entity' },
  nowTitle: 'What you can do now',
  handIn: 'hand in meter readings',
  now: ['see what is owed and for what', 'look at readings and payments'],
  pay: 'pay',
  remind: 'be reminded to pay',
  toSite: 'Back to the site',
  toAccounts: 'To my accounts',
  another: 'Add another account',
};

export const successTexts: Readonly<Record<PageLanguage, SuccessTexts>> = { uk, ru, en };
