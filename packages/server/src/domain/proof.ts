import { contactsOf, findContact } from '../db/contacts.js';
import type { Tx } from '../db/database.js';
import { queueMessage } from '../messages/queue.js';
import { pageLanguageOf } from '../words/languages.js';
import { findPerson } from '../db/people.js';
import { type BudgetOf, spendAll } from './budgets.js';
import {
  type AttemptPurpose,
  beginAttempt,
  CODE_MINUTES,
  findAttempt,
  isAnonymous,
  RESEND_SECONDS,
  sendCode,
  type SentCode,
  type Wait,
} from './codes.js';
import { type Contact, isInWrongLayout, isPhoneTaken, maskContact, readContact } from './contacts.js';
import { atEvenTime } from './even-time.js';
import { PasswordsBusyError } from './passwords.js';
import type { Visitor } from './visitor.js';

/** What the doors share: one way of answering, and codes to contacts of which the browser never learns whose they are. */

/** Too much is going on right now: nothing was judged or counted as wrong. */
export interface Busy {
  readonly kind: 'busy';
}

/** A code is on its way, or would be if there were somebody: the two cannot be told apart. */
export interface CodeSent {
  readonly kind: 'code_sent';
  /** For the browser's cookie. */
  readonly attemptToken: string;
  /** As it was understood. */
  readonly contact: Contact;
  readonly expiresAt: Date;
  readonly resendAt: Date;
}

export type ContactFault =
  'empty' | 'unreadable' | 'wrong_layout' | 'phone_abroad' | 'phone_not_served' | 'email_not_served';

/** One of the doors: answers at an even time whatever was found, and says so where there is too much to do. */
export async function door<T>({ context }: Visitor, work: () => Promise<T>): Promise<T | Busy> {
  return atEvenTime(context.evenTimeMs, async () => {
    try {
      return await work();
    } catch (error) {
      if (error instanceof PasswordsBusyError) return { kind: 'busy' };
      throw error;
    }
  });
}

/** The contact that was typed, or what is wrong with it; none of it depends on whose it is. */
export function typedContact(
  { supplier }: Visitor,
  text: string,
): { readonly contact: Contact; readonly fault: null } | { readonly contact: null; readonly fault: ContactFault } {
  if (text.trim() === '') return { contact: null, fault: 'empty' };
  const contact = readContact(text, supplier.profile.country);
  if (contact !== null) return { contact, fault: null };
  return { contact, fault: isInWrongLayout(text) ? 'wrong_layout' : 'unreadable' };
}

/** The same where a code must reach it: not where this server cannot, or the supplier does not, write to such a contact. */
export function reachableContact(visitor: Visitor, text: string): ReturnType<typeof typedContact> {
  const typed = typedContact(visitor, text);
  const { channels } = visitor.context.messenger;
  if (typed.contact?.kind === 'phone' && !channels.sms) return { contact: null, fault: 'phone_not_served' };
  if (typed.contact && !isPhoneTaken(typed.contact, visitor.supplier.profile))
    return { contact: null, fault: 'phone_abroad' };
  if (typed.contact?.kind === 'email' && !channels.email) return { contact: null, fault: 'email_not_served' };
  return typed;
}

/**
 * What sending one code costs. Where nobody is known yet anybody may ask, for anybody's contact: those codes have budgets apart from
 * the ones of who has given a right password or is signed in, who could else be kept out by a stranger.
 */
export function codeBudgets(
  { address, supplier }: Visitor,
  { purpose, personId, contact }: Proving,
): readonly BudgetOf[] {
  const sms = contact.kind === 'phone' ? [{ budget: 'code_sms', who: supplier.id } as const] : [];
  if (isAnonymous(purpose)) {
    return [
      { budget: 'code_address', who: address },
      { budget: 'code_contact', who: contact.address },
      { budget: 'code_contact_day', who: contact.address },
      ...sms,
    ];
  }
  const who = `${purpose} ${personId}`;
  const ofPerson = [
    { budget: 'code_person', who },
    { budget: 'code_person_day', who },
  ] as const;
  return purpose === 'sign_in'
    ? ofPerson
    : [...ofPerson, { budget: 'code_added_contact', who: contact.address }, ...sms];
}

/** Spends the budgets; the wait where one is spent already, else null. */
export async function waitFor(visitor: Visitor, budgets: readonly BudgetOf[]): Promise<Wait | null> {
  const { context, supplier, now } = visitor;
  const { retryAt } = await spendAll(context.database, { supplierId: supplier.id, budgets, now });
  return retryAt === null ? null : { kind: 'wait', retryAt };
}

/** An attempt as far as sending its code needs it. */
interface Proving {
  readonly purpose: AttemptPurpose;
  /** Whom it is about; null where nobody is known by the contact. */
  readonly personId: string | null;
  readonly contact: Contact;
}

/** Begins to prove a contact and sends the first code. The budgets of {@link codeBudgets} are spent by now. */
export async function beginProof(
  tx: Tx,
  visitor: Visitor,
  { pending = {}, ...proving }: Proving & { pending?: Readonly<Record<string, unknown>> },
): Promise<CodeSent> {
  const { supplier, now } = visitor;
  const { token } = await beginAttempt(tx, { supplierId: supplier.id, ...proving, pending, now });
  const sent = (await sendProofCode(tx, visitor, token, proving)) ?? {
    expiresAt: new Date(now.getTime() + CODE_MINUTES * 60_000),
    resendAt: new Date(now.getTime() + RESEND_SECONDS * 1000),
  };
  return { kind: 'code_sent', attemptToken: token, contact: proving.contact, ...sent };
}

