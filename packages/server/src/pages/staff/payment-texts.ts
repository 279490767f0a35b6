import type { PaymentDifferenceKind, PaymentOrderStatus } from '@kabinet/api/contract';
import type { PageLanguage } from '../page.js';

/** What staff read who look after payments. */
export interface PaymentStaffTexts {
  readonly title: string;
  readonly intro: string;
  readonly query: string;
  readonly queryHint: string;
  readonly days: string;
  readonly from: string;
  readonly to: string;
  readonly dayWrong: string;
  readonly queryMissing: string;
  readonly search: string;
  readonly found: (count: number) => string;
  readonly foundNone: string;
  readonly foundMost: (count: number) => string;
  readonly payment: (number: string) => string;
  readonly statuses: Readonly<Record<PaymentOrderStatus, string>>;
  /** Of an expired one: its payer took it back before its time was over. */
  readonly cancelled: string;
  readonly status: string;
  readonly createdAt: string;
  readonly settledAt: string;
  readonly method: string;
  readonly reference: string;
  readonly billingReference: string;
  readonly accounts: string;
  readonly account: (number: string) => string;
  readonly fee: string;
  readonly total: string;
  readonly refunded: string;
  readonly failure: string;
  /** By the order’s reason; one that is not here is shown as it is. */
  readonly failures: Readonly<Record<string, string>>;
  readonly refundTitle: string;
  readonly refundLeft: (sum: string) => string;
  readonly refundNot: string;
  readonly whose: string;
  readonly ofAll: string;
  readonly accountMissing: string;
  readonly amount: string;
  readonly reason: string;
  readonly reasonHint: string;
  readonly check: string;
  readonly confirmTitle: string;
  readonly confirmText: (sum: string, number: string) => string;
  readonly confirm: (sum: string) => string;
  readonly change: string;
  readonly wrongAmount: (sum: string) => string;
  readonly reasonMissing: string;
  readonly ownPayment: string;
  readonly notRefundable: string;
  readonly refundCame: Readonly<Record<'asked' | 'done' | 'refused', string>>;
  readonly refunds: string;
  /** Whoever of staff is not known any more. */
  readonly colleague: string;
  /** What nobody gave back here. */
  readonly refundByProvider: (sum: string) => string;
  /** Where the ledger has it: the day and the account. */
  readonly refundBooked: (day: string, accountNumber: string) => string;
  readonly refundStatuses: Readonly<Record<'asked' | 'done' | 'refused', string>>;
  readonly differences: string;
  readonly differencesNone: string;
  readonly open: string;
  readonly closed: string;
  readonly kinds: Readonly<Record<PaymentDifferenceKind, string>>;
  readonly day: string;
  readonly ours: string;
  readonly theirs: string;
  readonly inBilling: string;
  readonly nothing: string;
  readonly note: string;
  readonly closedAt: string;
  readonly closedBy: string;
  readonly noteHint: string;
  readonly noteMissing: string;
  readonly close: string;
  readonly closedNow: string;
  readonly closedBefore: string;
  readonly toPayment: (number: string) => string;
  readonly toSearch: string;
  readonly toDifferences: string;
}

