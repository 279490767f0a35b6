import { ApiError, type ServiceKind, type TariffQuestion } from '@kabinet/api';
import { dateInTimeZone, monthOf, type TariffAnswers } from '@kabinet/rules';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { KabinetAccountElement } from '../../core/account-element.js';
import { property, state } from '../../core/decorators.js';
import { hostStyles } from '../../core/host.styles.js';
import { inLanguage } from '../../core/in-language.js';
import { Later } from '../../core/later.js';
import { addStyles } from '../../core/later-styles.js';
import { Query } from '../../core/query.js';
import { renderChoice } from '../../parts/choice.js';
import { choiceStyles } from '../../parts/choice.styles.js';
import { detailsStyles } from '../../parts/details.styles.js';
import { LaterDetails } from '../../parts/later-details.js';
import { renderNotice } from '../../parts/notice.js';
import { renderSkeleton } from '../../parts/skeleton.js';
import { renderBenefits } from './render-benefits.js';
import type { tellMistakes as TellMistakes } from './page-mistakes.js';
import type { PlaceField } from './place-field.js';
import { renderAnswer } from './render-answer.js';
import { TariffShownEvent } from './tariff-lookup.events.js';
import {
  answersOf,
  type Inquiry,
  isAnsweredByPlace,
  isDay,
  reckon,
  settledTariffs,
  type SeriesAnswer,
  survey,
  type Survey,
  zonesOf,
} from './tariff-lookup.model.js';
import { tariffLookupStyles } from './tariff-lookup.styles.js';
import { TariffReads } from './tariff-reads.js';
import { type TariffWords, writeSentence } from './tariff-words.js';

/**
 * What a service costs, for whom and since when: as a sentence and a table, with earlier and announced prices and a small calculator.
 * Needs nobody signed in, unless it is asked for an account's own tariff.
 *
 * @slot - Shown until the element is defined and whenever it cannot work: a phone, a link.
 * @event {TariffShownEvent} kabinet-tariff-shown - A person has been shown what a service costs: `serviceKind`.
 * @event {SignInRequestEvent} kabinet-sign-in-request - With `account`: the person wants to sign in; cancelable.
 * @csspart card - The card.
 * @csspart heading - Its heading.
 * @csspart account - With `account`: the account's number and address.
 * @csspart choice - A question with its answers.
 * @csspart field - A labelled field.
 * @csspart input - Its input.
 * @csspart list - The list of places that were found.
 * @csspart tariff - What one thing costs.
 * @csspart price - A price.
 * @csspart bill - The lines of the calculator's sum.
 * @csspart notice - A state told in words.
 * @csspart contact - The contact centre's phone.
 * @cssproperty --kabinet-accent - Colour of links and main buttons.
 */
export class KabinetTariffLookup extends KabinetAccountElement {
  static override styles = [hostStyles, choiceStyles, detailsStyles, tariffLookupStyles];

  /** The only service to tell of, such as `gas`; else the person chooses among the supplier's. */
  @property() service = '';

  /** Where the customer lives: a place's id, or its name as people write it. They may choose another. */
  @property() locality = '';

  /** The day to tell of, such as `2027-01-01`; else today. */
  @property() day = '';

  /** Leaves the calculator away. */
  @property({ type: Boolean, attribute: 'without-calculator' }) withoutCalculator = false;

  @state() private chosenService: ServiceKind | null = null;
  /** What was answered, by question: kept while services are switched. */
  @state() private given: TariffAnswers = {};
  /** What was said last, for those who do not see it; in another language it is no longer true. */
  #said = { text: '', language: '' };

  readonly #reads = new TariffReads(this, {
    isOwn: () => this.isAboutAccount,
    accountArgs: () => this.accountArgs,
    locality: () => this.locality,
    hasQuestions: () => reckon(() => survey({ ...this.#inquiry, known: {} }).asked.length > 0) ?? false,
  });

  /** Which zones the customer's own meters tell apart; asked only where the supplier has meters at all. */
  readonly #meters = new Query(this, 'listMeters', () =>
    this.isAboutAccount && this.supplier.value?.capabilities.includes('meters') ? this.accountArgs : null,
  );

