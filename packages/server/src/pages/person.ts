import { ProblemError } from '../http/problem.js';
import type { PageCall } from './page.js';

/** Who is signed in on a page that needs a person; the router lets nobody else come so far. */
export interface SignedInPerson {
  readonly ref: string;
  readonly personId: string;
  readonly sessionId: string;
}

export function signedInPerson({ customer }: PageCall): SignedInPerson {
  if (!customer?.hosted) throw new ProblemError('forbidden');
  const { personId, sessionId } = customer.hosted;
  return { ref: customer.ref, personId, sessionId };
}
