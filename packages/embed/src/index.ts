/**
 * What a webmaster's one script tag loads: it reads the settings from the tag's `data-*` attributes, and loads the code of those
 * Kabinet tags that are on the page, now or later.
 */
import { type PageConfiguration, page } from '@kabinet/elements/provider/page.js';
import { observeTags } from './observe-tags.js';
import { readSettings } from './settings.js';

export const version = __KABINET_VERSION__;

/** Settings in code instead of attributes, such as `getToken`. Call it once, before or after the tags are there. */
export function configure(configuration: PageConfiguration): void {
  page().configure(configuration);
  page().connection?.prefetch();
}

const KEY = Symbol.for('kabinet.loader');
const holder = globalThis as typeof globalThis & { [KEY]?: string };

/** Begins; a second copy of the script says so and leaves the page to the first. */
export function start(dataset: DOMStringMap | null): void {
  if (holder[KEY] !== undefined) {
    if (holder[KEY] !== import.meta.url) {
      console.warn(
        `Kabinet: the script is on this page already (${holder[KEY]}); this copy (${version}) does nothing.`,
      );
    }
    return;
  }
  holder[KEY] = import.meta.url;
  const settings = dataset && readSettings(dataset);
  if (settings) configure(settings);
  observeTags(settings?.lang ?? '');
}

// A module cannot ask for its own tag: it is the one with this address. The classic loader calls start() itself.
const ownScript = [...document.querySelectorAll<HTMLScriptElement>('script[type="module"][src]')].find(
  (script) => script.src === import.meta.url,
);
if (ownScript) start(ownScript.dataset);
