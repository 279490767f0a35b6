import type { Tariff, TariffBlock, Unit } from '@kabinet/api';
import {
  addDecimals,
  compareDecimals,
  type Decimal,
  divideDecimals,
  multiplyDecimals,
  subtractDecimals,
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

export function saidPrices(tariff: Tariff, words: TariffWords): SaidPrice[] {
  const { texts, format, currency } = words;
  return tariff.blocks.map((block, index) => {
    const label = writeBlock(tariff, index, words);
    const price = format.price(block.price, currency);
    if (label === null) return { label, price, per: writePer(tariff, words) };
    if (tariff.blockRule === 'whole_volume') return { label, price: texts.forWhole(price), per: '' };
    return { label, price: texts.each(price), per: tariff.perUnits === '1' ? '' : writePer(tariff, words) };
  });
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
  return saidPrices(tariff, words)
    .map(({ label, price, per }) => (label === null ? `${price} ${per}` : `${label} — ${price}${per && ` ${per}`}`))
    .join(tariff.blockRule === 'whole_volume' ? '; ' : ', ');
}

/** All of it in one sentence, for those who hear it. */
export function writeSentence({ tariff, ...period }: TariffPeriod, words: TariffWords): string {
  const name = inLanguage(tariff.name, words.format.language);
  return `${name}. ${writePeriod(period, words)}: ${writePrices(tariff, words)}, ${writeVat(tariff, words)}.`;
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

/** Block by block what has changed since the tariff before; null where they are not counted alike, so that no difference would be true. */
export function priceChanges(before: Tariff, after: Tariff): PriceChange[] | null {
  const shape = ({ basis, unit, perUnits, blockRule, blocks }: Tariff) =>
    JSON.stringify([basis, unit, perUnits, blocks.length > 1 && blockRule, blocks.map(({ upTo }) => upTo)]);
  if (shape(before) !== shape(after)) return null;
  return after.blocks.map(({ price }, index) => {
    const old = before.blocks[index]?.price ?? '0';
    const direction = compareDecimals(price, old);
    const difference = direction < 0 ? subtractDecimals(old, price) : subtractDecimals(price, old);
    return {
      difference,
      percent: compareDecimals(old, '0') === 0 ? null : divideDecimals(multiplyDecimals(difference, '100'), old, 1),
      direction,
    };
  });
}

/** `дорожче на 1,68 грн (63,6 %)`; block by block where there are several. */
export function writeChange(before: Tariff, after: Tariff, words: TariffWords): string {
  const { texts, format, currency } = words;
  const changes = priceChanges(before, after);
  if (changes === null) return texts.otherRule;
  if (changes.every(({ direction }) => direction === 0)) return texts.samePrice;
  return changes
    .map(({ difference, percent, direction }, index) => {
      const label = writeBlock(after, index, words);
      const sum = format.price(difference, currency);
      const share = percent && format.number(percent);
      const said =
        direction === 0 ? texts.samePrice : direction < 0 ? texts.cheaper(sum, share) : texts.dearer(sum, share);
      return label === null ? said : `${label} — ${said}`;
    })
    .join('; ');
}
