import { Supplier, ServiceKind } from '@kabinet/api/contract';
import * as z from 'zod/mini';

const Day = z.int().check(
  z.minimum(-28),
  z.maximum(31),
  z.refine((day) => day !== 0, 'count days from 1, or from the month\'s end as -1'),
);

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

/**
 * A supplier's profile as its YAML file has it: the public part is the contract's Supplier, the rest stays on the server.
 * Documented for suppliers in docs/billing-base.md.
 */
export const SupplierProfile = z.extend(Supplier, {
  /** Origins of the supplier's own sites, where the widgets may call from: `https://www.example.com`. */
  origins: z.array(z.string().check(z.regex(/^https?:\/\/[^/\s]+$/))),
  readingWindows: z.array(ReadingWindowEntry),
  /** Use in a day, in units of the service, above which the customer is asked to look again. */
  maxDailyUse: z.optional(z.partialRecord(ServiceKind, z.string().check(z.regex(/^\d+(\.\d+)?$/)))),
  /** Who vouches for customers: the supplier's own sign-on, by signed tokens. */
  signOn: z.object({
    issuer: z.string(),
    /** Where its public keys are, or the keys themselves. */
    jwksUri: z.optional(z.url()),
    jwks: z.optional(z.object({ keys: z.array(z.record(z.string(), z.unknown())) })),
  }),
});
export type SupplierProfile = z.infer<typeof SupplierProfile>;
