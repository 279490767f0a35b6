import { cookieName, hostCookie } from '../http/session-cookie.js';
import { pagePath } from '../domain/page-addresses.js';
import type { PageCall } from './page.js';
import { keptReturn } from './return-address.js';

/**
 * A site may open our pages in a small window to sign its customer in; the answer is handed over between the two windows, so those pages
 * must not be cut off from who opened them. All other pages are, whoever opens them.
 */
const WORD = 'window';
/** Signing up with a code that comes late; afterwards the person goes back by a link. */
const KEPT_SECONDS = 10 * 60;

/** Put into the address of the first page, which the browser may take for one that another site opens. */
export const OPENED_AS_WINDOW = 'window';

/** The `Set-Cookie` value by which the pages that follow keep the window's opener. */
export function keepOpener(supplierId: string): string {
  return hostCookie(cookieName(supplierId, WORD), 'kept', KEPT_SECONDS);
}

/** Whether this page keeps who opened its window: only the page that a site asks, and those that the person goes through from there. */
export function keepsOpener(call: PageCall, operation: string): boolean {
  if (operation === 'page:authorize') return true;
  const { supplier, cookies, request, query } = call;
  if (!cookies[cookieName(supplier.id, WORD)]) return false;
  if (!keptReturn(call)?.startsWith(pagePath(supplier.id, 'authorize'))) return false;
  // Opened by another site while somebody is on the way in a window of their own. Old browsers do not tell.
  const site = request.headers.get('sec-fetch-site') ?? 'same-origin';
  return site === 'same-origin' || query.has(OPENED_AS_WINDOW);
}
