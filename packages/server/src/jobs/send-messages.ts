import type { Context } from '../context.js';
import {
  type ClaimedMessage,
  claimMessages,
  expireMessages,
  forgetMessages,
  settleMessage,
} from '../db/outgoing-messages.js';
import { noteUndelivered } from '../domain/appeal-delivery.js';
import type { KnownSupplier } from '../domain/supplier-directory.js';
import { describeError } from '../describe-error.js';
import { type MessageChannel, NotSent } from '../messages/sender.js';

/** How many of a supplier's messages go at once. */
const BATCH = 10;
/** The longest try; then it counts as failed. */
const TRY_MS = 30_000;
/** How long a process keeps a message to itself: longer than any try, so that nobody sends what another one is sending. */
const CLAIM_MS = 3 * TRY_MS;
/** Between the tries of a message: twice as long each time. */
const FIRST_PAUSE_MS = 5000;
const LONGEST_PAUSE_MS = 10 * 60_000;
/** How often other processes' messages, and those to try again, are looked for. Our own are announced. */
const LOOK_EVERY_MS = 5000;
/** What may still be going out when the server stops. */
const GRACE_MS = 5000;
const FORGOTTEN_AFTER_MS = 30 * 86_400_000;
const FORGET_EVERY_MS = 3_600_000;

/** Sends what waits for a supplier, a batch of it, by these channels or all. Answers with how many it tried. */
export async function sendMessages(
  context: Context,
  { id: supplierId, profile }: KnownSupplier,
  {
    channels = channelsOf(context),
    stop = new AbortController().signal,
  }: { channels?: readonly MessageChannel[]; stop?: AbortSignal } = {},
): Promise<number> {
  const { database, now } = context;
  const at = now();
  const claimed = await database.transaction(supplierId, async (tx) => {
    // For a day nobody took it over: whoever waits for it has to be reached by another way.
    for (const appealId of await expireMessages(tx, { supplierId, now: at })) {
      await noteUndelivered(tx, { supplierId, appealId, why: '', now: at });
    }
    return claimMessages(tx, {
      supplierId,
      channels,
      limit: BATCH,
      now: at,
      claimedUntil: new Date(at.getTime() + CLAIM_MS),
    });
  });
  const fromName = profile.name[profile.languages[0] ?? ''] ?? Object.values(profile.name)[0] ?? supplierId;
  await Promise.all(
    claimed.map(async (message) => {
      const outcome = await tryOnce(context, { supplierId, fromName, message, stop });
      const { id, tries, threadId: appealId } = message;
      await database.transaction(supplierId, async (tx) => {
        // The appeal before its messages, as erasure does: neither waits for the other.
        if (outcome.status === 'failed' && appealId !== null) {
          await noteUndelivered(tx, { supplierId, appealId, why: outcome.why, now: now() });
        }
        await settleMessage(tx, { supplierId, id, tries, outcome });
      });
    }),
  );
  return claimed.length;
}

/** By what this server can send. */
function channelsOf({ messenger }: Context): readonly MessageChannel[] {
  return Object.keys(messenger.senders) as MessageChannel[];
}

/** What came of a try; `why`: the code by which a mailbox or a phone was refused for good. */
type Outcome =
  | Exclude<Parameters<typeof settleMessage>[1]['outcome'], { status: 'failed' }>
  | { readonly status: 'failed'; readonly why: string };

