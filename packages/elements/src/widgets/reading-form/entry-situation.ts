import type { Meter, ReadingFinding, ReadingSubmission } from '@kabinet/api';
import type { ReadingVerdict, SlipAdvice } from '@kabinet/rules';
import type { Typed } from './reading-form.model.js';
import type { Judgement } from './reading-judgement.js';

/** What is kept on the device of a reading that is not confirmed yet. */
export interface KeptReading {
  readonly typed: Typed;
  /** Once it was sent: what exactly, and under which key, so that it can be sent again without being doubled. */
  readonly sent: { readonly key: string; readonly body: ReadingSubmission } | null;
}

/** A kept reading as it is found again. */
export interface FoundReading extends KeptReading {
  /** Nobody can say whether who is there now has given it: it is shown to them, and not sent by itself. */
  readonly isDoubtful?: boolean;
}

/** Where a reading is kept on the device; null where the page did not ask for that. */
export interface KeepingPlace {
  /** Resolves once it is known whose session it is. */
  get(): Promise<FoundReading | null>;
  /** Whether it was kept. */
  put(kept: KeptReading): Promise<boolean>;
  remove(): Promise<void>;
}

/** What the entry needs to know of the form around it, asked anew each time. */
export interface EntrySituation {
  readonly accountId: string;
  readonly meter: Meter;
  readonly judge: (typed: Typed) => Judgement;
  /** The slip that most likely explains what was typed; null where nothing needs explaining. */
  readonly coach: (typed: Typed) => SlipAdvice | null;
  readonly keepingPlace: () => Promise<KeepingPlace | null>;
}

/** A doubt to show back: what was typed, and why to look again. */
export interface Doubt {
  readonly values: ReadingSubmission['values'];
  readonly findings: readonly ReadingFinding[];
  readonly use: ReadingVerdict['use'];
}

/** What was put in instead of what was typed, because the person agreed to it: here, or also on another meter. */
export type Fixed =
  { readonly kind: 'here' } | { readonly kind: 'exchanged_with' | 'moved_from'; readonly meterId: string };
