import { html } from 'hono/html';
import { pagePath } from '../../domain/page-addresses.js';
import { LONGEST_LIST, lookForPaymentOrders, type OrderShown } from '../../domain/staff-payments.js';
import { dayInWords } from '../../words/moments.js';
import { sumInWords } from '../../words/sums.js';
import { readDay } from '../days.js';
import { actions, buttonLink, errorSummary, field, form, type FormError, notice, submit } from '../form.js';
import type { Markup, PageAnswer, PageCall } from '../page.js';
import { DIFFERENCES_PAGE, PAYMENTS_PAGE, paymentStaffAtWork, stateInWords } from './payment-staff.js';
import { paymentStaffTexts } from './payment-texts.js';

interface Typed {
  readonly query: string;
  readonly from: string;
  readonly to: string;
}

/** The form alone. */
export async function showSearch(call: PageCall): Promise<PageAnswer> {
  await call.context.database.transaction(call.supplier.id, (tx) => paymentStaffAtWork(call, tx));
  return searchDocument(call, { typed: { query: '', from: '', to: '' } });
}

/** By a form, not by an address: an account number never stands in one. */
export async function search(call: PageCall): Promise<PageAnswer> {
  const texts = paymentStaffTexts[call.language];
  const sent = (name: keyof Typed) => (call.form.get(name) ?? '').slice(0, 60).trim();
  const typed = { query: sent('query'), from: sent('from'), to: sent('to') };
  const days = { from: readDay(typed.from) ?? undefined, to: readDay(typed.to) ?? undefined };
  const isWrong = (end: 'from' | 'to') => typed[end] !== '' && days[end] === undefined;
  const errors = [
    ...(typed.query === '' && typed.from === '' && typed.to === '' ? [{ id: 'query', text: texts.queryMissing }] : []),
    ...(['from', 'to'] as const).filter(isWrong).map((id) => ({ id, text: texts.dayWrong })),
  ];
  const found = await call.context.database.transaction(call.supplier.id, async (tx) => {
    const work = await paymentStaffAtWork(call, tx);
    if (errors.length > 0) return undefined;
    const { query } = typed;
    const byNumber = await lookForPaymentOrders(tx, { ...work, ...days, number: query });
    if (byNumber.length > 0 || query === '') return byNumber;
    return lookForPaymentOrders(tx, { ...work, ...days, accountNumber: query });
  });
  return searchDocument(call, { typed, errors, ...(found && { found }) });
}

function searchDocument(
  call: PageCall,
  { typed, found, errors = [] }: { typed: Typed; found?: readonly OrderShown[]; errors?: readonly FormError[] },
): PageAnswer {
  const { supplier, language } = call;
  const texts = paymentStaffTexts[language];
  const errorOf = (id: string) => errors.find((each) => each.id === id)?.text;
  const day = (id: 'from' | 'to') =>
    field({ id, label: texts[id], type: 'date', size: 'medium', value: typed[id], error: errorOf(id) });
  return {
    kind: 'document',
    title: texts.title,
    status: errors.length > 0 ? 422 : 200,
    body: html`
      ${errorSummary(language, errors)}
      <p>${texts.intro}</p>
      ${form({
        language,
        body: html`${field({ id: 'query', label: texts.query, hint: texts.queryHint, value: typed.query, error: errorOf('query'), size: 'medium' })}
          <fieldset class="field">
            <legend>${texts.days}</legend>
            ${day('from')} ${day('to')}
          </fieldset>
          ${actions(submit(texts.search))}`,
      })}
      ${found === undefined ? '' : results(call, found)}
      ${actions(buttonLink(pagePath(supplier.id, DIFFERENCES_PAGE), texts.differences))}
    `,
  };
}

function results({ supplier, language }: PageCall, found: readonly OrderShown[]): Markup {
  const texts = paymentStaffTexts[language];
  if (found.length === 0) return notice({ title: texts.foundNone, takesFocus: true });
  const line = ({ order }: OrderShown) =>
    html`<li>
      <a href="${pagePath(supplier.id, `${PAYMENTS_PAGE}/${order.id}`)}">${texts.payment(order.number)}</a><br />
      <span class="hint"
        >${dayInWords(order.createdAt, { language, timeZone: supplier.profile.timeZone })},
        ${sumInWords(order.total, language)}, ${stateInWords(order, language).state}<br />
        ${order.lines.map(({ accountNumber }) => accountNumber).join(', ')}</span
      >
    </li>`;
  return html`<h2>${texts.found(found.length)}</h2>
    ${found.length === LONGEST_LIST ? html`<p>${texts.foundMost(found.length)}</p>` : ''}
    <ul>
      ${found.map(line)}
    </ul>`;
}
