import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Chromium's offer to install the page; other browsers have none. */
interface InstallOffer extends Event {
  prompt(): Promise<unknown>;
}

/**
 * The cabinet as an app of the phone. The worker is the supplier's own file (`packages/embed/pwa`), which keeps the widgets' code for
 * when there is no network. It is a thing that stays on the device: so it is put there once somebody has signed in, or has pressed to
 * install, and not for visitors (docs/decisions/0077-no-service-worker-before-sign-in.md).
 */
export class PhoneApp implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #address: () => string;
  #offer: InstallOffer | null = null;
  /** The address that was registered, or could not be: it is not tried again at each drawing. */
  #registered = '';
  /** Ends what goes on while the cabinet is in the page. */
  #life = new AbortController();
  readonly #handleOffer = (event: Event) => {
    // Without a worker to serve, the browser's own offer is the page's business.
    if (!this.#address()) return;
    event.preventDefault();
    this.#offer = event as InstallOffer;
    this.#host.requestUpdate();
  };
  readonly #handleInstalled = () => {
    this.#offer = null;
    this.#host.requestUpdate();
  };

  constructor(host: ReactiveControllerHost, address: () => string) {
    this.#host = host;
    this.#address = address;
    host.addController(this);
  }

  hostConnected(): void {
    this.#life = new AbortController();
    window.addEventListener('beforeinstallprompt', this.#handleOffer);
    window.addEventListener('appinstalled', this.#handleInstalled);
  }

  hostDisconnected(): void {
    this.#life.abort();
    // In its next place it begins anew.
    this.#registered = '';
    window.removeEventListener('beforeinstallprompt', this.#handleOffer);
    window.removeEventListener('appinstalled', this.#handleInstalled);
  }

  /** How it can be installed here: by a press, by hand in the browser's own menu, or not at all. */
  get way(): 'press' | 'hand' | null {
    if (!this.#address()) return null;
    if (this.#offer) return 'press';
    // Apple's phones tell in this way that they could, and whether it was done.
    const { standalone } = navigator as Navigator & { standalone?: boolean };
    return standalone === false ? 'hand' : null;
  }

  /** In the press itself: browsers ask the person then only. */
  readonly install = (): void => {
    const offer = this.#offer;
    this.#offer = null;
    this.#host.requestUpdate();
    // Whoever declines is not asked again; nothing is wrong.
    offer?.prompt().catch(() => undefined);
    void this.register();
  };

  /** Puts the worker on the device; whoever calls knows that a person is there who wants or uses the cabinet. */
  async register(): Promise<void> {
    const address = this.#address();
    if (!address || address === this.#registered || !('serviceWorker' in navigator)) return;
    this.#registered = address;
    const { signal } = this.#life;
    try {
      // Who only looks does without this code.
      const { putWorker } = await import('./phone-app-worker.js');
      await putWorker(address, signal);
    } catch (error) {
      console.warn('Kabinet: the service worker could not be registered; the cabinet works without it.', error);
    }
  }
}
