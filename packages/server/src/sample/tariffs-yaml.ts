import type { Tariff } from '@kabinet/api/contract';
import { stringify } from 'yaml';
import type { SampleTariffBook } from './suppliers/sample-supplier.js';

/** The book as a supplier would write it by hand: docs/en/billing-base.md says what each line means. */
export function tariffsYaml({ questions, tariffs, norms, benefits }: SampleTariffBook): string {
  const sets = new Map(tariffs.flatMap(({ touSets }) => touSets).map((set) => [nameOf(set), set]));
  const series = [...new Set(tariffs.map((each) => each.series))].map((id) => {
    const own = tariffs.filter((each) => each.series === id);
    return { id, ...commonOf(own), tariffs: own.map(tariffEntry) };
  });
  const book = {
    questions,
    touSets: Object.fromEntries(
      [...sets].map(([name, set]) => [
        name,
        set.map(({ zone, hours, coefficient }) => ({
          zone,
          hours: hours.map(({ from, to }) => `${from}-${to}`),
          coefficient,
        })),
      ]),
    ),
    series,
    norms,
    benefits,
  };
  return `# What a made-up supplier charges, at published prices.\n${stringify(withoutEmpty(book), { lineWidth: 0 })}`;
}

function nameOf(set: Tariff['touSets'][number]): string {
  return set.map(({ zone, coefficient }) => `${zone}-${coefficient.replace('.', '')}`).join('-');
}

function commonOf([first]: readonly Tariff[]) {
  return (
    first && {
      serviceKind: first.serviceKind,
      component: first.component,
      basis: first.basis,
      unit: first.unit,
      name: first.name,
    }
  );
}

/** What of a tariff its series does not say. */
function tariffEntry(tariff: Tariff) {
  const { id, name, validFrom, validTo, season, when, blockRule, perUnits, vatRate, provider, source } = tariff;
  return {
    ...{ id, name, validFrom, validTo, season, when, blockRule, perUnits, vatRate, provider, source },
    touSets: tariff.touSets.map(nameOf),
    blocks: tariff.blocks.map(({ upTo, price, zonePrices }) => ({
      upTo,
      price,
      zonePrices: Object.fromEntries(zonePrices.map((each) => [each.zone, each.price])),
    })),
  };
}

/** Leaves out what says nothing: null, and lists and objects with nothing in them. */
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, each]) => [name, withoutEmpty(each)] as const)
      .filter(([, each]) => each !== null && !(typeof each === 'object' && Object.keys(each).length === 0)),
  );
}
