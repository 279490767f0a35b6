import type { Grant, Meter, Reading } from '@kabinet/api';
import { dateInTimeZone } from '@kabinet/rules';
import { html, nothing, type TemplateResult } from 'lit';
import { property } from '../../core/decorators.js';
import { KabinetAccountElement } from '../../core/account-element.js';
import { hostStyles } from '../../core/host.styles.js';
import { PagedQuery } from '../../core/paged-query.js';
import { Query } from '../../core/query.js';
import { renderNotice } from '../../parts/notice.js';
import { renderReadingValues } from '../../parts/reading-values.js';
import { renderSkeleton } from '../../parts/skeleton.js';
import { meterCardStyles } from './meter-card.styles.js';

/**
 * The meters of an account: numbers, seals, dates, and the last reading; with the history when asked.
 *
 * @slot - Shown until the element is defined and whenever it cannot work: a phone, a link.
 * @event {SignInRequestEvent} kabinet-sign-in-request - The person wants to sign in; cancelable.
 * @csspart card - The card.
 * @csspart heading - Its heading.
 * @csspart account - The account's number and address.
 * @csspart meter - One meter.
 * @csspart history - The table of readings.
 * @csspart notice - A state told in words.
 * @csspart contact - The contact centre's phone.
 * @cssproperty --kabinet-accent - Colour of links and main buttons.
 */
export class KabinetMeterCard extends KabinetAccountElement {
  static override styles = [hostStyles, meterCardStyles];

  /** Shows the history of readings below the meters. */
  @property({ type: Boolean, attribute: 'with-history' }) withHistory = false;

