import type { AccountTariff, Supplier } from '@kabinet/api';
import { type BillLine, type Decimal, multiplyDecimals } from '@kabinet/rules';
import { html, nothing, type TemplateResult } from 'lit';
import type { BillMessages } from '../../locales/messages.js';
import { renderBill } from '../../parts/bill.js';
import type { ReadingCost } from './reading-cost.js';
import type { StepsView } from './reading-view.js';

/** What a cost is told with. */
export interface CostView extends Pick<StepsView, 'meter' | 'texts' | 'common' | 'format'> {
  readonly supplier: Supplier;
  readonly tariff: AccountTariff;
  readonly billTexts: BillMessages;
}

/** The sum, as one can know it before the bill. */
export function writeCost({ bill }: ReadingCost, { format, supplier }: Pick<CostView, 'format' | 'supplier'>): string {
  return `≈ ${format.money({ amount: bill.total, currency: supplier.currency })}`;
}

/** "To pay now: 358.20; once this is charged: ≈ 716.40". */
export function writeNewSum(now: number, then: number, { texts, format, supplier }: CostView): string {
  const write = (amount: number) => {
    const sum = format.money({ amount, currency: supplier.currency });
    return amount < 0 ? texts.paidAhead(sum) : texts.toPay(sum);
  };
  return texts.newSum(write(now), write(then));
}

/** The price, or how far it is to another; and on demand how the sum comes about. */
export function renderCostDetails(cost: ReadingCost, view: CostView): TemplateResult {
  const { texts, common, format, tariff, billTexts, supplier } = view;
  const remark = writeNext(cost, view) ?? writePrice(cost, view);
  return html`
    ${remark ? html`<p class="muted">${remark}</p>` : nothing}
    <details>
      <summary>${texts.costDetails}</summary>
      <div class="stack">
        ${renderBill(cost.bill, {
          tariffs: tariff.tariffs,
          benefits: tariff.benefits,
          currency: supplier.currency,
          texts: billTexts,
          common,
          format,
          headingLevel: 3,
        })}
        <p class="muted">${texts.costNote(cost.hasStanding)}</p>
      </div>
    </details>
  `;
}

/** "12 kWh more at 1.44; from there on 1.68 for all of it". Without prices where zones multiply them. */
function writeNext({ next }: ReadingCost, { texts, format, supplier, meter }: CostView): string | null {
  if (!next) return null;
  const price = (each: Decimal) => format.price(each, supplier.currency);
  return texts.nextPrice({
    left: next.left === '0' ? null : format.quantity(next.left, meter.unit),
    prices: meter.registers.length > 1 ? null : [price(next.block.price), price(next.next.price)],
    isForAll: next.rule === 'whole_volume',
  });
}

/** The price of a unit, for each zone; null where there were several: those the details tell. */
function writePrice({ bill }: ReadingCost, { texts, common, format, supplier, meter }: CostView): string | null {
  const sold = bill.lines.filter(({ kind, component }) => kind === 'use' && component === 'supply');
  const [first] = sold;
  const priceOf = ({ formula }: BillLine) => multiplyDecimals(formula.price, formula.coefficient ?? '1');
  const isOnePrice = sold.every(
    ({ zone, formula }, index) =>
      sold.findIndex((each) => each.zone === zone) === index && formula.per === first?.formula.per,
  );
  if (!first || !isOnePrice) return null;
  const prices = sold.map((line) => {
    const price = format.price(priceOf(line), supplier.currency);
    return line.zone && line.zone !== 'total' ? `${common.zone[line.zone]} ${price}` : price;
  });
  const { per } = first.formula;
  return texts.unitPrice(prices.join(', '), per === '1' ? format.unit(meter.unit) : format.quantity(per, meter.unit));
}
