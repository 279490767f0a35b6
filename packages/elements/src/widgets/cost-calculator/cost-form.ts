import { html, nothing, type TemplateResult } from 'lit';
import type { CalendarMonth, Zone } from '@kabinet/rules';
import type { Format } from '../../core/format.js';
import type { CommonMessages, CostCalculatorMessages } from '../../locales/messages.js';
import { renderChoice } from '../../parts/choice.js';
import { renderDigitsField } from '../../parts/field.js';
import { BY_NORM, type CostPlan } from './cost-calculator.model.js';

interface Option {
  readonly value: string;
  readonly label: string;
}

/** A question with its answers. */
export interface FormChoice {
  readonly id: string;
  readonly legend: string;
  readonly hint?: string | null;
  readonly options: readonly Option[];
  readonly chosen: string | null;
  readonly error?: string | null;
  readonly choose: (value: string) => void;
}

export interface FormField {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  /** Told only once the person has asked. */
  readonly error: string | null;
  /** What the input shows. */
  readonly value: string;
}

/** A form's words: the same for what is used, and for heating. */
export interface FormWords {
  readonly way: { readonly legend: string; readonly options: readonly Option[] };
  readonly fields: readonly {
    readonly id: string;
    readonly label: string;
    readonly hint: string;
    /** As an error names it. */
    readonly example: string;
  }[];
  /** What is known and need not be asked. */
  readonly facts?: TemplateResult;
}

export interface FormPeriod {
  /** In words: `листопад 2026`. */
  readonly words: string;
  readonly from: CalendarMonth;
  readonly years: readonly number[];
  readonly count: number;
  readonly change: (change: { readonly from: CalendarMonth } | { readonly monthCount: number }) => void;
}

/** What the form shows, in words already. */
export interface CostForm {
  readonly texts: CostCalculatorMessages;
  readonly format: Format;
  readonly services: readonly Option[];
  readonly service: string;
  /**
   * In places of their own: null where one is not asked now. Radio buttons that became another question's would take its answer
   * from the buttons that still bear its name.
   */
  readonly choices: readonly (FormChoice | null)[];
  /** What of the customer is in the sum already is said. */
  readonly isKnown: boolean;
  readonly facts: TemplateResult | typeof nothing;
  readonly fields: readonly FormField[];
  readonly period: FormPeriod | null;
  /** Several errors, with a link to each. */
  readonly summary: TemplateResult | typeof nothing;
  readonly chooseService: (service: string) => void;
  readonly type: (id: string, text: string) => void;
  readonly submit: () => void;
}

/** `листопад 2026`, `листопад 2026 – січень 2027` */
export function writeMonths(months: readonly CalendarMonth[], format: Format): string {
  const [first = '', last = first] = [months[0], months.at(-1)];
  return first === last ? format.month(first) : `${format.month(first)} – ${format.month(last)}`;
}

/** The use mode's form in words. */
export function describeUse(
  plan: CostPlan,
  { texts, common, format }: { texts: CostCalculatorMessages; common: CommonMessages; format: Format },
): FormWords {
  const unit = format.unit(plan.unit);
  const zonesOf = (way: string) => way.split('+').map((zone) => common.zone[zone as Zone].toLocaleLowerCase());
  const labelOf = (way: string) => {
    if (way === BY_NORM) return texts.wayNorm;
    return way === 'total' ? texts.wayTotal : texts.wayZones(zonesOf(way).join(', '));
  };
  const examples = { area: '54.3', residents: '3', capacity: '600' };
  return {
    way: { legend: texts.way, options: plan.ways.map((value) => ({ value, label: labelOf(value) })) },
    fields: plan.fields.map(({ id, asked }) => {
      if ('measure' in asked) {
        const { label, hint } = texts.measure[asked.measure];
        const example = format.number(examples[asked.measure]);
        return { id, label: label(unit), hint: hint(example), example };
      }
      const label = asked.zone === 'total' ? texts.use(unit) : texts.useOfZone(common.zone[asked.zone], unit);
      const example = texts.useExample[plan.unit];
      return { id, label, hint: texts.useHint(example), example };
    }),
  };
}

/** The longest period that is worth a table: a year. */
const MOST_MONTHS = 12;

export function renderForm(form: CostForm): TemplateResult {
  const { texts, choices, fields, services, service } = form;
  const handleSubmit = (event: Event) => {
    event.preventDefault();
    form.submit();
  };
  return html`
    <form novalidate @submit=${handleSubmit}>
      ${form.isKnown ? html`<p class="muted">${texts.knownOfYou}</p>` : nothing} ${form.summary}
      ${
        services.length > 1
          ? renderSelect({ id: 'service', label: texts.service, options: services, chosen: service }, (value) =>
              form.chooseService(value),
            )
          : nothing
      }
      ${choices.map((each) => (each ? renderAnswers(each) : nothing))} ${form.facts}
      ${fields.map((field) =>
        renderDigitsField({
          ...field,
          inputMode: 'decimal',
          isBusy: false,
          enterKeyHint: 'done',
          onInput: (text) => form.type(field.id, text),
        }),
      )}
      ${form.period ? renderPeriod(form, form.period) : nothing}
      <div class="row actions">
        <button class="primary" part="submit" type="submit">${texts.calculate}</button>
      </div>
    </form>
  `;
}

function renderAnswers({ choose, ...choice }: FormChoice): TemplateResult {
  return renderChoice({ ...choice, onChoose: choose });
}

function renderSelect(
  { id, label, options, chosen }: Pick<FormChoice, 'id' | 'options'> & { label: string; chosen: string },
  change: (value: string) => void,
): TemplateResult {
  return html`
    <div class="field">
      <label for=${id}>${label}</label>
      <select id=${id} @change=${(event: Event) => change((event.currentTarget as HTMLSelectElement).value)}>
        ${options.map(
          ({ value, label: words }) => html`<option value=${value} .selected=${value === chosen}>${words}</option>`,
        )}
      </select>
    </div>
  `;
}

/** `Листопад 2026`: where it stands by itself. */
export function writeMonth(month: CalendarMonth, format: Format): string {
  const words = format.month(month);
  return words.charAt(0).toLocaleUpperCase(format.language) + words.slice(1);
}

/** `Листопад`: the month without its year. */
function monthName(format: Format, month: string): string {
  return writeMonth(month, format).replace(/[\s\u00a0]*\d+.*$/, '');
}

function renderPeriod({ texts, format }: CostForm, period: FormPeriod): TemplateResult {
  const { words, from, years, count, change } = period;
  const [year = '', month = ''] = from.split('-');
  const months = [...Array(12).keys()].map((index) => String(index + 1).padStart(2, '0'));
  const counts = [...Array(MOST_MONTHS).keys()].map((index) => index + 1);
  return html`
    <details>
      <summary>${texts.period(words)}</summary>
      <div class="period">
        ${renderSelect(
          {
            id: 'month',
            label: texts.month,
            options: months.map((value) => ({ value, label: monthName(format, `${year}-${value}`) })),
            chosen: month,
          },
          (value) => change({ from: `${year}-${value}` }),
        )}
        ${renderSelect(
          {
            id: 'year',
            label: texts.year,
            options: years.map((each) => ({ value: String(each), label: String(each) })),
            chosen: year,
          },
          (value) => change({ from: `${value}-${month}` }),
        )}
        ${renderSelect(
          {
            id: 'month-count',
            label: texts.monthCount,
            options: counts.map((each) => ({ value: String(each), label: texts.months(each) })),
            chosen: String(count),
          },
          (value) => change({ monthCount: Number(value) }),
        )}
      </div>
    </details>
  `;
}
