import type {
  AppealMessage,
  AppealStatus,
  ReplyTemplate,
  StaffAppeal,
  StaffAppealDetails,
} from '@kabinet/api/contract';
import { type CalendarDate, daysBetween } from '@kabinet/rules';
import type { Context } from '../context.js';
import { type AppealMessageRow, messagesOf } from '../db/appeal-messages.js';
import { type AppealRow, stepsOf } from '../db/appeals.js';
import { recordActs } from '../db/audit.js';
import type { Tx } from '../db/database.js';
import { isId } from '../db/ids.js';
import {
  findStaffAppeal,
  namesOfStaff,
  type QueueCursor,
  type QueueFilter,
  type StaffAppealRow,
  staffQueue,
} from '../db/staff-appeals.js';
import { contactsOfCustomer } from './customer-contacts.js';
import { dayAndMonth } from '../words/moments.js';
import { pageLanguageOf, textIn } from '../words/languages.js';
import { filledIn } from './appeal-profile.js';
import { isOpen, todayAt } from './appeal-rules.js';
import { appealOf, fieldsInWords, messageOf } from './appeal-view.js';
import { cleanLine } from './clean-text.js';
import { readContact } from './contacts.js';
import type { StaffAtWork } from './link-requests.js';
import type { KnownSupplier } from './supplier-directory.js';

/** A member of staff at work with appeals. */
export type AppealStaff = Omit<StaffAtWork, 'supplier'> & {
  readonly context: Pick<Context, 'secretKey' | 'publicUrl'>;
  readonly supplier: KnownSupplier;
};

/** What of the queue staff want to see, as the contract says it. */
export interface QueueWish {
  readonly status?: AppealStatus | 'open' | 'all' | undefined;
  readonly kindId?: string | undefined;
  /** `me`, `nobody`, or somebody's reference. */
  readonly assignee?: string | undefined;
  readonly overdue?: 'yes' | undefined;
  readonly undelivered?: 'yes' | undefined;
  readonly search?: string | undefined;
  readonly cursor?: string | undefined;
}

const PAGE_SIZE = 50;

/** A page of the queue. Each appeal shown is a look at somebody's letter, and is written down as one. Null for a cursor that is none of ours. */
export async function lookAtQueue(
  tx: Tx,
  { wish, ...work }: AppealStaff & { wish: QueueWish },
): Promise<{ items: StaffAppeal[]; nextCursor: string | null } | null> {
  const { supplier, now } = work;
  // What did not arrive may be answered long since.
  const { status = wish.undelivered === 'yes' ? 'all' : 'open' } = wish;
  // What nobody waits for is looked up, not worked off.
  const isNewestFirst = status === 'all' || (status !== 'open' && !isOpen(status));
  const after = wish.cursor === undefined ? null : readCursor(wish.cursor, isNewestFirst);
  if (wish.cursor !== undefined && after === null) return null;
  const rows = await staffQueue(tx, {
    supplierId: supplier.id,
    filter: filterOf(wish, status, work),
    isNewestFirst,
    after,
    // One more than a page tells whether there is a next one.
    limit: PAGE_SIZE + 1,
  });
  const page = rows.slice(0, PAGE_SIZE);
  await writeLooks(tx, page, work);
  const last = page.at(-1);
  return {
    items: page.map((row) => staffAppealOf(row, { supplier, now })),
    nextCursor: rows.length > PAGE_SIZE && last ? `${isNewestFirst ? last.changedAt : last.dueOn}_${last.id}` : null,
  };
}

function filterOf(
  { kindId, assignee, overdue, undelivered, search }: QueueWish,
  status: NonNullable<QueueWish['status']>,
  { supplier, staff, now }: AppealStaff,
): QueueFilter {
  const words = cleanLine(search ?? '');
  return {
    isOpen: overdue === 'yes' || status === 'open' || (status !== 'all' && isOpen(status)),
    ...(status !== 'open' && status !== 'all' && { status }),
    ...(kindId !== undefined && { kindId: cleanLine(kindId) }),
    ...(assignee !== undefined && {
      assigneeRef: assignee === 'nobody' ? null : assignee === 'me' ? staff.ref : cleanLine(assignee),
    }),
    ...(undelivered === 'yes' && { isUndelivered: true }),
    ...(overdue === 'yes' && { dueBefore: todayAt(supplier, now) }),
    ...(words !== '' && { search: words, contact: readContact(words, supplier.profile.country)?.address ?? '' }),
  };
}

/** As we gave it out; null of anything else: the database would stumble over other days and moments. */
function readCursor(cursor: string, isMoment: boolean): QueueCursor | null {
  const [at = '', id = ''] = cursor.split('_');
  const moment = new Date(isMoment ? at : `${at}T00:00:00.000Z`);
  if (!isId(id) || Number.isNaN(moment.getTime()) || !/^[1-9]\d{3}-/.test(at)) return null;
  const shown = moment.toISOString();
  return shown === at || (!isMoment && shown.startsWith(at) && at.length === 10) ? { at, id } : null;
}

