import { createClient, type IssuedToken, keepToken, missingCall, tokenFromUrl, type UtilityApi } from '@kabinet/api';
import { Connection, type SessionMode } from '../core/connection.js';
import { takeReturn } from '../core/sign-in-return.js';
import { laterService, sampleService } from './later-service.js';

/** How widgets reach a supplier's service; what `<kabinet-provider>`, the script tag and `configure()` have in common. */
export interface Configuration {
  /**
   * Address of the supplier's API; or `mock:`, which answers in the page from sample data and asks no network. `mock:?state=window-closed` and the
   * like show one state of it: whatever `createMockApiFromAddress` knows.
   */
  readonly api?: string;
  /** An adapter of the page's own instead of an address. */
  readonly service?: UtilityApi | undefined;
  /**
   * Who keeps the session: `token` (without it) the page's own site, by `tokenUrl` or `getToken`; `cookie` the service, for a page on the
   * same site; `pkce` the service, for a page on another site. docs/en/sign-on.md says which to take.
   */
  readonly session?: SessionMode | undefined;
  /** Same-origin address that answers `{token, expiresAt}`. */
  readonly tokenUrl?: string;
  /** Asked for a token whenever one is needed; null when nobody is signed in. */
  readonly getToken?: (() => Promise<IssuedToken | string | null>) | undefined;
  /** Where a customer signs in on the page's own site. */
  readonly signInUrl?: string;
}

/** A widget asks for the accounts and then for what it shows of one: two calls must end within the 15 seconds it has. */
const READ_MS = 7_000;

/**
 * A word is an address too, beside the page's own, and so is what begins like a host: most likely "https://" or the colon of "mock:" was
 * forgotten. `gas/v1` can only be meant as beside the page.
 */
const ADDRESS = /^(https?:\/\/[^/\s]|\.{0,2}\/|[^.:/?#\s]+\/|mock:)/i;

/** Widgets say that the service is not working, and the console, once, why: that the page has a fault is no customer's business. */
const faulty = (fault: string) => new Connection(laterService(() => Promise.reject(new TypeError(fault))));

/** The connection a configuration describes; null when it names no service. */
export function connect({ api, service, session, tokenUrl, getToken, signInUrl }: Configuration): Connection | null {
  const ways = { signInUrl: signInUrl ?? null, ...(session && { session }) };
  if (service) {
    const missing = missingCall(service);
    return missing
      ? faulty(`"service" has no ${missing}: take what defineAdapter() returns`)
      : new Connection(service, ways);
  }
  if (!api) return null;
  if (!ADDRESS.test(api)) return faulty(`api="${api}" is no address: write https://..., ./... or mock:`);
  // Nobody signs in to sample data, and no other tab shows the same: neither the session nor the address counts.
  if (/^mock:/i.test(api)) return new Connection(sampleService(api), { signInUrl: signInUrl ?? null });
  if (session === 'cookie' || session === 'pkce') {
    // Before anything else is done: the answer of a sign-in stands in the page's address, and is nobody else's business.
    const returned = takeReturn(api);
    const client = createClient({
      baseUrl: api,
      timeout: READ_MS,
      ...(session === 'cookie'
        ? { session }
        : { getToken: async (request) => (await connection.pageSession()).token(request) }),
    });
    const connection: Connection = new Connection(client, { ...ways, address: api, returned });
    return connection;
  }
  const tokens = getToken ? keepToken(getToken) : tokenUrl ? tokenFromUrl(tokenUrl) : null;
  const client = createClient({ baseUrl: api, timeout: READ_MS, ...(tokens && { getToken: tokens }) });
  return new Connection(client, { ...ways, address: api, ...(tokens && { forgetToken: tokens.forget }) });
}
