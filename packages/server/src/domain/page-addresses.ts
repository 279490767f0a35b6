import type { HostedPages } from '@kabinet/api/contract';
import type { Context } from '../context.js';
import type { KnownSupplier } from './supplier-directory.js';

/** The path of a supplier's hosted page, such as `/mygas/my/sign-in`. */
export function pagePath(supplierId: string, page: string): string {
  return `/${supplierId}/my/${page}`;
}

/** The full address of a supplier's hosted page, for links from other sites and in messages. */
export function pageUrl(context: Pick<Context, 'publicUrl'>, supplierId: string, page: string): string {
  return new URL(pagePath(supplierId, page), context.publicUrl()).href;
}

/** The hosted pages as the contract names them; null where customers do not sign in here. */
export function hostedPages(context: Pick<Context, 'publicUrl'>, { id, profile }: KnownSupplier): HostedPages | null {
  if (!profile.hostedSignIn) return null;
  const url = (page: string) => pageUrl(context, id, page);
  return {
    signIn: url('sign-in'),
    signUp: url('sign-up'),
    link: url('link'),
    accounts: url('accounts'),
    profile: url('profile'),
    devices: url('devices'),
    authorize: url('authorize'),
  };
}
