/* eslint-disable no-restricted-globals -- what is kept is random, of one trip, and gone when it is over: nothing personal. */
import { keptAs, type SignInTrip } from './sign-in-return.js';

const WINDOW = 'kabinet-sign-in';

function randomText(): string {
  return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

/** Begins a trip, and keeps it where leaving the page does not lose it: for this tab, and the window opened from it. */
export function beginTrip(address: string): SignInTrip {
  const [redirectUri = ''] = location.href.split('#');
  const trip = { address, state: randomText(), verifier: randomText(), redirectUri, hash: location.hash };
  try {
    sessionStorage.setItem(keptAs(trip.state), JSON.stringify(trip));
  } catch {
    // No storage: coming back in a window of its own works all the same.
  }
  return trip;
}

/** The trip is over, however it ended. */
export function endTrip({ state }: SignInTrip): void {
  try {
    sessionStorage.removeItem(keptAs(state));
  } catch {
    // Then there is nothing to remove either.
  }
}

/** An empty window for the sign-in pages; null where the browser does not open one. */
export function openSignInWindow(): Window | null {
  return window.open('', WINDOW, 'popup,width=480,height=720');
}
