import * as z from 'zod/mini';
import { LocalizedText, ServiceKind } from './common.js';

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
export type Capability = 'balance' | 'readings' | 'meters' | 'tariffs' | 'reading-photos';

/** The utility company whose cabinet this is, as anyone may see it. */
export const Supplier = z.object({
  id: z.string(),
  name: LocalizedText,
  serviceKinds: z.array(ServiceKind),
  /** IANA name; windows and due days are counted in it. */
  timeZone: z.string(),
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
});
export type Supplier = z.infer<typeof Supplier>;
