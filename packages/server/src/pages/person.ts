import type { SignedInPerson } from '../domain/confirm-person.js';
import { ProblemError } from '../problem.js';
import type { PageCall } from './page.js';

/** Who is signed in on a page that needs a person, and how every table names them; the router lets nobody else come so far. */
export function signedInPerson({ customer }: PageCall): SignedInPerson & { readonly ref: string } {
  if (!customer?.hosted) throw new ProblemError('forbidden');
  return { ...customer.hosted, ref: customer.ref };
}
