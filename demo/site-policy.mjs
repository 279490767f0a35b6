// @ts-check
// What a supplier's site tells browsers that its pages may do.

/**
 * The strictest Content-Security-Policy that a page with widgets can have; one that can be put on a phone as an app needs a little more.
 * @type {(page: {nonce: string, apiOrigin: string, isApp?: boolean}) => string}
 */
export function strictPolicy({ nonce, apiOrigin, isApp = false }) {
  return [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src 'self'`,
    `img-src 'self' data:`,
    `connect-src 'self' ${apiOrigin}`,
    ...(isApp ? [`worker-src 'self'`, `manifest-src 'self'`] : []),
    `require-trusted-types-for 'script'`,
    `trusted-types lit-html${isApp ? ' kabinet' : ''}`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ');
}

/**
 * What a site with an old template can have: the same for every page and every visitor, as it stands in the web server's settings. The
 * classic loader sets a script's address, which Trusted Types forbid, so they are left out; nothing from elsewhere runs all the same.
 * @type {(page: {apiOrigin: string}) => string}
 */
export function plainPolicy({ apiOrigin }) {
  return [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self'`,
    `img-src 'self' data:`,
    `connect-src 'self' ${apiOrigin}`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ');
}
