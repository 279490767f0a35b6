import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocatePayment, openDebts, type ServiceMoney } from './payment-allocation.js';

const of = (serviceKind: string, month: string | null, amount: bigint): ServiceMoney => ({
  serviceKind,
  month,
  amount,
});
const total = (money: readonly ServiceMoney[]) => money.reduce((sum, { amount }) => sum + amount, 0n);
const byService = (a: ServiceMoney, b: ServiceMoney) => a.serviceKind.localeCompare(b.serviceKind);
/** What of a debt the shares cover. */
const coveredOf = (shares: readonly ServiceMoney[], { serviceKind, month }: ServiceMoney) =>
  total(shares.filter((share) => share.serviceKind === serviceKind && share.month === month));
/** How old, for comparing: what no month is known of is the oldest. */
const age = ({ month }: ServiceMoney) => month ?? '';

const months = fc.option(
  fc.integer({ min: 1, max: 9 }).map((month) => `2026-0${month}`),
  { nil: null },
);
const kinds = fc.constantFrom('gas', 'electricity', 'cold_water');
const sums = (min: bigint) =>
  fc
    .array(fc.tuple(kinds, months, fc.bigInt({ min, max: 5_000_000n })), { maxLength: 20 })
    .map((list) => list.map(([kind, month, amount]) => of(kind, month, amount)))
    // As the ledger gives them: one sum for a service and a month.
    .map((list) => [...new Map(list.map((each) => [`${each.serviceKind} ${each.month}`, each])).values()]);

describe('allocatePayment', () => {
  it('covers the oldest debt first, whatever service it is of', () => {
    const debts = [of('gas', '2026-10', 300n), of('electricity', '2026-09', 200n), of('gas', '2026-09', 100n)];
    expect(allocatePayment({ debts, amount: 350n })).toEqual({
      shares: [of('electricity', '2026-09', 200n), of('gas', '2026-09', 100n), of('gas', '2026-10', 50n)],
      ahead: 0n,
    });
  });

  it('takes what no month is known of for the oldest', () => {
    const debts = [of('gas', '2020-01', 10n), of('gas', null, 10n)];
    expect(allocatePayment({ debts, amount: 10n }).shares).toEqual([of('gas', null, 10n)]);
  });

  it('carries what is paid more than is owed', () => {
    const debts = [of('gas', '2026-10', 300n)];
    expect(allocatePayment({ debts, amount: 1000n })).toEqual({ shares: debts, ahead: 700n });
    expect(allocatePayment({ debts: [], amount: 5n })).toEqual({ shares: [], ahead: 5n });
  });

  it('adds up to the sum, takes no more than a debt, and is ahead only once nothing is owed', () => {
    fc.assert(
      fc.property(sums(1n), fc.bigInt({ min: 1n, max: 50_000_000n }), (debts, amount) => {
        const { shares, ahead } = allocatePayment({ debts, amount });
        expect(total(shares) + ahead).toBe(amount);
        expect(ahead).toBe(amount > total(debts) ? amount - total(debts) : 0n);
        for (const share of shares) {
          const debt = debts.find((each) => each.serviceKind === share.serviceKind && each.month === share.month);
          expect(share.amount > 0n && debt !== undefined && share.amount <= debt.amount).toBe(true);
        }
      }),
    );
  });

  it('leaves no older debt open than one it covers', () => {
    fc.assert(
      fc.property(sums(1n), fc.bigInt({ min: 1n, max: 20_000_000n }), (debts, amount) => {
        const { shares } = allocatePayment({ debts, amount });
        const youngest = shares.map(age).sort().at(-1) ?? '';
        for (const debt of debts.filter((each) => age(each) < youngest)) expect(shares).toContainEqual(debt);
      }),
    );
  });

  it('gives the same shares in two payments as in one, so that paying in parts costs nobody', () => {
    fc.assert(
      fc.property(
        sums(1n),
        fc.bigInt({ min: 1n, max: 9_000_000n }),
        fc.bigInt({ min: 1n, max: 9_000_000n }),
        (given, first, second) => {
          const debts = openDebts(given.sort(byService));
          const paid = allocatePayment({ debts, amount: first });
          const left = openDebts(
            debts.map((debt) => ({ ...debt, amount: debt.amount - coveredOf(paid.shares, debt) })).sort(byService),
          );
          const then = allocatePayment({ debts: left, amount: second });
          const whole = allocatePayment({ debts, amount: first + second });
          expect(total(paid.shares) + total(then.shares)).toBe(total(whole.shares));
          for (const share of whole.shares)
            expect(coveredOf([...paid.shares, ...then.shares], share)).toBe(share.amount);
        },
      ),
    );
  });
});

describe('openDebts', () => {
  it('lets a payment of no known month cover the oldest debts of its service', () => {
    expect(openDebts([of('gas', '2026-09', 100n), of('gas', '2026-10', 100n), of('gas', null, -150n)])).toEqual([
      of('gas', '2026-10', 50n),
    ]);
  });

  it('lets what one service has too much cover another', () => {
    expect(openDebts([of('gas', '2026-10', -500n), of('electricity', '2026-10', 600n)])).toEqual([
      of('electricity', '2026-10', 100n),
    ]);
  });

  it('covers the own debts of a service before those of another, though these are older', () => {
    const sums = [of('electricity', '2026-08', 100n), of('gas', '2026-10', 100n), of('gas', '2026-09', -100n)];
    expect(openDebts(sums)).toEqual([of('electricity', '2026-08', 100n)]);
  });

  it('keeps the services of one month in the order given', () => {
    const sums = [of('gas', '2026-10', 1n), of('electricity', '2026-10', 1n), of('gas', '2026-09', 1n)];
    expect(openDebts(sums).map(({ serviceKind, month }) => `${serviceKind} ${month}`)).toEqual([
      'gas 2026-09',
      'gas 2026-10',
      'electricity 2026-10',
    ]);
  });

  it('adds up to what the account owes, the oldest first, and is empty for one that is paid ahead', () => {
    fc.assert(
      fc.property(sums(-5_000_000n), (given) => {
        const debts = openDebts(given);
        const owed = total(given);
        expect(total(debts)).toBe(owed > 0n ? owed : 0n);
        expect(debts.every(({ amount }) => amount > 0n)).toBe(true);
        expect(debts.map(age)).toEqual(debts.map(age).sort());
      }),
    );
  });
});
