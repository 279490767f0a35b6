import type { Register } from '@kabinet/api';
import { html, nothing, type TemplateResult } from 'lit';
import { renderDial } from '../../parts/dial.js';
import { renderDigitsField } from '../../parts/field.js';
import { icons } from '../../parts/icons.js';
import { renderNotice } from '../../parts/notice.js';
import { renderReadingValues } from '../../parts/reading-values.js';
import { exampleReading, windowStanding } from './reading-form.model.js';
import type { FieldsView, ReadingView } from './reading-view.js';

/** The fields, with everything a person needs beside them, and what the steps after them have to say. */
export function renderFields(view: FieldsView): TemplateResult {
  const { additions } = view;
  return html`
    ${additions.top}
    <div class="facts">${renderMeterLine(view)} ${renderWindow(view)} ${renderPrevious(view)}</div>
    ${additions.outcome} ${additions.instead ?? renderForm(view)} ${renderOtherWays(view)}
  `;
}

/** Which meter: number, service and place. */
export function renderMeterLine({ meter, texts, common }: ReadingView): TemplateResult {
  const place = [common.serviceKind[meter.serviceKind], meter.place].filter(Boolean).join(' · ');
  return html`<p><strong>${texts.meter(meter.serialNumber)}</strong><br /><span class="muted">${place}</span></p>`;
}

function renderWindow({ window, today, texts, format }: ReadingView): TemplateResult | typeof nothing {
  const standing = windowStanding(window, today);
  const line = (text: string, icon = icons.calendar) => html`<p class="window">${icon()}<span>${text}</span></p>`;
  switch (standing.kind) {
    case 'always':
      return nothing;
    case 'open':
      return line(texts.windowOpen(format.date(standing.window.closesOn), standing.window.daysLeft));
    case 'last_day':
      return line(texts.windowLastDay, icons.clock);
    case 'grace':
      return line(
        texts.windowGrace(format.date(standing.window.closesOn), format.date(standing.graceEndsOn)),
        icons.clock,
      );
    case 'closed': {
      const { opensOn, closesOn, countsFor, lateReadings } = standing.window;
      const [from, to] = [format.date(opensOn), format.date(closesOn)];
      const text =
        lateReadings === 'accept'
          ? texts.windowClosedAccept(from, to, format.month(countsFor))
          : texts.windowClosedRefuse(from, to);
      return renderNotice({ tone: 'info', icon: icons.calendar, text });
    }
  }
}

function renderPrevious({ meter, texts, common, format, timeZone }: ReadingView): TemplateResult {
  const { baseline } = meter;
  if (!baseline) return html`<p class="muted">${texts.previousNone}</p>`;
  return html`
    <p>
      ${texts.previous}: <strong>${renderReadingValues({ meter, reading: baseline, format, texts: common })}</strong>
      <span class="muted">${format.day(baseline.readAt, timeZone)}, ${common.source[baseline.source]}</span>
    </p>
  `;
}

/** How a register's field is called. */
export function fieldName(view: ReadingView, register: Register): string {
  const { texts, common, meter, format } = view;
  const name = meter.registers.length > 1 ? common.zone[register.zone] : texts.reading;
  return texts.field(name, format.unit(meter.unit));
}

/** The register's window on the meter, with what is typed so far. */
function renderPicture({ meter, typed, texts, common, format }: FieldsView, register: Register): TemplateResult {
  return renderDial({
    register,
    typed: typed[register.id] ?? '',
    previous: meter.baseline?.values.find((each) => each.registerId === register.id)?.value ?? null,
    zone: meter.registers.length > 1 ? common.zone[register.zone] : null,
    unit: format.unit(meter.unit),
    redNote: texts.redDigits,
  });
}

/** What the reading amounts to, as it is typed. The place is there from the first, so that nothing moves under the person's finger. */
function renderWorth({ meter, tellsCost, additions, texts }: FieldsView): TemplateResult {
  return html`
    <div class="worth ${tellsCost ? 'costs' : ''} ${meter.registers.length > 1 ? 'together' : ''}">
      ${additions.worth ?? html`<p class="muted">${texts.worth(tellsCost)}</p>`}
    </div>
  `;
}

function renderForm(view: FieldsView): TemplateResult {
  const { meter, typed, isBusy, additions, texts } = view;
  const handleSubmit = (event: Event) => {
    event.preventDefault();
    view.submit();
  };
  return html`
    <form novalidate @submit=${handleSubmit}>
      ${additions.summary}
      ${meter.registers.map((register) =>
        renderDigitsField({
          id: `register-${register.id}`,
          label: fieldName(view, register),
          hint: texts.digitsHint(register.integerDigits, register.decimalDigits > 0, exampleReading(register)),
          inputMode: register.decimalDigits > 0 ? 'decimal' : 'numeric',
          error: additions.errors?.[register.id] ?? null,
          picture: renderPicture(view, register),
          value: typed[register.id] ?? '',
          isBusy,
          ...(meter.registers.length > 1 && { note: additions.notes?.[register.id] ?? '' }),
          onInput: (text) => view.type(register.id, text),
        }),
      )}
      ${meter.baseline ? renderWorth(view) : nothing}
      <div class="row actions">
        ${
          additions.hidesButton
            ? nothing
            : html`
                <button class="primary" part="submit" type="submit" aria-disabled=${isBusy ? 'true' : nothing}>
                  ${isBusy ? texts.sending : (additions.buttonLabel ?? (view.keepsUntilOpen ? texts.keep : texts.submit))}
                </button>
              `
        }
        ${additions.buttons}
      </div>
    </form>
  `;
}

/** An address to press, where a device knows what to do with it. */
function renderAddress(kind: string, address: string): TemplateResult | string {
  const scheme = { phone: 'tel:', voice: 'tel:', sms: 'sms:', email: 'mailto:' }[kind];
  if (!scheme) return address;
  const target = kind === 'email' ? address : address.replace(/[^\d+*#]/g, '');
  return html`<a href=${scheme + target}>${address}</a>`;
}

/** Other ways to hand in a reading are always listed (B3). */
function renderOtherWays({ supplier, texts, format }: ReadingView): TemplateResult | typeof nothing {
  const channels = supplier?.channels.filter((each) => each.takesReadings) ?? [];
  if (channels.length === 0) return nothing;
  return html`
    <details>
      <summary>${texts.otherWays}</summary>
      <ul class="stack">
        ${channels.map(({ kind, address, note }) => {
          const name = texts.channel[kind];
          const words = note?.[format.language];
          return html`<li>
            ${name ? `${name}: ` : ''}<strong>${renderAddress(kind, address)}</strong>${words ? ` — ${words}` : ''}
          </li>`;
        })}
      </ul>
    </details>
  `;
}
