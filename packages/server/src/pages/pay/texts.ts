import { counted } from '../../words/counted.js';
import { atHourUk } from '../../words/moments.js';
import type { PageLanguage } from '../page.js';

/** What the pages of paying and of reminders say. Sums, days and moments come in words. */
export interface PayTexts {
  readonly title: string;
  readonly account: string;
  readonly due: (sum: string, day: string | null) => string;
  readonly nothingDue: string;
  readonly onTheWay: (sum: string) => string;
  /** The label of the field, with the currency's sign. */
  readonly sum: (currency: string) => string;
  readonly sumHint: string;
  /** Where there are several accounts. */
  readonly sumHintMany: string;
  readonly method: string;
  readonly leads: (site: string) => string;
  readonly fee: (percent: string, atLeast: string | null) => string;
  readonly noFee: string;
  readonly test: string;
  readonly plan: string;
  readonly keepCard: string;
  /** What the plan will charge: its sum, or null for all that is due; not more than; and when. */
  readonly willCharge: (sum: string | null, most: string | null, when: string) => string;
  readonly chargedOn: Readonly<Record<'day_of_month' | 'days_before_due', (days: number) => string>>;
  readonly keepCardHint: string;
  readonly planned: string;
  readonly pay: (sum: string) => string;
  readonly next: string;
  /** What was typed, shown back before it is paid. */
  readonly confirmTitle: string;
  readonly feeRow: string;
  /** No fee. */
  readonly none: string;
  readonly keepsCard: string;
  readonly change: string;
  readonly errors: {
    readonly none: string;
    readonly notASum: string;
    readonly outOfRange: (least: string, most: string) => string;
  };
  readonly noAccounts: string;
  readonly toAccounts: string;
  readonly unavailable: string;
  readonly inProgress: string;
  readonly inProgressText: string;
  readonly seeOrder: string;
  readonly anew: string;
  readonly order: string;
  readonly number: string;
  readonly total: string;
  readonly ofIt: (fee: string) => string;
  readonly leaving: string;
  readonly goTo: (site: string) => string;
  readonly prepared: string;
  readonly pending: string;
  readonly pendingText: string;
  readonly refresh: string;
  readonly paid: (sum: string, day: string, time: string, number: string) => string;
  /** With a receipt, and where none could be signed. */
  readonly paidText: string;
  readonly paidWithoutReceipt: string;
  readonly refunded: (sum: string) => string;
  readonly failed: string;
  readonly notCharged: string;
  /** Taken back by its payer. */
  readonly cancelled: string;
  readonly cancelledText: string;
  readonly expired: string;
  readonly expiredText: string;
  readonly payAgain: string;
  readonly toSite: string;
  /** The PDF. */
  readonly receipt: string;
}

const ukDays = counted('uk', { one: 'день', few: 'дні', many: 'днів', other: 'дня' });
const ruDays = counted('ru', { one: 'день', few: 'дня', many: 'дней', other: 'дня' });
const enDays = counted('en', { one: 'day', other: 'days' });

