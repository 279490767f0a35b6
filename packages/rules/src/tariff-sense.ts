import type { CalendarDate } from './calendar.js';
import { compareDecimals, type Decimal, isDecimal } from './decimal.js';
import type { AccountMeasures, Benefit, ConsumptionNorm, Season, Tariff } from './tariff.js';

/** What a service says is charged. */
export interface ChargesTold {
  readonly tariffs: readonly Tariff[];
  readonly norms?: readonly ConsumptionNorm[];
  readonly benefits?: readonly Benefit[];
  readonly measures?: AccountMeasures;
}

/** The last day of "no end": old systems write 9999-12-31, and nobody announces prices so far ahead. */
export const NO_END: CalendarDate = '2200-01-01';

function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function isSeason({ from, to }: Season): boolean {
  return isDay(`2000-${from}`) && isDay(`2000-${to}`);
}

/** From zero up, and short enough to be meant: sums stay sums. */
function isAmount(text: Decimal, atMost = '9999999'): boolean {
  return isDecimal(text) && text.length <= 20 && compareDecimals('0', text) <= 0 && compareDecimals(text, atMost) <= 0;
}

function isInTime({ validFrom, validTo }: Pick<Tariff, 'validFrom' | 'validTo'>): boolean {
  return isDay(validFrom) && validFrom < NO_END && (validTo === null || (isDay(validTo) && validFrom <= validTo));
}

function isSensibleTariff(tariff: Tariff): boolean {
  const { blocks, season, touSets, perUnits, vatRate } = tariff;
  const edges = blocks.map(({ upTo }) => upTo);
  return (
    isInTime(tariff) &&
    (season === null || isSeason(season)) &&
    (vatRate === null || isAmount(vatRate, '100')) &&
    isAmount(perUnits) &&
    compareDecimals(perUnits, '0') > 0 &&
    blocks.length > 0 &&
    blocks.length <= 100 &&
    blocks.every(({ price, zonePrices }) =>
      [price, ...zonePrices.map((each) => each.price)].every((each) => isAmount(each)),
    ) &&
    edges.every((edge, index) => {
      const before = edges[index - 1];
      if (edge === null) return index === edges.length - 1;
      return isAmount(edge, '999999999999') && (before == null || compareDecimals(before, edge) < 0);
    }) &&
    touSets.every((set) => set.length > 0 && set.every(({ coefficient }) => isAmount(coefficient, '1000')))
  );
}

function isSensibleBenefit(benefit: Benefit): boolean {
  const { kind, value, upTo } = benefit;
  return (
    isInTime(benefit) && isAmount(value, kind === 'percent' ? '100' : undefined) && (upTo === null || isAmount(upTo))
  );
}

/**
 * Whether what a service told can be reckoned with: real days, prices from zero up, blocks that ascend. An answer may have the form of the
 * contract and still mean nothing; a sum made of it would look right and be wrong, so none is shown.
 */
export function isSensible({ tariffs, norms = [], benefits = [], measures }: ChargesTold): boolean {
  return (
    tariffs.every(isSensibleTariff) &&
    benefits.every(isSensibleBenefit) &&
    norms.every(
      (each) => isInTime(each) && isAmount(each.quantity) && (each.season === null || isSeason(each.season)),
    ) &&
    (measures === undefined ||
      [measures.area, measures.capacity, measures.residents === null ? null : String(measures.residents)].every(
        (each) => each === null || isAmount(each, '999999999999'),
      ))
  );
}
