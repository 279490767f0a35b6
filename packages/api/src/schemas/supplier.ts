import * as z from 'zod/mini';
import { LocalizedText, ServiceKind, TimeZoneText } from './common.js';
import { GuestProofKind } from './guest-reading.js';
import { PaymentTerms } from './payment.js';

/** A way to reach the supplier or to hand in a reading other than the cabinet (B3, D2). */
export const Channel = z.object({
  /** `phone`, `sms`, `voice`, `viber`, `telegram`, `email`, `web`. Open: a page shows one it does not know by its address. */
  kind: z.string(),
  /** What to dial, write to or open: a phone number, a short number, an address. */
  address: z.string(),
  /** When and how, in the customer's words: hours, or the form of the message. */
  note: z.nullable(LocalizedText),
  /** Whether readings are taken this way. */
  takesReadings: z.boolean(),
});
export type Channel = z.infer<typeof Channel>;

/** What a service may offer, so far. On the wire the list is open: an older page must live with a newer service. */
export type Capability =
  | 'balance'
  | 'readings'
  | 'meters'
  | 'tariffs'
  | 'reading-photos'
  | 'accounts'
  | 'guest-readings'
  /** pay online */
  | 'payments'
  | 'payment-history'
  | 'payment-plans'
  | 'receipts'
  | 'reminders'
  | 'appeals'
  | 'appointments'
  | 'contracts';

/** A fact by which a customer shows that an account is theirs: the PIN on the bill, the sum of the last payment, a meter's number. */
export const LinkProofKind = z.enum(['pin', 'last_payment', 'meter_number']);
export type LinkProofKind = z.infer<typeof LinkProofKind>;

/** Addresses of the pages on the service's own origin where people type what no other page may see. */
export const HostedPages = z.object({
  signIn: z.string(),
  signUp: z.string(),
  /** Link an account. */
  link: z.string(),
  /** The list of accounts, with helpers. */
  accounts: z.string(),
  profile: z.string(),
  /** Devices that are signed in. */
  devices: z.string(),
  /** Begins a sign-in for a page on another site (RFC 6749, RFC 7636). */
  authorize: z.string(),
});
export type HostedPages = z.infer<typeof HostedPages>;

/** The utility company whose cabinet this is, as anyone may see it. */
export const Supplier = z.object({
  id: z.string(),
  name: LocalizedText,
  serviceKinds: z.array(ServiceKind),
  /** IANA name; windows and due days are counted in it. */
  timeZone: TimeZoneText,
  /** ISO 4217. */
  currency: z.string(),
  /** BCP 47 codes the supplier offers, the default first. */
  languages: z.array(z.string()),
  /** What this supplier's API offers; widgets for anything else hide themselves. */
  capabilities: z.array(z.string()),
  /** The contact centre's phone: shown in the same place of every widget. */
  phone: z.string(),
  /** Its hours, in words. */
  phoneHours: z.nullable(LocalizedText),
  /** The emergency phone, such as 104 for gas. */
  emergencyPhone: z.nullable(z.string()),
  channels: z.array(Channel),
  accountNumber: z.object({
    /** A regular expression the account number's key must match as a whole. */
    pattern: z.string(),
    /** A made-up number in the form printed on the bill. */
    example: z.string(),
  }),
  /** Where customers sign up, sign in and link accounts; null where only the supplier's own sign-on lets people in. */
  pages: z.nullable(HostedPages),
  /** What a customer needs at hand to link an account: any one of these. */
  linkProofs: z.array(LinkProofKind),
  /** How a reading is handed in without signing in: by what second fact; null where it is not. */
  guestReadings: z.nullable(z.object({ proof: GuestProofKind })),
  /** How to pay; null where the supplier takes no payments here. */
  payments: z.nullable(PaymentTerms),
});
export type Supplier = z.infer<typeof Supplier>;
