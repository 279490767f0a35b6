import * as z from 'zod/mini';

const Port = z.pipe(
  z.string().check(
    z.regex(/^\d{1,5}$/),
    z.refine((port) => Number(port) <= 65_535),
  ),
  z.transform(Number),
);
const Count = z.pipe(z.string().check(z.regex(/^[1-9]\d{0,3}$/)), z.transform(Number));

/** Where messages go: a scheme we speak, and plain HTTP on this machine only, since a token goes with it. */
const SmsUrl = z.string().check(
  z.regex(
    /^(smpps?:\/\/[^/@\s]+@|turbosms\+(https:\/\/[^/@\s]+@|http:\/\/[^/@\s]+@(localhost|127\.0\.0\.1)([:/]|$)))\S+$/,
  ),
  z.refine((url) => URL.canParse(url)),
);

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
  /**
   * The address the API is reached at from outside: in the OpenAPI document, in links that are sent, in the last line of SMS codes; where forms of
   * the hosted pages must come from, and whom passkeys are for. Needed behind a proxy.
   */
  KABINET_PUBLIC_URL: z.optional(z.url()),
  /** How many proxies in front of the server put the caller's address into X-Forwarded-For. */
  KABINET_TRUSTED_PROXIES: z.prefault(z.pipe(z.string().check(z.regex(/^\d$/)), z.transform(Number)), '0'),
  /** `off` when a gateway in front of the server limits the rates. */
  KABINET_RATE_LIMITS: z.prefault(z.enum(['on', 'off']), 'on'),
  /** Milliseconds after which every door answers that could tell by its time whether somebody is known; longer than its work takes. */
  KABINET_EVEN_TIME_MS: z.prefault(Count, '400'),
  /** Connections to PostgreSQL. */
  DATABASE_POOL_SIZE: z.prefault(Count, '10'),
  /** The relay that takes our letters: smtp:// or smtps://, with user and password where it asks for them. */
  SMTP_URL: z.optional(
    z.string().check(
      z.regex(/^smtps?:\/\/\S+$/),
      z.refine((url) => URL.canParse(url)),
    ),
  ),
  /** The address that letters come from; needed with SMTP_URL. */
  MAIL_FROM: z.optional(z.string().check(z.regex(/^[^\s@<>,]+@[^\s@<>,]+$/))),
  /** Where mails to the suppliers' support addresses are taken, by SMTP from the mail server in front: `host:port`. Without it none are. */
  KABINET_MAIL_LISTEN: z.optional(
    z.pipe(
      z.string().check(
        z.regex(/^([\w.-]+|\[[\da-fA-F:]+\]):\d{1,5}$/),
        z.refine((address) => Number(address.slice(address.lastIndexOf(':') + 1)) <= 65_535),
      ),
      z.transform((address) => {
        const colon = address.lastIndexOf(':');
        return { host: address.slice(0, colon).replace(/^\[|\]$/g, ''), port: Number(address.slice(colon + 1)) };
      }),
    ),
  ),
  /** What takes our SMS: smpp://systemId:password@host, smpps://…, or turbosms+https://token@host. */
  SMS_URL: z.optional(SmsUrl),
  /** Who SMS come from, as agreed with the operator: a name of at most 11 letters, or a number; needed with SMS_URL. */
  SMS_FROM: z.optional(z.string().check(z.regex(/^(\+?\d{3,15}|[ -~]{1,11})$/))),
  /** `on` shows messages at /outbox instead of sending them: for demos and tests on this machine only. */
  KABINET_OUTBOX: z.prefault(z.enum(['on', 'off']), 'off'),
  /**
   * 32 random bytes, base64url: seals kept cards and receipt keys, signs payment links. With the embedded database one is made and kept
   * beside it; with PostgreSQL nothing can be paid and no receipts are signed without it. Every process of a service has the same.
   */
  KABINET_SECRET_KEY: z.optional(z.string().check(z.regex(/^[\w-]{43}=?$/))),
  /** A JSON file with the secrets of payment methods: by supplier, by method, by name (docs/en/payment-providers.md). */
  KABINET_PAYMENT_SECRETS: z.optional(z.string().check(z.minLength(1))),
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
  readonly evenTimeMs: number;
  /** 32 bytes; null where none was given. */
  readonly secretKey: Uint8Array | null;
  /** The file's path. */
  readonly paymentSecrets: string | null;
  /** Where mails are taken; null where none are. */
  readonly mailListen: { readonly host: string; readonly port: number } | null;
  readonly messages: {
    /** Messages are shown and not sent. */
    readonly outbox: boolean;
    readonly smtp: { readonly url: string; readonly from: string } | null;
    readonly sms: { readonly url: string; readonly from: string } | null;
  };
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
    throw unusable(names);
  }
  const settings = parsed.data;
  const { SMTP_URL, MAIL_FROM, SMS_URL, SMS_FROM } = settings;
  if (SMTP_URL !== undefined && MAIL_FROM === undefined) throw unusable(['MAIL_FROM']);
  if (SMS_URL !== undefined && SMS_FROM === undefined) throw unusable(['SMS_FROM']);
  // A page that shows codes to everybody and real recipients: nobody can mean that.
  const outbox = settings.KABINET_OUTBOX === 'on';
  if (outbox && (SMTP_URL !== undefined || SMS_URL !== undefined)) throw unusable(['KABINET_OUTBOX']);
  if (outbox && !isOnlyHere(settings)) {
    throw new ConfigError(
      'KABINET_OUTBOX shows everybody the codes by which they sign in as anybody: it goes only with HOST and KABINET_PUBLIC_URL of this machine ' +
        '(localhost, 127.0.0.1 or ::1).',
    );
  }
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
    evenTimeMs: settings.KABINET_EVEN_TIME_MS,
    secretKey: settings.KABINET_SECRET_KEY === undefined ? null : Buffer.from(settings.KABINET_SECRET_KEY, 'base64url'),
    paymentSecrets: settings.KABINET_PAYMENT_SECRETS ?? null,
    mailListen: settings.KABINET_MAIL_LISTEN ?? null,
    messages: {
      outbox,
      smtp: SMTP_URL !== undefined && MAIL_FROM !== undefined ? { url: SMTP_URL, from: MAIL_FROM } : null,
      sms: SMS_URL !== undefined && SMS_FROM !== undefined ? { url: SMS_URL, from: SMS_FROM } : null,
    },
    logLevel: settings.LOG_LEVEL,
  };
}

const THIS_MACHINE = ['localhost', '127.0.0.1', '::1'];

/** Whether nobody but who sits at this machine can reach the server, and nobody else is told to. */
function isOnlyHere({ HOST, KABINET_PUBLIC_URL }: { HOST: string; KABINET_PUBLIC_URL?: string | undefined }): boolean {
  const named = KABINET_PUBLIC_URL === undefined ? HOST : new URL(KABINET_PUBLIC_URL).hostname.replace(/^\[|\]$/g, '');
  return THIS_MACHINE.includes(HOST) && THIS_MACHINE.includes(named);
}

function unusable(names: readonly string[]): ConfigError {
  return new ConfigError(
    `These settings cannot be used: ${names.join(', ')}. docs/en/server.md lists what each may be.`,
  );
}
