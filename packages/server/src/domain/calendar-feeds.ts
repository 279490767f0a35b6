import type { CalendarFeed } from '@kabinet/api/contract';
import { dateInTimeZone } from '@kabinet/rules';
import { calendarEvents } from '../calendar/events.js';
import { icalendarOf } from '../calendar/icalendar.js';
import type { Context } from '../context.js';
import { accountsOfCustomer } from '../db/account-access.js';
import { recordAct } from '../db/audit.js';
import { deleteFeed, findFeed, findFeedByToken, replaceFeed } from '../db/calendar-feeds.js';
import type { Tx } from '../db/database.js';
import { languagesOf, pageLanguageOf } from '../words/languages.js';
import { newToken, tokenHash } from './sessions.js';
import type { KnownSupplier } from './supplier-directory.js';

interface FeedCall {
  readonly context: Pick<Context, 'publicUrl'>;
  readonly supplier: KnownSupplier;
  readonly customerRef: string;
  readonly now: Date;
  readonly requestId: string;
}

const NONE: CalendarFeed = { createdAt: null, url: null };

/** Whether the customer has a calendar address. The address itself is not known here any more. */
export async function calendarFeed(
  tx: Tx,
  { supplier, customerRef }: Pick<FeedCall, 'supplier' | 'customerRef'>,
): Promise<CalendarFeed> {
  const feed = await findFeed(tx, { supplierId: supplier.id, customerRef });
  return feed ? { createdAt: feed.createdAt, url: null } : NONE;
}

/** Makes a calendar address of 256 random bits, and tells it this once; the one before opens nothing from now on. */
export async function createCalendarFeed(
  tx: Tx,
  { language, ...call }: FeedCall & { language: string | undefined },
): Promise<CalendarFeed> {
  const { context, supplier, customerRef, now } = call;
  const token = newToken();
  const spoken = languagesOf(supplier.profile);
  await replaceFeed(tx, {
    supplierId: supplier.id,
    customerRef,
    tokenHash: tokenHash(token),
    language: spoken.find((each) => each === language?.split('-')[0]) ?? spoken[0] ?? 'uk',
    now,
  });
  await record(tx, call, 'calendar.created');
  return {
    createdAt: now.toISOString(),
    url: new URL(`/${supplier.id}/calendar/${token}.ics`, context.publicUrl()).href,
  };
}

/** Ends the customer's calendar address. */
export async function revokeCalendarFeed(tx: Tx, call: FeedCall): Promise<CalendarFeed> {
  const { supplier, customerRef } = call;
  await deleteFeed(tx, { supplierId: supplier.id, customerRef });
  await record(tx, call, 'calendar.revoked');
  return NONE;
}

/** The calendar of who has this token, with what they may see at this moment; null where nobody has. */
export async function calendarByToken(
  tx: Tx,
  {
    context,
    supplier,
    token,
    now,
  }: { context: Pick<Context, 'publicUrl'>; supplier: KnownSupplier; token: string; now: Date },
): Promise<string | null> {
  const supplierId = supplier.id;
  const feed = await findFeedByToken(tx, { supplierId, tokenHash: tokenHash(token) });
  if (!feed) return null;
  const { customerRef } = feed;
  const today = dateInTimeZone(now, supplier.profile.timeZone);
  const language = pageLanguageOf(feed.language);
  const accounts = await accountsOfCustomer(tx, { supplierId, customerRef, today });
  const events = await calendarEvents(tx, { supplier, customerRef, accounts, language, today, now });
  return icalendarOf({ supplier, language, events, today, host: new URL(context.publicUrl()).hostname });
}

async function record(tx: Tx, { supplier, customerRef, now, requestId }: FeedCall, action: string): Promise<void> {
  await recordAct(tx, { supplierId: supplier.id, at: now, customerRef, action, subjectId: null, requestId });
}
