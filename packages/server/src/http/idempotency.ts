import { createHash } from 'node:crypto';
import type { Database, Tx } from '../db/database.js';
import { claimKey, keepAnswer, type KeptAnswer } from '../db/idempotency-keys.js';
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
 * A verdict on what was sent (409, 422) is kept as well, so that a retry hears the same. Missing rights, missing things, limits and
 * failures are not: they may be otherwise a moment later.
 */
export async function once(
  database: Database,
  intent: Intent,
  work: (tx: Tx) => Promise<{ status: number; body: string }>,
): Promise<Answer> {
  const requestHash = hashOf(intent);
  const attempt = (produce: (tx: Tx) => Promise<KeptAnswer>) =>
    database.transaction(intent.supplierId, async (tx) => {
      const earlier = await claimKey(tx, { ...intent, requestHash });
      if (earlier === 'in_flight') throw new ProblemError('idempotency_in_flight', {}, { 'Retry-After': '1' });
      if (earlier) return replay(earlier, intent.operation, requestHash);
      const answer = await produce(tx);
      await keepAnswer(tx, intent, answer);
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

function replay(
  earlier: KeptAnswer & { operation: string; requestHash: string },
  operation: string,
  requestHash: string,
): Answer {
  if (earlier.operation !== operation || earlier.requestHash !== requestHash) {
    throw new ProblemError('idempotency_key_reused');
  }
  return { status: earlier.status, body: earlier.body, replayed: true };
}

function hashOf({ operation, content }: Intent): string {
  return createHash('sha256').update(operation).update('\n').update(JSON.stringify(content)).digest('base64url');
}
