import type { Context } from '../context.js';
import type { PageLanguage } from '../words/languages.js';
import type { SupplierProfile } from './supplier-profile.js';

/** Whoever stands at one of the doors: what is known of the request, before anything is known of the person. */
export interface Visitor {
  readonly context: Context;
  readonly supplier: { readonly id: string; readonly profile: SupplierProfile };
  readonly language: PageLanguage;
  /** The caller's address, for limits only. */
  readonly address: string;
  /** The browser's own words for itself; null where it has none. */
  readonly userAgent: string | null;
  /** Of the browser's cookies: where it signed in before, and what it is proving now. */
  readonly deviceToken: string | null;
  readonly attemptToken: string | null;
  readonly now: Date;
  readonly requestId: string;
}

/** The supplier's name in every language, for words that passwords must not be made of. */
export function supplierNames({ supplier }: Visitor): string {
  return Object.values(supplier.profile.name).join(' ');
}
