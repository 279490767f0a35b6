import { sql } from 'kysely';
import type { MessageChannel } from '../messages/sender.js';
import type { Tx } from './database.js';

/** A message that one process has taken on, for a while. */
export interface ClaimedMessage {
  readonly id: string;
  readonly channel: MessageChannel;
  readonly recipient: string;
  readonly subject: string | null;
  readonly body: string;
  readonly purpose: string;
  /** Of a message that belongs to a conversation: which, where it is answered to, and the newest mail of it that came in. */
  readonly threadId: string | null;
  readonly replyTo: string | null;
  readonly inReplyTo: string | null;
  /** Which try this is, from 1: only who made the newest one may say what came of it. */
  readonly tries: number;
}

/** Gives up messages that nobody wants any more. Answers with the conversations that they belonged to. */
export async function expireMessages(
  tx: Tx,
  { supplierId, now }: { supplierId: string; now: Date },
): Promise<readonly string[]> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const { rows } = await sql<{ thread: string | null }>`
    update outgoing_messages set status = 'expired', recipient = null, subject = null, body = null
    where supplier_id = ${supplierId} and id in (
      select id from outgoing_messages
      where supplier_id = ${supplierId} and status = 'waiting' and expires_at <= ${at} and next_try_at <= ${at}
      for update skip locked
    )
    returning thread_id as thread`.execute(tx);
  return rows.flatMap(({ thread }) => thread ?? []);
}

/**
 * Takes on messages that wait, codes first. Nobody else takes them on until `claimedUntil`,
 * though this process should end meanwhile.
 */
export async function claimMessages(
  tx: Tx,
  {
    supplierId,
    channels,
    limit,
    now,
    claimedUntil,
  }: { supplierId: string; channels: readonly MessageChannel[]; limit: number; now: Date; claimedUntil: Date },
): Promise<readonly ClaimedMessage[]> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const { rows } = await sql<ClaimedMessage>`
    with taken as materialized (
      select id from outgoing_messages
      where supplier_id = ${supplierId} and status = 'waiting' and next_try_at <= ${at}
        and channel in (select json_array_elements_text(${JSON.stringify(channels)}::json))
      order by purpose <> 'code', next_try_at limit ${limit}
      for update skip locked
    )
    update outgoing_messages m set tries = m.tries + 1, next_try_at = ${claimedUntil.toISOString()}::timestamptz
    from taken where m.supplier_id = ${supplierId} and m.id = taken.id
    returning m.id, m.channel, m.recipient, m.subject, m.body, m.purpose, m.tries, m.thread_id as "threadId", m.reply_to as "replyTo",
      (select i.message_id from inbound_mails i where i.supplier_id = m.supplier_id and i.appeal_id::text = m.thread_id
        and i.message_id like '<%' order by i.received_at desc limit 1) as "inReplyTo"`.execute(tx);
  return rows;
}

/** What came of a try. Nothing when somebody has tried again since. */
export async function settleMessage(
  tx: Tx,
  {
    supplierId,
    id,
    tries,
    outcome,
  }: {
    supplierId: string;
    id: string;
    tries: number;
    outcome:
      | { readonly status: 'sent'; readonly at: Date }
      | { readonly status: 'failed' }
      | { readonly status: 'waiting'; readonly nextTryAt: Date };
  },
): Promise<void> {
  const emptied = { recipient: null, subject: null, body: null };
  await tx
    .updateTable('outgoing_messages')
    .set(
      outcome.status === 'waiting'
        ? { next_try_at: outcome.nextTryAt }
        : { status: outcome.status, ...emptied, ...(outcome.status === 'sent' && { sent_at: outcome.at }) },
    )
    .where('supplier_id', '=', supplierId)
    .where('id', '=', id)
    .where('tries', '=', tries)
    .where('status', '=', 'waiting')
    .execute();
}

/** Forgets that messages ever went, once nobody asks about them. */
export async function forgetMessages(tx: Tx, supplierId: string, before: Date): Promise<void> {
  await tx
    .deleteFrom('outgoing_messages')
    .where('supplier_id', '=', supplierId)
    .where('status', '<>', 'waiting')
    .where('created_at', '<', before.toISOString())
    .execute();
}
