import { loadTexts, toLanguage } from '@kabinet/elements/locales/load.js';
import type { Connection } from '@kabinet/elements/core/connection.js';
import { firstReads, TAGS } from './tags.js';

/** Begins to read what the tags on the page need. */
export function prefetchForTags(connection: Connection | null): void {
  for (const [name, tag] of Object.entries(TAGS)) {
    const [first] = document.getElementsByTagName(name);
    if (first) connection?.prefetch(firstReads(first, tag));
  }
}

/** Loads the code of each tag when its first element is in the document. The text inside a tag stays until its code is here. */
export function observeTags(page: () => { readonly connection: Connection | null; readonly lang: string }): void {
  const waiting = new Map(
    Object.entries(TAGS).map(([name, tag]) => [name, { tag, elements: document.getElementsByTagName(name) }]),
  );
  /** Tags whose code did not come: tried again when the network is back, not at each change of the page. */
  const failed: typeof waiting = new Map();
  const look = () => {
    for (const [name, { tag, elements }] of waiting) {
      const first = elements[0];
      if (!first) continue;
      waiting.delete(name);
      page().connection?.prefetch(firstReads(first, tag));
      const language = toLanguage(first.getAttribute('lang') || page().lang || document.documentElement.lang) ?? 'uk';
      void loadTexts(language, tag.sections).catch(() => undefined); // the widget itself asks again, and tells
      tag.load().catch((error: unknown) => {
        console.warn(`Kabinet: the code of <${name}> could not be loaded; its own text stays on show.`, error);
        failed.set(name, { tag, elements });
      });
    }
    if (waiting.size === 0) observer.disconnect();
  };
  const observer = new MutationObserver(look);
  observer.observe(document.documentElement, { childList: true, subtree: true });
  window.addEventListener('online', () => {
    for (const [name, each] of failed) waiting.set(name, each);
    failed.clear();
    look();
  });
  look();
}
