import { loadTexts, toLanguage } from '@kabinet/elements/locales/load.js';
import type { Section } from '@kabinet/elements/locales/messages.js';

interface Tag {
  readonly load: () => Promise<unknown>;
  /** Texts to fetch beside the code rather than after it. */
  readonly sections: readonly Section[];
}

const TAGS: Readonly<Record<string, Tag>> = {
  'kabinet-provider': { load: () => import('@kabinet/elements/provider/provider.define.js'), sections: [] },
  'kabinet-reading-form': {
    load: () => import('@kabinet/elements/widgets/reading-form/reading-form.define.js'),
    sections: ['common', 'readingForm'],
  },
  'kabinet-balance-card': {
    load: () => import('@kabinet/elements/widgets/balance-card/balance-card.define.js'),
    sections: ['common', 'balanceCard'],
  },
  'kabinet-meter-card': {
    load: () => import('@kabinet/elements/widgets/meter-card/meter-card.define.js'),
    sections: ['common', 'meterCard'],
  },
};

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
