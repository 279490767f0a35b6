import type { ApiError, Supplier } from '@kabinet/api';
import { isAccountNumber } from '@kabinet/rules';
import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { Action } from '../../core/action.js';
import type { KabinetElement } from '../../core/base-element.js';
import { KabinetErrorEvent } from '../../core/error.events.js';
import { Later } from '../../core/later.js';
import type { StateText } from '../../locales/messages.js';
import { renderChoice } from '../../parts/choice.js';
import { renderDigitsField } from '../../parts/field.js';
import { renderSkeleton } from '../../parts/skeleton.js';
import { GuestReadingAcceptedEvent } from './guest-reading-form.events.js';
import {
  guestProof,
  guestService,
  guestServices,
  guestZones,
  type GuestFaults,
  type GuestField,
  type GuestTyped,
  NOTHING_TYPED,
  type Zone,
} from './guest-reading.model.js';
import type * as Steps from './guest-steps.js';

export { guestReadingStyles } from './guest-reading.styles.js';

export interface GuestReadingOptions {
  readonly supplier: () => Supplier | null;
  /** A failure in words. */
  readonly errorText: (error: ApiError) => StateText;
  /** That the code for what comes next does not come. */
  readonly renderMissing: (retry: () => void) => TemplateResult;
  /** Signing in after all, where there is a way back to it. */
  readonly cancel?: () => void;
}

/**
 * Hands in a reading of somebody who did not sign in: account number, a second fact from the bill or the meter, and what the meter
 * shows. It asks for no password and no PIN, and tells nothing about the account.
 */
export class GuestReading implements ReactiveController {
  readonly host: KabinetElement;
  readonly options: GuestReadingOptions;
  readonly later: Later;
  readonly action: Action<'submitGuestReading'>;
  typed: GuestTyped = NOTHING_TYPED;
  #steps: typeof Steps | null = null;
  #faults: GuestFaults = {};
  /** Pressed before there was anything to go on with. */
  #isPressed = false;
  #movesFocus = false;

  constructor(host: KabinetElement, options: GuestReadingOptions) {
    this.host = host;
    this.options = options;
    this.action = new Action(host, 'submitGuestReading', (state) => this.#handleSettled(state));
    this.later = new Later(host, async () => {
      const [steps] = await Promise.all([import('./guest-steps.js'), host.localize.add(['guestSteps'])]);
      this.#steps = steps;
    });
    host.addController(this);
  }

  hostUpdated(): void {
    if (this.host.localize.isReady) this.later.plan();
    if (!this.#movesFocus) return;
    const find = (selector: string) => this.host.renderRoot.querySelector<HTMLElement>(selector);
    const target = find('.guest [data-focus]') ?? find('.guest [aria-invalid]') ?? find('.guest .wrong input');
    if (!target) return;
    this.#movesFocus = false;
    target.focus();
  }

  get faults(): GuestFaults {
    return this.#faults;
  }

  /** For the live region: results are told by the notice that takes the focus. */
  get announcement(): string {
    const { state } = this.action;
    if (state.status !== 'sending') return '';
    const texts = this.host.localize.texts('guestReading');
    return state.checking && this.#steps ? this.host.localize.texts('guestSteps').checking : texts.sending;
  }

  /** The person goes on with another meter: the number and the fact they typed stay. */
  beginAnew(): void {
    this.action.reset();
    this.typed = { ...this.typed, values: {} };
    this.host.requestUpdate();
    void this.host.updateComplete.then(() => this.host.renderRoot.querySelector<HTMLElement>('.guest input')?.focus());
  }

  retry(): void {
    void this.action.retry();
  }

  #type(change: Partial<GuestTyped>, field: GuestField): void {
    this.typed = { ...this.typed, ...change };
    const { [field]: _told, ...others } = this.#faults;
    this.#faults = others;
    // Another intent: it goes out under another key.
    if (this.action.state.status !== 'idle') this.action.reset();
    this.host.requestUpdate();
  }

  /** The account number is checked as soon as the person leaves its field: a wrong digit is easiest to find then. */
  readonly #handleChange = (event: Event) => {
    const supplier = this.options.supplier();
    if (!supplier || (event.target as Element).id !== 'guest-account') return;
    const { accountNumber } = this.typed;
    if (accountNumber.trim() === '' || isAccountNumber(accountNumber, supplier.accountNumber)) return;
    void this.later.demand().then(() => {
      if (!this.#steps || this.typed.accountNumber !== accountNumber) return;
      const texts = this.host.localize.texts('guestSteps');
      this.#faults = { ...this.#faults, account: texts.accountNumberWrong(supplier.accountNumber.example) };
      this.host.requestUpdate();
    });
  };

  readonly #handleSubmit = (event: Event) => {
    event.preventDefault();
    void this.#submit();
  };

