import { dateInTimeZone } from '@kabinet/rules';
import { readLedger } from '../../db/ledger.js';
import { accountNumbersOf } from '../../db/receipts.js';
import { paymentSlip } from '../../domain/payment-slip.js';
import { ProblemError } from '../../http/problem.js';
import { accountOperation, READ_LIMIT } from '../operation.js';

/** The details of a bank transfer for the customer's account: of the sum asked for, else of what is owed. */
export const getPaymentSlip = accountOperation('getPaymentSlip', {
  rateLimit: READ_LIMIT,
  handle: async (tx, { supplier, args: { amount }, now }, { account }) => {
    const { profile, id: supplierId } = supplier;
    const owed = async () => {
      const today = dateInTimeZone(now, profile.timeZone);
      const { lines } = await readLedger(tx, { supplierId, accountId: account.id, today });
      const sum = lines.reduce((total, line) => total + BigInt(line.amount), 0n);
      return sum > 0n ? sum : 0n;
    };
    const numbers = await accountNumbersOf(tx, { supplierId, accountIds: [account.id] });
    const slip = paymentSlip(profile, {
      accountNumber: numbers.get(account.id) ?? '',
      amount: amount === undefined ? await owed() : BigInt(amount),
    });
    if (!slip) throw new ProblemError('not_found');
    return slip;
  },
});
