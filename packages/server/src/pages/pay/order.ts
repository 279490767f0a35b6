import type { PaymentOrder, Receipt } from '@kabinet/api/contract';
import { html } from 'hono/html';
import { findOrder } from '../../db/payment-orders.js';
import { receiptOfSubject } from '../../db/receipts.js';
import { CANCELLED_BY_PAYER } from '../../domain/judge-payment-event.js';
import { askProviderAtTimes } from '../../domain/ask-provider.js';
import { mayHaveNews, orderWithLines } from '../../domain/payment-orders.js';
import { contentOf, receiptFor } from '../../domain/receipts.js';
import { describeError } from '../../describe-error.js';
import { ProblemError } from '../../problem.js';
import { enforce } from '../../http/rate-limit.js';
import { failureInWords } from '../../messages/payment-failures.js';
import { pagePath } from '../../domain/page-addresses.js';
import { receiptDocument } from '../../receipts/document.js';
import { receiptView } from '../../receipts/view.js';
import { actions, buttonLink, keepTogether, notice, summaryList, together } from '../form.js';
import { dayInWords, timeInWords } from '../../words/moments.js';
import type { HostedPage, Markup, PageAnswer, PageCall } from '../page.js';
import { signedInPerson } from '../person.js';
import { supplierSite } from '../return-address.js';
import { sumInWords } from '../../words/sums.js';
import { payTexts } from './texts.js';

/** How long somebody waits for the provider's answer before the page says that there is none yet. */
const ASK_MS = 3000;
/** While an answer is likely the page looks again by itself; then by its button. */
const REFRESH_SECONDS = 10;
const REFRESHES_FOR_MS = 3 * 60_000;

/** Drawing costs more than reading, and a person asks for few. */
const RECEIPT_LIMIT = { perMinute: 20, burst: 20 };

interface Seen {
  readonly order: PaymentOrder;
  readonly departedAt: string | null;
  readonly mayHaveNews: boolean;
}

/** The person's own order; not found for everybody else, whoever gave them the address. */
async function ownOrder(call: PageCall, orderId: string): Promise<Seen> {
  const { context, supplier } = call;
  const { ref } = signedInPerson(call);
  return context.database.transaction(supplier.id, async (tx) => {
    const row = await findOrder(tx, { supplierId: supplier.id, orderId });
    if (row?.customerRef !== ref) throw new ProblemError('not_found');
    const order = await orderWithLines(tx, context, supplier, row);
    return { order, departedAt: row.departedAt, mayHaveNews: mayHaveNews(row, call.now) };
  });
}

/** Asks the provider, where somebody went there and it may have news; what comes of it is read anew. */
async function askedAgain(call: PageCall, seen: Seen): Promise<Seen> {
  const { context, supplier } = call;
  const { order } = seen;
  if (!seen.mayHaveNews) return seen;
  try {
    await askProviderAtTimes(context, { supplier, orderId: order.id, signal: AbortSignal.timeout(ASK_MS) });
  } catch (error) {
    // The job asks again: the page says that it waits.
    context.logger.warn({ supplier: supplier.id, error: describeError(error) }, 'a provider could not be asked');
    return seen;
  }
  return ownOrder(call, order.id);
}

async function show(call: PageCall, orderId: string): Promise<PageAnswer> {
  const seen = await askedAgain(call, await ownOrder(call, orderId));
  const { order, departedAt } = seen;
  // Straight on, once: who comes back by the browser's button is not sent away again.
  const isLeaving = call.query.get('go') === '1' && departedAt === null && order.payUrl !== null;
  const isWaiting = departedAt !== null && ['created', 'pending'].includes(order.status);
  const waitsSince = departedAt === null ? 0 : call.now.getTime() - new Date(departedAt).getTime();
  const refresh = isLeaving
    ? `0; url=${order.payUrl ?? ''}`
    : isWaiting && waitsSince < REFRESHES_FOR_MS
      ? String(REFRESH_SECONDS)
      : null;
  const receipt = await receiptOfOrder(call, order);
  return {
    kind: 'document',
    title: payTexts[call.language].order,
    ...(refresh !== null && { headers: { Refresh: refresh } }),
    body: html`
      ${stateOf(call, seen, { isLeaving, isWaiting, hasReceipt: receipt !== null })}
      ${summaryList(factsOf(call, order, receipt))}
    `,
  };
}

/** The receipt of a payment that was credited; null for any other, and where none could be signed. */
async function receiptOfOrder(call: PageCall, order: PaymentOrder): Promise<Receipt | null> {
  const { context, supplier, now } = call;
  if (order.receiptId === null) return null;
  const { ref: customerRef } = signedInPerson(call);
  return context.database.transaction(supplier.id, async (tx) => {
    const receipt = await receiptOfSubject(tx, { supplierId: supplier.id, kind: 'payment', subjectId: order.id });
    return receipt && receiptFor(tx, { context, supplier, customerRef, receipt, now });
  });
}

