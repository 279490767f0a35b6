import type { LinkRequest } from '@kabinet/api/contract';
import { html } from 'hono/html';
import type { Tx } from '../../db/database.js';
import { compared, triageLinkRequests } from '../../domain/compare-link-request.js';
import { answerLinkRequest, lookAtLinkRequest, type StaffAtWork } from '../../domain/link-requests.js';
import { ProblemError } from '../../problem.js';
import { pagePath } from '../../domain/page-addresses.js';
import {
  actions,
  buttonLink,
  errorSummary,
  field,
  form,
  type FormError,
  notice,
  submit,
  summaryList,
  textArea,
} from '../form.js';
import { momentInWords } from '../../words/moments.js';
import type { HostedPage, Markup, PageAnswer, PageCall } from '../page.js';
import { staffAtWork } from './at-work.js';
import { type StaffTexts, staffTexts } from './texts.js';

/** The list; one request is below it. */
export const LINK_REQUESTS_PAGE = 'staff/link-requests';

/** Who works here, once it is sure that they were entrusted with these requests. */
function atWork(call: PageCall, tx: Tx): Promise<StaffAtWork> {
  return staffAtWork(call, tx, 'link_requests');
}

/** The list tells numbers, days and how each compares: nothing of anybody's data, so looking at it is no look at data. */
async function showList(call: PageCall): Promise<PageAnswer> {
  const texts = staffTexts[call.language];
  const { supplier, language } = call;
  const place = { language, timeZone: supplier.profile.timeZone };
  const items = await call.context.database.transaction(supplier.id, async (tx) => {
    await atWork(call, tx);
    return triageLinkRequests(tx, { supplierId: supplier.id });
  });
  const line = (item: (typeof items)[number]) =>
    html`<li>
      <a href="${pagePath(supplier.id, `${LINK_REQUESTS_PAGE}/${item.id}`)}">${texts.request(item.number)}</a><br />
      <span class="hint"
        >${
          item.status === 'open'
            ? html`${texts.received(momentInWords(item.createdAt, place))}, ${texts.compares[item.compares]}`
            : html`${texts.status[item.status]},
              ${texts.answeredOn(momentInWords(item.answeredAt ?? item.createdAt, place))}`
        }</span
      >
    </li>`;
  const open = items.filter((item) => item.status === 'open');
  const answered = items.filter((item) => item.status !== 'open');
  const done = call.query.get('done');
  return {
    kind: 'document',
    title: texts.title,
    body: html`
      ${done === 'approved' || done === 'refused' ? notice({ tone: 'good', title: texts.done[done], takesFocus: true }) : ''}
      <p>${texts.intro}</p>
      ${
        open.length === 0
          ? notice({ title: texts.none })
          : html`<h2>${texts.open}</h2>
              <ol>
                ${open.map(line)}
              </ol>`
      }
      ${
        answered.length === 0
          ? ''
          : html`<h2>${texts.answeredTitle}</h2>
              <ul>
                ${answered.map(line)}
              </ul>`
      }
    `,
  };
}

async function showOne(call: PageCall, { id = '' }: Readonly<Record<string, string>>): Promise<PageAnswer> {
  const linkRequest = await call.context.database.transaction(call.supplier.id, async (tx) =>
    lookAtLinkRequest(tx, { ...(await atWork(call, tx)), id }),
  );
  if (!linkRequest) throw new ProblemError('not_found');
  return oneDocument(call, linkRequest, { status: 200 });
}

async function answerOne(call: PageCall, { id = '' }: Readonly<Record<string, string>>): Promise<PageAnswer> {
  const { supplier, language } = call;
  const texts = staffTexts[language];
  const typed = typedIn(call);
  const { outcome, linkRequest } = await call.context.database.transaction(supplier.id, async (tx) => {
    const work = await atWork(call, tx);
    const outcome = await answerLinkRequest(tx, {
      ...work,
      id,
      decision: { ...typed, decision: call.form.get('decision') === 'approve' ? 'approve' : 'refuse' },
    });
    if (outcome.kind === 'answered') return { outcome, linkRequest: outcome.linkRequest };
    return { outcome, linkRequest: await lookAtLinkRequest(tx, { ...work, id }) };
  });
  if (!linkRequest) throw new ProblemError('not_found');
  switch (outcome.kind) {
    case 'answered':
      return { kind: 'redirect', to: `${pagePath(supplier.id, LINK_REQUESTS_PAGE)}?done=${linkRequest.status}` };
    case 'not_found':
      throw new ProblemError('not_found');
    case 'answered_before':
      return oneDocument(call, linkRequest, { status: 409, warning: texts.answeredBefore });
    case 'own_request':
      return oneDocument(call, linkRequest, { status: 403, warning: texts.ownRequest, typed });
    case 'fault': {
      const id = outcome.fault === 'answer_missing' ? 'answer' : 'account-number';
      return oneDocument(call, linkRequest, {
        status: 422,
        errors: [{ id, text: texts.faults[outcome.fault] }],
        typed,
      });
    }
  }
}

