import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { type Config, ConfigError } from './config.js';
import { SecretKey } from './domain/secret-key.js';
import type { PaymentSecrets } from './payments/methods.js';

const SecretsFile = z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown())));

/** The server's own key and the secrets of payment methods. Throws a ConfigError that names the setting. */
export async function readSecrets(
  config: Pick<Config, 'database' | 'secretKey' | 'paymentSecrets'>,
): Promise<{ secretKey: SecretKey | null; paymentSecrets: PaymentSecrets }> {
  const { database, paymentSecrets } = config;
  const given = config.secretKey ?? (database.kind === 'pglite' ? await keepKey(database.directory) : null);
  return {
    secretKey: given && new SecretKey(given),
    paymentSecrets: paymentSecrets === null ? {} : await readFileOf(paymentSecrets),
  };
}

async function readFileOf(path: string): Promise<PaymentSecrets> {
  const refuse = (why: string) => new ConfigError(`KABINET_PAYMENT_SECRETS names a file that ${why}: ${path}`);
  const text = await readFile(path, 'utf8').catch(() => {
    throw refuse('cannot be read');
  });
  try {
    return SecretsFile.parse(JSON.parse(text));
  } catch {
    throw refuse('is no JSON of suppliers, methods and their secrets');
  }
}

/** The key that lies beside the embedded database; made once, whole or not at all. */
async function keepKey(directory: string): Promise<Uint8Array> {
  const path = join(directory, 'secret-key');
  const read = async () => {
    const key = Buffer.from((await readFile(path, 'utf8')).trim(), 'base64url');
    if (key.length !== 32) throw new ConfigError(`The server's own key is damaged: ${path}`);
    return key;
  };
  try {
    return await read();
  } catch (error) {
    if (error instanceof ConfigError || (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  await mkdir(directory, { recursive: true });
  const fresh = `${path}.${randomBytes(6).toString('hex')}`;
  await writeFile(fresh, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 });
  try {
    // Unlike a rename it fails where another process was first; then that one's key is the key.
    await link(fresh, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  } finally {
    await unlink(fresh);
  }
  return read();
}
