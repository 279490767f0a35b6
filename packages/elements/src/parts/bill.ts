import type { LocalizedText, Tariff, Unit } from '@kabinet/api';
import {
  type Bill,
  type BillFormula,
  type BillLine,
  evaluateFormula,
  exact,
  type ExactText,
  exactToDecimal,
} from '@kabinet/rules';
import { html, nothing, type TemplateResult } from 'lit';
import type { Format } from '../core/format.js';
import { inLanguage } from '../core/in-language.js';
import type { BillMessages, CommonMessages } from '../locales/messages.js';
import { icons } from './icons.js';

/** What a bill is written with. */
export interface BillWords {
  /** The tariffs that the bill was worked out from: their names, and who bills them. */
  readonly tariffs: readonly Tariff[];
  /** The benefits that lowered it. */
  readonly benefits: readonly { readonly id: string; readonly name: LocalizedText }[];
  readonly currency: string;
  readonly texts: BillMessages;
  readonly common: CommonMessages;
  readonly format: Format;
  /** Which heading each group of lines gets: one below what the bill stands under. 4 unless said otherwise. */
  readonly headingLevel?: number;
}

/** Digits after the point beyond which a quantity is rounded for show, and says so; and more where the product needs them. */
const SHOWN_DIGITS = 3;
const MOST_DIGITS = 9;

/** With how many digits of the quantity anyone works out the same amount. */
export function digitsToRecompute(formula: BillFormula): number {
  const amount = evaluateFormula(formula);
  let digits = SHOWN_DIGITS;
  const isEnough = () =>
    evaluateFormula({ ...formula, quantity: exactToDecimal(exact(formula.quantity), digits) }) === amount;
  while (digits < MOST_DIGITS && !isEnough()) digits++;
  return digits;
}

/** `116,667` with `≈` before it where that is not all of it. */
export function writeExact(quantity: ExactText, format: Format, digits = SHOWN_DIGITS): string {
  const shown = exactToDecimal(exact(quantity), digits);
  return (shown === quantity ? '' : '≈ ') + format.number(shown);
}

/** What a line charges for: `100 кВт·год`, `54,3 м²`, `2 особи`; nothing where that is simply a month. */
function writeQuantity({ basis, kind, benefitId, serviceKind, formula }: BillLine, words: BillWords): string | null {
  const { texts, format, tariffs } = words;
  // A benefit in money is one sum, whatever charge it lowers.
  if (kind === 'benefit' && formula.percent === null && benefitId !== null) return null;
  const number = writeExact(formula.quantity, format, digitsToRecompute(formula));
  const unitOfService = tariffs.find((each) => each.serviceKind === serviceKind && each.unit !== null)?.unit;
  switch (basis) {
    case 'use':
      return `${number}\u00a0${format.unit(formula.unit as Unit)}`;
    case 'area':
      return texts.area(number);
    case 'resident':
      return texts.residents(Number(formula.quantity));
    case 'capacity':
      return texts.capacity(unitOfService ? `${number}\u00a0${format.unit(unitOfService)}` : number);
    case 'month':
      return null;
  }
}

function writePrice({ basis, formula }: BillLine, { texts, format, currency }: BillWords): string {
  const price = format.price(formula.price, currency);
  if (formula.per === '1' || formula.unit === null) return price;
  return basis === 'use' ? texts.perUnits(price, format.quantity(formula.per, formula.unit as Unit)) : price;
}

/** How the line comes about, without its amount: `100 кВт·год × 0,90 грн`. */
export function writeFormula(line: BillLine, words: BillWords): string {
  const { texts, format } = words;
  const { coefficient, percent, share } = line.formula;
  const quantity = writeQuantity(line, words);
  const price = writePrice(line, words);
  return [
    ...(quantity ? [quantity, price] : [texts.perMonth(price)]),
    // A coefficient of 1 changes nothing, and neither does the whole of the price.
    ...(coefficient === null || coefficient === '1' ? [] : [format.number(coefficient)]),
    ...(percent === null || percent === '100' ? [] : [`${writeExact(percent, format)}\u00a0%`]),
    ...(share ? [texts.share(share.days, share.of)] : []),
  ].join(' × ');
}

/** The line with its amount, as a sentence says it: `100 кВт·год × 0,90 грн = 90,00 грн`. */
export function writeLine(line: BillLine, words: BillWords): string {
  const { currency, format } = words;
  return `${writeFormula(line, words)} = ${format.money({ amount: line.amount, currency })}`;
}

/** Why this price: which of the tariff's blocks the units are in. Null where there are no blocks. */
export function writeBlock({ tariffId, block, kind }: BillLine, { tariffs, texts, format }: BillWords): string | null {
  const tariff = tariffs.find((each) => each.id === tariffId);
  const unit = tariff?.unit;
  if (!tariff || !unit || block === null || tariff.blocks.length < 2 || kind === 'benefit') return null;
  const isWhole = tariff.blockRule === 'whole_volume';
  const upTo = tariff.blocks[block]?.upTo;
  if (upTo) return (isWhole ? texts.wholeUpTo : texts.blockUpTo)(format.quantity(upTo, unit));
  const over = tariff.blocks[block - 1]?.upTo;
  return over ? (isWhole ? texts.wholeOver : texts.blockOver)(format.quantity(over, unit)) : null;
}

