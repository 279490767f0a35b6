import * as z from 'zod/mini';
import { DateText, DateTimeText, ServiceKind } from './common.js';

/**
 * What a customer may do with an account. `link`: name it and take it off their list; everybody has it. `readings`: hand in readings.
 * `payments`: pay. `view`: see what is owed, used and charged. `manage`: speak for the account, as in letting helpers in.
 */
export const Grant = z.enum(['link', 'readings', 'payments', 'view', 'manage']);
export type Grant = z.infer<typeof Grant>;

/**
 * By what right an account is on a customer's list. `holder`: the billing base names them. `owner`: their own, shown by a fact from the
 * bill. `payer`: a relative's, shown likewise. `helper`: let in by a holder or owner, until a day.
 */
export const AccountRole = z.enum(['holder', 'owner', 'payer', 'helper']);
export type AccountRole = z.infer<typeof AccountRole>;

/** The supplier's book-keeping unit, as its customer sees it. */
export const Account = z.object({
  id: z.string(),
  /** As printed on the bill: leading zeros, letters and dashes included. */
  accountNumber: z.string(),
  serviceKinds: z.array(ServiceKind),
  premise: z.object({ address: z.string(), locality: z.string() }),
  status: z.enum(['open', 'closed']),
  role: AccountRole,
  grants: z.array(Grant),
  /** The last day of a helper's right; null for everybody else. */
  untilOn: z.nullable(DateText),
  /** How the customer calls it; empty when they gave it no name. */
  nickname: z.string(),
  /** The one shown first. */
  isDefault: z.boolean(),
});
export type Account = z.infer<typeof Account>;

/** The default account first. */
export const AccountList = z.object({ items: z.array(Account) });
export type AccountList = z.infer<typeof AccountList>;

/** What a customer may say of an account on their list; what is left out stays. */
export const AccountPreferences = z.object({
  nickname: z.optional(z.string().check(z.maxLength(60))),
  /** `true` makes it the default; another one takes over by being made it. */
  isDefault: z.optional(z.boolean()),
});
export type AccountPreferences = z.infer<typeof AccountPreferences>;

/** An account taken off a customer's list. */
export const AccountUnlinking = z.object({
  unlinkedAt: DateTimeText,
  /** Until then it can be put back without proving anything anew. */
  restorableUntil: DateTimeText,
});
export type AccountUnlinking = z.infer<typeof AccountUnlinking>;
