import type { AppealDetails, AppealKind } from '@kabinet/api/contract';
import type { Context } from '../context.js';
import { insertMessage } from '../db/appeal-messages.js';
import {
  type AppealChange,
  type AppealChannel,
  type AppealRow,
  type AppealStep,
  findAppeal,
  insertAppeal,
  insertSteps,
  markSeen,
  updateAppeal,
} from '../db/appeals.js';
import { recordAct } from '../db/audit.js';
import type { Tx } from '../db/database.js';
import { isId, newId } from '../db/ids.js';
import { invalidRequest, ProblemError } from '../problem.js';
import { closedBefore, dueOnOf, dueSteps, kindKept, statusStep, todayAt, whatCanBeDone } from './appeal-rules.js';
import { appealDetails } from './appeal-view.js';
import type { KeptFile } from './check-file.js';
import { cleanLines } from './clean-text.js';
import type { Contact } from './contacts.js';
import type { KnownSupplier } from './supplier-directory.js';
import { tellAuthor } from './tell-appeal.js';
import { attachFiles, attachUploads } from './uploads.js';

/** Where and when something happens with an appeal. */
export interface AppealCall {
  readonly context: Pick<Context, 'secretKey' | 'publicUrl'>;
  readonly supplier: KnownSupplier;
  readonly now: Date;
  readonly requestId: string | null;
}

/** Files that go with a message: sent beforehand by its author, or come with a mail. */
interface Files {
  readonly uploadIds?: readonly string[];
  readonly files?: readonly KeptFile[];
}

/** What somebody writes on. */
interface Words {
  readonly text: string;
  /** What follows it in a mail and seems to be a quote: kept below, and folded away where it is shown. */
  readonly quoted?: string;
  /** The address that a mail says it is from; null of what is none. */
  readonly sentFrom?: string | null;
}

/** An appeal that is known to be in order: everything checked that can be, except its files. */
export interface NewAppeal extends Files {
  /** Where its files were sent for it before it was written; a new id without it. */
  readonly id?: string;
  /** Whoever is signed in; null of a guest: the appeal is then `appeal:<id>`'s, see {@link guestRef}. */
  readonly customerRef: string | null;
  /** How a guest calls themselves, and where they are answered; of whoever is signed in both stand elsewhere. */
  readonly name?: string;
  readonly contact?: Contact | null;
  readonly channel: AppealChannel;
  readonly kind: AppealKind;
  readonly accountId: string | null;
  readonly accountNumberTold?: string;
  readonly text: string;
  /** By name, cleaned (`cleanFields`). */
  readonly fields: Readonly<Record<string, string>>;
  readonly language: string;
  /** Nobody is told that it came: a machine stands between, and would answer. */
  readonly isQuiet?: boolean;
}

/** Who an appeal of somebody who is not signed in belongs to. */
export function guestRef(appealId: string): string {
  return `appeal:${appealId}`;
}

/**
 * Takes an appeal: gives it a number and a day until which it is answered, keeps what its kind asks and promises now, hangs its files on it
 * and tells its author. In the transaction of whatever it comes by, so that it comes once.
 */
export async function createAppeal(
  tx: Tx,
  { uploadIds = [], files = [], ...appeal }: AppealCall & NewAppeal,
): Promise<AppealRow> {
  const { supplier, kind, channel, now, requestId } = appeal;
  const supplierId = supplier.id;
  const id = appeal.id ?? newId(now);
  const customerRef = appeal.customerRef ?? guestRef(id);
  const countsFrom = todayAt(supplier, now);
  const dueOn = dueOnOf(kind, countsFrom, supplier);
  await insertAppeal(tx, {
    supplierId,
    appeal: {
      id,
      customerRef,
      personName: appeal.name ?? '',
      contact: appeal.contact ?? null,
      language: appeal.language,
      channel,
      kindId: kind.id,
      kind: kindKept(kind),
      accountId: appeal.accountId,
      accountNumberTold: appeal.accountNumberTold ?? '',
      fields: appeal.fields,
      countsFrom,
      dueOn,
    },
    now,
  });
  const steps = [statusStep('received'), ...dueSteps(null, dueOn, null)];
  await insertSteps(tx, { supplierId, appealId: id, steps, now });
  const words = {
    text: appeal.text,
    quoted: '',
    sentFrom: channel === 'email' ? (appeal.contact?.address ?? null) : null,
  };
  await writeAsAuthor(tx, { supplier, appealId: id, customerRef, channel, ...words, uploadIds, files, now });
  await recordAct(tx, {
    supplierId,
    at: now,
    actor: appeal.customerRef === null ? 'nobody' : 'customer',
    customerRef: appeal.customerRef,
    action: 'appeal.sent',
    subjectId: id,
    requestId,
  });
  const row = await mustFind(tx, supplierId, id);
  if (appeal.isQuiet !== true) {
    await tellAuthor(tx, { ...appeal, appeal: row, purpose: 'appeal_received', facts: { dueOn: row.dueOn } });
  }
  return row;
}

