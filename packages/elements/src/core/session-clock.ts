import type { Session } from '@kabinet/api';
import type { Connection, SessionEnding } from './connection.js';
import type { QueryEntry } from './query-cache.js';

/** How long before the end the person is told. */
const WARNING_MS = 2 * 60_000;
/** An end that has passed by our clock and not by the service's is asked about again after this long. */
const ASK_AGAIN_MS = 15_000;
/** The longest a browser's timer can be (24 days): a longer one goes off at once, and a session that never ends would be asked about without end. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * Minds the session's end. What the service says of it is asked again before anything is told: use in another tab puts the end off
 * too, and asking does not.
 */
export class SessionClock {
  /** That the session ends soon; null while it does not. */
  ending: SessionEnding | null = null;
  readonly #connection: Connection;
  #entry: QueryEntry<Session> | null = null;
  #unsubscribe: (() => void) | null = null;
  #seen: Session | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Somebody is signed in. */
  start(): void {
    if (this.#unsubscribe) return;
    const entry = (this.#entry = this.#connection.query('getSession', {}));
    this.#unsubscribe = entry.subscribe(() => this.#handle(entry));
    // How old an answer is that was here before, nobody knows.
    if (entry.state.status === 'ready') void entry.reload();
  }

  /** Asks how much time is left. */
  async check(): Promise<void> {
    if (this.#unsubscribe) await this.#entry?.reload();
  }

  /** Another session, or none: what was known of the end is not true any more. */
  forget(): void {
    this.ending = null;
    this.#seen = undefined;
  }

  #handle({ state: { status, value, error } }: QueryEntry<Session>): void {
    if (error?.kind === 'unauthorized') this.#stop();
    else if (status === 'ready' && value && value !== this.#seen) this.#follow(value);
    else if (error) this.#askIn(ASK_AGAIN_MS);
  }

  #follow(session: Session): void {
    this.#seen = session;
    const leftMs = (session.secondsLeft ?? (Date.parse(session.expiresAt) - Date.now()) / 1000) * 1000;
    const isEnding = leftMs > 0 && leftMs <= WARNING_MS;
    this.#setEnding(isEnding ? { at: new Date(Date.now() + leftMs), isRenewable: session.isRenewable } : null);
    this.#askIn(leftMs > WARNING_MS ? leftMs - WARNING_MS : Math.max(leftMs, ASK_AGAIN_MS));
  }

  #setEnding(ending: SessionEnding | null): void {
    if (ending === this.ending) return;
    this.ending = ending;
    this.#connection.changed();
  }

  #askIn(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.check(), Math.min(milliseconds, LONGEST_TIMER_MS));
  }

  /** Nobody is signed in any more; widgets that still show what was read learn it by asking. */
  #stop(): void {
    const wasSignedIn = this.#seen !== undefined;
    clearTimeout(this.#timer);
    this.#unsubscribe?.();
    this.#unsubscribe = null;
    this.#seen = undefined;
    this.#setEnding(null);
    if (wasSignedIn) this.#connection.refresh();
  }
}
