import {
  ApiError,
  authorizationUrl,
  type IssuedToken,
  type PageOperationName,
  type PkceTokens,
  pkceTokens,
  type TokenProvider,
} from '@kabinet/api';
import { newIdempotencyKey } from './action.js';
import type { Connection, ConnectionOptions, SessionEnding, SessionMode } from './connection.js';
import { answerFromWindow } from './sign-in-window.js';
import { SessionClock } from './session-clock.js';
import type { SignInReturn, SignInTrip } from './sign-in-return.js';
import { beginTrip, endTrip, openSignInWindow } from './sign-in-trip.js';
import { type TabMessage, Tabs } from './tabs.js';
import { isWebAddress } from './web-address.js';

export type { TabMessage } from './tabs.js';

const MODES: readonly SessionMode[] = ['token', 'cookie', 'pkce'];

/** Another tab answers at once, if there is one; nobody is kept waiting for it. */
const ANSWERED_WITHIN_MS = 300;
/** A tab that has just been signed in is there, and may be busy drawing itself. */
const EXPECTED_WITHIN_MS = 4_000;

/**
 * The part of a connection that knows of sessions: signs in and out on the service's pages, hears other tabs, minds the session's end.
 * Not needed for the first look at a page, so it is loaded after it.
 */
export class PageSession {
  isSigningIn = false;
  signInError: ApiError | null = null;
  readonly #connection: Connection;
  readonly #address: string;
  readonly #tabs: Tabs;
  readonly #clock: SessionClock;
  readonly #tokens: PkceTokens | null;
  /** The code that the page came back with is being exchanged. */
  readonly #arriving: Promise<void>;
  #asking: Promise<void> | null = null;
  #waiting: Promise<void> | null = null;
  #askingTabs: Promise<IssuedToken | null> | null = null;
  /** Doing what another tab says, which needs not be told of it. */
  #isHearing = false;
  /** Another tab has just said that somebody signed in there. */
  #expectsToken = false;

  constructor(connection: Connection, { address, returned }: ConnectionOptions) {
    this.#connection = connection;
    this.#address = address ?? '';
    if (!MODES.includes(connection.sessionMode)) {
      console.warn(`Kabinet: a session is one of ${MODES.join(', ')}, not "${connection.sessionMode}".`);
    }
    this.#tabs = new Tabs(address ?? null, (message) => this.#hear(message));
    this.#clock = new SessionClock(connection);
    this.#tokens =
      connection.sessionMode === 'pkce' && address !== undefined
        ? pkceTokens({ baseUrl: address, clientId: location.origin })
        : null;
    this.#arriving = returned ? this.#arrive(returned) : Promise.resolve();
    if (connection.isSignedIn && connection.sessionMode !== 'token') this.#clock.start();
    window.addEventListener('pageshow', ({ persisted }) => {
      // The browser's "back" shows the page as it was left: maybe to somebody else by now.
      if (persisted && connection.sessionMode !== 'token') connection.refresh();
    });
  }

