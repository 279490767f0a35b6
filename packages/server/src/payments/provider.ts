import type { KnownSupplier } from '../domain/supplier-directory.js';

/** An order as a provider needs it. All sums in minor units. */
export interface OrderForProvider {
  readonly id: string;
  /** The provider knows the order by it; the same for every try. */
  readonly number: string;
  /** What is charged, the fee included. */
  readonly total: bigint;
  /** ISO 4217. */
  readonly currency: string;
  /** What it is for, as the payer reads it there: no names, no addresses. */
  readonly description: string;
  /** BCP 47. */
  readonly language: string;
  readonly createdAt: Date;
  /** After it nobody may begin to pay. */
  readonly expiresAt: Date;
  /** Whether the provider is to keep the card for later payments. */
  readonly keepsCard: boolean;
  /** The provider's own name of the payment, once it has told one. */
  readonly reference: string | null;
  /** Null until it is known to be paid; then what is known to be given back of it. */
  readonly refunded: bigint | null;
  /** Where the provider sends the browser afterwards, by GET or POST. Nothing that comes there is believed. */
  readonly returnUrl: string;
  /** Where the provider tells what happened. */
  readonly callbackUrl: string;
}

/** Where the payer's browser goes: an address, or a form that is posted there. */
export interface Departure {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  /** Of a form. */
  readonly fields: Readonly<Record<string, string>>;
  /** The provider's name of the payment, where it has one already. */
  readonly reference?: string;
}

/** What a provider says of an order, by whatever way it came. */
export interface ProviderEvent {
  /** The provider's name of what happened; the same thing told twice has the same one. At most 200 characters. */
  readonly eventRef: string;
  readonly orderNumber: string;
  /** `refund_failed`: what was told as refunded did not get there after all. */
  readonly kind: 'pending' | 'paid' | 'failed' | 'refunded' | 'refund_failed';
  /** Minor units: what was charged; of a refund, what was given back by this one. */
  readonly amount: bigint;
  /**
   * Of a refund: what was given back in all, this one included. It goes before `amount`: what is new is the difference to what is known,
   * so that the same refund told by two names counts once. Not there where the provider tells it of each refund by its own name only.
   */
  readonly refundedInAll?: bigint;
  readonly currency: string;
  /** To whom it was paid is whom the order was for. */
  readonly isOurMerchant: boolean;
  /** The provider's name of the payment. */
  readonly reference: string | null;
  /** Of a failed one: `declined`, `insufficient_funds`, `cancelled`, `card_expired`, `limit_exceeded`, `provider_error`. */
  readonly failure: string | null;
  readonly happenedAt: Date;
  /** The card it now keeps: its token, and what of it may be shown. */
  readonly card: { readonly token: string; readonly label: string } | null;
}

/** A callback as it came in, before anything is believed of it. */
export interface IncomingCallback {
  readonly rawBody: Uint8Array;
  readonly headers: Headers;
  readonly query: URLSearchParams;
}

/** A callback whose signature is right. */
export interface ReadCallback {
  /** Null where it tells of nothing that matters here. */
  readonly event: ProviderEvent | null;
  /**
   * Whether what it says may be credited as it is. False where the signature does not cover all of it or is weak: then the provider is
   * asked, and only its answer counts.
   */
  readonly isConclusive: boolean;
  /** What the provider wants to hear once it is taken. */
  answer(now: Date): { readonly contentType: string; readonly body: string };
}

/** One payment or refund in a provider's register of a day. */
export interface RegisterRow {
  readonly orderNumber: string;
  readonly kind: 'paid' | 'refunded';
  readonly amount: bigint;
  readonly currency: string;
  readonly reference: string | null;
  readonly happenedAt: Date;
}

/** The callback is not the provider's: the signature is wrong or missing, or what was signed cannot be read. Says nothing of why. */
export class CallbackRefused extends Error {
  override readonly name = 'CallbackRefused';
}

/** The provider cannot be reached, or answers with nonsense: try again later. Its text is for logs and holds no secret. */
export class ProviderUnavailable extends Error {
  override readonly name = 'ProviderUnavailable';
}

/** The provider says no to what we asked, for good. */
export class ProviderRefused extends Error {
  override readonly name = 'ProviderRefused';
}

/** Money to give back. In minor units. */
export interface RefundWish {
  readonly id: string;
  readonly amount: bigint;
  /**
   * What was known to be given back of the order when this refund was first asked for; the same at every try, whatever became known since.
   * Providers without names of refunds go by it: is as much more given back already, it was done and its answer lost.
   */
  readonly refundedBefore: bigint;
}

/** A payment provider with a supplier's settings: one folder of its own behind this. */
export interface PaymentProvider {
  /** Where to send the payer; the same for every try of an order, but for how much time is left. Throws ProviderUnavailable or ProviderRefused. */
  depart(order: OrderForProvider, signal: AbortSignal): Promise<Departure>;
  /** Checks and reads a callback over its raw bytes. Throws CallbackRefused. Asks nobody. */
  readCallback(callback: IncomingCallback): Promise<ReadCallback>;
  /** What the provider knows of the order now; null where it knows of none. Throws ProviderUnavailable. */
  ask(order: OrderForProvider, signal: AbortSignal): Promise<ProviderEvent | null>;
  /**
   * Closes the provider's page for an order that its payer does not want any more, so that it cannot be paid there. Absent where the provider
   * cannot: then it may be until its time is over. Throws ProviderRefused where there is none to close any more, and ProviderUnavailable.
   */
  readonly close?: (order: OrderForProvider, signal: AbortSignal) => Promise<void>;
  /** The payments and refunds of a day, in the supplier's time zone. Throws ProviderUnavailable. */
  register(day: { readonly from: Date; readonly to: Date }, signal: AbortSignal): AsyncIterable<RegisterRow>;
  /** Charges a card that the provider keeps, once for an order however often it is tried. Absent where the provider cannot. */
  readonly charge?: (order: OrderForProvider, token: string, signal: AbortSignal) => Promise<ProviderEvent>;
  /**
   * Gives money back, once for a refund however often it is tried: the next refund of an order is asked for when this one is settled.
   * Absent where the provider cannot.
   */
  readonly refund?: (order: OrderForProvider, refund: RefundWish, signal: AbortSignal) => Promise<ProviderEvent>;
}

/** A kind of provider: what a supplier's profile may name. */
export interface ProviderKind {
  /** What the profile calls it, such as `liqpay`. */
  readonly id: string;
  readonly canKeepCards: boolean;
  /** No real money moves. */
  readonly isTest: boolean;
  /** The host of the provider's page, as people see it in the address line. */
  site(settings: Readonly<Record<string, unknown>>): string;
  /** Throws an Error that names the setting which is missing or wrong, and never its value. */
  create(options: {
    readonly settings: Readonly<Record<string, unknown>>;
    readonly secrets: Readonly<Record<string, unknown>>;
    readonly fetch: typeof fetch;
    readonly now: () => Date;
  }): PaymentProvider;
}

/** A supplier's payment method with its provider. */
export interface PaymentMethodInUse {
  readonly id: string;
  readonly kind: ProviderKind;
  readonly provider: PaymentProvider;
}

/** The payment methods of all suppliers, ready to use. */
export interface PaymentMethods {
  /** Null where the supplier has no such method, or its secrets are missing. */
  find(supplier: KnownSupplier, methodId: string): PaymentMethodInUse | null;
  /** Those that can be used now, as the profile orders them. */
  all(supplier: KnownSupplier): readonly PaymentMethodInUse[];
}
