import { expect } from '@open-wc/testing';
import type { Session } from '@kabinet/api';
import { stopTheClock } from '../testing/clock.js';
import type { Connection } from './connection.js';
import { QueryCache } from './query-cache.js';
import { SessionClock } from './session-clock.js';

const DAY_MS = 86_400_000;

describe('the clock of a session', () => {
  it('asks seldom about one that lasts longer than a browser’s timer can, such as one that never ends', async () => {
    const time = stopTheClock();
    let asked = 0;
    const entry = new QueryCache().entry('getSession {}', (): Promise<Session> => {
      asked += 1;
      // Asked without end it answers no more, or this test would not end either.
      if (asked > 3) return new Promise(() => undefined);
      return Promise.resolve({
        customer: { displayName: 'Ганна', kind: 'household' },
        expiresAt: '9999-12-31T23:59:59Z',
        isRenewable: true,
      });
    });
    const clock = new SessionClock({ query: () => entry, changed: () => undefined } as unknown as Connection);
    clock.start();
    await time.tickAsync(DAY_MS);
    expect(asked).to.equal(1);
    await time.tickAsync(25 * DAY_MS);
    expect(asked).to.equal(2);
    expect(clock.ending).to.equal(null);
  });
});
