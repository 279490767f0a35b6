import type { Context } from '../context.js';
import { deleteExpiredUploads } from '../db/uploads.js';

/** Forgets every supplier's files that waited for a message and were sent with none. */
export async function purgeUploads({ database, suppliers, now }: Context): Promise<void> {
  for (const { id: supplierId } of await suppliers.all()) {
    await database.transaction(supplierId, (tx) => deleteExpiredUploads(tx, { supplierId, now: now() }), {
      patient: true,
    });
  }
}
