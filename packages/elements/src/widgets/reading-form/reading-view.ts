import type { ApiError, Meter, Reading, ReadingWindow, Supplier } from '@kabinet/api';
import type { CalendarDate, CalendarMonth, SlipAdvice } from '@kabinet/rules';
import type { nothing, TemplateResult } from 'lit';
import type { Format } from '../../core/format.js';
import type { CommonMessages, ReadingFormMessages, ReadingStepsMessages, StateText } from '../../locales/messages.js';
import type { ReadingEntry } from './reading-entry.js';
import type { Typed } from './reading-form.model.js';

/** What all of the form's pictures are drawn from. */
export interface ReadingView {
  readonly meter: Meter;
  readonly window: ReadingWindow | null;
  readonly today: CalendarDate;
  readonly timeZone: string;
  readonly supplier: Supplier | null;
  readonly texts: ReadingFormMessages;
  readonly common: CommonMessages;
  readonly format: Format;
}

/** The fields: they can be typed into before the steps after them are here. */
export interface FieldsView extends ReadingView {
  readonly typed: Typed;
  readonly isBusy: boolean;
  /** The button keeps the reading on the device: it cannot be sent yet. */
  readonly keepsUntilOpen: boolean;
  /** Whether what the reading costs will be told, as far as it can be known. */
  readonly tellsCost: boolean;
  readonly type: (registerId: string, text: string) => void;
  readonly submit: () => void;
  readonly additions: FieldsAdditions;
}

type Part = TemplateResult | typeof nothing | null;

/** What the steps add to the fields. */
export interface FieldsAdditions {
  /** Above everything. */
  readonly top?: Part;
  /** How the last sending stands, above the fields that still hold what was typed. */
  readonly outcome?: Part;
  /** In the fields' place. */
  readonly instead?: Part;
  /** Several errors at once. */
  readonly summary?: Part;
  /** By register. */
  readonly errors?: Readonly<Record<string, string>>;
  /** By register: what the typed value amounts to. */
  readonly notes?: Readonly<Record<string, string>>;
  /** What all of it amounts to, in units and in money. */
  readonly worth?: Part;
  readonly hidesButton?: boolean;
  readonly buttonLabel?: string;
  /** Beside the main button. */
  readonly buttons?: Part;
}

/** A cost in words: the sum, how it comes about, and what will be owed; that only where it can be told. */
export interface CostTold {
  readonly sum: string;
  readonly details: TemplateResult;
  readonly newSum: string | null;
}

/** The steps after the fields. */
export interface StepsView extends ReadingView {
  readonly entry: ReadingEntry;
  /** The account's meters in use. */
  readonly meters: readonly Meter[];
  /** Puts in what the coach proposes, here and on another meter. */
  readonly applyFix: (advice: SlipAdvice) => void;
  /** What the use costs, by register, for a reading that counts for the month; null where nobody can know. */
  readonly tellCost: (use: Readonly<Record<string, string>>, countsFor: CalendarMonth) => CostTold | null;
  /** The photo of a reading that is handed in, and whether the person looks at it; null where none is taken. */
  readonly photoOf: (reading: Reading) => { readonly part: Part; readonly isActive: boolean } | null;
  /** To the signed confirmation of a reading, where there is somewhere to show it. */
  readonly receiptLink: (reading: Reading) => Part;
  readonly texts: ReadingFormMessages & ReadingStepsMessages;
  readonly errorText: (error: ApiError) => StateText;
  readonly renderSignIn: () => TemplateResult;
}
