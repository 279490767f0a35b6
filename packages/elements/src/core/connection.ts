import {
  ApiError,
  type CallOptions,
  type OperationArgs,
  type OperationResult,
  type PageOperationName,
  type Session,
  type UtilityApi,
} from '@kabinet/api';
import { whenIdle } from './later.js';
import type { PageSession, TabMessage } from './page-session.js';
import { QueryCache, type QueryEntry } from './query-cache.js';
import type { SignInReturn } from './sign-in-return.js';
import { WhoIsHere } from './who-is-here.js';

/** What is the same for everybody: no customer's doing makes it out of date. */
const PUBLIC_READS = /^(getSupplier|listTariffs|searchLocalities|listReceiptKeys|listReceptions|listAppealKinds) /;
/** The same for everybody too, but it changes with what customers do. */
const SHARED_READS = /^listAppointmentSlots /;
/** Sent by whoever it is: that it was taken says nothing about a session. */
const SENT_BY_ANYBODY = /^submitGuest/;

/** What a widget reads before it knows anything. */
export type FirstRead = 'getSupplier' | 'listAccounts' | 'listTariffs' | 'listAppealKinds';

/** A page out of sight for longer than this is read again when it is looked at. */
const AWAY_MS = 5 * 60_000;
/** Without an address other tabs are not heard: somebody else may have signed in there in less. All widgets of a page wake at once. */
const UNHEARD_MS = 1_000;

/**
 * How a page keeps the session (docs/en/sign-on.md):
 * - `token`: the supplier's own sign-on hands over tokens; the service cannot sign anybody in or out.
 * - `cookie`: signed in on the service's own pages, on the same site as this page.
 * - `pkce`: signed in on the service's own pages, from a page on another site; tokens in memory.
 */
export type SessionMode = 'token' | 'cookie' | 'pkce';

/** That the session ends soon: shown while two minutes or less are left. */
export interface SessionEnding {
  readonly at: Date;
  /** Whether `renew()` can put it off; false when the longest time of a session is reached. */
  readonly isRenewable: boolean;
}

export interface ConnectionOptions {
  /** Where the person signs in, on the page's own site. */
  readonly signInUrl?: string | null;
  /** Forgets the token in hand. */
  readonly forgetToken?: () => void;
  /** `token` without it. */
  readonly session?: SessionMode;
  /** The API's address: by it the tabs of one service find each other. Without one, tabs know nothing of each other. */
  readonly address?: string;
  /** The person comes back from signing in by this page load. */
  readonly returned?: SignInReturn | null;
}

/**
 * One supplier's service as the widgets of a page share it: its calls, the answers already read, the account the person looks at, and
 * the session. All widgets of one provider have the same connection. It fires `change` whenever a widget should be drawn anew.
 */
export class Connection extends EventTarget {
  readonly api: UtilityApi;
  /** Where the person signs in, on the supplier's own site; null when the page did not say. */
  readonly signInUrl: string | null;
  readonly sessionMode: SessionMode;
  readonly #options: ConnectionOptions;
  readonly #cache = new QueryCache();
  #accountId: string | null = null;
  #session = 0;
  readonly #who = new WhoIsHere();
  #revision = 0;
  #refreshedAt = Date.now();
  #isSignedIn: boolean | null = null;
  #expectsChange = false;
  #loading: Promise<PageSession> | null = null;
  #page: PageSession | null = null;

  constructor(api: UtilityApi, options: ConnectionOptions = {}) {
    super();
    this.api = api;
    this.#options = options;
    this.signInUrl = options.signInUrl ?? null;
    this.sessionMode = options.session ?? 'token';
  }

  /** The shared answer to a read. */
  query<N extends PageOperationName>(name: N, args: OperationArgs<N>): QueryEntry<OperationResult<N>> {
    return this.#cache.entry(`${name} ${JSON.stringify(args)}`, (signal) => this.#call(name, args, { signal }));
  }

