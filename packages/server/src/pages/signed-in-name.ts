import { personOf } from '../domain/people.js';
import { contactInWords } from './getting-in/parts.js';
import type { PageCall } from './page.js';

/** How the person signed in is called at the top of every page: their name, else the contact they sign in with. */
export async function signedInName({ context, supplier, customer }: PageCall): Promise<string | null> {
  const personId = customer?.hosted?.personId;
  if (personId === undefined) return null;
  try {
    const person = await context.database.transaction(supplier.id, (tx) => personOf(tx, supplier.id, personId));
    return person?.displayName || contactInWords(person?.contacts[0]?.address ?? '');
  } catch {
    // The page itself matters more than the name above it, above all when it says that the database is away.
    return '';
  }
}
