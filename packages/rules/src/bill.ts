import { lowerByMoney, lowerByUnits } from './bill-benefits.js';
import { type BillLine, chargesOf, measureOf, sumOf, type ZonePart } from './bill-charges.js';
import { type BillPeriod, daysWithout, segmentsOf } from './bill-segments.js';
import { daysBetween } from './calendar.js';
import { canonicalDecimal, type Decimal } from './decimal.js';
import { exact, type Exact, type ExactText, isLess, over, plus, times, ZERO } from './exact.js';
import { toMinorUnits } from './money.js';
import { type AccountMeasures, type Benefit, type Tariff, type TariffAnswers, type Zone, ZONES } from './tariff.js';
import { compareText, groupBy } from './tariff-choice.js';

export type { BillLine } from './bill-charges.js';
export type { BillPeriod } from './bill-segments.js';

/** Units of a service used in a bill's period, of one zone of its meter. */
export interface BillUse {
  readonly serviceKind: string;
  readonly zone: Zone;
  /** A decimal, or a fraction such as `"350/3"`. */
  readonly quantity: ExactText;
}

export interface BillRequest {
  /** The supplier's tariffs of all dates; those that apply are chosen. */
  readonly tariffs: readonly Tariff[];
  readonly answers: TariffAnswers;
  readonly benefits: readonly Benefit[];
  readonly measures: AccountMeasures;
  readonly period: BillPeriod;
  readonly use: readonly BillUse[];
  /** Whether the use was read from a meter, or estimated. */
  readonly basis: 'actual' | 'estimated';
  /** Digits of the currency after the point. */
  readonly currencyDigits: number;
}

export interface VatShare {
  /** Percent. */
  readonly rate: Decimal;
  /** Minor units: the lines with this rate together, what they are without VAT, and the VAT in them. */
  readonly gross: number;
  readonly net: number;
  readonly vat: number;
}

export interface Bill {
  readonly period: BillPeriod;
  readonly basis: 'actual' | 'estimated';
  readonly lines: readonly BillLine[];
  /** Minor units: the sum of the lines. */
  readonly total: number;
  readonly vat: readonly VatShare[];
  /** Days on which something was used and no price of the commodity applies. The bill is too low then: say so. */
  readonly gaps: readonly (BillPeriod & { readonly serviceKind: string })[];
  /** What a charge is counted for and nobody knows: such charges are not in the bill. */
  readonly missing: readonly (keyof AccountMeasures)[];
  /** Minor units of money benefits that found no charge to lower. */
  readonly unused: readonly { readonly benefitId: string; readonly amount: number }[];
}

const COMPONENTS: readonly Tariff['component'][] = ['supply', 'network', 'service'];

/** A service's use over the whole period, and its zones' parts of it. */
function useOf(serviceKind: string, use: readonly BillUse[]): { total: Exact; zones: ZonePart[] } {
  const own = use.filter((each) => each.serviceKind === serviceKind);
  if (own.some(({ quantity }) => isLess(exact(quantity), ZERO))) throw new RangeError('negative use');
  const sum = (some: readonly BillUse[]) => some.reduce((before, { quantity }) => plus(before, exact(quantity)), ZERO);
  const total = sum(own);
  const zones = ZONES.filter((zone) => own.some((each) => each.zone === zone)).map((zone) => {
    const units = sum(own.filter((each) => each.zone === zone));
    return { zone, part: total.over ? over(units, total) : ZERO };
  });
  return { total, zones };
}

/** The VAT that is in the sum of the lines of each rate. */
function vatOf(lines: readonly BillLine[], digits: number): VatShare[] {
  const taxed = lines.flatMap(({ vatRate, amount }) =>
    vatRate === null ? [] : { rate: canonicalDecimal(vatRate), amount },
  );
  return [...groupBy(taxed, ({ rate }) => rate)].map(([rate, each]) => {
    const gross = sumOf(each);
    const part = over(exact(rate), plus(exact(rate), exact(100)));
    const vat = toMinorUnits(times(over(exact(gross), exact(10 ** digits)), part), digits);
    return { rate, gross, net: gross - vat, vat };
  });
}

/**
 * What the use of a period costs. The rules that published tariffs leave open (segments, zones, benefits, rounding) are decided in
 * docs/decisions/0032-bill-arithmetic.md.
 */
export function computeBill(request: BillRequest): Bill {
  const { tariffs, answers, measures, period, use, basis, currencyDigits: digits } = request;
  const periodDays = daysBetween(period.from, period.to) + 1;
  if (periodDays < 1) throw new RangeError('a period ends before it begins');
  const lines: BillLine[] = [];
  const missing = new Set<keyof AccountMeasures>();
  const unused = new Map<string, number>();
  for (const [serviceKind, ofService] of groupBy(tariffs, (each) => each.serviceKind)) {
    const { total, zones } = useOf(serviceKind, use);
    const benefits = request.benefits.filter(
      (each) =>
        each.serviceKind === serviceKind &&
        each.validFrom <= period.to &&
        (each.validTo === null || period.from <= each.validTo),
    );
    const series = [...groupBy(ofService, (each) => each.series).values()].sort(
      ([a], [b]) => COMPONENTS.indexOf(a?.component ?? 'supply') - COMPONENTS.indexOf(b?.component ?? 'supply'),
    );
    const sharesMoney = benefits.some((each) => each.kind === 'money');
    for (const together of sharesMoney ? [series] : series.map((each) => [each])) {
      const theirs = benefits.filter(
        ({ kind, components }) =>
          kind === 'money' || together.some((each) => each.some(({ component }) => components.includes(component))),
      );
      for (const segment of segmentsOf({ series: together, benefits: theirs, answers, period })) {
        const used = times(total, exact(`${segment.share.days}/${periodDays}`));
        const bySeries = segment.tariffs.map((tariff) => {
          const measure = measureOf(tariff.basis);
          if (measure && measures[measure] === null) missing.add(measure);
          const blocks = chargesOf(tariff, { segment, use: used, zones, measures, digits });
          const charged = blocks.flatMap(({ charges }) => charges.map(({ line }) => line));
          return [...charged, ...lowerByUnits(blocks, segment)];
        });
        lowerByMoney(bySeries, segment, digits, (id, amount) => unused.set(id, (unused.get(id) ?? 0) + amount));
        lines.push(...bySeries.flat());
      }
    }
  }
  return {
    period,
    basis,
    lines,
    total: sumOf(lines),
    vat: vatOf(lines, digits),
    gaps: gapsOf(request),
    missing: [...missing].sort(compareText),
    unused: [...unused].sort(([a], [b]) => compareText(a, b)).map(([benefitId, amount]) => ({ benefitId, amount })),
  };
}

/** A book that knows the service but not the commodity's price is a network company's: it does not sell what is missing. */
function gapsOf({ tariffs, answers, period, use }: BillRequest): Bill['gaps'] {
  return [...groupBy(use, (each) => each.serviceKind).keys()].flatMap((serviceKind) => {
    const ofService = tariffs.filter((each) => each.serviceKind === serviceKind);
    const supply = ofService.filter((each) => each.component === 'supply');
    if (supply.length === 0 && ofService.length > 0) return [];
    return daysWithout(supply, answers, period).map((gap) => ({ ...gap, serviceKind }));
  });
}