/**
 * Sends a code to whom it may go. A contact that is somebody's already cannot be signed up or added with: its owner is told instead,
 * and the browser sees the same.
 */
async function sendProofCode(
  tx: Tx,
  visitor: Visitor,
  token: string,
  { purpose, personId, contact }: Proving,
): Promise<SentCode | null> {
  const { context, supplier, language, now } = visitor;
  const supplierId = supplier.id;
  const isNew = purpose === 'sign_up' || purpose === 'add_contact';
  const owner = isNew ? await findContact(tx, { supplierId, contact }) : null;
  // A guest says where to answer: whose contact that is besides does not matter.
  const isReceived = purpose === 'guest_appeal' || (isNew ? owner === null : personId !== null);
  const host = new URL(context.publicUrl()).host;
  const sent = await sendCode(tx, { supplierId, token, to: isReceived ? contact : null, language, host, now });
  if (sent !== null && owner !== null) {
    const person = await findPerson(tx, { supplierId, personId: owner.personId });
    const to = { kind: owner.kind, address: owner.address };
    const ownersLanguage = pageLanguageOf(person?.language ?? language);
    await queueMessage(tx, {
      supplierId,
      to,
      purpose: 'already_signed_up',
      language: ownersLanguage,
      facts: {},
      now,
    });
  }
  return sent;
}

/** What the page that asks for the code shows. */
export interface CodeStep {
  /** Where the last code went, as this browser may see it: in full what was typed here, masked what was not. */
  readonly sentTo: string;
  readonly expiresAt: Date;
  readonly resendAt: Date;
  /** Other contacts of the person; only where the password was right before. */
  readonly otherContacts: readonly { readonly id: string; readonly masked: string }[];
}

/** The code that this browser is being asked for; null when there is none. */
export async function findCodeStep(visitor: Visitor, purpose: AttemptPurpose): Promise<CodeStep | null> {
  const { context, supplier, attemptToken: token, now } = visitor;
  const supplierId = supplier.id;
  if (token === null) return null;
  return context.database.transaction(supplierId, async (tx) => {
    const attempt = await findAttempt(tx, { supplierId, token, purpose, now });
    if (!attempt?.contact) return null;
    const { contact, personId, codeExpiresAt: expiresAt, resendAt, pending } = attempt;
    const others = purpose === 'sign_in' && personId !== null ? await contactsOf(tx, { supplierId, personId }) : [];
    const sentTo = typeof pending['sentTo'] === 'string' ? pending['sentTo'] : contact.address;
    const otherContacts = others
      .filter(({ address }) => address !== contact.address)
      .map((other) => ({ id: other.id, masked: maskContact(other) }));
    return { sentTo, expiresAt, resendAt, otherContacts };
  });
}

export type CodeResent =
  | { readonly kind: 'code_resent'; readonly expiresAt: Date; readonly resendAt: Date }
  | { readonly kind: 'no_attempt' }
  | Wait
  | Busy;

/** Sends another code, a minute after the last at the soonest; to another of the person's contacts where the password was right. */
export async function resendCode(
  visitor: Visitor,
  { purpose, contactId = null }: { purpose: AttemptPurpose; contactId?: string | null },
): Promise<CodeResent> {
  return door(visitor, async (): Promise<CodeResent> => {
    const { context, supplier, attemptToken: token, now } = visitor;
    const supplierId = supplier.id;
    if (token === null) return { kind: 'no_attempt' };
    const found = await context.database.transaction(supplierId, async (tx) => {
      const attempt = await findAttempt(tx, { supplierId, token, purpose, now });
      if (!attempt?.contact) return null;
      const isChoice = contactId !== null && purpose === 'sign_in' && attempt.personId !== null;
      const others = isChoice ? await contactsOf(tx, { supplierId, personId: attempt.personId ?? '' }) : [];
      const chosen = others.find(({ id }) => id === contactId);
      const to = chosen ? { kind: chosen.kind, address: chosen.address } : attempt.contact;
      return { ...attempt, contact: to, isTypedHere: to.address === attempt.contact.address };
    });
    if (!found) return { kind: 'no_attempt' };
    if (found.resendAt > now) return { kind: 'wait', retryAt: found.resendAt };
    const wait = await waitFor(visitor, codeBudgets(visitor, found));
    if (wait) return wait;
    return context.database.transaction(supplierId, async (tx): Promise<CodeResent> => {
      const { personId, contact, isTypedHere, pending } = found;
      const sent = await sendProofCode(tx, visitor, token, { purpose, personId, contact });
      if (!sent) return { kind: 'wait', retryAt: new Date(now.getTime() + RESEND_SECONDS * 1000) };
      const sentTo = isTypedHere ? contact.address : maskContact(contact);
      await tx
        .updateTable('proof_attempts')
        .set({ pending: JSON.stringify({ ...pending, sentTo }) })
        .where('supplier_id', '=', supplierId)
        .where('id', '=', found.id)
        .where('used_at', 'is', null)
        .execute();
      return { kind: 'code_resent', ...sent };
    });
  });
}
