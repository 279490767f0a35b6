import { holdersOf, linkAccount, type ProvenBy } from '../db/account-access.js';
import type { Tx } from '../db/database.js';
import { tellCustomer } from '../messages/tell-customer.js';

/**
 * Puts an account on a customer's list by a right that was just shown, and tells those who speak for the account that somebody new came.
 * False where the customer had as good a right before: then nobody is told, nor of an account that they only take back.
 */
export async function linkAndTell(
  tx: Tx,
  {
    account,
    ...link
  }: {
    supplierId: string;
    customerRef: string;
    account: { readonly id: string; readonly accountNumber: string };
    role: 'owner' | 'payer';
    provenBy: ProvenBy;
    now: Date;
  },
): Promise<boolean> {
  const { supplierId, customerRef, now } = link;
  // Before the new link is there: whoever spoke for the account until now.
  const holders = await holdersOf(tx, { supplierId, accountId: account.id });
  const { isNew, isBack } = await linkAccount(tx, { ...link, accountId: account.id });
  if (!isNew) return false;
  // They were told when it was new: taking it off and linking it again, over and over, must not fill their phone.
  if (isBack) return true;
  const facts = { accountTail: account.accountNumber.slice(-4), isByStaff: link.provenBy === 'staff' };
  for (const holder of new Set(holders.map((each) => each.customerRef))) {
    if (holder === customerRef) continue;
    await tellCustomer(tx, { supplierId, customerRef: holder, purpose: 'account_linked', facts, now });
  }
  return true;
}
