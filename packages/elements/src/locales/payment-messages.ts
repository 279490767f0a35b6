import type { StateText } from './messages.js';

/** The payment button before it is pressed. Sums, dates and numbers in the arguments are formatted for the language already. */
export interface PaymentButtonMessages {
  readonly heading: string;
  readonly due: (sum: string, date: string | null) => string;
  readonly overdue: (sum: string, date: string) => string;
  readonly nothingDue: string;
  readonly credit: (sum: string) => string;
  readonly onTheWay: (sum: string) => string;
  /** What is due is more, or less, than one payment may be. */
  readonly limit: Readonly<Record<'most' | 'least', (sum: string) => string>>;
  readonly pay: (sum: string) => string;
  /** While no sum is there to be named. */
  readonly payAny: string;
  readonly payAhead: string;
  readonly change: string;
  readonly changeMany: string;
  readonly slip: string;
  readonly method: string;
  /** Beside a method's name. */
  readonly percent: (percent: string) => string;
  readonly noFee: string;
  readonly fee: (fee: string) => string;
  /** While no sum is there that it could be worked out of. */
  readonly feeLater: string;
  /** Around the host of the provider's page. */
  readonly goesTo: { readonly before: string; readonly after: string };
  readonly test: string;
  readonly preparing: string;
}

/** What comes with a payment: loaded once the button can be used. */
export interface PaymentStepsMessages {
  readonly accounts: string;
  readonly chooseAccount: string;
  readonly sum: string;
  readonly sumFromBill: string;
  readonly due: (sum: string) => string;
  /** Of an account in the list that is not chosen. */
  readonly dueShort: (sum: string) => string;
  readonly nothingShort: string;
  readonly nothingDue: string;
  readonly left: (sum: string) => string;
  readonly ahead: (sum: string) => string;
  /** Nothing is due. */
  readonly allAhead: string;
  readonly enterSum: (example: string) => string;
  readonly notASum: (example: string) => string;
  /** `digits`: how many the currency has after the point. */
  readonly tooFine: (digits: number, example: string) => string;
  readonly range: (atLeast: string, atMost: string) => string;
  readonly check: string;
  readonly back: string;
  /** Before one share: `Піде на: газ за жовтень 2026`. */
  readonly goesTo: string;
  readonly whereItGoes: string;
  readonly share: (service: string, month: string | null) => string;
  readonly aheadShare: string;
  readonly leaving: (site: string) => StateText;
  readonly leaveNow: string;
  readonly asking: string;
  /** Before the reason why it could not be asked. */
  readonly unknown: string;
  readonly unconfirmed: (until: string) => StateText;
  readonly pending: (sum: string) => StateText;
  readonly pendingLong: (sum: string) => StateText;
  readonly paid: (sum: string) => StateText;
  readonly paidNext: string;
  /** Its payer had taken it back. */
  readonly paidAfterCancel: (sum: string) => StateText;
  readonly creditNow: (sum: string, phone: string) => string;
  /** A part was paid. */
  readonly leftNow: (sum: string) => string;
  /** The text follows the reason. */
  readonly failed: StateText;
  /** By the service's word for it. */
  readonly failure: Readonly<Record<string, string>>;
  readonly expired: StateText;
  readonly refunded: (sum: string) => StateText;
  readonly notOurs: StateText;
  readonly account: string;
  /** One that is not on the customer's list. */
  readonly otherAccount: string;
  readonly number: string;
  readonly at: string;
  readonly fee: string;
  readonly charged: string;
  readonly toCharge: string;
  readonly givenBack: string;
  readonly goOn: string;
  readonly notNow: string;
  readonly askNow: string;
  readonly again: (sum: string) => string;
  readonly byTransfer: string;
  readonly receipt: string;
  readonly print: string;
  readonly done: string;
  readonly close: string;
  readonly refusedSum: string;
  readonly methodGone: StateText;
  /** After what went wrong. */
  readonly notCharged: string;
  readonly unsure: string;
  readonly begun: (sum: string, when: string, number: string) => StateText;
  readonly inProgress: (sum: string, when: string, number: string) => StateText;
  readonly settledMeanwhile: (sum: string, when: string, number: string) => StateText;
  /** Somebody else made it. */
  readonly inProgressElsewhere: StateText;
  readonly cancel: string;
  /** The payment that was begun goes, and what was wanted is paid instead. */
  readonly cancelAndPay: (sum: string) => string;
  readonly cancelling: string;
  /** Just now, by who reads it. */
  readonly justCancelled: (number: string) => StateText;
  /** Of an order that its payer took back. */
  readonly cancelled: StateText;
  readonly tooLateToCancel: string;
  /** The text is said where nobody knows whether it was paid. */
  readonly notCancelled: StateText;
  readonly showIt: string;
  readonly payAnew: string;
  readonly slipHeading: string;
  readonly slipNext: string;
  readonly slipOnTheWay: (sum: string) => string;
  readonly qr: string;
  readonly qrHint: string;
  readonly openInBank: string;
  readonly recipient: string;
  readonly taxId: string;
  readonly bank: string;
  readonly purpose: string;
  readonly copy: string;
  readonly copied: string;
}
