import type { Money, PaymentOrder } from '@kabinet/api/contract';
import { dateInTimeZone, paymentFee } from '@kabinet/rules';
import type { Context } from '../context.js';
import { accessTo } from '../db/account-access.js';
import { recordAct } from '../db/audit.js';
import type { Tx } from '../db/database.js';
import { newId } from '../db/ids.js';
import {
  insertOrder,
  linesOfOrder,
  lockOrdersOf,
  orderInProgress,
  type PaymentOrderLineRow,
  type PaymentOrderRow,
  type PaymentOrderStatus,
} from '../db/payment-orders.js';
import { lockPlan } from '../db/payment-plans.js';
import { invalidRequest, ProblemError } from '../problem.js';
import type { OrderForProvider } from '../payments/provider.js';
import type { KnownSupplier } from './supplier-directory.js';

/** How long an order can be paid. */
const ORDER_LIFE_MS = 90 * 60_000;

/** What an order needs of the server. */
type Payments = Pick<Context, 'payments' | 'publicUrl' | 'secretKey'>;

/** An order that somebody asks for, before anything of it is checked. Sums in minor units. */
export interface OrderWish {
  readonly context: Payments;
  readonly supplier: KnownSupplier;
  readonly customerRef: string;
  /** `currency` is the one the customer saw; the supplier's where nobody did. */
  readonly lines: readonly (PaymentOrderLineRow & { readonly currency?: string })[];
  readonly methodId: string;
  readonly returnUrl: string;
  /** The language of the provider's page; the supplier's first one where it is not one of its languages. */
  readonly language: string | undefined;
  /** Although another payment for one of the accounts may be on its way. */
  readonly anew: boolean;
  /** The plan it is a payment of. */
  readonly planId: string | null;
  readonly now: Date;
  readonly requestId: string | null;
}

/**
 * Fixes a sum to pay for one account or several: from here on nobody can change it. Throws a ProblemError where the customer may not pay for
 * one of the accounts, or the order cannot be.
 */
export async function createOrder(tx: Tx, wish: OrderWish): Promise<PaymentOrderRow> {
  const { context, supplier, customerRef, lines, methodId, returnUrl, now } = wish;
  const accountIds = lines.map(({ accountId }) => accountId.toLowerCase());
  await requirePayments(tx, { ...wish, accountIds });
  if (new Set(accountIds).size < accountIds.length) throw invalidRequest('/lines', 'account_repeated');
  const other = lines.findIndex((line) => line.currency !== undefined && line.currency !== supplier.profile.currency);
  if (other >= 0) throw invalidRequest(`/lines/${other}/amount/currency`, 'other_currency');
  if (!isOwnAddress(returnUrl, context, supplier)) throw invalidRequest('/returnUrl', 'address_not_known');

  const { paying, currency, languages } = supplier.profile;
  const terms = paying?.methods.find(({ id }) => id === methodId);
  const method = context.payments.find(supplier, methodId);
  if (!paying || !terms || !method || context.secretKey === null) {
    throw new ProblemError('payment_method_unavailable');
  }
  const amount = lines.reduce((sum, line) => sum + line.amount, 0n);
  const isInRange = amount >= BigInt(paying.atLeast) && amount <= BigInt(paying.atMost);
  if (!isInRange || lines.some((line) => line.amount <= 0n)) throw new ProblemError('payment_sum_out_of_range');
  const plan = await planOf(tx, { ...wish, accountIds });

  await lockOrdersOf(tx, supplier.id, accountIds);
  if (!wish.anew) {
    const first = await orderInProgress(tx, { supplierId: supplier.id, accountIds, now });
    if (first) {
      // Whose account it is may learn that somebody pays for it, and not more.
      throw new ProblemError('payment_in_progress', first.customerRef === customerRef ? { orderId: first.id } : {});
    }
  }
  const order = await insertOrder(tx, supplier.id, {
    id: newId(now),
    customerRef,
    methodId,
    lines: lines.map((line, index) => ({ accountId: accountIds[index] ?? line.accountId, amount: line.amount })),
    amount,
    fee: paymentFee(amount, terms.fee),
    currency,
    returnUrl,
    language: languages.find((each) => each === wish.language?.split('-')[0]) ?? languages[0] ?? 'uk',
    anew: wish.anew,
    planId: plan?.id ?? null,
    keepsCard: plan !== null && plan.cardId === null && terms.keepsCards && method.kind.canKeepCards,
    createdAt: now,
    expiresAt: new Date(now.getTime() + ORDER_LIFE_MS),
  });
  await recordAct(tx, {
    supplierId: supplier.id,
    at: now,
    customerRef,
    action: 'payment_order.created',
    subjectId: order.id,
    requestId: wish.requestId,
  });
  return order;
}