  #placeField: PlaceField | null = null;
  readonly #placing = new Later(this, async () => {
    const { PlaceField } = await import('./place-field.js');
    this.#placeField ??= new PlaceField(this, (place) => {
      this.#reads.chosenPlace = place;
      this.#hasActed = true;
      this.requestUpdate();
    });
  });

  readonly #history = new LaterDetails(this, async () => {
    const [{ renderHistory, historyStyles }] = await Promise.all([
      import('./tariff-history.js'),
      this.localize.add(['tariffMore']),
    ]);
    addStyles(this.renderRoot, historyStyles);
    return renderHistory;
  });
  readonly #calculator = new LaterDetails(this, async () => {
    const [{ TariffCalculator, calculatorStyles }] = await Promise.all([
      import('./tariff-calculator.js'),
      this.localize.add(['tariffMore', 'bill']),
    ]);
    addStyles(this.renderRoot, calculatorStyles);
    return new TariffCalculator(this);
  });
  /** The person has chosen something: what it changes is told them once. */
  #hasActed = false;
  #shown = '';

  /** Looks whether the page has set what cannot be; loaded when there is time. */
  #tellMistakes: typeof TellMistakes | null = null;

  protected override readonly capability = 'tariffs';

  constructor() {
    super(['tariffLookup']);
  }

  override attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    super.attributeChangedCallback(name, before, after);
    // Named without a value, `account` is the same text as before and yet another subject.
    if (name === 'account') this.requestUpdate();
  }

  protected override get isAboutAccount(): boolean {
    return this.hasAttribute('account') || Boolean(this.account);
  }

  protected override get reads() {
    return [this.#reads.main];
  }

  protected override get announcement(): string {
    const { text, language } = this.#said;
    const said = language === this.localize.language ? text : '';
    return this.#placeField?.announcement || said || super.announcement;
  }

  protected override async loadRest(): Promise<void> {
    const [{ tellMistakes }] = await Promise.all([import('./page-mistakes.js'), super.loadRest()]);
    this.#tellMistakes = tellMistakes;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const { supplier, localize } = this;
    if (!this.#tellMistakes || !supplier.value || !localize.isReady) return;
    this.#tellMistakes(this, {
      services: Object.keys(localize.texts('common').serviceKind),
      offered: supplier.value.serviceKinds,
      places: this.#reads.placesNamed,
    });
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    // Beside the reading of some places, which tells whether it is needed.
    if (this.#reads.mayAskPlace) void this.#placing.demand();
    this.#tell();
  }

  get #on(): string {
    return isDay(this.day) ? this.day : dateInTimeZone(new Date(), this.supplier.value?.timeZone ?? 'UTC');
  }

  /** Services with tariffs, in the supplier's order; the named one alone, unless the supplier has no such service. */
  get #services(): readonly ServiceKind[] {
    const priced = new Set(this.#reads.book?.tariffs.map(({ serviceKind }) => serviceKind));
    const kinds = this.supplier.value?.serviceKinds ?? [];
    const named = kinds.filter((kind) => kind === this.service);
    return (named.length > 0 ? named : kinds).filter((kind) => priced.has(kind));
  }

  get #serviceKind(): ServiceKind | null {
    const services = this.#services;
    return services.find((kind) => kind === this.chosenService) ?? services[0] ?? null;
  }

  get #inquiry(): Inquiry {
    const { tariffs = [], questions = [] } = this.#reads.book ?? {};
    const kind = this.#serviceKind;
    return {
      tariffs: tariffs.filter(({ serviceKind }) => serviceKind === kind),
      questions,
      known: this.#reads.known,
      given: this.given,
      on: this.#on,
    };
  }

  /** What is told at the moment; null while something is still to be read or asked. */
  get #answers(): readonly SeriesAnswer[] | null {
    const { book, awaitsPlace, isReadingPlaces, missingPrices } = this.#reads;
    if (!this.localize.isReady || !book || this.#awaitsMeters || awaitsPlace || isReadingPlaces || missingPrices)
      return null;
    return reckon(() => {
      const { isComplete, answers } = survey(this.#inquiry);
      return isComplete ? answersOf(this.#inquiry, answers) : null;
    });
  }

  /** The price is told once the meter's zones are known, or cannot be: it is not to change under the reader's eyes. */
  get #awaitsMeters(): boolean {
    const { status, value } = this.#meters.state;
    return status === 'loading' && value === undefined;
  }

  get #zones(): TariffWords['zones'] {
    return this.isAboutAccount ? zonesOf(this.#meters.value?.items ?? [], this.#serviceKind) : null;
  }

  #say(text: string): void {
    this.#said = { text, language: this.localize.language };
  }

  /** Says what an answer has changed, once; and tells the page. */
  #tell(): void {
    const answers = this.#answers;
    const kind = this.#serviceKind;
    const current = answers?.flatMap((each) => each.current ?? []) ?? [];
    const shown = current.length > 0 ? JSON.stringify([kind, this.#on, current.map(({ tariff }) => tariff.id)]) : '';
    if (this.#hasActed && answers) {
      this.#say(current.map((each) => writeSentence(each, this.#words)).join(' '));
      this.#hasActed = false;
    }
    if (shown === this.#shown) return;
    this.#shown = shown;
    if (shown && kind)
      void this.updateComplete.then(() => this.dispatchEvent(new TariffShownEvent({ serviceKind: kind })));
  }

  get #words(): TariffWords {
    return {
      texts: this.localize.texts('tariffLookup'),
      common: this.localize.texts('common'),
      format: this.localize.format,
      currency: this.supplier.value?.currency ?? '',
      zones: this.#zones,
    };
  }

  override render(): TemplateResult | typeof nothing {
    const texts = this.localize.isReady ? this.localize.texts('tariffLookup') : null;
    const heading = this.isAboutAccount ? texts?.headingOwn : texts?.heading;
    const { main } = this.#reads;
    const content = () =>
      reckon(() => this.#renderContent()) ?? this.renderError(new ApiError('bad-response'), () => main.reload());
    return this.renderCard(heading ?? '', content);
  }

  #renderContent(): TemplateResult {
    const { main, isFinding, isReadingPlaces, variesByPlace } = this.#reads;
    if (main.state.error && !main.value) return this.renderError(main.state.error, () => main.reload());
    if (!main.value || isFinding || this.#awaitsMeters) return this.#renderBones();
    const kind = this.#serviceKind;
    if (kind === null && !variesByPlace) return this.#renderEmpty();
    // Services stay where they are while what depends on them is read: the focus may be on one.
    const found = isReadingPlaces ? null : survey(this.#inquiry);
    return html`${this.#renderAsked(kind, found)} ${found ? this.#renderAnswer(found) : this.#renderBones()}`;
  }

  #renderBones(): TemplateResult {
    return renderSkeleton(this.localize.texts('common').loading);
  }

  #renderEmpty(): TemplateResult {
    return renderNotice({ tone: 'info', text: this.localize.texts('tariffLookup').empty });
  }

  #renderServices(kind: ServiceKind): TemplateResult {
    const names = this.localize.texts('common').serviceKind;
    return renderChoice({
      id: 'service',
      legend: this.localize.texts('tariffLookup').service,
      options: this.#services.map((value) => ({ value, label: names[value] })),
      chosen: kind,
      onChoose: (id) => {
        this.chosenService = id as ServiceKind;
        this.#hasActed = true;
      },
    });
  }

  #renderAsked(kind: ServiceKind | null, found: Survey | null): TemplateResult | typeof nothing {
    const texts = this.localize.texts('tariffLookup');
    const { language } = this.localize;
    const { variesByPlace, somePlaces: places, place } = this.#reads;
    const hasPlaces = variesByPlace || (found !== null && isAnsweredByPlace(this.#inquiry, places));
    const isSettledByPlace = ({ id }: TariffQuestion) => places.some(({ answers }) => id in answers);
    // What the place would answer stands beside it.
    const asked = [...(found?.asked ?? [])].sort((a, b) => Number(isSettledByPlace(b)) - Number(isSettledByPlace(a)));
    const hasChoice = hasPlaces && !variesByPlace && place === null && asked.some(isSettledByPlace);
    const hasServices = kind !== null && this.#services.length > 1;
    if (!hasServices && !hasPlaces && asked.length === 0) return nothing;
    return html`<div class="asked">
      ${hasServices ? this.#renderServices(kind) : nothing}
      ${hasPlaces ? (this.#placeField?.render(place) ?? this.#renderMissingField()) : nothing}
      ${hasChoice ? html`<p class="muted">${texts.placeOr}</p>` : nothing}
      ${asked.map(({ id, text, hint, options }) =>
        renderChoice({
          id: `question-${id}`,
          legend: inLanguage(text, language),
          hint: hint && inLanguage(hint, language),
          options: options.map((each) => ({ value: each.id, label: inLanguage(each.label, language) })),
          chosen: this.given[id] ?? null,
          onChoose: (answer) => {
            this.given = { ...this.given, [id]: answer };
            this.#hasActed = true;
          },
        }),
      )}
    </div>`;
  }

  #renderMissingField(): TemplateResult {
    return this.#placing.hasFailed ? this.renderRestMissing(() => void this.#placing.demand()) : this.#renderBones();
  }

  #renderAnswer({ isComplete, answers: known }: Survey): TemplateResult {
    const texts = this.localize.texts('tariffLookup');
    const { format } = this.localize;
    const { awaitsPlace, missingPrices, benefits } = this.#reads;
    if (awaitsPlace) return html`<p class="await">${texts.placeFirst}</p>`;
    if (missingPrices) {
      const { error } = missingPrices.state;
      return error ? this.renderError(error, () => missingPrices.reload()) : this.#renderBones();
    }
    if (this.#serviceKind === null) return this.#renderEmpty();
    const inquiry = this.#inquiry;
    if (!isComplete) {
      const settled = answersOf({ ...inquiry, tariffs: settledTariffs(inquiry) }, known);
      return html`
        <p class="await">${settled.length > 0 ? texts.answerRest : texts.answerFirst}</p>
        ${settled.map((each, index) => renderAnswer(each, index, this.#words))}
      `;
    }
    const answers = answersOf(inquiry, known);
    const shown = answers.filter(({ current, later }) => current !== null || later.length > 0);
    const isNone = answers.every(({ current }) => current === null);
    const kind = this.#serviceKind;
    const ofService = benefits.filter(({ serviceKind }) => serviceKind === kind);
    return html`
      ${this.#on === this.day && !isNone ? html`<p class="muted">${texts.asOf(format.dateWithYear(this.#on))}</p>` : nothing}
      ${
        isNone
          ? renderNotice({
              tone: 'info',
              text: answers.length > 0 ? texts.noneToday(format.dateWithYear(this.#on)) : texts.empty,
            })
          : nothing
      }
      ${shown.map((each, index) => renderAnswer(each, index, this.#words))}
      ${renderBenefits(ofService, inquiry, this.#words)}
      ${this.withoutCalculator || isNone ? nothing : this.#renderCalculator(answers, known)}
      ${answers.length > 0 ? this.#renderHistory(known) : nothing}
    `;
  }

  #renderCalculator(answers: readonly SeriesAnswer[], known: TariffAnswers): TemplateResult {
    const calculation = {
      serviceKind: this.#serviceKind ?? '',
      tariffs: this.#inquiry.tariffs,
      current: answers.flatMap(({ current }) => current?.tariff ?? []),
      answers: known,
      own: this.#reads.own,
      month: monthOf(this.#on),
      onResult: (said: string) => this.#say(said),
    };
    return this.#calculator.render({
      ...this.#whileLoading,
      title: this.localize.texts('tariffLookup').calculator,
      content: (calculator) =>
        calculator.render(calculation, {
          ...this.#words,
          more: this.localize.texts('tariffMore'),
          bill: this.localize.texts('bill'),
        }),
    });
  }

  #renderHistory(answers: TariffAnswers): TemplateResult {
    const more = () => this.localize.texts('tariffMore');
    const onAnswer = (question: string, answer: string) => {
      this.given = { ...this.given, [question]: answer };
      this.#say(more().earlierShown);
    };
    return this.#history.render({
      ...this.#whileLoading,
      title: this.localize.texts('tariffLookup').history,
      content: (renderHistory) =>
        renderHistory({ inquiry: this.#inquiry, answers, onAnswer }, { ...this.#words, more: more() }),
    });
  }

  get #whileLoading() {
    return {
      waiting: () => this.#renderBones(),
      missing: (retry: () => void) => this.renderRestMissing(retry),
    };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kabinet-tariff-lookup': KabinetTariffLookup;
  }
}