const uk: PaymentStaffTexts = {
  title: 'Платежі споживачів',
  intro: 'Кожен перегляд платежу записується.',
  query: 'Номер платежу або особового рахунку',
  queryHint: 'Номер платежу є в квитанції про оплату, наприклад 5000-0009',
  days: 'Створено в ці дні',
  from: 'Від',
  to: 'До',
  dayWrong: 'Введіть день цифрами, наприклад 03.11.2026',
  queryMissing: 'Введіть номер платежу, особовий рахунок або дні',
  search: 'Знайти',
  found: (count) => `Знайдено платежів: ${count}`,
  foundNone: 'Таких платежів немає',
  foundMost: (count) => `Показано ${count} найновіших. Звузьте пошук.`,
  payment: (number) => `Платіж ${number}`,
  statuses: {
    created: 'розпочато, про оплату ще не відомо',
    pending: 'обробляється в банку',
    failed: 'остання спроба не пройшла',
    expired: 'час на оплату вийшов, про оплату не відомо',
    paid: 'зараховано',
    refunded: 'повернуто',
  },
  cancelled: 'платник скасував, про оплату не відомо',
  status: 'Стан',
  createdAt: 'Створено',
  settledAt: 'Завершено',
  method: 'Спосіб оплати',
  reference: 'Номер у платіжній системі',
  billingReference: 'Запис у білінгу',
  accounts: 'Особові рахунки',
  account: (number) => `За рахунком ${number}`,
  fee: 'Комісія',
  total: 'Сума платежу',
  refunded: 'Повернуто',
  failure: 'Чому не пройшла спроба',
  failures: {
    declined: 'банк відхилив',
    insufficient_funds: 'на картці не вистачило грошей',
    cancelled: 'платник скасував або вчасно не підтвердив',
    card_expired: 'строк дії картки закінчився',
    limit_exceeded: 'перевищено ліміт картки',
    provider_error: 'збій у платіжній системі',
  },
  refundTitle: 'Повернути гроші',
  refundLeft: (sum) => `Можна повернути не більше ніж ${sum}.`,
  whose: 'З якого рахунку',
  ofAll: 'З усіх: повернути все, що лишилося',
  accountMissing: 'Виберіть рахунок; з усіх можна повернути лише все, що лишилося',
  refundNot:
    'Повернути за цим платежем більше не можна: усе вже повертається або цей спосіб оплати повернень не приймає.',
  amount: 'Сума',
  reason: 'Чому',
  reasonHint: 'Для бухгалтерії. Споживач побачить суму, але не причину',
  check: 'Перевірити',
  confirmTitle: 'Перевірте повернення',
  confirmText: (sum, number) =>
    `Повернути ${sum} за платежем ${number} на картку чи рахунок, з якого платили? Скасувати це потім не можна.`,
  confirm: (sum) => `Повернути ${sum}`,
  change: 'Змінити',
  wrongAmount: (sum) => `Введіть суму цифрами, не більше ніж ${sum}`,
  reasonMissing: 'Напишіть, чому повертаємо',
  ownPayment: 'Це ваш власний платіж: його має повернути інший працівник.',
  notRefundable: 'За цим платежем уже нема чого повертати.',
  refundCame: {
    asked: 'Повернення записано. Платіжна система ще не підтвердила його, ми спитаємо її знову.',
    done: 'Платіжна система підтвердила повернення.',
    refused: 'Платіжна система відмовила в поверненні. Гроші лишаються зарахованими.',
  },
  refunds: 'Повернення',
  colleague: 'колишній працівник',
  refundByProvider: (sum) => `${sum}, повернуто з боку платіжної системи`,
  refundBooked: (day, accountNumber) => `${day}, знов до сплати за рахунком ${accountNumber}`,
  refundStatuses: { asked: 'чекає на платіжну систему', done: 'повернуто', refused: 'платіжна система відмовила' },
  differences: 'Розбіжності з платіжними системами і білінгом',
  differencesNone: 'Розбіжностей немає',
  open: 'Відкриті',
  closed: 'Закриті',
  kinds: {
    amount: 'Інша сума',
    currency: 'Інша валюта',
    merchant: 'Інший отримувач або спосіб оплати',
    unknown_order: 'Такого платежу в нас немає',
    paid_twice: 'Сплачено двічі',
    missing_here: 'Є в платіжній системі, немає в нас',
    missing_there: 'Є в нас, немає в платіжній системі',
    unsettled: 'Кілька днів невідомо, чи сплачено',
    refund_failed: 'Повернення не дійшло до платника',
    refund_elsewhere: 'Повернення іншого платежу',
    billing: 'У білінгу інакше або скасовано',
    not_compared: 'День не звірено: немає реєстру платіжної системи',
  },
  day: 'День',
  ours: 'У нас',
  theirs: 'У них',
  inBilling: 'У білінгу',
  nothing: 'немає',
  note: 'Що з’ясовано',
  closedAt: 'Закрито',
  closedBy: 'Хто закрив',
  noteHint: 'Закриття лише записує пояснення. Повернення чи виправлення в білінгу зробіть окремо',
  noteMissing: 'Напишіть, що з’ясовано',
  close: 'Закрити розбіжність',
  closedNow: 'Розбіжність закрито',
  closedBefore: 'Цю розбіжність уже закрив хтось інший',
  toPayment: (number) => `Платіж ${number}`,
  toSearch: 'До пошуку',
  toDifferences: 'До розбіжностей',
};

