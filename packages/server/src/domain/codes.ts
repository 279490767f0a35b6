import { createHash, randomInt, timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import type { Database, Tx } from '../db/database.js';
import { newId } from '../db/ids.js';
import type { ProofAttemptsTable } from '../db/schema.js';
import { queueMessage } from '../messages/queue.js';
import type { PageLanguage } from '../words/languages.js';
import { type BudgetOf, giveBackAll, spendAll } from './budgets.js';
import type { Contact } from './contacts.js';
import { newToken, tokenHash } from './sessions.js';

export const CODE_LENGTH = 6;
export const CODE_MINUTES = 5;
/** How often one code may be typed. */
export const CODE_TRIES = 5;
/** How long an attempt waits for a code, with all the new ones that are asked for. */
const ATTEMPT_MINUTES = 60;
/** A new code can be asked for after this long. */
export const RESEND_SECONDS = 60;

export type AttemptPurpose = ProofAttemptsTable['purpose'];

/** Whether anybody may begin it, with anybody's contact: a code for anything else follows a right password or a session. */
export function isAnonymous(purpose: AttemptPurpose): boolean {
  return purpose === 'sign_up' || purpose === 'reset_password' || purpose === 'guest_appeal';
}

/** One try to prove something, bound to the browser that has its token. */
export interface Attempt {
  readonly id: string;
  readonly purpose: AttemptPurpose;
  /** Who it is about; null where nobody is known by that contact. */
  readonly personId: string | null;
  readonly contact: Contact | null;
  /** What waits for the proof, as it was given to {@link beginAttempt}. */
  readonly pending: Readonly<Record<string, unknown>>;
  /** When the next code may be asked for. */
  readonly resendAt: Date;
  /** When its code ends. */
  readonly codeExpiresAt: Date;
}

/** A begun attempt: the token is for the browser's cookie, only its hash is kept. */
export interface BegunAttempt {
  readonly attemptId: string;
  readonly token: string;
}

interface AttemptRef {
  readonly supplierId: string;
  /** Of the browser's cookie. */
  readonly token: string;
  readonly now: Date;
}

const minutesAfter = (now: Date, minutes: number) => new Date(now.getTime() + minutes * 60_000);

/** Begins one. It ends by itself. */
export async function beginAttempt(
  tx: Tx,
  {
    supplierId,
    purpose,
    personId,
    contact,
    pending,
    minutes = ATTEMPT_MINUTES,
    now,
  }: {
    supplierId: string;
    purpose: AttemptPurpose;
    personId: string | null;
    contact: Contact | null;
    pending: Readonly<Record<string, unknown>>;
    minutes?: number;
    now: Date;
  },
): Promise<BegunAttempt> {
  const token = newToken();
  const attemptId = newId(now);
  await tx
    .insertInto('proof_attempts')
    .values({
      supplier_id: supplierId,
      id: attemptId,
      token_hash: tokenHash(token),
      purpose,
      person_id: personId,
      contact_kind: contact?.kind ?? null,
      contact_address: contact?.address ?? null,
      pending: JSON.stringify(pending),
      code_hash: null,
      code_sent_at: null,
      expires_at: minutesAfter(now, minutes),
      used_at: null,
      created_at: now,
    })
    .execute();
  return { attemptId, token };
}

/** The living attempt of this browser; null when there is none for the purpose, when it has ended or was used. */
export async function findAttempt(
  tx: Tx,
  { supplierId, token, purpose, now }: AttemptRef & { purpose: AttemptPurpose },
): Promise<Attempt | null> {
  const row = await tx
    .selectFrom('proof_attempts')
    .selectAll()
    .where('supplier_id', '=', supplierId)
    .where('token_hash', '=', tokenHash(token))
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now.toISOString())
    .executeTakeFirst();
  if (!row) return null;
  const sentAt = new Date(row.code_sent_at ?? row.created_at);
  return {
    id: row.id,
    purpose: row.purpose,
    personId: row.person_id,
    contact:
      row.contact_kind === null || row.contact_address === null
        ? null
        : { kind: row.contact_kind, address: row.contact_address },
    pending: row.pending as Readonly<Record<string, unknown>>,
    resendAt: new Date(sentAt.getTime() + RESEND_SECONDS * 1000),
    codeExpiresAt: minutesAfter(sentAt, CODE_MINUTES),
  };
}

