import {
  browserSupportsWebAuthn,
  browserSupportsWebAuthnAutofill,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
  WebAuthnError,
} from '@simplewebauthn/browser';

/** A little before what the server gave out ends: browsers keep a passkey in their suggestions for as long as the page is open. */
const RENEW_MS = 4 * 60_000;

/** The field by which the server knows the browser's answer. */
const FIELD = 'passkey';

/** What the server answers: what the browser is asked for, or a sentence to show. */
type Asked =
  | { readonly options: PublicKeyCredentialCreationOptionsJSON | PublicKeyCredentialRequestOptionsJSON }
  | { readonly error: string };

/** Shown as it is: words of ours, in the page's language. */
class SaidError extends Error {}

/**
 * Shows what is in it only where the browser can use passkeys. With `data-options` there is a form in it: before that is sent, the server is
 * asked there (`{options}` or `{error}`) what is to be signed, the browser's own dialogue makes a passkey (`data-ceremony="create"`) or uses
 * one (`get`), and its answer goes along in the field `passkey`. With `data-autofill="yes"` passkeys are also among what the browser offers
 * for the page's field `autocomplete="username webauthn"`.
 *
 * The words are attributes: `data-failed`, `data-exists` (the device has one already), `data-unreachable`.
 */
export class KabinetPasskey extends HTMLElement {
  /** Asks the page's own server; elements talk to nobody themselves, so who registers this one says how. */
  static ask: (address: string, fields: URLSearchParams) => Promise<unknown> = () =>
    Promise.reject(new Error('nobody to ask'));

  #status: HTMLElement | null = null;
  #isAsking = false;
  #renewal: ReturnType<typeof setTimeout> | null = null;

  connectedCallback(): void {
    if (!browserSupportsWebAuthn()) return;
    this.hidden = false;
    if (this.dataset['options'] === undefined) return;
    // Before the form's own element, which would take the form for sent.
    this.addEventListener('submit', this.#handleSubmit, true);
    window.addEventListener('pageshow', this.#forget);
    if (this.dataset['autofill'] !== 'yes') return;
    document.addEventListener('visibilitychange', this.#handleVisibility);
    void this.#offer();
  }

  disconnectedCallback(): void {
    this.removeEventListener('submit', this.#handleSubmit, true);
    window.removeEventListener('pageshow', this.#forget);
    document.removeEventListener('visibilitychange', this.#handleVisibility);
    this.#stopRenewal();
  }

  get #form(): HTMLFormElement | null {
    return this.querySelector('form');
  }

  readonly #handleSubmit = (event: SubmitEvent): void => {
    if (this.#form === null || this.#form.elements.namedItem(FIELD) !== null) return;
    event.preventDefault();
    if (!this.#isAsking) void this.#ask(this.#form);
  };

  /** Back on the page by the back button: an answer counts once. */
  readonly #forget = (): void => {
    this.querySelector(`input[name=${FIELD}]`)?.remove();
  };

  /** Another tab may have been given a newer challenge, which ends this one's. */
  readonly #handleVisibility = (): void => {
    if (document.visibilityState === 'visible' && !this.#isAsking) void this.#offer();
  };

  async #ask(form: HTMLFormElement): Promise<void> {
    this.#isAsking = true;
    this.#stopRenewal();
    this.#say('');
    try {
      const optionsJSON = await this.#fetchOptions(form);
      const answer =
        this.dataset['ceremony'] === 'create'
          ? await startRegistration({ optionsJSON: optionsJSON as PublicKeyCredentialCreationOptionsJSON })
          : await startAuthentication({ optionsJSON });
      this.#send(form, answer);
    } catch (error) {
      this.#say(this.#inWords(error));
      if (this.dataset['autofill'] === 'yes') void this.#offer();
    } finally {
      this.#isAsking = false;
    }
  }

  /** Puts passkeys among the browser's suggestions and waits until one is chosen, which may be never. */
  async #offer(): Promise<void> {
    this.#stopRenewal();
    if (!(await browserSupportsWebAuthnAutofill()) || this.#form === null) return;
    this.#renewal = setTimeout(() => void this.#offer(), RENEW_MS);
    try {
      const optionsJSON = (await this.#fetchOptions(null)) as PublicKeyCredentialRequestOptionsJSON;
      // Pressed meanwhile: what is asked for by the button goes first.
      if (this.#isAsking) return;
      this.#send(this.#form, await startAuthentication({ optionsJSON, useBrowserAutofill: true }));
    } catch {
      // Nobody asked for anything: the button says what does not work.
    }
  }

  #stopRenewal(): void {
    if (this.#renewal !== null) clearTimeout(this.#renewal);
    this.#renewal = null;
  }

  async #fetchOptions(form: HTMLFormElement | null) {
    const body = new URLSearchParams();
    for (const [name, value] of form === null ? [] : new FormData(form)) {
      if (typeof value === 'string') body.append(name, value);
    }
    let asked: Asked;
    try {
      asked = (await KabinetPasskey.ask(this.dataset['options'] ?? '', body)) as Asked;
    } catch {
      throw new SaidError(this.dataset['unreachable']);
    }
    if ('error' in asked) throw new SaidError(asked.error);
    return asked.options;
  }

  #send(form: HTMLFormElement, answer: unknown): void {
    const input = document.createElement('input');
    input.type = 'hidden';
    input.name = FIELD;
    input.value = JSON.stringify(answer);
    form.append(input);
    form.requestSubmit();
  }

  #inWords(error: unknown): string {
    if (error instanceof SaidError) return error.message;
    const isKnown = error instanceof WebAuthnError && error.code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED';
    return (isKnown ? this.dataset['exists'] : this.dataset['failed']) ?? '';
  }

  /** In a live region that was there before, or it would not be read out. */
  #say(text: string): void {
    if (this.#status === null) {
      this.#status = document.createElement('p');
      this.#status.setAttribute('role', 'status');
      this.append(this.#status);
    }
    this.#status.className = text === '' ? 'visually-hidden' : 'notice warn';
    this.#status.textContent = text;
  }
}
