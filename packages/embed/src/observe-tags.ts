import { type Language, loadTexts, toLanguage } from '@kabinet/elements/locales/load.js';
import type { Connection } from '@kabinet/elements/core/connection.js';
import { tagsAhead } from './cabinet-ahead.js';
import { firstReads, type Tag, TAGS } from './tags.js';

/** Begins to read what the tags on the page need. */
export function prefetchForTags(connection: Connection | null): void {
  for (const [name, tag] of Object.entries(TAGS)) {
    const [first] = document.getElementsByTagName(name);
    if (first) connection?.prefetch(firstReads(first, tag));
  }
}

/** Begins to load what a tag is made of. */
function bring({ sections, load }: Tag, language: Language): Promise<unknown> {
  void loadTexts(language, sections).catch(() => undefined); // the widget itself asks again, and tells
  return load();
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
      bring(tag, language).catch((error: unknown) => {
        console.warn(`Kabinet: the code of <${name}> could not be loaded; its own text stays on show.`, error);
        failed.set(name, { tag, elements });
      });
      if (name !== 'kabinet-cabinet') continue;
      // Beside the cabinet's own code, not after it. What does not come is asked for, and told of, when its tag is there.
      for (const ahead of tagsAhead(first)) {
        const part = TAGS[ahead];
        if (part) void bring(part, language).catch(() => undefined);
      }
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
