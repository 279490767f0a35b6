import type { Money } from '@kabinet/api/contract';
import type { CalendarDate } from '@kabinet/rules';
import type { PageLanguage } from '../words/languages.js';
import { atHourUk, dayAndMonth } from '../words/moments.js';
import { sumInWords } from '../words/sums.js';
import { failureInWords } from './payment-failures.js';
import type { MessageFrom, MessageText } from './texts.js';

/** What messages of planned payments and reminders tell of. Accounts by the last digits of their number; `url` is where to pay. */
export interface PlanMessageFacts {
  /**
   * `sum` is null for all that is owed, `nextOn` where nothing is due yet. `canCharge` where the provider may keep a card and be told to charge
   * it, once a first payment has left one; else it stays at reminders.
   */
  plan_made: {
    readonly accountTail: string;
    readonly sum: Money | null;
    readonly nextOn: CalendarDate | null;
    readonly canCharge: boolean;
  };
  /** The right to the account is gone, and the plan with it. */
  plan_ended: { readonly accountTail: string };
  /** `paidOn` in the supplier's time zone. */
  plan_paid: {
    readonly accountTail: string;
    readonly sum: Money;
    readonly number: string;
    readonly paidOn: CalendarDate;
    /** `14:05` */
    readonly paidAt: string;
  };
  /** `failure` as PaymentOrder has it; null where nobody answered in time. */
  plan_failed: {
    readonly accountTail: string;
    readonly sum: Money;
    readonly failure: string | null;
    readonly url: string;
  };
  plan_over_limit: { readonly accountTail: string; readonly sum: Money; readonly url: string };
  /** There is no card to charge: the customer pays themselves. */
  plan_reminder: { readonly accountTail: string; readonly sum: Money; readonly url: string };
  payment_reminder: {
    readonly accountTail: string;
    readonly sum: Money;
    readonly dueOn: CalendarDate;
    readonly url: string;
  };
}

type PlanTexts = {
  readonly [P in keyof PlanMessageFacts]: (facts: PlanMessageFacts[P], from: MessageFrom) => MessageText;
};

/** What is said of a charge that failed beside the reasons of every payment: nobody was there to see a page of the bank. */
const CHARGE_FAILURES: Readonly<Record<PageLanguage, { readonly unanswered: string; readonly cardExpired: string }>> = {
  uk: {
    unanswered: 'Платіжна система не відповіла вчасно.',
    cardExpired: 'Строк дії картки закінчився. Сплатіть новою карткою, і далі списуватимемо з неї.',
  },
  ru: {
    unanswered: 'Платёжная система не ответила вовремя.',
    cardExpired: 'Срок действия карты закончился. Оплатите новой картой, и дальше будем списывать с неё.',
  },
  en: {
    unanswered: 'The payment service did not answer in time.',
    cardExpired: 'The card has expired. Pay with a new one, and that one is charged from then on.',
  },
};

/** Why a kept card could not be charged, and what helps; null where nobody answered in time. */
function chargeFailureInWords(failure: string | null, language: PageLanguage): string {
  const { unanswered, cardExpired } = CHARGE_FAILURES[language];
  if (failure === null) return unanswered;
  if (failure === 'card_expired') return cardExpired;
  // Nobody cancels a charge but the bank.
  return failureInWords(failure === 'cancelled' ? 'declined' : failure, language);
}

