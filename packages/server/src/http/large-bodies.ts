import { ProblemError } from '../problem.js';

/** How many bytes of large bodies may be in memory at once, of all requests of the process together. */
const ROOM_BYTES = 128 * 1024 * 1024;

/** Counts what large bodies take of the memory, so that many at once are put off instead of taking all of it. */
export class Room {
  #left: number;

  constructor(bytes: number) {
    this.#left = bytes;
  }

  /** Takes room until the returned function is called; answers "unavailable, try again" when there is none. */
  take(bytes: number): () => void {
    if (bytes > this.#left) throw new ProblemError('unavailable', {}, { 'Retry-After': '5' });
    this.#left -= bytes;
    return () => {
      this.#left += bytes;
    };
  }
}

const room = new Room(ROOM_BYTES);

/** Does the work while there is room for the request's body; a request that does not say how large it is may be as large as allowed. */
export async function withRoomFor<T>(request: Request, limit: number, work: () => Promise<T>): Promise<T> {
  const declared = Number(request.headers.get('content-length') ?? Number.NaN);
  const giveBack = room.take(declared >= 0 && declared <= limit ? declared : limit);
  try {
    return await work();
  } finally {
    giveBack();
  }
}
