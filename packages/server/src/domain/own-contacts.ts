import { contactsOf, deleteContact, findContact, insertContact } from '../db/contacts.js';
import { findPerson } from '../db/people.js';
import { type CodeRefusal, endAttemptsOf, takeCode, type Wait } from './codes.js';
import { tellPerson, trace } from './entering.js';
import { confirmPerson, type SignedInPerson, type Unconfirmed } from './confirm-person.js';
import {
  beginProof,
  type Busy,
  codeBudgets,
  type CodeSent,
  type ContactFault,
  door,
  reachableContact,
  waitFor,
} from './proof.js';
import type { Visitor } from './visitor.js';

export type NewContactAnswer =
  | { readonly kind: 'refused'; readonly contact: ContactFault }
  /** It is one of the person's own already. */
  | { readonly kind: 'already_yours' }
  | CodeSent
  | Unconfirmed
  | Wait
  | Busy;

/**
 * A signed-in person names another contact of theirs, beside the others or in place of one of them. A code goes to the new one; where it
 * is somebody else's, they are told, and the answer is the same.
 */
export async function beginContact(
  visitor: Visitor,
  who: SignedInPerson,
  typed: { readonly contact: string; readonly password: string; readonly replacesId: string | null },
): Promise<NewContactAnswer> {
  return door(visitor, async (): Promise<NewContactAnswer> => {
    const { context, supplier } = visitor;
    const supplierId = supplier.id;
    const { personId } = who;
    const { contact, fault } = reachableContact(visitor, typed.contact);
    if (contact === null) return { kind: 'refused', contact: fault };
    const refusal = await confirmPerson(visitor, who, typed.password);
    if (refusal) return refusal;
    const own = await context.database.transaction(supplierId, (tx) => findContact(tx, { supplierId, contact }));
    if (own?.personId === personId) return { kind: 'already_yours' };
    const wait = await waitFor(visitor, codeBudgets(visitor, { purpose: 'add_contact', personId, contact }));
    if (wait) return wait;
    const pending = { replacesId: typed.replacesId };
    return context.database.transaction(supplierId, (tx) =>
      beginProof(tx, visitor, { purpose: 'add_contact', personId, contact, pending }),
    );
  });
}

class NotTheirsError extends Error {}

/** The code to the new contact. The person is told at the contacts they had before. */
export async function confirmContact(
  visitor: Visitor,
  who: SignedInPerson,
  { code }: { readonly code: string },
): Promise<{ readonly kind: 'contact_added'; readonly contactId: string } | CodeRefusal | Busy> {
  const { context, supplier, attemptToken: token, address, now } = visitor;
  const supplierId = supplier.id;
  const { personId } = who;
  if (token === null) return { kind: 'no_attempt' };
  return door(visitor, async () => {
    try {
      const answer = await takeCode(
        context.database,
        { supplierId, token, purpose: 'add_contact', code, address, now },
        async (tx, attempt) => {
          const person = await findPerson(tx, { supplierId, personId }, { isLocked: true });
          if (!person || !attempt.contact || attempt.personId !== personId) throw new NotTheirsError();
          // Before the new one is there: who is told is who had it before.
          await tellPerson(tx, visitor, { personId, language: person.language, purpose: 'contact_changed' });
          const contactId = await insertContact(tx, { supplierId, personId, contact: attempt.contact, now });
          if (contactId === null) throw new NotTheirsError();
          const { replacesId } = attempt.pending;
          const replaced = (await contactsOf(tx, { supplierId, personId })).find(({ id }) => id === replacesId);
          if (replaced) {
            await deleteContact(tx, { supplierId, contactId: replaced.id });
            // Nothing that was begun with the one before goes on.
            await endAttemptsOf(tx, { supplierId, personId, now });
          }
          await trace(tx, visitor, { personId, action: 'person.contact_changed' });
          return contactId;
        },
      );
      return answer.kind === 'right' ? { kind: 'contact_added' as const, contactId: answer.value } : answer;
    } catch (error) {
      // Another's attempt in this browser, or another proved the contact first.
      if (error instanceof NotTheirsError) return { kind: 'no_attempt' as const };
      throw error;
    }
  });
}

export type ContactRemoval =
  | { readonly kind: 'contact_removed' }
  /** Without it they could not come in any more. */
  | { readonly kind: 'last_contact' }
  | { readonly kind: 'no_contact' };

/** Takes a contact away, never the last; the person is told at all they had. */
export async function removeContact(
  visitor: Visitor,
  { personId }: SignedInPerson,
  { contactId }: { readonly contactId: string },
): Promise<ContactRemoval> {
  const { context, supplier, now } = visitor;
  const supplierId = supplier.id;
  return context.database.transaction(supplierId, async (tx): Promise<ContactRemoval> => {
    // The lock keeps two at once from taking two last ones.
    const person = await findPerson(tx, { supplierId, personId }, { isLocked: true });
    const contacts = await contactsOf(tx, { supplierId, personId });
    if (!person || !contacts.some(({ id }) => id === contactId)) return { kind: 'no_contact' };
    if (contacts.length === 1) return { kind: 'last_contact' };
    await tellPerson(tx, visitor, { personId, language: person.language, purpose: 'contact_changed' });
    await deleteContact(tx, { supplierId, contactId });
    await endAttemptsOf(tx, { supplierId, personId, now });
    await trace(tx, visitor, { personId, action: 'person.contact_changed' });
    return { kind: 'contact_removed' };
  });
}
