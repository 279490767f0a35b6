import fc from 'fast-check';

/** The kinds of things that can be wrong with what a provider says. */
export type Wrong = 'nothing' | 'amount' | 'currency' | 'merchant' | 'method' | 'supplier' | 'order';

/** Something that a provider once said; the same one may come several times and in any order. */
export interface Said {
  readonly kind: 'pending' | 'paid' | 'failed' | 'refunded' | 'refund_failed';
  /** Which of the history's orders. */
  readonly order: 0 | 1;
  readonly wrong: Wrong;
  /** Which of the payer's tries it is about. */
  readonly reference: number | null;
  /** Of a refund: so many quarters of what was charged. */
  readonly quarters: number;
  /** Of a refund: whether the quarters are what was given back in all. */
  readonly inAll: boolean;
}

/** One thing that happens. */
export type Step =
  | {
      readonly kind: 'told';
      /** Which of what was said, the same one more than once too; null for the next that was not told yet. */
      readonly said: number | null;
      /** The server dies before this statement of the work, or once it has committed and before it answers. */
      readonly killed: number | 'before answering' | null;
    }
  /** Time passes, past the orders' life or not, and what nobody paid expires. */
  | { readonly kind: 'time'; readonly minutes: number };

/** What a provider said of two orders, and what of it comes when. */
export interface History {
  readonly said: readonly Said[];
  readonly steps: readonly Step[];
}

/** At most twenty things that happen. */
export const MOST_STEPS = 20;

/** As many as a word takes to be booked at most, and some more; each as likely as the others. */
const STATEMENTS = Array.from({ length: 28 }, (_, index) => index + 1);

const said: fc.Arbitrary<Said> = fc.record({
  kind: fc.constantFrom(
    'pending',
    'paid',
    'paid',
    'paid',
    'failed',
    'refunded',
    'refunded',
    'refunded',
    'refund_failed',
  ),
  order: fc.constantFrom(0, 0, 1),
  wrong: fc.constantFrom<Wrong>(
    ...Array.from({ length: 12 }, () => 'nothing' as const),
    ...(['amount', 'currency', 'merchant', 'method', 'supplier', 'order'] as const),
  ),
  reference: fc.constantFrom(0, 0, 0, 1, null),
  quarters: fc.constantFrom(1, 2, 3, 4, 4),
  inAll: fc.boolean(),
});

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record({
      kind: fc.constant('told' as const),
      said: fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 2, arbitrary: fc.nat() }),
      killed: fc.oneof(
        { weight: 3, arbitrary: fc.constant(null) },
        { weight: 1, arbitrary: fc.constant('before answering' as const) },
        { weight: 2, arbitrary: fc.constantFrom(...STATEMENTS) },
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('time' as const), minutes: fc.constantFrom(1, 45, 100) }) },
);

/** Any history: doubled, reordered, late, wrong and interrupted. */
export const histories: fc.Arbitrary<History> = fc.record({
  said: fc.array(said, { minLength: 2, maxLength: 12 }),
  // Mostly short ones: these are the ones that people live through, and there is time for more of them.
  steps: fc.oneof(
    { weight: 3, arbitrary: fc.array(step, { minLength: 1, maxLength: 8 }) },
    { weight: 1, arbitrary: fc.array(step, { minLength: 1, maxLength: MOST_STEPS }) },
  ),
});