/** Refuses whoever may not pay for all of the accounts, as an operation about one account would. */
async function requirePayments(
  tx: Tx,
  {
    supplier,
    customerRef,
    accountIds,
    now,
  }: Pick<OrderWish, 'supplier' | 'customerRef' | 'now'> & { accountIds: readonly string[] },
): Promise<void> {
  const today = dateInTimeZone(now, supplier.profile.timeZone);
  const accesses = [];
  for (const accountId of accountIds) {
    const access = await accessTo(tx, { supplierId: supplier.id, customerRef, accountId, today });
    if (!access) throw new ProblemError('not_found');
    accesses.push(access);
  }
  if (accesses.some(({ grants }) => !grants.includes('payments'))) throw new ProblemError('forbidden');
}

/** Whether the browser may be sent there with an order's id: the supplier's own sites, and the service itself. */
function isOwnAddress(address: string, { publicUrl }: Pick<Context, 'publicUrl'>, { profile }: KnownSupplier): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, origin, username, password } = new URL(address);
  // The origin of blob: is that of the address inside it.
  if (!['http:', 'https:'].includes(protocol) || username !== '' || password !== '') return false;
  const own = [...profile.origins, publicUrl()].map((each) => new URL(each).origin);
  return own.includes(origin);
}

/** The caller's plan that the order is a payment of: for one of the order's accounts, by the same way to pay. */
async function planOf(
  tx: Tx,
  {
    supplier,
    customerRef,
    planId,
    methodId,
    accountIds,
  }: Pick<OrderWish, 'supplier' | 'customerRef' | 'planId' | 'methodId'> & { accountIds: readonly string[] },
): Promise<{ readonly id: string; readonly cardId: string | null } | null> {
  if (planId === null) return null;
  const plan = await lockPlan(tx, { supplierId: supplier.id, planId });
  const fits =
    plan?.customerRef === customerRef &&
    plan.status !== 'ended' &&
    plan.methodId === methodId &&
    accountIds.includes(plan.accountId);
  if (!plan || !fits) throw new ProblemError('not_found');
  return plan;
}

/**
 * How far the order is: one that nobody went to pay has expired when its time is over, whenever that is written down; one that the provider
 * works on again after it failed is pending.
 */
function statusNow(order: PaymentOrderRow, now: Date): PaymentOrderStatus {
  if (isPending(order)) return 'pending';
  const { status, departedAt, expiresAt } = order;
  return status === 'created' && departedAt === null && new Date(expiresAt) <= now ? 'expired' : status;
}

/** Whether a provider works on the order, be it on another try after one that failed. */
export function isPending({ status, pendingAgainAt }: Pick<PaymentOrderRow, 'status' | 'pendingAgainAt'>): boolean {
  return status === 'pending' || pendingAgainAt !== null;
}

/**
 * Whether the provider may have news of an order that somebody went to pay: nothing final is known, or it failed or was cancelled and may have
 * been tried again at the provider's page since. Once its time is over the job looks after those.
 */
export function mayHaveNews(
  order: Pick<PaymentOrderRow, 'status' | 'pendingAgainAt' | 'departedAt' | 'expiresAt'>,
  now: Date,
): boolean {
  if (order.departedAt === null) return false;
  const isOver = order.status === 'failed' || order.status === 'expired';
  if (isOver && now < new Date(order.expiresAt)) return true;
  return order.status === 'created' || isPending(order);
}

/** Whether the browser can still be sent to the provider to pay the order. */
export function isPayable({ status, expiresAt }: PaymentOrderRow, now: Date): boolean {
  return (status === 'created' || status === 'pending') && now < new Date(expiresAt);
}

