import type { AppointmentRequest } from '@kabinet/api/contract';
import { dateInTimeZone } from '@kabinet/rules';
import { accessTo } from '../db/account-access.js';
import { recordAct } from '../db/audit.js';
import type { Tx } from '../db/database.js';
import { findPerson } from '../db/people.js';
import { invalidRequest, ProblemError } from '../problem.js';
import { personIdOf } from './customer.js';
import { type PageLanguage, pageLanguageOf } from '../words/languages.js';
import { cleanLines } from './clean-text.js';
import { isPhoneTaken, readContact } from './contacts.js';
import type { KnownSupplier } from './supplier-directory.js';

/** A customer's call about appointments. */
export interface AppointmentCall {
  readonly supplier: KnownSupplier;
  readonly customerRef: string;
  readonly now: Date;
  readonly requestId: string;
}

/** What a customer says of what they come for, made fit to keep; a fault is theirs to put right. */
export interface SaidOfAppointment {
  readonly topic: string;
  readonly accountId: string | null;
  readonly phone: string;
  readonly language: PageLanguage;
}

export async function readRequest(
  tx: Tx,
  {
    supplier,
    customerRef,
    now,
    request,
  }: AppointmentCall & { request: Pick<AppointmentRequest, 'topic' | 'accountId' | 'phone'> },
): Promise<SaidOfAppointment> {
  const { profile } = supplier;
  const topic = cleanLines(request.topic);
  if (topic === '') throw invalidRequest('/topic', 'topic_missing');
  if (request.accountId !== null) {
    const today = dateInTimeZone(now, profile.timeZone);
    const access = await accessTo(tx, { supplierId: supplier.id, customerRef, accountId: request.accountId, today });
    if (!access) throw new ProblemError('not_found');
  }
  return {
    topic,
    accountId: request.accountId,
    phone: readPhone(request.phone, supplier),
    language: await languageOf(tx, { supplier, customerRef }),
  };
}

function readPhone(typed: string, { profile }: KnownSupplier): string {
  if (typed.trim() === '') return '';
  const contact = readContact(typed, profile.country);
  if (contact?.kind !== 'phone' || !isPhoneTaken(contact, profile)) throw invalidRequest('/phone', 'not_a_phone');
  return contact.address;
}

async function languageOf(
  tx: Tx,
  { supplier, customerRef }: Pick<AppointmentCall, 'supplier' | 'customerRef'>,
): Promise<PageLanguage> {
  const personId = personIdOf(customerRef);
  const person = personId === null ? null : await findPerson(tx, { supplierId: supplier.id, personId });
  return pageLanguageOf(person?.language ?? supplier.profile.languages[0]);
}

/** Leaves the trace of what a customer did with appointments. */
export async function trace(
  tx: Tx,
  { supplier, customerRef, now, requestId }: AppointmentCall,
  action: string,
  subjectId: string,
): Promise<void> {
  await recordAct(tx, { supplierId: supplier.id, at: now, customerRef, action, subjectId, requestId });
}
