import { recordAct } from '../db/audit.js';
import { findContact } from '../db/contacts.js';
import { isKnownDevice } from '../db/known-devices.js';
import { findPerson, type Person } from '../db/people.js';
import { rolesOf } from '../db/staff-roles.js';
import { type BudgetOf, giveBackAll } from './budgets.js';
import { type CodeRefusal, takeCode, type Wait } from './codes.js';
import type { Contact } from './contacts.js';
import { enter, type SignedIn, tellPerson } from './entering.js';
import { verifyPassword } from './passwords.js';
import {
  beginProof,
  type Busy,
  codeBudgets,
  type CodeSent,
  type ContactFault,
  door,
  typedContact,
  waitFor,
} from './proof.js';
import type { Visitor } from './visitor.js';

export type SignInAnswer =
  | { readonly kind: 'refused'; readonly contact: ContactFault | null; readonly password: 'empty' | null }
  /** Nobody has this contact, or the password is another's: not told apart. */
  | { readonly kind: 'wrong' }
  | SignedIn
  | CodeSent
  | Wait
  | Busy;

/** Who is known by the contact, and what this browser is to them. */
interface Known {
  readonly person: Person;
  readonly isKnownDevice: boolean;
  readonly isStaff: boolean;
}

/**
 * Contact and password. A code is asked for besides where the browser is not known and the password is short, or passwords are being
 * guessed all over the supplier; and from staff always.
 * Nothing tells a contact nobody has from a wrong password.
 */
export async function signIn(
  visitor: Visitor,
  typed: { readonly contact: string; readonly password: string },
): Promise<SignInAnswer> {
  return door(visitor, async (): Promise<SignInAnswer> => {
    const { contact, fault } = typedContact(visitor, typed.contact);
    const passwordFault = typed.password === '' ? 'empty' : null;
    if (contact === null || passwordFault !== null) return { kind: 'refused', contact: fault, password: passwordFault };
    const known = await findKnown(visitor, contact);
    const budgets = passwordBudgets(visitor, contact, known);
    const wait = await waitFor(visitor, budgets);
    if (wait) return wait;
    // Spent, it refuses nobody: a few addresses would else close the door to everybody.
    const isUnderGuess = !known?.isKnownDevice && (await waitFor(visitor, ALL_FAILURES)) !== null;
    const isRight = await verifyPassword(typed.password, known?.person.passwordHash ?? null);
    if (!known || !isRight) {
      await recordFailure(visitor, known);
      return { kind: 'wrong' };
    }
    const spent = known.isKnownDevice || isUnderGuess ? budgets : [...budgets, ...ALL_FAILURES];
    return letIn(visitor, contact, { ...known, isUnderGuess }, spent);
  });
}

/** Looked for where nobody has the contact, so that as much is looked for as where somebody has. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

async function findKnown({ context, supplier, deviceToken, now }: Visitor, contact: Contact): Promise<Known | null> {
  const supplierId = supplier.id;
  return context.database.transaction(supplierId, async (tx) => {
    const personId = (await findContact(tx, { supplierId, contact }))?.personId ?? NOBODY;
    const person = await findPerson(tx, { supplierId, personId });
    const isKnown = await isKnownDevice(tx, { supplierId, personId, deviceToken, now });
    const roles = await rolesOf(tx, { supplierId, personId });
    const isStaff = roles.length > 0;
    // Where customers sign in at the supplier's own site, nobody but staff has a door here.
    return person && (isStaff || supplier.profile.hostedSignIn) ? { person, isKnownDevice: isKnown, isStaff } : null;
  });
}

/**
 * What a wrong password costs. Who signs in where they did before is counted apart, so that others' guesses cannot keep them out.
 */
function passwordBudgets(
  { address, deviceToken }: Visitor,
  contact: Contact,
  known: Known | null,
): readonly BudgetOf[] {
  const byAddress = { budget: 'password_address', who: address } as const;
  if (known?.isKnownDevice) return [byAddress, { budget: 'password_device', who: `${known.person.id} ${deviceToken}` }];
  return [byAddress, { budget: 'password_contact', who: contact.address }];
}

/** Of guesses spread over many people and addresses. */
const ALL_FAILURES = [{ budget: 'password_failures', who: '' }] as const satisfies readonly BudgetOf[];

/** A row for nobody too: the same work, and guesses over many contacts can be seen afterwards. */
async function recordFailure({ context, supplier, now, requestId }: Visitor, known: Known | null): Promise<void> {
  await context.database.transaction(supplier.id, (tx) =>
    recordAct(tx, {
      supplierId: supplier.id,
      at: now,
      actor: 'nobody',
      customerRef: null,
      action: 'person.sign_in_failed',
      subjectId: known?.person.id ?? null,
      requestId,
    }),
  );
}

/** The password was right. */
async function letIn(
  visitor: Visitor,
  contact: Contact,
  {
    person,
    isKnownDevice,
    isStaff,
    isUnderGuess,
  }: Known & {
    /** Whether there are too many wrong passwords everywhere for one to be enough. */ isUnderGuess: boolean;
  },
  budgets: readonly BudgetOf[],
): Promise<SignedIn | CodeSent | Wait> {
  const { context, supplier, now } = visitor;
  const supplierId = supplier.id;
  const personId = person.id;
  await context.database.transaction(supplierId, (tx) => giveBackAll(tx, { supplierId, budgets, now }));
  if (isStaff || (!isKnownDevice && (person.isPasswordShort || isUnderGuess))) {
    const wait = await waitFor(visitor, codeBudgets(visitor, { purpose: 'sign_in', personId, contact }));
    if (wait) return wait;
    return context.database.transaction(supplierId, (tx) =>
      beginProof(tx, visitor, { purpose: 'sign_in', personId, contact }),
    );
  }
  return context.database.transaction(supplierId, async (tx) => {
    if (!isKnownDevice) await tellPerson(tx, visitor, { personId, language: person.language, purpose: 'new_device' });
    return enter(tx, visitor, { personId, method: 'password' });
  });
}

/** The code after the password. */
export async function confirmSignIn(
  visitor: Visitor,
  { code }: { readonly code: string },
): Promise<SignedIn | CodeRefusal | Busy> {
  const { context, supplier, attemptToken: token, address, now } = visitor;
  const supplierId = supplier.id;
  if (token === null) return { kind: 'no_attempt' };
  return door(visitor, async () => {
    const answer = await takeCode(
      context.database,
      { supplierId, token, purpose: 'sign_in', code, address, now },
      async (tx, { personId }) => {
        const person = personId === null ? null : await findPerson(tx, { supplierId, personId });
        return person && enter(tx, visitor, { personId: person.id, method: 'password_and_code' });
      },
    );
    if (answer.kind !== 'right') return answer;
    return answer.value ?? { kind: 'no_attempt' as const };
  });
}
