import type { Meter, Reading } from '@kabinet/api';
import { html, type TemplateResult } from 'lit';
import type { Format } from '../core/format.js';
import type { CommonMessages } from '../locales/messages.js';

interface ReadingValuesOptions {
  readonly meter: Meter;
  readonly reading: Reading;
  readonly format: Format;
  readonly texts: CommonMessages;
  /** What of each register to show: what the dial said, or what was used. */
  readonly field?: 'value' | 'consumption';
}

/** A reading's figures with their unit, one a register; the zone is named where there are several. */
export function renderReadingValues({
  meter,
  reading,
  format,
  texts,
  field = 'value',
}: ReadingValuesOptions): TemplateResult {
  const values = meter.registers.map((register) => {
    const found = reading.values.find((each) => each.registerId === register.id)?.[field] ?? null;
    const write = field === 'value' ? format.dial : format.quantity;
    const figure = found === null ? '—' : write(found, meter.unit);
    return meter.registers.length > 1 ? `${texts.zone[register.zone]} ${figure}` : figure;
  });
  // The space is a value: the build drops the ones that only stand in a template.
  return html`${values.map((value, index) => html`${index > 0 ? ' ' : ''}<span class="figure">${value}</span>`)}`;
}
