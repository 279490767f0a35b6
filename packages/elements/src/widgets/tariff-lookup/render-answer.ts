import type { Tariff, TariffBlock } from '@kabinet/api';
import { html, nothing, type TemplateResult } from 'lit';
import { inLanguage } from '../../core/in-language.js';
import { renderSource } from './render-source.js';
import { icons } from '../../parts/icons.js';
import { follows, type SeriesAnswer, type TariffPeriod } from './tariff-lookup.model.js';
import {
  type SaidPrice,
  saidPrices,
  ownSet,
  setsToTell,
  type TariffWords,
  vatParts,
  writeBlock,
  writeChange,
  writeHours,
  writeNight,
  writePer,
  writePeriod,
  writePrices,
  writeVat,
  zonePrice,
} from './tariff-words.js';

/** What one thing costs now, from when, by which paper, and what comes next. */
export function renderAnswer({ current, later }: SeriesAnswer, index: number, words: TariffWords): TemplateResult {
  const { texts, format } = words;
  const tariff = (current ?? later[0])?.tariff;
  const next = later[0];
  return html`
    <section class="tariff" part="tariff" aria-labelledby="tariff-${index}">
      <div>
        <h3 id="tariff-${index}">${tariff ? inLanguage(tariff.name, format.language) : ''}</h3>
        ${
          tariff?.provider
            ? html`<p class="muted">${texts.billedBy(inLanguage(tariff.provider, format.language))}</p>`
            : nothing
        }
      </div>
      ${current ? renderSentence(current, words) : nothing}
      ${next ? renderNext(current, next, words) : html`<p class="muted no-change">${texts.noChange}</p>`}
      ${current ? html`${renderFacts(current.tariff, words)} ${renderPrices(current.tariff, words)}` : nothing}
    </section>
  `;
}

function renderSentence({ tariff, ...period }: TariffPeriod, words: TariffWords): TemplateResult {
  const said = saidPrices(tariff, words);
  const [only] = said;
  const from = writePeriod(period, words);
  const vat = writeVat(tariff, words);
  return html`
    <div class="sentence">
      ${
        only && only.label === null
          ? html`<p>
              <span class="lead">${from}:</span> <strong class="figure" part="price">${only.price}</strong>
              <span>${only.per}, ${vat}</span>
            </p>`
          : html`<p class="lead">${from}, ${vat}:</p>
              <ul class="steps">
                ${said.map((each) => renderStep(each))}
              </ul>`
      }
      ${renderOtherMeters(tariff, words)}
    </div>
  `;
}

/** What other kinds of meters pay, where the customer's own is not known: of one price all of it, of several the night's. */
function renderOtherMeters(tariff: Tariff, words: TariffWords): unknown {
  if (words.zones !== null) return nothing;
  if (tariff.blocks.length === 1) return tariff.touSets.map((set) => renderZones(tariff, set, words));
  const night = writeNight(tariff, words);
  return night === null ? nothing : html`<p class="zones">${night}</p>`;
}

/** What another kind of meter pays: `день (07:00–23:00) — 4,32 грн`. */
function renderZones(
  { blocks }: Tariff,
  set: Tariff['touSets'][number],
  words: TariffWords,
): TemplateResult | typeof nothing {
  const { texts, common, format, currency } = words;
  const [block] = blocks;
  if (!block) return nothing;
  return html`
    <div class="zones">
      <p>${texts.meter(set.length)}:</p>
      <ul>
        ${set.map(
          (period) => html`
            <li>
              ${common.zone[period.zone].toLocaleLowerCase(format.language)}
              (${period.hours.length === 0 ? texts.allDay : nothing}${period.hours.map(
                (hours, index) =>
                  html`${index > 0 ? ', ' : ''}<span class="hours">${writeHours([hours], words)}</span>`,
              )})
              — <strong>${format.price(zonePrice(block, period), currency)}</strong>
            </li>
          `,
        )}
      </ul>
    </div>
  `;
}

function renderStep({ label, price, per }: SaidPrice): TemplateResult {
  return html`<li><span>${label} —</span> <strong class="step" part="price">${price}</strong> ${per}</li>`;
}

/** The change that is announced, or that the season brings. */
function renderNext(current: TariffPeriod | null, next: TariffPeriod, words: TariffWords): TemplateResult {
  const { texts } = words;
  return html`
    <div class="next">
      ${icons.calendar()}
      <div>
        <p class="muted">${texts.change}</p>
        <p>${writePeriod({ from: next.from, to: null }, words)}: <strong>${writePrices(next.tariff, words)}</strong></p>
        ${
          current && follows(current, next)
            ? html`<p>${writeChange(current.tariff, next.tariff, words, texts.otherRule)}</p>`
            : nothing
        }
      </div>
    </div>
  `;
}

interface PriceRow {
  readonly name: string;
  readonly hours: string;
  readonly gross: string;
}

