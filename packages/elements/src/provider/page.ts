import type { Connection } from '../core/connection.js';
import { connectionContext, ContextProvider, localeContext, type LocaleSetting } from '../core/context.js';
import { type Configuration, connect } from './configuration.js';
import { planCheck } from './settings.js';

export interface PageConfiguration extends Configuration {
  readonly lang?: string;
  readonly texts?: LocaleSetting['texts'];
}

/**
 * The page-wide configuration: what widgets outside any `<kabinet-provider>` use. It stands on the document's root element, where
 * their question ends up, and answers late askers and early ones alike.
 */
class Page {
  readonly #root = document.documentElement;
  readonly #connection = new ContextProvider<Connection | null>(this.#root, connectionContext, null);
  readonly #locale = new ContextProvider<LocaleSetting>(this.#root, localeContext, { lang: '', texts: {} });

  #configuration: PageConfiguration = {};

  constructor() {
    this.#connection.announce(); // widgets may have asked before
  }

  get connection(): Connection | null {
    return this.#connection.value;
  }

  /** The language that was configured; empty to follow the page. */
  get lang(): string {
    return this.#locale.value.lang;
  }

  /** What is not given stays as it was set before: the tag may say the language, and code the tokens. */
  configure(configuration: PageConfiguration = {}): void {
    const isOtherLanguage = configuration.lang !== this.#configuration.lang;
    planCheck({ settings: Object.keys(configuration), lang: isOtherLanguage ? configuration.lang : '' });
    this.#configuration = { ...this.#configuration, ...configuration };
    const { lang, texts } = this.#configuration;
    // Another language or other words are no other service: what was read and handed in stays.
    const isAboutService = Object.keys(configuration).some((name) => name !== 'lang' && name !== 'texts');
    if (isAboutService || this.connection === null) this.#connection.value = connect(this.#configuration);
    this.#locale.value = { lang: lang ?? '', texts: texts ?? {} };
  }
}

const KEY = Symbol.for('kabinet.page');
type PageHolder = typeof globalThis & { [KEY]?: Page };

/** The one page, also for a second copy of the script. */
export function page(): Pick<Page, 'connection' | 'lang' | 'configure'> {
  return ((globalThis as PageHolder)[KEY] ??= new Page());
}
