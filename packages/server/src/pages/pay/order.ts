import type { PaymentOrder } from '@kabinet/api/contract';
import { html } from 'hono/html';
import { findOrder } from '../../db/payment-orders.js';
import { askProviderAtTimes } from '../../domain/ask-provider.js';
import { mayHaveNews, orderWithLines } from '../../domain/payment-orders.js';
import { describeError } from '../../describe-error.js';
import { ProblemError } from '../../problem.js';
import { failureInWords } from '../../messages/payment-failures.js';
import { pagePath } from '../../domain/page-addresses.js';
import { actions, buttonLink, notice, summaryList } from '../form.js';
import { dayInWords } from '../../words/moments.js';
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
  const texts = payTexts[call.language];
  const { timeZone } = call.supplier.profile;
  const money = (sum: PaymentOrder['total']) => sumInWords(sum, call.language);
  const fee = order.fee.amount > 0 ? ` (${texts.ofIt(money(order.fee))})` : '';
  // Straight on, once: who comes back by the browser's button is not sent away again.
  const isLeaving = call.query.get('go') === '1' && departedAt === null && order.payUrl !== null;
  const isWaiting = departedAt !== null && ['created', 'pending'].includes(order.status);
  const waitsSince = departedAt === null ? 0 : call.now.getTime() - new Date(departedAt).getTime();
  const refresh = isLeaving
    ? `0; url=${order.payUrl ?? ''}`
    : isWaiting && waitsSince < REFRESHES_FOR_MS
      ? String(REFRESH_SECONDS)
      : null;
  return {
    kind: 'document',
    title: texts.order,
    ...(refresh !== null && { headers: { Refresh: refresh } }),
    body: html`
      ${stateOf(call, seen, { isLeaving, isWaiting })}
      ${summaryList([
        { name: texts.number, value: order.number },
        { name: texts.total, value: `${money(order.total)}${fee}` },
        ...(order.refunded.amount > 0 && order.settledAt
          ? [
              {
                name: texts.refunded(money(order.refunded)),
                value: dayInWords(order.settledAt, { language: call.language, timeZone }),
              },
            ]
          : []),
      ])}
    `,
  };
}

function stateOf(
  call: PageCall,
  { order }: Seen,
  { isLeaving, isWaiting }: { isLeaving: boolean; isWaiting: boolean },
): Markup {
  const { supplier, language } = call;
  const texts = payTexts[language];
  const payAgain = actions(buttonLink(pagePath(supplier.id, 'pay'), texts.payAgain, 'primary'));
  if (isLeaving || (order.status === 'created' && !isWaiting && order.payUrl !== null)) {
    return html`${notice({
      title: isLeaving ? texts.leaving(order.site) : texts.prepared,
      text: `${texts.leads(order.site)} ${texts.check(order.site)}`,
    })}
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
      return paidNotice(call, order);
    case 'failed':
      return notice({
        tone: 'bad',
        title: texts.failed,
        text: `${failureInWords(order.failure ?? 'declined', language)} ${texts.notCharged}`,
        actions: payAgain,
      });
    default:
      return notice({ tone: 'warn', title: texts.expired, text: texts.expiredText, actions: payAgain });
  }
}

function paidNotice(call: PageCall, order: PaymentOrder): Markup {
  const { supplier, language, now } = call;
  const texts = payTexts[language];
  const { timeZone } = supplier.profile;
  const moment = new Date(order.settledAt ?? now);
  const time: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone };
  const site = supplierSite(call);
  const sum = sumInWords(order.total, language);
  return notice({
    tone: 'good',
    title:
      order.status === 'refunded'
        ? texts.refunded(sumInWords(order.refunded, language))
        : texts.paid(
            sum,
            dayInWords(moment, { language, timeZone }),
            new Intl.DateTimeFormat('en-GB', time).format(moment),
            order.number,
          ),
    text: texts.paidText,
    actions: site === null ? undefined : actions(buttonLink(site, texts.toSite)),
  });
}

/** What became of a payment, in the server's word and nobody else's. */
export const orderPages: readonly HostedPage[] = [
  { path: 'pay/:orderId', needs: 'person', get: (call, { orderId = '' }) => show(call, orderId) },
];
