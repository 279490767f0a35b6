import { createHash } from 'node:crypto';
import type { Hono } from 'hono';
import type { Context } from '../context.js';
import { calendarByToken } from '../domain/calendar-feeds.js';
import { networksOf } from '../caller-address.js';
import { addressOf, type Env } from './env.js';
import { ProblemError } from '../problem.js';
import { enforce } from './rate-limit.js';

/** Calendar programs look every few hours; those of a large service come from a few addresses for all of its users. */
const ADDRESS_LIMIT = { perMinute: 120, burst: 120 };
const TOKEN_LIMIT = { perMinute: 12, burst: 12 };
const FRESH_SECONDS = 3600;

/** Serves the calendars of those who made themselves an address: whoever has it sees them, and nobody is signed in. */
export function mountCalendar(app: Hono<Env>, context: Context): void {
  app.get('/:supplierId/calendar/:file', async (c) => {
    c.set('operation', 'calendar');
    const supplier = await context.suppliers.find(c.req.param('supplierId'));
    c.set('supplier', supplier);
    const network = networksOf(addressOf(c, context.trustedProxies))[0];
    enforce(context.rateLimiter, `calendar ${network}`, ADDRESS_LIMIT);
    const token = /^([\w-]{43})\.ics$/.exec(c.req.param('file'))?.[1];
    if (!supplier || token === undefined) throw new ProblemError('not_found');
    enforce(context.rateLimiter, `calendar ${supplier.id} ${hashOf(token)}`, TOKEN_LIMIT);
    const text = await context.database.transaction(supplier.id, (tx) =>
      calendarByToken(tx, { context, supplier, token, now: context.now() }),
    );
    if (text === null) throw new ProblemError('not_found');
    const etag = `"${hashOf(text)}"`;
    const headers = {
      ETag: etag,
      'Cache-Control': `private, max-age=${FRESH_SECONDS}`,
      'X-Robots-Tag': 'noindex',
    };
    const known = (c.req.header('if-none-match') ?? '').split(',').map((each) => each.trim().replace(/^W\//, ''));
    if (known.includes(etag)) return c.body(null, 304, headers);
    return c.body(text, 200, {
      ...headers,
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': 'inline; filename="calendar.ics"',
    });
  });
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 27);
}
