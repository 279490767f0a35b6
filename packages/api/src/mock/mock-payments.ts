import { addMonths, type CalendarMonth, dateInTimeZone, monthOf, paymentFee } from '@kabinet/rules';
import type {
  Balance,
  Grant,
  Money,
  Payment,
  PaymentOrder,
  PaymentOrderRequest,
  PaymentOrderStatus,
  PaymentShare,
  ServiceKind,
  Supplier,
} from '../schemas/index.js';
import { type Handlers, invalid, refusal } from './handlers.js';
import type { MockAccount } from './sample-base.js';
import { paymentNumber, samplePayments, sampleQrCode } from './sample-payments.js';

/**
 * What becomes of the orders that are made: paid; worked on by the provider without end; paid by nobody, so that they expire; paid and given
 * back a minute later; or refused, for the reason named.
 */
export type MockPaymentOutcome =
  | 'paid'
  | 'pending'
  | 'unpaid'
  | 'refunded'
  | 'declined'
  | 'insufficient_funds'
  | 'cancelled'
  | 'card_expired'
  | 'limit_exceeded'
  | 'provider_error';

export const mockPaymentOutcomes: readonly MockPaymentOutcome[] = [
  'paid',
  'pending',
  'unpaid',
  'refunded',
  'declined',
  'insufficient_funds',
  'cancelled',
  'card_expired',
  'limit_exceeded',
  'provider_error',
];

/** How long an order can be paid, as with the service. */
const ORDER_LIFE_MS = 90 * 60_000;
/** When the payer is done on the provider's page, when the provider knows, and when it gives the money back. */
const PENDING_AFTER_MS = 5_000;
const SETTLED_AFTER_MS = 10_000;
const REFUNDED_AFTER_MS = 60_000;

interface Order {
  readonly fixed: Pick<PaymentOrder, 'id' | 'number' | 'lines' | 'fee' | 'total' | 'methodId' | 'site'>;
  readonly createdAt: number;
  readonly outcome: MockPaymentOutcome;
  /** Where it is paid instead of on a provider's page. */
  readonly back?: string;
}

type PaymentOperation =
  | 'createPaymentOrder'
  | 'getPaymentOrder'
  | 'cancelPaymentOrder'
  | 'getPaymentAllocation'
  | 'getPaymentSlip'
  | 'listPayments';

export interface MockPayments {
  readonly handlers: Pick<Handlers, PaymentOperation>;
  /** The balance with what was paid here and what is on its way. */
  readonly balanceOf: (account: MockAccount) => Balance;
  /** An order as it stands now; null where there is none of that id. */
  readonly find: (orderId: string) => PaymentOrder | null;
}

export interface MockPaymentsOptions {
  readonly now: () => Date;
  readonly supplier: Supplier;
  /** The account, if the customer has it on their list and may do that with it. */
  readonly accountOf: (accountId: string, grant: Grant) => MockAccount;
  readonly outcome: MockPaymentOutcome;
  /** Nobody leaves the page to pay: the way leads straight back to it, as if from a provider's page. */
  readonly paysInPage?: boolean | undefined;
}

/** The page itself, as a person comes back to it. After that load another mock answers, which knows orders by such names. */
function cameBack(returnUrl: string, outcome: MockPaymentOutcome): string {
  const url = new URL(returnUrl);
  url.searchParams.set('kabinet-order', `order-${outcome}`);
  return url.href;
}

/**
 * The payment operations of the mock. What becomes of an order is decided by the clock: it is `created` for five seconds, `pending` for five
 * more, then settled. An order that was never made can be looked at too, as a page does that somebody comes back to: `order-paid`,
 * `order-pending`, `order-declined` and so on were made ten minutes ago, and `order-unpaid` three hours ago.
 */
