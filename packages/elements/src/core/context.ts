import { createContext } from '@lit/context';
import type { Connection } from './connection.js';
import type { TextOverrides } from './localize.js';

/** What a provider says about language: its own, and the supplier's changes to our texts. */
export interface LocaleSetting {
  /** BCP 47; empty to follow the page. */
  readonly lang: string;
  readonly texts: TextOverrides;
}

// Keys of the global symbol registry, so that two copies of the script on one page understand each other.
export const connectionContext = createContext<Connection | null>(Symbol.for('kabinet.connection'));
export const localeContext = createContext<LocaleSetting>(Symbol.for('kabinet.locale'));
