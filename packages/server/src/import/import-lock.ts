import { sql } from 'kysely';
import type { Tx } from '../db/database.js';

/** One import of a supplier at a time: two files of one night must not wait for each other's rows crosswise. Until the transaction ends. */
export async function waitForOtherImports(tx: Tx, supplierId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`kabinet import ${supplierId}`}, 0))`.execute(tx);
}