  /** Begins to read what a widget needs first, beside the loading of its code. */
  prefetch(reads: readonly FirstRead[]): void {
    for (const name of reads) {
      const entry = this.query(name, {});
      if (entry.state.status === 'idle') void entry.reload();
    }
  }

  /** Sends a change, and marks what it may have changed as out of date. */
  async send<N extends PageOperationName>(
    name: N,
    args: OperationArgs<N>,
    options: CallOptions,
  ): Promise<OperationResult<N>> {
    const result = await this.#call(name, args, options);
    this.refresh();
    // What another tab shows is out of date too; nothing is loaded to say so.
    this.#page?.tell({ type: 'changed' });
    return result;
  }

  async #call<N extends PageOperationName>(
    name: N,
    args: OperationArgs<N>,
    options: CallOptions,
  ): Promise<OperationResult<N>> {
    const call: (args: OperationArgs<N>, options: CallOptions) => Promise<OperationResult<N>> = this.api[name];
    const session = this.#session;
    try {
      const result = await call(args, options);
      if (![PUBLIC_READS, SHARED_READS, SENT_BY_ANYBODY].some((each) => each.test(`${name} `)))
        this.#noteAnswer(name, { session, isSignedIn: true });
      if (name === 'getSession') this.#notePerson((result as Session).customer.key ?? '', session);
      return result;
    } catch (error) {
      if (error instanceof ApiError && error.kind === 'unauthorized')
        this.#noteAnswer(name, { session, isSignedIn: false });
      throw error;
    }
  }

  #noteAnswer(name: PageOperationName, { session, isSignedIn }: { session: number; isSignedIn: boolean }): void {
    // Asked in the session before, it tells nothing of this one.
    if (session !== this.#session) return;
    const wasSignedIn = this.#isSignedIn === true;
    this.#isSignedIn = isSignedIn;
    if (isSignedIn) this.#page?.noteUse(name);
    // Of a session that ran out before it was known whose it was nobody is told from others.
    else this.#notePerson(wasSignedIn && this.#who.key === undefined ? '' : null, session);
  }

  /** Who it is, as the service says it; an empty key for somebody whom it does not tell from others. */
  #notePerson(key: string | null, session: number): void {
    if (session !== this.#session) return;
    const { key: before, turn } = this.#who;
    this.#who.note(key);
    // Somebody else within one session: nobody has told this page.
    if (turn !== this.#who.turn && before !== undefined) this.#takenOver();
    else if (before !== this.#who.key) this.changed();
  }

  /** Somebody else signed in where nobody tells this page, such as on the service's own pages: what it shows is not theirs. */
  #takenOver(): void {
    this.#accountId = null;
    this.#session += 1;
    this.#tell({ type: 'signed-in' });
    this.#forget((read) => !read.startsWith('getSession '));
  }

  /** Whether somebody is signed in, by the service's last answer that tells; null while there is none. */
  get isSignedIn(): boolean | null {
    return this.#isSignedIn;
  }

  /** Everything about the customer is read again; what the supplier tells everybody stays. */
  refresh(): void {
    this.#refreshedAt = Date.now();
    this.#expectsChange = false;
    this.#revision += 1;
    this.#cache.invalidate((key) => !PUBLIC_READS.test(key));
    this.changed();
  }

  /** How often what is known of the customer became out of date: for what is read in pages, past the shared answers. */
  get revision(): number {
    return this.#revision;
  }

  /** The page is looked at again: after a while away, what it shows may be of another day, and somebody may have signed in elsewhere. */
  wake(): void {
    const awayMs = this.#options.address === undefined ? UNHEARD_MS : AWAY_MS;
    if (this.#isSignedIn === false) this.#later((session) => session.askAgain());
    else if (this.#expectsChange || Date.now() - this.#refreshedAt > awayMs) this.refresh();
    else if (this.sessionMode === 'cookie' && this.#who.key) this.#askWhoIsHere();
  }

  /** Who left for the service's own pages and comes back may have let somebody else sign in there. To ask so does not use the session. */
  #askWhoIsHere(): void {
    const entry = this.query('getSession', {});
    if (entry.state.status === 'ready') void entry.reload();
  }

  /** The person goes to the service's own pages beside this one: what they change there is asked for when they are back. */
  expectChange(): void {
    this.#expectsChange = true;
  }

  retryFailed(): void {
    this.#cache.retryFailed();
  }

  /**
   * Signs the person in on the service's own pages. Call it in the click itself, before anything is awaited: browsers open a window
   * then only. Without a window the page is left and comes back. Widgets continue by themselves; nothing typed is lost where a window
   * could be opened. Who is new signs up there and adds an account. Resolves to whether somebody is signed in; rejects with an ApiError
   * when it could not be tried.
   */
  async signIn({ isNew = false }: { isNew?: boolean } = {}): Promise<boolean> {
    return (this.#page ?? (await this.pageSession())).signIn(isNew);
  }

  /** Somebody signed in or out: nothing that was read for the one before stays. */
  sessionChanged(): void {
    this.#tell({ type: 'signed-in' });
    this.#who.sessionChanged();
    this.#begin();
  }

  /** The person signed out, here or in the tab that this one has heard of: what was read for them is forgotten, and what was kept on the device is removed. */
  async signedOut({ isHeard = false }: { isHeard?: boolean } = {}): Promise<void> {
    this.#accountId = null;
    this.#tell({ type: 'signed-out' });
    this.#who.left();
    this.#begin();
    const { wipeOutbox } = await import('./outbox.js');
    await wipeOutbox({ isHeard });
  }

  /** Another session, or none. */
  #begin(): void {
    this.#options.forgetToken?.();
    this.#session += 1;
    this.#isSignedIn = null;
    this.#forget();
  }

  #forget(matches?: (read: string) => boolean): void {
    this.#page?.sessionChanged();
    this.#cache.clear(matches);
    this.changed();
  }

  /** What is about the session and needed after the first use only; null until it is here. */
  get page(): PageSession | null {
    return this.#page;
  }

  /** The same, loaded now. Rejects with an ApiError when it does not come. */
  pageSession(): Promise<PageSession> {
    return (this.#loading ??= this.#loadPageSession());
  }

  /** A widget about somebody's account can be used: there is time now to hear other tabs and to mind the session's end. */
  planPageSession(): void {
    if (!this.#loading && this.#options.address !== undefined) whenIdle(() => this.#later());
  }

  async #loadPageSession(): Promise<PageSession> {
    try {
      const { PageSession } = await import('./page-session.js');
      return (this.#page = new PageSession(this, this.#options));
    } catch (error) {
      this.#loading = null;
      throw new ApiError('unavailable', { cause: error });
    }
  }

  #later(work?: (session: PageSession) => unknown): void {
    this.pageSession()
      .then(work)
      .catch(() => undefined);
  }

  /** To other tabs. */
  #tell(message: TabMessage): void {
    if (this.#page) this.#page.tell(message);
    else if (this.#options.address !== undefined) this.#later((session) => session.tell(message));
  }

  /** How often somebody signed in or out: another number is another session. */
  get session(): number {
    return this.#session;
  }

  /**
   * Who writes on this page, by a key that tells nothing else: the customer of this session, also once it ran out; null for nobody who is
   * signed in; empty for somebody whom the service does not tell from others; undefined while it is not known.
   */
  get person(): string | null | undefined {
    return this.#who.key;
  }

  /** How many people were here one after the other: with another number, what was written or done on this page is not theirs who are there now. */
  get turn(): number {
    return this.#who.turn;
  }

  /** The account the person chose; null until they choose, then widgets show the default one. */
  get accountId(): string | null {
    return this.#accountId;
  }

  set accountId(id: string | null) {
    if (id === this.#accountId) return;
    this.#accountId = id;
    this.#tell({ type: 'account', id });
    this.changed();
  }

  /** Widgets are drawn anew. */
  changed(): void {
    this.dispatchEvent(new Event('change'));
  }
}
