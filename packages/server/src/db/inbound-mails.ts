import { sql } from 'kysely';
import type { Tx } from './database.js';
import { isId } from './ids.js';

/** What became of a mail: an appeal, a message in one, or why it was neither; `report`: that a letter of ours did not arrive. */
export type MailOutcome = 'appeal' | 'reply' | 'automatic' | 'empty' | 'report';

interface OfMail {
  readonly supplierId: string;
  readonly messageId: string;
}

/** A mail by itself: others may have its Message-ID. */
interface ThisMail extends OfMail {
  readonly digest: string;
}

/** Whether this mail came before. */
export async function isKnownMail(tx: Tx, { supplierId, messageId, digest }: ThisMail): Promise<boolean> {
  const row = await tx
    .selectFrom('inbound_mails')
    .select('message_id')
    .where('supplier_id', '=', supplierId)
    .where('message_id', '=', messageId)
    .where('digest', '=', digest)
    .executeTakeFirst();
  return row !== undefined;
}

/** Writes down that it came. False when it did before: of two at once only one goes on. */
export async function insertMail(
  tx: Tx,
  mail: ThisMail & { sender: string; outcome: MailOutcome; now: Date },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('inbound_mails')
    .values({
      supplier_id: mail.supplierId,
      message_id: mail.messageId,
      digest: mail.digest,
      sender: mail.sender,
      received_at: mail.now,
      outcome: mail.outcome,
      appeal_id: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** Writes down what became of it. */
export async function settleMail(
  tx: Tx,
  { supplierId, messageId, digest, outcome, appealId }: ThisMail & { outcome: MailOutcome; appealId: string },
): Promise<void> {
  await tx
    .updateTable('inbound_mails')
    .set({ outcome, appeal_id: appealId })
    .where('supplier_id', '=', supplierId)
    .where('message_id', '=', messageId)
    .where('digest', '=', digest)
    .execute();
}

/** Whether a Message-ID is that of a mail of our own. */
export async function isOwnMail(tx: Tx, of: OfMail): Promise<boolean> {
  return (await ownMail(tx, of)) !== undefined;
}

/** The conversation that a mail of our own belongs to; null of any other mail. */
export async function threadOfOwnMail(tx: Tx, of: OfMail): Promise<string | null> {
  return (await ownMail(tx, of))?.thread ?? null;
}

/** Our mails are named by the message's id. */
async function ownMail(tx: Tx, { supplierId, messageId }: OfMail): Promise<{ thread: string | null } | undefined> {
  const [, id = ''] = /^<([0-9a-f-]{36})@/.exec(messageId) ?? [];
  if (!isId(id)) return undefined;
  const { rows } = await sql<{ thread: string | null }>`
    select thread_id as thread from outgoing_messages
    where supplier_id = ${supplierId} and id = ${id}::uuid`.execute(tx);
  return rows[0];
}

/**
 * Forgets mails of before a moment: no mail server brings one a second time after so long. Those of an appeal stay while it goes on, because
 * letters about it answer the newest of them.
 */
export async function forgetMails(
  tx: Tx,
  { supplierId, before }: { supplierId: string; before: Date },
): Promise<number> {
  const at = sql`${before.toISOString()}::timestamptz`;
  const { numAffectedRows } = await sql`
    delete from inbound_mails m where m.supplier_id = ${supplierId} and m.received_at < ${at}
      and not exists (select from appeals a where a.supplier_id = m.supplier_id and a.id = m.appeal_id
        and (a.status not in ('closed', 'withdrawn') or a.changed_at >= ${at}))`.execute(tx);
  return Number(numAffectedRows ?? 0);
}
