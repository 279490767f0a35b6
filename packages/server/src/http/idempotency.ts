import { createHash } from 'node:crypto';
import type { Database, Tx } from '../db/database.js';
import { claimKey, keepAnswer, type KeptAnswer } from '../db/idempotency-keys.js';
import type { SecretKey } from '../domain/secret-key.js';
import { invalidRequest, ProblemError } from '../problem.js';
import { problemBody } from './problem.js';

/** An answer as its bytes. */
export interface Answer {
  readonly status: number;
  readonly body: string;
  /** Whether it is the stored answer to an earlier try. */
  readonly replayed: boolean;
}

/** One intent of a customer: every try of it carries the same key. */
export interface Intent {
  readonly supplierId: string;
  readonly customerRef: string;
  readonly key: string;
  readonly operation: string;
  /** Path parameters and body, as the contract read them. */
  readonly content: unknown;
  readonly requestId: string;
  readonly now: Date;
}

/** How an answer is kept until nobody tries again. */
export interface Keeping {
  keep(body: string): string;
  /** Null where it cannot be read any more. */
  read(kept: string): string | null;
}

const AS_IT_IS: Keeping = { keep: (body) => body, read: (kept) => kept };

/**
 * For an answer that tells a secret once: a copy of the database does not tell it. Without the server's key nothing of it is kept, and under
 * another one nothing of it can be read.
 */
export function sealed(secretKey: SecretKey | null, { supplierId, customerRef, key }: Intent): Keeping {
  const context = `${supplierId} ${customerRef} ${key}`;
  return {
    keep: (body) => secretKey?.seal('kept-answer', body, context) ?? '',
    read: (kept) => {
      try {
        return secretKey?.open('kept-answer', kept, context) ?? null;
      } catch {
        return null;
      }
    },
  };
}

/** The request's key, checked for form. */
export function idempotencyKey(headers: Headers): string {
  const key = headers.get('idempotency-key');
  if (key === null || key === '') throw new ProblemError('idempotency_key_missing');
  if (!/^[\x21-\x7e]{8,128}$/.test(key)) throw invalidRequest('/headers/Idempotency-Key', 'malformed');
  return key;
}

/**
 * Does the work at most once for an intent, and answers every try of it with the same bytes.
 *
 * The key, the effect and the answer are one transaction: whoever sees the key sees the effect. A second try that comes while the first
 * is at work waits for it at the key's row, and then finds its answer.
 *
 * Where an answer cannot be read any more the work is done anew: what tells a secret puts it in place of the one before.
 *
 * A verdict on what was sent (409, 422) is kept as well, so that a retry hears the same. Missing rights, missing things, limits and
 * failures are not: they may be otherwise a moment later.
 */
export async function once(
  database: Database,
  intent: Intent,
  work: (tx: Tx) => Promise<{ status: number; body: string }>,
  keeping: Keeping = AS_IT_IS,
): Promise<Answer> {
  const requestHash = hashOf(intent);
  const attempt = (produce: (tx: Tx) => Promise<KeptAnswer>) =>
    database.transaction(intent.supplierId, async (tx) => {
      const earlier = await claimKey(tx, { ...intent, requestHash });
      if (earlier === 'in_flight') throw new ProblemError('idempotency_in_flight', {}, { 'Retry-After': '1' });
      if (earlier) {
        refuseOther(earlier, intent.operation, requestHash);
        const body = keeping.read(earlier.body);
        if (body !== null) return { status: earlier.status, body, replayed: true };
      }
      const answer = await produce(tx);
      await keepAnswer(tx, intent, { ...answer, body: keeping.keep(answer.body) });
      return { ...answer, replayed: false };
    });
  try {
    return await attempt(work);
  } catch (error) {
    if (!(error instanceof ProblemError) || !isVerdict(error)) throw error;
    // The first transaction is undone with all that the work may have written; only the verdict is kept.
    return attempt(async () => ({ status: error.status, body: problemBody(error, intent.requestId) }));
  }
}

function isVerdict(error: ProblemError): boolean {
  return (error.status === 409 || error.status === 422) && !error.code.startsWith('idempotency_');
}

/** A key belongs to one intent. */
function refuseOther(
  earlier: { operation: string; requestHash: string },
  operation: string,
  requestHash: string,
): void {
  if (earlier.operation !== operation || earlier.requestHash !== requestHash) {
    throw new ProblemError('idempotency_key_reused');
  }
}

function hashOf({ operation, content }: Intent): string {
  return createHash('sha256').update(operation).update('\n').update(JSON.stringify(content)).digest('base64url');
}