const uk: PlanTexts = {
  plan_made: ({ accountTail, sum, nextOn, canCharge }, { phone }) => {
    const what = sum ? sumInWords(sum, 'uk') : 'усе, що до сплати';
    const first = nextOn === null ? '' : ` Перше нагадування ${dayAndMonth(nextOn, 'uk')}.`;
    const end =
      'Призупинити або припинити це можна в кабінеті будь-коли.\n\nЯкщо це були не ви, змініть пароль і зателефонуйте нам.';
    return canCharge
      ? {
          sms: `Планову оплату рахунку …${accountTail} увімкнено. Не ви? ${phone}`,
          subject: `Планову оплату рахунку …${accountTail} увімкнено`,
          body: `Щомісяця за рахунок, що закінчується на ${accountTail}, заплановано сплачувати ${what}. Щойно ви сплатите перший раз і дозволите запам’ятати картку, списуватимемо з неї самі й напишемо про кожен платіж. Доти лише нагадуватимемо.${first} ${end}`,
        }
      : {
          sms: `Нагадуватимемо сплатити за рахунок …${accountTail}. Не ви? ${phone}`,
          subject: `Планова оплата рахунку …${accountTail}: нагадуватимемо щомісяця`,
          body: `Щомісяця нагадуватимемо сплатити за рахунок, що закінчується на ${accountTail}, ${what}. Самі ми нічого не списуємо: платіж буде підготовлено, залишиться його підтвердити.${first} ${end}`,
        };
  },
  plan_ended: ({ accountTail }) => ({
    sms: `Планову оплату рахунку …${accountTail} припинено: доступу вже немає`,
    subject: `Планову оплату рахунку …${accountTail} припинено`,
    body: `Ви більше не можете платити за рахунок, що закінчується на ${accountTail}: його прибрано з вашого списку, або ваш доступ до нього закінчився. Тому планову оплату припинено, картку видалено, нічого більше не спишеться.\n\nЯкщо ви знову додасте рахунок, оплату можна запланувати знову.`,
  }),
  plan_paid: ({ accountTail, sum, number, paidOn, paidAt }) => ({
    sms: `Планову оплату ${sumInWords(sum, 'uk')} прийнято, номер ${number}`,
    subject: `Планову оплату ${sumInWords(sum, 'uk')} прийнято`,
    body: `Платіж ${sumInWords(sum, 'uk')} за рахунок, що закінчується на ${accountTail}, прийнято ${dayAndMonth(paidOn, 'uk')} ${atHourUk(paidAt)}, номер ${number}. Квитанція про оплату є в кабінеті.`,
  }),
  plan_failed: ({ accountTail, sum, failure, url }) => ({
    sms: `Оплата не пройшла. Сплатіть ${sumInWords(sum, 'uk')}: ${url}`,
    subject: `Планова оплата ${sumInWords(sum, 'uk')} не пройшла`,
    body: `Планова оплата ${sumInWords(sum, 'uk')} за рахунок, що закінчується на ${accountTail}, не пройшла. ${chargeFailureInWords(failure, 'uk')} На рахунок нічого не зараховано.\n\nСплатіть самі, і наступного разу спробуємо знову:\n${url}`,
  }),
  plan_over_limit: ({ accountTail, sum, url }) => ({
    sms: `${sumInWords(sum, 'uk')} понад вашу межу. Сплатити: ${url}`,
    subject: `До сплати ${sumInWords(sum, 'uk')}: це більше за вашу межу`,
    body: `За рахунок, що закінчується на ${accountTail}, до сплати ${sumInWords(sum, 'uk')}. Це більше, ніж ви дозволили платити за раз, тому ми нічого не списали.\n\nПеревірте нарахування в кабінеті. Сплатити:\n${url}`,
  }),
  plan_reminder: ({ accountTail, sum, url }) => ({
    sms: `Час сплатити ${sumInWords(sum, 'uk')}: ${url}`,
    subject: `Час сплатити ${sumInWords(sum, 'uk')}`,
    body: `За вашим планом час сплатити ${sumInWords(sum, 'uk')} за рахунок, що закінчується на ${accountTail}. Платіж уже підготовлено, залишилося підтвердити:\n${url}`,
  }),
  payment_reminder: ({ accountTail, sum, dueOn, url }) => ({
    sms: `До ${dayAndMonth(dueOn, 'uk')} сплатіть ${sumInWords(sum, 'uk')}: ${url}`,
    subject: `До ${dayAndMonth(dueOn, 'uk')} сплатіть ${sumInWords(sum, 'uk')}`,
    body: `За рахунок, що закінчується на ${accountTail}, до сплати ${sumInWords(sum, 'uk')} до ${dayAndMonth(dueOn, 'uk')}.\n\nСплатити:\n${url}\n\nЯкщо ви вже сплатили, гроші ще в дорозі: нічого робити не треба. Нагадування можна вимкнути в кабінеті.`,
  }),
};

