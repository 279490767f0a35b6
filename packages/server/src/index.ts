import type { AddressInfo } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import { type Logger, pino } from 'pino';
import { createApp } from './app.js';
import { type Config, ConfigError, readConfig } from './config.js';
import type { Context } from './context.js';
import { type Database, openPGlite, openPostgres } from './db/database.js';
import { migrate } from './db/migrate.js';
import { canSignReceipts } from './domain/receipt-keys.js';
import type { SecretKey } from './domain/secret-key.js';
import { SupplierDirectory } from './domain/supplier-directory.js';
import { describeError } from './describe-error.js';
import { MemoryRateLimiter, unlimited } from './http/rate-limit.js';
import { SessionVerifier } from './http/session.js';
import { startMindingAppointments } from './jobs/appointments.js';
import { startAsking } from './jobs/ask-pending-orders.js';
import { startReconciling } from './jobs/reconcile-payments.js';
import { startClosing } from './jobs/close-appeals.js';
import { startPurging } from './jobs/start-purging.js';
import { startReminding } from './jobs/remind-of-bills.js';
import { startRunningPlans } from './jobs/run-payment-plans.js';
import { startSending } from './jobs/send-messages.js';
import { startSettling } from './jobs/settle-guest-readings.js';
import { startReceiving } from './mail/listen.js';
import { createMessenger } from './messages/messenger.js';
import { paymentMethods, type PaymentSecrets } from './payments/methods.js';
import { readSecrets } from './secrets.js';

export { createApp } from './app.js';
export { ConfigError, type Config, readConfig } from './config.js';
export type { Context } from './context.js';
export { Database, openPGlite, openPostgres, type Tx } from './db/database.js';
export { DirectoryLockedError } from './db/directory-lock.js';
export { migrate } from './db/migrate.js';
export { SupplierProfile } from './domain/supplier-profile.js';

export interface StartOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Stops the server: requests under way are answered, then everything is closed. */
  readonly signal: AbortSignal;
  readonly logger?: Logger;
  /** The clock, for tests. */
  readonly now?: () => Date;
}

export interface RunningServer {
  /** The address it listens at, such as `http://127.0.0.1:8787`. */
  readonly url: string;
  /** The port where mails are taken; null where none are. */
  readonly mailPort: number | null;
  /** Resolves when everything is closed. */
  readonly closed: Promise<void>;
}

/** How long requests under way may take when the server stops. */
const GRACE_MS = 10_000;

/** Opens the database, brings it to the newest form and listens. */
export async function start({
  env,
  signal,
  logger: given,
  now = () => new Date(),
}: StartOptions): Promise<RunningServer> {
  const config = readConfig(env);
  const logger = given ?? pino({ level: config.logLevel, base: null });
  const secrets = await readSecrets(config);
  const database = await openDatabase(config, logger);
  let server: ServerType | null = null;
  try {
    const ran = await migrate(database);
    if (ran.length > 0) logger.info({ migrations: ran }, 'migrated');
    let url = '';
    const context = createContext({
      config,
      database,
      logger,
      now,
      stopping: signal,
      publicUrl: () => config.publicUrl ?? url,
      ...secrets,
    });
    await refuseWrongKey(context);
    server = await listen(createApp(context).fetch, config);
    const { port } = server.address() as AddressInfo;
    url = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;
    const mail = config.mailListen && (await startReceiving(context, config.mailListen));
    const stopPurging = startPurging(context);
    const stopSending = startSending(context);
    const stopSettling = startSettling(context);
    const stopAsking = startAsking(context);
    const stopReconciling = startReconciling(context);
    const stopPlans = startRunningPlans(context);
    const stopReminding = startReminding(context);
    const stopClosing = startClosing(context);
    const stopAppointments = startMindingAppointments(context);
    if (config.messages.outbox) logger.warn('messages are shown to everybody at /outbox and not sent (KABINET_OUTBOX)');
    logger.info({ port, database: database.kind }, 'listening');
    return {
      url,
      mailPort: mail?.port ?? null,
      closed: closeOnAbort({
        signal,
        server,
        stopJobs: [
          stopPurging,
          stopSending,
          stopSettling,
          stopAsking,
          stopReconciling,
          stopPlans,
          stopReminding,
          stopClosing,
          stopAppointments,
          ...(mail ? [mail.stop] : []),
        ],
        database,
        logger,
      }),
    };
  } catch (error) {
    // Half a server would be taken for a whole one: whoever watches over it starts it again once it has ended.
    if (server) await stopListening(server);
    await database.close();
    throw error;
  }
}

