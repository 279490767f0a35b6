import { randomBytes } from 'node:crypto';
import type { KnownSupplier } from '../domain/supplier-directory.js';

/** A value that allows one page's own script and cannot be guessed by what else might get into it. */
export function newNonce(): string {
  return randomBytes(16).toString('base64url');
}

/**
 * The headers of every hosted page. Only our own script runs, only our own styles and pictures load, forms go here or, after signing in,
 * on to the supplier's own sites.
 *
 * A page opened as a small window by a site that signs its customers in by it must not lose that site (`keepsOpener`): the answer is
 * handed over between the windows.
 */
export function pageHeaders({
  supplier,
  nonce,
  keepsOpener,
  formsTo = supplier.profile.origins,
}: {
  supplier: KnownSupplier;
  nonce: string;
  keepsOpener: boolean;
  /** Origins beside our own that a form of the page may lead to; the supplier's own sites without it. */
  formsTo?: readonly string[];
}): Record<string, string> {
  return {
    'Cache-Control': 'no-store',
    'Content-Security-Policy': [
      "default-src 'none'",
      `script-src 'nonce-${nonce}'`,
      "style-src 'self'",
      "img-src 'self'",
      "connect-src 'self'",
      `form-action ${["'self'", ...formsTo].join(' ')}`,
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "require-trusted-types-for 'script'",
      'trusted-types lit-html',
    ].join('; '),
    'Cross-Origin-Opener-Policy': keepsOpener ? 'unsafe-none' : 'same-origin',
    // Not "no-referrer": browsers would then send "Origin: null" with our own forms.
    'Referrer-Policy': 'same-origin',
    'Permissions-Policy':
      'publickey-credentials-get=(self), publickey-credentials-create=(self), otp-credentials=(self), ' +
      'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'X-Frame-Options': 'DENY',
    Vary: 'Cookie, Accept-Language',
  };
}