export function mockPayments({
  now,
  supplier,
  accountOf,
  outcome,
  paysInPage = false,
}: MockPaymentsOptions): MockPayments {
  const { currency } = supplier;
  const orders = new Map<string, Order>();
  /** When an order was cancelled by its payer, by its id. */
  const cancelledAt = new Map<string, number>();
  const money = (amount: number): Money => ({ amount, currency });
  const dayOf = (moment: number) => dateInTimeZone(new Date(moment), supplier.timeZone);

  function addOrder(
    lines: PaymentOrder['lines'],
    more: Omit<Order, 'fixed'> & { id?: string; methodId?: string },
  ): Order {
    const methods = supplier.payments?.methods ?? [];
    const method = more.methodId === undefined ? methods[0] : methods.find(({ id }) => id === more.methodId);
    if (!method) throw refusal('payment_method_unavailable');
    const sum = lines.reduce((total, { amount }) => total + amount.amount, 0);
    const fee = Number(paymentFee(BigInt(sum), method.fee));
    const count = orders.size + 1;
    const order: Order = {
      fixed: {
        id: more.id ?? `order-${count}`,
        number: paymentNumber(count),
        lines,
        fee: money(fee),
        total: money(sum + fee),
        methodId: method.id,
        site: method.site,
      },
      createdAt: more.createdAt,
      outcome: more.outcome,
      ...(more.back !== undefined && { back: more.back }),
    };
    orders.set(order.fixed.id, order);
    return order;
  }

  function statusOf({ fixed, createdAt, outcome: end }: Order): PaymentOrderStatus {
    if (cancelledAt.has(fixed.id)) return 'expired';
    const age = now().getTime() - createdAt;
    if (end === 'unpaid') return age < ORDER_LIFE_MS ? 'created' : 'expired';
    if (age < PENDING_AFTER_MS) return 'created';
    if (age < SETTLED_AFTER_MS || end === 'pending') return 'pending';
    if (end === 'refunded') return age < REFUNDED_AFTER_MS ? 'paid' : 'refunded';
    return end === 'paid' ? 'paid' : 'failed';
  }

  function settledAt(order: Order): number {
    const cancelled = cancelledAt.get(order.fixed.id);
    if (cancelled !== undefined) return cancelled;
    return order.createdAt + (order.outcome === 'unpaid' ? ORDER_LIFE_MS : SETTLED_AFTER_MS);
  }

  function asSeenNow(order: Order): PaymentOrder {
    const { fixed, createdAt, back } = order;
    const status = statusOf(order);
    const isSettled = status !== 'created' && status !== 'pending';
    const isCredited = status === 'paid' || status === 'refunded';
    return {
      ...fixed,
      status,
      createdAt: new Date(createdAt).toISOString(),
      expiresAt: new Date(createdAt + ORDER_LIFE_MS).toISOString(),
      settledAt: isSettled ? new Date(settledAt(order)).toISOString() : null,
      failure: cancelledAt.has(fixed.id) ? 'cancelled_by_payer' : status === 'failed' ? order.outcome : null,
      refunded: money(status === 'refunded' ? fixed.total.amount : 0),
      payUrl: status === 'created' ? (back ?? `https://${fixed.site}/pay/${fixed.id}`) : null,
      receiptId: isCredited ? `receipt-${fixed.id}` : null,
    };
  }

  function find(orderId: string): PaymentOrder | null {
    const order = orders.get(orderId) ?? orderOfName(orderId);
    return order && asSeenNow(order);
  }

  /** When the provider last told something of the order that the balance shows; null where it shows nothing of it. */
  function heardAt(order: Order, status: PaymentOrderStatus): number | null {
    if (status === 'pending') return order.createdAt + PENDING_AFTER_MS;
    if (status === 'refunded') return order.createdAt + REFUNDED_AFTER_MS;
    return status === 'paid' ? settledAt(order) : null;
  }

  /** `order-declined`: as if somebody had paid the account and came back to the page. */
  function orderOfName(orderId: string): Order | null {
    const end = mockPaymentOutcomes.find((each) => orderId === `order-${each}`);
    if (!end) return null;
    const ago = end === 'unpaid' ? 2 * ORDER_LIFE_MS : 10 * 60_000;
    const lines = [{ accountId: 'gas', amount: money(358_20) }];
    return addOrder(lines, { id: orderId, createdAt: now().getTime() - ago, outcome: end });
  }

  const isOnTheWay = (order: Order) => ['created', 'pending'].includes(statusOf(order));

  function checkLines(lines: PaymentOrderRequest['lines']): void {
    for (const { accountId } of lines) accountOf(accountId, 'payments');
    const isTwice = new Set(lines.map(({ accountId }) => accountId)).size < lines.length;
    if (lines.length === 0 || lines.length > 20 || isTwice) throw invalid('/lines', isTwice ? 'not_unique' : 'invalid');
    lines.forEach(({ amount }, index) => {
      if (amount.currency !== currency) throw invalid(`/lines/${index}/amount/currency`, 'other_currency');
      if (!Number.isSafeInteger(amount.amount) || amount.amount <= 0) {
        throw invalid(`/lines/${index}/amount/amount`, 'out_of_range');
      }
    });
    const sum = lines.reduce((total, { amount }) => total + amount.amount, 0);
    const { atLeast = 1, atMost = 0 } = supplier.payments ?? {};
    if (sum < atLeast || sum > atMost) throw refusal('payment_sum_out_of_range');
  }

  /** What of the orders touches an account, oldest first. */
  function linesOf(accountId: string) {
    return [...orders.values()].flatMap((order) =>
      order.fixed.lines
        .filter((line) => line.accountId === accountId)
        .map(({ amount }) => ({ order, status: statusOf(order), amount: amount.amount })),
    );
  }

  function paymentsOf({ account, balance }: MockAccount): Payment[] {
    const made = linesOf(account.id).flatMap(({ order, status, amount }): Payment[] => {
      if (!['pending', 'paid', 'refunded'].includes(status)) return [];
      const payment: Payment = {
        id: `${order.fixed.id}-${account.id}`,
        kind: 'payment',
        status: status === 'pending' ? 'pending' : 'posted',
        amount: money(amount),
        paidOn: dayOf(order.createdAt),
        shares: status === 'pending' ? [] : spread(debtsOf(balance, account.serviceKinds[0]), money(amount)).shares,
        source: 'cabinet',
        number: order.fixed.number,
        orderId: order.fixed.id,
        receiptId: asSeenNow(order).receiptId,
      };
      if (status !== 'refunded') return [payment];
      return [payment, { ...payment, id: `${payment.id}-refund`, kind: 'refund' }];
    });
    return [...made.reverse(), ...samplePayments(account, balance, dayOf(now().getTime()))];
  }

  function balanceOf(account: MockAccount): Balance {
    const { balance } = account;
    const lines = linesOf(account.account.id);
    const line = (kind: 'payment' | 'refund', amount: number) => ({
      kind,
      serviceKind: null,
      amount: money(amount),
      basis: null,
      month: null,
      component: null,
      use: null,
    });
    const booked = lines.flatMap(({ status, amount }) => {
      if (status === 'paid') return [line('payment', -amount)];
      return status === 'refunded' ? [line('payment', -amount), line('refund', amount)] : [];
    });
    const pending = lines.filter(({ status }) => status === 'pending').reduce((sum, { amount }) => sum + amount, 0);
    const owed = booked.reduce((sum, { amount }) => sum + amount.amount, balance.amountOwed.amount);
    const isBooked = ({ kind, status }: Payment) => kind === 'payment' && status === 'posted';
    const last = booked.length > 0 ? paymentsOf(account).find(isBooked) : balance.lastPayment;
    const heard = lines.flatMap(({ order, status }) => heardAt(order, status) ?? []);
    const asOf = new Date(Math.max(new Date(balance.asOf).getTime(), ...heard)).toISOString();
    const { from, to } = balance.period;
    return {
      ...balance,
      asOf,
      period: { from, to: booked.length > 0 && dayOf(Date.parse(asOf)) > to ? dayOf(Date.parse(asOf)) : to },
      amountOwed: money(owed),
      dueOn: owed > 0 ? balance.dueOn : null,
      lines: [...balance.lines, ...booked],
      paymentsOnTheWay: money(balance.paymentsOnTheWay.amount + pending),
      lastPayment: last ? { amount: last.amount, paidOn: last.paidOn } : null,
    };
  }

  /** Without a sum: all that is due. */
  const sumOf = (account: MockAccount, amount: string | undefined) =>
    amount === undefined ? Math.max(0, balanceOf(account).amountOwed.amount) : Number(amount);

  const handlers: MockPayments['handlers'] = {
    createPaymentOrder: ({ body: { lines, methodId, returnUrl, anew } }) => {
      if (!/^https?:\/\//.test(returnUrl)) throw invalid('/returnUrl', 'invalid_format');
      checkLines(lines);
      const ids = lines.map(({ accountId }) => accountId);
      const other = [...orders.values()].find(
        (order) => isOnTheWay(order) && order.fixed.lines.some(({ accountId }) => ids.includes(accountId)),
      );
      if (other && anew !== true) throw refusal('payment_in_progress', { orderId: other.fixed.id });
      const back = paysInPage && { back: cameBack(returnUrl, outcome) };
      return asSeenNow(addOrder(lines, { methodId, createdAt: now().getTime(), outcome, ...back }));
    },
    getPaymentOrder: ({ orderId }) => {
      const order = find(orderId);
      if (!order) throw refusal('not_found');
      return order;
    },
    cancelPaymentOrder: ({ orderId }) => {
      const order = find(orderId);
      if (!order) throw refusal('not_found');
      if (order.status === 'created') cancelledAt.set(orderId, now().getTime());
      return find(orderId) ?? order;
    },
    getPaymentAllocation: ({ accountId, amount }) => {
      const account = accountOf(accountId, 'view');
      const debts = debtsOf(balanceOf(account), account.account.serviceKinds[0]);
      return spread(debts, money(sumOf(account, amount)));
    },
    getPaymentSlip: ({ accountId, amount }) => {
      const account = accountOf(accountId, 'payments');
      if (supplier.payments?.bankTransfer !== true) throw refusal('not_found');
      return {
        recipient: 'ТОВ «Зразок Енерго»',
        taxId: '12345678',
        iban: 'UA213223130000026007233566001',
        bank: 'АТ «Зразок Банк»',
        amount: money(sumOf(account, amount)),
        purpose: `Оплата послуг, особовий рахунок ${account.account.accountNumber}`,
        qr: sampleQrCode(),
      };
    },
    listPayments: ({ accountId, limit = '24', cursor = '0' }) => {
      const all = paymentsOf(accountOf(accountId, 'view'));
      if (!/^\d+$/.test(cursor)) throw invalid('/cursor', 'unknown_cursor');
      if (!/^([1-9]\d?|100)$/.test(limit)) throw invalid('/limit', 'invalid_format');
      const [from, size] = [Number(cursor), Number(limit)];
      return { items: all.slice(from, from + size), nextCursor: from + size < all.length ? String(from + size) : null };
    },
  };

  return { handlers, balanceOf, find };
}

interface Debt {
  readonly serviceKind: ServiceKind;
  readonly month: CalendarMonth;
  amount: number;
}

/** What of the balance is not paid yet, oldest first: what was owed before the period, then the period's charges. */
function debtsOf({ lines, period }: Balance, mainService: ServiceKind = 'gas'): Debt[] {
  const month = monthOf(period.from);
  const debts = lines
    .filter(({ kind, amount }) => amount.amount > 0 && kind !== 'refund')
    .map(({ kind, serviceKind, amount }) => ({
      serviceKind: serviceKind ?? mainService,
      month: kind === 'opening' ? addMonths(month, -1) : month,
      amount: amount.amount,
    }))
    .sort((a, b) => a.month.localeCompare(b.month));
  let credit = -lines.reduce((sum, { amount }) => sum + Math.min(0, amount.amount), 0);
  for (const debt of debts) {
    const paid = Math.min(credit, debt.amount);
    debt.amount -= paid;
    credit -= paid;
  }
  return debts.filter(({ amount }) => amount > 0);
}

/** Spreads a sum over the debts in their order; what is left is paid ahead. */
function spread(debts: readonly Debt[], { amount, currency }: Money): { shares: PaymentShare[]; ahead: Money } {
  let left = amount;
  const shares: PaymentShare[] = [];
  for (const { serviceKind, month, amount: owed } of debts) {
    const share = Math.min(left, owed);
    if (share > 0) shares.push({ serviceKind, month, amount: { amount: share, currency } });
    left -= share;
  }
  return { shares, ahead: { amount: left, currency } };
}
