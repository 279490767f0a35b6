import { randomInt } from 'node:crypto';
import type { Context } from '../context.js';
import { readContact } from '../domain/contacts.js';
import type { SignedIn } from '../domain/entering.js';
import { confirmSignUp, signUp } from '../domain/people.js';
import type { SupplierProfile } from '../domain/supplier-profile.js';
import type { Visitor } from '../domain/visitor.js';

/** Long enough to let its person in alone on any device; and one that is not. */
export const LONG_PASSWORD_FOR_TESTS = 'довга зелена груша 7';
export const SHORT_PASSWORD_FOR_TESTS = 'груша-42';

/** Somebody at the door, in a browser that was never there before. */
export function testVisitor(
  context: Context,
  supplier: { readonly id: string; readonly profile: SupplierProfile },
  changes: Partial<Visitor> = {},
): Visitor {
  return {
    context,
    supplier,
    language: 'uk',
    address: `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}`,
    userAgent: 'Mozilla/5.0 (Linux; Android 14) Firefox/140.0',
    deviceToken: null,
    attemptToken: null,
    now: context.now(),
    requestId: 'test',
    ...changes,
  };
}

/** A phone number that nobody else in the test run has, as people type them. */
export function newPhone(): string {
  return `067 ${String(randomInt(10_000_000)).padStart(7, '0')}`;
}

/** The code last written to this contact; null when there was none. */
export async function lastCodeTo(context: Context, supplierId: string, typed: string): Promise<string | null> {
  const recipient = readContact(typed, 'UA')?.address ?? '';
  const row = await context.database.transaction(supplierId, (tx) =>
    tx
      .selectFrom('outgoing_messages')
      .select('body')
      .where('supplier_id', '=', supplierId)
      .where('recipient', '=', recipient)
      .where('purpose', '=', 'code')
      .orderBy('id', 'desc')
      .executeTakeFirst(),
  );
  return /(?<!\d)\d{6}(?!\d)/.exec(row?.body ?? '')?.[0] ?? null;
}

/** Somebody who signed up and is signed in, through the doors that people use. */
export async function signUpPerson(
  visitor: Visitor,
  { contact = newPhone(), password = LONG_PASSWORD_FOR_TESTS }: { contact?: string; password?: string } = {},
): Promise<SignedIn & { readonly contact: string; readonly password: string }> {
  const begun = await signUp(visitor, { contact, password });
  if (begun.kind !== 'code_sent') throw new Error(`the sign-up was answered with ${begun.kind}`);
  const code = await lastCodeTo(visitor.context, visitor.supplier.id, contact);
  const done = await confirmSignUp({ ...visitor, attemptToken: begun.attemptToken }, { code: code ?? '' });
  if (done.kind !== 'signed_in') throw new Error(`the code was answered with ${done.kind}`);
  return { ...done, contact, password };
}