/** One try, and what came of it. */
async function tryOnce(
  { messenger, logger, now }: Context,
  {
    supplierId,
    fromName,
    message,
    stop,
  }: { supplierId: string; fromName: string; message: ClaimedMessage; stop: AbortSignal },
): Promise<Outcome> {
  const { id, channel, purpose, tries, recipient: to, subject, body } = message;
  const told = { supplier: supplierId, message: id, channel, purpose, tries };
  try {
    const signal = AbortSignal.any([stop, AbortSignal.timeout(TRY_MS)]);
    const { threadId, replyTo, inReplyTo } = message;
    const isReceipt = purpose === 'appeal_received';
    const thread = threadId === null ? null : { id: threadId, replyTo, inReplyTo, isReceipt };
    const letter = { id, supplierId, channel, to, subject: subject ?? '', body, fromName, thread };
    await messenger.senders[channel]?.send(letter, signal);
    logger.info(told, 'message sent');
    return { status: 'sent', at: now() };
  } catch (error) {
    // A fault of ours is tried again too: perhaps the next version sends it.
    const isOurs = !(error instanceof NotSent);
    const reason = isOurs ? describeError(error) : error.reason;
    if (!isOurs && error.kind === 'refused') {
      logger.warn({ ...told, reason }, 'message refused');
      return { status: 'failed', why: /\b\d{3}\b/.exec(error.reason)?.[0] ?? '' };
    }
    logger.warn({ ...told, reason }, 'message not sent, will be tried again');
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** (tries - 1), LONGEST_PAUSE_MS);
    const asked = isOurs ? 0 : Math.min(error.retryAfterMs ?? 0, LONGEST_PAUSE_MS);
    return { status: 'waiting', nextTryAt: new Date(now().getTime() + Math.max(pause, asked)) };
  }
}

/**
 * Sends messages as they are announced, and looks for others regularly, until the returned function is called; that waits for what is
 * going out, a few seconds at most, and closes the senders.
 */
export function startSending(context: Context): () => Promise<void> {
  const { database, suppliers, messenger, logger, now } = context;
  const stop = new AbortController();
  let isStopping = false;
  /** Per supplier and channel (a dead mail relay holds up no SMS), the sending under way; `again` when something came meanwhile. */
  const working = new Map<string, { again: boolean; done: Promise<void> }>();

  const sendAll = async (supplierId: string, channel: MessageChannel, state: { again: boolean }) => {
    try {
      const supplier = await suppliers.find(supplierId);
      do {
        state.again = false;
        const tried = supplier ? await sendMessages(context, supplier, { channels: [channel], stop: stop.signal }) : 0;
        state.again ||= tried === BATCH;
      } while (state.again && !isStopping);
    } catch (error) {
      logger.warn({ supplier: supplierId, channel, error: describeError(error) }, 'could not send messages');
    } finally {
      working.delete(`${supplierId} ${channel}`);
    }
  };
  const wakeChannel = (supplierId: string, channel: MessageChannel) => {
    const key = `${supplierId} ${channel}`;
    const state = working.get(key);
    if (state) {
      state.again = true;
      return;
    }
    const fresh = { again: false, done: Promise.resolve() };
    working.set(key, fresh);
    fresh.done = sendAll(supplierId, channel, fresh);
  };
  const wake = (supplierId: string) => {
    if (isStopping) return;
    for (const channel of channelsOf(context)) wakeChannel(supplierId, channel);
  };
  const eachSupplier = async (work: (supplierId: string) => unknown) => {
    try {
      for (const { id } of await suppliers.all()) await work(id);
    } catch (error) {
      logger.warn({ error: describeError(error) }, 'could not look for messages');
    }
  };

  const unlisten = database.listen('messages', wake);
  let looking = eachSupplier(wake);
  const forgetOld = (supplierId: string) => {
    const before = new Date(now().getTime() - FORGOTTEN_AFTER_MS);
    return database.transaction(supplierId, (tx) => forgetMessages(tx, supplierId, before));
  };
  const look = setInterval(() => (looking = looking.then(() => eachSupplier(wake))), LOOK_EVERY_MS);
  const forget = setInterval(() => (looking = looking.then(() => eachSupplier(forgetOld))), FORGET_EVERY_MS);
  look.unref();
  forget.unref();
  return async () => {
    isStopping = true;
    unlisten();
    clearInterval(look);
    clearInterval(forget);
    await looking;
    const late = setTimeout(() => stop.abort(), GRACE_MS);
    await Promise.all([...working.values()].map(({ done }) => done));
    clearTimeout(late);
    await messenger.close();
  };
}
