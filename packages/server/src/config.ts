import * as z from 'zod/mini';

const Port = z.pipe(
  z.string().check(
    z.regex(/^\d{1,5}$/),
    z.refine((port) => Number(port) <= 65_535),
  ),
  z.transform(Number),
);
const Count = z.pipe(z.string().check(z.regex(/^[1-9]\d{0,3}$/)), z.transform(Number));

/** Every setting of the server, with what it means; nothing else reads the environment. */
const Environment = z.object({
  /** PostgreSQL's address. Without it the embedded database is used. */
  DATABASE_URL: z.optional(z.string().check(z.regex(/^postgres(ql)?:\/\//, 'must begin with postgres://'))),
  /** The embedded database's directory. */
  KABINET_DATA: z.prefault(z.string().check(z.minLength(1)), '.kabinet/db'),
  /** Where to listen. 0.0.0.0 for all of the machine's addresses, as containers need. */
  HOST: z.prefault(z.string().check(z.minLength(1)), '127.0.0.1'),
  /** 0 for any free port. */
  PORT: z.prefault(Port, '8787'),
  /** The address the API is reached at from outside, as the OpenAPI document names it. */
  KABINET_PUBLIC_URL: z.optional(z.url()),
  /** How many proxies in front of the server put the caller's address into X-Forwarded-For. */
  KABINET_TRUSTED_PROXIES: z.prefault(z.pipe(z.string().check(z.regex(/^\d$/)), z.transform(Number)), '0'),
  /** `off` when a gateway in front of the server limits the rates. */
  KABINET_RATE_LIMITS: z.prefault(z.enum(['on', 'off']), 'on'),
  /** Connections to PostgreSQL. */
  DATABASE_POOL_SIZE: z.prefault(Count, '10'),
  LOG_LEVEL: z.prefault(z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug']), 'info'),
});

export interface Config {
  readonly database:
    | { readonly kind: 'postgres'; readonly url: string; readonly poolSize: number }
    | { readonly kind: 'pglite'; readonly directory: string };
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string | null;
  readonly trustedProxies: number;
  readonly rateLimits: 'on' | 'off';
  readonly logLevel: string;
}

/** A setting that cannot be used; the message names it and never its value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Reads the settings once. Empty ones count as not set. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    const names = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))];
    throw new ConfigError(`These settings cannot be used: ${names.join(', ')}. docs/server.md lists what each may be.`);
  }
  const settings = parsed.data;
  return {
    database:
      settings.DATABASE_URL === undefined
        ? { kind: 'pglite', directory: settings.KABINET_DATA }
        : { kind: 'postgres', url: settings.DATABASE_URL, poolSize: settings.DATABASE_POOL_SIZE },
    host: settings.HOST,
    port: settings.PORT,
    publicUrl: settings.KABINET_PUBLIC_URL ?? null,
    trustedProxies: settings.KABINET_TRUSTED_PROXIES,
    rateLimits: settings.KABINET_RATE_LIMITS,
    logLevel: settings.LOG_LEVEL,
  };
}
