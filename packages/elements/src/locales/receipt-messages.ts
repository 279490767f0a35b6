import type { StateText } from './messages.js';

/** `<kabinet-receipt>`. Values in the arguments are formatted for the language already. */
export interface ReceiptMessages {
  readonly heading: { readonly payment: string; readonly reading: string; readonly check: string };
  /** The signature is being checked. */
  readonly checking: string;
  readonly genuine: StateText;
  /** Of a file that somebody gave: what they hold is to be compared with it. */
  readonly genuineFile: (supplier: string) => StateText;
  readonly genuineShort: (supplier: string) => StateText;
  readonly changed: StateText;
  readonly unknownKey: StateText;
  readonly otherSupplier: StateText;
  readonly notReceipt: StateText;
  readonly newer: StateText;
  readonly unsupported: StateText;
  /** The page gave no keys to check by that can be read. */
  readonly noKeys: StateText;
  readonly toCheckPage: string;
  readonly notFound: StateText;
  readonly number: string;
  readonly paid: (moment: string) => string;
  readonly received: (moment: string) => string;
  readonly supplier: string;
  readonly accountOf: (number: string) => string;
  readonly address: string;
  readonly forWhat: string;
  /** Without a month where it was paid ahead, or nobody knows for which one. */
  readonly share: (service: string, month: string | null) => string;
  readonly fee: string;
  readonly noFee: string;
  readonly total: string;
  readonly method: string;
  readonly meter: string;
  readonly value: string;
  readonly readAt: string;
  readonly issued: string;
  readonly notLater: string;
  readonly savePdf: string;
  readonly saveSigned: string;
  readonly saving: string;
  readonly print: string;
  readonly howToCheck: string;
  readonly howToCheckText: string;
  readonly qr: string;
  readonly choose: string;
  readonly chooseText: string;
  readonly chooseHint: string;
  readonly drop: string;
  readonly another: string;
  readonly back: string;
}
