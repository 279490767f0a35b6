import { createHash } from 'node:crypto';
import { type AppealDetails, MAX_APPEAL_TEXT } from '@kabinet/api/contract';
import { html } from 'hono/html';
import type { AppealRow } from '../../db/appeals.js';
import type { Tx } from '../../db/database.js';
import { findAttachment } from '../../db/files.js';
import { isGuestAppealKey } from '../../domain/appeal-addresses.js';
import * as appeals from '../../domain/appeals.js';
import { spendOrRefuse } from '../../domain/budgets.js';
import { linkToFile } from '../../domain/file-links.js';
import { type Intent, once } from '../../http/idempotency.js';
import { ProblemError } from '../../problem.js';
import { errorSummary, type FormError, notice } from '../form.js';
import type { HostedPage, PageAnswer, PageCall, UploadRule } from '../page.js';
import { readFormFiles } from './files.js';
import { KEY, type Shown, talk, whatCanBeDone, whatIsKnown } from './guest-parts.js';
import { guestAppealTexts, type GuestAppealTexts } from './texts.js';

type Params = Readonly<Record<string, string>>;

const LONGEST_COMMENT = 1000;

/** Who has the address is its author; to everybody else there is no such page. */
function requireKey({ context, supplier, query }: PageCall, appealId: string): void {
  const { secretKey } = context;
  const key = query.get('k') ?? '';
  if (!secretKey || !isGuestAppealKey(secretKey, { supplierId: supplier.id, appealId, key })) {
    throw new ProblemError('not_found');
  }
}

/** The appeal that the address is of. */
function ownAppeal(tx: Tx, { supplier }: PageCall, appealId: string, forChange = false): Promise<AppealRow> {
  return appeals.ownAppeal(tx, { supplier, customerRef: appeals.guestRef(appealId), appealId, forChange });
}

function look(call: PageCall, appealId: string): Promise<{ details: AppealDetails; row: AppealRow }> {
  return call.context.database.transaction(call.supplier.id, async (tx) => ({
    row: await ownAppeal(tx, call, appealId),
    details: await appeals.shownAppeal(tx, call, appealId),
  }));
}

async function show(call: PageCall, { id = '' }: Params): Promise<PageAnswer> {
  requireKey(call, id);
  const done = call.query.get('done');
  return document(call, id, { done: DONE.find((each) => each === done) });
}

const DONE = ['sent', 'replied', 'reopened', 'withdrawn', 'rated'] as const;
type Done = (typeof DONE)[number];

/** What the forms of the page do. */
async function change(call: PageCall, { id = '' }: Params): Promise<PageAnswer> {
  requireKey(call, id);
  const { form: sent, language } = call;
  const texts = guestAppealTexts[language];
  switch (sent.get('step')) {
    case 'withdraw':
      return settle(call, id, 'withdrawn', (tx, own) => appeals.withdrawAppeal(tx, own));
    case 'rate': {
      const score = Number(sent.get('score') ?? '');
      if (!Number.isInteger(score) || score < 1 || score > 5) {
        return document(call, id, { errors: [{ id: 'score-0', text: texts.scoreMissing }], typed: sent });
      }
      const comment = (sent.get('comment') ?? '').slice(0, LONGEST_COMMENT);
      return settle(call, id, 'rated', async (tx, own) => {
        await spendWriting(tx, call, id);
        await appeals.rateAppeal(tx, { ...own, score, comment });
      });
    }
    default:
      return write(call, id, texts);
  }
}

/** Writes on, or takes up again what is closed; a file that was chosen may come alone. */
async function write(call: PageCall, id: string, texts: GuestAppealTexts): Promise<PageAnswer> {
  const { form: sent, context, supplier } = call;
  const customerRef = appeals.guestRef(id);
  // Files are kept for an appeal that can take them.
  await context.database.transaction(supplier.id, (tx) => ownAppeal(tx, call, id));
  const files = await readFormFiles(call, { customerRef });
  const again = (errors: readonly FormError[]) => document(call, id, { errors, typed: sent, files });
  if (files.isOnlyFiles || files.errors.length > 0) return again(files.errors);
  const text = (sent.get('text') ?? '').slice(0, MAX_APPEAL_TEXT + 1);
  if (text.length > MAX_APPEAL_TEXT) return again([{ id: 'text', text: texts.tooLong }]);
  if (text.trim() === '' && files.waiting.length === 0) return again([{ id: 'text', text: texts.textMissing }]);
  const uploadIds = files.waiting.map((file) => file.id);
  const isReopening = sent.get('step') === 'reopen';
  const message = { text, uploadIds, channel: 'guest' } as const;
  return settle(
    call,
    id,
    isReopening ? 'reopened' : 'replied',
    async (tx, own) => {
      await spendWriting(tx, call, id);
      if (isReopening) await appeals.reopenAppeal(tx, { ...own, ...message });
      else await appeals.addMessage(tx, { ...own, ...message });
    },
    again,
  );
}

