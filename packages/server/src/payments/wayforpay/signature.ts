import { createHmac } from 'node:crypto';

/**
 * HMAC-MD5 of the fields, joined by semicolons, in hex. https://wiki.wayforpay.com/en/view/852102
 *
 * It is what WayForPay signs with, and weak: MD5, few of the fields, and nothing between them that could not stand in one. So nothing is
 * believed for it alone: docs/decisions/0051-what-a-callback-is-worth.md.
 */
export function wayForPaySignature(secretKey: string, fields: readonly (string | number)[]): string {
  return createHmac('md5', secretKey).update(fields.join(';'), 'utf8').digest('hex');
}
