/** What a browser that reads the code out of the text message hands over (WebOTP). TypeScript's DOM does not know it yet. */
interface OtpCredential extends Credential {
  readonly code: string;
}

/**
 * Around the one input of a code from a message: takes the code out of the message where the browser can, and with `data-alone` sends the
 * form once, as soon as all digits are there. After a wrong code nothing is sent by itself: the person is looking for the slip.
 */
export class KabinetCodeField extends HTMLElement {
  #waiting: AbortController | null = null;
  #isSent = false;

  connectedCallback(): void {
    this.#begin();
  }

  /** The page is whole by then: our script is a module. */
  #begin(): void {
    const input = this.querySelector('input');
    if (input === null) return;
    this.#isSent = !('alone' in this.dataset) || input.getAttribute('aria-invalid') === 'true';
    this.addEventListener('input', this.#handleInput);
    void this.#waitForMessage(input);
  }

  disconnectedCallback(): void {
    this.removeEventListener('input', this.#handleInput);
    this.#waiting?.abort();
  }

  readonly #handleInput = (event: Event): void => {
    if (event.target instanceof HTMLInputElement) this.#sendWhenFull(event.target);
  };

  #sendWhenFull(input: HTMLInputElement): void {
    const digits = input.value.replace(/\D/g, '');
    if (this.#isSent || digits.length !== Number(this.dataset['length'] ?? 6)) return;
    this.#isSent = true;
    input.form?.requestSubmit();
  }

  async #waitForMessage(input: HTMLInputElement): Promise<void> {
    if (!('OTPCredential' in window)) return;
    this.#waiting = new AbortController();
    input.form?.addEventListener('submit', () => this.#waiting?.abort(), { once: true });
    try {
      const options = { otp: { transport: ['sms'] }, signal: this.#waiting.signal } as CredentialRequestOptions;
      const credential = (await navigator.credentials.get(options)) as OtpCredential | null;
      if (!credential?.code) return;
      input.value = credential.code;
      this.#sendWhenFull(input);
    } catch {
      // Declined, or sent by hand meanwhile: the code is typed.
    }
  }
}
