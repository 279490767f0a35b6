import { pino } from 'pino';
import type { Context } from '../context.js';
import type { Database } from '../db/database.js';
import { SecretKey } from '../domain/secret-key.js';
import { SupplierDirectory } from '../domain/supplier-directory.js';
import { unlimited } from '../http/rate-limit.js';
import { SessionVerifier } from '../http/session.js';
import { messengerOf } from '../messages/messenger.js';
import { Outbox } from '../messages/outbox.js';
import { PROVIDER_KINDS } from '../payments/kinds.js';
import { paymentMethods } from '../payments/methods.js';
import { SEED_NOW } from './seed-supplier.js';
import { TestBank } from './test-bank.js';

/** A context without limits or logs, whose messages stay in its outbox, at the seeded suppliers' moment; a test changes what it is about. */
export function testContext(database: Database, changes: Partial<Context> = {}): Context {
  const outbox = new Outbox(changes.now ?? (() => SEED_NOW));
  return {
    database,
    suppliers: new SupplierDirectory(database),
    sessions: new SessionVerifier(),
    rateLimiter: unlimited,
    messenger: messengerOf({ sms: outbox, email: outbox }, outbox),
    payments: paymentMethods({
      secrets: {},
      logger: pino({ level: 'silent' }),
      now: changes.now ?? (() => SEED_NOW),
      kinds: [...PROVIDER_KINDS, new TestBank().kind],
    }),
    secretKey: new SecretKey(new Uint8Array(32).fill(7)),
    logger: pino({ level: 'silent' }),
    now: () => SEED_NOW,
    publicUrl: () => 'https://api.kabinet.test',
    trustedProxies: 0,
    evenTimeMs: 0,
    stopping: new AbortController().signal,
    ...changes,
  };
}