/**
 * Adds what an appeal's author writes on, from the cabinet, the guest's page or a mail. After a question or an answer of the supplier it is
 * worked on again; after an answer, with a new day. The caller holds the appeal (`findAppeal … forChange`) and knows that it is the author.
 * Answers with the message's id; throws `appeal_closed` where nothing can be written any more.
 */
export async function addMessage(
  tx: Tx,
  {
    appeal,
    text,
    quoted = '',
    sentFrom = null,
    channel,
    uploadIds = [],
    files = [],
    ...call
  }: AppealCall & Files & Words & { appeal: AppealRow; channel: AppealChannel },
): Promise<string> {
  if (!whatCanBeDone(appeal, call.now).reply) throw new ProblemError('appeal_closed');
  return writeOn(tx, { ...call, appeal, text, quoted, sentFrom, channel, uploadIds, files, action: 'appeal.replied' });
}

/** An appeal's author, by whatever shows that it is theirs. */
interface OwnAppeal extends AppealCall {
  /** The caller holds it. */
  readonly appeal: AppealRow;
}

/** Takes an appeal up again, with why the answer does not do; it has a new day. */
export async function reopenAppeal(
  tx: Tx,
  {
    appeal,
    text,
    quoted = '',
    sentFrom = null,
    channel,
    uploadIds = [],
    files = [],
    ...call
  }: OwnAppeal & Files & Words & { channel: AppealChannel },
): Promise<void> {
  if (!whatCanBeDone(appeal, call.now).reopen) throw new ProblemError('appeal_closed');
  await writeOn(tx, { ...call, appeal, text, quoted, sentFrom, channel, uploadIds, files, action: 'appeal.reopened' });
}

/** Takes an appeal back. */
export async function withdrawAppeal(tx: Tx, { appeal, ...call }: OwnAppeal): Promise<void> {
  if (!whatCanBeDone(appeal, call.now).withdraw) throw new ProblemError('appeal_closed');
  await changeAsAuthor(tx, call, appeal, 'appeal.withdrawn', [statusStep('withdrawn')], { status: 'withdrawn' });
}

/** Says how much the answer helped; once more to change it. */
export async function rateAppeal(
  tx: Tx,
  { appeal, score, comment, ...call }: OwnAppeal & { score: number; comment: string },
): Promise<void> {
  if (!whatCanBeDone(appeal, call.now).rate) throw new ProblemError('appeal_closed');
  const step: AppealStep = { what: 'rating', detail: String(score), byRef: null };
  await changeAsAuthor(tx, call, appeal, 'appeal.rated', [step], { rating: { score, comment: cleanLines(comment) } });
}

/** Writes down up to which message the author has read. */
export async function markAppealSeen(
  tx: Tx,
  { appeal, messageId, supplier }: OwnAppeal & { messageId: string },
): Promise<void> {
  const isThere = await markSeen(tx, { supplierId: supplier.id, appealId: appeal.id, messageId });
  if (!isThere) throw new ProblemError('not_found');
}

/** Closes what was answered long ago. Whoever took it up again meanwhile was faster: of those held, what is not `answered` stays as it is. */
export async function closeByClock(
  tx: Tx,
  { supplierId, appealId, now }: { supplierId: string; appealId: string; now: Date },
): Promise<void> {
  const appeal = await findAppeal(tx, { supplierId, appealId, forChange: true });
  if (appeal?.status !== 'answered' || appeal.settledAt === null || appeal.settledAt >= closedBefore(now).toISOString())
    return;
  await updateAppeal(tx, { supplierId, appealId, change: { status: 'closed' }, now, isSeen: false });
  await insertSteps(tx, { supplierId, appealId, steps: [statusStep('closed')], now });
  const act = {
    supplierId,
    at: now,
    actor: 'system',
    customerRef: null,
    subjectId: appealId,
    requestId: null,
  } as const;
  await recordAct(tx, { ...act, action: 'appeal.closed' });
}

