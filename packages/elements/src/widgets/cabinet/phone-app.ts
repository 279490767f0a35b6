import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Chromium's offer to install the page; other browsers have none. */
interface InstallOffer extends Event {
  prompt(): Promise<unknown>;
}

type ScriptUrls = { createScriptURL(url: string): string };
interface TrustedTypes {
  createPolicy(name: string, rules: ScriptUrls): ScriptUrls;
}

/** By then what a page loads in its idle time is here. */
const ON_ITS_WAY_MS = 10_000;

/** Made once: a second policy of one name is refused. */
let policy: ScriptUrls | null = null;

/** An address of a worker, for pages that take none from scripts but by a policy (Trusted Types): `trusted-types lit-html kabinet`. */
function workerAddress(url: URL): string {
  const { trustedTypes } = globalThis as unknown as { trustedTypes?: TrustedTypes };
  if (!trustedTypes) return url.href;
  policy ??= trustedTypes.createPolicy('kabinet', { createScriptURL: (address) => address });
  return policy.createScriptURL(url.href);
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
    window.addEventListener('beforeinstallprompt', this.#handleOffer);
    window.addEventListener('appinstalled', this.#handleInstalled);
  }

  hostDisconnected(): void {
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
    try {
      const url = new URL(address, document.baseURI);
      // The browser would refuse it too, in words that do not name the attribute.
      if (url.origin !== location.origin) throw new Error(`worker-url must be on ${location.origin}`);
      await navigator.serviceWorker.register(workerAddress(url), { updateViaCache: 'none' });
      const { active, waiting, installing } = await navigator.serviceWorker.ready;
      // Of a new version the worker waits still: each keeps what is its own.
      const workers = [active, waiting, installing];
      const tell = () =>
        workers.forEach((worker) => worker?.postMessage({ type: 'kabinet-files', urls: loadedFiles() }));
      tell();
      // What was on its way at this moment was seen by neither.
      setTimeout(tell, ON_ITS_WAY_MS);
    } catch (error) {
      console.warn('Kabinet: the service worker could not be registered; the cabinet works without it.', error);
    }
  }
}

/** What this page has loaded before there was a worker to see it. It keeps only what is a file of the widgets. */
function loadedFiles(): string[] {
  return performance.getEntriesByType('resource').map(({ name }) => name);
}
