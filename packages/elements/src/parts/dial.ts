import type { RegisterDial } from '@kabinet/rules';
import { html, nothing, type TemplateResult } from 'lit';

export interface DialOptions {
  readonly register: RegisterDial;
  /** As it stands in the field. */
  readonly typed: string;
  /** The earlier reading, shown faintly until something is typed; null without one. */
  readonly previous: string | null;
  /** What the register counts, where the meter has several. */
  readonly zone: string | null;
  readonly unit: string;
  /** What to do with the red digits. */
  readonly redNote: string;
}

/** One digit as it stands on the meter; faint where the person has not typed it. */
interface Wheel {
  readonly digit: string;
  readonly isFaint: boolean;
}

/** The digits before and after the point as far as they are typed; null for what is no number. What they mean is judged by the rules, once they are here. */
function digitsIn(typed: string): readonly [string, string] | null {
  const text = typed
    .normalize('NFKC')
    .replace(/[\s_'’-]/g, '')
    .replace(/[OoОо]/g, '0');
  const match = /^(\d+)[.,]?(\d*)$/.exec(text);
  return match && [match[1] ?? '', match[2] ?? ''];
}

/**
 * The meter's digits, from left to right. More than there are black ones run on into the red ones: so a person sees at once that
 * the red ones were copied too.
 */
function dialWheels({ register: { integerDigits, decimalDigits }, typed, previous }: DialOptions): readonly Wheel[] {
  const digits = digitsIn(typed);
  const [whole = '', fraction = ''] = digits ?? (previous ?? '').split('.');
  const zeros = Math.max(0, integerDigits - whole.length);
  const shown = '0'.repeat(zeros) + whole + fraction;
  return [...Array(integerDigits + decimalDigits).keys()].map((place) => ({
    digit: shown[place] ?? '0',
    isFaint: !digits || place < zeros || place >= shown.length,
  }));
}

/**
 * A register's window on the meter: black digits to copy, red ones struck out, with words. It says what the hint says already, so
 * screen readers pass it over, and its digits are no text: they are not found, copied or read.
 */
export function renderDial(options: DialOptions): TemplateResult {
  const { register, zone, unit, redNote } = options;
  const wheels = dialWheels(options);
  return html`
    <div class="dial" aria-hidden="true">
      <p><span>${zone}</span><span>${unit}</span></p>
      <p class="wheels ${wheels.length > 9 ? 'many' : ''}">
        ${wheels.map(({ digit, isFaint }, place) => {
          const isRed = place >= register.integerDigits;
          return html`<span class="${isFaint ? 'faint' : ''} ${isRed ? 'red' : ''}" data-digit=${digit}></span>`;
        })}
      </p>
      ${register.decimalDigits > 0 ? html`<p class="red-note">${redNote}</p>` : nothing}
    </div>
  `;
}
