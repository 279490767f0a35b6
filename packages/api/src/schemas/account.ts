import * as z from 'zod/mini';
import { ServiceKind } from './common.js';

/** The supplier's book-keeping unit, as its customer sees it. */
export const Account = z.object({
  id: z.string(),
  /** As printed on the bill: leading zeros, letters and dashes included. */
  accountNumber: z.string(),
  serviceKinds: z.array(ServiceKind),
  premise: z.object({ address: z.string(), locality: z.string() }),
  status: z.enum(['open', 'closed']),
});
export type Account = z.infer<typeof Account>;

export const AccountList = z.object({ items: z.array(Account) });
export type AccountList = z.infer<typeof AccountList>;
