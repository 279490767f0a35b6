import type {
  BalanceLine,
  Problem,
  ReadingFindingCode,
  ReadingSource,
  ReadingStatus,
  Register,
  ServiceKind,
} from '@kabinet/api';
import type { AccountMeasures } from '@kabinet/rules';
import type {
  AccountPanelMessages,
  AccountsMessages,
  GuestReadingMessages,
  GuestStepsMessages,
  LinkAccountMessages,
} from './getting-in-messages.js';
import type { AppealFormMessages, AppealWritingMessages, FilesMessages } from './appeal-messages.js';
import type { AppealListMessages, AppealTalkMessages } from './appeal-talk-messages.js';
import type { AppointmentFormMessages, BookingMessages } from './appointment-messages.js';
import type { CabinetMessages, TourMessages } from './cabinet-messages.js';
import type { ContractsMessages } from './contracts-messages.js';
import type { CostCalculatorMessages, CostResultMessages } from './cost-messages.js';
import type { PaymentHistoryMessages, PaymentExportMessages } from './payment-history-messages.js';
import type { PaymentButtonMessages, PaymentStepsMessages } from './payment-messages.js';
import type { ReceiptMessages } from './receipt-messages.js';
import type {
  CalendarMessages,
  PaymentPlanMessages,
  PlanFormMessages,
  RemindersMessages,
} from './payment-plan-messages.js';
import type { ComboboxMessages, TariffLookupMessages, TariffMoreMessages } from './tariff-messages.js';

/** A state of a widget told in words: what is so, and what to do. */
export interface StateText {
  readonly title: string;
  readonly text: string;
}

/** Texts that several widgets share. Values in the arguments are formatted for the language already. */
export interface CommonMessages {
  readonly serviceKind: Readonly<Record<ServiceKind, string>>;
  /** Time-of-use periods; `total` is never shown. */
  readonly zone: Readonly<Record<Register['zone'], string>>;
  readonly source: Readonly<Record<ReadingSource, string>>;
  readonly account: string;
  readonly chooseAccount: string;
  readonly loading: string;
  readonly retry: string;
  readonly phone: string;
  readonly emergencyPhone: string;
  readonly signIn: string;
  readonly signedOut: StateText;
  readonly offline: StateText;
  readonly unavailable: StateText;
  readonly stale: (when: string) => string;
  /** For support: the number by which the service finds what happened. */
  readonly requestId: (id: Problem['requestId']) => string;
}

/** States in which a widget cannot show what it is for: rare, and so loaded after the widget itself. */
export interface StateMessages {
  /** `isTypedKept`: what was typed will be there after signing in, also when the page is loaded anew. */
  readonly sessionEnded: (isTypedKept: boolean) => StateText;
  readonly signUp: string;
  /** A window to sign in was opened. */
  readonly signingIn: string;
  readonly timeout: StateText;
  readonly badResponse: StateText;
  readonly refused: StateText;
  readonly rateLimited: (seconds: number | null) => StateText;
  readonly forbidden: StateText;
  readonly notFound: StateText;
  /** `canLink`: there is a page to add one. */
  readonly notLinked: (canLink: boolean) => StateText;
  readonly link: string;
  /** The account's holder has not let this customer see it; `until` is the last day of what they were let do. */
  readonly notShared: (until: string | null) => StateText;
  readonly otherAccount: (accountNumber: string) => StateText;
  readonly badAccountNumber: (example: string) => StateText;
  readonly notConfigured: StateText;
  /** To hand in a reading without signing in. */
  readonly guestReading: string;
}

