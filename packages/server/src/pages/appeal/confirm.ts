import { html } from 'hono/html';
import type { GuestAppealRow } from '../../db/guest-appeals.js';
import { guestAppealUrl } from '../../domain/appeal-addresses.js';
import { guestRef } from '../../domain/appeals.js';
import {
  CONFIRM_PAGE,
  confirmGuestAppeal,
  guestAppealOf,
  type GuestAppealProven,
  sendGuestAppeal,
} from '../../domain/guest-appeals.js';
import { pagePath } from '../../domain/page-addresses.js';
import { ProblemError } from '../../problem.js';
import { textIn } from '../../words/languages.js';
import { errorSummary, form, type FormError, submit } from '../form.js';
import { codePage } from '../getting-in/code-page.js';
import type { HostedPage, PageAnswer, PageCall } from '../page.js';
import { attemptCookie, endedAttemptCookie, visitorOf } from '../visitor.js';
import { FILE, filesPart, type FormFiles, readFormFiles } from './files.js';
import { guestAppealTexts } from './texts.js';

/** A token of ours; anything else in an address is as good as none. */
const TOKEN = /^[\w-]{43}$/;

const guestOf = (call: PageCall) => ({ ...visitorOf(call), supplier: call.supplier });

/** What the address brought is kept by the browser alone from then on: addresses stand in histories. */
async function show(call: PageCall): Promise<PageAnswer> {
  const { supplier, query } = call;
  const token = query.get('t');
  if (token !== null) {
    const to = pagePath(supplier.id, CONFIRM_PAGE);
    return { kind: 'redirect', to, setCookies: TOKEN.test(token) ? [attemptCookie(supplier.id, token)] : [] };
  }
  return withAppeal(
    call,
    (row) => filesDocument(call, row, { waiting: [], errors: [] }),
    (page) => page.get?.(call, {}),
  );
}

async function send(call: PageCall): Promise<PageAnswer> {
  return withAppeal(
    call,
    (row) => sendFiles(call, row),
    (page) => page.post?.(call, {}),
  );
}

/** The page by where the appeal of this browser stands: waiting for its code, for files, sent, or none. */
async function withAppeal(
  call: PageCall,
  ofFiles: (
    row: GuestAppealRow & { submission: NonNullable<GuestAppealRow['submission']> },
  ) => PageAnswer | Promise<PageAnswer>,
  ofCode: (page: HostedPage) => Promise<PageAnswer> | undefined,
): Promise<PageAnswer> {
  const row = await guestAppealOf(guestOf(call));
  if (!row) return overDocument(call);
  const { submission } = row;
  if (submission === null) return toAppeal(call, row.id);
  if (row.isProven) return ofFiles({ ...row, submission });
  const answer = await ofCode(code(textIn(submission.kind.name, call.language, call.supplier.profile)));
  return answer ?? overDocument(call);
}

function code(kind: string): HostedPage {
  return codePage({
    path: CONFIRM_PAGE,
    purpose: 'guest_appeal',
    lead: ({ language }) => guestAppealTexts[language].waitsForCode(kind),
    over: overDocument,
    confirm: async (call) => {
      const answer = await confirmGuestAppeal(guestOf(call), call.form.get('code') ?? '');
      return answer.kind === 'right' ? proven(call, answer.value) : answer;
    },
  });
}

function proven(call: PageCall, outcome: GuestAppealProven): PageAnswer {
  return outcome.kind === 'sent'
    ? toAppeal(call, outcome.appealId)
    : { kind: 'redirect', to: pagePath(call.supplier.id, CONFIRM_PAGE) };
}

/** Sent: on to the page where it can be followed, which needs no cookie. */
function toAppeal({ context, supplier }: PageCall, appealId: string): PageAnswer {
  const url = guestAppealUrl(context, supplier.id, appealId);
  if (url === null) throw new ProblemError('unavailable');
  return { kind: 'redirect', to: `${url}&done=sent`, setCookies: [endedAttemptCookie(supplier.id)] };
}

async function sendFiles(
  call: PageCall,
  row: GuestAppealRow & { submission: NonNullable<GuestAppealRow['submission']> },
): Promise<PageAnswer> {
  const texts = guestAppealTexts[call.language];
  const { atLeast, atMost } = row.submission.kind.files;
  const files = await readFormFiles(call, { customerRef: guestRef(row.id), atMost });
  if (files.isOnlyFiles || files.errors.length > 0) return filesDocument(call, row, files);
  const missing = (): PageAnswer =>
    filesDocument(call, row, { ...files, errors: [{ id: FILE, text: texts.filesMissing(atLeast) }] });
  if (files.waiting.length < atLeast) return missing();
  const outcome = await sendGuestAppeal(
    guestOf(call),
    files.waiting.map(({ id }) => id),
  );
  if (!outcome) return overDocument(call);
  return outcome.kind === 'sent' ? toAppeal(call, outcome.appealId) : missing();
}

function filesDocument(
  { supplier, language }: PageCall,
  { submission: { kind } }: GuestAppealRow & { submission: NonNullable<GuestAppealRow['submission']> },
  files: Pick<FormFiles, 'waiting' | 'errors'>,
): PageAnswer {
  const texts = guestAppealTexts[language];
  const { profile } = supplier;
  const { hint, atMost } = kind.files;
  const errors: readonly FormError[] = files.errors;
  return {
    kind: 'document',
    title: texts.filesTitle,
    status: errors.length > 0 ? 422 : 200,
    body: html`
      ${errorSummary(language, errors)}
      <p>${texts.filesLead(textIn(kind.name, language, profile))}</p>
      ${hint === null ? '' : html`<p>${textIn(hint, language, profile)}</p>`}
      ${form({
        language,
        attributes: { enctype: 'multipart/form-data' },
        body: html`${filesPart(language, files, atMost)} ${submit(texts.sendAppeal, { name: 'step', value: 'send' })}`,
      })}
    `,
  };
}

function overDocument({ supplier, language }: PageCall): PageAnswer {
  const texts = guestAppealTexts[language];
  return {
    kind: 'document',
    status: 410,
    title: texts.overTitle,
    body: html`<p>${texts.over}</p>`,
    setCookies: [endedAttemptCookie(supplier.id)],
  };
}

/** Where somebody who is not signed in shows by a code that the contact is theirs, and adds the files that the appeal needs. */
export const confirmAppealPages: readonly HostedPage[] = [
  { path: CONFIRM_PAGE, needs: 'anyone', isEverywhere: true, takesUpload: true, get: show, post: send },
];