/** The customer's own appeal, else `not_found`; held where it is to be changed. */
export async function ownAppeal(
  tx: Tx,
  {
    supplier,
    customerRef,
    appealId,
    forChange = false,
  }: Pick<AppealCall, 'supplier'> & { customerRef: string; appealId: string; forChange?: boolean },
): Promise<AppealRow> {
  const appeal = isId(appealId) ? await findAppeal(tx, { supplierId: supplier.id, appealId, forChange }) : null;
  if (!appeal || appeal.customerRef !== customerRef) throw new ProblemError('not_found');
  return appeal;
}

/** An appeal as its author sees it after what was just done. */
export async function shownAppeal(
  tx: Tx,
  call: Pick<AppealCall, 'supplier' | 'now'>,
  appealId: string,
): Promise<AppealDetails> {
  return appealDetails(tx, { ...call, appeal: await mustFind(tx, call.supplier.id, appealId) });
}

async function writeOn(
  tx: Tx,
  {
    appeal,
    text: typed,
    quoted,
    sentFrom,
    channel,
    uploadIds,
    files,
    action,
    ...call
  }: OwnAppeal & Required<Files> & Required<Words> & { channel: AppealChannel; action: string },
): Promise<string> {
  const { supplier, now } = call;
  const text = cleanLines(typed);
  if (text === '' && quoted === '' && uploadIds.length + files.length === 0) throw invalidRequest('/text', 'required');
  const { customerRef } = appeal;
  const message = {
    supplier,
    appealId: appeal.id,
    customerRef,
    channel,
    text,
    quoted,
    sentFrom,
    uploadIds,
    files,
    now,
  };
  const messageId = await writeAsAuthor(tx, message);
  const back = backToWork(appeal, call);
  // Whoever writes on has read, or can be reached.
  const change: AppealChange = { ...back, undeliveredAt: null };
  await changeAsAuthor(tx, call, appeal, action, back ? [statusStep('in_progress')] : [], change);
  return messageId;
}

/** What changes when the author writes; null where it is worked on as before. What was answered has a new day from then on. */
function backToWork(appeal: AppealRow, { supplier, now }: AppealCall): AppealChange | null {
  if (appeal.status === 'received' || appeal.status === 'in_progress') return null;
  if (appeal.status === 'waiting') return { status: 'in_progress' };
  const countsFrom = todayAt(supplier, now);
  return { status: 'in_progress', settledAt: null, countsFrom, dueOn: dueOnOf(appeal.kind, countsFrom, supplier) };
}

async function writeAsAuthor(
  tx: Tx,
  {
    supplier,
    appealId,
    customerRef,
    channel,
    text,
    quoted,
    sentFrom,
    uploadIds,
    files,
    now,
  }: Required<Files> &
    Required<Words> & {
      supplier: KnownSupplier;
      appealId: string;
      customerRef: string;
      channel: AppealChannel;
      now: Date;
    },
): Promise<string> {
  const below = cleanLines(quoted);
  const words =
    below === '' || text === '' ? { text: text || below } : { text: `${text}\n\n${below}`, quotedFrom: text.length };
  const messageId = await insertMessage(tx, {
    supplierId: supplier.id,
    appealId,
    message: { author: 'customer', authorRef: customerRef, authorName: null, channel, sentFrom, ...words },
    now,
  });
  const of = { supplier, appealId, messageId, now };
  await attachUploads(tx, { ...of, customerRef, uploadIds });
  await attachFiles(tx, { ...of, files });
  return messageId;
}

async function changeAsAuthor(
  tx: Tx,
  { supplier, now, requestId }: AppealCall,
  { id: appealId, customerRef, dueOn }: AppealRow,
  action: string,
  steps: readonly AppealStep[],
  change: AppealChange,
): Promise<void> {
  const supplierId = supplier.id;
  const isGuest = customerRef === guestRef(appealId);
  await updateAppeal(tx, { supplierId, appealId, change, now });
  await insertSteps(tx, { supplierId, appealId, steps: [...steps, ...dueSteps(dueOn, change.dueOn, null)], now });
  await recordAct(tx, {
    supplierId,
    at: now,
    actor: isGuest ? 'nobody' : 'customer',
    customerRef: isGuest ? null : customerRef,
    action,
    subjectId: appealId,
    requestId,
  });
}

async function mustFind(tx: Tx, supplierId: string, appealId: string): Promise<AppealRow> {
  const row = await findAppeal(tx, { supplierId, appealId });
  if (!row) throw new Error('an appeal vanished while it was worked on');
  return row;
}