/** What the browser learns of a code: the same where none was sent. */
export interface SentCode {
  readonly expiresAt: Date;
  readonly resendAt: Date;
}

/**
 * Makes a new code, which replaces the one before, and queues it to the contact. With `to: null` there is nobody to send it to: no code
 * will be right, and everything else is the same. Null when the last one was sent less than a minute ago (of two at once one is sent),
 * or when the attempt is not there any more.
 */
export async function sendCode(
  tx: Tx,
  {
    supplierId,
    token,
    to,
    language,
    host,
    now,
  }: AttemptRef & { to: Contact | null; language: PageLanguage; /** Where the code is typed. */ host: string },
): Promise<SentCode | null> {
  const code = String(randomInt(10 ** CODE_LENGTH)).padStart(CODE_LENGTH, '0');
  const expiresAt = minutesAfter(now, CODE_MINUTES);
  const lastBefore = new Date(now.getTime() - RESEND_SECONDS * 1000).toISOString();
  const { numUpdatedRows } = await tx
    .updateTable('proof_attempts')
    .set({
      code_hash: to === null ? null : codeHash(token, code),
      code_sent_at: now,
      tries: 0,
    })
    .where('supplier_id', '=', supplierId)
    .where('token_hash', '=', tokenHash(token))
    .where('used_at', 'is', null)
    .where('expires_at', '>', now.toISOString())
    .where((or) => or.or([or('code_sent_at', 'is', null), or('code_sent_at', '<=', lastBefore)]))
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return null;
  if (to !== null) {
    const facts = { code, minutes: CODE_MINUTES, host };
    await queueMessage(tx, { supplierId, to, purpose: 'code', language, facts, now, expiresAt });
  }
  return { expiresAt, resendAt: new Date(now.getTime() + RESEND_SECONDS * 1000) };
}

/** The token goes in, so that who reads the table cannot try the million codes. */
function codeHash(token: string, code: string): string {
  return createHash('sha256').update(`${token}\n${code}`).digest('hex');
}

/** The six digits, however they were typed, or pasted with the message around them; null when there are none such. */
export function readCode(typed: string): string | null {
  const text = typed
    .slice(0, 1000)
    .normalize('NFKC')
    // The letter O, Latin or Cyrillic, is often typed for nought; other words are the message's.
    .replace(/\p{L}+/gu, (word) => (/^[OoОо]+$/.test(word) ? '0'.repeat(word.length) : ' '));
  const whole = new Set(text.match(/(?<!\d)\d{6}(?!\d)/g));
  if (whole.size === 1) return [...whole][0] ?? null;
  const digits = text.replace(/\D/g, '');
  return digits.length === CODE_LENGTH ? digits : null;
}

/** Too often for now: the door opens again by itself. */
export interface Wait {
  readonly kind: 'wait';
  readonly retryAt: Date;
}

/** Why a code was not taken. None of it tells whether a code was ever sent. */
export type CodeRefusal =
  /** Not six digits: nothing was counted. */
  | { readonly kind: 'unreadable_code' }
  | { readonly kind: 'wrong_code'; readonly triesLeft: number }
  /** Five tries are used up; a new code can be asked for. */
  | { readonly kind: 'too_many_tries' }
  | { readonly kind: 'expired_code' }
  /** There is no such attempt in this browser, or it was used. */
  | { readonly kind: 'no_attempt' }
  /** Too many wrong codes from this address, or from everywhere; only of what anybody may begin. */
  | Wait;

export type CodeAnswer<T> = CodeRefusal | { readonly kind: 'right'; readonly value: T };

/**
 * Takes a code and does what it is for. The try is counted and committed before the code is looked at, so of any number at once five
 * are looked at. The attempt is used and `act` done in one transaction: of any number of right codes at once one acts, and when `act`
 * throws the code is still good.
 */
