import type { ServiceKind } from '@kabinet/api/contract';
import {
  type AccountMeasures,
  type Bill,
  type BillUse,
  type CalendarMonth,
  computeBill,
  dayOfMonth,
  exactText,
  type TariffAnswers,
  useByNorm,
  type Zone,
} from '@kabinet/rules';
import type { SampleSupplier } from './suppliers/sample-supplier.js';

/** What an account's months cost by the supplier's own tariffs, worked out as the cabinet does. */
export class Prices {
  readonly #supplier: SampleSupplier;
  readonly #answers: TariffAnswers;
  readonly #measures: AccountMeasures;

  constructor(supplier: SampleSupplier, { answers, measures }: { answers: TariffAnswers; measures: AccountMeasures }) {
    this.#supplier = supplier;
    this.#answers = answers;
    this.#measures = measures;
  }

  /** Minor units for a month's use, standing charges included. Use below zero gives back what it would have cost. */
  ofUse(
    serviceKind: ServiceKind,
    month: CalendarMonth,
    use: readonly { readonly zone: Zone; readonly thousandths: number }[],
  ): number {
    const part = (sign: 1 | -1) =>
      use.map(({ zone, thousandths }) => ({
        serviceKind,
        zone,
        quantity: decimalOf(Math.max(0, sign * thousandths)),
      }));
    const charged = this.#bill(serviceKind, month, part(1));
    if (use.every(({ thousandths }) => thousandths >= 0)) return charged.total;
    const givenBack = this.#bill(serviceKind, month, part(-1)).lines.filter(({ kind }) => kind === 'use');
    return charged.total - givenBack.reduce((sum, { amount }) => sum + amount, 0);
  }

  /** Minor units for a month that nothing measured. */
  byNorm(serviceKind: ServiceKind, month: CalendarMonth): number {
    const { norms } = this.#supplier.tariffBook;
    const period = periodOf(month);
    const used = useByNorm({ norms, serviceKind, answers: this.#answers, measures: this.#measures, period });
    const use = used ? [{ serviceKind, zone: 'total' as const, quantity: exactText(used) }] : [];
    return this.#bill(serviceKind, month, use).total;
  }

  #bill(serviceKind: ServiceKind, month: CalendarMonth, use: readonly BillUse[]): Bill {
    return computeBill({
      tariffs: this.#supplier.tariffBook.tariffs.filter((each) => each.serviceKind === serviceKind),
      answers: this.#answers,
      benefits: [],
      measures: this.#measures,
      period: periodOf(month),
      use,
      basis: 'actual',
      currencyDigits: 2,
    });
  }
}

function periodOf(month: CalendarMonth) {
  return { from: `${month}-01`, to: dayOfMonth(month, -1) };
}

function decimalOf(thousandths: number): string {
  const digits = String(thousandths).padStart(4, '0');
  return `${digits.slice(0, -3)}.${digits.slice(-3)}`;
}
