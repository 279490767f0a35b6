import type { StaffAnswer, StaffAppealChange } from '@kabinet/api/contract';
import { addDays, type CalendarDate, isCalendarDate } from '@kabinet/rules';
import { insertMessage, newestMessage } from '../db/appeal-messages.js';
import {
  type AppealChange,
  type AppealRow,
  type AppealStep,
  findAppeal,
  insertSteps,
  updateAppeal,
} from '../db/appeals.js';
import { recordAct } from '../db/audit.js';
import type { Tx } from '../db/database.js';
import { findPerson } from '../db/people.js';
import { hasRole } from '../db/staff-roles.js';
import { personIdOf } from './customer.js';
import { kindOf } from './appeal-profile.js';
import { dueOnOf, dueSteps, isOpen, kindKept, statusStep, todayAt } from './appeal-rules.js';
import { cleanLines } from './clean-text.js';
import { type AppealStaff, isOwnAppeal } from './staff-appeals.js';
import { tellAuthor } from './tell-appeal.js';
import { attachUploads } from './uploads.js';

/** What came of something that staff did. */
export type StaffAppealOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'not_found' }
  /** Nobody works on an appeal of their own. */
  | { readonly kind: 'own_appeal' }
  /** It is closed for this, or was taken back. */
  | { readonly kind: 'closed' }
  /** Somebody has written since: the customer, or a colleague who answered meanwhile. */
  | { readonly kind: 'changed'; readonly by: 'customer' | 'colleague' }
  | { readonly kind: 'fault'; readonly pointer: string; readonly code: string };

const fault = (pointer: string, code: string): StaffAppealOutcome => ({ kind: 'fault', pointer, code });

/** A member of staff with an appeal in hand. */
type Work = AppealStaff & { readonly appealId: string };

/** Writes to the customer, and says where that leaves the appeal. Whoever answers first works on it from then on. */
export async function answerAppeal(
  tx: Tx,
  { answer, ...work }: Work & { answer: StaffAnswer },
): Promise<StaffAppealOutcome> {
  const { supplier, staff, appealId, now } = work;
  const appeal = await findAppeal(tx, { supplierId: supplier.id, appealId, forChange: true });
  if (!appeal) return { kind: 'not_found' };
  if (await isOwnAppeal(tx, { supplierId: supplier.id, appeal, ref: staff.ref })) return { kind: 'own_appeal' };
  if (appeal.status === 'closed' || appeal.status === 'withdrawn') return { kind: 'closed' };
  const text = cleanLines(answer.text);
  if (text === '') return fault('/text', 'required');
  const newest = await newestMessage(tx, { supplierId: supplier.id, appealId });
  if (newest && newest.id !== answer.afterMessageId) {
    // A button that was pressed twice: the customer is told once.
    if (newest.authorRef === staff.ref && newest.text === text) return { kind: 'done' };
    return { kind: 'changed', by: newest.author === 'customer' ? 'customer' : 'colleague' };
  }
  await write(tx, work, text, answer.uploadIds);
  const { status } = answer;
  const isNew = status !== appeal.status;
  const isUnclaimed = appeal.assigneeRef === null;
  await apply(tx, work, appeal, {
    action: 'appeal.answered',
    steps: [
      ...(isUnclaimed ? [assigneeStep(staff.ref, staff.ref)] : []),
      ...(isNew ? [statusStep(status, staff.ref)] : []),
    ],
    change: {
      ...(isNew && { status }),
      ...(isOpen(status) ? takenUp(appeal, work) : { settledAt: now }),
      ...(isUnclaimed && { assigneeRef: staff.ref }),
      // A new letter, of which nothing is known yet.
      undeliveredAt: null,
    },
  });
  const purpose =
    status === 'waiting' ? 'appeal_waiting' : status === 'in_progress' ? 'appeal_written' : 'appeal_answered';
  await tellAuthor(tx, { ...work, appeal, purpose, facts: { text, files: answer.uploadIds.length } });
  return { kind: 'done' };
}

/** What staff change of an appeal, checked: nothing of it is done where a part cannot be. */
interface Plan {
  change: AppealChange;
  readonly steps: AppealStep[];
  /** What the customer reads of it; empty for nothing. */
  reason: string;
}

