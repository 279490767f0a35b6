import type { StaffAppeal } from '@kabinet/api/contract';
import { html } from 'hono/html';
import type { Tx } from '../../db/database.js';
import { countUndelivered } from '../../db/staff-appeals.js';
import { listStaff } from '../../db/staff-roles.js';
import { pagePath } from '../../domain/page-addresses.js';
import { type AppealStaff, lookAtQueue, type QueueWish } from '../../domain/staff-appeals.js';
import { HOSTED_REF } from '../../domain/customer.js';
import { ProblemError } from '../../problem.js';
import { textIn } from '../../words/languages.js';
import { dateInWords } from '../../words/moments.js';
import { actions, buttonLink, type Choice, field, form, hidden, notice, submit } from '../form.js';
import { select, tick } from '../form-more.js';
import type { HostedPage, Markup, PageAnswer, PageCall } from '../page.js';
import { staffAtWork } from './at-work.js';
import { appealStaffTexts } from './appeal-texts.js';
import { appealTroubleTexts } from './appeal-trouble-texts.js';

/** The queue; one appeal is below it. */
export const APPEALS_PAGE = 'staff/appeals';

/** Who works here, once it is sure that they were entrusted with appeals. */
export function appealStaffAtWork(call: PageCall, tx: Tx): Promise<AppealStaff> {
  return staffAtWork(call, tx, 'appeals');
}

/** Everybody who works on appeals, by name: who has none, by the contact they sign in with. */
export async function colleagues(
  tx: Tx,
  supplierId: string,
): Promise<{ readonly ref: string; readonly name: string }[]> {
  const all = await listStaff(tx, { supplierId });
  return all
    .filter(({ role }) => role === 'appeals')
    .map(({ personId, displayName, contacts }) => ({
      ref: `${HOSTED_REF}${personId}`,
      name: displayName || contacts[0] || personId,
    }));
}

const STATUSES = ['open', 'received', 'in_progress', 'waiting', 'answered', 'closed', 'withdrawn', 'all'] as const;

/** What may stand in an address. Words do not: they may be a name or an account's number. */
type Filter = Omit<QueueWish, 'search'> & { readonly status: (typeof STATUSES)[number] };

/** Without one, what awaits an answer; what did not arrive may be answered long since. */
function plainStatus(from: URLSearchParams): Filter['status'] {
  return from.get('undelivered') === 'yes' ? 'all' : 'open';
}

function filterOf(from: URLSearchParams): Filter {
  const given = (name: string) => from.get(name)?.slice(0, 100) || undefined;
  const status = STATUSES.find((each) => each === from.get('status')) ?? 'open';
  return {
    status: status === 'open' ? plainStatus(from) : status,
    kindId: given('kind'),
    assignee: given('assignee'),
    overdue: from.get('overdue') === 'yes' ? 'yes' : undefined,
    undelivered: from.get('undelivered') === 'yes' ? 'yes' : undefined,
    cursor: given('cursor'),
  };
}

/** A filter as an address has it; what is left out goes without saying. */
function queryOf({ status, kindId, assignee, overdue, undelivered, cursor }: Filter): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ kind: kindId, assignee, overdue, undelivered, cursor })) {
    if (value !== undefined) query.set(name, value);
  }
  if (status !== plainStatus(query)) query.set('status', status);
  return query;
}

const withQuery = (path: string, query: URLSearchParams) => (query.size === 0 ? path : `${path}?${query.toString()}`);

function addressOf({ supplier }: PageCall, filter: Filter): string {
  return withQuery(pagePath(supplier.id, APPEALS_PAGE), queryOf(filter));
}

/** The queue as it was when one of its appeals was opened: the appeal's address carries the filter along. */
export function queueBefore(call: PageCall): string {
  return addressOf(call, filterOf(call.query));
}

/** An appeal's page, with the filter by which its queue was looked at. */
export function appealAddress(
  { supplier, query }: PageCall,
  appealId: string,
  more: Record<string, string> = {},
): string {
  const kept = queryOf(filterOf(query));
  for (const [name, value] of Object.entries(more)) kept.set(name, value);
  return withQuery(pagePath(supplier.id, `${APPEALS_PAGE}/${appealId}`), kept);
}

function showQueue(call: PageCall): Promise<PageAnswer> {
  return queueDocument(call, filterOf(call.query), '');
}

/** Filters lead to an address that can be kept; words are looked for here and now. */
async function filterQueue(call: PageCall): Promise<PageAnswer> {
  const filter = filterOf(call.form);
  const search = (call.form.get('search') ?? '').slice(0, 100).trim();
  return search === '' ? { kind: 'redirect', to: addressOf(call, filter) } : queueDocument(call, filter, search);
}

