import type { ProviderKind } from '../../payments/provider.js';

/** How a payer pays at a provider, and what may be odd about what it tells then. Sums in minor units. */
export interface Paying {
  readonly outcome: 'paid' | 'declined';
  /** Another sum than the order's. */
  readonly amount?: bigint;
  /** Another currency than the order's. */
  readonly currency?: string;
  /** To somebody else than the order's merchant. */
  readonly isOtherMerchant?: boolean;
}

/** Sums in minor units. */
export interface Moved {
  readonly taken: bigint;
  readonly givenBack: bigint;
}

/** A provider's own side, on this machine: its page, its API and its callbacks, spoken over HTTP as the real one speaks. */
export interface Counterpart {
  /** Pays for an order whose page was opened. Resolves once the provider has posted its callbacks. */
  pay(orderNumber: string, paying: Paying): Promise<void>;
  /** Gives money back as staff do in the provider's own office. Resolves once it has posted its callbacks. */
  giveBack(orderNumber: string, amount: bigint): Promise<void>;
  /** What moved in all for the order: payers' money taken, and given back. */
  moved(orderNumber: string): Moved | Promise<Moved>;
  /** Is told where a payer went, if it cannot know by itself. */
  visited?(orderNumber: string, url: string): void;
  close(): Promise<void>;
}

/** What the conformance suite needs of a kind of provider (docs/en/payment-providers.md). */
export interface ProviderUnderTest {
  readonly kind: ProviderKind;
  /** Currencies it is tried with; the first is the usual one. */
  readonly currencies: readonly [string, ...string[]];
  /** In which headers its callbacks carry what is signed or signs. */
  readonly signatureHeaders: readonly string[];
  /** Whether the signature alone is enough to believe a callback. */
  readonly isConclusive: boolean;
  /** Whether a payer who was refused may try again on the same page; then a refusal is not told as one. */
  readonly keepsTrying: boolean;
  /** Which field of its form counts down to the order's end. */
  readonly timeLeftField?: string;
  /** What its callbacks may tell otherwise than the order says. */
  readonly differences: readonly ('amount' | 'currency' | 'isOtherMerchant')[];
  /** Starts its other side, and says with what a supplier would be set up for it. */
  start(options: { readonly callbackUrl: string; readonly now: () => Date }): Promise<{
    readonly counterpart: Counterpart;
    readonly settings: Readonly<Record<string, unknown>>;
    readonly secrets: Readonly<Record<string, string>>;
  }>;
}
