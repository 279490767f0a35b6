import { ReceiptContent as contentShape, ReceiptSummary as summaryShape } from './generated/receipt-shapes.js';
import type { ReceiptContent, ReceiptKey, ReceiptSummary } from './schemas/receipt.js';
import { matchesShape } from './shape.js';

/*
 * Checking a receipt without asking anybody: a compact JWS (RFC 7515) signed by Ed25519 (RFC 8037), with the supplier's public keys. By
 * WebCrypto, which browsers and Node have alike, so that the page and the service judge the same.
 */

/**
 * What came of the check.
 * `valid`: the supplier signed exactly this; `content` is the receipt, or `summary` its short form off a QR code.
 * `newer`: signed by the supplier, in a form that came after this version.
 * `changed`: what is signed and the signature do not belong together.
 * `unknown_key`: signed by none of the given keys; `issuer` is whose it claims to be, which nobody has checked.
 * `not_a_receipt`: not a signed receipt at all.
 * `unsupported`: this browser cannot check such signatures.
 */
export type ReceiptCheck =
  | { readonly state: 'valid'; readonly content: ReceiptContent; readonly summary?: never; readonly signed: string }
  | { readonly state: 'valid'; readonly summary: ReceiptSummary; readonly content?: never; readonly signed: string }
  | { readonly state: 'unknown_key'; readonly issuer: string | null }
  | { readonly state: 'newer' | 'changed' | 'not_a_receipt' | 'unsupported' };

/** Longer than any receipt: of twenty accounts with long numbers. */
const MAX_LENGTH = 16_000;

/** Null for anything but the one right spelling: with spare bits in the last letter two texts would say the same. */
function bytesOf(text: string): Uint8Array<ArrayBuffer> | null {
  const padded = text.replaceAll('-', '+').replaceAll('_', '/') + '='.repeat((4 - (text.length % 4)) % 4);
  try {
    const binary = atob(padded);
    return btoa(binary) === padded ? Uint8Array.from(binary, (letter) => letter.charCodeAt(0)) : null;
  } catch {
    return null;
  }
}

function jsonOf(part: string): Readonly<Record<string, unknown>> | null {
  const bytes = bytesOf(part);
  if (!bytes) return null;
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/**
 * The signed text out of what people have: its file, the PDF that has that file in it as it is, the address off a QR code, a text that a
 * letter broke into lines.
 */
function signedTextOf(given: string): string | null {
  if (given.startsWith('%PDF-')) return /eyJ[\w-]+\.eyJ[\w-]+\.[\w-]{86}(?![\w-])/.exec(given)?.[0] ?? null;
  if (given.length > MAX_LENGTH) return null;
  const bare = given.replace(/\s+/g, '');
  const text = bare.slice(bare.lastIndexOf('#') + 1);
  return /^[\w-]+\.[\w-]+\.[\w-]+$/.test(text) ? text : null;
}

/** Whether one of the keys made the signature; `null` where the browser has no Ed25519. */
async function isSignedBy(
  { x }: ReceiptKey,
  { signature, input }: { signature: Uint8Array<ArrayBuffer>; input: Uint8Array<ArrayBuffer> },
): Promise<boolean | null> {
  const raw = bytesOf(x);
  if (raw?.length !== 32) return false;
  try {
    // Outside of https there is no `subtle` at all.
    const key = await crypto.subtle.importKey('raw', raw, { name: 'Ed25519' }, false, ['verify']);
    return await crypto.subtle.verify({ name: 'Ed25519' }, key, signature, input);
  } catch {
    return null;
  }
}

/** Checks a signed receipt, or its short form, by the supplier's public keys. Asks nobody; believes nothing but the signature. */
export async function verifyReceipt(given: string, keys: readonly ReceiptKey[]): Promise<ReceiptCheck> {
  const signed = signedTextOf(given);
  const [head = '', body = '', signature = ''] = signed?.split('.') ?? [];
  const header = jsonOf(head);
  const bytes = bytesOf(signature);
  if (signed === null || header?.['alg'] !== 'EdDSA' || 'crit' in header) return { state: 'not_a_receipt' };
  const said = jsonOf(body);
  const key = keys.find(({ kid }) => kid === header['kid']);
  if (!key) {
    if (!said) return { state: 'not_a_receipt' };
    return { state: 'unknown_key', issuer: typeof said['iss'] === 'string' ? said['iss'] : null };
  }
  if (!bytes) return { state: 'changed' };
  const isRight = await isSignedBy(key, { signature: bytes, input: new TextEncoder().encode(`${head}.${body}`) });
  if (isRight === null) return { state: 'unsupported' };
  if (!isRight || !said) return { state: 'changed' };
  if (said['v'] === 1 && matchesShape(contentShape, said)) {
    return { state: 'valid', content: said as ReceiptContent, signed };
  }
  if (said['v'] === 1 && matchesShape(summaryShape, said)) {
    return { state: 'valid', summary: said as ReceiptSummary, signed };
  }
  return { state: 'newer' };
}
