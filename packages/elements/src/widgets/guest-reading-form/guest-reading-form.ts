import { nothing, type TemplateResult } from 'lit';
import { KabinetAccountElement } from '../../core/account-element.js';
import { hostStyles } from '../../core/host.styles.js';
import { GuestReading, guestReadingStyles } from './guest-reading.js';

/**
 * Hands in a reading without signing in, by the account number and a second fact. It asks for no password and no PIN, and tells
 * nothing about the account.
 *
 * @slot - Shown until the element is defined and whenever it cannot work: a phone, a link.
 * @event {GuestReadingAcceptedEvent} kabinet-guest-reading-accepted - The service has the reading.
 * @event {KabinetErrorEvent} kabinet-error - It could not be sent, or there is no answer yet; the form shows it too.
 * @csspart card - The card.
 * @csspart heading - Its heading.
 * @csspart field - One field's label, hint, error and input.
 * @csspart input - The input itself.
 * @csspart choice - A question with its answers.
 * @csspart submit - The main button.
 * @csspart receipt - What the service has received.
 * @csspart notice - A state told in words.
 * @csspart contact - The contact centre's phone.
 * @cssproperty --kabinet-accent - Colour of links and main buttons.
 */
export class KabinetGuestReadingForm extends KabinetAccountElement {
  static override styles = [hostStyles, guestReadingStyles];

  readonly #guest = new GuestReading(this, {
    supplier: () => this.supplier.value ?? null,
    errorText: (error) => this.errorText(error),
    renderMissing: (retry) => this.renderRestMissing(retry),
  });

  protected override readonly capability = 'guest-readings';

  constructor() {
    super(['guestReading']);
  }

  /** Puts the focus into the first field. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('form input, button')?.focus(options);
  }

  protected override get isAboutAccount(): boolean {
    return false;
  }

  protected override get reads() {
    return [];
  }

  protected override get announcement(): string {
    return this.#guest.announcement || super.announcement;
  }

  override render(): TemplateResult | typeof nothing {
    if (this.supplier.value?.guestReadings === null) return nothing;
    const heading = this.localize.isReady ? this.localize.texts('guestReading').heading : '';
    return this.renderCard(heading, () => this.#guest.render());
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kabinet-guest-reading-form': KabinetGuestReadingForm;
  }
}