/** The database that the configuration names. */
export function openDatabase(config: Config, logger: Logger): Promise<Database> {
  if (config.database.kind === 'pglite') return openPGlite({ directory: config.database.directory });
  return Promise.resolve(
    openPostgres({
      url: config.database.url,
      poolSize: config.database.poolSize,
      onConnectionLost: (error) => logger.warn({ error: describeError(error) }, 'lost a database connection'),
    }),
  );
}

/**
 * Refuses to start with another key of its own than the one that things in the database are sealed by: receipts would go unsigned, and kept
 * cards uncharged, until somebody wonders. Throws a ConfigError.
 */
async function refuseWrongKey({ suppliers, database, secretKey, logger }: Context): Promise<void> {
  for (const { id: supplierId } of await suppliers.all()) {
    if (await database.transaction(supplierId, (tx) => canSignReceipts(tx, { secretKey, supplierId }))) continue;
    if (secretKey === null) {
      logger.error({ supplier: supplierId }, 'nothing can be paid and no receipts are signed: set KABINET_SECRET_KEY');
      continue;
    }
    throw new ConfigError(
      `KABINET_SECRET_KEY is not the one that the receipt key of ${supplierId} is sealed by. Set the one before; ` +
        `if it is lost, make a new receipt key: kabinet-server receipts rotate-key --supplier ${supplierId}`,
    );
  }
}

/** Everything a request may need. */
export function createContext({
  config,
  database,
  logger,
  now,
  stopping,
  publicUrl,
  secretKey,
  paymentSecrets,
}: Pick<Context, 'database' | 'logger' | 'now' | 'stopping' | 'publicUrl'> & {
  config: Pick<Config, 'rateLimits' | 'trustedProxies' | 'evenTimeMs' | 'messages'>;
  secretKey: SecretKey | null;
  paymentSecrets: PaymentSecrets;
}): Context {
  return {
    database,
    suppliers: new SupplierDirectory(database, (supplierId) =>
      logger.error({ supplier: supplierId }, 'the stored profile cannot be read; import it again'),
    ),
    sessions: new SessionVerifier(),
    rateLimiter: config.rateLimits === 'on' ? new MemoryRateLimiter() : unlimited,
    messenger: createMessenger(config.messages, now),
    payments: paymentMethods({ secrets: paymentSecrets, logger, now }),
    secretKey,
    logger,
    now,
    publicUrl,
    trustedProxies: config.trustedProxies,
    evenTimeMs: config.evenTimeMs,
    stopping,
  };
}

function listen(fetch: Parameters<typeof serve>[0]['fetch'], { host, port }: Config): Promise<ServerType> {
  return new Promise((done, fail) => {
    const server = serve(
      {
        fetch,
        hostname: host,
        port,
        serverOptions: { requestTimeout: 60_000, headersTimeout: 10_000, keepAliveTimeout: 65_000 },
      },
      () => {
        server.off('error', fail);
        done(server);
      },
    );
    server.once('error', fail);
  });
}

async function closeOnAbort({
  signal,
  server,
  stopJobs,
  database,
  logger,
}: {
  signal: AbortSignal;
  server: ServerType;
  stopJobs: readonly (() => Promise<void>)[];
  database: Database;
  logger: Logger;
}): Promise<void> {
  await aborted(signal);
  logger.info('stopping');
  await stopListening(server);
  await Promise.all(stopJobs.map((stop) => stop()));
  await database.close();
  logger.info('stopped');
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) done();
    else signal.addEventListener('abort', () => done(), { once: true });
  });
}

/** Takes no new connections, lets requests under way finish, and cuts those that take too long. */
function stopListening(server: ServerType): Promise<void> {
  return new Promise((done) => {
    const cut = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), GRACE_MS);
    // Connections that are kept alive between requests count as busy until they are closed: close each as it falls idle.
    const idle = setInterval(() => 'closeIdleConnections' in server && server.closeIdleConnections(), 50);
    server.close(() => {
      clearTimeout(cut);
      clearInterval(idle);
      done();
    });
  });
}
