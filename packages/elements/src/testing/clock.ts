import { sampleNow } from '@kabinet/api/mock';
import { type SinonFakeTimers, useFakeTimers } from 'sinon';

/** A clock that the test winds: `await clock.tickAsync(15_000)` is fifteen seconds of the person's life and no time of ours. */
export type Clock = SinonFakeTimers;

let stopped: Clock | null = null;
afterEach(() => {
  stopped?.restore();
  stopped = null;
});

/**
 * Stops the time until the test ends, at the moment the samples speak of: the third day of the gas window. Only timers and dates are
 * stopped: promises, IndexedDB and drawing go on as always.
 */
export function stopTheClock(moment: string = sampleNow): Clock {
  stopped?.restore();
  return (stopped = useFakeTimers({ now: new Date(moment), toFake: ['setTimeout', 'clearTimeout', 'Date'] }));
}
