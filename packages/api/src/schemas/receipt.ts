import * as z from 'zod/mini';
import { DateTimeText, DecimalText, Money, ServiceKind, TimeZoneText, Unit } from './common.js';
import { PaymentShare, QrCode } from './payment.js';

/**
 * What a receipt says: the payload that is signed (JWS, RFC 7515; EdDSA with Ed25519, RFC 8037). Anyone who has the supplier's public
 * key can check it without asking anybody.
 */
export const ReceiptContent = z.object({
  /** The form of this payload: 1. */
  v: z.int(),
  /** The supplier's id, and its name when the receipt was written. */
  iss: z.string(),
  supplier: z.string(),
  number: z.string(),
  kind: z.enum(['payment', 'reading']),
  issuedAt: DateTimeText,
  /** The supplier's time zone, in which moments are shown. */
  timeZone: TimeZoneText,
  payment: z.optional(
    z.object({
      paidAt: DateTimeText,
      /** By which provider. */
      method: z.string(),
      lines: z.array(
        z.object({
          accountNumber: z.string(),
          amount: Money,
          /** To which services and months it went, where the payer might see what was owed; they add up to the amount. */
          shares: z.optional(z.array(PaymentShare)),
        }),
      ),
      fee: Money,
      total: Money,
    }),
  ),
  reading: z.optional(
    z.object({
      accountNumber: z.string(),
      meterNumber: z.string(),
      serviceKind: ServiceKind,
      unit: Unit,
      readAt: DateTimeText,
      receivedAt: DateTimeText,
      values: z.array(z.object({ zone: z.string(), value: DecimalText })),
    }),
  ),
});
export type ReceiptContent = z.infer<typeof ReceiptContent>;

/**
 * The short form of a receipt, signed like it: small enough for a QR code on paper, and without anything that tells who it is about. What
 * it says is compared with the paper.
 */
export const ReceiptSummary = z.object({
  /** The form of this payload: 1. */
  v: z.int(),
  /** The supplier's id. */
  iss: z.string(),
  /** The receipt's number. */
  n: z.string(),
  /** When it was paid, or the reading came in: seconds since 1970. */
  t: z.int(),
  /** The supplier's time zone. */
  z: z.string(),
  /** The last digits of the account numbers. */
  a: z.array(z.string()),
  /** Of a payment: the sum charged, in minor units, and its currency. */
  s: z.optional(z.int()),
  c: z.optional(z.string()),
  /** Of a reading: the values by zone, and their unit. */
  r: z.optional(z.record(z.string(), DecimalText)),
  u: z.optional(Unit),
});
export type ReceiptSummary = z.infer<typeof ReceiptSummary>;

/** A receipt for a payment or a reading. */
export const Receipt = z.object({
  id: z.string(),
  number: z.string(),
  /** Its content, signed: a compact JWS of `ReceiptContent`. */
  signed: z.string(),
  /** A page of the service where anyone can check it. */
  verifyUrl: z.string(),
  /** The same for paper: opens that page with the short form of the receipt after the `#`, which browsers send to nobody. */
  qr: QrCode,
  /** Where the receipt's accounts are, of those that the customer has on their list now. Told beside it: no address is signed. */
  premises: z.array(z.object({ accountNumber: z.string(), address: z.string() })),
});
export type Receipt = z.infer<typeof Receipt>;

/** A file to keep. */
export const ReceiptDocument = z.object({
  fileName: z.string(),
  mediaType: z.string(),
  /** Base64. */
  data: z.string(),
});
export type ReceiptDocument = z.infer<typeof ReceiptDocument>;

/** A public key by which receipts are checked (RFC 7517, RFC 8037). Old ones stay, so that old receipts can be checked. */
export const ReceiptKey = z.object({
  kty: z.string(),
  crv: z.string(),
  x: z.string(),
  kid: z.string(),
  use: z.string(),
  alg: z.string(),
});
export type ReceiptKey = z.infer<typeof ReceiptKey>;

/** A JWK Set. */
export const ReceiptKeySet = z.object({ keys: z.array(ReceiptKey) });
export type ReceiptKeySet = z.infer<typeof ReceiptKeySet>;
