import type { Capability } from '@kabinet/api';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { KabinetAccountElement } from '../../core/account-element.js';
import { state } from '../../core/decorators.js';
import { hostStyles } from '../../core/host.styles.js';
import type { StateText } from '../../locales/messages.js';
import { renderPhone } from '../../parts/phone-link.js';
import type { renderDrawing } from './drawings.js';
import { type StepName, stepsOf } from './tour.model.js';
import { tourStyles } from './tour.styles.js';

/**
 * A tour of the cabinet: a step with a drawing for each thing that this supplier offers, from signing up to whom to call. It begins when
 * somebody presses its button, goes on when they press, and remembers nothing.
 *
 * @slot - Shown until the element is defined and whenever it cannot work: a phone, a link to instructions.
 * @csspart card - The card.
 * @csspart heading - Its heading.
 * @csspart start - The button that begins the tour.
 * @csspart dialog - The window with its steps.
 * @csspart notice - A state told in words.
 * @csspart contact - The contact centre's phone.
 * @cssproperty --kabinet-accent - Colour of links and main buttons.
 */
export class KabinetTour extends KabinetAccountElement {
  static override styles = [hostStyles, tourStyles];

  @state() private isOpen = false;
  @state() private step = 0;

  #drawing: typeof renderDrawing | null = null;
  #beginsNow = false;

  constructor() {
    super(['tour']);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // Taken out of the page the window is closed, and no event says so.
    this.isOpen = false;
  }

  /** Begins the tour at its first step. */
  open(): void {
    if (this.isOpen || !this.supplier.value) return;
    this.step = 0;
    this.isOpen = true;
    this.#beginsNow = true;
  }

  /** Puts the focus on the button that begins it. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('[part=start]')?.focus(options);
  }

  /** There is something to show of every supplier. */
  protected override get capability(): Capability {
    return (this.supplier.value?.capabilities[0] ?? 'accounts') as Capability;
  }

  /** It speaks of nobody's account, and needs nobody signed in. */
  protected override get isAboutAccount(): boolean {
    return false;
  }

  protected override get reads() {
    return [];
  }

  protected override async loadRest(): Promise<void> {
    const [{ renderDrawing }] = await Promise.all([import('./drawings.js'), super.loadRest()]);
    this.#drawing = renderDrawing;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (!this.#beginsNow) return;
    this.#beginsNow = false;
    void this.rest.demand();
    const dialog = this.renderRoot.querySelector('dialog');
    dialog?.showModal();
    // What the window says first, rather than its first button.
    dialog?.querySelector<HTMLElement>('#step')?.focus();
  }

  get #steps(): readonly StepName[] {
    const profile = this.supplier.value;
    return profile ? stepsOf(profile, { signsUp: this.pages !== null }) : [];
  }

  #textOf(step: StepName): StateText {
    const texts = this.localize.texts('tour');
    if (step !== 'link') return texts.steps[step];
    return texts.link((this.supplier.value?.linkProofs ?? []).map((proof) => texts.proof[proof]));
  }

  #close(): void {
    this.renderRoot.querySelector('dialog')?.close();
  }

  /** One step on or back; on from the last one is the end. */
  #go(by: 1 | -1): void {
    const to = this.step + by;
    if (to >= this.#steps.length) this.#close();
    else this.step = Math.max(0, to);
  }

  #handleKeydown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.key === 'ArrowRight' && this.step < this.#steps.length - 1) this.#go(1);
    else if (event.key === 'ArrowLeft') this.#go(-1);
    else return;
    event.preventDefault();
  }

  override render(): TemplateResult | typeof nothing {
    const heading = this.localize.isReady ? this.localize.texts('tour').heading : '';
    return this.renderCard(heading, () => this.#renderContent());
  }

  #renderContent(): TemplateResult {
    const texts = this.localize.texts('tour');
    return html`
      <p>${texts.intro}</p>
      <div class="row actions">
        <button type="button" part="start" aria-haspopup="dialog" @click=${() => this.open()}>${texts.start}</button>
      </div>
      <dialog
        part="dialog"
        aria-labelledby="step"
        @close=${() => (this.isOpen = false)}
        @keydown=${this.#handleKeydown}
      >
        ${this.isOpen ? this.#renderStep() : nothing}
      </dialog>
    `;
  }

  #renderStep(): TemplateResult | typeof nothing {
    const texts = this.localize.texts('tour');
    const steps = this.#steps;
    const index = Math.min(this.step, steps.length - 1);
    const name = steps[index];
    if (!name) return nothing;
    const { title, text } = this.#textOf(name);
    const isLast = index === steps.length - 1;
    const phone = this.supplier.value?.phone;
    return html`
      <div class="step">
        <div class="row">
          <p class="muted" aria-live="polite">${texts.step(index + 1, steps.length)}</p>
          <button type="button" class="plain close" @click=${() => this.#close()}>${texts.close}</button>
        </div>
        <div class="picture">${this.#drawing?.(name) ?? nothing}</div>
        <div class="words stack" aria-live="polite">
          <h3 id="step" tabindex="-1">${title}</h3>
          <p>${text}</p>
          ${isLast && phone ? html`<p>${this.localize.texts('common').phone}: ${renderPhone(phone)}</p>` : nothing}
        </div>
        <div class="row">
          <button type="button" class="primary" data-focus @click=${() => this.#go(1)}>
            ${isLast ? texts.finish : texts.next}
          </button>
          ${index > 0 ? html`<button type="button" @click=${() => this.#go(-1)}>${texts.back}</button>` : nothing}
        </div>
      </div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kabinet-tour': KabinetTour;
  }
}