const ru: PlanTexts = {
  plan_made: ({ accountTail, sum, nextOn, canCharge }, { phone }) => {
    const what = sum ? sumInWords(sum, 'ru') : 'всё, что к оплате';
    const first = nextOn === null ? '' : ` Первое напоминание ${dayAndMonth(nextOn, 'ru')}.`;
    const end =
      'Приостановить или прекратить это можно в кабинете в любое время.\n\nЕсли это были не вы, смените пароль и позвоните нам.';
    return canCharge
      ? {
          sms: `Плановая оплата счёта …${accountTail} включена. Не вы? ${phone}`,
          subject: `Плановая оплата счёта …${accountTail} включена`,
          body: `Каждый месяц за счёт, который заканчивается на ${accountTail}, запланировано платить ${what}. Как только вы оплатите первый раз и разрешите запомнить карту, будем списывать с неё сами и напишем о каждом платеже. До этого только напоминаем.${first} ${end}`,
        }
      : {
          sms: `Будем напоминать об оплате счёта …${accountTail}. Не вы? ${phone}`,
          subject: `Плановая оплата счёта …${accountTail}: напомним каждый месяц`,
          body: `Каждый месяц будем напоминать заплатить за счёт, который заканчивается на ${accountTail}, ${what}. Сами мы ничего не списываем: платёж будет подготовлен, останется его подтвердить.${first} ${end}`,
        };
  },
  plan_ended: ({ accountTail }) => ({
    sms: `Плановая оплата счёта …${accountTail} прекращена: доступа уже нет`,
    subject: `Плановая оплата счёта …${accountTail} прекращена`,
    body: `Вы больше не можете платить за счёт, который заканчивается на ${accountTail}: его убрали из вашего списка, или ваш доступ к нему закончился. Поэтому плановая оплата прекращена, карта удалена, больше ничего не спишется.\n\nЕсли вы снова добавите счёт, оплату можно запланировать снова.`,
  }),
  plan_paid: ({ accountTail, sum, number, paidOn, paidAt }) => ({
    sms: `Плановая оплата ${sumInWords(sum, 'ru')} принята, номер ${number}`,
    subject: `Плановая оплата ${sumInWords(sum, 'ru')} принята`,
    body: `Платёж ${sumInWords(sum, 'ru')} за счёт, который заканчивается на ${accountTail}, принят ${dayAndMonth(paidOn, 'ru')} в ${paidAt}, номер ${number}. Квитанция об оплате есть в кабинете.`,
  }),
  plan_failed: ({ accountTail, sum, failure, url }) => ({
    sms: `Оплата не прошла. Оплатите ${sumInWords(sum, 'ru')}: ${url}`,
    subject: `Плановая оплата ${sumInWords(sum, 'ru')} не прошла`,
    body: `Плановая оплата ${sumInWords(sum, 'ru')} за счёт, который заканчивается на ${accountTail}, не прошла. ${chargeFailureInWords(failure, 'ru')} На счёт ничего не зачислено.\n\nОплатите сами, и в следующий раз попробуем снова:\n${url}`,
  }),
  plan_over_limit: ({ accountTail, sum, url }) => ({
    sms: `${sumInWords(sum, 'ru')} больше вашего предела. Оплата: ${url}`,
    subject: `К оплате ${sumInWords(sum, 'ru')}: это больше вашего предела`,
    body: `За счёт, который заканчивается на ${accountTail}, к оплате ${sumInWords(sum, 'ru')}. Это больше, чем вы разрешили платить за раз, поэтому мы ничего не списали.\n\nПроверьте начисления в кабинете. Оплатить:\n${url}`,
  }),
  plan_reminder: ({ accountTail, sum, url }) => ({
    sms: `Пора оплатить ${sumInWords(sum, 'ru')}: ${url}`,
    subject: `Пора оплатить ${sumInWords(sum, 'ru')}`,
    body: `По вашему плану пора оплатить ${sumInWords(sum, 'ru')} за счёт, который заканчивается на ${accountTail}. Платёж уже подготовлен, осталось подтвердить:\n${url}`,
  }),
  payment_reminder: ({ accountTail, sum, dueOn, url }) => ({
    sms: `До ${dayAndMonth(dueOn, 'ru')} оплатите ${sumInWords(sum, 'ru')}: ${url}`,
    subject: `До ${dayAndMonth(dueOn, 'ru')} оплатите ${sumInWords(sum, 'ru')}`,
    body: `За счёт, который заканчивается на ${accountTail}, к оплате ${sumInWords(sum, 'ru')} до ${dayAndMonth(dueOn, 'ru')}.\n\nОплатить:\n${url}\n\nЕсли вы уже оплатили, деньги ещё в пути: делать ничего не нужно. Напоминания можно выключить в кабинете.`,
  }),
};

