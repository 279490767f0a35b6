import { ProblemError } from '../problem.js';

/** How much may wait at once; more is not people's doing. */
interface Bounds {
  readonly maxWaiting: number;
  /** Of one who is named. */
  readonly maxOfOne?: number;
  /** What all that wait hold in memory. */
  readonly maxBytes?: number;
}

/**
 * Does dear work one by one, whoever asks for how much: the memory it takes is taken once. Who waits is served in turn by whose work it is, so that
 * one who sends much keeps everybody else waiting for one work of theirs and not for all.
 */
export class Queue {
  readonly #bounds: Required<Bounds>;
  /** Who waits for what, in the order of their turns. */
  readonly #turns = new Map<string, (() => void)[]>();
  #isBusy = false;
  #waiting = 0;
  #bytes = 0;

  constructor({ maxWaiting, maxOfOne = maxWaiting, maxBytes = Infinity }: Bounds) {
    this.#bounds = { maxWaiting, maxOfOne, maxBytes };
  }

  /** `who`: whose turn it takes; those without share one. `bytes`: what is held meanwhile. Beyond the bounds they are told to come again. */
  async run<T>(work: () => Promise<T>, { who = '', bytes = 0 }: { who?: string; bytes?: number } = {}): Promise<T> {
    const own = this.#turns.get(who) ?? [];
    const { maxWaiting, maxOfOne, maxBytes } = this.#bounds;
    const isFull = this.#waiting >= maxWaiting || (this.#waiting > 0 && this.#bytes + bytes > maxBytes);
    if (isFull || (who !== '' && own.length >= maxOfOne)) {
      throw new ProblemError('unavailable', {}, { 'Retry-After': '5' });
    }
    this.#waiting += 1;
    this.#bytes += bytes;
    try {
      if (this.#isBusy) {
        await new Promise<void>((begin) => {
          own.push(begin);
          this.#turns.set(who, own);
        });
      }
      this.#isBusy = true;
      return await work();
    } finally {
      this.#waiting -= 1;
      this.#bytes -= bytes;
      this.#next();
    }
  }

  /** The next one's first, who then goes behind all others. */
  #next(): void {
    const [turn] = this.#turns;
    if (!turn) {
      this.#isBusy = false;
      return;
    }
    const [who, [begin, ...rest]] = turn;
    this.#turns.delete(who);
    if (rest.length > 0) this.#turns.set(who, rest);
    begin?.();
  }
}
