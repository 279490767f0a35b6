/** One going to sign in and coming back: what it is recognised by, and what proves that it was this page that went. */
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

/** Where a trip is kept, for this tab: nothing personal, and gone when it is over. */
export const keptAs = (state: string): string => `kabinet-sign-in ${state}`;

/**
 * What the page's address says about a trip that was begun for this service. The address is again what it was before: this is done
 * before anything else reads it.
 */
export function takeReturn(address: string): SignInReturn | null {
  const query = new URLSearchParams(location.search);
  const key = keptAs(query.get('state') ?? '');
  try {
    // eslint-disable-next-line no-restricted-globals -- see keptAs
    const trip = JSON.parse(sessionStorage.getItem(key) ?? 'null') as SignInTrip | null;
    if (trip?.address !== address) return null;
    // eslint-disable-next-line no-restricted-globals -- see keptAs
    sessionStorage.removeItem(key);
    history.replaceState(history.state, '', trip.redirectUri + trip.hash);
    return { trip, code: query.get('code'), error: query.get('error') };
  } catch {
    return null; // no storage, or nothing of ours
  }
}
