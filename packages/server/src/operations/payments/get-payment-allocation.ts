import type { PaymentShare } from '@kabinet/api/contract';
import { allocatePayment } from '@kabinet/rules';
import { debtsOf } from '../../domain/book-payment.js';
import { accountOperation, READ_LIMIT } from '../operation.js';

/** To which services and debts a sum would go if it were paid now; without a sum all that is owed. */
export const getPaymentAllocation = accountOperation('getPaymentAllocation', {
  rateLimit: READ_LIMIT,
  handle: async (tx, { supplier, args: { amount } }, { account }) => {
    const { currency } = supplier.profile;
    const debts = await debtsOf(tx, { supplier, accountId: account.id });
    const owed = debts.reduce((sum, debt) => sum + debt.amount, 0n);
    const { shares, ahead } = allocatePayment({ debts, amount: amount === undefined ? owed : BigInt(amount) });
    return {
      shares: shares.map((share) => ({
        serviceKind: share.serviceKind as PaymentShare['serviceKind'],
        month: share.month,
        amount: { amount: Number(share.amount), currency },
      })),
      ahead: { amount: Number(ahead), currency },
    };
  },
});
