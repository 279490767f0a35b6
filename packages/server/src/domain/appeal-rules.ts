import type { Appeal, AppealKind, AppealStatus } from '@kabinet/api/contract';
import { answerDueOn, type CalendarDate, dateInTimeZone } from '@kabinet/rules';
import type { AppealRow, AppealStep, KindKept } from '../db/appeals.js';
import type { KnownSupplier } from './supplier-directory.js';

/*
 * Where an appeal can go. received -> in_progress, waiting, answered -> closed; whoever writes on after a question or an answer puts it back
 * to work, and so does a reopening; `withdrawn` is for good.
 */

const DAY_MS = 86_400_000;

/** So long after its answer an appeal can be taken up again; then the clock closes it. */
export const REOPENED_WITHIN_DAYS = 30;

/** Somebody of the supplier has to do something, or waits for the customer to. */
export function isOpen(status: AppealStatus): boolean {
  return status === 'received' || status === 'in_progress' || status === 'waiting';
}

/** The day of an answer has passed without one. */
export function isOverdue({ status, dueOn }: Pick<AppealRow, 'status' | 'dueOn'>, today: CalendarDate): boolean {
  return isOpen(status) && dueOn < today;
}

/** What its author can do with an appeal. */
export function whatCanBeDone(
  { status, settledAt }: Pick<AppealRow, 'status' | 'settledAt'>,
  now: Date,
): Appeal['can'] {
  const isSettled = status === 'answered' || status === 'closed';
  const sinceSettled = settledAt === null ? Infinity : now.getTime() - Date.parse(settledAt);
  return {
    reply: isOpen(status) || status === 'answered',
    reopen: isSettled && sinceSettled <= REOPENED_WITHIN_DAYS * DAY_MS,
    withdraw: isOpen(status),
    rate: isSettled,
  };
}

/** The day until which what is settled can be taken up again; null of what is open, or was taken back. */
export function reopenUntil(
  { status, settledAt }: Pick<AppealRow, 'status' | 'settledAt'>,
  supplier: Pick<KnownSupplier, 'profile'>,
): CalendarDate | null {
  if (settledAt === null || (status !== 'answered' && status !== 'closed')) return null;
  return todayAt(supplier, new Date(Date.parse(settledAt) + REOPENED_WITHIN_DAYS * DAY_MS));
}

/** The moment before which what was answered is closed by the clock. */
export function closedBefore(now: Date): Date {
  return new Date(now.getTime() - REOPENED_WITHIN_DAYS * DAY_MS);
}

/** The day it is at the supplier. */
export function todayAt({ profile }: Pick<KnownSupplier, 'profile'>, now: Date): CalendarDate {
  return dateInTimeZone(now, profile.timeZone);
}

/** The last day for an answer to an appeal of this kind whose term counts from a day. */
export function dueOnOf(
  { term }: Pick<KindKept, 'term'>,
  countsFrom: CalendarDate,
  { profile }: Pick<KnownSupplier, 'profile'>,
): CalendarDate {
  return answerDueOn({ receivedOn: countsFrom, days: term.days, counts: term.counts, holidays: profile.holidays });
}

/** What is kept of a kind with an appeal. */
export function kindKept({ name, department, term, fields }: AppealKind): KindKept {
  return { name, department, term, fields };
}

/** A new status as it is written down. */
export function statusStep(status: AppealStatus, byRef: string | null = null): AppealStep {
  return { what: 'status', detail: status, byRef };
}

/** The last day for an answer as it is written down whenever there is a new one: so that of each answer it can be told whether it was in time. */
export function dueSteps(
  before: CalendarDate | null,
  after: CalendarDate | undefined,
  byRef: string | null,
): AppealStep[] {
  return after === undefined || after === before ? [] : [{ what: 'due_on', detail: after, byRef }];
}
