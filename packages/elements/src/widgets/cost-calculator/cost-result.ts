import type { Benefit, Tariff, Unit } from '@kabinet/api';
import { exactText, sumOfNormParts, type TariffAnswers } from '@kabinet/rules';
import { html, nothing, type TemplateResult } from 'lit';
import type { CostResultMessages, StateText } from '../../locales/messages.js';
import { inLanguage } from '../../core/in-language.js';
import { isWebAddress } from '../../core/web-address.js';
import { type BillWords, digitsToRecompute, renderBill, writeExact } from '../../parts/bill.js';
import { writeMonth, writeMonths } from './cost-form.js';
import { type CostMonth, isPriced, totalOf } from './cost-of-months.js';
import { renderNotice } from '../../parts/notice.js';

/** What a result is written with. */
export interface ResultWords extends Omit<BillWords, 'benefits' | 'headingLevel'> {
  readonly result: CostResultMessages;
  readonly benefits: readonly Pick<Benefit, 'id' | 'name'>[];
  readonly answers: TariffAnswers;
  /** Why there may be no price, where that is known. */
  readonly reason: StateText | null;
}

/** A sum under its name, the first thing the eye meets. */
export interface Figure {
  readonly label: string;
  readonly sum: string;
}

export function renderFigure({ label, sum }: Figure): TemplateResult {
  return html`<p class="figure"><span>${label}</span> <strong part="amount">${sum}</strong></p>`;
}

/** The sum of the months, named; null where there is no price for any. */
export function figureOf(months: readonly CostMonth[], words: ResultWords): Figure | null {
  if (!months.some((each) => isPriced(each, words))) return null;
  const { result, format, currency } = words;
  const period = writeMonths(
    months.map(({ month }) => month),
    words.format,
  );
  return { label: result.forPeriod(period), sum: format.money({ amount: totalOf(months), currency }) };
}

export function renderNoPrice(months: readonly CostMonth[], words: ResultWords): TemplateResult {
  const { result, reason } = words;
  const period = writeMonths(
    months.map(({ month }) => month),
    words.format,
  );
  const isUseUnknown = months.every(({ lacksUse }) => lacksUse);
  return renderNotice({ tone: 'warn', text: reason ?? (isUseUnknown ? result.cannotTell : result.noPrice(period)) });
}

/** The sum, and how it comes about. */
export function renderResult(months: readonly CostMonth[], words: ResultWords): TemplateResult {
  const figure = figureOf(months, words);
  if (!figure) return renderNoPrice(months, words);
  const [only] = months;
  return html`
    <section class="result" part="result">
      ${renderFigure(figure)}
      ${months.length > 1 ? html`${renderMonths(months, words)}${renderEachMonth(months, words)}` : nothing}
      ${
        only && months.length === 1 && saysSomething(only)
          ? html`<h3>${words.result.how}</h3>
              ${renderUse(only, words)} ${renderBill(only.bill, words)}`
          : nothing
      }
      ${renderSources(months, words)}
    </section>
  `;
}

/** Month by month, with what was taken off where something was. */
export function renderMonths(months: readonly CostMonth[], words: ResultWords): TemplateResult {
  const { result, texts, format, currency } = words;
  const money = (amount: number) => format.money({ amount, currency });
  return html`
    <table>
      <thead>
        <tr>
          <th scope="col">${result.month}</th>
          <th scope="col">${result.toPay}</th>
        </tr>
      </thead>
      <tbody>
        ${months.map(
          (each) => html`
            <tr>
              <th scope="row">${writeMonth(each.month, format)}</th>
              <td>${isPriced(each, words) ? money(each.bill.total) : '—'}</td>
            </tr>
          `,
        )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">${texts.total}</th>
          <td>${money(totalOf(months))}</td>
        </tr>
      </tfoot>
    </table>
  `;
}

/** How the use came about: `54 м² × 0,0231 Гкал × 17 з 31 дня ≈ 0,68405 Гкал`. Nothing where it is simply a number. */
function renderUse(
  { parts, bill }: CostMonth,
  { result, texts, format }: ResultWords,
): TemplateResult | typeof nothing {
  const written = parts.map(({ norm, count, share }) => {
    const ofWhom = {
      household: [],
      resident: [texts.residents(Number(count))],
      area: [texts.area(format.number(count))],
    };
    const days = share.days < share.of ? [texts.share(share.days, share.of)] : [];
    return [...ofWhom[norm.per], format.quantity(norm.quantity, norm.unit as Unit), ...days].join(' × ');
  });
  const [first] = parts;
  const formula = written.join(' + ');
  if (!first || !/[×+]/.test(formula)) return nothing;
  const quantity = exactText(sumOfNormParts(parts));
  // With the digits of the line that charges for it.
  const line = bill.lines.find(({ kind, formula }) => kind === 'use' && formula.quantity === quantity);
  const sum = writeExact(quantity, format, line && digitsToRecompute(line.formula));
  const equal = sum.startsWith('≈') ? ' ' : ' = ';
  return html`<p>${result.used(`${formula}${equal}${sum}\u00a0${format.unit(first.norm.unit as Unit)}`)}</p>`;
}

/** A bill without charges has nothing to explain. */
function saysSomething({ bill: { lines, gaps, missing, unused } }: CostMonth): boolean {
  return [lines, gaps, missing, unused].some((each) => each.length > 0);
}

/** The bill of each month, one below the other. */
export function renderEachMonth(months: readonly CostMonth[], words: ResultWords): TemplateResult | typeof nothing {
  const { result, format } = words;
  const explained = months.filter(saysSomething);
  if (explained.length === 0) return nothing;
  return html`
    <details>
      <summary>${result.howEach}</summary>
      <div class="months">
        ${explained.map(
          (each) => html`
            <div class="month">
              <h3>${writeMonth(each.month, format)}</h3>
              ${renderUse(each, words)} ${renderBill(each.bill, words)}
            </div>
          `,
        )}
      </div>
    </details>
  `;
}

/** The papers that the prices stand in. */
export function renderSources(months: readonly CostMonth[], words: ResultWords): TemplateResult | typeof nothing {
  const used = new Set(months.flatMap(({ bill }) => bill.lines.map(({ tariffId }) => tariffId)));
  const titles = new Map(
    words.tariffs.flatMap(({ id, source }: Tariff) =>
      used.has(id) && source ? [[inLanguage(source.title, words.format.language), source.url] as const] : [],
    ),
  );
  if (titles.size === 0) return nothing;
  return html`${[...titles].map(([title, url]) => {
    const text = words.result.source(title);
    return html`<p class="muted">${url && isWebAddress(url) ? html`<a href=${url}>${text}</a>` : text}</p>`;
  })}`;
}