  readonly #meters = new Query(this, 'listMeters', () => this.accountArgs);
  readonly #history = new PagedQuery(
    this,
    'listReadings',
    () => (this.withHistory && this.may('view') ? this.accountArgs : null),
    { firstPage: 12, laterPage: 12 },
  );

  protected override readonly capability = 'meters';

  constructor() {
    super(['meterCard']);
  }

  /** The meters themselves are seen by whoever reads them; what they showed before is not. */
  protected override get grant(): Grant {
    return 'readings';
  }

  protected override get reads() {
    return [this.#meters];
  }

  override render(): TemplateResult | typeof nothing {
    const texts = this.localize.isReady ? this.localize.texts('meterCard') : null;
    const isOne = (this.#meters.value?.items.length ?? 1) <= 1;
    return this.renderCard((isOne ? texts?.heading : texts?.headingMany) ?? '', () => this.#renderContent());
  }

  #renderContent(): TemplateResult {
    const { value, error } = this.#meters.state;
    const texts = this.localize.texts('meterCard');
    if (!value) {
      return error
        ? this.renderError(error, () => this.#meters.reload())
        : renderSkeleton(this.localize.texts('common').loading);
    }
    if (value.items.length === 0) return renderNotice({ tone: 'info', text: texts.empty });
    return html`
      <ul class="meters">
        ${value.items.map((meter) => this.#renderMeter(meter))}
      </ul>
      ${this.withHistory ? (this.may('view') ? this.#renderHistory(value.items) : this.renderNotShared()) : nothing}
    `;
  }

  #renderMeter(meter: Meter): TemplateResult {
    const texts = this.localize.texts('meterCard');
    const common = this.localize.texts('common');
    const { format } = this.localize;
    const timeZone = this.supplier.value?.timeZone ?? 'UTC';
    const isOverdue =
      meter.removedOn === null &&
      meter.verificationDueOn !== null &&
      meter.verificationDueOn < dateInTimeZone(new Date(), timeZone);
    const row = (label: string, value: string | TemplateResult | null) =>
      value === null
        ? nothing
        : html`<div>
            <dt>${label}</dt>
            <dd>${value}</dd>
          </div>`;
    return html`
      <li class="meter ${meter.removedOn ? 'removed' : ''}" part="meter">
        <p class="muted">${common.serviceKind[meter.serviceKind]}${meter.place ? ` · ${meter.place}` : ''}</p>
        ${meter.removedOn ? html`<p><strong>${texts.removedOn(format.date(meter.removedOn))}</strong></p>` : nothing}
        <dl>
          ${row(texts.serialNumber, html`<strong>${meter.serialNumber}</strong>`)}
          ${row(texts.sealNumber, meter.sealNumber)}
          ${row(texts.installedOn, meter.installedOn && format.date(meter.installedOn))}
          ${row(texts.verificationDueOn, isOverdue ? null : meter.verificationDueOn && format.date(meter.verificationDueOn))}
          ${row(texts.multiplier, meter.multiplier === '1' ? null : `× ${format.number(meter.multiplier)}`)}
          ${row(texts.lastReading, this.#renderLastReading(meter))}
        </dl>
        ${
          isOverdue && meter.verificationDueOn
            ? renderNotice({
                tone: 'warn',
                text: { title: texts.verificationOverdue(format.date(meter.verificationDueOn)), text: '' },
              })
            : nothing
        }
      </li>
    `;
  }

  #renderLastReading(meter: Meter): TemplateResult {
    const texts = this.localize.texts('meterCard');
    const last = meter.submitted ?? meter.baseline;
    if (!last) return html`<span class="muted">${texts.noReading}</span>`;
    const { format } = this.localize;
    const common = this.localize.texts('common');
    const when = format.day(last.readAt, this.supplier.value?.timeZone ?? 'UTC');
    return html`${renderReadingValues({ meter, reading: last, format, texts: common })}
      <span class="muted">${when}, ${common.source[last.source]}</span>`;
  }

  #renderHistory(meters: readonly Meter[]): TemplateResult {
    const texts = this.localize.texts('meterCard');
    const common = this.localize.texts('common');
    const { items, isLoading, error, hasMore } = this.#history;
    const isEmpty = items.length === 0 && !isLoading && !error;
    return html`
      <div class="stack" part="history">
        <h3 id="history">${texts.history}</h3>
        ${isEmpty ? html`<p class="muted">${texts.historyEmpty}</p>` : nothing}
        ${items.length > 0 ? this.#renderHistoryTable(items, meters) : nothing}
        ${isLoading ? renderSkeleton(common.loading) : nothing}
        ${error ? this.renderError(error, () => void this.#history.more()) : nothing}
        ${
          hasMore && !isLoading && !error
            ? html`<div><button type="button" @click=${() => void this.#history.more()}>${texts.more}</button></div>`
            : nothing
        }
      </div>
    `;
  }

  #renderHistoryTable(items: readonly Reading[], meters: readonly Meter[]): TemplateResult {
    const texts = this.localize.texts('meterCard');
    const common = this.localize.texts('common');
    const { format } = this.localize;
    const timeZone = this.supplier.value?.timeZone ?? 'UTC';
    const several = meters.length > 1;
    return html`
      <table aria-labelledby="history">
        <thead>
          <tr>
            <th scope="col">${texts.date}</th>
            ${several ? html`<th scope="col">${texts.heading}</th>` : nothing}
            <th scope="col">${texts.value}</th>
            <th scope="col">${texts.use}</th>
            <th scope="col">${texts.by}</th>
            <th scope="col">${texts.state}</th>
          </tr>
        </thead>
        <tbody>
          ${items.map((reading) => {
            const meter = meters.find((each) => each.id === reading.meterId);
            if (!meter) return nothing;
            const cell = { meter, reading, format, texts: common };
            return html`
              <tr>
                <th scope="row">${format.day(reading.readAt, timeZone)}</th>
                ${several ? html`<td data-label=${texts.heading}>${meter.serialNumber}</td>` : nothing}
                <td data-label=${texts.value}>${renderReadingValues(cell)}</td>
                <td data-label=${texts.use}>${renderReadingValues({ ...cell, field: 'consumption' })}</td>
                <td data-label=${texts.by}>${common.source[reading.source]}</td>
                <td data-label=${texts.state}>
                  ${texts.status[reading.status]}${reading.quality === 'estimated' ? `, ${texts.estimated}` : nothing}
                </td>
              </tr>
            `;
          })}
        </tbody>
      </table>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kabinet-meter-card': KabinetMeterCard;
  }
}
