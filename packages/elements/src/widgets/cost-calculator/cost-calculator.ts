import type { ServiceKind, TariffQuestion } from '@kabinet/api';
import { dateInTimeZone, isSensible, minorDigits } from '@kabinet/rules';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { KabinetAccountElement } from '../../core/account-element.js';
import { property, state } from '../../core/decorators.js';
import { hostStyles } from '../../core/host.styles.js';
import { inLanguage } from '../../core/in-language.js';
import { Query } from '../../core/query.js';
import { billStyles } from '../../parts/bill.styles.js';
import { choiceStyles } from '../../parts/choice.styles.js';
import { detailsStyles } from '../../parts/details.styles.js';
import { fieldStyles } from '../../parts/field.styles.js';
import { renderNotice } from '../../parts/notice.js';
import { renderSkeleton } from '../../parts/skeleton.js';
import type * as Answer from './answer.js';
import type { Fault, Judged, ResultWords } from './answer.js';
import {
  type CostBook,
  type CostEntry,
  type CostField,
  type CostPlan,
  NOTHING_SAID,
  ownBook,
  type Place,
  planUse,
  publicBook,
  questionId,
  servicesOf,
  wayOfMeters,
  yearsOf,
} from './cost-calculator.model.js';
import { costCalculatorStyles } from './cost-calculator.styles.js';
import {
  type CostForm,
  describeUse,
  type FormChoice,
  type FormPeriod,
  type FormWords,
  renderForm,
  writeMonths,
} from './cost-form.js';

/** A form on show: what it asks, in which words, and what draws the answer. */
interface Shown extends Pick<CostForm, 'services' | 'service' | 'isKnown'> {
  readonly book: CostBook;
  readonly period: Omit<FormPeriod, 'change'> | null;
  readonly plan: {
    readonly questions: readonly TariffQuestion[];
    readonly fields: readonly CostField[];
    readonly ways: readonly string[];
    readonly way: string | null;
  };
  readonly words: FormWords;
  /** The questions asked once the person has said this. */
  readonly questionsAfter: (entry: CostEntry) => readonly TariffQuestion[];
  readonly renderResult: (answer: typeof Answer, values: Judged['values']) => TemplateResult;
}

/**
 * What a month's or a longer use will cost, line by line; or, in its heating mode, a heating season. Works without signing in.
 *
 * @slot - Shown until the element is defined and whenever it cannot work: a phone, a link.
 * @event {SignInRequestEvent} kabinet-sign-in-request - With `account`: the person wants to sign in; cancelable.
 * @csspart card - The card.
 * @csspart heading - Its heading.
 * @csspart account - The account's number and address.
 * @csspart choice - A question with its answers.
 * @csspart field - A label, hint, error and input.
 * @csspart input - The input itself.
 * @csspart submit - The main button.
 * @csspart result - The answer.
 * @csspart amount - A sum in it.
 * @csspart bill - How the sum comes about.
 * @csspart notice - A state told in words.
 * @csspart contact - The contact centre's phone.
 * @cssproperty --kabinet-accent - Colour of links and main buttons.
 */
export class KabinetCostCalculator extends KabinetAccountElement {
  static override styles = [hostStyles, fieldStyles, choiceStyles, billStyles, detailsStyles, costCalculatorStyles];

  /** `use`: what is used in months; `heating`: what a heating season costs. */
  @property() mode: 'use' | 'heating' = 'use';

  /** The one service to calculate, such as `electricity`; without it, the person chooses among those that have prices. */
  @property() service = '';

  /** Without `account`: the town or village, by the supplier's id, where prices differ by it. */
  @property() locality = '';

  @state() private entry: CostEntry = NOTHING_SAID;
  /** What the person was told is wrong; it is not told before they have asked. */
  @state() private toldFaults: ReadonlySet<string> = new Set();
  /** The button was pressed before there was anything to answer with. */
  @state() private isAsked = false;
  /** The sum they asked for, as it is read out. */
  @state() private said = '';

