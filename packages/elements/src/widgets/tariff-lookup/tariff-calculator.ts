import type { AccountTariff, Tariff } from '@kabinet/api';
import {
  type Bill,
  type CalendarMonth,
  computeBill,
  dayOfMonth,
  minorDigits,
  parseQuantityInput,
  type TariffAnswers,
} from '@kabinet/rules';
import { css, html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { BillMessages, TariffMoreMessages } from '../../locales/messages.js';
import { renderBill } from '../../parts/bill.js';
import { billStyles } from '../../parts/bill.styles.js';
import { renderChoice } from '../../parts/choice.js';
import { renderDigitsField } from '../../parts/field.js';
import { fieldStyles } from '../../parts/field.styles.js';
import { reckon } from './tariff-lookup.model.js';
import { type TariffWords, writeHours } from './tariff-words.js';

export const calculatorStyles = [
  fieldStyles,
  billStyles,
  css`
    .calculator-fields {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: calc(var(--_space) * 4);
    }

    .calculator-result {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: calc(var(--_space) * 3);
    }
  `,
];

/** More than any home uses: beyond that a digit slipped in. */
const LIMITS = { integerDigits: 7, decimalDigits: 3 };

export interface Calculation {
  readonly serviceKind: string;
  /** Of the service, of all dates. */
  readonly tariffs: readonly Tariff[];
  /** Those that apply now. */
  readonly current: readonly Tariff[];
  readonly answers: TariffAnswers;
  /** Of the customer, where it is their own tariff. */
  readonly own: Pick<AccountTariff, 'measures' | 'benefits'> | null;
  readonly month: CalendarMonth;
  /** The person has left a field: the sum is said once. */
  readonly onResult: (said: string) => void;
}

export type CalculatorWords = TariffWords & { readonly more: TariffMoreMessages; readonly bill: BillMessages };

type TouSet = Tariff['touSets'][number];
type Zone = TouSet[number]['zone'];
type Measure = keyof AccountTariff['measures'];

interface Field {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly error: string | null;
  readonly value: string | null;
  readonly zone: Zone | null;
  readonly measure: Measure | null;
}

const MEASURE_OF: Readonly<Partial<Record<Tariff['basis'], Measure>>> = {
  area: 'area',
  resident: 'residents',
  capacity: 'capacity',
};

/** A month's sum for what a person types, line by line; it follows each key, and complains only when they leave a field. */
export class TariffCalculator {
  readonly #host: ReactiveControllerHost;
  /** By field; kept while services and answers are switched. */
  readonly #typed = new Map<string, string>();
  readonly #left = new Set<string>();
  /** By service: the zones of the meter, as `day,night`. */
  readonly #meters = new Map<string, string>();

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  render(calculation: Calculation, words: CalculatorWords): TemplateResult {
    const { more } = words;
    const sets = new Map(
      calculation.current
        .filter(({ basis }) => basis === 'use')
        .flatMap(({ touSets }) => touSets.map((set) => [set.map(({ zone }) => zone).join(), set] as const)),
    );
    const isOwn = (set: TouSet) =>
      set.length === words.zones?.length && set.every(({ zone }) => words.zones?.includes(zone));
    const own = [...sets].find(([, set]) => isOwn(set))?.[0];
    const meter = this.#meters.get(calculation.serviceKind) ?? own ?? '';
    const fields = this.#fieldsOf(calculation, sets.get(meter) ?? [], words);
    const isWhole = fields.every(({ value }) => value !== null);
    const bill = isWhole ? sensibleBill(calculation, fields, words) : null;
    return html`
      ${
        sets.size > 0
          ? renderChoice({
              id: 'meter',
              legend: more.whichMeter,
              options: [
                { value: '', label: words.texts.meter(1) },
                ...[...sets].map(([value, set]) => ({ value, label: words.texts.meter(set.length) })),
              ],
              chosen: sets.has(meter) ? meter : '',
              onChoose: (id) => {
                this.#meters.set(calculation.serviceKind, id);
                this.#host.requestUpdate();
              },
            })
          : nothing
      }
      <div class="calculator-fields" @change=${() => this.#handleLeave(fields, bill, calculation, words)}>
        ${fields.map(({ id, label, hint, error }) =>
          renderDigitsField({
            id,
            label,
            hint,
            inputMode: 'decimal',
            error,
            value: this.#typed.get(id) ?? '',
            isBusy: false,
            onInput: (value) => {
              this.#typed.set(id, value);
              this.#host.requestUpdate();
            },
          }),
        )}
      </div>
      ${bill ? this.#renderBill(bill, calculation, words) : nothing}
      ${isWhole && !bill ? html`<p>${more.cannotTell}</p>` : nothing}
    `;
  }

  #fieldsOf({ current, own, serviceKind, month }: Calculation, set: TouSet, words: CalculatorWords): Field[] {
    const { more, format, common } = words;
    const unit = current.find(({ basis }) => basis === 'use')?.unit;
    const field = (label: string, hint: string, key: { zone?: Zone; measure?: Measure }): Field => {
      const id = `calculator-${serviceKind}-${key.zone ?? key.measure ?? ''}`;
      const input = parseQuantityInput(this.#typed.get(id) ?? '', LIMITS);
      const value = input.kind === 'value' ? input.value : null;
      const isWrong = value === null && input.kind !== 'empty' && this.#left.has(id);
      return { id, label, hint, value, error: isWrong ? more.enterNumber : null, zone: null, measure: null, ...key };
    };
    const atPrices = more.useHint(format.month(month));
    const uses = !unit
      ? []
      : set.length > 0
        ? set.map(({ zone, hours }) =>
            field(more.useOf(common.zone[zone], format.unit(unit)), writeHours(hours, words), { zone }),
          )
        : [field(more.use(format.unit(unit)), atPrices, { zone: 'total' })];
    const measures = new Set(current.flatMap(({ basis }) => MEASURE_OF[basis] ?? []));
    const asked = [...measures].filter((measure) => own?.measures[measure] == null);
    return [...uses, ...asked.map((measure) => field(more.measure[measure], more.measureHint, { measure }))];
  }

  #handleLeave(fields: readonly Field[], bill: Bill | null, { onResult }: Calculation, words: CalculatorWords): void {
    for (const { id } of fields) if (this.#typed.get(id)) this.#left.add(id);
    if (bill) onResult(words.more.says(words.format.money({ amount: bill.total, currency: words.currency })));
    this.#host.requestUpdate();
  }

  #renderBill(bill: Bill, { tariffs, own, month }: Calculation, words: CalculatorWords): TemplateResult {
    const { more, format, bill: texts, common, currency } = words;
    const sum = format.money({ amount: bill.total, currency });
    return html`
      <div class="calculator-result">
        <p>${more.result(format.month(month))}: <strong class="figure">${sum}</strong></p>
        ${renderBill(bill, { tariffs, benefits: own?.benefits ?? [], currency, texts, common, format })}
      </div>
    `;
  }
}

/** The month's bill; null where no sum can be told, or it would not be exact: more than that nobody pays. */
function sensibleBill(...args: Parameters<typeof billOf>): Bill | null {
  const bill = reckon(() => billOf(...args));
  return bill && Number.isSafeInteger(bill.total) ? bill : null;
}

/** What the month costs by the supplier's own rules. */
function billOf(
  { serviceKind, tariffs, answers, own, month }: Calculation,
  fields: readonly Field[],
  { currency }: CalculatorWords,
): Bill {
  const typed = (measure: Measure) => fields.find((each) => each.measure === measure)?.value ?? null;
  const residents = typed('residents');
  return computeBill({
    tariffs,
    answers,
    benefits: own?.benefits ?? [],
    measures: {
      area: own?.measures.area ?? typed('area'),
      residents: own?.measures.residents ?? (residents === null ? null : Math.floor(Number(residents))),
      capacity: own?.measures.capacity ?? typed('capacity'),
    },
    period: { from: `${month}-01`, to: dayOfMonth(month, -1) },
    use: fields.flatMap(({ zone, value }) => (zone && value ? { serviceKind, zone, quantity: value } : [])),
    basis: 'actual',
    currencyDigits: minorDigits(currency),
  });
}
