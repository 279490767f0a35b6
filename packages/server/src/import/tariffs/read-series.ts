import type { Tariff } from '@kabinet/api/contract';
import { compareDecimals } from '@kabinet/rules';
import { USUAL_UNIT } from '../../domain/tariff-book.js';
import { QUANTITY_DIGITS } from '../parse-cell.js';
import { unknownWord, type YamlEntry } from '../yaml-entry.js';
import { type BookRules, COMPONENTS, readInForce, readServiceKind, readSource, UNITS } from './read-parts.js';
import { ZONES } from './read-tou-sets.js';

/** Far more steps than any price has. */
const MAX_BLOCKS = 100;

/** A tariff with the entry of the file that says it, for faults that show only beside its neighbours. */
export interface TariffOfFile {
  readonly entry: YamlEntry;
  readonly tariff: Tariff;
}

/** What a series says for its tariffs, and a tariff may say otherwise. */
type Shared = Pick<Tariff, 'provider' | 'source' | 'vatRate' | 'perUnits' | 'blockRule' | 'touSets'> & {
  readonly name: Tariff['name'] | null;
};

/** What all tariffs of a series have alike. */
type OfSeries = Pick<Tariff, 'series' | 'serviceKind' | 'component' | 'basis' | 'unit'>;

/** One series with its tariffs. */
export function readSeries(entry: YamlEntry, rules: BookRules): { id: string; tariffs: TariffOfFile[] } {
  const id = entry.id();
  const serviceKind = readServiceKind(entry, rules.profile);
  const basis = entry.optionalWord('basis', ['use', 'month', 'area', 'resident', 'capacity']) ?? 'use';
  const unit = entry.optionalWord('unit', UNITS);
  if (unit !== null && basis !== 'use') entry.fault('unit', `is of a price for use; this one is by "${basis}"`);
  const ofSeries: OfSeries = {
    series: id,
    serviceKind,
    component: entry.optionalWord('component', COMPONENTS) ?? 'supply',
    basis,
    unit: basis === 'use' ? (unit ?? USUAL_UNIT[serviceKind]) : null,
  };
  const shared = readShared(entry, rules, {
    name: null,
    provider: null,
    source: null,
    vatRate: null,
    perUnits: '1',
    blockRule: 'marginal',
    touSets: [],
  });
  const tariffs = entry
    .entries('tariffs')
    .map((each) => ({ entry: each, tariff: readTariff(each, rules, ofSeries, shared) }));
  if (tariffs.length === 0) entry.fault('tariffs', 'is missing: a series has at least one');
  entry.done();
  return { id, tariffs };
}

function readTariff(entry: YamlEntry, rules: BookRules, ofSeries: OfSeries, above: Shared): Tariff {
  const { name, ...shared } = readShared(entry, rules, above);
  if (name === null && !entry.has('name')) entry.fault('name', 'is missing, here and in the series');
  const tariff = {
    id: entry.id(),
    ...ofSeries,
    ...shared,
    name: name ?? {},
    ...readInForce(entry, rules),
    blocks: readBlocks(entry),
  };
  refuseZonesWithoutUse(entry, tariff);
  entry.done();
  return tariff;
}

function readShared(entry: YamlEntry, rules: BookRules, above: Shared): Shared {
  const language = rules.profile.languages[0] ?? '';
  return {
    name: entry.optionalTexts('name', language) ?? above.name,
    provider: entry.optionalTexts('provider', language) ?? above.provider,
    source: readSource(entry, rules.profile) ?? above.source,
    vatRate: entry.optionalDecimal('vatRate', { most: '100' }) ?? above.vatRate,
    perUnits: entry.optionalDecimal('perUnits', { above: '0', digits: QUANTITY_DIGITS }) ?? above.perUnits,
    blockRule: entry.optionalWord('blockRule', ['marginal', 'whole_volume']) ?? above.blockRule,
    touSets: entry.has('touSets') ? readTouSetNames(entry, rules) : above.touSets,
  };
}

function readTouSetNames(entry: YamlEntry, { touSets }: BookRules): Tariff['touSets'] {
  const byZones = new Map<string, string>();
  return entry.words('touSets', null).flatMap((name) => {
    const set = touSets.get(name);
    if (!set) {
      entry.fault('touSets', touSets.size === 0 ? 'the book has no "touSets"' : unknownWord(name, [...touSets.keys()]));
      return [];
    }
    const zones = set
      .map(({ zone }) => zone)
      .sort()
      .join(', ');
    const same = byZones.get(zones);
    if (same !== undefined) {
      entry.fault('touSets', `"${same}" and "${name}" both have the zones ${zones}: which is a meter to use?`);
    }
    byZones.set(zones, name);
    return [set];
  });
}

/** The steps of the price; a price without steps is one. */
function readBlocks(entry: YamlEntry): Tariff['blocks'] {
  if (entry.has('price') && entry.has('blocks')) entry.fault('price', 'stands beside "blocks": keep one of them');
  if (entry.has('price')) return [{ upTo: null, price: entry.decimal('price'), zonePrices: readZonePrices(entry) }];
  const steps = entry.entries('blocks', { most: MAX_BLOCKS });
  if (steps.length === 0) entry.fault(null, 'has neither "price" nor "blocks"');
  let edge = '0';
  return steps.map((step, index) => {
    const upTo = step.optionalDecimal('upTo', { digits: QUANTITY_DIGITS });
    const isLast = index === steps.length - 1;
    if (isLast && upTo !== null) {
      step.fault('upTo', 'is the edge of the last step: leave it out, or say what is charged above');
    }
    if (!isLast && upTo === null && !step.has('upTo')) step.fault('upTo', 'is missing: only the last step has no edge');
    if (upTo !== null && compareDecimals(upTo, edge) <= 0) {
      step.fault('upTo', index === 0 ? 'must be above 0' : `must be above ${edge}, the edge of the step before`);
    }
    edge = upTo ?? edge;
    const block = { upTo, price: step.decimal('price'), zonePrices: readZonePrices(step) };
    step.done();
    return block;
  });
}

function readZonePrices(entry: YamlEntry): Tariff['blocks'][number]['zonePrices'] {
  if (!entry.has('zonePrices')) return [];
  const prices = entry.entry('zonePrices');
  const read = ZONES.filter((zone) => prices.has(zone)).map((zone) => ({ zone, price: prices.decimal(zone) }));
  prices.done();
  return read;
}

/** What is charged by the month or by the square metre has no time of day. */
function refuseZonesWithoutUse(entry: YamlEntry, { basis, blocks, touSets }: Tariff): void {
  if (basis === 'use') return;
  const zones = blocks.some(({ zonePrices }) => zonePrices.length > 0) ? 'zonePrices' : touSets.length > 0 && 'touSets';
  if (zones) entry.fault(zones, `is of a price for use; this one is by "${basis}"`);
}
