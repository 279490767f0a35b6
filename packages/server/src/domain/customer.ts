import { isId } from '../db/ids.js';

/** The signed-in customer: the supplier's own sign-on vouches for them, or they signed in here. */
export interface Customer {
  /** How the billing base names the customer; `kabinet:<person id>` for who signed in here. */
  readonly ref: string;
  readonly expiresAt: Date;
  /** Who signed in here; null where the supplier's sign-on vouches. */
  readonly hosted: { readonly personId: string; readonly sessionId: string; readonly isStrong: boolean } | null;
}

/** References of people who signed up here begin so; no supplier's sign-on may vouch for one. */
export const HOSTED_REF = 'kabinet:';

/** Whose idempotency keys those of people are whom nobody knows. */
export const GUEST_REF = `${HOSTED_REF}guest`;

/** Whose reference it is, of somebody who signed up here; null of any other. */
export function personIdOf(ref: string): string | null {
  const id = ref.startsWith(HOSTED_REF) ? ref.slice(HOSTED_REF.length) : '';
  return isId(id) ? id : null;
}