const uk: PayTexts = {
  title: 'Оплата',
  account: 'Рахунок',
  due: (sum, day) => (day === null ? `До сплати ${sum}.` : `До сплати ${sum} до ${day}.`),
  nothingDue: 'Зараз нічого сплачувати не треба. Можна сплатити наперед.',
  onTheWay: (sum) => `Ще ${sum} у дорозі: цей платіж уже враховано.`,
  sum: (currency) => `Сума, ${currency}`,
  sumHint: 'Суму можна змінити.',
  sumHintMany: 'Суми можна змінити. Порожнє поле означає, що за цей рахунок зараз не платите.',
  method: 'Як сплатити',
  leads: (site) => `Далі відкриється сторінка ${site}. Перевірте її адресу: картку вводять лише там.`,
  fee: (percent, atLeast) => `Комісія ${percent}%${atLeast === null ? '' : `, не менше ${atLeast}`}.`,
  noFee: 'Без комісії.',
  test: 'Це пробна оплата: справжні гроші не списуються.',
  plan: 'Планова оплата',
  keepCard: 'Запам’ятати картку і далі списувати з неї',
  willCharge: (sum, most, when) =>
    `${when} з картки списуватиметься ${sum ?? 'усе, що до сплати'}${most === null ? '' : `, не більше ${most} за раз`}.`,
  chargedOn: {
    day_of_month: (days) => `Щомісяця ${days} числа`,
    days_before_due: (days) => `Щомісяця за ${ukDays(days)} до строку сплати`,
  },
  keepCardHint: 'Її зберігає платіжна система, не ми. Видалити її можна будь-коли.',
  planned: 'За вашим планом.',
  pay: (sum) => `Сплатити ${sum}`,
  next: 'Далі',
  confirmTitle: 'Перевірте оплату',
  feeRow: 'Комісія',
  none: 'немає',
  keepsCard: 'Платіжна система запам’ятає картку для планової оплати.',
  change: 'Змінити',
  errors: {
    none: 'Введіть суму хоча б для одного рахунку',
    notASum: 'Введіть суму цифрами, наприклад 358,20',
    outOfRange: (least, most) => `За раз можна сплатити від ${least} до ${most}`,
  },
  noAccounts: 'У вашому кабінеті немає рахунку, за який можна платити.',
  toAccounts: 'Додати рахунок',
  unavailable: 'Оплата тут зараз не працює. Спробуйте пізніше або зателефонуйте нам.',
  inProgress: 'Платіж за цей рахунок уже в дорозі',
  inProgressText: 'Щоб не сплатити двічі, спершу дочекайтеся, чим він закінчиться.',
  seeOrder: 'Що з ним',
  anew: 'Усе одно сплатити ще раз',
  order: 'Платіж',
  number: 'Номер',
  total: 'Разом',
  ofIt: (fee) => `з них комісія ${fee}`,
  leaving: 'Відкриваємо сторінку оплати',
  goTo: (site) => `Перейти на ${site}`,
  prepared: 'Платіж підготовлено, ще не сплачено',
  pending: 'Чекаємо на відповідь банку',
  pendingText: 'Це може тривати кілька хвилин. Не сплачуйте вдруге: коли буде відповідь, вона з’явиться тут.',
  refresh: 'Оновити',
  paid: (sum, day, time, number) => `Платіж ${sum} прийнято ${day} ${atHourUk(time)}, номер ${number}`,
  paidText: 'Квитанцію про оплату можна зберегти або надрукувати.',
  paidWithoutReceipt: 'Платіж завжди можна знайти за номером.',
  refunded: (sum) => `Повернено ${sum}`,
  failed: 'Платіж не пройшов',
  notCharged: 'На рахунок нічого не зараховано.',
  cancelled: 'Платіж скасовано',
  cancelledText: 'Якщо ви все ж заплатили, гроші надійдуть, і платіж з’явиться в кабінеті.',
  expired: 'Час на оплату минув',
  expiredText: 'Ми не дочекалися платежу. Якщо гроші все ж списано, вони надійдуть, і платіж з’явиться в кабінеті.',
  payAgain: 'Сплатити знову',
  toSite: 'До кабінету',
  receipt: 'Квитанція про оплату (PDF)',
};

const ru: PayTexts = {
  title: 'Оплата',
  account: 'Счёт',
  due: (sum, day) => (day === null ? `К оплате ${sum}.` : `К оплате ${sum} до ${day}.`),
  nothingDue: 'Сейчас ничего платить не нужно. Можно заплатить вперёд.',
  onTheWay: (sum) => `Ещё ${sum} в пути: этот платёж уже учтён.`,
  sum: (currency) => `Сумма, ${currency}`,
  sumHint: 'Сумму можно изменить.',
  sumHintMany: 'Суммы можно изменить. Пустое поле означает, что за этот счёт сейчас не платите.',
  method: 'Как оплатить',
  leads: (site) => `Дальше откроется страница ${site}. Проверьте её адрес: карту вводят только там.`,
  fee: (percent, atLeast) => `Комиссия ${percent}%${atLeast === null ? '' : `, не меньше ${atLeast}`}.`,
  noFee: 'Без комиссии.',
  test: 'Это пробная оплата: настоящие деньги не списываются.',
  plan: 'Плановая оплата',
  keepCard: 'Запомнить карту и дальше списывать с неё',
  willCharge: (sum, most, when) =>
    `${when} с карты будет списываться ${sum ?? 'всё, что к оплате'}${most === null ? '' : `, не больше ${most} за раз`}.`,
  chargedOn: {
    day_of_month: (days) => `Ежемесячно ${days} числа`,
    days_before_due: (days) => `Ежемесячно за ${ruDays(days)} до срока оплаты`,
  },
  keepCardHint: 'Её хранит платёжная система, не мы. Удалить её можно в любое время.',
  planned: 'По вашему плану.',
  pay: (sum) => `Оплатить ${sum}`,
  next: 'Дальше',
  confirmTitle: 'Проверьте оплату',
  feeRow: 'Комиссия',
  none: 'нет',
  keepsCard: 'Платёжная система запомнит карту для плановой оплаты.',
  change: 'Изменить',
  errors: {
    none: 'Введите сумму хотя бы для одного счёта',
    notASum: 'Введите сумму цифрами, например 358,20',
    outOfRange: (least, most) => `За раз можно заплатить от ${least} до ${most}`,
  },
  noAccounts: 'В вашем кабинете нет счёта, за который можно платить.',
  toAccounts: 'Добавить счёт',
  unavailable: 'Оплата здесь сейчас не работает. Попробуйте позже или позвоните нам.',
  inProgress: 'Платёж за этот счёт уже в пути',
  inProgressText: 'Чтобы не заплатить дважды, сначала дождитесь, чем он закончится.',
  seeOrder: 'Что с ним',
  anew: 'Всё равно заплатить ещё раз',
  order: 'Платёж',
  number: 'Номер',
  total: 'Итого',
  ofIt: (fee) => `из них комиссия ${fee}`,
  leaving: 'Открываем страницу оплаты',
  goTo: (site) => `Перейти на ${site}`,
  prepared: 'Платёж подготовлен, ещё не оплачен',
  pending: 'Ждём ответа банка',
  pendingText: 'Это может занять несколько минут. Не платите второй раз: когда будет ответ, он появится здесь.',
  refresh: 'Обновить',
  paid: (sum, day, time, number) => `Платёж ${sum} принят ${day} в ${time}, номер ${number}`,
  paidText: 'Квитанцию об оплате можно сохранить или распечатать.',
  paidWithoutReceipt: 'Платёж всегда можно найти по номеру.',
  refunded: (sum) => `Возвращено ${sum}`,
  failed: 'Платёж не прошёл',
  notCharged: 'На счёт ничего не зачислено.',
  cancelled: 'Платёж отменён',
  cancelledText: 'Если вы всё же заплатили, деньги придут, и платёж появится в кабинете.',
  expired: 'Время на оплату истекло',
  expiredText: 'Мы не дождались платежа. Если деньги всё же списаны, они придут, и платёж появится в кабинете.',
  payAgain: 'Оплатить снова',
  toSite: 'В кабинет',
  receipt: 'Квитанция об оплате (PDF)',
};

