import type { Money } from '@kabinet/api/contract';
import type { CalendarDate } from '@kabinet/rules';
import type { PageLanguage } from '../pages/page.js';
import { sumInWords } from '../pages/sums.js';
import type { MessageText } from './texts.js';

/** What messages of planned payments and reminders tell of. Accounts by the last digits of their number; `url` is where to pay. */
export interface PlanMessageFacts {
  /** `sum` is null for all that is owed, `nextOn` where nothing is due yet. */
  plan_made: { readonly accountTail: string; readonly sum: Money | null; readonly nextOn: CalendarDate | null };
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

type PlanTexts = { readonly [P in keyof PlanMessageFacts]: (facts: PlanMessageFacts[P]) => MessageText };

/** `20 листопада` */
function dayOf(date: CalendarDate, language: PageLanguage): string {
  const locale = language === 'en' ? 'en-GB' : language;
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  );
}

/** Why a payment failed, and what helps. */
const FAILURES: Readonly<Record<PageLanguage, Readonly<Record<string, string>>>> = {
  uk: {
    declined: 'Банк відмовив у платежі.',
    insufficient_funds: 'На картці забракло грошей.',
    cancelled: 'Платіж скасовано.',
    card_expired: 'Строк дії картки закінчився: сплатіть новою карткою, і далі списуватимемо з неї.',
    limit_exceeded: 'Сума більша за ліміт картки: його можна змінити у вашому банку.',
    provider_error: 'Платіжна система не впоралася з платежем.',
    unknown: 'Платіжна система не відповіла вчасно.',
  },
  ru: {
    declined: 'Банк отказал в платеже.',
    insufficient_funds: 'На карте не хватило денег.',
    cancelled: 'Платёж отменён.',
    card_expired: 'Срок действия карты истёк: оплатите новой картой, и дальше будем списывать с неё.',
    limit_exceeded: 'Сумма больше лимита карты: его можно изменить в вашем банке.',
    provider_error: 'Платёжная система не справилась с платежом.',
    unknown: 'Платёжная система не ответила вовремя.',
  },
  en: {
    declined: 'The bank declined the payment.',
    insufficient_funds: 'There was not enough money on the card.',
    cancelled: 'The payment was cancelled.',
    card_expired: 'The card has expired: pay with a new one, and that one is charged from then on.',
    limit_exceeded: 'The sum is above the limit of the card: your bank can change it.',
    provider_error: 'The payment service could not make the payment.',
    unknown: 'The payment service did not answer in time.',
  },
};

/** Why a payment failed, and what helps; null where nobody answered in time. */
export function failureInWords(failure: string | null, language: PageLanguage): string {
  const reasons = FAILURES[language];
  return (failure === null ? reasons['unknown'] : (reasons[failure] ?? reasons['declined'])) ?? '';
}

const uk: PlanTexts = {
  plan_made: ({ accountTail, sum, nextOn }) => ({
    sms: `Плановий платіж за рахунок …${accountTail} увімкнено. Не ви? Телефонуйте`,
    subject: `Плановий платіж за рахунок …${accountTail} увімкнено`,
    body: `Щомісяця сплачуватимемо за рахунок, що закінчується на ${accountTail}: ${sum ? sumInWords(sum, 'uk') : 'усе, що до сплати'}.${nextOn === null ? '' : ` Наступний платіж ${dayOf(nextOn, 'uk')}.`} Про кожен платіж ми напишемо. Призупинити або припинити його можна в кабінеті будь-коли.\n\nЯкщо це були не ви, змініть пароль і зателефонуйте нам.`,
  }),
  plan_ended: ({ accountTail }) => ({
    sms: `Плановий платіж за рахунок …${accountTail} припинено: доступу вже немає`,
    subject: `Плановий платіж за рахунок …${accountTail} припинено`,
    body: `Ви більше не можете платити за рахунок, що закінчується на ${accountTail}: його прибрано з вашого списку, або ваш доступ до нього закінчився. Тому плановий платіж припинено, картку забуто, нічого більше не спишеться.\n\nЯкщо ви знову додасте рахунок, плановий платіж можна створити знову.`,
  }),
  plan_paid: ({ accountTail, sum, number, paidOn, paidAt }) => ({
    sms: `Плановий платіж ${sumInWords(sum, 'uk')} прийнято, номер ${number}`,
    subject: `Плановий платіж ${sumInWords(sum, 'uk')} прийнято`,
    body: `Платіж ${sumInWords(sum, 'uk')} за рахунок, що закінчується на ${accountTail}, прийнято ${dayOf(paidOn, 'uk')} о ${paidAt}, номер ${number}. Квитанція про оплату є в кабінеті.`,
  }),
  plan_failed: ({ accountTail, sum, failure, url }) => ({
    sms: `Платіж не пройшов. Сплатіть ${sumInWords(sum, 'uk')}: ${url}`,
    subject: `Плановий платіж ${sumInWords(sum, 'uk')} не пройшов`,
    body: `Плановий платіж ${sumInWords(sum, 'uk')} за рахунок, що закінчується на ${accountTail}, не пройшов. ${failureInWords(failure, 'uk')} На рахунок нічого не зараховано.\n\nСплатіть самі, і наступного разу спробуємо знову:\n${url}`,
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
    sms: `До ${dayOf(dueOn, 'uk')} сплатіть ${sumInWords(sum, 'uk')}: ${url}`,
    subject: `До ${dayOf(dueOn, 'uk')} сплатіть ${sumInWords(sum, 'uk')}`,
    body: `За рахунок, що закінчується на ${accountTail}, до сплати ${sumInWords(sum, 'uk')} до ${dayOf(dueOn, 'uk')}.\n\nСплатити:\n${url}\n\nЯкщо ви вже сплатили, гроші ще в дорозі: нічого робити не треба. Нагадування можна вимкнути в кабінеті.`,
  }),
};