  async #submit(): Promise<void> {
    if (this.action.isSending || this.#isPressed) return;
    this.#isPressed = true;
    this.host.requestUpdate();
    await this.later.demand();
    this.#isPressed = false;
    this.host.requestUpdate();
    const supplier = this.options.supplier();
    this.#movesFocus = true;
    if (!this.#steps || !supplier) return;
    const judged = this.#steps.judge(this.typed, supplier, this.host.localize.texts('guestSteps'));
    this.#faults = 'faults' in judged ? judged.faults : {};
    if ('faults' in judged) return;
    this.#movesFocus = false;
    await this.action.run({ body: judged.body });
  }

  #handleSettled(state: Action<'submitGuestReading'>['state']): void {
    this.#movesFocus = true;
    if (state.status === 'done') this.host.dispatchEvent(new GuestReadingAcceptedEvent());
    if (!('error' in state)) return;
    this.host.dispatchEvent(new KabinetErrorEvent(state.error));
    const supplier = this.options.supplier();
    if (!this.#steps || !supplier) return;
    this.#faults = this.#steps.faultsOf(state.error, guestZones(this.typed, supplier), {
      supplier,
      texts: this.host.localize.texts('guestSteps'),
    });
    this.host.requestUpdate();
  }

  render(): TemplateResult {
    const supplier = this.options.supplier();
    const { localize } = this.host;
    if (!supplier) return renderSkeleton(localize.texts('common').loading);
    const { state } = this.action;
    if (state.status === 'done' && this.#steps) {
      return html`<div class="guest">${this.#steps.renderReceipt(this, state.value, supplier)}</div>`;
    }
    const texts = localize.texts('guestReading');
    const isBusy = this.#isPressed || this.action.isSending;
    const { cancel } = this.options;
    return html`
      <div class="guest">
        <p class="muted">${texts.intro}</p>
        ${this.#steps?.renderOutcome(this, supplier) ?? nothing}
        ${
          this.later.hasFailed && !this.#steps
            ? html`<div tabindex="-1" data-focus>${this.options.renderMissing(() => void this.later.demand())}</div>`
            : nothing
        }
        <form class="guest" novalidate @submit=${this.#handleSubmit} @change=${this.#handleChange}>
          ${this.#renderFields(supplier, isBusy)}
          <div class="row actions">
            <button class="primary" part="submit" type="submit" aria-disabled=${isBusy ? 'true' : nothing}>
              ${isBusy ? texts.sending : texts.submit}
            </button>
            ${cancel ? html`<button type="button" @click=${cancel}>${localize.texts('common').signIn}</button>` : nothing}
          </div>
        </form>
      </div>
    `;
  }

  #renderFields(supplier: Supplier, isBusy: boolean): TemplateResult {
    const { localize } = this.host;
    const texts = localize.texts('guestReading');
    const common = localize.texts('common');
    const { typed } = this;
    const { example, pattern } = supplier.accountNumber;
    const kind = guestProof(supplier);
    const proof = texts.proof[kind];
    const services = guestServices(supplier);
    const zones = guestZones(typed, supplier);
    const isElectricity = guestService(typed, supplier) === 'electricity';
    return html`
      ${renderDigitsField({
        id: 'guest-account',
        label: texts.accountNumber,
        hint: texts.accountNumberHint(example),
        inputMode: /[A-Z]/i.test(pattern.replace(/\\[dDwWsS]/g, '')) ? 'text' : 'numeric',
        error: this.#faults.account ?? null,
        value: typed.accountNumber,
        isBusy,
        picture: this.#renderWhere('account'),
        enterKeyHint: 'done',
        onInput: (accountNumber) => this.#type({ accountNumber }, 'account'),
      })}
      ${renderDigitsField({
        id: 'guest-proof',
        label: proof.label,
        hint: proof.hint(localize.format.price('358.20', supplier.currency)),
        inputMode: kind === 'last_payment' ? 'decimal' : 'text',
        error: this.#faults.proof ?? null,
        value: typed.proof,
        isBusy,
        picture: this.#renderWhere(kind),
        enterKeyHint: 'done',
        onInput: (value) => this.#type({ proof: value }, 'proof'),
      })}
      ${
        services.length > 1
          ? renderChoice({
              id: 'guest-service',
              legend: texts.service,
              options: services.map((value) => ({ value, label: common.serviceKind[value] })),
              chosen: typed.serviceKind,
              error: this.#faults.service ?? null,
              onChoose: (value) =>
                this.#type({ serviceKind: services.find((each) => each === value) ?? null }, 'service'),
            })
          : nothing
      }
      ${
        isElectricity
          ? renderChoice({
              id: 'guest-zones',
              legend: texts.zones,
              hint: texts.zonesHint,
              options: (['one', 'two', 'three'] as const).map((value) => ({ value, label: texts.zoneChoice[value] })),
              chosen: typed.zones,
              onChoose: (value) => this.#type({ zones: value === 'two' || value === 'three' ? value : 'one' }, 'total'),
            })
          : nothing
      }
      ${zones.map((zone) =>
        renderDigitsField({
          id: `guest-${zone}`,
          label: zones.length > 1 ? `${texts.reading}: ${common.zone[zone]}` : texts.reading,
          hint: texts.readingHint,
          inputMode: 'decimal',
          error: this.#faults[zone] ?? null,
          value: typed.values[zone] ?? '',
          isBusy,
          onInput: (value) => this.#typeValue(zone, value),
        }),
      )}
    `;
  }

  #typeValue(zone: Zone, value: string): void {
    this.#type({ values: { ...this.typed.values, [zone]: value } }, zone);
  }

  #renderWhere(what: 'account' | 'meter_number' | 'last_payment'): TemplateResult {
    const texts = this.host.localize.texts('guestReading');
    const handleToggle = () => void this.later.demand();
    return html`
      <details @toggle=${handleToggle}>
        <summary>${texts.whereIsIt}</summary>
        ${this.#steps ? this.#steps.renderWhere(what, this.host.localize.texts('guestSteps')) : nothing}
      </details>
    `;
  }
}
