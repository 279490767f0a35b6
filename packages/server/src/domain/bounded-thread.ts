import { Worker } from 'node:worker_threads';
import { ProblemError } from '../problem.js';
import { Queue } from './queue.js';

export interface Bounds {
  /** What the thread may take for what it reads. */
  readonly memory: { maxOldGenerationSizeMb: number; maxYoungGenerationSizeMb: number; stackSizeMb: number };
  /** Many times what the largest takes that people send. */
  readonly maxMs: number;
  /** Each waits with what it reads in memory. */
  readonly maxWaiting: number;
  /** What is read leaves traces in a library's memory: a thread that has read as much is let go. */
  readonly maxBytesRead: number;
}

/** As much of its time as the process had: with less it was the machine that was slow, and not what was read. */
const OWN_SHARE = 0.6;
/** To begin a thread takes half a second: what the same person sends next finds it there. */
const IDLE_MS = 5000;

interface Thread {
  readonly worker: Worker;
  bytesRead: number;
}

/**
 * A thread with bounds of its own for what strangers send: made to take memory or time, it takes those of the thread, which is ended. Reads one
 * after another.
 */
export class BoundedThread<Question, Answer> {
  readonly #script: URL;
  readonly #bounds: Bounds;
  readonly #reading: Queue;
  #idle: { readonly thread: Thread; readonly timer: NodeJS.Timeout } | null = null;

  /** `script`: answers each message with one. */
  constructor(script: URL, bounds: Bounds) {
    this.#script = script;
    this.#bounds = bounds;
    this.#reading = new Queue({ maxWaiting: bounds.maxWaiting });
  }

  /** `ended` where it took more than its bounds. Throws `unavailable` where that is not the fault of what is asked. */
  ask(question: Question, { bytes }: { bytes: number }): Promise<Answer | 'ended'> {
    return this.#reading.run(async () => {
      const thread = this.#take();
      const answer = await this.#answerOf(thread, question);
      if (answer === 'failed') throw new ProblemError('unavailable', {}, { 'Retry-After': '5' });
      if (answer !== 'ended') this.#keep(thread, bytes);
      return answer;
    });
  }

  #take(): Thread {
    if (this.#idle) {
      clearTimeout(this.#idle.timer);
      const { thread } = this.#idle;
      this.#idle = null;
      return thread;
    }
    const { memory: resourceLimits } = this.#bounds;
    const worker = new Worker(this.#script, { resourceLimits, stdout: true, stderr: true, env: {} });
    // It never keeps the process from ending, and an idle one that ends is no loss.
    worker.unref();
    worker.on('error', () => {});
    const thread = { worker, bytesRead: 0 };
    worker.on('exit', () => {
      if (this.#idle?.thread !== thread) return;
      clearTimeout(this.#idle.timer);
      this.#idle = null;
    });
    return thread;
  }

  #keep(thread: Thread, bytes: number): void {
    thread.bytesRead += bytes;
    if (thread.bytesRead > this.#bounds.maxBytesRead) {
      void thread.worker.terminate();
      return;
    }
    const timer = setTimeout(() => {
      this.#idle = null;
      void thread.worker.terminate();
    }, IDLE_MS);
    timer.unref();
    this.#idle = { thread, timer };
  }

  /** `ended` when it took too much memory or time, `failed` when it was ended by something else, or had no time. */
  #answerOf({ worker }: Thread, question: Question): Promise<Answer | 'ended' | 'failed'> {
    const { maxMs } = this.#bounds;
    return new Promise((resolve, reject) => {
      const before = process.cpuUsage();
      const timer = setTimeout(() => {
        stopListening();
        void worker.terminate();
        const { user, system } = process.cpuUsage(before);
        resolve((user + system) / 1000 < maxMs * OWN_SHARE ? 'failed' : 'ended');
      }, maxMs);
      const answered = (answer: Answer) => {
        stopListening();
        resolve(answer);
      };
      const failed = (error: NodeJS.ErrnoException) => {
        stopListening();
        if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve('ended');
        else reject(error);
      };
      function stopListening() {
        clearTimeout(timer);
        worker.off('message', answered).off('error', failed).off('exit', ended);
      }
      function ended() {
        stopListening();
        resolve('failed');
      }
      worker.once('message', answered).once('error', failed).once('exit', ended);
      worker.postMessage(question);
    });
  }
}
