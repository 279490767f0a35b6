import { createHash, timingSafeEqual } from 'node:crypto';
import * as z from 'zod/mini';

/** Who takes payments through this bank. */
export const Merchant = z.object({
  id: z.string().check(z.regex(/^[a-z0-9-]{1,60}$/)),
  /** As the payer reads it. */
  name: z.string().check(z.minLength(1), z.maxLength(140)),
  /** What the merchant's server calls us with. */
  apiKey: z.string().check(z.minLength(20)),
  /** What callbacks are signed with: `whsec_` and base64, as Standard Webhooks has it. */
  webhookSecret: z.string().check(z.regex(/^whsec_[A-Za-z0-9+/=]{32,}$/)),
});
export type Merchant = z.infer<typeof Merchant>;

export const Merchants = z.array(Merchant);

/** The merchant who calls with this key; null for nobody. */
export function merchantWithKey(merchants: readonly Merchant[], apiKey: string): Merchant | null {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const given = digest(apiKey);
  return merchants.find((merchant) => timingSafeEqual(digest(merchant.apiKey), given)) ?? null;
}
