import type { Tx } from '../../db/database.js';
import { findReading, type ReadingRow } from '../../db/readings.js';
import { ProblemError } from '../../problem.js';

/** A reading of the account the call is about; of any other account it is answered exactly like one that does not exist. */
export async function readingOfAccount(
  tx: Tx,
  which: { supplierId: string; accountId: string; readingId: string },
): Promise<{ reading: ReadingRow; serviceKind: string }> {
  const found = await findReading(tx, which);
  if (!found) throw new ProblemError('not_found');
  return found;
}