type Fact = Parameters<typeof summaryList>[0][number];

/** What is known of the payment: once it is credited, what its receipt says. */
function factsOf(call: PageCall, order: PaymentOrder, receipt: Receipt | null): Fact[] {
  const { language, supplier } = call;
  const texts = payTexts[language];
  const { timeZone } = supplier.profile;
  const money = (sum: PaymentOrder['total']) => sumInWords(sum, language);
  const fee = order.fee.amount > 0 ? ` (${texts.ofIt(money(order.fee))})` : '';
  const content = receipt && contentOf(receipt);
  const accounts = content?.payment?.lines.map(({ accountNumber }) => accountNumber) ?? [];
  const rows = content ? receiptView(content, language, receipt.premises).rows : null;
  const facts: Fact[] = rows
    ? rows.map(({ name, value }) => ({
        name: keepTogether(name, accounts.find((number) => name.includes(number)) ?? ''),
        value,
      }))
    : [{ name: texts.total, value: `${money(order.total)}${fee}` }];
  return [
    { name: texts.number, value: together(order.number) },
    ...facts,
    ...(order.refunded.amount > 0 && order.settledAt
      ? [{ name: texts.refunded(money(order.refunded)), value: dayInWords(order.settledAt, { language, timeZone }) }]
      : []),
  ];
}

function stateOf(
  call: PageCall,
  { order }: Seen,
  { isLeaving, isWaiting, hasReceipt }: { isLeaving: boolean; isWaiting: boolean; hasReceipt: boolean },
): Markup {
  const { supplier, language } = call;
  const texts = payTexts[language];
  const payAgain = actions(buttonLink(pagePath(supplier.id, 'pay'), texts.payAgain, 'primary'));
  if (isLeaving || (order.status === 'created' && !isWaiting && order.payUrl !== null)) {
    return html`${notice({ title: isLeaving ? texts.leaving : texts.prepared, text: texts.leads(order.site) })}
    ${actions(buttonLink(order.payUrl ?? '', texts.goTo(order.site), 'primary'))}`;
  }
  if (isWaiting) {
    return notice({
      title: texts.pending,
      text: texts.pendingText,
      actions: actions(buttonLink(pagePath(supplier.id, `pay/${order.id}`), texts.refresh)),
    });
  }
  switch (order.status) {
    case 'paid':
    case 'refunded':
      return paidNotice(call, order, hasReceipt);
    case 'failed':
      return notice({
        tone: 'bad',
        title: texts.failed,
        text: `${failureInWords(order.failure ?? 'declined', language)} ${texts.notCharged}`,
        actions: payAgain,
      });
    default:
      return order.failure === CANCELLED_BY_PAYER
        ? notice({ tone: 'warn', title: texts.cancelled, text: texts.cancelledText, actions: payAgain })
        : notice({ tone: 'warn', title: texts.expired, text: texts.expiredText, actions: payAgain });
  }
}

function paidNotice(call: PageCall, order: PaymentOrder, hasReceipt: boolean): Markup {
  const { supplier, language, now } = call;
  const texts = payTexts[language];
  const place = { language, timeZone: supplier.profile.timeZone };
  const moment = new Date(order.settledAt ?? now);
  const site = supplierSite(call);
  const title =
    order.status === 'refunded'
      ? texts.refunded(sumInWords(order.refunded, language))
      : texts.paid(
          sumInWords(order.total, language),
          dayInWords(moment, place),
          timeInWords(moment, place),
          order.number,
        );
  return notice({
    tone: 'good',
    title: keepTogether(title, order.number),
    text: hasReceipt ? texts.paidText : texts.paidWithoutReceipt,
    actions: actions(
      hasReceipt ? buttonLink(pagePath(supplier.id, `pay/${order.id}/receipt`), texts.receipt) : '',
      site === null ? '' : buttonLink(site, texts.toSite),
    ),
  });
}

/** The receipt as a PDF to keep and print. */
async function showReceipt(call: PageCall, orderId: string): Promise<PageAnswer> {
  const { context, supplier, language } = call;
  enforce(context.rateLimiter, `receipt page ${supplier.id} ${signedInPerson(call).ref}`, RECEIPT_LIMIT);
  const receipt = await receiptOfOrder(call, (await ownOrder(call, orderId)).order);
  if (!receipt) throw new ProblemError('not_found');
  const { data, fileName, mediaType } = await receiptDocument({ supplier, receipt, language });
  return new Response(Buffer.from(data, 'base64'), {
    headers: { 'Content-Type': mediaType, 'Content-Disposition': `attachment; filename="${fileName}"` },
  });
}

/** What became of a payment, in the server's word and nobody else's. */
export const orderPages: readonly HostedPage[] = [
  { path: 'pay/:orderId', needs: 'person', get: (call, { orderId = '' }) => show(call, orderId) },
  { path: 'pay/:orderId/receipt', needs: 'person', get: (call, { orderId = '' }) => showReceipt(call, orderId) },
];
