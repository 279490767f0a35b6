/**
 * What a webmaster's one script tag loads: it reads the settings from the tag's `data-*` attributes, and loads the code of those
 * Kabinet tags that are on the page, now or later.
 */
import { type PageConfiguration, page } from '@kabinet/elements/provider/page.js';
import { observeTags, prefetchForTags } from './observe-tags.js';
import { readSettings } from './settings.js';

export { defineAdapter } from './adapter.js';

export const version = __KABINET_VERSION__;

/** Settings in code instead of attributes, such as `getToken`. What is not given stays as it was set before. */
export function configure(configuration: PageConfiguration): void {
  page().configure(configuration);
  prefetchForTags(page().connection);
  begin();
}

/** Call it when somebody signed in without the page being loaded anew: everything is read again. */
export function sessionChanged(): void {
  page().connection?.sessionChanged();
}

/**
 * Signs the person in on the service's pages (`data-session="cookie"` or `"pkce"`). Call it in the click itself: browsers open a window
 * then only. Resolves to whether somebody is signed in.
 */
export async function signIn(): Promise<boolean> {
  return (await page().connection?.signIn()) ?? false;
}

/** Ends the session, here or on every device. Rejects when the service could not be told. */
export async function signOut(options?: { everywhere?: boolean }): Promise<void> {
  const session = await page().connection?.pageSession();
  await session?.signOut(options);
}

/** Call it when somebody signed out without the page being loaded anew: nothing of them stays, on the screen or on the device. */
export async function signedOut(): Promise<void> {
  await page().connection?.signedOut();
}

const KEY = Symbol.for('kabinet.loader');
const holder = globalThis as typeof globalThis & { [KEY]?: string };

function warnOfSecondCopy(): void {
  console.warn(
    `Kabinet: the script is on this page already (${holder[KEY] ?? ''}); this copy (${version}) does nothing.`,
  );
}

/** Looks for tags, once on a page whatever copies of the script it has. Answers whether it was this call that began. */
function begin(): boolean {
  if (holder[KEY] !== undefined) return false;
  holder[KEY] = import.meta.url;
  observeTags(page);
  return true;
}

/** What a script tag does; a second one says so and leaves the page to the first. */
export function start(dataset: DOMStringMap): void {
  if (holder[KEY] !== undefined) return warnOfSecondCopy();
  const settings = readSettings(dataset);
  if (settings) configure(settings);
  begin();
}

// A module cannot ask for its own tag: it is the one with this address, whatever the file is called. The classic loader adds one, too.
const [ownScript, ...copies] = [...document.querySelectorAll<HTMLScriptElement>('script[type="module"][src]')].filter(
  (script) => script.src === import.meta.url,
);
if (ownScript) start(ownScript.dataset);
if (copies.length > 0) warnOfSecondCopy(); // the browser runs a module once, however many tags it has
