import type { Context } from '../context.js';
import { describeError } from '../describe-error.js';
import { purgeAppeals } from './purge-appeals.js';
import { purgeAppointments } from './purge-appointments.js';
import { purgeIdempotencyKeys } from './purge-idempotency-keys.js';
import { purgeSignIn } from './purge-sign-in.js';
import { purgeUploads } from './purge-uploads.js';

const EVERY_MS = 60 * 60_000;

/** Forgets what is outlived every hour until the returned function is called; that waits for a purge under way. */
export function startPurging(context: Context): () => Promise<void> {
  let running = Promise.resolve();
  const timer = setInterval(() => {
    running = purgeAll(context);
  }, EVERY_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}

/** One after another; one that fails does not keep the others from their work. */
async function purgeAll(context: Context): Promise<void> {
  for (const purge of [purgeIdempotencyKeys, purgeSignIn, purgeUploads, purgeAppeals, purgeAppointments]) {
    try {
      await purge(context);
    } catch (error) {
      context.logger.warn({ error: describeError(error), purge: purge.name }, 'could not purge what is outlived');
    }
  }
}
