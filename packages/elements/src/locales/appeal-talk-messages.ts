import type { AppealStatus } from '@kabinet/api';
import type { FileLinksMessages } from './contracts-messages.js';
import type { StateText } from './messages.js';

/** The customer's appeals, a line each. Days come formatted. */
export interface AppealListMessages {
  readonly heading: string;
  readonly empty: StateText;
  /** To the page with the form. */
  readonly write: string;
  readonly number: (number: string) => string;
  readonly sent: (date: string) => string;
  /** When something last happened to it, where that is another day. */
  readonly changed: (date: string) => string;
  readonly status: Readonly<Record<AppealStatus, string>>;
  readonly due: (date: string) => string;
  readonly overdue: (date: string) => string;
  readonly unread: (count: number) => string;
  readonly more: string;
}

/** One appeal with its conversation: loaded after the list. */
export interface AppealTalkMessages {
  readonly files: FileLinksMessages;
  readonly back: string;
  readonly number: string;
  readonly account: string;
  readonly department: string;
  readonly due: string;
  /** The legal term, or the supplier's own promise. */
  readonly term: (days: number, counts: 'calendar' | 'working', source: string | null) => string;
  readonly notifiedAt: string;
  readonly history: string;
  readonly asked: string;
  readonly talk: string;
  readonly you: string;
  readonly supplier: string;
  /** Who of the supplier writes. */
  readonly of: (person: string, supplier: string) => string;
  /** How a message came, where it did not come from here. */
  readonly channel: Readonly<Record<string, string>>;
  readonly fresh: string;
  /** Above what a mail quotes, which is folded away. */
  readonly quoted: string;
  readonly overdue: (date: string) => StateText;
  readonly next: (name: string) => string;
  readonly unsatisfied: string;
  readonly waiting: StateText;
  readonly reply: string;
  readonly notSolved: string;
  /** By the button that has it taken up again. */
  readonly reopenUntil: (date: string) => string;
  /** Where that is over. */
  readonly reopenOver: (date: string) => StateText;
  readonly writeNew: string;
  readonly field: Readonly<Record<'reply' | 'reopen', string>>;
  readonly hint: Readonly<Record<'reply' | 'reopen', string>>;
  readonly send: Readonly<Record<'reply' | 'reopen', string>>;
  readonly cancel: string;
  readonly restored: string;
  readonly discard: string;
  readonly summary: string;
  readonly textMissing: string;
  readonly tooLong: (over: number) => string;
  readonly filesNotReady: string;
  readonly awaitingFiles: string;
  readonly sending: string;
  readonly withdraw: string;
  readonly withdrawAsk: StateText;
  readonly withdrawYes: string;
  readonly withdrawNo: string;
  readonly rate: string;
  readonly score: Readonly<Record<1 | 2 | 3 | 4 | 5, string>>;
  readonly scoreMissing: string;
  readonly comment: string;
  readonly rateSend: string;
  readonly rated: (words: string) => string;
  readonly rateAgain: string;
  readonly print: string;
  readonly done: Readonly<Record<'replied' | 'reopened' | 'withdrawn' | 'rated', StateText>>;
  readonly unsure: StateText;
  readonly checkAgain: string;
  readonly changed: StateText;
  readonly filesGone: StateText;
  readonly gone: StateText;
}
