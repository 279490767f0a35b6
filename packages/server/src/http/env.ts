import type { HttpBindings } from '@hono/node-server';
import type { Context as HonoContext } from 'hono';
import type { KnownSupplier } from '../domain/supplier-directory.js';
import { readAddress } from './caller-address.js';

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