/** Prices of one block: of the plain meter, and of each zone of the others; where the customer's own is known, of that one. */
function zoneRows(block: TariffBlock, touSets: ReturnType<typeof setsToTell>, words: TariffWords): PriceRow[] {
  const { texts, common } = words;
  const plain = { name: texts.meter(1), hours: texts.allDay, gross: block.price };
  return [
    ...(words.zones === null ? [plain] : []),
    ...touSets.flatMap((set) =>
      set.map((period) => ({
        name: `${texts.meter(set.length)}: ${common.zone[period.zone].toLocaleLowerCase(words.format.language)}`,
        hours: writeHours(period.hours, words),
        gross: zonePrice(block, period),
      })),
    ),
  ];
}

/** All prices with the VAT in them, where there are several; a single one stands with the other facts. */
function renderPrices(tariff: Tariff, words: TariffWords): TemplateResult | typeof nothing {
  const { texts } = words;
  const { blocks } = tariff;
  const touSets = setsToTell(tariff, words);
  if (touSets.length > 0) {
    const groups = blocks.map((block, index) => ({
      title: writeBlock(tariff, index, words),
      rows: zoneRows(block, touSets, words),
    }));
    // Only those with such a meter need it, and it is long.
    return html`
      <details>
        <summary>${texts.zonePrices}</summary>
        <div class="details">${renderTable(tariff, groups, words)}</div>
      </details>
    `;
  }
  if (blocks.length === 1) return nothing;
  const rows = blocks.map(({ price }, index) => ({
    name: writeBlock(tariff, index, words) ?? '',
    hours: '',
    gross: price,
  }));
  return renderTable(tariff, [{ title: null, rows }], words);
}

function renderTable(
  tariff: Tariff,
  groups: readonly { readonly title: string | null; readonly rows: readonly PriceRow[] }[],
  words: TariffWords,
): TemplateResult {
  const { texts, format, currency } = words;
  const { vatRate } = tariff;
  const hasHours = setsToTell(tariff, words).length > 0;
  const vatLabel = vatRate === null ? '' : texts.vat(format.number(vatRate));
  const cell = (label: string, value: string) => html`<td data-label=${label}><span>${value}</span></td>`;
  const renderRow = ({ name, hours, gross }: PriceRow) => {
    const { net, vat } = writeVatParts(gross, vatRate, words);
    return html`
      <tr>
        <th scope="row">${name}</th>
        ${hasHours ? cell(texts.when, hours) : nothing} ${cell(texts.gross, format.price(gross, currency))}
        ${vatRate === null ? nothing : html`${cell(texts.net, net)} ${cell(vatLabel, vat)}`}
      </tr>
    `;
  };
  return html`
    <table>
      <caption>
        ${texts.prices(writePer(tariff, words))}
      </caption>
      <thead>
        <tr>
          <th scope="col">${hasHours ? texts.meterKind : texts.condition}</th>
          ${hasHours ? html`<th scope="col">${texts.when}</th>` : nothing}
          <th scope="col">${texts.gross}</th>
          ${
            vatRate === null
              ? nothing
              : html`<th scope="col">${texts.net}</th>
                  <th scope="col">${vatLabel}</th>`
          }
        </tr>
      </thead>
      ${groups.map(
        ({ title, rows }) => html`
          <tbody>
            ${
              title
                ? html`<tr class="group">
                    <th scope="rowgroup" colspan="5">${title}</th>
                  </tr>`
                : nothing
            }
            ${rows.map(renderRow)}
          </tbody>
        `,
      )}
    </table>
  `;
}

function writeVatParts(gross: string, rate: string | null, { format, currency }: TariffWords) {
  const { net, vat, isRounded } = vatParts(gross, rate ?? '0');
  const write = (price: string) => (isRounded ? '≈ ' : '') + format.price(price, currency);
  return { net: write(net), vat: write(vat) };
}

function renderFacts(tariff: Tariff, words: TariffWords): TemplateResult {
  const { texts, format, currency } = words;
  const { vatRate, season, source, validFrom, validTo } = tariff;
  const isOnly = tariff.blocks.length === 1 && ownSet(tariff, words) === null;
  const gross = tariff.blocks[0]?.price ?? '0';
  const parts = vatRate === null ? null : writeVatParts(gross, vatRate, words);
  const row = (label: string, value: string | TemplateResult) =>
    html`<div>
      <dt>${label}</dt>
      <dd>${value}</dd>
    </div>`;
  return html`
    <dl>
      ${isOnly ? row(texts.gross, `${format.price(gross, currency)} ${writePer(tariff, words)}`) : nothing}
      ${isOnly && parts && vatRate ? html`${row(texts.net, parts.net)} ${row(texts.vat(format.number(vatRate)), parts.vat)}` : nothing}
      ${row(texts.validFrom, format.dateWithYear(validFrom))}
      ${validTo ? row(texts.validTo, format.dateWithYear(validTo)) : nothing}
      ${season ? row(texts.season, texts.everyYear(format.dayOfYear(season.from), format.dayOfYear(season.to))) : nothing}
      ${source ? row(texts.source, renderSource(source, format.language)) : nothing}
    </dl>
  `;
}