const ru: PaymentStaffTexts = {
  title: 'Платежи потребителей',
  intro: 'Каждый просмотр платежа записывается.',
  query: 'Номер платежа или лицевого счёта',
  queryHint: 'Номер платежа есть в квитанции об оплате, например 5000-0009',
  days: 'Созданы в эти дни',
  from: 'С',
  to: 'По',
  dayWrong: 'Введите день цифрами, например 03.11.2026',
  queryMissing: 'Введите номер платежа, лицевой счёт или дни',
  search: 'Найти',
  found: (count) => `Найдено платежей: ${count}`,
  foundNone: 'Таких платежей нет',
  foundMost: (count) => `Показаны ${count} новейших. Сузьте поиск.`,
  payment: (number) => `Платёж ${number}`,
  statuses: {
    created: 'начат, об оплате ещё не известно',
    pending: 'обрабатывается в банке',
    failed: 'последняя попытка не прошла',
    expired: 'время на оплату вышло, об оплате не известно',
    paid: 'зачислен',
    refunded: 'возвращён',
  },
  cancelled: 'плательщик отменил, об оплате не известно',
  status: 'Состояние',
  createdAt: 'Создан',
  settledAt: 'Завершён',
  method: 'Способ оплаты',
  reference: 'Номер в платёжной системе',
  billingReference: 'Запись в биллинге',
  accounts: 'Лицевые счета',
  account: (number) => `По счёту ${number}`,
  fee: 'Комиссия',
  total: 'Сумма платежа',
  refunded: 'Возвращено',
  failure: 'Почему не прошла попытка',
  failures: {
    declined: 'банк отклонил',
    insufficient_funds: 'на карте не хватило денег',
    cancelled: 'плательщик отменил или вовремя не подтвердил',
    card_expired: 'срок действия карты закончился',
    limit_exceeded: 'превышен лимит карты',
    provider_error: 'сбой в платёжной системе',
  },
  refundTitle: 'Вернуть деньги',
  refundLeft: (sum) => `Можно вернуть не больше чем ${sum}.`,
  whose: 'С какого счёта',
  ofAll: 'Со всех: вернуть всё, что осталось',
  accountMissing: 'Выберите счёт; со всех можно вернуть только всё, что осталось',
  refundNot:
    'Вернуть по этому платежу больше нельзя: всё уже возвращается или этот способ оплаты не принимает возвратов.',
  amount: 'Сумма',
  reason: 'Почему',
  reasonHint: 'Для бухгалтерии. Потребитель увидит сумму, но не причину',
  check: 'Проверить',
  confirmTitle: 'Проверьте возврат',
  confirmText: (sum, number) =>
    `Вернуть ${sum} по платежу ${number} на карту или счёт, с которого платили? Отменить это потом нельзя.`,
  confirm: (sum) => `Вернуть ${sum}`,
  change: 'Изменить',
  wrongAmount: (sum) => `Введите сумму цифрами, не больше чем ${sum}`,
  reasonMissing: 'Напишите, почему возвращаем',
  ownPayment: 'Это ваш собственный платёж: его должен вернуть другой сотрудник.',
  notRefundable: 'По этому платежу уже нечего возвращать.',
  refundCame: {
    asked: 'Возврат записан. Платёжная система ещё не подтвердила его, мы спросим её снова.',
    done: 'Платёжная система подтвердила возврат.',
    refused: 'Платёжная система отказала в возврате. Деньги остаются зачисленными.',
  },
  refunds: 'Возвраты',
  colleague: 'бывший сотрудник',
  refundByProvider: (sum) => `${sum}, возвращено со стороны платёжной системы`,
  refundBooked: (day, accountNumber) => `${day}, снова к оплате по счёту ${accountNumber}`,
  refundStatuses: { asked: 'ждёт платёжную систему', done: 'возвращено', refused: 'платёжная система отказала' },
  differences: 'Расхождения с платёжными системами и биллингом',
  differencesNone: 'Расхождений нет',
  open: 'Открытые',
  closed: 'Закрытые',
  kinds: {
    amount: 'Другая сумма',
    currency: 'Другая валюта',
    merchant: 'Другой получатель или способ оплаты',
    unknown_order: 'Такого платежа у нас нет',
    paid_twice: 'Оплачено дважды',
    missing_here: 'Есть в платёжной системе, нет у нас',
    missing_there: 'Есть у нас, нет в платёжной системе',
    unsettled: 'Несколько дней неизвестно, оплачено ли',
    refund_failed: 'Возврат не дошёл до плательщика',
    refund_elsewhere: 'Возврат другого платежа',
    billing: 'В биллинге иначе или отменено',
    not_compared: 'День не сверен: нет реестра платёжной системы',
  },
  day: 'День',
  ours: 'У нас',
  theirs: 'У них',
  inBilling: 'В биллинге',
  nothing: 'нет',
  note: 'Что выяснено',
  closedAt: 'Закрыто',
  closedBy: 'Кто закрыл',
  noteHint: 'Закрытие только записывает объяснение. Возврат или исправление в биллинге сделайте отдельно',
  noteMissing: 'Напишите, что выяснено',
  close: 'Закрыть расхождение',
  closedNow: 'Расхождение закрыто',
  closedBefore: 'Это расхождение уже закрыл кто-то другой',
  toPayment: (number) => `Платёж ${number}`,
  toSearch: 'К поиску',
  toDifferences: 'К расхождениям',
};