const ru: PlanTexts = {
  plan_made: ({ accountTail, sum, nextOn }) => ({
    sms: `Плановый платёж за счёт …${accountTail} включён. Не вы? Звоните`,
    subject: `Плановый платёж за счёт …${accountTail} включён`,
    body: `Каждый месяц будем платить за счёт, который заканчивается на ${accountTail}: ${sum ? sumInWords(sum, 'ru') : 'всё, что к оплате'}.${nextOn === null ? '' : ` Следующий платёж ${dayOf(nextOn, 'ru')}.`} О каждом платеже мы напишем. Приостановить или прекратить его можно в кабинете в любое время.\n\nЕсли это были не вы, смените пароль и позвоните нам.`,
  }),
  plan_ended: ({ accountTail }) => ({
    sms: `Плановый платёж за счёт …${accountTail} прекращён: доступа уже нет`,
    subject: `Плановый платёж за счёт …${accountTail} прекращён`,
    body: `Вы больше не можете платить за счёт, который заканчивается на ${accountTail}: его убрали из вашего списка, или ваш доступ к нему закончился. Поэтому плановый платёж прекращён, карта забыта, больше ничего не спишется.\n\nЕсли вы снова добавите счёт, плановый платёж можно создать снова.`,
  }),
  plan_paid: ({ accountTail, sum, number, paidOn, paidAt }) => ({
    sms: `Плановый платёж ${sumInWords(sum, 'ru')} принят, номер ${number}`,
    subject: `Плановый платёж ${sumInWords(sum, 'ru')} принят`,
    body: `Платёж ${sumInWords(sum, 'ru')} за счёт, который заканчивается на ${accountTail}, принят ${dayOf(paidOn, 'ru')} в ${paidAt}, номер ${number}. Квитанция об оплате есть в кабинете.`,
  }),
  plan_failed: ({ accountTail, sum, failure, url }) => ({
    sms: `Платёж не прошёл. Оплатите ${sumInWords(sum, 'ru')}: ${url}`,
    subject: `Плановый платёж ${sumInWords(sum, 'ru')} не прошёл`,
    body: `Плановый платёж ${sumInWords(sum, 'ru')} за счёт, который заканчивается на ${accountTail}, не прошёл. ${failureInWords(failure, 'ru')} На счёт ничего не зачислено.\n\nОплатите сами, и в следующий раз попробуем снова:\n${url}`,
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
    sms: `До ${dayOf(dueOn, 'ru')} оплатите ${sumInWords(sum, 'ru')}: ${url}`,
    subject: `До ${dayOf(dueOn, 'ru')} оплатите ${sumInWords(sum, 'ru')}`,
    body: `За счёт, который заканчивается на ${accountTail}, к оплате ${sumInWords(sum, 'ru')} до ${dayOf(dueOn, 'ru')}.\n\nОплатить:\n${url}\n\nЕсли вы уже оплатили, деньги ещё в пути: делать ничего не нужно. Напоминания можно выключить в кабинете.`,
  }),
};

const en: PlanTexts = {
  plan_made: ({ accountTail, sum, nextOn }) => ({
    sms: `A planned payment for account …${accountTail} is on. Not you? Call us`,
    subject: `A planned payment for account …${accountTail} is on`,
    body: `Every month we will pay for the account whose number ends in ${accountTail}: ${sum ? sumInWords(sum, 'en') : 'all that is due'}.${nextOn === null ? '' : ` The next payment is on ${dayOf(nextOn, 'en')}.`} We will write to you of each one. You can pause or end it in your account at any time.\n\nIf it was not you, change your password and call us.`,
  }),
  plan_ended: ({ accountTail }) => ({
    sms: `Your planned payment for account …${accountTail} ended with your access`,
    subject: `Your planned payment for account …${accountTail} has ended`,
    body: `You cannot pay for the account whose number ends in ${accountTail} any more: it was taken off your list, or your access to it has ended. So the planned payment has ended too, the card is forgotten, and nothing more will be charged.\n\nIf you add the account again, you can plan a payment again.`,
  }),
  plan_paid: ({ accountTail, sum, number, paidOn, paidAt }) => ({
    sms: `Planned payment of ${sumInWords(sum, 'en')} taken, number ${number}`,
    subject: `Planned payment of ${sumInWords(sum, 'en')} taken`,
    body: `The payment of ${sumInWords(sum, 'en')} for the account whose number ends in ${accountTail} was taken on ${dayOf(paidOn, 'en')} at ${paidAt}, number ${number}. The receipt is in your account.`,
  }),
  plan_failed: ({ accountTail, sum, failure, url }) => ({
    sms: `Payment failed. Pay ${sumInWords(sum, 'en')}: ${url}`,
    subject: `Planned payment of ${sumInWords(sum, 'en')} failed`,
    body: `The planned payment of ${sumInWords(sum, 'en')} for the account whose number ends in ${accountTail} failed. ${failureInWords(failure, 'en')} Nothing was credited.\n\nPlease pay yourself; we will try again next time:\n${url}`,
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
    sms: `Pay ${sumInWords(sum, 'en')} by ${dayOf(dueOn, 'en')}: ${url}`,
    subject: `Pay ${sumInWords(sum, 'en')} by ${dayOf(dueOn, 'en')}`,
    body: `${sumInWords(sum, 'en')} is due by ${dayOf(dueOn, 'en')} for the account whose number ends in ${accountTail}.\n\nPay here:\n${url}\n\nIf you have paid already, the money is on its way and there is nothing to do. You can turn reminders off in your account.`,
  }),
};

export const planTexts: Readonly<Record<PageLanguage, PlanTexts>> = { uk, ru, en };