/** Whether an appeal is of this person: sent signed in, or without from a contact that is theirs. Nobody works on an appeal of their own. */
export async function isOwnAppeal(
  tx: Tx,
  { supplierId, appeal, ref }: { supplierId: string; appeal: Pick<AppealRow, 'customerRef' | 'contact'>; ref: string },
): Promise<boolean> {
  if (appeal.customerRef === ref) return true;
  const address = appeal.contact?.address;
  if (address === undefined) return false;
  const contacts = await contactsOfCustomer(tx, { supplierId, customerRef: ref });
  return contacts.some((contact) => contact.address === address);
}

/** One appeal with all that belongs to it; a look that is written down. Null when there is none such. */
export async function lookAtAppeal(
  tx: Tx,
  { appealId, ...work }: AppealStaff & { appealId: string },
): Promise<StaffAppealDetails | null> {
  const { supplier, now } = work;
  const of = { supplierId: supplier.id, appealId };
  const row = await findStaffAppeal(tx, of);
  if (!row) return null;
  await writeLooks(tx, [row], work);
  const messages = await messagesOf(tx, of);
  const steps = await stepsOf(tx, of);
  const contacts = await contactsOf(tx, supplier.id, row);
  // Notes go to no customer, whatever else they are.
  const isOwn = await isOwnAppeal(tx, { supplierId: supplier.id, appeal: row, ref: work.staff.ref });
  const notes = isOwn ? [] : messages.filter(({ author }) => author === 'note');
  const refs = [...notes.map(({ authorRef }) => authorRef), ...steps.map(({ byRef }) => byRef)];
  const names = await namesOfStaff(tx, { supplierId: supplier.id, refs: refs.filter((ref) => ref !== null) });
  const staffOf = (ref: string) => ({ ref, name: names.get(ref) ?? '' });
  return {
    item: staffAppealOf(row, { supplier, now }),
    contact: contacts[0] ?? null,
    fields: fieldsInWords(row, supplier),
    messages: messages.flatMap((message) => forStaff(message, contacts) ?? []),
    notes: notes.map(({ id, authorRef, writtenAt, text }) => ({
      id,
      author: staffOf(authorRef ?? ''),
      writtenAt,
      text,
    })),
    trail: steps.map(({ at, byRef, what, detail }) => ({
      at,
      by: byRef === null ? null : staffOf(byRef),
      what,
      detail,
    })),
  };
}

/** The supplier's texts to begin an answer with, filled in and in the language of the appeal. Null when there is no such appeal. */
export async function replyTemplates(
  tx: Tx,
  { appealId, ...work }: AppealStaff & { appealId: string },
): Promise<ReplyTemplate[] | null> {
  const { profile, id: supplierId } = work.supplier;
  const row = await findStaffAppeal(tx, { supplierId, appealId });
  if (!row) return null;
  await writeLooks(tx, [row], work);
  const language = pageLanguageOf(row.language);
  const known = {
    name: row.customerName,
    number: row.number,
    dueOn: dayAndMonth(row.dueOn, language),
    kind: textIn(row.kind.name, language, profile),
  };
  return (profile.appeals?.replyTemplates ?? []).map(({ id, name, text }) => ({
    id,
    name,
    text: filledIn(textIn(text, language, profile), known),
  }));
}

function staffAppealOf(row: StaffAppealRow, { supplier, now }: { supplier: KnownSupplier; now: Date }): StaffAppeal {
  const today: CalendarDate = todayAt(supplier, now);
  const open = isOpen(row.status);
  return {
    appeal: appealOf(row, { supplier, now }),
    customerName: row.customerName,
    accountNumber: row.accountNumber,
    assignee: row.assignee,
    daysLeft: open ? daysBetween(today, row.dueOn) : null,
    awaitsUs: open && row.isAskedLast,
    undeliveredAt: row.undeliveredAt,
  };
}

/** Where its author can be reached, whole: staff may have to phone. */
async function contactsOf(tx: Tx, supplierId: string, row: StaffAppealRow): Promise<readonly string[]> {
  if (row.contact) return [row.contact.address];
  const contacts = await contactsOfCustomer(tx, { supplierId, customerRef: row.customerRef });
  return contacts.map(({ address }) => address);
}

/** A message as staff see it: with the address of a mail that came from none of the author's contacts. */
function forStaff(row: AppealMessageRow, contacts: readonly string[]): AppealMessage | null {
  const message = messageOf(row);
  const { sentFrom } = row;
  return message && sentFrom && !contacts.includes(sentFrom) ? { ...message, sentFrom } : message;
}

async function writeLooks(tx: Tx, rows: readonly StaffAppealRow[], work: AppealStaff): Promise<void> {
  const { supplier, staff, now, requestId } = work;
  await recordActs(
    tx,
    rows.map(({ id: subjectId }) => ({
      supplierId: supplier.id,
      at: now,
      actor: 'staff' as const,
      customerRef: staff.ref,
      action: 'appeal.viewed',
      subjectId,
      requestId,
    })),
  );
}
