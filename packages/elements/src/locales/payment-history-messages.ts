import type { Payment } from '@kabinet/api';
import type { StateText } from './messages.js';

export interface PaymentHistoryMessages {
  readonly heading: string;
  readonly empty: StateText;
  readonly onTheWay: (sum: string, date: string) => string;
  readonly onTheWayNote: string;
  /** A service, and the month it is for where that is known. */
  readonly share: (service: string, month: string | null) => string;
  readonly ahead: (sum: string) => string;
  readonly refunded: string;
  readonly source: Readonly<Record<Payment['source'], string>>;
  readonly number: (number: string) => string;
  readonly receipt: string;
  /** For who does not see which payment the link stands beside. */
  readonly receiptOf: (date: string) => string;
  readonly more: string;
  readonly file: string;
}

/** All payments as a file: loaded when somebody opens it. */
export interface PaymentExportMessages {
  readonly span: string;
  readonly year: (year: number) => string;
  readonly all: string;
  readonly days: string;
  readonly from: string;
  readonly to: string;
  readonly daysWrong: string;
  readonly save: string;
  readonly note: string;
  readonly reading: (count: number) => string;
  readonly done: (count: number) => string;
  readonly paidOnly: (paid: string) => string;
  readonly sums: (paid: string, refunded: string, net: string) => string;
  readonly besides: (onTheWay: string) => string;
  readonly nothing: StateText;
  /** Of the file, in ASCII: not every program shows other letters in a name. */
  readonly fileName: string;
  /** Day, kind, state, booked sum, sum on its way, currency, what for, where, number. */
  readonly columns: readonly string[];
  readonly kind: Readonly<Record<Payment['kind'], string>>;
  readonly status: Readonly<Record<Payment['status'], string>>;
  readonly spanOf: (from: string, to: string) => string;
  readonly paid: string;
  readonly refunded: string;
  readonly net: string;
}
