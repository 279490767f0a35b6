import { minorDigits, readPaymentSum } from '@kabinet/rules';
import { html } from 'hono/html';
import { newId, isId } from '../../db/ids.js';
import { rolesOf } from '../../db/staff-roles.js';
import type { Tx } from '../../db/database.js';
import { askForRefund, giveBackAsked } from '../../domain/refunds.js';
import {
  lookAtPaymentOrder,
  lookForPaymentOrders,
  type OrderShown,
  type PaymentStaff,
} from '../../domain/staff-payments.js';
import { describeError } from '../../describe-error.js';
import { ProblemError } from '../../problem.js';
import { pagePath } from '../../domain/page-addresses.js';
import {
  actions,
  buttonLink,
  choices,
  errorSummary,
  field,
  form,
  hidden,
  notice,
  submit,
  summaryList,
  textArea,
} from '../form.js';
import { textIn } from '../../words/languages.js';
import { momentInWords } from '../../words/moments.js';
import type { HostedPage, Markup, PageAnswer, PageCall } from '../page.js';
import { sumInWords } from '../../words/sums.js';
import { paymentStaffTexts } from './payment-texts.js';

/** The search; one payment is below it. */
export const PAYMENTS_PAGE = 'staff/payments';
/** Where providers and we do not agree. */
export const DIFFERENCES_PAGE = 'staff/payment-differences';

/** Who works here, once it is sure that they were entrusted with payments. */
export async function paymentStaffAtWork(call: PageCall, tx: Tx): Promise<PaymentStaff> {
  const { context, supplier, customer, now, requestId } = call;
  if (!customer?.hosted?.isStrong) throw new ProblemError('forbidden');
  const { personId } = customer.hosted;
  const roles = await rolesOf(tx, { supplierId: supplier.id, personId });
  if (!roles.includes('payments')) throw new ProblemError('not_found');
  return { context, supplier, staff: { ref: customer.ref, personId }, now, requestId };
}

async function showSearch(call: PageCall): Promise<PageAnswer> {
  await call.context.database.transaction(call.supplier.id, (tx) => paymentStaffAtWork(call, tx));
  return searchDocument(call, { query: '' });
}

/** By a form, not by an address: an account number never stands in one. */
async function search(call: PageCall): Promise<PageAnswer> {
  const query = (call.form.get('query') ?? '').slice(0, 60).trim();
  const found = await call.context.database.transaction(call.supplier.id, async (tx) => {
    const work = await paymentStaffAtWork(call, tx);
    const byNumber = await lookForPaymentOrders(tx, { ...work, number: query });
    return byNumber.length > 0 ? byNumber : lookForPaymentOrders(tx, { ...work, accountNumber: query });
  });
  return searchDocument(call, query === '' ? { query, isMissing: true } : { query, found });
}

function searchDocument(
  { supplier, language }: PageCall,
  { query, found, isMissing = false }: { query: string; found?: readonly OrderShown[]; isMissing?: boolean },
): PageAnswer {
  const texts = paymentStaffTexts[language];
  const error = isMissing ? texts.queryMissing : undefined;
  const line = ({ order }: OrderShown) =>
    html`<li>
      <a href="${pagePath(supplier.id, `${PAYMENTS_PAGE}/${order.id}`)}">${texts.payment(order.number)}</a><br />
      <span class="hint">${sumInWords(order.total, language)}, ${texts.statuses[order.status]}</span>
    </li>`;
  return {
    kind: 'document',
    title: texts.title,
    status: isMissing ? 422 : 200,
    body: html`
      ${errorSummary(language, error === undefined ? [] : [{ id: 'query', text: error }])}
      <p>${texts.intro}</p>
      ${form({
        language,
        body: html`${field({ id: 'query', label: texts.query, hint: texts.queryHint, value: query, error, size: 'medium' })}
        ${actions(submit(texts.search))}`,
      })}
      ${
        found === undefined
          ? ''
          : found.length === 0
            ? notice({ title: texts.foundNone, takesFocus: true })
            : html`<h2>${texts.found(found.length)}</h2>
                <ul>
                  ${found.map(line)}
                </ul>`
      }
      ${actions(buttonLink(pagePath(supplier.id, DIFFERENCES_PAGE), texts.differences))}
    `,
  };
}

async function showOne(call: PageCall, { id = '' }: Readonly<Record<string, string>>): Promise<PageAnswer> {
  const shown = await look(call, id);
  const isDone = call.query.get('done') === 'asked';
  return oneDocument(call, shown, isDone ? { good: paymentStaffTexts[call.language].refundAsked } : {});
}

async function look(call: PageCall, orderId: string): Promise<OrderShown> {
  const shown = await call.context.database.transaction(call.supplier.id, async (tx) =>
    lookAtPaymentOrder(tx, { ...(await paymentStaffAtWork(call, tx)), orderId }),
  );
  if (!shown) throw new ProblemError('not_found');
  return shown;
}

