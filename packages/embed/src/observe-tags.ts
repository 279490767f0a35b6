import { loadTexts, toLanguage } from '@kabinet/elements/locales/load.js';
import { TAGS } from './tags.js';

/** Loads the code of each tag when its first element is in the document. The text inside a tag stays until its code is here. */
export function observeTags(pageLanguage: () => string): void {
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
      const language =
        toLanguage(first.getAttribute('lang') || pageLanguage() || document.documentElement.lang) ?? 'uk';
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
