import { readFile } from 'node:fs/promises';
import { type Merchant, Merchants } from './merchants.js';

/** The bank's settings. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** The address that merchants and payers reach it at; where it listens without it. */
  readonly publicUrl: string | null;
  readonly merchants: readonly Merchant[];
  /** Where it remembers between its runs; nowhere without it. */
  readonly file: string | null;
  readonly pendingForMs: number | null;
  readonly delayMs: number;
}

/** A setting that cannot be used. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Reads the settings from the environment; docs/en/sandbox-bank.md lists them. */
export async function readConfig(env: Readonly<Record<string, string | undefined>>): Promise<Config> {
  const given = (name: string) => env[name] || null;
  const seconds = (name: string, usual: number) => {
    const text = given(name) ?? String(usual);
    if (!/^\d{1,5}$/.test(text)) throw new ConfigError(`${name} must be a number of seconds.`);
    return Number(text) * 1000;
  };
  const port = Number(given('SANDBOX_PORT') ?? '8900');
  if (!(Number.isInteger(port) && port >= 0 && port <= 65_535)) throw new ConfigError('SANDBOX_PORT must be a port.');
  const merchantsFile = given('SANDBOX_MERCHANTS');
  if (merchantsFile === null)
    throw new ConfigError('SANDBOX_MERCHANTS must name the file with those who may take payments.');
  return {
    host: given('SANDBOX_HOST') ?? '127.0.0.1',
    port,
    publicUrl: given('SANDBOX_PUBLIC_URL')?.replace(/\/$/, '') ?? null,
    merchants: await readMerchants(merchantsFile),
    file: given('SANDBOX_FILE'),
    // "never" leaves it to who controls the bank.
    pendingForMs: given('SANDBOX_PENDING_SECONDS') === 'never' ? null : seconds('SANDBOX_PENDING_SECONDS', 20),
    delayMs: seconds('SANDBOX_DELAY_SECONDS', 30),
  };
}

async function readMerchants(path: string): Promise<readonly Merchant[]> {
  const refuse = (why: string) => new ConfigError(`SANDBOX_MERCHANTS names a file that ${why}: ${path}`);
  const text = await readFile(path, 'utf8').catch(() => {
    throw refuse('cannot be read');
  });
  try {
    return Merchants.parse(JSON.parse(text));
  } catch {
    throw refuse('is no list of merchants');
  }
}