export interface ReadingFormMessages {
  readonly heading: string;
  readonly meters: string;
  readonly meter: (serialNumber: string) => string;
  readonly meterHandedIn: string;
  readonly windowOpen: (closesOn: string, daysLeft: number) => string;
  readonly windowLastDay: string;
  readonly windowGrace: (closedOn: string, graceEndsOn: string) => string;
  readonly windowClosedAccept: (opensOn: string, closesOn: string, month: string) => StateText;
  readonly windowClosedRefuse: (opensOn: string, closesOn: string) => StateText;
  readonly previous: string;
  readonly previousNone: string;
  readonly reading: string;
  readonly field: (name: string, unit: string) => string;
  readonly digitsHint: (digits: number, hasRed: boolean, example: string) => string;
  /** In the drawing of the meter, at its red digits. */
  readonly redDigits: string;
  /** Where the use will be told, and what it costs. */
  readonly worth: (tellsCost: boolean) => string;
  readonly submit: string;
  readonly keep: string;
  readonly sending: string;
  /** Ways to reach the supplier, by kind; one that is not here is shown by its address alone. */
  readonly channel: Readonly<Record<string, string>>;
  readonly otherWays: string;
}

/** The reading form once there is something to send: loaded after its fields. */
export interface ReadingStepsMessages {
  readonly use: (quantity: string) => string;
  readonly useTogether: (quantity: string) => string;
  readonly costLabel: string;
  readonly costDetails: string;
  readonly costNote: (hasStanding: boolean) => string;
  readonly toPay: (sum: string) => string;
  readonly paidAhead: (sum: string) => string;
  /** What is owed now, and about what will be. */
  readonly newSum: (now: string, then: string) => string;
  readonly unitPrice: (price: string, unit: string) => string;
  /** How much may be used before the price changes; `left` is null on the very edge, `prices` where they differ by zone. */
  readonly nextPrice: (distance: {
    left: string | null;
    prices: readonly [now: string, next: string] | null;
    isForAll: boolean;
  }) => string;
  readonly submitCorrection: string;
  readonly cancelCorrection: string;
  readonly correcting: (number: string) => string;
  readonly summaryTitle: string;
  readonly enterDigits: (example: string) => string;
  /** Of what no dial can show. */
  readonly tooManyDigits: (digits: number) => string;
  /** Of more digits than the supplier knows the dial to have. */
  readonly longerThanDial: (digits: number) => string;
  readonly check: StateText;
  readonly lessThanPrevious: (value: string, previous: string) => string;
  readonly rolledOver: (use: string) => string;
  readonly implausible: (use: string, days: number) => string;
  /** What likely went wrong between the dial and the fingers; followed by `meant`. */
  readonly slip: Readonly<Record<'red_digits' | 'digit_missing' | 'digit_doubled' | 'digits_swapped', string>>;
  readonly meant: (meant: string) => string;
  readonly slipZones: (one: string, other: string) => string;
  readonly slipExchanged: (otherMeter: string) => string;
  readonly slipOtherMeter: (otherMeter: string) => string;
  readonly meterReplaced: string;
  readonly fixTo: (meant: string) => string;
  readonly exchange: string;
  readonly moveTo: (serialNumber: string) => string;
  readonly fixed: (meant: string) => string;
  readonly fixedExchanged: (otherMeter: string) => string;
  readonly fixedMoved: (otherMeter: string) => string;
  readonly fixedNext: string;
  readonly confirm: string;
  readonly edit: string;
  readonly checking: string;
  readonly unsure: StateText;
  readonly unsureOffline: StateText;
  readonly checkAgain: string;
  readonly kept: (opensOn: string) => StateText;
  readonly notKept: (opensOn: string) => StateText;
  readonly restored: string;
  readonly rejected: string;
  readonly finding: Readonly<Record<ReadingFindingCode, string>>;
  readonly duplicate: StateText;
  readonly notCorrectable: StateText;
  /** It was taken back or replaced elsewhere, while it was being corrected here. */
  readonly correctionGone: StateText;
  readonly typedKept: string;
  readonly done: Readonly<Record<'accepted' | 'received' | 'questioned', StateText>>;
  readonly corrected: string;
  readonly number: string;
  readonly handedIn: string;
  readonly value: string;
  readonly useLabel: string;
  readonly next: (month: string) => string;
  readonly correctUntil: (until: string) => string;
  readonly correct: string;
  /** To the signed confirmation. */
  readonly receipt: string;
  readonly print: string;
  readonly addPhoto: string;
  /** The code for it did not come. */
  readonly photoNotNow: StateText;
  readonly withdraw: string;
  readonly withdrawQuestion: StateText;
  readonly withdrawYes: string;
  readonly withdrawNo: string;
  readonly withdrawing: string;
  readonly withdrawUnsure: StateText;
  readonly withdrawn: StateText;
  readonly close: string;
  readonly noMeters: StateText;
}

