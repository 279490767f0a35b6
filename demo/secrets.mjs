// @ts-check
// What the demo's API and its bank keep secret, made on the first run and kept: the API's own key, and what each supplier and the bank know
// each other by.

import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * As it is kept between the demo's runs.
 * @typedef {object} KeptSecrets
 * @property {string} secretKey
 * @property {Record<string, {apiKey: string, webhookSecret: string}>} merchants by supplier
 */

/**
 * @typedef {object} DemoSecrets
 * @property {string} secretKey KABINET_SECRET_KEY
 * @property {string} paymentSecretsFile KABINET_PAYMENT_SECRETS
 * @property {string} merchantsFile SANDBOX_MERCHANTS
 */

/**
 * @param {string} dataDir
 * @param {readonly {id: string, name: string}[]} suppliers
 * @returns {Promise<DemoSecrets>}
 */
export async function keepSecrets(dataDir, suppliers) {
  const file = join(dataDir, 'demo-secrets.json');
  const kept = await readKept(file);
  for (const { id } of suppliers) kept.merchants[id] ??= newMerchant();
  await writeSecret(file, kept);

  const paymentSecretsFile = join(dataDir, 'payment-secrets.json');
  await writeSecret(
    paymentSecretsFile,
    Object.fromEntries(suppliers.map(({ id }) => [id, { card: kept.merchants[id] }])),
  );
  const merchantsFile = join(dataDir, 'bank-merchants.json');
  await writeSecret(
    merchantsFile,
    suppliers.map((supplier) => ({ ...supplier, ...kept.merchants[supplier.id] })),
  );
  return { secretKey: kept.secretKey, paymentSecretsFile, merchantsFile };
}

/** @param {string} file @returns {Promise<KeptSecrets>} */
async function readKept(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return { secretKey: randomBytes(32).toString('base64url'), merchants: {} };
  }
}

function newMerchant() {
  return {
    apiKey: randomBytes(24).toString('base64url'),
    webhookSecret: `whsec_${randomBytes(32).toString('base64')}`,
  };
}

/** @param {string} file @param {unknown} content */
async function writeSecret(file, content) {
  await writeFile(file, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
}
