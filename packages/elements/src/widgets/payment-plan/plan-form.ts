import type { Money, PaymentMethod, PaymentPlan, PaymentPlanRequest, PaymentTerms } from '@kabinet/api';
import { minorDigits, MOST_PLAN_DAYS, type PaymentSumInput, plainSum, readPaymentSum } from '@kabinet/rules';
import { html, nothing, type TemplateResult } from 'lit';
import type { KabinetElement } from '../../core/base-element.js';
import { inLanguage } from '../../core/in-language.js';
import { renderChoice } from '../../parts/choice.js';
import { renderDigitsField } from '../../parts/field.js';
import { nowhereToRemind, type Reach } from './plan-words.js';

export { planFormStyles } from './plan-form.styles.js';

interface PlanFormView {
  readonly isNew: boolean;
  readonly isBusy: boolean;
  readonly methods: readonly PaymentMethod[];
  readonly limits: Pick<PaymentTerms, 'atLeast' | 'atMost'> | null;
  /** A plan that goes by what is owed, or by when, tells it: for that it takes the right to see it. */
  readonly mayView: boolean;
  readonly reach: Reach;
  /** The way to pay whose provider keeps a card for this plan already. */
  readonly keptBy: string | null;
  /** Why the last try was not made. */
  readonly trouble: TemplateResult | typeof nothing;
  readonly onSend: (terms: PaymentPlanRequest) => void;
  /** Something typed is wrong: the focus goes there. */
  readonly onFault: () => void;
  readonly onEdit: () => void;
  readonly onCancel: () => void;
}

type Timing = PaymentPlanRequest['timing']['kind'];

/** What was chosen and typed so far; it stays, whatever goes wrong. */
interface Draft {
  readonly methodId: string | null;
  readonly isFixed: boolean;
  readonly sum: string;
  readonly limit: string;
  readonly timing: Timing;
  readonly days: Readonly<Record<Timing, number>>;
}

const FIRST: Draft = {
  methodId: null,
  isFixed: false,
  sum: '',
  limit: '',
  timing: 'days_before_due',
  days: { days_before_due: 3, day_of_month: 15 },
};

/** A plan as it is filled in: how much, when, and at most how much. */
export class PlanForm {
  readonly #host: KabinetElement;
  #draft: Draft = FIRST;
  #currency = 'UAH';
  #fault: 'sum' | 'limit' | null = null;

  constructor(host: KabinetElement) {
    this.#host = host;
  }

  /** Begins with the plan to change, or with what most people choose. */
  begin(plan: PaymentPlan | null, currency: string): void {
    this.#fault = null;
    this.#currency = currency;
    this.#draft = plan
      ? {
          methodId: plan.methodId,
          isFixed: plan.amount !== null,
          sum: plan.amount ? this.#plain(plan.amount) : '',
          limit: plan.atMost ? this.#plain(plan.atMost) : '',
          timing: plan.timing.kind,
          days: { ...FIRST.days, [plan.timing.kind]: plan.timing.days },
        }
      : FIRST;
  }

