import type { Tx } from './database.js';

interface Whose {
  readonly supplierId: string;
  readonly personId: string;
}

/** What was said in a person's dialogue so far; null where there is none, or one older than `since`. */
export async function findLinkDialogue(
  tx: Tx,
  { supplierId, personId, since }: Whose & { since: Date },
): Promise<unknown> {
  const row = await tx
    .selectFrom('link_dialogues')
    .select('state')
    .where('supplier_id', '=', supplierId)
    .where('person_id', '=', personId)
    .where('updated_at', '>=', since.toISOString())
    .executeTakeFirst();
  return row?.state ?? null;
}

export async function saveLinkDialogue(
  tx: Tx,
  { supplierId, personId, state, now }: Whose & { state: object; now: Date },
): Promise<void> {
  const row = { state: JSON.stringify(state), updated_at: now };
  await tx
    .insertInto('link_dialogues')
    .values({ supplier_id: supplierId, person_id: personId, ...row })
    .onConflict((conflict) => conflict.columns(['supplier_id', 'person_id']).doUpdateSet(row))
    .execute();
}

/** Forgets dialogues that nobody goes on with: they may have a PIN in them. */
export async function forgetLinkDialogues(
  tx: Tx,
  { supplierId, before }: { supplierId: string; before: Date },
): Promise<void> {
  await tx
    .deleteFrom('link_dialogues')
    .where('supplier_id', '=', supplierId)
    .where('updated_at', '<', before.toISOString())
    .execute();
}
