import { Channel, GuestProofKind, LinkProofKind, LocalizedText, ServiceKind, Supplier } from '@kabinet/api/contract';
import * as z from 'zod/mini';
import { Holiday, ProfileAppeals } from './appeal-profile.js';
import { isIban } from './iban.js';
import { ProfileReceptions } from './reception-profile.js';

const Day = z.int().check(
  z.minimum(-28),
  z.maximum(31),
  z.refine((day) => day !== 0, "count days from 1, or from the month's end as -1"),
);

const Colour = z.string().check(z.regex(/^#[0-9a-f]{6}$/i, 'a colour such as "#1d5fae"'));

const CountryCode = z.string().check(z.regex(/^[A-Z]{2}$/, 'two capital letters, such as UA'));

/** When readings of a service are taken; a rule for a locality goes before the general one. */
export const ReadingWindowEntry = z.object({
  serviceKind: ServiceKind,
  /** Only in this locality, as the billing base spells it; everywhere without it. */
  locality: z.optional(z.string()),
  opensOnDay: Day,
  closesOnDay: Day,
  graceDays: z.prefault(z.int().check(z.minimum(0), z.maximum(15)), 0),
  countsFor: z.prefault(z.enum(['opening_month', 'previous_month']), 'opening_month'),
  lateReadings: z.prefault(z.enum(['accept', 'refuse']), 'accept'),
});

/** A name that this machine's calendar and money rules know. */
function known(test: (name: string) => unknown, message: string) {
  return z.refine<string>((name) => {
    try {
      test(name);
      return true;
    } catch {
      return false;
    }
  }, message);
}

/** What the contract says as `null` may be left out by who writes the YAML. */
const OptionalTexts = z.prefault(z.nullable(LocalizedText), null);

/** In quotation marks, so that YAML does not make a float of it. */
const DecimalOfProfile = z.string().check(z.regex(/^\d+(\.\d+)?$/, 'a number in quotation marks, such as "60"'));

const ProfileChannel = z.extend(Channel, {
  note: OptionalTexts,
  takesReadings: z.prefault(z.boolean(), false),
});

/** A way to pay as the profile has it; what is secret of it stands in the server's file of secrets, by supplier and method. */
const ProfilePaymentMethod = z.object({
  /** The supplier's name of it: in addresses of callbacks and on orders. It never changes. */
  id: z.string().check(z.regex(/^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/, 'small Latin letters, digits and dashes')),
  /** Which kind of provider (docs/en/payment-providers.md). */
  provider: z.string(),
  name: LocalizedText,
  /** What the payer pays on top: per cent of the sum, in quotation marks, and the least of it in minor units. */
  fee: z.prefault(
    z.nullable(
      z.object({
        percent: z.string().check(z.regex(/^\d{1,2}(\.\d{1,4})?$/, 'per cent in quotation marks, such as "1.5"')),
        atLeast: z.prefault(z.int().check(z.minimum(0)), 0),
      }),
    ),
    null,
  ),
  /** Whether cards may be kept for planned payments, where the provider can. */
  keepsCards: z.prefault(z.boolean(), false),
  /** The provider's own settings that are no secret. */
  settings: z.optional(z.record(z.string(), z.unknown())),
});

/** How the supplier takes payments. */
const ProfilePaying = z.object({
  methods: z
    .prefault(z.array(ProfilePaymentMethod), [])
    .check(
      z.refine(
        (methods) => new Set(methods.map(({ id }) => id)).size === methods.length,
        'two methods have the same id',
      ),
    ),
  /** The smallest and the largest sum of one order, in minor units. */
  atLeast: z.prefault(z.int().check(z.minimum(1)), 100),
  atMost: z.prefault(z.int().check(z.minimum(1)), 2_999_900),
  /** What a bank needs for a transfer. `{account}` in the purpose stands for the account number. */
  bankTransfer: z.prefault(
    z.nullable(
      z.object({
        recipient: z.string().check(z.minLength(1), z.maxLength(140)),
        taxId: z.string().check(z.minLength(1), z.maxLength(35)),
        iban: z
          .string()
          .check(z.refine(isIban, 'an IBAN without spaces, as the bank gave it: its check digits are wrong')),
        bank: z.prefault(z.nullable(z.string()), null),
        purpose: z.string().check(z.includes('{account}', 'needs {account}')),
      }),
    ),
    null,
  ),
});

/**
 * A supplier's profile as its YAML file has it: the public part is the contract's Supplier, the rest stays on the server.
 * Documented for suppliers in docs/en/billing-base.md.
 */
export const SupplierProfile = z.extend(z.omit(Supplier, { pages: true, payments: true }), {
  id: z
    .string()
    .check(
      z.regex(
        /^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/,
        'small Latin letters, digits and dashes, at most 40: it stands in the address',
      ),
    ),
  serviceKinds: z.array(ServiceKind).check(z.minLength(1, 'name at least one service')),
  timeZone: z
    .string()
    .check(
      known((name) => new Intl.DateTimeFormat('en', { timeZone: name }), 'not an IANA time zone, such as Europe/Kyiv'),
    ),
  currency: z.string().check(
    z.regex(/^[A-Z]{3}$/, 'three capital letters, such as UAH'),
    known((code) => new Intl.NumberFormat('en', { style: 'currency', currency: code }), 'not a currency code'),
  ),
  languages: z.array(z.string()).check(z.minLength(1, 'name at least one language')),
  capabilities: z.prefault(z.array(z.string()), ['balance', 'readings', 'meters']),
  phoneHours: OptionalTexts,
  emergencyPhone: z.prefault(z.nullable(z.string()), null),
  channels: z.prefault(z.array(ProfileChannel), []),
  accountNumber: z.object({
    pattern: z.string().check(known((pattern) => new RegExp(`^(?:${pattern})$`, 'u'), 'not a regular expression')),
    example: z.string(),
  }),
  /** Where phones without a country code are: ISO 3166, such as UA. */
  country: z.prefault(CountryCode, 'UA'),
  /** Where phones may be to which codes are sent; only in `country` without it. */
  phoneCountries: z.optional(z.array(CountryCode).check(z.minLength(1, 'name at least one country'))),
  /** The look of the pages where customers sign in: the supplier's own colour, `#rrggbb`, and one for dark screens. */
  theme: z.prefault(z.object({ accent: z.prefault(Colour, '#1d5fae'), accentDark: z.prefault(Colour, '#8ab8f0') }), {}),
  /** Whether customers sign up and sign in here; without it only the supplier's own sign-on lets people in. */
  hostedSignIn: z.prefault(z.boolean(), false),
  linkProofs: z.prefault(z.array(LinkProofKind), ['last_payment', 'meter_number']),
  guestReadings: z.prefault(z.nullable(z.object({ proof: GuestProofKind })), null),
  /** How customers pay; without it nothing can be paid here. */
  paying: z.prefault(z.nullable(ProfilePaying), null),
  /** What customers can write about, and who answers by when; without it no appeals are taken here. */
  appeals: z.prefault(z.nullable(ProfileAppeals), null),
  /** Days on which nobody works, besides weekends: `2026-12-25`, or `12-25` in every year. */
  holidays: z.prefault(z.array(Holiday), []),
  /** Where managers receive people by appointment. */
  receptions: ProfileReceptions,
  /** Origins of the supplier's own sites, where the widgets may call from: `https://www.example.com`. */
  origins: z.array(
    z
      .string()
      .check(z.regex(/^https?:\/\/[^/\s]+$/, 'scheme and host without a path, such as https://www.example.com')),
  ),
  /** The page with the widgets on one of them: where pages here lead back to. The first origin's front page without it. */
  cabinetUrl: z.optional(z.url()),
  /** The addresses on them where people are sent back to with a code, letter by letter; without them any address of the origins. */
  redirectUris: z.optional(z.array(z.url()).check(z.minLength(1, 'name at least one address'))),
  /** A service without a window takes readings all month. */
  readingWindows: z.prefault(z.array(ReadingWindowEntry), []),
  /** Use in a day, in units of the service, above which the customer is asked to look again. */
  maxDailyUse: z.optional(z.partialRecord(ServiceKind, DecimalOfProfile)),
  /** When a use is out of the ordinary for the customer, by service: what differs from the rules' defaults, or null for never. */
  plausibility: z.optional(
    z.partialRecord(
      ServiceKind,
      z.nullable(
        z.object({
          timesUsual: z.optional(z.string().check(z.regex(/^[1-9]\d*(\.\d+)?$/, 'a number from 1, such as "3"'))),
          neverBelow: z.optional(DecimalOfProfile),
          seasonal: z.optional(z.boolean()),
        }),
      ),
    ),
  ),
  /** Who vouches for customers: the supplier's own sign-on, by signed tokens. Without it only hosted sign-in lets people in. */
  signOn: z.optional(
    z.object({
      issuer: z.string(),
      /** Where its public keys are, or the keys themselves. */
      jwksUri: z.optional(
        z
          .url()
          .check(z.regex(/^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1)([:/]|$))/, 'https, or http on this machine')),
      ),
      jwks: z.optional(z.object({ keys: z.array(z.record(z.string(), z.unknown())) })),
    }),
  ),
});
export type SupplierProfile = z.infer<typeof SupplierProfile>;
