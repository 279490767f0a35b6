/**
 * Cookies of the API's origin. All have the `__Host-` prefix: set by this host alone, over TLS (or on http://localhost, which browsers
 * trust like it), and for no other host.
 */

/** What a cookie is called for one supplier: `session`'s has no further word. No supplier's id has the dot, so that no two are one. */
export function cookieName(supplierId: string, word?: string): string {
  return word === undefined ? `__Host-kabinet-${supplierId}` : `__Host-kabinet-${word}.${supplierId}`;
}

/**
 * The `Set-Cookie` value of a cookie that scripts cannot read and other sites' forms do not send. Ends with the browser's run, or
 * after `maxAgeSeconds`. `value` must be of the letters of base64url, as all our tokens are.
 */
export function hostCookie(name: string, value: string, maxAgeSeconds?: number): string {
  if (!/^[\w-]*$/.test(value)) throw new RangeError('not a cookie value');
  const ends = maxAgeSeconds === undefined ? '' : `; Max-Age=${maxAgeSeconds}`;
  return `${name}=${value}; Path=/; Secure; HttpOnly; SameSite=Lax${ends}`;
}

/** Takes a cookie out of the browser. */
export function endedCookie(name: string): string {
  return hostCookie(name, '', 0);
}

/**
 * The cookie of a signed-in browser. Without an end of its own: on a shared computer it goes when the browser is closed, and the
 * session ends on the server's clock.
 */
export function sessionCookie(supplierId: string, token: string): string {
  return hostCookie(cookieName(supplierId), token);
}

/** Signs the browser out; the session itself must be ended too. */
export function endedSessionCookie(supplierId: string): string {
  return endedCookie(cookieName(supplierId));
}

/** The session's token among a request's cookies. */
export function sessionTokenOf(cookies: Readonly<Record<string, string>>, supplierId: string): string | null {
  return cookies[cookieName(supplierId)] || null;
}

/** The cookies of a request by name. */
export function readCookies(header: string | null): Readonly<Record<string, string>> {
  const pairs = (header ?? '').split(';').flatMap((pair): [string, string][] => {
    const [name, ...value] = pair.split('=');
    return name?.trim() && value.length > 0 ? [[name.trim(), value.join('=').trim()]] : [];
  });
  // The first of two with one name is the one that is closer to us.
  return Object.fromEntries(pairs.reverse());
}