/** Assigns an appeal, moves it on, corrects its kind, sets a later day, or leaves a note: all that is given, or nothing. */
export async function changeAppeal(
  tx: Tx,
  { change, ...work }: Work & { change: StaffAppealChange },
): Promise<StaffAppealOutcome> {
  const { supplier, staff, appealId, now } = work;
  const appeal = await findAppeal(tx, { supplierId: supplier.id, appealId, forChange: true });
  if (!appeal) return { kind: 'not_found' };
  if (await isOwnAppeal(tx, { supplierId: supplier.id, appeal, ref: staff.ref })) return { kind: 'own_appeal' };
  const plan: Plan = { change: {}, steps: [], reason: cleanLines(change.reason ?? '') };
  const note = change.note === undefined ? null : cleanLines(change.note);
  const refused =
    planStatus(plan, appeal, change.status, work) ??
    planKind(plan, appeal, change.kindId, work) ??
    planDay(plan, appeal, change.dueOn, work) ??
    (await planAssignee(tx, plan, appeal, change.assigneeRef, work)) ??
    (note === '' ? fault('/note', 'required') : null) ??
    (plan.reason !== '' && plan.change.kindId === undefined && change.dueOn === undefined
      ? fault('/reason', 'not_offered')
      : null);
  if (refused) return refused;

  if (note !== null) {
    const message = { author: 'note', authorRef: staff.ref, authorName: null, channel: 'staff', text: note } as const;
    await insertMessage(tx, { supplierId: supplier.id, appealId, message, now });
  }
  if (plan.reason !== '') await write(tx, work, plan.reason, []);
  await apply(tx, work, appeal, { action: 'appeal.changed', steps: plan.steps, change: plan.change });
  await tellOfChange(tx, work, appeal, plan);
  return { kind: 'done' };
}

/**
 * The clock is not all that closes: staff do too, once it is answered, and take up again what is settled. A question or an answer is a
 * message (`answerAppeal`), and nothing is closed without a word.
 */
function planStatus(
  plan: Plan,
  appeal: AppealRow,
  status: StaffAppealChange['status'],
  work: Work,
): StaffAppealOutcome | null {
  if (status === undefined || status === appeal.status) return null;
  if (appeal.status === 'withdrawn') return { kind: 'closed' };
  if (status === 'received' || status === 'withdrawn') return fault('/status', 'not_offered');
  if (status !== 'in_progress' && !(status === 'closed' && appeal.status === 'answered')) {
    return fault('/status', 'answer_missing');
  }
  plan.change = { ...plan.change, status, ...(status === 'in_progress' && takenUp(appeal, work)) };
  plan.steps.push(statusStep(status, work.staff.ref));
  return null;
}

/** Another kind: its department answers, by its term, from the day on from which the term counted before. */
function planKind(
  plan: Plan,
  appeal: AppealRow,
  kindId: string | undefined,
  { supplier, staff }: Work,
): StaffAppealOutcome | null {
  if (kindId === undefined || kindId === appeal.kindId) return null;
  if (!isOpen(plan.change.status ?? appeal.status)) return { kind: 'closed' };
  const kind = kindOf(supplier.profile, kindId);
  if (!kind) return fault('/kindId', 'unknown_kind');
  const dueOn = dueOnOf(kind, plan.change.countsFrom ?? appeal.countsFrom, supplier);
  // What was asked stays as it was asked.
  const kept = { ...kindKept(kind), fields: appeal.kind.fields };
  plan.change = { ...plan.change, kindId, kind: kept, dueOn };
  plan.steps.push({ what: 'kind', detail: kindId, byRef: staff.ref });
  return null;
}

/** Later than any law lets an answer wait. */
const LATEST_DAYS = 366;

