import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { pageObjects, pdfOf } from '../testing/pdfs.js';

/** Threads that do what they are told to by the test. */
class FakeThread extends EventEmitter {
  static readonly all: FakeThread[] = [];
  static onMessage: (thread: FakeThread) => void = () => {};

  constructor() {
    super();
    FakeThread.all.push(this);
  }

  unref(): void {}

  async terminate(): Promise<void> {
    this.emit('exit', 1);
  }

  postMessage(): void {
    queueMicrotask(() => FakeThread.onMessage(this));
  }
}

vi.mock('node:worker_threads', () => ({ Worker: FakeThread }));
const { pdfFault } = await import('./check-pdf.js');

const pdf = pdfOf(pageObjects());
const answers = (thread: FakeThread) => thread.emit('message', null);

describe('a thread that looks into a PDF', () => {
  beforeEach(async () => {
    vi.restoreAllMocks();
    FakeThread.onMessage = () => {};
    for (const thread of FakeThread.all.splice(0)) await thread.terminate();
  });

  it('is used again, unless it ended meanwhile', async () => {
    FakeThread.onMessage = answers;
    expect([await pdfFault(pdf), await pdfFault(pdf), FakeThread.all.length]).toEqual([null, null, 1]);
    FakeThread.all[0]?.emit('exit', 1);
    expect([await pdfFault(pdf), FakeThread.all.length]).toEqual([null, 2]);
  });

  it('that ends without an answer makes nobody’s document a damaged one', async () => {
    FakeThread.onMessage = (thread) => thread.emit('exit', 1);
    await expect(pdfFault(pdf)).rejects.toMatchObject({ code: 'unavailable' });
    FakeThread.onMessage = answers;
    expect(await pdfFault(pdf)).toBeNull();
  });

  it.each([
    ['calls a file damaged that takes too long', 14_000, 'damaged'],
    ['calls none so because the machine had no time for it', 2_000, 'unavailable'],
  ])('%s', async (_what, usedMs, said) => {
    vi.useFakeTimers();
    vi.spyOn(process, 'cpuUsage').mockReturnValue({ user: usedMs * 1000, system: 0 });
    const found = pdfFault(pdf).catch((error: unknown) => (error as { code: string }).code);
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await found).toBe(said);
    vi.useRealTimers();
  });

  it('that takes too much memory makes the file a damaged one', async () => {
    FakeThread.onMessage = (thread) =>
      thread.emit('error', Object.assign(new Error('memory'), { code: 'ERR_WORKER_OUT_OF_MEMORY' }));
    expect(await pdfFault(pdf)).toBe('damaged');
  });
});
