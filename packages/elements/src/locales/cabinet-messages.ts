import type { StateText } from './messages.js';

/** The whole cabinet in one tag. */
export interface CabinetMessages {
  readonly heading: string;
  /** What the list of sections is called. */
  readonly sections: string;
  readonly section: Readonly<
    Record<
      | 'overview'
      | 'readings'
      | 'payments'
      | 'receipts'
      | 'tariffs'
      | 'appeals'
      | 'appointments'
      | 'contracts'
      | 'accounts',
      string
    >
  >;
  /** Shown where a widget will be, and whenever its code does not come. */
  readonly waiting: (phone: string) => string;
  /** The supplier offers nothing of what this cabinet can show. */
  readonly nothing: StateText;
  /** The address names a section that is not there. */
  readonly missing: StateText;
  /** Opened without a network: what of it is on the device. For how many days a reading stays there that could not be sent; null of none. */
  readonly offline: (keptDays: number | null) => StateText;
  /** To put the cabinet beside the other apps of the phone. */
  readonly app: StateText;
  readonly install: string;
  /** Where the browser has no button for it: Apple's phones. */
  readonly installByHand: string;
}

/** The tour of the cabinet: a step for each thing it can do. */
export interface TourMessages {
  readonly heading: string;
  readonly intro: string;
  readonly start: string;
  readonly step: (step: number, of: number) => string;
  readonly back: string;
  readonly next: string;
  readonly finish: string;
  readonly close: string;
  readonly steps: Readonly<
    Record<
      | 'signUp'
      | 'readings'
      | 'meters'
      | 'balance'
      | 'payments'
      | 'receipts'
      | 'plans'
      | 'tariffs'
      | 'appeals'
      | 'appointments'
      | 'contracts'
      | 'help',
      StateText
    >
  >;
  /** What to have at hand to add an account: `proofs` are its words already. */
  readonly link: (proofs: readonly string[]) => StateText;
  readonly proof: Readonly<Record<'pin' | 'last_payment' | 'meter_number', string>>;
}
