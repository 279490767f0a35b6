import type { Tariff, TariffBlock, Unit } from '@kabinet/api';
import {
  addDecimals,
  compareDecimals,
  type Decimal,
  divideDecimals,
  multiplyDecimals,
  subtractDecimals,
  type Zone,
} from '@kabinet/rules';
import type { Format } from '../../core/format.js';
import { inLanguage } from '../../core/in-language.js';
import type { CommonMessages, TariffLookupMessages } from '../../locales/messages.js';
import type { TariffPeriod } from './tariff-lookup.model.js';

/** What tariffs are written with. */
export interface TariffWords {
  readonly texts: TariffLookupMessages;
  readonly common: CommonMessages;
  readonly format: Format;
  readonly currency: string;
  /** The zones of the customer's own meter; null where they are not known. */
  readonly zones: readonly Zone[] | null;
}

type TouSet = Tariff['touSets'][number];

/** A price as a sentence says it: `перші 100 кВт·год на місяць` — `по 0,90 грн`. */
export interface SaidPrice {
  /** For which part of the use; null where there is one price. */
  readonly label: string | null;
  readonly price: string;
  /** For how much. */
  readonly per: string;
}

/** `за 1 кВт·год`, `за 1 000 м³`, `на місяць`. */
export function writePer({ basis, unit, perUnits }: Tariff, { texts, format }: TariffWords): string {
  if (basis !== 'use') return texts.perBasis[basis];
  return texts.perUnits(unit ? format.quantity(perUnits, unit) : format.number(perUnits));
}

const quantity = (decimal: Decimal, unit: Unit | null, { format }: TariffWords) =>
  unit ? format.quantity(decimal, unit) : format.number(decimal);

/** For which part of a month's use a block's price is; null where there is one block. */
export function writeBlock({ blocks, blockRule, unit }: Tariff, index: number, words: TariffWords): string | null {
  if (blocks.length < 2) return null;
  const { texts } = words;
  const upTo = blocks[index]?.upTo ?? null;
  const over = blocks[index - 1]?.upTo ?? null;
  const write = (edge: Decimal) => quantity(edge, unit, words);
  if (blockRule === 'whole_volume') {
    if (upTo === null) return texts.moreThan(write(over ?? '0'));
    return over === null ? texts.upTo(write(upTo)) : texts.between(write(over), write(upTo));
  }
  if (over === null) return texts.first(write(upTo ?? '0'));
  if (upTo !== null) return texts.between(write(over), write(upTo));
  return blocks.length === 2 ? texts.rest : texts.above(write(over));
}

/** The kinds of meters that the prices are told for besides the plain one: the customer's own, or all where it is not known. */
export function setsToTell({ touSets }: Tariff, { zones }: TariffWords): readonly TouSet[] {
  if (zones === null) return touSets;
  const hasItsZones = (set: TouSet) => set.length === zones.length && set.every(({ zone }) => zones.includes(zone));
  return touSets.filter(hasItsZones).slice(0, 1);
}

/** The zones that the customer pays by; null where their meter tells none apart, or is not known. */
export function ownSet(tariff: Tariff, words: TariffWords): TouSet | null {
  return words.zones === null ? null : (setsToTell(tariff, words)[0] ?? null);
}

/** One price of a tariff: of a block, and in it of a zone. */
interface PriceLine {
  readonly price: Decimal;
  readonly label: string | null;
}

/** All prices, block by block; in the zones where there are some. Hours are named once. */
function priceLines(tariff: Tariff, set: TouSet | null, words: TariffWords): PriceLine[] {
  return tariff.blocks.flatMap((block, index): PriceLine[] => {
    const label = writeBlock(tariff, index, words);
    if (set === null) return [{ label, price: block.price }];
    return set.map((period) => {
      const zone = index === 0 ? writeZone(period, words) : words.texts.inZone[period.zone];
      return { label: label === null ? zone : `${label}, ${zone}`, price: zonePrice(block, period) };
    });
  });
}

/** `уночі (23:00–07:00)` */
function writeZone({ zone, hours }: TouSet[number], words: TariffWords): string {
  return `${words.texts.inZone[zone]} (${writeHours(hours, words)})`;
}

function saidLines(tariff: Tariff, lines: readonly PriceLine[], words: TariffWords): SaidPrice[] {
  const { texts, format, currency } = words;
  const { blocks, blockRule, perUnits } = tariff;
  return lines.map(({ label, price: decimal }) => {
    const price = format.price(decimal, currency);
    if (blocks.length === 1) return { label, price, per: writePer(tariff, words) };
    if (blockRule === 'whole_volume') return { label, price: texts.forWhole(price), per: '' };
    return { label, price: texts.each(price), per: perUnits === '1' ? '' : writePer(tariff, words) };
  });
}

/** What the customer pays: by the zones of their meter, where they are known. */
export function saidPrices(tariff: Tariff, words: TariffWords): SaidPrice[] {
  return saidLines(tariff, priceLines(tariff, ownSet(tariff, words), words), words);
}

