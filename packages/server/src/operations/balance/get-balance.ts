import type { BalanceLine, Money, ServiceKind } from '@kabinet/api/contract';
import { dateInTimeZone, exact, minorDigits, multiplyDecimals, toMinorUnits } from '@kabinet/rules';
import { type LedgerLine, readLedger } from '../../db/ledger.js';
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
      lines: ledger.lines.map((line) => ({
        kind: line.kind,
        serviceKind: line.serviceKind as ServiceKind | null,
        amount: money(BigInt(line.amount)),
        basis: line.basis,
        month: line.month,
        component: line.component,
        use: useOf(line, minorDigits(currency)),
      })),
      paymentsOnTheWay: money(-BigInt(ledger.pending)),
      lastPayment: lastPayment && { amount: money(-BigInt(lastPayment.amount)), paidOn: lastPayment.bookedOn },
    };
  },
});

/** What was used for a charge. The price is told only where both make the amount: of a charge with more to it than that it would be a lie. */
function useOf({ quantity, unit, price, amount }: LedgerLine, digits: number): BalanceLine['use'] {
  if (quantity === null || unit === null) return null;
  const isWhole = price !== null && toMinorUnits(exact(multiplyDecimals(quantity, price)), digits) === Number(amount);
  return { quantity, unit, price: isWhole ? price : null };
}
