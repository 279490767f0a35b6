import { createHash } from 'node:crypto';

/**
 * What a company's LiqPay signs with: SHA3-256 from version 7 of its API on, SHA-1 before it.
 * https://www.liqpay.ua/documentation/en/data_signature, https://github.com/liqpay/sdk-php/pull/40
 */
export const LIQPAY_SIGNATURES = { 'sha3-256': { version: 7 }, sha1: { version: 3 } } as const;
export type LiqPaySignature = keyof typeof LIQPAY_SIGNATURES;

/** `base64(hash(private_key + data + private_key))`, over `data` as it is sent: base64 of JSON. */
export function liqPaySignature(algorithm: LiqPaySignature, privateKey: string, data: string): string {
  return createHash(algorithm)
    .update(privateKey + data + privateKey, 'utf8')
    .digest('base64');
}

/** What is sent to LiqPay, in either direction. */
export function signedForm(
  algorithm: LiqPaySignature,
  privateKey: string,
  content: Readonly<Record<string, unknown>>,
): { readonly data: string; readonly signature: string } {
  const data = Buffer.from(JSON.stringify(content), 'utf8').toString('base64');
  return { data, signature: liqPaySignature(algorithm, privateKey, data) };
}
