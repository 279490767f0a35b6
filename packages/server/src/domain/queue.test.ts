import { expect, it } from 'vitest';
import { Queue } from './queue.js';

/** Work that ends when it is told to. */
function held(): { done: () => void; work: () => Promise<void> } {
  let done = () => {};
  const ended = new Promise<void>((end) => (done = end));
  return { done, work: () => ended };
}

it('serves in turn by whose work it is: one who sends much is passed by everybody else', async () => {
  const queue = new Queue({ maxWaiting: 20 });
  const first = held();
  const served: string[] = [];
  const all = [
    queue.run(first.work, { who: 'much' }),
    ...['much', 'much', 'much', 'one', 'two', 'two'].map((who) =>
      queue.run(async () => void served.push(who), { who }),
    ),
  ];
  first.done();
  await Promise.all(all);
  expect(served).toEqual(['much', 'one', 'two', 'much', 'two', 'much']);
});

it('does one at a time, also where one fails', async () => {
  const queue = new Queue({ maxWaiting: 20 });
  let atWork = 0;
  const one = async (fails: boolean) => {
    atWork += 1;
    expect(atWork).toBe(1);
    await Promise.resolve();
    atWork -= 1;
    if (fails) throw new Error('failed');
  };
  const all = Array.from({ length: 12 }, (_, n) => queue.run(() => one(n % 2 === 0), { who: String(n % 3) }));
  const outcomes = await Promise.allSettled(all);
  expect(outcomes.map(({ status }) => status)).toEqual(
    Array.from({ length: 12 }, (_, n) => (n % 2 === 0 ? 'rejected' : 'fulfilled')),
  );
  expect(await queue.run(async () => 'done', { who: 'later' })).toBe('done');
});

it('lets nobody take all places: who has enough waiting is told to come again, others are not', async () => {
  const queue = new Queue({ maxWaiting: 6, maxOfOne: 2 });
  const first = held();
  const waiting = [first.work, async () => {}, async () => {}].map((work) => queue.run(work, { who: 'much' }));
  await expect(queue.run(async () => {}, { who: 'much' })).rejects.toMatchObject({ code: 'unavailable' });
  waiting.push(
    queue.run(async () => {}, { who: 'one' }),
    queue.run(async () => {}),
    queue.run(async () => {}),
  );
  await expect(queue.run(async () => {}, { who: 'two' })).rejects.toMatchObject({ code: 'unavailable' });
  first.done();
  await Promise.all(waiting);
  expect(await queue.run(async () => 'done', { who: 'much' })).toBe('done');
});

it('holds no more in memory than it may, and one of any size', async () => {
  const queue = new Queue({ maxWaiting: 20, maxBytes: 100 });
  const first = held();
  const waiting = [queue.run(first.work, { bytes: 60 }), queue.run(async () => {}, { bytes: 40 })];
  await expect(queue.run(async () => {}, { bytes: 1 })).rejects.toMatchObject({ code: 'unavailable' });
  waiting.push(queue.run(async () => {}));
  first.done();
  await Promise.all(waiting);
  expect(await queue.run(async () => 'done', { bytes: 1000 })).toBe('done');
});
