import { setTimeout as sleep } from 'node:timers/promises';

/** Timers are exact to about a millisecond: the rest of the wait is looked at turn by turn. */
const TIMER_MS = 2;

/**
 * Waits until `floorMs` after `started` (of `performance.now()`), so that how long an answer took does not tell what was found. Where
 * the work took longer, until the next multiple of `floorMs`: there too only whole steps can be seen. What is to be hidden must be
 * done before, all of it.
 */
export async function untilEvenTime(started: number, floorMs: number): Promise<void> {
  if (floorMs <= 0) return;
  const steps = Math.max(1, Math.ceil((performance.now() - started) / floorMs));
  const moment = started + steps * floorMs;
  const rough = Math.floor(moment - performance.now() - TIMER_MS);
  if (rough > 0) await sleep(rough);
  while (performance.now() < moment) await nextTurn();
}

/** Does the work and answers at an even time, also when it fails. */
export async function atEvenTime<T>(floorMs: number, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  try {
    return await work();
  } finally {
    await untilEvenTime(started, floorMs);
  }
}

function nextTurn(): Promise<void> {
  return new Promise((done) => void setImmediate(done));
}