interface Typed {
  readonly accountNumber: string;
  readonly answer: string;
}

function typedIn({ form: sent }: PageCall): Typed {
  return {
    accountNumber: (sent.get('account-number') ?? '').slice(0, 60),
    answer: (sent.get('answer') ?? '').slice(0, 1000),
  };
}

interface Shown {
  readonly status: 200 | 403 | 409 | 422;
  readonly errors?: readonly FormError[];
  readonly warning?: string;
  readonly typed?: Typed;
}

function oneDocument(
  call: PageCall,
  linkRequest: LinkRequest,
  { status, errors = [], warning, typed }: Shown,
): PageAnswer {
  const { supplier, language } = call;
  const texts = staffTexts[language];
  const place = { language, timeZone: supplier.profile.timeZone };
  return {
    kind: 'document',
    title: texts.request(linkRequest.number),
    status,
    body: html`
      ${errorSummary(language, errors)}
      ${warning === undefined ? '' : notice({ tone: 'warn', title: warning, takesFocus: true })}
      <p>
        ${texts.received(momentInWords(linkRequest.createdAt, place))},
        ${texts.status[linkRequest.status]}${
          linkRequest.answeredAt ? html`, ${texts.answeredOn(momentInWords(linkRequest.answeredAt, place))}` : ''
        }
      </p>
      ${comparison(texts, linkRequest)}
      ${summaryList([
        { name: texts.relation, value: texts.relations[linkRequest.relation] },
        { name: texts.phone, value: linkRequest.phone || texts.nothing },
        { name: texts.comment, value: linkRequest.comment || texts.nothing },
        ...(linkRequest.answer === '' ? [] : [{ name: texts.given, value: linkRequest.answer }]),
      ])}
      ${linkRequest.status === 'open' ? answerForm(call, errors, typed) : ''}
      ${actions(buttonLink(pagePath(supplier.id, LINK_REQUESTS_PAGE), texts.toList, 'plain'))}
    `,
  };
}

/** What was asked for beside what the base has; what differs is marked in words. */
function comparison(texts: StaffTexts, linkRequest: LinkRequest): Markup {
  const { found } = linkRequest;
  const verdicts = compared(linkRequest);
  const row = (name: string, asked: string, inBase: string | null, isSame: boolean | null) =>
    html`<tr>
      <th scope="row">${name}</th>
      <td>${asked || texts.nothing}</td>
      <td>
        ${inBase === null ? '' : inBase || texts.nothing}${
          isSame === null ? '' : html` <strong>(${isSame ? texts.same : texts.differs})</strong>`
        }
      </td>
    </tr>`;
  return html`${found ? '' : notice({ tone: 'warn', title: texts.notFound })}
    ${found?.status === 'closed' ? notice({ tone: 'warn', title: texts.compares.closed }) : ''}
    <table>
      <thead>
        <tr>
          <td></td>
          <th scope="col">${texts.asked}</th>
          <th scope="col">${texts.inBase}</th>
        </tr>
      </thead>
      <tbody>
        ${row(texts.accountNumber, linkRequest.accountNumber, found && texts.accountStatuses[found.status], null)}
        ${row(texts.holderName, linkRequest.holderName, found && found.holderName, verdicts && verdicts.holderName)}
        ${row(texts.address, linkRequest.address, found && found.address, verdicts && verdicts.address)}
      </tbody>
    </table>`;
}

function answerForm(call: PageCall, errors: readonly FormError[], typed: Typed | undefined): Markup {
  const { language } = call;
  const texts = staffTexts[language];
  const errorOf = (id: string) => errors.find((each) => each.id === id)?.text;
  return html`<h2>${texts.answerTitle}</h2>
    ${form({
      language,
      body: html`
        ${field({
          id: 'account-number',
          label: texts.otherNumber,
          hint: texts.otherNumberHint,
          value: typed?.accountNumber,
          error: errorOf('account-number'),
          size: 'medium',
        })}
        ${textArea({
          id: 'answer',
          label: texts.answer,
          hint: texts.answerHint,
          value: typed?.answer,
          error: errorOf('answer'),
          maxLength: 1000,
        })}
        ${actions(
          submit(texts.approve, { name: 'decision', value: 'approve' }),
          submit(texts.refuse, { tone: 'secondary', name: 'decision', value: 'refuse' }),
        )}
      `,
    })}`;
}

/** Requests to link by hand, for staff: the list, and one at a time. */
export const staffPages: readonly HostedPage[] = [
  { path: LINK_REQUESTS_PAGE, needs: 'staff', get: showList },
  { path: `${LINK_REQUESTS_PAGE}/:id`, needs: 'staff', get: showOne, post: answerOne },
];
