import { minorDigits, readPaymentSum } from '@kabinet/rules';
import { html } from 'hono/html';
import { isId, newId } from '../../db/ids.js';
import { askForRefund, giveBackAsked } from '../../domain/refunds.js';
import { lookAtPaymentOrder, type OrderShown } from '../../domain/staff-payments.js';
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
import { dayAndMonth, momentInWords } from '../../words/moments.js';
import type { HostedPage, Markup, PageAnswer, PageCall } from '../page.js';
import { currencySign, sumInWords } from '../../words/sums.js';
import { search, showSearch } from './payment-search.js';
import { methodName, PAYMENTS_PAGE, paymentStaffAtWork, stateInWords } from './payment-staff.js';
import { paymentStaffTexts } from './payment-texts.js';

async function showOne(call: PageCall, { id = '' }: Readonly<Record<string, string>>): Promise<PageAnswer> {
  const shown = await look(call, id);
  const last = shown.refunds.at(-1);
  if (call.query.get('done') !== 'asked' || !last) return oneDocument(call, shown, {});
  const came = paymentStaffTexts[call.language].refundCame[last.status];
  return oneDocument(call, shown, last.status === 'refused' ? { warning: came } : { good: came });
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

function orderFacts(call: PageCall, { order, refunds, booked, byProvider }: OrderShown): Markup {
  const { supplier, language } = call;
  const texts = paymentStaffTexts[language];
  const { profile } = supplier;
  const place = { language, timeZone: profile.timeZone };
  const { state, why } = stateInWords(order, language);
  const row = (name: string, value: string | null) => (value === null ? [] : [{ name, value }]);
  const inWords = (amount: bigint) => sumInWords({ amount: Number(amount), currency: order.total.currency }, language);
  return html`${summaryList([
    ...row(texts.status, state),
    ...row(texts.failure, why),
    ...row(texts.createdAt, momentInWords(order.createdAt, place)),
    ...row(texts.settledAt, order.settledAt && momentInWords(order.settledAt, place)),
    ...row(texts.method, methodName(call, order.methodId)),
    ...row(texts.reference, order.reference),
    ...order.lines.flatMap(({ accountNumber, amount }) =>
      row(texts.account(accountNumber), sumInWords(amount, language)),
    ),
    ...row(texts.fee, order.fee.amount > 0 ? sumInWords(order.fee, language) : null),
    ...row(texts.total, sumInWords(order.total, language)),
    ...row(texts.refunded, order.refunded.amount > 0 ? sumInWords(order.refunded, language) : null),
  ])}
  ${
    refunds.length + booked.length === 0
      ? ''
      : html`<h2>${texts.refunds}</h2>
          <ul>
            ${refunds.map(
              ({ amount, status, askedAt, reason, staffName }) =>
                html`<li>
                  ${inWords(amount)}, ${texts.refundStatuses[status]}<br />
                  <span class="hint">${momentInWords(askedAt, place)}, ${staffName ?? texts.colleague}: ${reason}</span>
                </li>`,
            )}
            ${byProvider.amount > 0 ? html`<li>${texts.refundByProvider(sumInWords(byProvider, language))}</li>` : ''}
          </ul>
          ${
            booked.length === 0
              ? ''
              : summaryList(
                  booked.map(({ bookedOn, accountNumber, amount }) => ({
                    name: texts.refundBooked(dayAndMonth(bookedOn, language), accountNumber),
                    value: inWords(amount),
                  })),
                )
          }`
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
        ${field({ id: 'amount', label: `${texts.amount}, ${currencySign(order.total.currency, call.language)}`, value: typed?.amount, error: errorOf('amount'), inputmode: 'decimal', size: 'short' })}
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