const en: PlanTexts = {
  plan_made: ({ accountTail, sum, nextOn, canCharge }, { phone }) => {
    const what = sum ? sumInWords(sum, 'en') : 'all that is due';
    const first = nextOn === null ? '' : ` The first reminder comes on ${dayAndMonth(nextOn, 'en')}.`;
    const end =
      'You can pause or end this in your account at any time.\n\nIf it was not you, change your password and call us.';
    return canCharge
      ? {
          sms: `A planned payment for account …${accountTail} is on. Not you? ${phone}`,
          subject: `A planned payment for account …${accountTail} is on`,
          body: `A payment of ${what} is planned every month for the account whose number ends in ${accountTail}. As soon as you have paid once and let the card be remembered, we charge it and write to you of each payment. Until then we only remind you.${first} ${end}`,
        }
      : {
          sms: `We will remind you to pay for account …${accountTail}. Not you? ${phone}`,
          subject: `Planned payment for account …${accountTail}: we will remind you every month`,
          body: `Every month we will remind you to pay ${what} for the account whose number ends in ${accountTail}. We charge nothing ourselves: the payment is prepared, all that is left is to confirm it.${first} ${end}`,
        };
  },
  plan_ended: ({ accountTail }) => ({
    sms: `Your planned payment for account …${accountTail} ended with your access`,
    subject: `Your planned payment for account …${accountTail} has ended`,
    body: `You cannot pay for the account whose number ends in ${accountTail} any more: it was taken off your list, or your access to it has ended. So the planned payment has ended too, the card is removed, and nothing more will be charged.\n\nIf you add the account again, you can plan a payment again.`,
  }),
  plan_paid: ({ accountTail, sum, number, paidOn, paidAt }) => ({
    sms: `Planned payment of ${sumInWords(sum, 'en')} taken, number ${number}`,
    subject: `Planned payment of ${sumInWords(sum, 'en')} taken`,
    body: `The payment of ${sumInWords(sum, 'en')} for the account whose number ends in ${accountTail} was taken on ${dayAndMonth(paidOn, 'en')} at ${paidAt}, number ${number}. The receipt is in your account.`,
  }),
  plan_failed: ({ accountTail, sum, failure, url }) => ({
    sms: `Payment failed. Pay ${sumInWords(sum, 'en')}: ${url}`,
    subject: `Planned payment of ${sumInWords(sum, 'en')} failed`,
    body: `The planned payment of ${sumInWords(sum, 'en')} for the account whose number ends in ${accountTail} failed. ${chargeFailureInWords(failure, 'en')} Nothing was credited.\n\nPlease pay yourself; we will try again next time:\n${url}`,
  }),
  plan_over_limit: ({ accountTail, sum, url }) => ({
    sms: `${sumInWords(sum, 'en')} is above your limit. Pay: ${url}`,
    subject: `${sumInWords(sum, 'en')} is due: above your limit`,
    body: `${sumInWords(sum, 'en')} is due for the account whose number ends in ${accountTail}. That is more than you let us pay at once, so we charged nothing.\n\nCheck the charges in your account. Pay here:\n${url}`,
  }),
  plan_reminder: ({ accountTail, sum, url }) => ({
    sms: `Time to pay ${sumInWords(sum, 'en')}: ${url}`,
    subject: `Time to pay ${sumInWords(sum, 'en')}`,
    body: `By your plan it is time to pay ${sumInWords(sum, 'en')} for the account whose number ends in ${accountTail}. The payment is prepared, all that is left is to confirm it:\n${url}`,
  }),
  payment_reminder: ({ accountTail, sum, dueOn, url }) => ({
    sms: `Pay ${sumInWords(sum, 'en')} by ${dayAndMonth(dueOn, 'en')}: ${url}`,
    subject: `Pay ${sumInWords(sum, 'en')} by ${dayAndMonth(dueOn, 'en')}`,
    body: `${sumInWords(sum, 'en')} is due by ${dayAndMonth(dueOn, 'en')} for the account whose number ends in ${accountTail}.\n\nPay here:\n${url}\n\nIf you have paid already, the money is on its way and there is nothing to do. You can turn reminders off in your account.`,
  }),
};

export const planTexts: Readonly<Record<PageLanguage, PlanTexts>> = { uk, ru, en };
