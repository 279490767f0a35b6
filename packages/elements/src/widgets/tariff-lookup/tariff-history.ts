import { css, html, nothing, type TemplateResult } from 'lit';
import { inLanguage } from '../../core/in-language.js';
import type { TariffMoreMessages } from '../../locales/messages.js';
import type { SeriesAnswer } from './tariff-lookup.model.js';
import { renderSource } from './render-source.js';
import { type TariffWords, writeChange, writePeriod, writePrices } from './tariff-words.js';

export const historyStyles = css`
  .times {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 4);
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .times li {
    padding-inline-start: calc(var(--_space) * 4);
    border-inline-start: 2px solid var(--_border);
  }

  .times .now {
    border-inline-start: 4px solid var(--_accent);
  }
`;

/** Every time of each thing, the newest first, with its difference to the one before. */
export function renderHistory(
  answers: readonly SeriesAnswer[],
  words: TariffWords & { readonly more: TariffMoreMessages },
): TemplateResult {
  return html`${answers.map((answer) => renderSeries(answer, answers.length > 1, words))}`;
}

function renderSeries(
  { current, earlier, later }: SeriesAnswer,
  isOneOfSeveral: boolean,
  words: TariffWords & { readonly more: TariffMoreMessages },
): TemplateResult {
  const { more, format } = words;
  const periods = [...earlier, ...(current ? [current] : []), ...later];
  const newest = periods.at(-1);
  const rows = periods.map((period, index) => {
    const before = periods[index - 1];
    const state = period === current ? more.now : earlier.includes(period) ? more.earlier : more.announced;
    return html`
      <li class=${period === current ? 'now' : ''}>
        <p class="muted">${state}</p>
        <p>${writePeriod(period, words)}:</p>
        <p><strong>${writePrices(period.tariff, words)}</strong></p>
        ${before ? html`<p>${writeChange(before.tariff, period.tariff, words)}</p>` : nothing}
        ${
          period.tariff.source
            ? html`<p class="muted">${renderSource(period.tariff.source, format.language)}</p>`
            : nothing
        }
      </li>
    `;
  });
  return html`
    ${isOneOfSeveral && newest ? html`<h3>${inLanguage(newest.tariff.name, format.language)}</h3>` : nothing}
    <ol class="times" reversed>
      ${rows.reverse()}
    </ol>
  `;
}
