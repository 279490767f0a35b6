import type { LocalizedText, ServiceKind } from '@kabinet/api/contract';
import {
  addDays,
  type CalendarDate,
  nextReadingWindow,
  type ReadingWindowState,
  readingWindowOn,
} from '@kabinet/rules';
import type { ListedAccount } from '../db/account-access.js';
import { dueOf, stillDue } from '../db/account-due.js';
import { appointmentsOfCustomer } from '../db/appointment-lists.js';
import type { AppointmentRow } from '../db/appointments.js';
import type { Tx } from '../db/database.js';
import { findReminders } from '../db/reminders.js';
import { tailOf } from '../domain/account-tail.js';
import { windowRuleOf } from '../domain/reading-windows.js';
import { USUAL_DAYS_BEFORE } from '../domain/reminders.js';
import type { KnownSupplier } from '../domain/supplier-directory.js';
import { type PageLanguage, textIn } from '../words/languages.js';
import { calendarTexts } from './texts.js';

interface Event {
  /** The same for the same thing, however often the calendar is fetched: what changed is changed, not doubled. */
  readonly key: string;
  readonly title: string;
}

/** Whole days of a calendar, in days of the supplier. */
export interface WholeDays extends Event {
  readonly firstDay: CalendarDate;
  readonly lastDay: CalendarDate;
  /** How many days before the first one the calendar program reminds, at ten in the morning; null for not at all. */
  readonly alarmDaysBefore: number | null;
}

/** Something from one moment to another, ISO 8601, and where. */
export interface TimedEvent extends Event {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly place: string;
  readonly text: string;
  /** How many hours before the calendar program reminds. */
  readonly alarmHoursBefore: number;
  /** Greater after each change: programs that have the event already take it for a newer one. */
  readonly sequence: number;
}

export type CalendarEvent = WholeDays | TimedEvent;

/** Whose calendar it is, and what they may see now. */
export interface CalendarOwner {
  readonly supplier: KnownSupplier;
  readonly customerRef: string;
  readonly accounts: readonly ListedAccount[];
  readonly language: PageLanguage;
  readonly today: CalendarDate;
  readonly now: Date;
}

type Source = (tx: Tx, owner: CalendarOwner) => Promise<readonly CalendarEvent[]>;

/** A window's months that a calendar shows ahead. */
const WINDOWS_AHEAD = 3;

/** The windows of reading, of accounts that the customer may hand readings in for. */
const readingWindows: Source = (_tx, { supplier, accounts, language, today }) => {
  const { profile } = supplier;
  const texts = calendarTexts[language];
  const events = accounts
    .filter(({ grants }) => grants.includes('readings'))
    .flatMap(({ id, accountNumber, locality, serviceKinds }) =>
      (serviceKinds as ServiceKind[])
        // A service without a window takes readings all month: no day of it is worth a note.
        .filter((serviceKind) => profile.readingWindows.some((rule) => rule.serviceKind === serviceKind))
        .flatMap((serviceKind) =>
          windowsFrom(windowRuleOf(profile, serviceKind, locality), today).map(({ opensOn, closesOn, countsFor }) => ({
            key: `window ${id} ${serviceKind} ${countsFor}`,
            firstDay: opensOn,
            lastDay: closesOn,
            title: `${texts.pass(texts.services[serviceKind])}, ${texts.account(tailOf(accountNumber))}`,
            alarmDaysBefore: null,
          })),
        ),
    );
  return Promise.resolve(events);
};

function windowsFrom(rule: Parameters<typeof readingWindowOn>[0], today: CalendarDate): ReadingWindowState[] {
  const windows = [readingWindowOn(rule, today)];
  for (let last = windows[0]; last && windows.length < WINDOWS_AHEAD; last = windows.at(-1)) {
    windows.push(nextReadingWindow(rule, last.opensOn));
  }
  return windows;
}

/** The days to pay by, of accounts whose sums the customer may see, while something is due. The sum itself stays in the cabinet. */
const dueDays: Source = async (tx, { supplier, customerRef, accounts, language }) => {
  const texts = calendarTexts[language];
  const settings = await findReminders(tx, { supplierId: supplier.id, customerRef });
  const events: WholeDays[] = [];
  for (const { id, accountNumber, grants } of accounts) {
    if (!grants.includes('view')) continue;
    const due = await dueOf(tx, { supplierId: supplier.id, accountId: id });
    if (!due.bill || stillDue(due) === 0n) continue;
    const { month, dueOn } = due.bill;
    const name = textIn(supplier.profile.name, language, supplier.profile);
    events.push({
      key: `due ${id} ${month}`,
      firstDay: dueOn,
      lastDay: dueOn,
      title: `${texts.pay(name)}, ${texts.account(tailOf(accountNumber))}`,
      alarmDaysBefore: settings?.daysBefore ?? USUAL_DAYS_BEFORE,
    });
  }
  return events;
};

/** More than anybody has booked. */
const MOST_APPOINTMENTS = 100;

/** What is booked with receptions, and was: a calendar keeps what is over. */
const appointments: Source = async (tx, { supplier, customerRef, language, now }) => {
  const which = { supplierId: supplier.id, customerRef, now, limit: MOST_APPOINTMENTS };
  return (await appointmentsOfCustomer(tx, which))
    .filter(({ status }) => status === 'booked' || status === 'attended' || status === 'missed')
    .map((row) => appointmentEvent(row, supplier, language));
};

/** An appointment in a calendar, the same in the feed as in a file of its own. What it is about stays in the cabinet. */
export function appointmentEvent(
  { id, number, reception, startsAt, endsAt, bookedAt, changedAt }: AppointmentRow,
  { profile }: KnownSupplier,
  language: PageLanguage,
): TimedEvent {
  const texts = calendarTexts[language];
  const told = (text: LocalizedText | null) => (text === null ? '' : textIn(text, language, profile));
  return {
    key: `appointment ${id}`,
    startsAt,
    endsAt,
    title: told(reception.name),
    place: told(reception.address),
    text: [texts.appointment(number), told(reception.manager), told(reception.note), reception.phone ?? profile.phone]
      .filter((line) => line !== '')
      .join('\n'),
    alarmHoursBefore: 2,
    sequence: Math.floor((Date.parse(changedAt) - Date.parse(bookedAt)) / 1000),
  };
}

/** What a calendar is made of. */
const SOURCES: readonly Source[] = [readingWindows, dueDays, appointments];

/** Everything that stands in the owner's calendar, by day. */
export async function calendarEvents(tx: Tx, owner: CalendarOwner): Promise<CalendarEvent[]> {
  const events: CalendarEvent[] = [];
  for (const source of SOURCES) events.push(...(await source(tx, owner)));
  const order = (event: CalendarEvent) => ('firstDay' in event ? event.firstDay : event.startsAt) + event.key;
  return events.sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

/** The day after the event's last: as RFC 5545 says when whole days end. */
export function dayAfter({ lastDay }: WholeDays): CalendarDate {
  return addDays(lastDay, 1);
}