const en: PaymentStaffTexts = {
  title: 'Customers’ payments',
  intro: 'Every look at a payment is written down.',
  query: 'Payment or account number',
  queryHint: 'The payment number stands on the receipt, for example 5000-0009',
  days: 'Made on these days',
  from: 'From',
  to: 'To',
  dayWrong: 'Enter a day in digits, for example 03.11.2026',
  queryMissing: 'Enter a payment or an account number, or days',
  search: 'Search',
  found: (count) => `Payments found: ${count}`,
  foundNone: 'There are no such payments',
  foundMost: (count) => `The newest ${count} are shown. Narrow the search.`,
  payment: (number) => `Payment ${number}`,
  statuses: {
    created: 'begun, not known to be paid yet',
    pending: 'the bank works on it',
    failed: 'the last try failed',
    expired: 'its time is over, not known to be paid',
    paid: 'credited',
    refunded: 'given back',
  },
  cancelled: 'cancelled by the payer, not known to be paid',
  status: 'State',
  createdAt: 'Made',
  settledAt: 'Settled',
  method: 'Way to pay',
  reference: 'Number at the provider',
  billingReference: 'Entry in billing',
  accounts: 'Accounts',
  account: (number) => `For account ${number}`,
  fee: 'Fee',
  total: 'Sum of the payment',
  refunded: 'Given back',
  failure: 'Why the try failed',
  failures: {
    declined: 'the bank declined',
    insufficient_funds: 'not enough money on the card',
    cancelled: 'the payer cancelled, or did not confirm in time',
    card_expired: 'the card has expired',
    limit_exceeded: 'the card’s limit is exceeded',
    provider_error: 'something failed at the provider',
  },
  refundTitle: 'Give money back',
  refundLeft: (sum) => `No more than ${sum} can be given back.`,
  whose: 'Off which account',
  ofAll: 'All of them: give back all that is left',
  accountMissing: 'Choose an account; off all of them only all that is left can be given back',
  refundNot:
    'No more of this payment can be given back: all of it is on its way back, or this way to pay takes no refunds.',
  amount: 'Sum',
  reason: 'Why',
  reasonHint: 'For the books. The customer sees the sum, not the reason',
  check: 'Check',
  confirmTitle: 'Check the refund',
  confirmText: (sum, number) =>
    `Give ${sum} of payment ${number} back to the card or account it was paid from? This cannot be undone.`,
  confirm: (sum) => `Give ${sum} back`,
  change: 'Change',
  wrongAmount: (sum) => `Enter a sum in digits, no more than ${sum}`,
  reasonMissing: 'Write why it is given back',
  ownPayment: 'This is your own payment: a colleague has to give it back.',
  notRefundable: 'There is nothing left of this payment to give back.',
  refundCame: {
    asked: 'The refund is written down. The provider has not confirmed it yet, we will ask again.',
    done: 'The provider confirmed the refund.',
    refused: 'The provider refused the refund. The money stays credited.',
  },
  refunds: 'Refunds',
  colleague: 'a former colleague',
  refundByProvider: (sum) => `${sum}, given back by the payment system`,
  refundBooked: (day, accountNumber) => `${day}, due again on account ${accountNumber}`,
  refundStatuses: { asked: 'waits for the provider', done: 'given back', refused: 'the provider refused' },
  differences: 'Differences with payment providers and billing',
  differencesNone: 'There are no differences',
  open: 'Open',
  closed: 'Closed',
  kinds: {
    amount: 'Another sum',
    currency: 'Another currency',
    merchant: 'Another recipient or way to pay',
    unknown_order: 'We have no such payment',
    paid_twice: 'Paid twice',
    missing_here: 'The provider has it, we do not',
    missing_there: 'We have it, the provider does not',
    unsettled: 'For days it is not known whether it was paid',
    refund_failed: 'A refund did not reach the payer',
    refund_elsewhere: 'A refund of another payment',
    billing: 'Billing has it otherwise, or cancelled',
    not_compared: 'Day not compared: the provider’s register could not be had',
  },
  day: 'Day',
  ours: 'We have',
  theirs: 'They have',
  inBilling: 'Billing has',
  nothing: 'nothing',
  note: 'What was found out',
  closedAt: 'Closed on',
  closedBy: 'Closed by',
  noteHint: 'Closing only writes this down. Give money back, or correct billing, apart',
  noteMissing: 'Write what was found out',
  close: 'Close the difference',
  closedNow: 'The difference is closed',
  closedBefore: 'Somebody else has closed this difference',
  toPayment: (number) => `Payment ${number}`,
  toSearch: 'To the search',
  toDifferences: 'To the differences',
};

export const paymentStaffTexts: Readonly<Record<PageLanguage, PaymentStaffTexts>> = { uk, ru, en };
