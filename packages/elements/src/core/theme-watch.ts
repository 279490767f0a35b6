import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { whenIdle } from './later.js';

const TOKENS = ['accent', 'on-accent', 'surface', 'surface-raised', 'text', 'text-muted', 'field-border'];

/** Has the colours that a page gave looked at, when there is time for it. Pages without any never load what looks. */
export class ThemeWatch implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  #scheme: MediaQueryList | null = null;
  #isPlanned = false;
  #seen = '';
  readonly #look = () => {
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    whenIdle(() => void this.#check());
  };
  readonly #page = new MutationObserver(this.#look);

  constructor(host: ReactiveControllerHost & Element) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    // A page may have other tokens for a dark device, and for a switch of its own: those hang on an attribute of its outermost tags.
    this.#scheme = matchMedia('(prefers-color-scheme: dark)');
    this.#scheme.addEventListener('change', this.#look);
    for (const element of [document.documentElement, document.body]) this.#page.observe(element, { attributes: true });
    this.#look();
  }

  hostDisconnected(): void {
    this.#scheme?.removeEventListener('change', this.#look);
    this.#page.disconnect();
  }

  async #check(): Promise<void> {
    this.#isPlanned = false;
    if (!this.#host.isConnected) return;
    const styles = getComputedStyle(this.#host);
    const given = TOKENS.map((token) => styles.getPropertyValue(`--kabinet-${token}`).trim());
    const seen = [...given, styles.colorScheme, this.#scheme?.matches].join('|');
    // Pages set such attributes for much else too, as when somebody scrolls.
    if (seen === this.#seen) return;
    const wasGiven = this.#seen !== '';
    if (!wasGiven && !given.some(Boolean)) return;
    try {
      const { checkTheme } = await import('./theme-check.js');
      if (!this.#host.isConnected) return;
      this.#seen = seen;
      checkTheme(this.#host);
    } catch {
      // The network is gone, or a release has removed it: it is a word to webmasters, no customer misses it.
    }
  }
}
