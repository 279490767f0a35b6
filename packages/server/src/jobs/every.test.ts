import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Context } from '../context.js';
import { every } from './every.js';
import { startReminding } from './remind-of-bills.js';
import { startRunningPlans } from './run-payment-plans.js';

const MINUTE = 60_000;

describe('what is done every minute', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** A round that takes as long as the test wants. */
  const slowRound = () => {
    let finish = () => {};
    const round = vi.fn(() => new Promise<never[]>((resolve) => (finish = () => resolve([]))));
    return { round, finish: () => finish() };
  };
  /** A context whose suppliers are as long in coming. */
  const slowContext = () => {
    const { round, finish } = slowRound();
    const context = {
      suppliers: { all: round },
      logger: pino({ level: 'silent' }),
      now: () => new Date(),
      stopping: new AbortController().signal,
    } as unknown as Context;
    return { context, round, finish };
  };

  const starts: Readonly<Record<string, (context: Context) => () => Promise<void>>> = {
    'any work': ({ suppliers }) =>
      every(MINUTE, async () => {
        await suppliers.all();
      }),
    'running the plans': startRunningPlans,
    'reminding of bills': startReminding,
  };
  it.each(Object.keys(starts))('waits for a round that is slow, and owes none for it afterwards: %s', async (name) => {
    const { context, round, finish } = slowContext();
    const stop = starts[name]?.(context);
    await vi.advanceTimersByTimeAsync(10 * MINUTE);
    expect(round).toHaveBeenCalledTimes(1);
    finish();
    await vi.advanceTimersByTimeAsync(0);
    expect(round).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(round).toHaveBeenCalledTimes(2);
    // Stopping waits for the round under way, and no other one begins.
    let isStopped = false;
    const stopped = stop?.().then(() => (isStopped = true));
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(isStopped).toBe(false);
    finish();
    await stopped;
    await vi.advanceTimersByTimeAsync(10 * MINUTE);
    expect(round).toHaveBeenCalledTimes(2);
  });
});
