import { dueOf, stillDue } from '../../db/account-due.js';
import { accountNumbersOf } from '../../db/account-numbers.js';
import { paymentSlip } from '../../domain/payment-slip.js';
import { ProblemError } from '../../problem.js';
import { accountOperation, READ_LIMIT } from '../operation.js';

/**
 * The details of a bank transfer for the customer's account: of the sum asked for, else of what is still to be paid. Whoever may pay for the
 * account and not see what is owed gets them without a sum.
 */
export const getPaymentSlip = accountOperation('getPaymentSlip', {
  rateLimit: READ_LIMIT,
  handle: async (tx, { supplier: { profile, id: supplierId }, args: { amount } }, { account, grants }) => {
    const toPay = async () =>
      grants.includes('view') ? stillDue(await dueOf(tx, { supplierId, accountId: account.id })) : 0n;
    const numbers = await accountNumbersOf(tx, { supplierId, accountIds: [account.id] });
    const slip = paymentSlip(profile, {
      accountNumber: numbers.get(account.id) ?? '',
      amount: amount === undefined ? await toPay() : BigInt(amount),
    });
    if (!slip) throw new ProblemError('not_found');
    return slip;
  },
});
