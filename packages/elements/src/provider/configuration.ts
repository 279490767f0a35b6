import { createClient, type IssuedToken, keepToken, tokenFromUrl, type UtilityApi } from '@kabinet/api';
import { Connection } from '../core/connection.js';

/** How widgets reach a supplier's service; what `<kabinet-provider>`, the script tag and `configure()` have in common. */
export interface Configuration {
  /** Address of the supplier's API. */
  readonly api?: string;
  /** An adapter of the page's own instead of an address. */
  readonly service?: UtilityApi | undefined;
  /** Same-origin address that answers `{token, expiresAt}`. */
  readonly tokenUrl?: string;
  /** Asked for a token whenever one is needed; null when nobody is signed in. */
  readonly getToken?: (() => Promise<IssuedToken | string | null>) | undefined;
  /** Where a customer signs in on the page's own site. */
  readonly signInUrl?: string;
}

/** A widget asks for the accounts and then for what it shows of one: two calls must end within the 15 seconds it has. */
const READ_MS = 7_000;

/** The connection a configuration describes; null when it names no service. */
export function connect({ api, service, tokenUrl, getToken, signInUrl }: Configuration): Connection | null {
  if (service) return new Connection(service, { signInUrl: signInUrl ?? null });
  if (!api) return null;
  const tokens = getToken ? keepToken(getToken) : tokenUrl ? tokenFromUrl(tokenUrl) : null;
  const client = createClient({ baseUrl: api, timeout: READ_MS, ...(tokens && { getToken: tokens }) });
  return new Connection(client, { signInUrl: signInUrl ?? null, ...(tokens && { forgetToken: tokens.forget }) });
}