  /** `358,20`, without the currency. */
  #plain({ amount, currency }: Money): string {
    return this.#host.localize.format.number(plainSum(amount, currency));
  }

  /** What stands for the currency: `грн`. */
  get #sign(): string {
    return this.#host.localize.format.currency(this.#currency);
  }

  #set(change: Partial<Draft>, view: PlanFormView): void {
    this.#draft = { ...this.#draft, ...change };
    this.#fault = null;
    view.onEdit();
    this.#host.requestUpdate();
  }

  #read(typed: string, { limits }: PlanFormView): PaymentSumInput {
    const { atLeast = 1, atMost = Number.MAX_SAFE_INTEGER } = limits ?? {};
    return readPaymentSum(typed, { minorDigits: minorDigits(this.#currency), atLeast, atMost });
  }

  /** The draft as this customer may have it. */
  #allowed({ mayView }: PlanFormView): Draft {
    return mayView ? this.#draft : { ...this.#draft, isFixed: true, timing: 'day_of_month' };
  }

  #handleSubmit(event: Event, view: PlanFormView): void {
    event.preventDefault();
    if (view.isBusy) return;
    const { methodId, isFixed, sum, limit, timing, days } = this.#allowed(view);
    const field = isFixed ? 'sum' : 'limit';
    const read = this.#read(isFixed ? sum : limit, view);
    const isLeftOut = !isFixed && read.kind === 'empty';
    if (read.kind !== 'value' && !isLeftOut) {
      this.#fault = field;
      return view.onFault();
    }
    const money = read.kind === 'value' ? { amount: read.amount, currency: this.#currency } : null;
    view.onSend({
      methodId: methodId ?? view.methods[0]?.id ?? '',
      amount: isFixed ? money : null,
      atMost: isFixed ? null : money,
      timing: { kind: timing, days: days[timing] },
    });
  }

  /** What is wrong with the sum in that field. */
  #error(field: 'sum' | 'limit', typed: string, view: PlanFormView): string | null {
    if (this.#fault !== field) return null;
    const texts = this.#host.localize.texts('planForm');
    const { format } = this.#host.localize;
    const money = (amount: number) => format.money({ amount, currency: this.#currency });
    switch (this.#read(typed, view).kind) {
      case 'too_little':
        return texts.tooLittle(money(view.limits?.atLeast ?? 1));
      case 'too_much':
        return texts.tooMuch(money(view.limits?.atMost ?? 0));
      default:
        return texts.enterSum(this.#plain({ amount: 500_00, currency: this.#currency }));
    }
  }

  render(view: PlanFormView): TemplateResult {
    const texts = this.#host.localize.texts('planForm');
    const { isFixed, timing, days } = this.#allowed(view);
    return html`
      <form class="plan-form" novalidate @submit=${(event: Event) => this.#handleSubmit(event, view)}>
        <h3>${view.isNew ? texts.titleNew : texts.title}</h3>
        ${view.trouble}
        ${
          view.mayView
            ? renderChoice({
                id: 'plan-what',
                legend: texts.what,
                options: [
                  { value: 'due', label: texts.allDue },
                  { value: 'fixed', label: texts.fixed },
                ],
                chosen: isFixed ? 'fixed' : 'due',
                onChoose: (value) => this.#set({ isFixed: value === 'fixed' }, view),
              })
            : nothing
        }
        ${isFixed ? this.#renderSum(view) : nothing}
        ${
          view.mayView
            ? renderChoice({
                id: 'plan-when',
                legend: texts.when,
                options: [
                  { value: 'days_before_due', label: texts.daysBefore },
                  { value: 'day_of_month', label: texts.dayOfMonth },
                ],
                chosen: timing,
                onChoose: (value) => this.#set({ timing: value as Timing }, view),
              })
            : nothing
        }
        <div class="stack">
          <label for="plan-days">${texts.days[timing]}</label>
          <select
            id="plan-days"
            @change=${(event: Event) => {
              const chosen = Number((event.currentTarget as HTMLSelectElement).value);
              this.#set({ days: { ...days, [timing]: chosen } }, view);
            }}
          >
            ${[...Array(MOST_PLAN_DAYS[timing]).keys()].map((index) => {
              const each = index + 1;
              return html`<option value=${each} .selected=${each === days[timing]}>${texts.day[timing](each)}</option>`;
            })}
          </select>
        </div>
        ${isFixed ? nothing : this.#renderLimit(view)} ${this.#renderMethods(view)} ${this.#renderHow(view)}
        <div class="row actions">
          <button type="submit" class="primary" aria-disabled=${view.isBusy ? 'true' : nothing}>
            ${view.isBusy ? texts.saving : view.isNew ? texts.create : texts.save}
          </button>
          <button type="button" @click=${view.onCancel}>${texts.cancel}</button>
        </div>
      </form>
    `;
  }

  #method({ methods }: PlanFormView): PaymentMethod | undefined {
    return methods.find(({ id }) => id === this.#draft.methodId) ?? methods[0];
  }

  /** What such a plan will do, before it is made. */
  #renderHow(view: PlanFormView): TemplateResult {
    const { localize } = this.#host;
    const texts = localize.texts('planForm');
    const { nothingDue, chargesNothing } = localize.texts('paymentPlan');
    const { reach, keptBy } = view;
    const method = this.#method(view);
    const keepsCard = method?.keepsCard ?? false;
    const hasCard = keptBy !== null && keptBy === method?.id;
    const { isFixed, sum, timing } = this.#allowed(view);
    const says: string[] = [];
    if (!hasCard) {
      says.push(keepsCard ? texts.byCard : chargesNothing);
      if (reach.canWrite) says.push(keepsCard ? texts.untilCard : texts.byReminder);
    }
    if (isFixed && (keepsCard || reach.canWrite)) {
      const read = this.#read(sum, view);
      const money =
        read.kind === 'value'
          ? localize.format.money({ amount: read.amount, currency: this.#currency })
          : texts.thisSum;
      says.push(nothingDue[keepsCard ? 'charge' : 'remind'][timing](money));
    }
    return html`
      ${reach.canWrite === false && !hasCard ? html`<p>${nowhereToRemind(localize, reach, keepsCard)}</p>` : nothing}
      ${says.length > 0 ? html`<p class="muted">${says.join(' ')}</p>` : nothing}
    `;
  }

  #renderSum(view: PlanFormView): TemplateResult {
    const texts = this.#host.localize.texts('planForm');
    const { sum } = this.#draft;
    return renderDigitsField({
      id: 'plan-sum',
      label: texts.sum(this.#sign),
      hint: texts.sumHint(this.#plain({ amount: 500_00, currency: this.#currency })),
      inputMode: 'decimal',
      error: this.#error('sum', sum, view),
      value: sum,
      isBusy: view.isBusy,
      enterKeyHint: 'done',
      onInput: (value) => this.#set({ sum: value }, view),
    });
  }

  #renderLimit(view: PlanFormView): TemplateResult {
    const texts = this.#host.localize.texts('planForm');
    const { limit } = this.#draft;
    return renderDigitsField({
      id: 'plan-limit',
      label: texts.limit(this.#sign),
      hint: texts.limitHint,
      inputMode: 'decimal',
      error: this.#error('limit', limit, view),
      value: limit,
      isBusy: view.isBusy,
      enterKeyHint: 'done',
      onInput: (value) => this.#set({ limit: value }, view),
    });
  }

  #renderMethods(view: PlanFormView): TemplateResult | typeof nothing {
    const { methods } = view;
    if (methods.length < 2) return nothing;
    const { localize } = this.#host;
    return renderChoice({
      id: 'plan-method',
      legend: localize.texts('planForm').method,
      options: methods.map(({ id, name }) => ({ value: id, label: inLanguage(name, localize.language) })),
      chosen: this.#method(view)?.id ?? null,
      onChoose: (methodId) => this.#set({ methodId }, view),
    });
  }
}