  /** The token for a call; null when nobody is signed in, neither here nor in another tab. */
  readonly token: TokenProvider = async (request) => {
    await this.#arriving;
    if (!this.#tokens) return null;
    const own = await this.#tokens(request);
    if (own !== null) return own;
    const others = await this.#askTabs();
    if (!others) return null;
    this.#tokens.adopt(others);
    return this.#tokens(request);
  };

  /** One question for all calls that wait. */
  #askTabs(): Promise<IssuedToken | null> {
    if (this.#askingTabs) return this.#askingTabs;
    const asking = this.#tabs.askForToken(this.#expectsToken ? EXPECTED_WITHIN_MS : ANSWERED_WITHIN_MS);
    this.#askingTabs = asking;
    this.#expectsToken = false;
    void asking.finally(() => {
      if (this.#askingTabs === asking) this.#askingTabs = null;
    });
    return asking;
  }

  /** That the session ends soon. */
  get ending(): SessionEnding | null {
    return this.#clock.ending;
  }

  /** See {@link Connection.signIn}. Up to the opened window nothing is awaited. */
  async signIn(isNew = false): Promise<boolean> {
    if (this.#connection.sessionMode === 'token') return false;
    const supplier = this.#connection.query('getSupplier', {}).state.value;
    const authorizeUrl = supplier?.pages?.authorize;
    if (authorizeUrl === undefined || !isWebAddress(authorizeUrl)) {
      if (supplier) {
        console.warn('Kabinet: the service has no pages to sign in on.');
      }
      this.#connection.retryFailed();
      return false;
    }
    const trip = beginTrip(this.#address);
    const popup = openSignInWindow();
    this.#setSigningIn(true, null);
    try {
      const isSignedIn = await this.#goAndSignIn({ trip, popup, authorizeUrl, isNew });
      this.#setSigningIn(false, null);
      return isSignedIn;
    } catch (error) {
      popup?.close();
      const reason = error instanceof ApiError ? error : new ApiError('unavailable', { cause: error });
      this.#setSigningIn(false, reason);
      throw reason;
    }
  }

  #setSigningIn(isSigningIn: boolean, error: ApiError | null): void {
    this.isSigningIn = isSigningIn;
    this.signInError = error;
    this.#connection.changed();
  }

  /** With a window, or without one by leaving the page. */
  async #goAndSignIn({
    trip,
    popup,
    authorizeUrl,
    isNew,
  }: {
    trip: SignInTrip;
    popup: Window | null;
    authorizeUrl: string;
    isNew: boolean;
  }): Promise<boolean> {
    const { state, verifier, redirectUri } = trip;
    const url = await authorizationUrl({
      authorizeUrl,
      redirectUri,
      state,
      verifier: this.#tokens ? verifier : null,
      responseMode: popup ? 'web_message' : 'query',
      isNew,
    });
    if (!popup) {
      location.assign(url);
      return false;
    }
    popup.location.replace(url);
    const answer = await answerFromWindow(popup, { origin: new URL(authorizeUrl).origin, state });
    endTrip(trip);
    // Closed without a word, or cut off from us by the page's own rules: they may have signed in all the same.
    if (!answer) return this.askAgain();
    if (answer.error !== null) return false;
    if (this.#tokens) await this.#exchange(trip, answer.code);
    this.#connection.sessionChanged();
    return true;
  }

  /** Somebody else is signed in, or nobody: what was known of the session before is not true any more. */
  sessionChanged(): void {
    this.#clock.forget();
    this.signInError = null;
  }

  /**
   * Ends the session, on this device or on all of them, and forgets everything of the person here and in other tabs. Rejects with an
   * ApiError when the service could not be told: then the person is still signed in, and must be told so. A session that has ended
   * already is no failure.
   */
  async signOut({ everywhere = false }: { everywhere?: boolean } = {}): Promise<void> {
    try {
      await this.#connection.api.endSession({ body: { everywhere } }, { idempotencyKey: newIdempotencyKey() });
    } catch (error) {
      if (!(error instanceof ApiError && error.kind === 'unauthorized')) throw error;
    }
    await this.#connection.signedOut();
  }

  /** Puts the session's end off ("stay"). Rejects with an ApiError when it cannot be. */
  async renew(): Promise<void> {
    await this.#connection.api.renewSession({ body: {} }, { idempotencyKey: newIdempotencyKey() });
    this.#tabs.tell({ type: 'renewed' });
    await this.#clock.check();
  }

  /** The service was used: it has put the session's end off by itself. Asking after the session is no use. */
  noteUse(name: PageOperationName): void {
    if (this.#connection.sessionMode === 'token' || name === 'getSession') return;
    if (this.#clock.ending) {
      this.#tabs.tell({ type: 'renewed' });
      void this.#clock.check();
    } else this.#clock.start();
  }

  /** Whether somebody is signed in by now; then everything is read anew. */
  async askAgain(): Promise<boolean> {
    const before = this.#connection.session;
    // A question that is under way may have been asked too early: one more comes after it, for all who ask meanwhile.
    if (this.#waiting) await this.#waiting;
    else if (this.#asking) await (this.#waiting = this.#asking.then(() => this.#ask(before)));
    else await this.#ask(before);
    return this.#connection.session !== before;
  }

  #ask(before: number): Promise<void> {
    this.#waiting = null;
    return (this.#asking = this.#askOnce(before).finally(() => (this.#asking = null)));
  }

  async #askOnce(before: number): Promise<void> {
    if (this.#connection.session !== before) return;
    try {
      await this.#connection.api.getSession({});
    } catch {
      return;
    }
    this.#quietly(() => this.#connection.sessionChanged());
  }

  /** Tells the other tabs, unless it comes from there. */
  tell(message: TabMessage): void {
    if (message.type === 'signed-out') this.#tokens?.forget();
    if (!this.#isHearing) this.#tabs.tell(message);
  }

  /** What is done here, other tabs know already. */
  #quietly(work: () => void): void {
    this.#isHearing = true;
    work();
    this.#isHearing = false;
  }

  #hear(message: TabMessage): void {
    this.#quietly(() => this.#heed(message));
  }

  #heed(message: TabMessage): void {
    switch (message.type) {
      case 'signed-in':
        this.#tokens?.forget();
        // What was asked before was asked too early.
        this.#askingTabs = null;
        this.#expectsToken = true;
        this.#connection.sessionChanged();
        break;
      case 'signed-out':
        void this.#connection.signedOut({ isHeard: true });
        break;
      case 'renewed':
        void this.#clock.check();
        break;
      case 'account':
        this.#connection.accountId = message.id;
        break;
      case 'changed':
        // A tab that nobody looks at asks when somebody does.
        if (document.visibilityState === 'visible') this.#connection.refresh();
        else this.#connection.expectChange();
        break;
      case 'token-wanted':
        void this.#handOver();
        break;
      case 'token':
        break; // for who asked
    }
  }

  /** Another tab asks for a token: it gets the short-lived one only. */
  async #handOver(): Promise<void> {
    const token = await this.#tokens?.share(AbortSignal.timeout(10_000)).catch(() => null);
    if (token?.expiresAt !== undefined)
      this.#tabs.tell({ type: 'token', token: token.token, expiresAt: token.expiresAt });
  }

  async #arrive({ trip, code, error }: SignInReturn): Promise<void> {
    if (error !== null) return;
    try {
      if (this.#tokens) await this.#exchange(trip, code);
      this.#tabs.tell({ type: 'signed-in' });
    } catch (reason) {
      console.warn('Kabinet: the sign-in could not be completed; the person is asked to sign in again.', reason);
    }
  }

  async #exchange({ verifier, redirectUri }: SignInTrip, code: string | null): Promise<void> {
    if (code === null) throw new ApiError('bad-response');
    await this.#tokens?.exchange({ code, verifier, redirectUri });
  }
}