/** A photo of the meter with a reading: loaded when one is chosen. */
export interface ReadingPhotoMessages {
  readonly preparing: string;
  readonly check: string;
  readonly preview: string;
  readonly send: string;
  readonly sending: string;
  readonly another: string;
  readonly discard: string;
  readonly attached: string;
  readonly remove: string;
  readonly removing: string;
  readonly removed: string;
  /** Whatever becomes of the photo. */
  readonly readingIsSafe: string;
  readonly unsure: StateText;
  readonly unreadable: StateText;
  readonly too_large: StateText;
  readonly tooLate: StateText;
}

export interface BalanceCardMessages {
  readonly heading: string;
  readonly owed: string;
  readonly owedBy: (date: string) => string;
  readonly overdue: (date: string) => string;
  readonly credit: string;
  readonly creditNote: string;
  readonly settled: string;
  readonly settledNote: string;
  /** Around the sum of a payment on its way that covers all. */
  readonly covered: string;
  readonly coveredNote: string;
  /** The signs of the lines, as they are said. */
  readonly signs: Readonly<Record<'more' | 'less', string>>;
  readonly asOf: (when: string) => string;
  readonly lastPayment: (sum: string, date: string) => string;
  readonly onTheWay: (sum: string) => StateText;
  /** `left` is what is still to be paid beside it. */
  readonly partOnTheWay: (sum: string, left: string) => StateText;
  readonly pay: string;
  readonly why: string;
  /** The sum in plain sentences: what there was on the day, what came to it or went off it, and what there is now. */
  readonly story: {
    readonly opening: Readonly<Record<'more' | 'zero' | 'less', (date: string, sum: string) => string>>;
    /** What moved it since, at least one of them; `for`: what was charged for, where that is one thing. */
    readonly then: (
      moves: Readonly<Record<'charged' | 'for' | 'more' | 'less' | 'paid' | 'refunded', string | null>>,
    ) => string;
    readonly now: Readonly<Record<'more' | 'zero' | 'less', (sum: string) => string>>;
  };
  readonly total: Readonly<Record<'more' | 'zero' | 'less', string>>;
  readonly period: (from: string, to: string) => string;
  /** What a line is for: `газ за жовтень 2026`. */
  readonly subject: (service: string, month: string | null) => string;
  /** What part of the service a charge is for; nothing to say of the thing itself. */
  readonly component: Readonly<Record<NonNullable<BalanceLine['component']>, string>>;
  readonly line: Readonly<Record<BalanceLine['kind'], { readonly more: string; readonly less: string }>>;
  readonly estimated: string;
  readonly estimatedNote: string;
  readonly estimatedHandedIn: string;
  readonly sendReading: string;
  readonly empty: string;
}

export interface MeterCardMessages {
  readonly heading: string;
  readonly headingMany: string;
  readonly serialNumber: string;
  readonly sealNumber: string;
  readonly service: string;
  readonly place: string;
  readonly installedOn: string;
  readonly verificationDueOn: string;
  readonly verificationOverdue: (date: string) => string;
  readonly removedOn: (date: string) => string;
  readonly multiplier: string;
  readonly lastReading: string;
  readonly noReading: string;
  readonly empty: StateText;
  readonly history: string;
  readonly historyEmpty: string;
  readonly more: string;
  readonly date: string;
  readonly value: string;
  readonly use: string;
  readonly by: string;
  readonly state: string;
  readonly status: Readonly<Record<ReadingStatus, string>>;
  readonly estimated: string;
}

