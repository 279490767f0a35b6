import { ContextProvider, ContextRoot } from '@lit/context';
import type { Connection } from '../core/connection.js';
import { connectionContext, localeContext, type LocaleSetting } from '../core/context.js';
import { type Configuration, connect } from './configuration.js';

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
  readonly #connection = new ContextProvider(this.#root, { context: connectionContext, initialValue: null });
  readonly #locale = new ContextProvider(this.#root, { context: localeContext, initialValue: { lang: '', texts: {} } });

  constructor() {
    // Keeps questions of widgets that were defined before their <kabinet-provider>, and asks it again when it appears.
    new ContextRoot().attach(this.#root);
  }

  get connection(): Connection | null {
    return this.#connection.value;
  }

  configure(configuration: PageConfiguration): void {
    this.#connection.setValue(connect(configuration));
    this.#locale.setValue({ lang: configuration.lang ?? '', texts: configuration.texts ?? {} });
  }
}

const KEY = Symbol.for('kabinet.page');
type PageHolder = typeof globalThis & { [KEY]?: Page };

/** The one page, also for a second copy of the script. */
export function page(): Pick<Page, 'connection' | 'configure'> {
  return ((globalThis as PageHolder)[KEY] ??= new Page());
}