/** First what was typed is shown back; only what is confirmed there gives money back, once however often it is sent. */
async function refund(call: PageCall, { id = '' }: Readonly<Record<string, string>>): Promise<PageAnswer> {
  const { supplier, language, form: sent } = call;
  const texts = paymentStaffTexts[language];
  const typed = {
    amount: (sent.get('amount') ?? '').slice(0, 40),
    account: (sent.get('account') ?? '').slice(0, 60),
    reason: (sent.get('reason') ?? '').slice(0, 300),
  };
  const wishId = sent.get('wish') ?? '';
  const isConfirmed = sent.get('step') === 'confirm' && isId(wishId);
  const shown = await look(call, id);
  if (!isConfirmed && !shown.order.isRefundable) {
    return oneDocument(call, shown, { status: 409, warning: texts.notRefundable });
  }
  const left = shown.lefts.find(({ accountNumber }) => accountNumber === typed.account)?.left ?? shown.left;
  const sum = readPaymentSum(typed.amount, {
    minorDigits: minorDigits(left.currency),
    atLeast: 1,
    // A confirmed wish is judged where it is written down: sent twice, nothing of it may be left.
    atMost: isConfirmed ? shown.order.total.amount : left.amount,
  });
  const isWhole = sum.kind === 'value' && sum.amount === shown.left.amount;
  const isAccountMissing =
    !isConfirmed && isOfSeveral(shown) && (typed.account === '' || (typed.account === ALL && !isWhole));
  const errors = [
    ...(isAccountMissing ? [{ id: 'account-0', text: texts.accountMissing }] : []),
    ...(sum.kind === 'value' ? [] : [{ id: 'amount', text: texts.wrongAmount(sumInWords(left, language)) }]),
    ...(typed.reason.trim() === '' ? [{ id: 'reason', text: texts.reasonMissing }] : []),
  ];
  if (sum.kind !== 'value' || errors.length > 0) return oneDocument(call, shown, { status: 422, errors, typed });
  if (sent.get('step') === 'change') return oneDocument(call, shown, { typed });
  if (!isConfirmed) return confirmDocument(call, shown, { amount: sum.amount, typed });

  const outcome = await call.context.database.transaction(supplier.id, async (tx) =>
    askForRefund(tx, {
      ...(await paymentStaffAtWork(call, tx)),
      context: call.context,
      supplier,
      orderId: id,
      amount: BigInt(sum.amount),
      accountNumber: typed.account === ALL ? null : typed.account,
      reason: typed.reason,
      wishId,
    }),
  );
  switch (outcome.kind) {
    case 'asked':
      await giveBackNow(call);
      return { kind: 'redirect', to: `${pagePath(supplier.id, `${PAYMENTS_PAGE}/${id}`)}?done=asked` };
    case 'not_found':
      throw new ProblemError('not_found');
    case 'own_payment':
      return oneDocument(call, shown, { status: 403, warning: texts.ownPayment });
    case 'not_refundable':
    case 'out_of_range':
      return oneDocument(call, shown, { status: 409, warning: texts.notRefundable });
    case 'account_missing':
      return oneDocument(call, shown, {
        status: 422,
        errors: [{ id: 'account-0', text: texts.accountMissing }],
        typed,
      });
    case 'reason_missing':
      return oneDocument(call, shown, { status: 422, errors: [{ id: 'reason', text: texts.reasonMissing }], typed });
  }
}

/** The answer that the money is of all the accounts. */
const ALL = 'all';

function isOfSeveral({ lefts }: OrderShown): boolean {
  return lefts.length > 1;
}

/** So that whoever looks sees what came of it; what the provider does not answer now is asked for again by the job. */
async function giveBackNow({ context, supplier }: PageCall): Promise<void> {
  try {
    await giveBackAsked(context, supplier, context.stopping);
  } catch (error) {
    context.logger.warn({ supplier: supplier.id, error: describeError(error) }, 'could not give money back');
  }
}

function confirmDocument(
  { language, now }: PageCall,
  { order }: OrderShown,
  { amount, typed }: { amount: number; typed: Typed },
): PageAnswer {
  const texts = paymentStaffTexts[language];
  const sum = sumInWords({ amount, currency: order.total.currency }, language);
  return {
    kind: 'document',
    title: texts.confirmTitle,
    body: html`
      ${notice({ tone: 'warn', title: texts.confirmText(sum, order.number), takesFocus: true })}
      ${summaryList([
        { name: texts.amount, value: sum },
        ...(typed.account === ''
          ? []
          : [{ name: texts.whose, value: typed.account === ALL ? texts.ofAll : typed.account }]),
        { name: texts.reason, value: typed.reason },
      ])}
      ${form({
        language,
        body: html`${hidden('amount', typed.amount)} ${hidden('account', typed.account)}
        ${hidden('reason', typed.reason)} ${hidden('wish', newId(now))}
        ${actions(
          submit(texts.confirm(sum), { tone: 'danger', name: 'step', value: 'confirm' }),
          submit(texts.change, { tone: 'plain', name: 'step', value: 'change' }),
        )}`,
      })}
    `,
  };
}

