import type { ReactiveController } from 'lit';
import { type Language, loadTexts, toLanguage } from '../locales/load.js';
import type { Messages, Section } from '../locales/messages.js';
import type { KabinetElement } from './base-element.js';
import { createFormat, type Format } from './format.js';

/** A supplier's own wording: language, section, text name. Any of our texts may be replaced, none has to be. */
export type TextOverrides = {
  readonly [L in Language]?: { readonly [S in Section]?: Partial<Messages[S]> };
};

/** The closest `lang` around the element, through shadow roots; what the page says its language is. */
function pageLanguage(element: Element): string {
  const closest = element.closest('[lang]:not([lang=""])');
  if (closest) return closest.getAttribute('lang') ?? '';
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? pageLanguage(root.host) : document.documentElement.lang;
}

/**
 * A widget's texts in its own language, which may differ from its neighbour's and may change at any time. Texts are looked up
 * at each rendering: `this.localize.texts('balanceCard').owed(…)`.
 */
export class Localize implements ReactiveController {
  readonly #host: KabinetElement;
  /** What the widget has asked for so far. */
  #sections: readonly Section[];
  #loaded: Partial<Messages> = {};
  #loadedLanguage: Language | null = null;
  #wanted: Language | null = null;
  #format: Format | null = null;

  constructor(host: KabinetElement, sections: readonly Section[]) {
    this.#host = host;
    this.#sections = sections;
    host.addController(this);
  }

  /** Whether there are texts to render with. Another language's stay until the new ones are here. */
  get isReady(): boolean {
    return this.#loadedLanguage !== null;
  }

  /** The language of the texts on show. */
  get language(): Language {
    return this.#loadedLanguage ?? 'uk';
  }

  get format(): Format {
    if (this.#format?.language !== this.language) this.#format = createFormat(this.language);
    return this.#format;
  }

  texts<S extends Section>(section: S): Messages[S] {
    const texts: Messages[S] | undefined = this.#loaded[section];
    if (!texts) throw new Error(`texts of ${section} are not among the widget's sections`);
    const overrides: Partial<Messages[S]> | undefined = this.#host.localeSetting.texts[this.language]?.[section];
    return overrides ? { ...texts, ...overrides } : texts;
  }

  /** Loads more sections; from then on they turn with the language like the others. */
  async add(sections: readonly Section[]): Promise<void> {
    let language;
    do {
      language = this.language;
      const added = await loadTexts(language, sections);
      this.#loaded = { ...this.#loaded, ...added };
    } while (language !== this.language);
    this.#sections = [...this.#sections, ...sections];
  }

  hostUpdate(): void {
    const language =
      toLanguage(this.#host.lang) ??
      toLanguage(this.#host.localeSetting.lang) ??
      toLanguage(pageLanguage(this.#host)) ??
      'uk';
    if (language === this.#wanted) return;
    this.#wanted = language;
    void this.#load(language);
  }

  async #load(language: Language): Promise<void> {
    try {
      const loaded: Partial<Messages> = {};
      let missing = this.#sections;
      while (missing.length > 0) {
        Object.assign(loaded, await loadTexts(language, missing));
        if (language !== this.#wanted) return;
        missing = this.#sections.filter((section) => !(section in loaded)); // some may have been added meanwhile
      }
      this.#loaded = loaded;
      this.#loadedLanguage = language;
      this.#host.requestUpdate();
    } catch (error) {
      // The text inside the tag stays on show; the next rendering tries again.
      this.#wanted = this.#loadedLanguage;
      console.warn(`Kabinet: the texts (${language}) could not be loaded.`, error);
    }
  }
}
