import { expect } from '@open-wc/testing';
import { until } from './person.js';

/** Keeps the page busy. */
function work(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

describe('waiting in tests', () => {
  it('ends as soon as it is so', async () => {
    let tries = 0;
    await until(
      () => (tries += 1) === 5,
      () => 'the fifth try',
    );
    expect(tries).to.equal(5);
  });

  it('does not count what the page was busy with, but for four times as long at most, and says so', async () => {
    const began = performance.now();
    const failure = await until(
      () => void work(100),
      () => 'what never comes',
      100,
    ).then(
      () => '',
      (error: unknown) => String(error),
    );
    expect(performance.now() - began).to.be.greaterThan(200);
    expect(failure).to.match(/^Error: never came in \d{3,} ms, .* up to \d{3,} ms at once: what never comes$/);
  });

  it('is no longer than its patience where the page is idle', async () => {
    let tries = 0;
    const failure = await until(
      () => void (tries += 1),
      () => 'what never comes',
      30,
    ).then(
      () => '',
      (error: unknown) => String(error),
    );
    expect(failure).to.include('what never comes');
    expect(tries).to.be.greaterThan(1);
  });
});
