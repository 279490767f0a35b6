import { accountNumbersOf } from '../db/account-numbers.js';
import type { Tx } from '../db/database.js';

/** How much of an account's number is said where others may read along: in messages, in calendars. */
const TAIL = 4;

/** The last digits of an account number: enough for who has two to tell them apart. */
export function tailOf(accountNumber: string): string {
  return accountNumber.slice(-TAIL);
}

/** The same of an account that is known by its id. */
export async function accountTailOf(
  tx: Tx,
  { supplierId, accountId }: { supplierId: string; accountId: string },
): Promise<string> {
  const number = (await accountNumbersOf(tx, { supplierId, accountIds: [accountId] })).get(accountId);
  if (number === undefined) throw new Error('no such account');
  return tailOf(number);
}