/** What is written down of an appeal, a score too: so much a day. */
async function spendWriting(tx: Tx, { supplier, now }: PageCall, id: string): Promise<void> {
  const budget = 'appeal_message_customer';
  await spendOrRefuse(tx, { supplierId: supplier.id, budget, who: appeals.guestRef(id), now });
}

/** A form as it was filled in: pressed twice, or sent again by the back button, it is the same; changed it is another one. */
function intentOf({ supplier, form: sent, file, requestId, now }: PageCall, id: string, done: Done): Intent {
  const content = [done, ...[...sent].flat(), file && createHash('sha256').update(file.bytes).digest('hex')];
  const key = createHash('sha256').update(JSON.stringify(content)).digest('base64url');
  const customerRef = appeals.guestRef(id);
  return { supplierId: supplier.id, customerRef, key, operation: 'my/appeal', content, requestId, now };
}

/** Does one thing with the appeal, which is held, and goes back to the page. */
async function settle(
  call: PageCall,
  id: string,
  done: Done,
  does: (tx: Tx, own: appeals.AppealCall & { appeal: AppealRow }) => Promise<void>,
  again: (errors: readonly FormError[]) => Promise<PageAnswer> = (errors) => document(call, id, { errors }),
): Promise<PageAnswer> {
  const { context, supplier, query, now, requestId, request, language } = call;
  const texts = guestAppealTexts[language];
  const isClosed = () => document(call, id, { warning: texts.closed, typed: call.form });
  const work = async (tx: Tx) => {
    await does(tx, { context, supplier, now, requestId, appeal: await ownAppeal(tx, call, id, true) });
    return { status: 303, body: '' };
  };
  try {
    if (call.form.has(KEY)) {
      // What could not be done is kept as an answer too; the one refusal among them is that it is closed.
      const { status } = await once(context.database, intentOf(call, id, done), work);
      if (status !== 303) return await isClosed();
    } else {
      await context.database.transaction(supplier.id, work);
    }
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    if (error.code === 'appeal_closed') return isClosed();
    if (error.code === 'invalid_request') return again([{ id: 'text', text: texts.textMissing }]);
    throw error;
  }
  const to = new URL(request.url).pathname;
  return { kind: 'redirect', to: `${to}?${new URLSearchParams({ k: query.get('k') ?? '', done }).toString()}` };
}

async function document(
  call: PageCall,
  id: string,
  { done, warning, ...shown }: Shown & { done?: Done | undefined; warning?: string },
): Promise<PageAnswer> {
  const { language } = call;
  const texts = guestAppealTexts[language];
  const { details, row } = await look(call, id);
  const { errors = [] } = shown;
  return {
    kind: 'document',
    title: texts.title(details.appeal.number),
    status: warning === undefined ? (errors.length > 0 ? 422 : 200) : 409,
    body: html`
      ${errorSummary(language, errors)}
      ${done === undefined || done === 'sent' ? '' : notice({ tone: 'good', title: texts[done], takesFocus: true })}
      ${warning === undefined ? '' : notice({ tone: 'warn', title: warning, takesFocus: true })}
      ${whatIsKnown(call, { details, row }, done === 'sent')} ${talk(call, details)}
      ${whatCanBeDone(call, details, shown)}
    `,
  };
}

/** Leads to a file of the conversation by a link of a few minutes. */
async function openFile(call: PageCall, { id = '', fileId = '' }: Params): Promise<PageAnswer> {
  requireKey(call, id);
  const { context, supplier, now } = call;
  const whose = { supplierId: supplier.id, appealId: id, customerRef: appeals.guestRef(id) };
  const file = await context.database.transaction(supplier.id, (tx) =>
    findAttachment(tx, { ...whose, attachmentId: fileId }),
  );
  if (!file) throw new ProblemError('not_found');
  return { kind: 'redirect', to: linkToFile(context, { supplier, kind: 'appeal_attachments', file, now }).url };
}

/** Only whoever has the address sends anything. */
const takesUpload: UploadRule = {
  from: (call, { id = '' }) => {
    requireKey(call, id);
    return true;
  },
};

/** An appeal of who wrote without signing in, or by mail: for whoever has its address, which is sent to its author alone. */
export const guestAppealPages: readonly HostedPage[] = [
  { path: 'appeal/:id', needs: 'anyone', isEverywhere: true, takesUpload, get: show, post: change },
  { path: 'appeal/:id/file/:fileId', needs: 'anyone', isEverywhere: true, get: openFile },
];