/** Lines that one company bills for one thing. */
interface Group {
  readonly key: string;
  readonly name: string;
  readonly provider: string | null;
  readonly lines: BillLine[];
}

function groupsOf({ lines }: Bill, { tariffs, format }: BillWords): Group[] {
  const groups: Group[] = [];
  for (const line of lines) {
    const tariff = tariffs.find((each) => each.id === line.tariffId);
    const name = tariff ? inLanguage(tariff.name, format.language) : line.series;
    const provider = tariff?.provider ? inLanguage(tariff.provider, format.language) : null;
    const key = JSON.stringify([line.serviceKind, line.series, name, provider]);
    const known = groups.find((each) => each.key === key);
    if (known) known.lines.push(line);
    else groups.push({ key, name, provider, lines: [line] });
  }
  return groups;
}

/** Draws a bill of the rules: each line in words with its formula, who bills it, the total, the VAT in it, and what is not counted. */
export function renderBill(bill: Bill, words: BillWords): TemplateResult {
  const { texts, format, currency } = words;
  const money = (amount: number) => format.money({ amount, currency });
  return html`
    <div class="bill" part="bill">
      ${groupsOf(bill, words).map((group) => renderGroup(group, bill, words))}
      ${
        // One line is its own total.
        bill.lines.length > 1
          ? html`<dl class="bill-total">
              <div>
                <dt>${texts.total}</dt>
                <dd>${money(bill.total)}</dd>
              </div>
            </dl>`
          : nothing
      }
      ${bill.vat.map(
        ({ rate, vat }) => html`<p class="muted bill-vat">${texts.vat(format.number(rate), money(vat))}</p>`,
      )}
      ${renderRemarks(bill, words)}
    </div>
  `;
}

function renderGroup({ name, provider, lines }: Group, bill: Bill, words: BillWords): TemplateResult {
  const { texts, format } = words;
  const isPart = ({ from, to }: BillLine) => from !== bill.period.from || to !== bill.period.to;
  const dated = lines.map((line, index) => {
    const before = lines[index - 1];
    const begins = before?.from !== line.from || before.to !== line.to;
    return { line, dates: isPart(line) && begins ? texts.dates(format.date(line.from), format.date(line.to)) : null };
  });
  return html`
    <section>
      <div class="bill-name" role="heading" aria-level=${words.headingLevel ?? 4}>${name}</div>
      ${provider ? html`<p class="muted">${texts.billedBy(provider)}</p>` : nothing}
      <dl>
        ${dated.map(
          ({ line, dates }) => html`
            ${
              dates
                ? html`<div class="bill-dates">
                    <dt>${dates}</dt>
                    <dd></dd>
                  </div>`
                : nothing
            }${renderLine(line, words)}
          `,
        )}
      </dl>
    </section>
  `;
}

function renderLine(line: BillLine, words: BillWords): TemplateResult {
  const { texts, common, format, currency, benefits } = words;
  const benefit = benefits.find((each) => each.id === line.benefitId);
  const zone = line.zone && line.zone !== 'total' ? `${common.zone[line.zone]}: ` : '';
  const formula = writeFormula(line, words);
  const remarks = [writeBlock(line, words), line.formula.atMost === null ? null : texts.atMost].filter(Boolean);
  return html`
    <div>
      <dt>
        ${
          line.kind === 'benefit'
            ? html`<strong>${texts.discount(benefit ? inLanguage(benefit.name, format.language) : '')}</strong><br />`
            : nothing
        }${zone}${formula}${remarks.map((remark) => html`<span class="muted">${remark}</span>`)}
      </dt>
      <dd>${formula.includes('×') ? '= ' : nothing}${format.money({ amount: line.amount, currency })}</dd>
    </div>
  `;
}

/** What the bill leaves out, in words: it must not pass for less than it will be. */
function renderRemarks(bill: Bill, words: BillWords): TemplateResult | typeof nothing {
  const { texts, common, format, currency, benefits } = words;
  const nameOf = (id: string) => {
    const benefit = benefits.find((each) => each.id === id);
    return benefit ? inLanguage(benefit.name, format.language) : '';
  };
  const remarks = [
    ...bill.gaps.map(({ serviceKind, from, to }) => {
      const service = common.serviceKind[serviceKind as keyof typeof common.serviceKind];
      return texts.gap(service, format.date(from), format.date(to));
    }),
    ...bill.missing.map((measure) => texts.missing[measure]),
    ...bill.unused.map(({ benefitId, amount }) => texts.unused(nameOf(benefitId), format.money({ amount, currency }))),
  ];
  if (remarks.length === 0) return nothing;
  return html`<ul class="bill-remarks">
    ${remarks.map((remark) => html`<li>${icons.info()}<span>${remark}</span></li>`)}
  </ul>`;
}
