import { daysInMonth, monthOf } from '@kabinet/rules';
import { html, nothing, type TemplateResult } from 'lit';
import { writeMonth } from './cost-form.js';
import { type CostMonth, isPriced, totalOf } from './cost-of-months.js';
import {
  type Figure,
  renderEachMonth,
  renderFigure,
  renderNoPrice,
  renderSources,
  type ResultWords,
} from './cost-result.js';
import { type HeatingPlan, type SeasonCost, wholeMonths } from './heating.js';

/** What the subsidy takes off, in minor units, never negative. */
function takenOff({ bill }: CostMonth): number {
  return bill.lines.reduce((sum, { benefitId, amount }) => (benefitId === 'subsidy' ? sum - amount : sum), 0);
}

/** The sum of a whole month, and of the season; null where there is no price. */
export function heatingFigures(
  cost: SeasonCost,
  { startYear, season }: HeatingPlan,
  words: ResultWords,
): Figure[] | null {
  if (!cost.months.some((each) => isPriced(each, words))) return null;
  const { result, format, currency } = words;
  const money = (amount: number) => format.money({ amount, currency });
  const totals = wholeMonths(cost).map(({ bill }) => bill.total);
  const [least, most] = [Math.min(...totals), Math.max(...totals)];
  const years = season.from <= season.to ? String(startYear) : `${startYear}–${startYear + 1}`;
  return [
    { label: result.aMonth, sum: least === most ? money(least) : result.aMonthFromTo(money(least), money(most)) },
    { label: result.aSeason(years), sum: money(totalOf(cost.months)) },
  ];
}

export function renderHeatingResult(
  cost: SeasonCost,
  plan: HeatingPlan,
  { benefits, ...rest }: ResultWords,
): TemplateResult {
  const subsidy = { id: 'subsidy', name: { [rest.format.language]: rest.result.subsidyName } };
  const words: ResultWords = { ...rest, benefits: [...benefits, subsidy] };
  const figures = heatingFigures(cost, plan, words);
  if (!figures) return renderNoPrice(cost.months, words);
  const { result, format, currency } = words;
  const money = (amount: number) => format.money({ amount, currency });
  const taken = cost.months.reduce((sum, month) => sum + takenOff(month), 0);
  return html`
    <section class="result" part="result">
      <div class="figures">${figures.map(renderFigure)}</div>
      ${taken > 0 ? html`<p>${result.subsidySaves(money(taken), money(cost.total + taken))}</p>` : nothing}
      ${renderTable(cost, taken, words)} ${renderEachMonth(cost.months, words)} ${renderSources(cost.months, words)}
    </section>
  `;
}

/** `99 999 999,99 грн`: what the columns have room for, more than any home costs. */
const LONG_SUM = 17;

/** Month by month; with the subsidy, where there is one, beside what it is taken from. */
function renderTable({ months, total }: SeasonCost, taken: number, words: ResultWords): TemplateResult {
  const { result, texts, format, currency } = words;
  const money = (amount: number) => format.money({ amount, currency });
  const row = (head: TemplateResult | string, toPay: number, subsidy: number) => html`
    <tr>
      <th scope="row">${head}</th>
      ${
        taken > 0
          ? html`<td data-label=${result.charged}><span>${money(toPay + subsidy)}</span></td>
              <td data-label=${result.subsidyTaken}><span>${subsidy > 0 ? money(subsidy) : result.nothing}</span></td>`
          : nothing
      }
      <td data-label=${result.toPay}><span>${money(toPay)}</span></td>
    </tr>
  `;
  return html`
    <table class="${taken > 0 ? 'wide' : ''} ${money(total + taken).length > LONG_SUM ? 'long' : ''}">
      <thead>
        <tr>
          <th scope="col">${result.month}</th>
          ${
            taken > 0
              ? html`<th scope="col">${result.charged}</th>
                  <th scope="col">${result.subsidyTaken}</th>`
              : nothing
          }
          <th scope="col">${result.toPay}</th>
        </tr>
      </thead>
      <tbody>
        ${months.map((month) => row(writeHeatedMonth(month, words), month.bill.total, takenOff(month)))}
      </tbody>
      <tfoot>
        ${row(texts.total, total, taken)}
      </tfoot>
    </table>
  `;
}

/** The month, and how many of its days are heated where not all are. */
function writeHeatedMonth({ month, bill: { period } }: CostMonth, { result, format }: ResultWords): TemplateResult {
  const days = Number(period.to.slice(8)) - Number(period.from.slice(8)) + 1;
  const of = daysInMonth(monthOf(period.from));
  const name = writeMonth(month, format);
  if (days === of) return html`${name}`;
  // The space belongs to the name: the build drops the ones that only stand in a template.
  return html`${`${name} `}<span class="muted part">${result.days(days, of)}</span>`;
}
