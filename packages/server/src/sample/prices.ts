import type { ServiceKind } from '@kabinet/api/contract';
import {
  type AccountMeasures,
  addDecimals,
  type Benefit,
  type Bill,
  type BillUse,
  type CalendarMonth,
  computeBill,
  dayOfMonth,
  type Decimal,
  exactText,
  isDecimal,
  type Tariff,
  type TariffAnswers,
  useByNorm,
  type Zone,
} from '@kabinet/rules';
import type { SampleSupplier } from './suppliers/sample-supplier.js';

const COMPONENTS: readonly Tariff['component'][] = ['supply', 'network', 'service'];

/** What one part of a service costs; the use where it is charged by that, with the price of a unit where there is only one. */
export interface CostPart {
  readonly component: Tariff['component'];
  readonly cost: number;
  readonly use: { readonly quantity: Decimal; readonly price: Decimal | null } | null;
}

/** Minor units of a month's charges, and of what benefits take off. */
export interface MonthlyCost {
  readonly cost: number;
  /** Zero or more. */
  readonly benefit: number;
  /** The cost by the parts of the service, as bills have them. */
  readonly parts: readonly CostPart[];
}

/** What an account's months cost by the supplier's own tariffs, worked out as the cabinet does. */
export class Prices {
  readonly #supplier: SampleSupplier;
  readonly #answers: TariffAnswers;
  readonly #measures: AccountMeasures;
  readonly #benefits: readonly Benefit[];

  constructor(
    supplier: SampleSupplier,
    customer: { answers: TariffAnswers; measures: AccountMeasures; benefits: readonly Benefit[] },
  ) {
    this.#supplier = supplier;
    this.#answers = customer.answers;
    this.#measures = customer.measures;
    this.#benefits = customer.benefits;
  }

  /** A month's use, with standing charges. Use below zero gives back what it would have cost. */
  ofUse(
    serviceKind: ServiceKind,
    month: CalendarMonth,
    use: readonly { readonly zone: Zone; readonly thousandths: number }[],
  ): MonthlyCost {
    const part = (sign: 1 | -1) =>
      use.map(({ zone, thousandths }) => ({
        serviceKind,
        zone,
        quantity: decimalOf(Math.max(0, sign * thousandths)),
      }));
    const charged = this.#bill(serviceKind, month, part(1));
    if (use.every(({ thousandths }) => thousandths >= 0)) return costOf(charged);
    const givenBack = this.#bill(serviceKind, month, part(-1)).lines.filter(({ kind }) => kind === 'use');
    const cost = costOf(charged).cost - sumOf(givenBack);
    return { cost, benefit: 0, parts: [{ component: 'supply', cost, use: null }] };
  }

  /** A month that nothing measured. */
  byNorm(serviceKind: ServiceKind, month: CalendarMonth): MonthlyCost {
    const { norms } = this.#supplier.tariffBook;
    const period = periodOf(month);
    const used = useByNorm({ norms, serviceKind, answers: this.#answers, measures: this.#measures, period });
    const use = used ? [{ serviceKind, zone: 'total' as const, quantity: exactText(used) }] : [];
    return costOf(this.#bill(serviceKind, month, use));
  }

  #bill(serviceKind: ServiceKind, month: CalendarMonth, use: readonly BillUse[]): Bill {
    return computeBill({
      // What another company does, it bills itself.
      tariffs: this.#supplier.tariffBook.tariffs.filter(
        (each) => each.serviceKind === serviceKind && each.provider === null,
      ),
      answers: this.#answers,
      benefits: this.#benefits,
      measures: this.#measures,
      period: periodOf(month),
      use,
      basis: 'actual',
      currencyDigits: 2,
    });
  }
}

function sumOf(lines: Bill['lines']): number {
  return lines.reduce((sum, { amount }) => sum + amount, 0);
}

function costOf({ lines }: Bill): MonthlyCost {
  const charges = lines.filter(({ kind }) => kind !== 'benefit');
  return {
    cost: sumOf(charges),
    benefit: -sumOf(lines.filter(({ kind }) => kind === 'benefit')),
    parts: COMPONENTS.map((component) => partOf(component, charges)).filter(({ cost }) => cost > 0),
  };
}

function partOf(component: Tariff['component'], charges: Bill['lines']): CostPart {
  const own = charges.filter((line) => line.component === component);
  return { component, cost: sumOf(own), use: useOf(own) };
}

function useOf(charges: Bill['lines']): CostPart['use'] {
  const quantities = charges.map(({ formula }) => formula.quantity).filter(isDecimal);
  const isByUse = charges.every(({ kind }) => kind === 'use');
  if (charges.length === 0 || !isByUse || quantities.length < charges.length) return null;
  const [only, ...others] = charges;
  const isOnePrice = only && others.length === 0 && only.formula.coefficient === null && only.formula.per === '1';
  return { quantity: quantities.reduce(addDecimals), price: isOnePrice ? only.formula.price : null };
}

function periodOf(month: CalendarMonth) {
  return { from: `${month}-01`, to: dayOfMonth(month, -1) };
}

function decimalOf(thousandths: number): string {
  const digits = String(thousandths).padStart(4, '0');
  return `${digits.slice(0, -3)}.${digits.slice(-3)}`;
}
