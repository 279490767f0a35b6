import { describe, expect, it } from 'vitest';
import { atEvenTime, untilEvenTime } from './even-time.js';

/** How long it took, in milliseconds. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** Work that takes so long, on a clock that is not a timer's. */
function busyFor(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

describe('untilEvenTime', () => {
  it('waits until the moment, however much of it the work has taken', async () => {
    for (const work of [0, 5, 15, 24]) {
      const started = performance.now();
      busyFor(work);
      await untilEvenTime(started, 25);
      expect(performance.now() - started).toBeGreaterThanOrEqual(25);
    }
  });

  it('waits until the next multiple where the work took longer', async () => {
    const started = performance.now();
    busyFor(30);
    await untilEvenTime(started, 25);
    expect(performance.now() - started).toBeGreaterThanOrEqual(50);
  });

  it('does not wait where nothing is to be hidden', async () => {
    const started = performance.now();
    expect(await timed(() => untilEvenTime(started, 0))).toBeLessThan(20);
  });
});

describe('atEvenTime', () => {
  it('gives what the work gave, and its failure as late as that', async () => {
    let answer: unknown;
    expect(
      await timed(async () => (answer = await atEvenTime(20, () => Promise.resolve('груша')))),
    ).toBeGreaterThanOrEqual(20);
    expect(answer).toBe('груша');
    const failing = () => expect(atEvenTime(20, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await timed(failing)).toBeGreaterThanOrEqual(20);
  });
});