/** A worked-out bill, line by line. Sums, quantities and dates come formatted. */
export interface BillMessages {
  readonly total: string;
  readonly vat: (rate: string, sum: string) => string;
  readonly billedBy: (provider: string) => string;
  readonly dates: (from: string, to: string) => string;
  /** A part of a month: `14 з 30 днів`. */
  readonly share: (days: number, of: number) => string;
  readonly perMonth: (price: string) => string;
  /** `2 145,00 грн за 1000 м³` */
  readonly perUnits: (price: string, units: string) => string;
  readonly area: (area: string) => string;
  readonly residents: (count: number) => string;
  readonly capacity: (capacity: string) => string;
  /** Why a block's price counts: marginal blocks, and those that count for the whole volume. */
  readonly blockUpTo: (upTo: string) => string;
  readonly blockOver: (over: string) => string;
  readonly wholeUpTo: (upTo: string) => string;
  readonly wholeOver: (over: string) => string;
  readonly discount: (name: string) => string;
  readonly atMost: string;
  readonly gap: (service: string, from: string, to: string) => string;
  readonly missing: Readonly<Record<keyof AccountMeasures, string>>;
  readonly unused: (name: string, sum: string) => string;
}

export type { ComboboxMessages, TariffLookupMessages, TariffMoreMessages };

export type * from './appeal-messages.js';

export type * from './appeal-talk-messages.js';

export type * from './appointment-messages.js';

export type * from './cabinet-messages.js';

export type * from './contracts-messages.js';

export type * from './cost-messages.js';

export type * from './getting-in-messages.js';

export type * from './payment-messages.js';

export type * from './payment-history-messages.js';

export type * from './payment-plan-messages.js';

export interface Messages {
  readonly common: CommonMessages;
  readonly states: StateMessages;
  readonly readingForm: ReadingFormMessages;
  readonly readingSteps: ReadingStepsMessages;
  readonly readingPhoto: ReadingPhotoMessages;
  readonly balanceCard: BalanceCardMessages;
  readonly meterCard: MeterCardMessages;
  readonly bill: BillMessages;
  readonly costCalculator: CostCalculatorMessages;
  readonly costResult: CostResultMessages;
  readonly combobox: ComboboxMessages;
  readonly tariffLookup: TariffLookupMessages;
  readonly tariffMore: TariffMoreMessages;
  readonly accounts: AccountsMessages;
  readonly accountPanel: AccountPanelMessages;
  readonly linkAccount: LinkAccountMessages;
  readonly guestReading: GuestReadingMessages;
  readonly guestSteps: GuestStepsMessages;
  readonly paymentButton: PaymentButtonMessages;
  readonly paymentSteps: PaymentStepsMessages;
  readonly paymentHistory: PaymentHistoryMessages;
  readonly paymentExport: PaymentExportMessages;
  readonly paymentPlan: PaymentPlanMessages;
  readonly planForm: PlanFormMessages;
  readonly reminders: RemindersMessages;
  readonly calendar: CalendarMessages;
  readonly receipt: ReceiptMessages;
  readonly appealForm: AppealFormMessages;
  readonly appealWriting: AppealWritingMessages;
  readonly files: FilesMessages;
  readonly appointmentForm: AppointmentFormMessages;
  readonly booking: BookingMessages;
  readonly appealList: AppealListMessages;
  readonly appealTalk: AppealTalkMessages;
  readonly contracts: ContractsMessages;
  readonly cabinet: CabinetMessages;
  readonly tour: TourMessages;
}

export type Section = keyof Messages;