export async function takeCode<T, P = undefined>(
  database: Database,
  {
    supplierId,
    token,
    purpose,
    code: typed,
    address,
    now,
    prepare,
  }: AttemptRef & {
    purpose: AttemptPurpose;
    /** As it was typed. */
    code: string;
    /** The caller's, for the budget of wrong codes. */
    address: string;
    /** What takes long and is needed for a right code only, outside of the transaction. */
    prepare?: () => Promise<P>;
  },
  act: (tx: Tx, attempt: Attempt, prepared: P | undefined) => Promise<T>,
): Promise<CodeAnswer<T>> {
  const code = readCode(typed);
  if (code === null) return { kind: 'unreadable_code' };
  const budgets = guessBudgets(purpose, address);
  const { retryAt } = await spendAll(database, { supplierId, budgets, now });
  if (retryAt !== null) return { kind: 'wait', retryAt };
  const counted = await database.transaction(supplierId, (tx) => countTry(tx, { supplierId, token, purpose, now }));
  if (!counted) return { kind: 'no_attempt' };
  if (counted.code_sent_at === null || minutesAfter(new Date(counted.code_sent_at), CODE_MINUTES) <= now) {
    return { kind: 'expired_code' };
  }
  if (counted.tries > CODE_TRIES) return { kind: 'too_many_tries' };
  if (!isSame(codeHash(token, code), counted.code_hash)) {
    return { kind: 'wrong_code', triesLeft: CODE_TRIES - counted.tries };
  }
  const prepared = await prepare?.();
  return database.transaction(supplierId, async (tx): Promise<CodeAnswer<T>> => {
    const attempt = await takeAttempt(tx, { supplierId, token, purpose, now });
    if (!attempt) return { kind: 'no_attempt' };
    await giveBackAll(tx, { supplierId, budgets, now });
    return { kind: 'right', value: await act(tx, attempt, prepared) };
  });
}

/**
 * What a wrong code costs beside its attempt's own tries. Nothing where a right password or a session came first: how many of those
 * codes there are is counted by person, and strangers at the same address or at the same supplier must not keep the person out.
 */
function guessBudgets(purpose: AttemptPurpose, address: string): readonly BudgetOf[] {
  if (!isAnonymous(purpose)) return [];
  return [
    { budget: 'code_guess_address', who: address },
    { budget: 'code_failures', who: '' },
  ];
}

/** Uses the attempt up; null when it has ended, or when another took it first. */
export async function takeAttempt(
  tx: Tx,
  { supplierId, token, purpose, now }: AttemptRef & { purpose: AttemptPurpose },
): Promise<Attempt | null> {
  const attempt = await findAttempt(tx, { supplierId, token, purpose, now });
  if (!attempt) return null;
  const { numUpdatedRows } = await tx
    .updateTable('proof_attempts')
    // What waited for the proof is not needed any more; a password's hash must not lie about.
    .set({ used_at: now, pending: '{}', code_hash: null })
    .where('supplier_id', '=', supplierId)
    .where('id', '=', attempt.id)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n ? attempt : null;
}

/** Ends what a person was proving: after a new password nothing of before goes on. */
export async function endAttemptsOf(
  tx: Tx,
  { supplierId, personId, now }: { supplierId: string; personId: string; now: Date },
): Promise<void> {
  await tx
    .updateTable('proof_attempts')
    .set({ used_at: now, pending: '{}', code_hash: null })
    .where('supplier_id', '=', supplierId)
    .where('person_id', '=', personId)
    .where('used_at', 'is', null)
    .execute();
}

/** Counts a try in the attempt's row, whatever comes of it; no more than the column holds. */
async function countTry(
  tx: Tx,
  { supplierId, token, purpose, now }: AttemptRef & { purpose: AttemptPurpose },
): Promise<{ tries: number; code_hash: string | null; code_sent_at: string | null } | undefined> {
  return tx
    .updateTable('proof_attempts')
    .set({ tries: sql`least(tries + 1, 32000)` })
    .where('supplier_id', '=', supplierId)
    .where('token_hash', '=', tokenHash(token))
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now.toISOString())
    .returning(['tries', 'code_hash', 'code_sent_at'])
    .executeTakeFirst();
}

/** In constant time; false where no code was sent. */
function isSame(hash: string, expected: string | null): boolean {
  return timingSafeEqual(Buffer.from(hash), Buffer.from(expected ?? '0'.repeat(hash.length))) && expected !== null;
}
