import type { KnownSupplier } from '../domain/supplier-directory.js';
import { cookieName, endedCookie, hostCookie } from '../http/session-cookie.js';
import { pagePath } from '../domain/page-addresses.js';
import type { PageCall, PageRedirect } from './page.js';

/**
 * Where the person goes when they are done here: the page of ours they asked for, or the supplier's own site. Kept in a cookie of this
 * browser through signing in, signing up and codes; checked when it is put there and again when it is used.
 */
const WORD = 'return';
const KEPT_SECONDS = 60 * 60;
/** Long enough for a site's request to sign in (RFC 6749), and no cookie that a server in front would refuse. */
const LONGEST = 2000;

/** The address when it is a page of this supplier's here, or on one of its own sites; null for all others. */
export function checkedReturn(
  { id, profile }: Pick<KnownSupplier, 'id' | 'profile'>,
  address: string | null | undefined,
): string | null {
  if (!address || address.length > LONGEST) return null;
  if (address.startsWith('/')) {
    // As a browser reads it: `//other.example` and `/\other.example` lead elsewhere, `/x/../y` is `/y`.
    const own = 'https://own.invalid';
    const url = parse(address, own);
    if (url?.origin !== own || !url.pathname.startsWith(pagePath(id, ''))) return null;
    return `${url.pathname}${url.search}`;
  }
  const url = parse(address);
  return url !== null && profile.origins.includes(url.origin) && url.username === '' && url.password === ''
    ? url.href
    : null;
}

/** The `Set-Cookie` value that keeps where to go; null for an address that is nobody's business here. */
export function keepReturn(supplier: KnownSupplier, address: string | null): string | null {
  const to = checkedReturn(supplier, address);
  return to === null ? null : hostCookie(cookieName(supplier.id, WORD), encoded(to), KEPT_SECONDS);
}

/** The cookies as they are once {@link keepReturn} is heeded: the address a page was just opened with comes before an older one. */
export function withReturn(
  cookies: PageCall['cookies'],
  supplier: KnownSupplier,
  address: string | null,
): PageCall['cookies'] {
  const to = checkedReturn(supplier, address);
  return to === null ? cookies : { ...cookies, [cookieName(supplier.id, WORD)]: encoded(to) };
}

function encoded(to: string): string {
  return Buffer.from(to).toString('base64url');
}

/** Where the person wants to go; null when nothing is kept. */
export function keptReturn({ supplier, cookies }: Pick<PageCall, 'supplier' | 'cookies'>): string | null {
  const kept = cookies[cookieName(supplier.id, WORD)];
  return kept ? checkedReturn(supplier, Buffer.from(kept, 'base64url').toString('utf8')) : null;
}

/** Where who is signed in begins: at their accounts; where customers do not sign in here, they are staff. */
export function firstPage({ profile }: Pick<KnownSupplier, 'profile'>): 'accounts' | 'staff' {
  return profile.hostedSignIn ? 'accounts' : 'staff';
}

/** Goes where the person wanted to, else to where they begin; what was kept is forgotten. */
export function goOn(call: Pick<PageCall, 'supplier' | 'cookies'>, setCookies: readonly string[] = []): PageRedirect {
  return {
    kind: 'redirect',
    to: keptReturn(call) ?? pagePath(call.supplier.id, firstPage(call.supplier)),
    setCookies: [...setCookies, forgetReturn(call.supplier.id)],
  };
}

/** The supplier's own site, where readings are handed in: the page that the person came from, else its cabinet; null where there is none. */
export function supplierSite(call: Pick<PageCall, 'supplier' | 'cookies'>): string | null {
  const kept = keptReturn(call);
  return kept !== null && !kept.startsWith('/') ? kept : cabinetOf(call.supplier);
}

/** The page with the widgets on the supplier's own site, else its front page; null where there is no site. */
export function cabinetOf({ profile }: Pick<KnownSupplier, 'profile'>): string | null {
  return profile.cabinetUrl ?? profile.origins[0] ?? null;
}

/** The `Set-Cookie` value by which it is forgotten. */
export function forgetReturn(supplierId: string): string {
  return endedCookie(cookieName(supplierId, WORD));
}

/** Another page of this supplier's. */
export function go(call: Pick<PageCall, 'supplier'>, page: string, setCookies: readonly string[] = []): PageRedirect {
  return { kind: 'redirect', to: pagePath(call.supplier.id, page), setCookies };
}

function parse(address: string, base?: string): URL | null {
  return URL.canParse(address, base) ? new URL(address, base) : null;
}