/** What others pay at night, for whom it is asked most: `Двозонний лічильник, уночі (23:00–07:00): …`. Null where nobody's night is cheaper. */
export function writeNight(tariff: Tariff, words: TariffWords): string | null {
  if (words.zones !== null) return null;
  const set = tariff.touSets.find((each) => each.length === 2 && each.some(({ zone }) => zone === 'night'));
  const night = set?.find(({ zone }) => zone === 'night');
  if (!set || !night) return null;
  const lines = tariff.blocks.map((block, index) => ({
    label: writeBlock(tariff, index, words),
    price: zonePrice(block, night),
  }));
  const prices = joinPrices(tariff, saidLines(tariff, lines, words));
  return `${words.texts.meter(set.length)}, ${writeZone(night, words)}: ${prices}`;
}

/** From when to when: `З 1 червня 2024 року`. */
export function writePeriod({ from, to }: Pick<TariffPeriod, 'from' | 'to'>, { texts, format }: TariffWords): string {
  return to === null
    ? texts.since(format.dateWithYear(from))
    : texts.fromTo(format.dateWithYear(from), format.dateWithYear(to));
}

export function writeVat({ vatRate }: Tariff, { texts }: TariffWords): string {
  return vatRate === null ? texts.vatNone : texts.vatIncluded;
}

/** The prices in one line: `перші 100 кВт·год на місяць — по 0,90 грн, решта — по 1,68 грн`. */
export function writePrices(tariff: Tariff, words: TariffWords): string {
  return joinPrices(tariff, saidPrices(tariff, words));
}

function joinPrices({ blockRule }: Tariff, said: readonly SaidPrice[]): string {
  return said
    .map(({ label, price, per }) => (label === null ? `${price} ${per}` : `${label} — ${price}${per && ` ${per}`}`))
    .join(blockRule === 'whole_volume' ? '; ' : ', ');
}

/** All of it in one sentence, for those who hear it. */
export function writeSentence({ tariff, ...period }: TariffPeriod, words: TariffWords): string {
  const name = inLanguage(tariff.name, words.format.language);
  const night = writeNight(tariff, words);
  return (
    `${name}. ${writePeriod(period, words)}: ${writePrices(tariff, words)}, ${writeVat(tariff, words)}.` +
    (night === null ? '' : ` ${night}.`)
  );
}

/** The price of a zone: its own, or the block's times the coefficient. */
export function zonePrice(block: TariffBlock, { zone, coefficient }: TouSet[number]): Decimal {
  return block.zonePrices.find((each) => each.zone === zone)?.price ?? multiplyDecimals(block.price, coefficient);
}

export function writeHours(hours: TouSet[number]['hours'], { texts }: TariffWords): string {
  return hours.length === 0 ? texts.allDay : hours.map(({ from, to }) => texts.hours(from, to)).join(', ');
}

/** Digits after the point to which a price without VAT is rounded for show. */
const NET_DIGITS = 4;

/** The price without VAT and the VAT in it, which together are the price. */
export function vatParts(gross: Decimal, rate: Decimal): { net: Decimal; vat: Decimal; isRounded: boolean } {
  const net = divideDecimals(multiplyDecimals(gross, '100'), addDecimals('100', rate), NET_DIGITS);
  const vat = subtractDecimals(gross, net);
  return { net, vat, isRounded: multiplyDecimals(net, rate) !== multiplyDecimals(vat, '100') };
}

export interface PriceChange {
  /** Major units of money, never negative. */
  readonly difference: Decimal;
  /** Of the price before, rounded to a tenth, without a sign; null where that was nothing. */
  readonly percent: Decimal | null;
  readonly direction: -1 | 0 | 1;
}

/** Price by price what has changed since the tariff before; null where they are not counted alike, so that no difference would be true. */
function priceChanges(before: Tariff, after: Tariff, words: TariffWords): (PriceChange & PriceLine)[] | null {
  const shape = (tariff: Tariff) => {
    const { basis, unit, perUnits, blockRule, blocks } = tariff;
    const zones = ownSet(tariff, words)?.map(({ zone, hours }) => [zone, hours]);
    return JSON.stringify([
      basis,
      unit,
      perUnits,
      blocks.length > 1 && blockRule,
      blocks.map(({ upTo }) => upTo),
      zones,
    ]);
  };
  if (shape(before) !== shape(after)) return null;
  const oldLines = priceLines(before, ownSet(before, words), words);
  return priceLines(after, ownSet(after, words), words).map(({ price, label }, index) => {
    const old = oldLines[index]?.price ?? '0';
    const direction = compareDecimals(price, old);
    const difference = direction < 0 ? subtractDecimals(old, price) : subtractDecimals(price, old);
    return {
      label,
      price,
      difference,
      percent: compareDecimals(old, '0') === 0 ? null : divideDecimals(multiplyDecimals(difference, '100'), old, 1),
      direction,
    };
  });
}

/** `дорожче на 1,68 грн (63,6 %)`; block by block where there are several; `otherRule` where they cannot be compared. */
export function writeChange(before: Tariff, after: Tariff, words: TariffWords, otherRule: string): string {
  const { texts, format, currency } = words;
  const changes = priceChanges(before, after, words);
  if (changes === null) return otherRule;
  if (changes.every(({ direction }) => direction === 0)) return texts.samePrice;
  return changes
    .map(({ label, difference, percent, direction }) => {
      const sum = format.price(difference, currency);
      const share = percent && format.number(percent);
      const said =
        direction === 0 ? texts.samePrice : direction < 0 ? texts.cheaper(sum, share) : texts.dearer(sum, share);
      return label === null ? said : `${label} — ${said}`;
    })
    .join('; ');
}
