import type { HttpBindings } from '@hono/node-server';
import type { Context as HonoContext, MiddlewareHandler } from 'hono';
import type { Context } from '../context.js';
import type { KnownSupplier } from '../domain/supplier-directory.js';
import { readAddress } from '../caller-address.js';

/** What a request carries through the server. */
export interface Env {
  Bindings: Partial<HttpBindings>;
  Variables: {
    requestId: string;
    /** What the log calls the request: an operation's or a page's name, never a path with ids in it. */
    operation: string;
    supplier: KnownSupplier | null;
  };
}

/**
 * The caller's address as the outermost proxy we trust saw it; what a caller itself writes into the header is further left. In the one
 * spelling of {@link readAddress}.
 */
export function addressOf(c: HonoContext<Env>, trustedProxies: number): string {
  const socket = readAddress(c.env?.incoming?.socket.remoteAddress ?? '') ?? 'unknown';
  if (trustedProxies === 0) return socket;
  const forwarded = (c.req.header('x-forwarded-for') ?? '').split(',');
  return readAddress(forwarded.at(-trustedProxies) ?? '') ?? socket;
}

/**
 * Says once in the log where a proxy in front is not trusted: everybody behind it would be counted as one caller. (Or a caller wrote the
 * header; then nothing is wrong.)
 */
export function warnOfUntrustedProxy({
  trustedProxies,
  logger,
}: Pick<Context, 'trustedProxies' | 'logger'>): MiddlewareHandler<Env> {
  let isSaid = trustedProxies > 0;
  return async (c, next) => {
    if (!isSaid && c.req.header('x-forwarded-for') !== undefined) {
      isSaid = true;
      logger.warn(
        'a request came with X-Forwarded-For: if a proxy in front wrote it, set KABINET_TRUSTED_PROXIES, or all callers count as one',
      );
    }
    await next();
  };
}
