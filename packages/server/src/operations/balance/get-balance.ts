import type { Money, ServiceKind } from '@kabinet/api/contract';
import { dateInTimeZone } from '@kabinet/rules';
import { readLedger } from '../../db/ledger.js';
import { accountOperation, READ_LIMIT } from '../operation.js';

/** What is owed on the customer's own account. The sum is the sum of the lines, never a stored figure. */
export const getBalance = accountOperation('getBalance', {
  rateLimit: READ_LIMIT,
  handle: async (tx, { supplier, now }, { account }) => {
    const { timeZone, currency } = supplier.profile;
    const today = dateInTimeZone(now, timeZone);
    const ledger = await readLedger(tx, { supplierId: supplier.id, accountId: account.id, today });
    const money = (minorUnits: bigint): Money => ({ amount: Number(minorUnits), currency });
    const owed = ledger.lines.reduce((sum, line) => sum + BigInt(line.amount), 0n);
    const asOf = ledger.asOf ?? now.toISOString();
    const from = ledger.periodFrom ?? today;
    const days = [from, dateInTimeZone(asOf, timeZone), ledger.paidHereOn ?? from];
    const { lastPayment } = ledger;
    return {
      asOf,
      amountOwed: money(owed),
      dueOn: owed > 0n ? ledger.dueOn : null,
      period: { from, to: days.sort().at(-1) ?? from },
      lines: ledger.lines.map(({ kind, serviceKind, basis, amount }) => ({
        kind,
        serviceKind: serviceKind as ServiceKind | null,
        amount: money(BigInt(amount)),
        basis,
      })),
      paymentsOnTheWay: money(-BigInt(ledger.pending)),
      lastPayment: lastPayment && { amount: money(-BigInt(lastPayment.amount)), paidOn: lastPayment.bookedOn },
    };
  },
});
