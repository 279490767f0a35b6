type ScriptUrls = { createScriptURL(url: string): string };
interface TrustedTypes {
  createPolicy(name: string, rules: ScriptUrls): ScriptUrls;
}

/** Made once: a second policy of one name is refused. */
let policy: ScriptUrls | null = null;

/**
 * What may be a worker of this page: our file alone, under its own name and of the page's own site. Whoever gets an attribute into a page
 * shall not choose another script for it.
 */
function checkedAddress(address: string): string {
  const { origin, pathname } = new URL(address, document.baseURI);
  if (origin !== location.origin) throw new TypeError(`worker-url must be on ${location.origin}`);
  if (!pathname.endsWith('/kabinet-sw.js')) throw new TypeError('worker-url must be the address of kabinet-sw.js');
  return address;
}

/** An address of a worker, for pages that take none from scripts but by a policy (Trusted Types): `trusted-types lit-html kabinet`. */
function workerAddress(url: URL): string {
  const { trustedTypes } = globalThis as unknown as { trustedTypes?: TrustedTypes };
  if (!trustedTypes) return checkedAddress(url.href);
  policy ??= trustedTypes.createPolicy('kabinet', { createScriptURL: checkedAddress });
  return policy.createScriptURL(url.href);
}

/** All that a browser has of one, whatever it has come to. */
const workersOf = ({ active, waiting, installing }: ServiceWorkerRegistration) =>
  [active, waiting, installing].filter((worker) => worker !== null);

/**
 * Puts the worker on the device, and tells it what the page loads until `signal`. Throws where the page must not have it: pages of the
 * site that have a worker of their own keep theirs.
 */
export async function putWorker(address: string, signal: AbortSignal): Promise<void> {
  const url = new URL(address, document.baseURI);
  const checked = workerAddress(url);
  // A worker is there for the pages of its folder and of those below.
  const scope = new URL('./', url).href;
  if (!location.href.startsWith(scope)) throw new Error(`worker-url is of a folder that this page is not in: ${scope}`);
  const { serviceWorker } = navigator;
  const before = await serviceWorker.getRegistration(scope);
  // A folder has one worker: to register ours would end the one that the site has for it.
  const isOther = ({ scriptURL }: ServiceWorker) => new URL(scriptURL).pathname !== url.pathname;
  const other = before?.scope === scope ? workersOf(before).find(isOther) : undefined;
  if (other) throw new Error(`${scope} has a worker already, which stays: ${other.scriptURL}`);
  const registration = await serviceWorker.register(checked, { updateViaCache: 'none' });
  if (!signal.aborted) tellWhatIsLoaded(registration, url, signal);
}

/**
 * What this page has loaded, and goes on loading, is seen by no worker before it is in charge; of a new version the worker waits until the
 * old one has gone. Each keeps what is its own.
 */
function tellWhatIsLoaded(registration: ServiceWorkerRegistration, url: URL, signal: AbortSignal): void {
  const folder = new URL(url.searchParams.get('files') ?? './', url).href;
  const loaded = new Set<string>();
  const tell = (urls: readonly string[]) => {
    if (urls.length === 0) return;
    for (const worker of workersOf(registration)) worker.postMessage({ type: 'kabinet-files', urls });
  };
  const observer = new PerformanceObserver((list) => {
    const names = list.getEntries().map(({ name }) => name);
    const added = names.filter((name) => name.startsWith(folder) && !loaded.has(name));
    for (const name of added) loaded.add(name);
    tell(added);
  });
  const follow = () => {
    const { installing } = registration;
    const handleState = () => {
      if (installing?.state === 'installed') tell([...loaded]);
      if (installing?.state !== 'redundant' || registration.active) return;
      console.warn('Kabinet: the service worker could not keep the page: see the policy of its file, and "shell".');
    };
    installing?.addEventListener('statechange', handleState, { signal });
    tell([...loaded]);
  };
  // Of what was loaded before, too.
  observer.observe({ type: 'resource', buffered: true });
  registration.addEventListener('updatefound', follow, { signal });
  signal.addEventListener('abort', () => observer.disconnect());
  follow();
}