/** The order as the contract has it, for who made it. */
export function orderOf(
  context: Payments & Pick<Context, 'now'>,
  supplier: KnownSupplier,
  row: PaymentOrderRow,
  lines: readonly PaymentOrderLineRow[],
): PaymentOrder {
  const now = context.now();
  const money = (amount: bigint): Money => ({ amount: Number(amount), currency: row.currency });
  const status = statusNow(row, now);
  const method = supplier.profile.paying?.methods.find(({ id }) => id === row.methodId);
  return {
    id: row.id,
    number: row.number,
    status,
    lines: lines.map(({ accountId, amount }) => ({ accountId, amount: money(amount) })),
    fee: money(row.fee),
    total: money(row.total),
    methodId: row.methodId,
    site: context.payments.find(supplier, row.methodId)?.kind.site(method?.settings ?? {}) ?? '',
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
    settledAt: status === 'pending' ? null : (row.settledAt ?? (status === 'expired' ? row.expiresAt : null)),
    failure: status === 'pending' ? null : row.failure,
    refunded: money(row.refunded),
    payUrl: isPayable(row, now) ? payUrlOf(context, supplier, row) : null,
    receiptId: row.receiptId,
  };
}

/** The same, with its lines from the database. */
export async function orderWithLines(
  tx: Tx,
  context: Payments & Pick<Context, 'now'>,
  supplier: KnownSupplier,
  row: PaymentOrderRow,
): Promise<PaymentOrder> {
  return orderOf(context, supplier, row, await linesOfOrder(tx, { supplierId: supplier.id, orderId: row.id }));
}

/** What a pay link's signature is over: all that the payer agreed to, so that a row which was changed since does not open. */
function signedOf({ id: supplierId }: Pick<KnownSupplier, 'id'>, row: PaymentOrderRow): string {
  const { id, number, methodId, total, currency, expiresAt } = row;
  return [supplierId, id, number, methodId, total, currency, new Date(expiresAt).toISOString()].join('\n');
}

/** The address of the service's own page that sends the browser on to the provider; null where the server has no key to sign it with. */
export function payUrlOf(
  { publicUrl, secretKey }: Pick<Context, 'publicUrl' | 'secretKey'>,
  supplier: Pick<KnownSupplier, 'id'>,
  row: PaymentOrderRow,
): string | null {
  if (secretKey === null) return null;
  const signature = secretKey.sign('payment-link', signedOf(supplier, row));
  return new URL(`/${supplier.id}/pay/${row.id}/${signature}`, publicUrl()).href;
}

/** Whether the address was given out by this server, for the order as it stands now. */
export function isPayLinkSigned(
  { secretKey }: Pick<Context, 'secretKey'>,
  supplier: Pick<KnownSupplier, 'id'>,
  row: PaymentOrderRow,
  signature: string,
): boolean {
  return secretKey !== null && secretKey.isSigned('payment-link', signedOf(supplier, row), signature);
}

/** What the payer reads at the provider's page: whose payment it is, and the number they can quote. */
const DESCRIPTIONS: Readonly<Record<string, (supplier: string, number: string) => string>> = {
  uk: (supplier, number) => `${supplier}: оплата послуг, платіж ${number}`,
  ru: (supplier, number) => `${supplier}: оплата услуг, платёж ${number}`,
  en: (supplier, number) => `${supplier}: payment ${number}`,
};

/** The order as its provider needs it: nothing of it says who pays, or for which account. */
export function orderForProvider(
  { publicUrl }: Pick<Context, 'publicUrl'>,
  supplier: KnownSupplier,
  row: PaymentOrderRow,
): OrderForProvider {
  const { name } = supplier.profile;
  const describe = DESCRIPTIONS[row.language] ?? DESCRIPTIONS['en'];
  const supplierName = name[row.language] ?? Object.values(name)[0] ?? supplier.id;
  const path = (rest: string) => new URL(`/${supplier.id}/pay/${rest}`, publicUrl()).href;
  return {
    id: row.id,
    number: row.number,
    total: row.total,
    currency: row.currency,
    description: describe?.(supplierName, row.number) ?? row.number,
    language: row.language,
    createdAt: new Date(row.createdAt),
    expiresAt: new Date(row.expiresAt),
    keepsCard: row.keepsCard,
    reference: row.reference,
    refunded: row.status === 'paid' || row.status === 'refunded' ? row.refunded : null,
    returnUrl: path(`${row.id}/return`),
    callbackUrl: path(`callback/${row.methodId}`),
  };
}
