import type { StaffAppointment } from '@kabinet/api/contract';
import type { CalendarDate } from '@kabinet/rules';
import type { Tx } from '../../db/database.js';
import { pagePath } from '../../domain/page-addresses.js';
import type { ReceptionStaff } from '../../domain/reception-days.js';
import type { ProfileReception } from '../../domain/reception-profile.js';
import { textIn } from '../../words/languages.js';
import { dateInWords } from '../../words/moments.js';
import { type FormError, summaryList } from '../form.js';
import type { Markup, PageCall } from '../page.js';
import { staffAtWork } from './at-work.js';
import { receptionStaffTexts } from './reception-texts.js';

/** The overview; days and single appointments are below it. */
export const RECEPTIONS_PAGE = 'staff/receptions';

export const LONGEST_REASON = 500;

export type Params = Readonly<Record<string, string>>;

/** Who works here, once it is sure that they were entrusted with receptions. */
export function receptionStaffAtWork(call: PageCall, tx: Tx): Promise<ReceptionStaff> {
  return staffAtWork(call, tx, 'receptions');
}

/** A day's own page. */
export const dayPath = ({ supplier }: PageCall, receptionId: string, on: CalendarDate) =>
  pagePath(supplier.id, `${RECEPTIONS_PAGE}/${receptionId}/${on}`);

/** `вівторок, 24 листопада 2026 року` */
export const dayIn = (on: CalendarDate, { language }: PageCall) => {
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' });
  return `${weekday.format(new Date(`${on}T12:00:00Z`))}, ${dateInWords(on, language)}`;
};

/** A reception's name, with its company's where there are several. */
export function receptionName(
  { supplier: { profile }, language }: PageCall,
  { company, name }: ProfileReception,
): string {
  const told = textIn(name, language, profile);
  return company === null ? told : `${told}, ${textIn(company, language, profile)}`;
}

/** What a page says beside what it is about. */
export interface Shown {
  readonly status?: 409;
  readonly good?: string;
  readonly warning?: string;
  readonly errors?: readonly FormError[];
}

export function errorOf(errors: readonly FormError[], id: string): string | undefined {
  return errors.find((each) => each.id === id)?.text;
}

/** What staff know of an appointment. */
export function facts(
  { language }: PageCall,
  { appointment, accountNumber, phone, canBeTold }: StaffAppointment,
): Markup {
  const texts = receptionStaffTexts[language];
  const row = (name: string, value: string | null) => (value === null || value === '' ? [] : [{ name, value }]);
  return summaryList([
    ...row(texts.topic, appointment.topic),
    ...row(texts.phone, phone),
    ...row(texts.told, canBeTold ? null : texts.cannotBeTold),
    ...row(texts.account, accountNumber),
    ...row(texts.number, appointment.number),
    ...row(texts.status, texts.statuses[appointment.status]),
    ...row(texts.reason, appointment.reason),
  ]);
}
