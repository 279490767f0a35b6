/**
 * What must be done at once about signing in on the service's pages: open the window in the click itself, and take the answer out of
 * the page's address before anything else reads it. The rest is loaded when somebody signs in.
 */

/** One going to sign in and coming back. What it is recognised by, and what proves that it was this page that went. */
export interface SignInTrip {
  /** The service it is for. */
  readonly address: string;
  readonly state: string;
  /** RFC 7636. */
  readonly verifier: string;
  /** The page's address, to come back to. */
  readonly redirectUri: string;
  /** What the address had besides. */
  readonly hash: string;
}

/** The person came back to the page. */
export interface SignInReturn {
  readonly trip: SignInTrip;
  /** Null with a session cookie, and when they did not sign in. */
  readonly code: string | null;
  /** RFC 6749's word for why they did not; null when they did. */
  readonly error: string | null;
}

/* eslint-disable no-restricted-globals -- what is kept is random, of one trip, and gone when it is over: nothing personal. */

const KEY = 'kabinet-sign-in';
const WINDOW = 'kabinet-sign-in';

function randomText(): string {
  return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

/** Begins a trip, and keeps it where leaving the page does not lose it: for this tab, until it is over. */
export function beginTrip(address: string): SignInTrip {
  const [redirectUri = ''] = location.href.split('#');
  const trip = { address, state: randomText(), verifier: randomText(), redirectUri, hash: location.hash };
  try {
    sessionStorage.setItem(KEY, JSON.stringify(trip));
  } catch {
    // No storage: coming back in a window of its own works all the same.
  }
  return trip;
}

/** The trip is over, however it ended. */
export function endTrip(): void {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // Then there is nothing to remove either.
  }
}

function keptTrip(): SignInTrip | null {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as SignInTrip | null;
  } catch {
    return null;
  }
}

/** An empty window for the sign-in pages; null where the browser does not open one. */
export function openSignInWindow(): Window | null {
  return window.open('', WINDOW, 'popup,width=480,height=720');
}

/** What the page's address says about the trip that was begun for this service. The address is again what it was before. */
export function takeReturn(address: string): SignInReturn | null {
  const query = new URLSearchParams(location.search);
  const trip = query.has('state') ? keptTrip() : null;
  if (!trip || trip.address !== address || trip.state !== query.get('state')) return null;
  endTrip();
  history.replaceState(history.state, '', trip.redirectUri + trip.hash);
  return { trip, code: query.get('code'), error: query.get('error') };
}
