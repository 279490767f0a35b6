import type { AccountRole, CustomerKind, LinkProofKind } from '@kabinet/api';
import type { StateText } from './messages.js';

/** What accounts on a customer's list are called wherever they are listed, and the menu that lists them. */
export interface AccountsMessages {
  /** What the menu in a page's header is called; and who is signed in, where they have not said how to address them. */
  readonly menu: string;
  readonly signUp: string;
  /** By what right it is on the list; empty for one's own, a helper's comes with its last day. */
  readonly role: Readonly<Record<Exclude<AccountRole, 'helper'>, string>>;
  readonly helper: (until: string | null) => string;
  readonly isDefault: string;
  readonly closed: string;
  readonly add: string;
}

/** The opened menu, and the warning before the session ends: loaded after it. */
export interface AccountPanelMessages {
  readonly kind: Readonly<Record<CustomerKind, string>>;
  readonly accounts: string;
  readonly noAccounts: string;
  readonly chosen: (account: string) => string;
  readonly manage: string;
  readonly profile: string;
  readonly devices: string;
  readonly signOut: string;
  readonly signOutEverywhere: string;
  readonly signingOut: string;
  readonly signOutFailed: StateText;
  /** The session ends at that time, and can be kept. */
  readonly ending: (at: string) => StateText;
  /** The longest time of a session is reached. */
  readonly endingFixed: (at: string) => StateText;
  readonly stay: string;
  readonly stayed: string;
  readonly stayFailed: string;
  readonly signInAgain: string;
  readonly close: string;
}

export interface LinkAccountMessages {
  readonly heading: string;
  readonly empty: StateText;
  /** Where accounts are added by the supplier only. */
  readonly emptyByPhone: StateText;
  readonly atHand: string;
  readonly accountNumber: string;
  readonly proof: Readonly<Record<LinkProofKind, string>>;
  /** "one of: …" */
  readonly anyOf: (proofs: readonly string[]) => string;
  readonly whoever: string;
  readonly name: string;
  readonly nameHint: string;
  readonly rename: string;
  readonly makeDefault: string;
  readonly unlink: string;
  readonly save: string;
  readonly cancel: string;
  readonly saving: string;
  readonly tooLong: string;
  readonly saved: (account: string) => string;
  readonly unlinked: (account: string) => string;
  readonly restorable: (until: string) => string;
  readonly restore: string;
  readonly restored: (account: string) => string;
  readonly restoreTooLate: StateText;
  readonly gone: StateText;
  readonly unsure: StateText;
  readonly manage: string;
}

export interface GuestReadingMessages {
  readonly heading: string;
  readonly intro: string;
  readonly accountNumber: string;
  readonly accountNumberHint: (example: string) => string;
  readonly whereIsIt: string;
  readonly proof: Readonly<
    Record<'meter_number' | 'last_payment', { readonly label: string; readonly hint: (exampleSum: string) => string }>
  >;
  readonly service: string;
  readonly zones: string;
  readonly zonesHint: string;
  readonly zoneChoice: Readonly<Record<'one' | 'two' | 'three', string>>;
  readonly reading: string;
  readonly readingHint: string;
  readonly submit: string;
  readonly sending: string;
}

/** What comes once something was pressed: loaded after the fields. */
export interface GuestStepsMessages {
  readonly whereAccountNumber: string;
  readonly whereProof: Readonly<Record<'meter_number' | 'last_payment', string>>;
  readonly bill: string;
  readonly billNumber: string;
  readonly billPaid: string;
  readonly summaryTitle: string;
  readonly accountNumberMissing: string;
  readonly accountNumberWrong: (example: string) => string;
  readonly proofWrong: Readonly<Record<'meter_number' | 'last_payment', string>>;
  readonly serviceMissing: string;
  readonly valueMissing: string;
  readonly valueWrong: string;
  readonly tooManyDigits: string;
  readonly refused: StateText;
  readonly notTaken: StateText;
  readonly unsure: StateText;
  readonly unsureOffline: StateText;
  readonly checkAgain: string;
  readonly checking: string;
  readonly done: string;
  readonly number: string;
  readonly receivedAt: string;
  readonly sent: string;
  readonly next: string;
  readonly keepNumber: string;
  readonly another: string;
  readonly print: string;
}