async function queueDocument(call: PageCall, filter: Filter, search: string): Promise<PageAnswer> {
  const { context, supplier, language } = call;
  const texts = appealStaffTexts[language];
  const trouble = appealTroubleTexts[language];
  const { page, staff, undelivered } = await context.database.transaction(supplier.id, async (tx) => {
    const work = await appealStaffAtWork(call, tx);
    const found = await lookAtQueue(tx, { ...work, wish: search === '' ? filter : { ...filter, search } });
    return {
      page: found,
      staff: await colleagues(tx, supplier.id),
      undelivered: await countUndelivered(tx, supplier.id),
    };
  });
  if (!page) throw new ProblemError('not_found');
  const { items, nextCursor } = page;
  return {
    kind: 'document',
    title: texts.title,
    body: html`
      <p>${texts.intro}</p>
      ${
        undelivered === 0 || filter.undelivered === 'yes'
          ? ''
          : notice({
              tone: 'warn',
              title: trouble.undeliveredCount(undelivered),
              actions: actions(
                buttonLink(
                  addressOf(call, { status: 'all', undelivered: 'yes' }),
                  trouble.showUndelivered,
                  'secondary',
                ),
              ),
            })
      }
      ${form({ language, body: filterFields(call, filter, search, staff) })}
      ${
        items.length === 0
          ? notice({ title: texts.none, takesFocus: search !== '' })
          : html`<h2>${texts.found}</h2>
              <ul class="list">
                ${items.map((item) => line(call, item, filter))}
              </ul>`
      }
      ${nextCursor === null ? '' : nextPart(call, { ...filter, cursor: nextCursor }, search)}
    `,
  };
}

function filterFields(
  call: PageCall,
  { status, kindId = '', assignee = '', overdue, undelivered }: Filter,
  search: string,
  staff: readonly { readonly ref: string; readonly name: string }[],
): Markup {
  const { supplier, customer, language } = call;
  const texts = appealStaffTexts[language];
  const kinds = supplier.profile.appeals?.kinds ?? [];
  const options = (...all: readonly Choice[]) => ({ options: all });
  return html`
    ${field({ id: 'search', type: 'search', label: texts.search, hint: texts.searchHint, value: search })}
    ${select({
      id: 'status',
      label: texts.status,
      value: status,
      options: STATUSES.map((value) => ({ value, label: texts.statuses[value] })),
    })}
    ${select({
      id: 'kind',
      label: texts.kind,
      value: kindId,
      ...options(
        { value: '', label: texts.anyKind },
        ...kinds.map(({ id, name }) => ({ value: id, label: textIn(name, language, supplier.profile) })),
      ),
    })}
    ${select({
      id: 'assignee',
      label: texts.assignee,
      value: assignee,
      ...options(
        { value: '', label: texts.anybody },
        { value: 'me', label: texts.me },
        { value: 'nobody', label: texts.nobody },
        ...staff.filter(({ ref }) => ref !== customer?.ref).map(({ ref, name }) => ({ value: ref, label: name })),
      ),
    })}
    ${tick({ id: 'overdue', label: texts.overdueOnly, isTicked: overdue === 'yes' })}
    ${tick({ id: 'undelivered', label: appealTroubleTexts[language].undeliveredOnly, isTicked: undelivered === 'yes' })}
    ${actions(submit(texts.show))}
  `;
}

function line(
  call: PageCall,
  { appeal, customerName, assignee, daysLeft, awaitsUs, undeliveredAt }: StaffAppeal,
  filter: Filter,
): Markup {
  const { supplier, language } = call;
  const texts = appealStaffTexts[language];
  const due =
    daysLeft === null || appeal.dueOn === null
      ? ''
      : `${texts.daysLeft(daysLeft)} (${dateInWords(appeal.dueOn, language)})`;
  const strong = [
    ...(appeal.isOverdue ? [due] : []),
    ...(undeliveredAt === null ? [] : [appealTroubleTexts[language].undelivered]),
  ];
  const facts = [
    ...(appeal.isOverdue || due === '' ? [] : [due]),
    texts.statuses[appeal.status],
    ...(awaitsUs && appeal.status !== 'received' ? [texts.awaitsUs] : []),
    customerName || texts.noName,
    ...(assignee ? [`${texts.assignee}: ${assignee.name}`] : []),
  ];
  return html`<li>
    <a href="${withQuery(pagePath(supplier.id, `${APPEALS_PAGE}/${appeal.id}`), queryOf(filter))}"
      >${appeal.number} ${textIn(appeal.kindName, language, supplier.profile)}</a
    >
    <span>${appeal.summary}</span>
    <span class="hint">${strong.map((fact) => html`<strong>${fact}</strong>, `)}${facts.join(', ')}</span>
  </li>`;
}

/** A link where the filter may stand in an address, a form where words are looked for. */
function nextPart(call: PageCall, filter: Filter, search: string): Markup {
  const { language } = call;
  const texts = appealStaffTexts[language];
  if (search === '') return actions(buttonLink(addressOf(call, filter), texts.next));
  const { status, kindId, assignee, overdue, undelivered, cursor } = filter;
  const carried = Object.entries({ search, status, kind: kindId, assignee, overdue, undelivered, cursor });
  return form({
    language,
    body: html`${carried.map(([name, value]) => (value === undefined ? '' : hidden(name, value)))}
    ${actions(submit(texts.next, { tone: 'secondary' }))}`,
  });
}

/** The queue of appeals, for staff. */
export const appealQueuePages: readonly HostedPage[] = [
  { path: APPEALS_PAGE, needs: 'staff', get: showQueue, post: filterQueue },
];
