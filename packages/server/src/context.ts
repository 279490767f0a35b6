import type { Logger } from 'pino';
import type { Database } from './db/database.js';
import type { SecretKey } from './domain/secret-key.js';
import type { SupplierDirectory } from './domain/supplier-directory.js';
import type { RateLimiter } from './http/rate-limit.js';
import type { SessionVerifier } from './http/session.js';
import type { Messenger } from './messages/messenger.js';
import type { PaymentMethods } from './payments/provider.js';

/** What every request may need, made once at the start. */
export interface Context {
  readonly database: Database;
  readonly suppliers: SupplierDirectory;
  readonly sessions: SessionVerifier;
  readonly rateLimiter: RateLimiter;
  /** How messages go out; `queueMessage` writes them. */
  readonly messenger: Messenger;
  /** The suppliers' payment methods. */
  readonly payments: PaymentMethods;
  /** Null where the server has none: then nothing can be paid, and no receipts are signed. */
  readonly secretKey: SecretKey | null;
  readonly logger: Logger;
  /** The clock: windows, tokens and receipts go by it. */
  readonly now: () => Date;
  /** The address the API is reached at from outside, for the OpenAPI document. */
  readonly publicUrl: () => string;
  /** How many proxies in front put the caller's address into X-Forwarded-For. */
  readonly trustedProxies: number;
  /** Doors that could tell by their time whether somebody is known answer at multiples of this (domain/even-time.ts); 0 for at once. */
  readonly evenTimeMs: number;
  /** Aborted when the server stops: readiness says no from then on. */
  readonly stopping: AbortSignal;
}
