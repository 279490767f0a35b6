import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { whenIdle } from './later.js';

const TOKENS = ['accent', 'on-accent', 'surface', 'surface-raised'];

/** Has the colours that a page gave looked at, when there is time for it. Pages without any never load what looks. */
export class ThemeWatch implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  #scheme: MediaQueryList | null = null;
  readonly #look = () => whenIdle(() => void this.#check());

  constructor(host: ReactiveControllerHost & Element) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    // A page may have other tokens for a dark device.
    this.#scheme = matchMedia('(prefers-color-scheme: dark)');
    this.#scheme.addEventListener('change', this.#look);
    this.#look();
  }

  hostDisconnected(): void {
    this.#scheme?.removeEventListener('change', this.#look);
  }

  async #check(): Promise<void> {
    if (!this.#host.isConnected) return;
    const styles = getComputedStyle(this.#host);
    if (!TOKENS.some((token) => styles.getPropertyValue(`--kabinet-${token}`).trim())) return;
    try {
      const { checkTheme } = await import('./theme-check.js');
      if (this.#host.isConnected) checkTheme(this.#host);
    } catch {
      // The network is gone, or a release has removed it: it is a word to webmasters, no customer misses it.
    }
  }
}
