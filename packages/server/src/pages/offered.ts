import type { KnownSupplier } from '../domain/supplier-directory.js';

/** Whether customers of the supplier can pay on the pages here. */
export function paysHere({ profile }: Pick<KnownSupplier, 'profile'>): boolean {
  return profile.hostedSignIn && (profile.paying?.methods.length ?? 0) > 0;
}

/** Whether the supplier has customers reminded of bills, and gives them calendars. */
export function remindsHere({ profile }: Pick<KnownSupplier, 'profile'>): boolean {
  return profile.hostedSignIn && profile.capabilities.includes('reminders');
}
