import { ProblemError } from '../problem.js';

/** Does dear work one by one, whoever asks for how much: the memory it takes is taken once. */
export class Queue {
  readonly #maxWaiting: number;
  #waiting = 0;
  #last: Promise<unknown> = Promise.resolve();

  /** More than `maxWaiting` at once is not people's doing: they are told to come again. */
  constructor(maxWaiting: number) {
    this.#maxWaiting = maxWaiting;
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#waiting >= this.#maxWaiting) throw new ProblemError('unavailable', {}, { 'Retry-After': '5' });
    this.#waiting += 1;
    const mine = this.#last.then(work);
    this.#last = mine.catch(() => {});
    try {
      return await mine;
    } finally {
      this.#waiting -= 1;
    }
  }
}