const en: PayTexts = {
  title: 'Pay',
  account: 'Account',
  due: (sum, day) => (day === null ? `${sum} is due.` : `${sum} is due by ${day}.`),
  nothingDue: 'There is nothing to pay now. You can pay ahead.',
  onTheWay: (sum) => `Another ${sum} is on its way and is taken into account.`,
  sum: (currency) => `Sum, ${currency}`,
  sumHint: 'You can change the sum.',
  sumHintMany: 'You can change the sums. Leave a field empty to pay nothing for that account now.',
  method: 'How to pay',
  leads: (site) => `Next, the page ${site} opens. Check its address: the card is typed there and nowhere else.`,
  fee: (percent, atLeast) => `A fee of ${percent}%${atLeast === null ? '' : `, at least ${atLeast}`}.`,
  noFee: 'No fee.',
  test: 'This is a trial payment: no real money moves.',
  plan: 'Planned payment',
  keepCard: 'Remember the card and charge it from now on',
  willCharge: (sum, most, when) =>
    `${when} the card will be charged ${sum ?? 'all that is due'}${most === null ? '' : `, at most ${most} at a time`}.`,
  chargedOn: {
    day_of_month: (days) => `Every month on day ${days}`,
    days_before_due: (days) => `Every month ${enDays(days)} before the day to pay by`,
  },
  keepCardHint: 'The payment service keeps it, not we. You can have it removed at any time.',
  planned: 'By your plan.',
  pay: (sum) => `Pay ${sum}`,
  next: 'Next',
  confirmTitle: 'Check the payment',
  feeRow: 'Fee',
  none: 'none',
  keepsCard: 'The payment service will remember the card for the planned payment.',
  change: 'Change',
  errors: {
    none: 'Enter a sum for at least one account',
    notASum: 'Enter the sum in digits, such as 358.20',
    outOfRange: (least, most) => `You can pay from ${least} to ${most} at once`,
  },
  noAccounts: 'There is no account on your list that you can pay for.',
  toAccounts: 'Add an account',
  unavailable: 'Paying does not work here right now. Try later, or call us.',
  inProgress: 'A payment for this account is on its way',
  inProgressText: 'So that you do not pay twice, wait for what becomes of it first.',
  seeOrder: 'See the payment',
  anew: 'Pay once more all the same',
  order: 'Payment',
  number: 'Number',
  total: 'Total',
  ofIt: (fee) => `of it a fee of ${fee}`,
  leaving: 'Opening the payment page',
  goTo: (site) => `Go to ${site}`,
  prepared: 'The payment is prepared and not paid yet',
  pending: 'Waiting for the bank’s answer',
  pendingText: 'This may take a few minutes. Do not pay again: the answer will appear here.',
  refresh: 'Refresh',
  paid: (sum, day, time, number) => `Payment of ${sum} taken on ${day} at ${time}, number ${number}`,
  paidText: 'You can save the receipt or print it.',
  paidWithoutReceipt: 'The payment can always be found by its number.',
  refunded: (sum) => `${sum} was given back`,
  failed: 'The payment failed',
  notCharged: 'Nothing was credited.',
  cancelled: 'The payment is cancelled',
  cancelledText: 'If you have paid all the same, the money will arrive, and the payment will appear in your account.',
  expired: 'The time to pay is over',
  expiredText:
    'No payment came. If money was taken all the same, it will arrive, and the payment will appear in your account.',
  payAgain: 'Pay again',
  toSite: 'To your account',
  receipt: 'Receipt (PDF)',
};

export const payTexts: Readonly<Record<PageLanguage, PayTexts>> = { uk, ru, en };
