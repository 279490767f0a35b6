import { html } from 'hono/html';
import type { GuestAppealRow } from '../../db/guest-appeals.js';
import { guestAppealUrl } from '../../domain/appeal-addresses.js';
import { guestRef } from '../../domain/appeals.js';
import {
  CONFIRM_PAGE,
  confirmGuestAppeal,
  FILES_PAGE,
  guestAppealOf,
  type GuestAppealProven,
  sendGuestAppeal,
} from '../../domain/guest-appeals.js';
import { pagePath } from '../../domain/page-addresses.js';
import { ProblemError } from '../../problem.js';
import { textIn } from '../../words/languages.js';
import { errorSummary, form, type FormError, submit } from '../form.js';
import { codePage } from '../getting-in/code-page.js';
import type { HostedPage, PageAnswer, PageCall, UploadRule } from '../page.js';
import { endedGuestAppealCookie, type GuestAppealCookie, guestAppealCookie, guestVisitorOf } from '../visitor.js';
import { FILE, filesPart, type FormFiles, readFormFiles } from './files.js';
import { guestAppealTexts } from './texts.js';

/** A token of ours; anything else in an address is as good as none. */
const TOKEN = /^[\w-]{43}$/;

const guestOf = (call: PageCall, which: GuestAppealCookie) => ({
  ...guestVisitorOf(call, which),
  supplier: call.supplier,
});

/** What was written and is not sent yet. */
type Waiting = GuestAppealRow & { submission: NonNullable<GuestAppealRow['submission']> };

/** What the address brought is kept by the browser alone from then on: addresses stand in histories. */
async function show(call: PageCall): Promise<PageAnswer> {
  const { supplier, query } = call;
  const token = query.get('t');
  if (token !== null) {
    const to = pagePath(supplier.id, CONFIRM_PAGE);
    const setCookies = TOKEN.test(token) ? [guestAppealCookie(supplier.id, 'code', token)] : [];
    return { kind: 'redirect', to, setCookies };
  }
  return atCode(call, (page) => page.get?.(call, {}));
}

async function confirm(call: PageCall): Promise<PageAnswer> {
  return atCode(call, (page) => page.post?.(call, {}));
}

/** The page of the code for the appeal of this browser that waits for it; on to where it is by now. */
async function atCode(
  call: PageCall,
  ofCode: (page: HostedPage) => Promise<PageAnswer> | PageAnswer | undefined,
): Promise<PageAnswer> {
  const row = await guestAppealOf(guestOf(call, 'code'));
  if (!row) return overDocument(call);
  const { submission } = row;
  if (submission === null) return toAppeal(call, 'code', row.id);
  if (row.isProven) return { kind: 'redirect', to: pagePath(call.supplier.id, FILES_PAGE) };
  const answer = await ofCode(code(textIn(submission.kind.name, call.language, call.supplier.profile)));
  return answer ?? overDocument(call);
}

function code(kind: string): HostedPage {
  return codePage({
    path: CONFIRM_PAGE,
    purpose: 'guest_appeal',
    visitor: (call) => guestVisitorOf(call, 'code'),
    lead: ({ language }) => guestAppealTexts[language].waitsForCode(kind),
    over: overDocument,
    confirm: async (call) => {
      const answer = await confirmGuestAppeal(guestOf(call, 'code'), call.form.get('code') ?? '');
      return answer.kind === 'right' ? proven(call, answer.value) : answer;
    },
  });
}

/** From here on only the browser where the code was typed comes to it: the address of the page before may be anybody's. */
function proven(call: PageCall, outcome: GuestAppealProven): PageAnswer {
  if (outcome.kind === 'sent') return toAppeal(call, 'code', outcome.appealId);
  const { id } = call.supplier;
  const token = guestVisitorOf(call, 'code').attemptToken ?? '';
  return {
    kind: 'redirect',
    to: pagePath(id, FILES_PAGE),
    setCookies: [guestAppealCookie(id, 'files', token), endedGuestAppealCookie(id, 'code')],
  };
}

/** Sent: on to the page where it can be followed, which needs no cookie. */
function toAppeal({ context, supplier }: PageCall, which: GuestAppealCookie, appealId: string): PageAnswer {
  const url = guestAppealUrl(context, supplier.id, appealId);
  if (url === null) throw new ProblemError('unavailable');
  return { kind: 'redirect', to: `${url}&done=sent`, setCookies: [endedGuestAppealCookie(supplier.id, which)] };
}

async function showFiles(call: PageCall): Promise<PageAnswer> {
  return atFiles(call, (row) => filesDocument(call, row, { waiting: [], errors: [] }));
}

async function addFiles(call: PageCall): Promise<PageAnswer> {
  return atFiles(call, (row) => sendFiles(call, row));
}

/** The page of the files for the appeal of this browser that waits for them; on to where it is by now. */
async function atFiles(
  call: PageCall,
  ofFiles: (row: Waiting) => PageAnswer | Promise<PageAnswer>,
): Promise<PageAnswer> {
  const row = await guestAppealOf(guestOf(call, 'files'));
  if (!row?.isProven) return filesOverDocument(call);
  const { submission } = row;
  return submission === null ? toAppeal(call, 'files', row.id) : ofFiles({ ...row, submission });
}

async function sendFiles(call: PageCall, row: Waiting): Promise<PageAnswer> {
  const texts = guestAppealTexts[call.language];
  const { atLeast, atMost } = row.submission.kind.files;
  const files = await readFormFiles(call, { customerRef: guestRef(row.id), atMost });
  if (files.isOnlyFiles || files.errors.length > 0) return filesDocument(call, row, files);
  const missing = (): PageAnswer =>
    filesDocument(call, row, { ...files, errors: [{ id: FILE, text: texts.filesMissing(atLeast) }] });
  if (files.waiting.length < atLeast) return missing();
  const outcome = await sendGuestAppeal(
    guestOf(call, 'files'),
    files.waiting.map(({ id }) => id),
  );
  if (!outcome) return filesOverDocument(call);
  return outcome.kind === 'sent' ? toAppeal(call, 'files', outcome.appealId) : missing();
}

function filesDocument(
  { supplier, language }: PageCall,
  { submission: { kind } }: Waiting,
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

function overDocument(call: PageCall): PageAnswer {
  const { overTitle, over } = guestAppealTexts[call.language];
  return gone(call, 'code', { title: overTitle, text: over });
}

function filesOverDocument(call: PageCall): PageAnswer {
  const { filesOverTitle, filesOver } = guestAppealTexts[call.language];
  return gone(call, 'files', { title: filesOverTitle, text: filesOver });
}

function gone(
  { supplier }: PageCall,
  which: GuestAppealCookie,
  { title, text }: { title: string; text: string },
): PageAnswer {
  const setCookies = [endedGuestAppealCookie(supplier.id, which)];
  return { kind: 'document', status: 410, title, body: html`<p>${text}</p>`, setCookies };
}

/** Only for an appeal that waits for its files, in the browser where its code was typed. */
const takesUpload: UploadRule = {
  from: async (call) => {
    const row = await guestAppealOf(guestOf(call, 'files'));
    return row?.isProven === true && row.submission !== null;
  },
};

/** Where somebody who is not signed in shows by a code that the contact is theirs, and adds the files that the appeal needs. */
export const confirmAppealPages: readonly HostedPage[] = [
  { path: CONFIRM_PAGE, needs: 'anyone', isEverywhere: true, get: show, post: confirm },
  { path: FILES_PAGE, needs: 'anyone', isEverywhere: true, takesUpload, get: showFiles, post: addFiles },
];