/** A later day, which the customer is told with why. */
function planDay(
  plan: Plan,
  appeal: AppealRow,
  dueOn: CalendarDate | undefined,
  { supplier, now }: Work,
): StaffAppealOutcome | null {
  const before = plan.change.dueOn ?? appeal.dueOn;
  // With a reason of its own the same day is meant as another one, and is none.
  const isMeant = plan.reason !== '' && plan.change.kindId === undefined;
  if (dueOn === undefined || (dueOn === before && !isMeant)) return null;
  if (!isOpen(plan.change.status ?? appeal.status)) return { kind: 'closed' };
  // The form of our own page is not the contract's.
  if (!isCalendarDate(dueOn)) return fault('/dueOn', 'not_a_date');
  if (dueOn <= before) return fault('/dueOn', 'too_early');
  if (dueOn > addDays(todayAt(supplier, now), LATEST_DAYS)) return fault('/dueOn', 'too_late');
  if (plan.reason === '') return fault('/reason', 'required');
  plan.change = { ...plan.change, dueOn };
  return null;
}

async function planAssignee(
  tx: Tx,
  plan: Plan,
  appeal: AppealRow,
  assigneeRef: string | null | undefined,
  { supplier, staff }: Work,
): Promise<StaffAppealOutcome | null> {
  if (assigneeRef === undefined || assigneeRef === appeal.assigneeRef) return null;
  if (assigneeRef !== null && (await isOwnAppeal(tx, { supplierId: supplier.id, appeal, ref: assigneeRef }))) {
    return fault('/assigneeRef', 'own_appeal');
  }
  if (assigneeRef !== null && !(await isAppealStaff(tx, supplier.id, assigneeRef))) {
    return fault('/assigneeRef', 'not_staff');
  }
  plan.change = { ...plan.change, assigneeRef };
  plan.steps.push(assigneeStep(assigneeRef, staff.ref));
  return null;
}

async function isAppealStaff(tx: Tx, supplierId: string, ref: string): Promise<boolean> {
  const personId = personIdOf(ref);
  return personId !== null && hasRole(tx, { supplierId, personId, role: 'appeals' });
}

/** A settled appeal that is worked on again counts anew; one that is open goes on. */
function takenUp(appeal: AppealRow, { supplier, now }: Work): AppealChange {
  if (isOpen(appeal.status)) return {};
  const countsFrom = todayAt(supplier, now);
  return { settledAt: null, countsFrom, dueOn: dueOnOf(appeal.kind, countsFrom, supplier) };
}

/** A message of the supplier, by the name that its author goes by. */
async function write(tx: Tx, work: Work, text: string, uploadIds: readonly string[]): Promise<void> {
  const { supplier, staff, appealId, now } = work;
  const supplierId = supplier.id;
  const person = await findPerson(tx, { supplierId, personId: staff.personId });
  const authorName = person?.displayName || null;
  const message = { author: 'supplier', authorRef: staff.ref, authorName, channel: 'staff', text } as const;
  const messageId = await insertMessage(tx, { supplierId, appealId, message, now });
  await attachUploads(tx, { supplier, appealId, messageId, customerRef: staff.ref, uploadIds, now });
}

async function apply(
  tx: Tx,
  { supplier, staff, appealId, now, requestId }: Work,
  appeal: AppealRow,
  { action, change, ...done }: { action: string; steps: readonly AppealStep[]; change: AppealChange },
): Promise<void> {
  const supplierId = supplier.id;
  const steps = [...done.steps, ...dueSteps(appeal.dueOn, change.dueOn, staff.ref)];
  // Who works on it is of no concern to the customer.
  const isSeen = action === 'appeal.answered' || steps.some(({ what }) => what !== 'assignee');
  await updateAppeal(tx, { supplierId, appealId, change, now, isSeen });
  await insertSteps(tx, { supplierId, appealId, steps, now });
  await recordAct(tx, {
    supplierId,
    at: now,
    actor: 'staff',
    customerRef: staff.ref,
    action,
    subjectId: appealId,
    requestId,
  });
}

async function tellOfChange(tx: Tx, work: Work, appeal: AppealRow, { change, reason }: Plan): Promise<void> {
  const { dueOn } = change;
  if (dueOn !== undefined && dueOn !== appeal.dueOn) {
    await tellAuthor(tx, { ...work, appeal, purpose: 'appeal_due_moved', facts: { dueOn, reason } });
  } else if (reason !== '') {
    await tellAuthor(tx, { ...work, appeal, purpose: 'appeal_written', facts: { text: reason, files: 0 } });
  }
}

function assigneeStep(assigneeRef: string | null, byRef: string): AppealStep {
  return { what: 'assignee', detail: assigneeRef ?? '', byRef };
}
