import type { PageCall } from './page.js';

/** How the person signed in is called at the top of every page: their name, else the contact they sign in with. */
export async function signedInName({ context, supplier, customer }: PageCall): Promise<string | null> {
  const personId = customer?.hosted?.personId;
  if (personId === undefined) return null;
  try {
    const row = await context.database.transaction(supplier.id, (tx) =>
      tx
        .selectFrom('people')
        .leftJoin('contacts', (join) =>
          join.onRef('contacts.supplier_id', '=', 'people.supplier_id').onRef('contacts.person_id', '=', 'people.id'),
        )
        .select(['people.display_name', 'contacts.address'])
        .where('people.supplier_id', '=', supplier.id)
        .where('people.id', '=', personId)
        .orderBy('contacts.verified_at')
        .executeTakeFirst(),
    );
    return row?.display_name || row?.address || '';
  } catch {
    // The page itself matters more than the name above it, above all when it says that the database is away.
    return '';
  }
}
