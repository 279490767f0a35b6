import type { Money, PaymentDifference } from '@kabinet/api/contract';
import { html } from 'hono/html';
import {
  closeDifference,
  type DifferenceShown,
  lookAtDifference,
  lookAtDifferences,
} from '../../domain/staff-payments.js';
import { ProblemError } from '../../problem.js';
import { pagePath } from '../../domain/page-addresses.js';
import { actions, buttonLink, errorSummary, form, notice, submit, summaryList, textArea } from '../form.js';
import { dateInWords, momentInWords } from '../../words/moments.js';
import type { HostedPage, Markup, PageAnswer, PageCall } from '../page.js';
import { sumInWords } from '../../words/sums.js';
import { DIFFERENCES_PAGE, methodName, PAYMENTS_PAGE, paymentStaffAtWork } from './payment-staff.js';
import { paymentStaffTexts } from './payment-texts.js';

async function showList(call: PageCall): Promise<PageAnswer> {
  const { supplier, language } = call;
  const texts = paymentStaffTexts[language];
  const items = await call.context.database.transaction(supplier.id, async (tx) =>
    lookAtDifferences(tx, await paymentStaffAtWork(call, tx)),
  );
  const list = (title: string, some: readonly DifferenceShown[]) =>
    some.length === 0
      ? ''
      : html`<h2>${title}</h2>
          <ul>
            ${some.map(
              (each) =>
                html`<li>
                  <a href="${pagePath(supplier.id, `${DIFFERENCES_PAGE}/${each.id}`)}">${texts.kinds[each.kind]}</a
                  ><br />
                  <span class="hint"
                    >${[dateInWords(each.day, language), ...(each.orderNumber === null ? [] : [texts.payment(each.orderNumber)]), ...each.accountNumbers].join(', ')}
                    ${hasSums(each) ? html`<br />${sumsOf(each, language)}` : ''}</span
                  >
                </li>`,
            )}
          </ul>`;
  return {
    kind: 'document',
    title: texts.differences,
    body: html`
      ${call.query.get('done') === 'closed' ? notice({ tone: 'good', title: texts.closedNow, takesFocus: true }) : ''}
      ${items.length === 0 ? notice({ title: texts.differencesNone }) : ''}
      ${list(
        texts.open,
        items.filter(({ closedAt }) => closedAt === null),
      )}
      ${list(
        texts.closed,
        items.filter(({ closedAt }) => closedAt !== null),
      )}
      ${actions(buttonLink(pagePath(supplier.id, PAYMENTS_PAGE), texts.toSearch, 'plain'))}
    `,
  };
}

/** A day that could not be compared has none. */
function hasSums({ ours, theirs }: PaymentDifference): boolean {
  return ours !== null || theirs !== null;
}

function sumsOf(difference: PaymentDifference, language: PageCall['language']): string {
  return namedSums(difference, language)
    .map(({ name, value }) => `${name}: ${value}`)
    .join(', ');
}

function namedSums({ kind, ours, theirs }: PaymentDifference, language: PageCall['language']) {
  const texts = paymentStaffTexts[language];
  const sum = (money: Money | null) => (money === null ? texts.nothing : sumInWords(money, language));
  return [
    { name: texts.ours, value: sum(ours) },
    { name: kind === 'billing' ? texts.inBilling : texts.theirs, value: sum(theirs) },
  ];
}

async function showOne(call: PageCall, { id = '' }: Readonly<Record<string, string>>): Promise<PageAnswer> {
  return oneDocument(call, await look(call, id), {});
}

async function look(call: PageCall, id: string): Promise<DifferenceShown> {
  const difference = await call.context.database.transaction(call.supplier.id, async (tx) =>
    lookAtDifference(tx, { ...(await paymentStaffAtWork(call, tx)), id }),
  );
  if (!difference) throw new ProblemError('not_found');
  return difference;
}

async function close(call: PageCall, { id = '' }: Readonly<Record<string, string>>): Promise<PageAnswer> {
  const { supplier, language } = call;
  const texts = paymentStaffTexts[language];
  const note = (call.form.get('note') ?? '').slice(0, 1000);
  const outcome = await call.context.database.transaction(supplier.id, async (tx) =>
    closeDifference(tx, { ...(await paymentStaffAtWork(call, tx)), id, note }),
  );
  switch (outcome.kind) {
    case 'closed':
      return { kind: 'redirect', to: `${pagePath(supplier.id, DIFFERENCES_PAGE)}?done=closed` };
    case 'not_found':
      throw new ProblemError('not_found');
    case 'closed_before':
      return oneDocument(call, await look(call, id), { status: 409, warning: texts.closedBefore });
    case 'note_missing':
      return oneDocument(call, await look(call, id), { status: 422, error: texts.noteMissing });
  }
}

function oneDocument(
  call: PageCall,
  difference: DifferenceShown,
  { status = 200, error, warning }: { status?: 200 | 409 | 422; error?: string; warning?: string },
): PageAnswer {
  const { supplier, language } = call;
  const texts = paymentStaffTexts[language];
  const { profile } = supplier;
  const { orderId, orderNumber, accountNumbers, closedAt } = difference;
  const referenceName = difference.kind === 'billing' ? texts.billingReference : texts.reference;
  return {
    kind: 'document',
    title: texts.kinds[difference.kind],
    status,
    body: html`
      ${errorSummary(language, error === undefined ? [] : [{ id: 'note', text: error }])}
      ${warning === undefined ? '' : notice({ tone: 'warn', title: warning, takesFocus: true })}
      ${summaryList([
        { name: texts.day, value: dateInWords(difference.day, language) },
        { name: texts.method, value: methodName(call, difference.methodId) },
        ...(orderNumber === null ? [] : [{ name: texts.payment('').trim(), value: orderNumber }]),
        ...(accountNumbers.length === 0 ? [] : [{ name: texts.accounts, value: accountNumbers.join(', ') }]),
        ...(difference.reference === null ? [] : [{ name: referenceName, value: difference.reference }]),
        ...(hasSums(difference) ? namedSums(difference, language) : []),
        ...(closedAt === null
          ? []
          : [
              { name: texts.closedAt, value: momentInWords(closedAt, { language, timeZone: profile.timeZone }) },
              { name: texts.closedBy, value: difference.closedByName ?? texts.colleague },
              { name: texts.note, value: difference.note },
            ]),
      ])}
      ${difference.closedAt === null ? closingForm(language, error) : ''}
      ${actions(
        orderId === null || orderNumber === null
          ? ''
          : buttonLink(pagePath(supplier.id, `${PAYMENTS_PAGE}/${orderId}`), texts.toPayment(orderNumber)),
        buttonLink(pagePath(supplier.id, DIFFERENCES_PAGE), texts.toDifferences, 'plain'),
      )}
    `,
  };
}

function closingForm(language: PageCall['language'], error: string | undefined): Markup {
  const texts = paymentStaffTexts[language];
  return form({
    language,
    body: html`${textArea({ id: 'note', label: texts.note, hint: texts.noteHint, error, maxLength: 1000 })}
    ${actions(submit(texts.close))}`,
  });
}

/** Differences with payment providers, for staff: the list, and one at a time. */
export const paymentDifferencePages: readonly HostedPage[] = [
  { path: DIFFERENCES_PAGE, needs: 'staff', get: showList },
  { path: `${DIFFERENCES_PAGE}/:id`, needs: 'staff', get: showOne, post: close },
];