  readonly #book = new Query(
    this,
    'listTariffs',
    () => (this.isAboutAccount ? null : this.locality ? { localityId: this.locality } : {}),
    isSensible,
  );
  readonly #own = new Query(
    this,
    'getAccountTariff',
    () => (this.isAboutAccount ? this.accountArgs : null),
    isSensible,
  );
  /** Only where the supplier has meters at all: which zones the customer's own tell apart. */
  readonly #meters = new Query(this, 'listMeters', () =>
    this.isAboutAccount && this.supplier.value?.capabilities.includes('meters') ? this.accountArgs : null,
  );
  /** The place that the page names, for what living there answers. */
  readonly #places = new Query(this, 'searchLocalities', () =>
    !this.isAboutAccount && this.locality ? { query: this.locality } : null,
  );
  #answer: typeof Answer | null = null;
  #movesFocus = false;

  protected override readonly capability = 'tariffs';

  constructor() {
    super(['costCalculator']);
  }

  /** With the attribute `account`, even an empty one, it is about the customer's own account. */
  protected override get isAboutAccount(): boolean {
    return this.account !== '' || this.hasAttribute('account');
  }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    super.attributeChangedCallback(name, old, value);
    // From no attribute to an empty one is no change of the property.
    if (name === 'account') this.requestUpdate();
  }

  protected override get reads() {
    return this.isAboutAccount ? [this.#own] : [this.#book, this.#places];
  }

  protected override async loadRest(): Promise<void> {
    const [answer] = await Promise.all([
      import('./answer.js'),
      super.loadRest(),
      this.localize.add(['costResult', 'bill']),
    ]);
    this.#answer = answer;
  }

  protected override get announcement(): string {
    return this.said || super.announcement;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (!this.#movesFocus) return;
    this.#movesFocus = false;
    const find = (selector: string) => this.renderRoot.querySelector<HTMLElement>(selector);
    (find('[data-focus]') ?? find('.wrong input'))?.focus();
  }

  get #today(): string {
    return dateInTimeZone(new Date(), this.supplier.value?.timeZone ?? 'UTC');
  }

  get #currency(): string {
    return this.supplier.value?.currency ?? '';
  }

  /** Null where the page names none. One that cannot be looked up answers nothing: the person is asked instead. */
  get #place(): Place | null {
    const { locality: id } = this;
    if (!id) return null;
    return this.#places.value?.items.find((each) => each.id === id) ?? { id, answers: {} };
  }

  get #isHeating(): boolean {
    return this.mode === 'heating';
  }

  /** What the person said; a question that comes up by it is told to those who do not see it. */
  #say(change: Partial<CostEntry>, { plan, questionsAfter }: Pick<Shown, 'plan' | 'questionsAfter'>): void {
    this.entry = { ...this.entry, ...change };
    const appeared = questionsAfter(this.entry).filter((each) => !plan.questions.includes(each));
    const { language } = this.localize.format;
    const { newQuestion } = this.localize.texts('costCalculator');
    this.said = appeared.map(({ text }) => newQuestion(inLanguage(text, language))).join(' ');
  }

  override render(): TemplateResult | typeof nothing {
    const texts = this.localize.isReady ? this.localize.texts('costCalculator') : null;
    const heading = (this.#isHeating ? texts?.headingHeating : texts?.heading) ?? '';
    return this.renderCard(heading, () => this.#renderContent());
  }

  #renderContent(): TemplateResult {
    const { error } = (this.isAboutAccount ? this.#own : this.#book).state;
    const book = this.isAboutAccount
      ? this.#own.value && ownBook(this.#own.value)
      : this.#book.value && publicBook(this.#book.value, this.#place);
    const { value, status } = this.#places.state;
    // Before a place has answered nothing is asked: it may know.
    if (!book || (status === 'loading' && !value)) {
      return error
        ? this.renderError(error, () => this.connection?.retryFailed())
        : renderSkeleton(this.localize.texts('common').loading);
    }
    const service = this.#serviceOf(book);
    if (!service) return this.#renderNoService(book);
    return this.#isHeating ? this.withRest(() => this.#renderHeating(book, service)) : this.#renderUse(book, service);
  }

  /** The service to calculate; null where it has no prices. */
  #serviceOf(book: CostBook): ServiceKind | null {
    const services = this.#servicesOf(book);
    const named = this.service || (this.#isHeating ? 'heat' : '');
    if (named) return services.find((each) => each === named) ?? null;
    return services.find((each) => each === this.entry.service) ?? services[0] ?? null;
  }

  #servicesOf(book: CostBook): ServiceKind[] {
    return servicesOf(book, this.supplier.value?.serviceKinds ?? []);
  }

  #renderNoService({ tariffs, lacksLocality }: CostBook): TemplateResult {
    const texts = this.localize.texts('costCalculator');
    const names: Readonly<Record<string, string>> = this.localize.texts('common').serviceKind;
    const service = this.service || 'heat';
    const name = names[service] ?? service;
    const text = () => {
      if (lacksLocality) return texts.byLocality;
      if (tariffs.length === 0) return texts.empty;
      if (this.isAboutAccount) return texts.notOfAccount(name);
      return this.#isHeating && service === 'heat' ? texts.noHeating : texts.noService(name);
    };
    return renderNotice({ tone: 'info', text: text() });
  }

  #renderUse(book: CostBook, service: ServiceKind): TemplateResult {
    const { entry } = this;
    const texts = this.localize.texts('costCalculator');
    const common = this.localize.texts('common');
    const ownWay = wayOfMeters(this.#meters.value?.items ?? [], service);
    const planFor = (entry: CostEntry) => planUse({ book, entry, service, today: this.#today, ownWay });
    const plan = planFor(entry);
    const { format } = this.localize;
    const words = describeUse(plan, { texts, common, format });
    const services = this.service ? [] : this.#servicesOf(book);
    return this.#renderForm({
      book,
      plan,
      words,
      questionsAfter: (entry) => planFor(entry).questions,
      services: services.map((value) => ({ value, label: common.serviceKind[value] })),
      service,
      period: {
        words: writeMonths(plan.months, format),
        from: plan.months[0] ?? '',
        years: yearsOf(plan, this.#today),
        count: entry.monthCount,
      },
      isKnown: this.isAboutAccount,
      renderResult: (answer, values) => {
        const months = answer.costOfMonths({ book, plan, values, currencyDigits: minorDigits(this.#currency) });
        return answer.renderResult(months, this.#resultWords(book, plan));
      },
    });
  }

  #renderHeating(book: CostBook, service: ServiceKind): TemplateResult {
    const answer = this.#answer;
    if (!answer) return renderSkeleton(this.localize.texts('common').loading);
    const planFor = (entry: CostEntry) => answer.planHeating({ book, entry, service, today: this.#today });
    const plan = planFor(this.entry);
    const words = answer.describeHeating(plan, {
      result: this.localize.texts('costResult'),
      bill: this.localize.texts('bill'),
      format: this.localize.format,
      currency: this.#currency,
    });
    return this.#renderForm({
      book,
      plan,
      words,
      questionsAfter: (entry) => planFor(entry).questions,
      services: [],
      service,
      period: null,
      isKnown: this.isAboutAccount,
      renderResult: (_answer, values) => {
        const cost = answer.costOfSeason({
          plan,
          service,
          values,
          benefits: book.benefits,
          currencyDigits: minorDigits(this.#currency),
        });
        return answer.renderHeatingResult(cost, plan, this.#resultWords(book, plan));
      },
    });
  }

  #resultWords(book: CostBook, { tariffs, answers }: Pick<CostPlan, 'tariffs' | 'answers'>): ResultWords {
    return {
      tariffs,
      answers,
      benefits: book.benefits,
      currency: this.#currency,
      reason: book.lacksLocality ? this.localize.texts('costCalculator').byLocality : null,
      texts: this.localize.texts('bill'),
      result: this.localize.texts('costResult'),
      common: this.localize.texts('common'),
      format: this.localize.format,
    };
  }

  /** The form, and below it what it comes to as soon as nothing is missing. */
  #renderForm(shown: Shown): TemplateResult {
    const { book, plan, words, questionsAfter, renderResult, ...form } = shown;
    const say = (change: Partial<CostEntry>) => this.#say(change, { plan, questionsAfter });
    // Before the answer is here, nothing is judged: a button pressed so early waits.
    const answer = this.#answer;
    const judged = answer?.judge(plan, this.entry);
    const isWhole = judged !== undefined && Object.keys(judged.faults).length === 0;
    const errorOf = (id: string, example: string) => {
      const fault = this.toldFaults.has(id) ? judged?.faults[id] : undefined;
      return fault === undefined ? null : this.#faultText(fault, example);
    };
    const { format } = this.localize;
    const choiceOf = ({ id, text, hint, options }: TariffQuestion): FormChoice => ({
      id: questionId(id),
      legend: inLanguage(text, format.language),
      hint: hint && inLanguage(hint, format.language),
      options: options.map((each) => ({ value: each.id, label: inLanguage(each.label, format.language) })),
      chosen: this.entry.given[id] ?? null,
      error: errorOf(questionId(id), ''),
      choose: (answer) => say({ given: { ...this.entry.given, [id]: answer } }),
    });
    const way: FormChoice = { ...words.way, id: 'way', chosen: plan.way, choose: (way) => say({ way }) };
    const choices = [
      ...book.questions.map((each) => (plan.questions.includes(each) ? choiceOf(each) : null)),
      plan.ways.length > 1 ? way : null,
    ];
    const fields = words.fields.map(({ id, label, hint, example }) => ({
      id,
      label,
      hint,
      error: errorOf(id, example),
      value: this.entry.typed[id] ?? this.#known(plan, id),
    }));
    const told = [...choices.filter((each) => each !== null), ...fields].flatMap((each) => {
      const name = 'legend' in each ? each.legend : each.label;
      const text = `${name}${name.endsWith('?') ? '' : ':'} ${each.error ?? ''}`;
      return each.error ? [{ fieldId: each.id, text }] : [];
    });
    const texts = this.localize.texts('costCalculator');
    return html`
      <div class="sides ${isWhole ? 'answered' : ''}">
        ${renderForm({
          ...form,
          period: form.period && { ...form.period, change: say },
          texts,
          format,
          facts: words.facts ?? nothing,
          choices,
          fields,
          summary: answer && told.length > 1 ? answer.renderErrorSummary(texts.summaryTitle, told) : nothing,
          chooseService: (service) => say({ service }),
          type: (id, text) => say({ typed: { ...this.entry.typed, [id]: text } }),
          submit: () => void this.#submit(plan),
        })}
        ${answer && isWhole ? this.#renderSum(() => renderResult(answer, judged.values)) : this.#renderWaiting()}
      </div>
    `;
  }

  /** The sum; or, of numbers that no sum can be made of, that it cannot be told. What was typed stays, to be mended. */
  #renderSum(render: () => TemplateResult): TemplateResult {
    try {
      return render();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return renderNotice({ tone: 'warn', text: this.localize.texts('costResult').cannotTell });
    }
  }

  /** The button was pressed and nothing can answer yet: bones, or that it does not come. */
  #renderWaiting(): TemplateResult | typeof nothing {
    if (!this.isAsked || this.#answer) return nothing;
    return this.withRest(() => renderSkeleton(this.localize.texts('common').loading));
  }

  /** What is known of a field, as a person would have typed it. */
  #known({ fields }: Shown['plan'], id: string): string {
    const known = fields.find((each) => each.id === id)?.known;
    return known ? this.localize.format.number(known) : '';
  }

  #faultText(fault: Fault, example: string): string {
    const texts = this.localize.texts('costCalculator');
    if (fault === 'no_answer') return texts.chooseAnswer;
    return fault === 'too_many_digits' ? texts.tooManyDigits(example) : texts.enterNumber(example);
  }

  /** The button was pressed: what is wrong is told, or else the sum is. */
  async #submit(plan: Shown['plan']): Promise<void> {
    this.isAsked = true;
    await this.rest.demand();
    this.isAsked = this.rest.hasFailed;
    if (!this.#answer) return;
    const faulty = Object.keys(this.#answer.judge(plan, this.entry).faults);
    this.toldFaults = new Set(faulty);
    this.#movesFocus = faulty.length > 0;
    if (faulty.length > 0) return this.requestUpdate();
    await this.updateComplete;
    const result = this.renderRoot.querySelector<HTMLElement>('.result, .sides > .notice');
    if (!result) return;
    const told = result.matches('.notice') ? [result] : [...result.querySelectorAll<HTMLElement>('.figure')];
    this.said = told.map((each) => each.innerText).join('. ');
    result.scrollIntoView({ block: 'nearest' });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kabinet-cost-calculator': KabinetCostCalculator;
  }
}
