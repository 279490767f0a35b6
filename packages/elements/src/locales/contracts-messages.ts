import type { StateText } from './messages.js';

/** Contracts of an account. Days come formatted; null where they are not known. */
export interface ContractsMessages {
  readonly files: FileLinksMessages;
  readonly heading: string;
  readonly empty: StateText;
  readonly ended: (count: number) => string;
  /** What a contract is about, by its kind; `contract` of one that is not here. */
  readonly kind: Readonly<Record<string, string>>;
  readonly contract: string;
  readonly number: string;
  readonly state: string;
  readonly active: (from: string | null, to: string | null) => string;
  readonly over: (from: string | null, to: string | null) => string;
  readonly draft: string;
  readonly from: string;
  readonly services: string;
  /** Who is bound by it, by role; `party` of one that is not here. */
  readonly role: Readonly<Record<string, string>>;
  readonly party: string;
  readonly signed: string;
  readonly documents: string;
  /** What a document is, by its kind; nothing is said of one that is not here. */
  readonly document: Readonly<Record<string, string>>;
  readonly issued: (date: string) => string;
}

/** Files to fetch: in the texts of each widget that has some, so that none of them waits for another file. */
export interface FileLinksMessages {
  readonly save: (name: string) => string;
  readonly asking: string;
  readonly gone: StateText;
}
