import type { Meter } from '@kabinet/api';
import { type ProposedReading, type SlipAdvice, truncateDecimal } from '@kabinet/rules';
import type { Format } from '../../core/format.js';
import type { Typed } from './reading-form.model.js';
import { coach } from './reading-judgement.js';

/** The likeliest slip, with what to put in instead; null where what was typed needs no explaining. */
export function likeliestSlip(question: Parameters<typeof coach>[0]): SlipAdvice | null {
  const [advice] = coach(question);
  if (advice?.slip !== 'red_digits') return advice ?? null;
  // The red digits are not asked for: what is put in instead has none, unless the earlier reading was taken with them.
  const previous = question.meter.baseline?.values ?? [];
  const hasRed = previous.some(({ value }) => value.includes('.'));
  if (hasRed) return advice;
  const withoutRed = ({ meterId, values }: ProposedReading): ProposedReading => ({
    meterId,
    values: values.map((each) => ({ ...each, value: truncateDecimal(each.value, 0) })),
  });
  return { ...advice, fix: advice.fix.map(withoutRed) };
}

/** A value with the zeros in front that the dial has: as it is copied from there. */
export function writeAsOnDial(
  meter: Meter,
  { registerId, value }: ProposedReading['values'][number],
  format: Format,
): string {
  const digits = meter.registers.find(({ id }) => id === registerId)?.integerDigits ?? 0;
  const [whole = '', fraction] = value.split('.');
  return whole.padStart(digits, '0') + (fraction ? (format.language === 'en' ? '.' : ',') + fraction : '');
}

/** The proposed values as they would be typed. */
export function typedOf(meter: Meter, values: ProposedReading['values'], format: Format): Typed {
  return Object.fromEntries(values.map((each) => [each.registerId, writeAsOnDial(meter, each, format)]));
}
