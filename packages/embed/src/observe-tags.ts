import { loadTexts, toLanguage } from '@kabinet/elements/locales/load.js';
import { TAGS } from './tags.js';

/** Loads the code of each tag when its first element is in the document. The text inside a tag stays until its code is here. */
export function observeTags(lang: string): void {
  const waiting = new Map(
    Object.entries(TAGS).map(([name, tag]) => [name, { tag, elements: document.getElementsByTagName(name) }]),
  );
  const look = () => {
    for (const [name, { tag, elements }] of waiting) {
      const first = elements[0];
      if (!first) continue;
      waiting.delete(name);
      const language = toLanguage(first.getAttribute('lang') || lang || document.documentElement.lang) ?? 'uk';
      void loadTexts(language, tag.sections).catch(() => undefined); // the widget itself asks again, and tells
      tag.load().catch((error: unknown) => {
        console.warn(`Kabinet: the code of <${name}> could not be loaded; its own text stays on show.`, error);
        waiting.set(name, { tag, elements });
      });
    }
    if (waiting.size === 0) observer.disconnect();
  };
  const observer = new MutationObserver(look);
  observer.observe(document.documentElement, { childList: true, subtree: true });
  window.addEventListener('online', look);
  look();
}
