import type { AddressInfo } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { Bank } from './bank.js';
import { Callbacks } from './callbacks.js';
import type { Config } from './config.js';
import { control } from './http/control.js';
import { ICON, STYLE } from './http/layout.js';
import { merchantApi } from './http/merchant-api.js';
import { payPage } from './http/pay-page.js';
import { readState, stateFile } from './state.js';

export { type CallbackMode, type Delivery, Forgery } from './callbacks.js';
export { type Config, ConfigError, readConfig } from './config.js';
export type { Merchant } from './merchants.js';
export { CONFIRMATION_CODE, TEST_CARDS } from './test-cards.js';

export interface RunningBank {
  /** The address that it listens at. */
  readonly url: string;
  /** Lets requests under way finish and writes down what is known. */
  close(): Promise<void>;
}

const MAX_BODY_BYTES = 64 * 1024;
const GRACE_MS = 3_000;

/** Opens the bank and listens. */
export async function startBank(
  config: Config,
  { now = () => new Date(), fetch = globalThis.fetch }: { now?: () => Date; fetch?: typeof globalThis.fetch } = {},
): Promise<RunningBank> {
  const { merchants } = config;
  const state = await readState(config.file);
  const file = stateFile(config.file);
  const onChange = () => file.save(state);
  const callbacks = new Callbacks({ merchants, fetch, now, delayMs: config.delayMs, onChange });
  const bank = new Bank({
    state,
    now,
    pendingForMs: config.pendingForMs,
    onEvent: (event, payment) => callbacks.tell(event, payment),
    onChange,
  });
  let url = '';
  const publicUrl = () => config.publicUrl ?? url;

  const app = new Hono();
  app.use(bodyLimit({ maxSize: MAX_BODY_BYTES }));
  app.get('/readyz', (c) => c.text('ready'));
  app.get('/style.css', (c) => c.body(STYLE, 200, { 'Content-Type': 'text/css; charset=utf-8' }));
  app.get('/icon.svg', (c) => c.body(ICON, 200, { 'Content-Type': 'image/svg+xml' }));
  app.route('/api', merchantApi({ bank, merchants, publicUrl, now }));
  app.route('/pay', payPage(bank, merchants, now));
  app.route('/', control({ bank, callbacks, state, now }));

  const server = await listen(app.fetch, config);
  const { port } = server.address() as AddressInfo;
  url = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;
  for (const event of state.events) {
    const payment = state.payments.find(({ id }) => id === event.paymentId);
    if (payment && event.heardAt === null && !event.isLost) callbacks.resume(event, payment);
  }
  return {
    url,
    async close() {
      await stopListening(server);
      bank.close();
      await callbacks.close();
      await file.written();
    },
  };
}

function listen(fetch: Hono['fetch'], { host, port }: Config): Promise<ServerType> {
  return new Promise((done, fail) => {
    const server = serve({ fetch, hostname: host, port }, () => {
      server.off('error', fail);
      done(server);
    });
    server.once('error', fail);
  });
}

function stopListening(server: ServerType): Promise<void> {
  return new Promise((done) => {
    const cut = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), GRACE_MS);
    server.close(() => {
      clearTimeout(cut);
      done();
    });
    if ('closeIdleConnections' in server) server.closeIdleConnections();
  });
}
