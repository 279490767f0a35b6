import type { ReceiptKey } from '@kabinet/api/contract';
import { calculateJwkThumbprint, CompactSign, exportJWK, generateKeyPair, importJWK } from 'jose';
import type { Tx } from '../db/database.js';
import {
  keepReceiptKey,
  receiptKeyInUse,
  type ReceiptKeyRow,
  receiptKeys,
  retireReceiptKey,
} from '../db/receipt-keys.js';
import type { SecretKey } from './secret-key.js';

interface Owner {
  readonly secretKey: SecretKey;
  readonly supplierId: string;
  readonly now: Date;
}

/** What makes the QR code of a receipt small enough to be scanned off paper: 96 bits of the key's thumbprint tell a supplier's keys apart. */
const KID_LENGTH = 16;

/** What the private half is sealed for: put into another row, it does not open. */
function sealedFor(supplierId: string, kid: string): string {
  return `${supplierId} ${kid}`;
}

/** Signs with the supplier's key: a compact JWS (RFC 7515) by Ed25519 (RFC 8037). The first use makes the key. Throws SealedByAnotherKey. */
export async function signReceipt(tx: Tx, owner: Owner, contents: readonly object[]): Promise<string[]> {
  const { kid, publicX, d } = await signingKey(tx, owner);
  const key = await importJWK({ kty: 'OKP', crv: 'Ed25519', x: publicX, d }, 'EdDSA');
  return Promise.all(
    contents.map((content) =>
      new CompactSign(new TextEncoder().encode(JSON.stringify(content)))
        .setProtectedHeader({ alg: 'EdDSA', kid })
        .sign(key),
    ),
  );
}

/** The key in use is sealed by another KABINET_SECRET_KEY, or for another supplier. */
export class SealedByAnotherKey extends Error {
  override readonly name = 'SealedByAnotherKey';
}

/**
 * The key to sign with. One that cannot be opened stays in use: mostly the server was given a wrong key of its own, and all is well again once it
 * has the right one. Throws SealedByAnotherKey then.
 */
async function signingKey(tx: Tx, owner: Owner): Promise<{ kid: string; publicX: string; d: string }> {
  const key = (await receiptKeyInUse(tx, owner.supplierId)) ?? (await makeKey(tx, owner));
  return { ...key, d: openKey(owner, key) };
}

function openKey(
  { secretKey, supplierId }: Pick<Owner, 'secretKey' | 'supplierId'>,
  { kid, sealedPrivate }: ReceiptKeyRow,
): string {
  try {
    return secretKey.open('receipt-key', sealedPrivate, sealedFor(supplierId, kid));
  } catch {
    throw new SealedByAnotherKey();
  }
}

/** Whether the supplier's receipts can be signed by what the server has: true also where there is no key yet. */
export async function canSignReceipts(
  tx: Tx,
  { secretKey, supplierId }: { secretKey: SecretKey | null; supplierId: string },
): Promise<boolean> {
  const key = await receiptKeyInUse(tx, supplierId);
  if (!key) return true;
  if (secretKey === null) return false;
  try {
    openKey({ secretKey, supplierId }, key);
    return true;
  } catch {
    return false;
  }
}

/** The supplier's public keys, retired ones too: what they signed stays good. */
export async function publicReceiptKeys(tx: Tx, supplierId: string): Promise<ReceiptKey[]> {
  return (await receiptKeys(tx, supplierId)).map(({ kid, publicX }) => ({
    kty: 'OKP',
    crv: 'Ed25519',
    x: publicX,
    kid,
    use: 'sig',
    alg: 'EdDSA',
  }));
}

/** Retires the key in use and makes another one, by which everything is signed from now on. */
export async function rotateReceiptKey(tx: Tx, owner: Owner): Promise<ReceiptKeyRow> {
  await retireReceiptKey(tx, owner);
  return makeKey(tx, owner);
}

/** Makes the key to sign with. Where another process makes one at the same moment, whoever is first made the key for both. */
async function makeKey(tx: Tx, { secretKey, supplierId, now }: Owner): Promise<ReceiptKeyRow> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const { x, d } = await exportJWK(privateKey);
  if (x === undefined || d === undefined) throw new Error('an Ed25519 key has x and d');
  const kid = (await calculateJwkThumbprint({ kty: 'OKP', crv: 'Ed25519', x })).slice(0, KID_LENGTH);
  const sealedPrivate = secretKey.seal('receipt-key', d, sealedFor(supplierId, kid));
  await keepReceiptKey(tx, { supplierId, kid, publicX: x, sealedPrivate, now });
  const key = await receiptKeyInUse(tx, supplierId);
  if (!key) throw new Error('the receipt key that was made is gone');
  return key;
}
