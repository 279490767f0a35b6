import type { AccountOfCustomer } from '../../db/accounts.js';
import type { Tx } from '../../db/database.js';
import { findReading, type ReadingRow } from '../../db/readings.js';
import { ProblemError } from '../../http/problem.js';
import { ownAccount } from '../operation.js';

export interface OwnReading {
  readonly account: AccountOfCustomer;
  readonly reading: ReadingRow;
  readonly serviceKind: string;
}

/** Only on a reading of an account linked to the customer; any other is answered exactly like one that does not exist. */
export async function ownReading(
  tx: Tx,
  call: Parameters<typeof ownAccount>[1] & { args: { readingId: string } },
): Promise<OwnReading> {
  const account = await ownAccount(tx, call);
  const { readingId } = call.args;
  const found = await findReading(tx, { supplierId: call.supplier.id, accountId: account.id, readingId });
  if (!found) throw new ProblemError('not_found');
  return { account, ...found };
}
