import type { PaymentDifferenceKind, PaymentOrderStatus } from '@kabinet/api/contract';
import type { PageLanguage } from '../page.js';

/** What staff read who look after payments. */
export interface PaymentStaffTexts {
  readonly title: string;
  readonly intro: string;
  readonly query: string;
  readonly queryHint: string;
  readonly queryMissing: string;
  readonly search: string;
  readonly found: (count: number) => string;
  readonly foundNone: string;
  readonly payment: (number: string) => string;
  readonly statuses: Readonly<Record<PaymentOrderStatus, string>>;
  readonly status: string;
  readonly createdAt: string;
  readonly settledAt: string;
  readonly method: string;
  readonly reference: string;
  readonly account: (number: string) => string;
  readonly fee: string;
  readonly total: string;
  readonly refunded: string;
  readonly failure: string;
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
  readonly refundAsked: string;
  readonly refunds: string;
  readonly refundStatuses: Readonly<Record<'asked' | 'done' | 'refused', string>>;
  readonly differences: string;
  readonly differencesNone: string;
  readonly open: string;
  readonly closed: string;
  readonly kinds: Readonly<Record<PaymentDifferenceKind, string>>;
  readonly day: string;
  readonly ours: string;
  readonly theirs: string;
  readonly nothing: string;
  readonly note: string;
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
  queryHint: 'Номер платежу є в квитанції про оплату, наприклад 5000-0004',
  queryMissing: 'Введіть номер платежу або особового рахунку',
  search: 'Знайти',
  found: (count) => `Знайдено платежів: ${count}`,
  foundNone: 'Платежів з таким номером або за таким рахунком немає',
  payment: (number) => `Платіж ${number}`,
  statuses: {
    created: 'ще не сплачено',
    pending: 'обробляється в банку',
    failed: 'не пройшов, гроші не списано',
    expired: 'час вийшов, не сплачено',
    paid: 'зараховано',
    refunded: 'повернуто',
  },
  status: 'Стан',
  createdAt: 'Створено',
  settledAt: 'Завершено',
  method: 'Спосіб оплати',
  reference: 'Номер у платіжній системі',
  account: (number) => `За рахунком ${number}`,
  fee: 'Комісія',
  total: 'Сплачено разом',
  refunded: 'Повернуто',
  failure: 'Причина',
  refundTitle: 'Повернути гроші',
  refundLeft: (sum) => `Можна повернути не більше ніж ${sum}.`,
  whose: 'З якого рахунку',
  ofAll: 'З усіх: повернути все, що лишилося',
  accountMissing: 'Виберіть рахунок; з усіх можна повернути лише все, що лишилося',
  refundNot: 'Повернути за цим платежем тут не можна.',
  amount: 'Сума',
  reason: 'Чому',
  reasonHint: 'Для бухгалтерії. Споживач побачить лише суму',
  check: 'Перевірити',
  confirmTitle: 'Перевірте повернення',
  confirmText: (sum, number) =>
    `Повернути ${sum} за платежем ${number} туди, звідки платили? Скасувати це потім не можна.`,
  confirm: (sum) => `Повернути ${sum}`,
  change: 'Змінити',
  wrongAmount: (sum) => `Введіть суму цифрами, не більше ніж ${sum}`,
  reasonMissing: 'Напишіть, чому повертаємо',
  ownPayment: 'Це ваш власний платіж: його має повернути інший працівник.',
  notRefundable: 'За цим платежем уже нема чого повертати.',
  refundAsked: 'Повернення записано. Якщо платіжна система не відповіла одразу, ми спитаємо її знову.',
  refunds: 'Повернення',
  refundStatuses: { asked: 'чекає на платіжну систему', done: 'повернуто', refused: 'платіжна система відмовила' },
  differences: 'Розбіжності з платіжними системами',
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
  nothing: 'немає',
  note: 'Що з’ясовано',
  noteHint: 'Гроші цим не рухаються: повернення або виправлення в білінгу робиться окремо',
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
  queryHint: 'Номер платежа есть в квитанции об оплате, например 5000-0004',
  queryMissing: 'Введите номер платежа или лицевого счёта',
  search: 'Найти',
  found: (count) => `Найдено платежей: ${count}`,
  foundNone: 'Платежей с таким номером или по такому счёту нет',
  payment: (number) => `Платёж ${number}`,
  statuses: {
    created: 'ещё не оплачен',
    pending: 'обрабатывается в банке',
    failed: 'не прошёл, деньги не списаны',
    expired: 'время вышло, не оплачен',
    paid: 'зачислен',
    refunded: 'возвращён',
  },
  status: 'Состояние',
  createdAt: 'Создан',
  settledAt: 'Завершён',
  method: 'Способ оплаты',
  reference: 'Номер в платёжной системе',
  account: (number) => `По счёту ${number}`,
  fee: 'Комиссия',
  total: 'Оплачено всего',
  refunded: 'Возвращено',
  failure: 'Причина',
  refundTitle: 'Вернуть деньги',
  refundLeft: (sum) => `Можно вернуть не больше чем ${sum}.`,
  whose: 'С какого счёта',
  ofAll: 'Со всех: вернуть всё, что осталось',
  accountMissing: 'Выберите счёт; со всех можно вернуть только всё, что осталось',
  refundNot: 'Вернуть деньги по этому платежу здесь нельзя.',
  amount: 'Сумма',
  reason: 'Почему',
  reasonHint: 'Для бухгалтерии. Потребитель увидит только сумму',
  check: 'Проверить',
  confirmTitle: 'Проверьте возврат',
  confirmText: (sum, number) => `Вернуть ${sum} за платёж ${number} туда, откуда платили? Отменить это потом нельзя.`,
  confirm: (sum) => `Вернуть ${sum}`,
  change: 'Изменить',
  wrongAmount: (sum) => `Введите сумму цифрами, не больше чем ${sum}`,
  reasonMissing: 'Напишите, почему возвращаем',
  ownPayment: 'Это ваш собственный платёж: его должен вернуть другой сотрудник.',
  notRefundable: 'По этому платежу уже нечего возвращать.',
  refundAsked: 'Возврат записан. Если платёжная система не ответила сразу, мы спросим её снова.',
  refunds: 'Возвраты',
  refundStatuses: { asked: 'ждёт платёжную систему', done: 'возвращено', refused: 'платёжная система отказала' },
  differences: 'Расхождения с платёжными системами',
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
  nothing: 'нет',
  note: 'Что выяснено',
  noteHint: 'Деньги этим не двигаются: возврат или исправление в биллинге делается отдельно',
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
  queryHint: 'The payment number stands on the receipt, for example 5000-0004',
  queryMissing: 'Enter a payment or an account number',
  search: 'Search',
  found: (count) => `Payments found: ${count}`,
  foundNone: 'There are no payments of this number or for this account',
  payment: (number) => `Payment ${number}`,
  statuses: {
    created: 'not paid yet',
    pending: 'the bank works on it',
    failed: 'failed, nothing was charged',
    expired: 'time is over, not paid',
    paid: 'credited',
    refunded: 'given back',
  },
  status: 'State',
  createdAt: 'Made',
  settledAt: 'Settled',
  method: 'Way to pay',
  reference: 'Number at the provider',
  account: (number) => `For account ${number}`,
  fee: 'Fee',
  total: 'Paid in all',
  refunded: 'Given back',
  failure: 'Reason',
  refundTitle: 'Give money back',
  refundLeft: (sum) => `No more than ${sum} can be given back.`,
  whose: 'Off which account',
  ofAll: 'All of them: give back all that is left',
  accountMissing: 'Choose an account; off all of them only all that is left can be given back',
  refundNot: 'This payment cannot be given back here.',
  amount: 'Sum',
  reason: 'Why',
  reasonHint: 'For the books. The customer sees the sum only',
  check: 'Check',
  confirmTitle: 'Check the refund',
  confirmText: (sum, number) =>
    `Give ${sum} of payment ${number} back to where it was paid from? This cannot be undone.`,
  confirm: (sum) => `Give ${sum} back`,
  change: 'Change',
  wrongAmount: (sum) => `Enter a sum in digits, no more than ${sum}`,
  reasonMissing: 'Write why it is given back',
  ownPayment: 'This is your own payment: a colleague has to give it back.',
  notRefundable: 'There is nothing left of this payment to give back.',
  refundAsked: 'The refund is written down. If the provider did not answer at once, we will ask again.',
  refunds: 'Refunds',
  refundStatuses: { asked: 'waits for the provider', done: 'given back', refused: 'the provider refused' },
  differences: 'Differences with payment providers',
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
  nothing: 'nothing',
  note: 'What was found out',
  noteHint: 'No money is moved by this: a refund, or a correction in billing, is done apart',
  noteMissing: 'Write what was found out',
  close: 'Close the difference',
  closedNow: 'The difference is closed',
  closedBefore: 'Somebody else has closed this difference',
  toPayment: (number) => `Payment ${number}`,
  toSearch: 'To the search',
  toDifferences: 'To the differences',
};

export const paymentStaffTexts: Readonly<Record<PageLanguage, PaymentStaffTexts>> = { uk, ru, en };
