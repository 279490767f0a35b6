// @ts-check
// The key by which the demo supplier's site vouches for its customers. A real supplier keeps such a key in its own sign-on.

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK } from 'jose';

/**
 * @typedef {object} SiteKey
 * @property {import('jose').CryptoKey} privateKey signs the tokens
 * @property {import('jose').JWK & {kid: string}} publicJwk what the API checks them by
 */

/**
 * Makes a fresh key, kept nowhere.
 * @returns {Promise<SiteKey>}
 */
export async function createSiteKey() {
  return siteKeyOf(await createPrivateJwk());
}

/**
 * The key kept in a file; made on the first call and readable by its owner only.
 * @param {string} file
 * @returns {Promise<SiteKey>}
 */
export async function keepSiteKey(file) {
  const kept = await readFile(file, 'utf8').catch((error) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (kept !== undefined) return siteKeyOf(JSON.parse(kept));

  const jwk = await createPrivateJwk();
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(jwk, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  return siteKeyOf(jwk);
}

async function createPrivateJwk() {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  return { ...jwk, alg: 'ES256', use: 'sig', kid: await calculateJwkThumbprint(jwk) };
}

/**
 * @param {import('jose').JWK & {kid: string}} privateJwk
 * @returns {Promise<SiteKey>}
 */
async function siteKeyOf(privateJwk) {
  const { d: _secret, ...publicJwk } = privateJwk;
  const privateKey = /** @type {import('jose').CryptoKey} */ (await importJWK(privateJwk, 'ES256'));
  return { privateKey, publicJwk };
}