interface Typed {
  readonly amount: string;
  /** The number of the account that it comes off; empty where the payment was for one. */
  readonly account: string;
  readonly reason: string;
}

interface Shown {
  readonly status?: 200 | 403 | 409 | 422;
  readonly good?: string;
  readonly warning?: string;
  readonly errors?: readonly { readonly id: string; readonly text: string }[];
  readonly typed?: Typed;
}

function oneDocument(
  call: PageCall,
  shown: OrderShown,
  { status = 200, good, warning, errors = [], typed }: Shown,
): PageAnswer {
  const { supplier, language } = call;
  const texts = paymentStaffTexts[language];
  return {
    kind: 'document',
    title: texts.payment(shown.order.number),
    status,
    body: html`
      ${errorSummary(language, errors)}
      ${good === undefined ? '' : notice({ tone: 'good', title: good, takesFocus: true })}
      ${warning === undefined ? '' : notice({ tone: 'warn', title: warning, takesFocus: true })}
      ${orderFacts(call, shown)} ${refundForm(call, shown, { errors, ...(typed && { typed }) })}
      ${actions(buttonLink(pagePath(supplier.id, PAYMENTS_PAGE), texts.toSearch, 'plain'))}
    `,
  };
}

function orderFacts({ supplier, language }: PageCall, { order, refunds }: OrderShown): Markup {
  const texts = paymentStaffTexts[language];
  const { profile } = supplier;
  const place = { language, timeZone: profile.timeZone };
  const method = profile.paying?.methods.find(({ id }) => id === order.methodId);
  const row = (name: string, value: string | null) => (value === null ? [] : [{ name, value }]);
  return html`${summaryList([
    ...row(texts.status, texts.statuses[order.status]),
    ...row(texts.failure, order.failure),
    ...row(texts.createdAt, momentInWords(order.createdAt, place)),
    ...row(texts.settledAt, order.settledAt && momentInWords(order.settledAt, place)),
    ...row(texts.method, method ? textIn(method.name, language, profile) : order.methodId),
    ...row(texts.reference, order.reference),
    ...order.lines.flatMap(({ accountNumber, amount }) =>
      row(texts.account(accountNumber), sumInWords(amount, language)),
    ),
    ...row(texts.fee, order.fee.amount > 0 ? sumInWords(order.fee, language) : null),
    ...row(texts.total, sumInWords(order.total, language)),
    ...row(texts.refunded, order.refunded.amount > 0 ? sumInWords(order.refunded, language) : null),
  ])}
  ${
    refunds.length === 0
      ? ''
      : html`<h2>${texts.refunds}</h2>
          <ul>
            ${refunds.map(
              ({ amount, status, askedAt, reason }) =>
                html`<li>
                  ${sumInWords({ amount: Number(amount), currency: order.total.currency }, language)},
                  ${texts.refundStatuses[status]}<br />
                  <span class="hint">${momentInWords(askedAt, place)}: ${reason}</span>
                </li>`,
            )}
          </ul>`
  }`;
}

function refundForm(call: PageCall, shown: OrderShown, { errors = [], typed }: Shown): Markup | '' {
  const texts = paymentStaffTexts[call.language];
  const { order, left, lefts } = shown;
  if (order.status !== 'paid') return '';
  if (!order.isRefundable) return html`<p>${texts.refundNot}</p>`;
  const errorOf = (id: string) => errors.find((each) => each.id === id)?.text;
  return html`<h2>${texts.refundTitle}</h2>
    <p>${texts.refundLeft(sumInWords(left, call.language))}</p>
    ${form({
      language: call.language,
      body: html`
        ${
          isOfSeveral(shown)
            ? choices({
                id: 'account',
                legend: texts.whose,
                value: typed?.account,
                error: errorOf('account-0'),
                options: [
                  ...lefts.map((each) => ({
                    value: each.accountNumber,
                    label: texts.account(each.accountNumber),
                    hint: texts.refundLeft(sumInWords(each.left, call.language)),
                  })),
                  { value: ALL, label: texts.ofAll, hint: sumInWords(left, call.language) },
                ],
              })
            : ''
        }
        ${field({ id: 'amount', label: texts.amount, value: typed?.amount, error: errorOf('amount'), inputmode: 'decimal', size: 'short' })}
        ${textArea({ id: 'reason', label: texts.reason, hint: texts.reasonHint, value: typed?.reason, error: errorOf('reason'), rows: 2, maxLength: 300 })}
        ${actions(submit(texts.check, { name: 'step', value: 'check' }))}
      `,
    })}`;
}

/** Payments for staff: search, one payment, giving money back. */
export const paymentPages: readonly HostedPage[] = [
  { path: PAYMENTS_PAGE, needs: 'staff', get: showSearch, post: search },
  { path: `${PAYMENTS_PAGE}/:id`, needs: 'staff', get: showOne, post: refund },
];
