import type { LinkProof } from '@kabinet/rules';
import type { PageLanguage } from '../page.js';

/** What stands on the drawing of a bill. */
export interface BillTexts {
  readonly title: string;
  readonly described: Readonly<Record<'account_number' | LinkProof, string>>;
  readonly account_number: string;
  readonly pin: string;
  readonly last_payment: string;
  readonly meter_number: string;
}

const uk: BillTexts = {
  title: 'Квитанція за послуги',
  described: {
    account_number: 'Малюнок квитанції: номер особового рахунку обведено вгорі',
    pin: 'Малюнок квитанції: PIN обведено поруч із номером особового рахунку',
    last_payment: 'Малюнок квитанції: суму останньої оплати обведено внизу',
    meter_number: 'Малюнок квитанції: номер лічильника обведено посередині',
  },
  account_number: 'Особовий рахунок',
  pin: 'PIN',
  last_payment: 'Сплачено',
  meter_number: 'Лічильник №',
};

const ru: BillTexts = {
  title: 'Квитанция за услуги',
  described: {
    account_number: 'Рисунок квитанции: номер лицевого счёта обведён вверху',
    pin: 'Рисунок квитанции: PIN обведён рядом с номером лицевого счёта',
    last_payment: 'Рисунок квитанции: сумма последней оплаты обведена внизу',
    meter_number: 'Рисунок квитанции: номер счётчика обведён посередине',
  },
  account_number: 'Лицевой счёт',
  pin: 'PIN',
  last_payment: 'Оплачено',
  meter_number: 'Счётчик №',
};

const en: BillTexts = {
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
};

export const billTexts: Readonly<Record<PageLanguage, BillTexts>> = { uk, ru, en };
