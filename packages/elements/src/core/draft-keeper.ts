import type { ReactiveController } from 'lit';
import type { KabinetElement } from './base-element.js';
import type { Connection } from './connection.js';
import { type DraftOwner, Drafts } from './drafts.js';
import { Query } from './query.js';

export interface DraftKeeperOptions<T> {
  /** What it is a draft of; null where nothing is kept. */
  readonly what: () => string | null;
  /** Null while it is not known, or nothing could be made of a draft yet. */
  readonly supplierId: () => string | null;
  /** What is written now; null for nothing that anybody would miss. */
  readonly written: () => T | null;
  /** It was written before, by whoever is there now; by now they may have written something more. */
  readonly onFound: (draft: T, owner: DraftOwner) => void;
  /** Somebody else is there now, or nobody any more: what was written is not theirs to see. */
  readonly onLeft: () => void;
}

/**
 * Keeps what a form's author has written on the device over reloads and signing in, until it is sent, or they sign out: here, in another tab, or
 * while this page lay aside. Knows whose the form is.
 */
export class DraftKeeper<T> implements ReactiveController {
  /** Who is signed in: by that it is known whose the form is. */
  readonly customer: Query<'getSession'>;
  readonly #host: KabinetElement;
  readonly #options: DraftKeeperOptions<T>;
  /** What it is a draft of, and of what it was looked for last. */
  #what: string | null = null;
  #soughtOf: string | null | undefined = undefined;
  #drafts: Drafts<T> | null = null;
  #connection: Connection | null = null;
  #turn = 0;
  #owner: DraftOwner | undefined = undefined;
  /** The session in which that was known; before it ever was, the one in which the form came. */
  #session: number | null = null;
  /** What they had written before was looked for: until then nothing is kept over it. */
  #isSought = false;
  #seeking: Promise<void> = Promise.resolve();
  /** Something of it lies on the device. */
  #isKept = false;
  readonly #handlePageShow = ({ persisted }: PageTransitionEvent) => {
    // The browser's "back" shows the page as it was left: maybe by somebody who has signed out since.
    if (persisted) void this.#lookForWipe();
  };

  constructor(host: KabinetElement, options: DraftKeeperOptions<T>) {
    this.#host = host;
    this.#options = options;
    this.customer = new Query(host, 'getSession', () => (host.connection?.isSignedIn === false ? null : {}));
    host.addController(this);
  }

  /** Whose the form is: null for nobody's who is signed in; empty for somebody's whom the service does not tell from others; undefined while that is not known. */
  get owner(): DraftOwner | undefined {
    return this.#owner;
  }

  /** Nothing of somebody who may have left is on show, or kept, until it is known who is there now. */
  get isHidden(): boolean {
    return this.#owner !== null && this.#host.connection?.session !== this.#session;
  }

  hostConnected(): void {
    window.addEventListener('pageshow', this.#handlePageShow);
    // What was being looked for when it was moved in the page.
    void this.keep();
  }

  hostDisconnected(): void {
    window.removeEventListener('pageshow', this.#handlePageShow);
  }

  hostUpdate(): void {
    const { connection } = this.#host;
    if (!connection) return;
    this.#lookWhoIsHere(connection);
    const supplierId = this.#options.supplierId();
    const owner = connection.person;
    if (supplierId === null || owner === undefined) return;
    this.#session = connection.session;
    const what = this.#options.what();
    if (what !== this.#what) {
      this.#what = what;
      this.#isKept = false;
    }
    this.#drafts ??= new Drafts(supplierId);
    const before = this.#owner;
    const isOfAnother = this.#soughtOf !== undefined && this.#soughtOf !== what;
    this.#owner = owner;
    if (before !== owner || isOfAnother) this.#seeking = this.#seek(owner, { wasGuest: before === null });
  }

  #lookWhoIsHere(connection: Connection): void {
    const { turn } = connection;
    const isAnother = this.#connection !== null && this.#connection !== connection;
    if (isAnother) {
      // Of another service: what was written for the one before stays where it lies.
      this.#drafts = null;
      this.#leave();
      this.#session = null;
    } else if (this.#connection && turn !== this.#turn && this.#owner !== null) this.#leave();
    this.#connection = connection;
    this.#turn = turn;
    this.#session ??= connection.session;
  }

  /** Keeps what is written now, or what was kept no longer; once what they had written before was looked for. */
  async keep(): Promise<void> {
    if (!this.#isSought) await this.#seeking;
    const place = this.#place;
    // What is no longer on the page keeps nothing: whoever is there now may have signed out.
    if (!place || !this.#isSought || this.isHidden || !this.#host.isConnected) return;
    const { drafts, what, owner } = place;
    const written = this.#options.written();
    // What was not kept here may be what is being looked for.
    if (written === null && !this.#isKept) return;
    this.#isKept = written !== null;
    if (written === null) await drafts.remove(what, owner);
    else if (!(await drafts.keep(what, owner, written))) await this.#lookForWipe();
  }

  /** Nothing of it stays on the device. */
  forget(): void {
    const place = this.#place;
    if (place) void place.drafts.remove(place.what, place.owner);
    this.#isKept = false;
  }

  /** Where it is kept; null where it is not, and until the next drawing, once it is a draft of something else. */
  get #place(): { readonly drafts: Drafts<T>; readonly what: string; readonly owner: DraftOwner } | null {
    const drafts = this.#drafts;
    const what = this.#what;
    const owner = this.#owner;
    // For whom the service does not tell from others nothing is kept: the next one would be they.
    if (!drafts || what === null || what !== this.#options.what() || owner === undefined || owner === '') return null;
    return { drafts, what, owner };
  }

  /** Nothing of it stays, here or on the device. */
  #leave(): void {
    // What was being written at this moment may have come after what signing out removed.
    this.forget();
    this.#owner = undefined;
    this.#options.onLeft();
  }

  async #seek(owner: DraftOwner, { wasGuest }: { wasGuest: boolean }): Promise<void> {
    this.#isSought = false;
    this.#soughtOf = this.#what;
    const place = this.#place;
    // What they wrote here before they signed in is being written: it is none that lies there from before, and goes once it is kept as theirs.
    const isWriting = wasGuest && this.#options.written() !== null;
    const draft = (await place?.drafts.find(place.what, owner, !isWriting)) ?? null;
    if (owner !== this.#owner || place?.drafts !== this.#drafts || this.#soughtOf !== this.#options.what()) return;
    this.#isSought = true;
    if (draft !== null) {
      this.#isKept = true;
      this.#options.onFound(draft, owner);
      this.#host.requestUpdate();
    }
    await this.keep();
    if (isWriting && this.#host.isConnected) await place?.drafts.remove(place.what, null);
  }

  /** Whoever wrote it has signed out, and this page has not heard of it. */
  async #lookForWipe(): Promise<void> {
    const drafts = this.#drafts;
    if (!(await drafts?.isWiped()) || drafts !== this.#drafts) return;
    // From now on it is somebody else's device.
    this.#drafts = null;
    this.#isKept = false;
    if (this.#owner) {
      this.#owner = undefined;
      this.#options.onLeft();
    }
    this.#host.requestUpdate();
  }
}
