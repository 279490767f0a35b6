import { sql } from 'kysely';
import type { Tx } from './database.js';
import { isId } from './ids.js';

/** What became of a mail: an appeal, a message in one, or why it was neither. */
export type MailOutcome = 'appeal' | 'reply' | 'automatic' | 'empty';

interface OfMail {
  readonly supplierId: string;
  readonly messageId: string;
}

/** Whether this mail came before. */
export async function isKnownMail(tx: Tx, { supplierId, messageId }: OfMail): Promise<boolean> {
  const row = await tx
    .selectFrom('inbound_mails')
    .select('message_id')
    .where('supplier_id', '=', supplierId)
    .where('message_id', '=', messageId)
    .executeTakeFirst();
  return row !== undefined;
}

/** Writes down that it came. False when it did before: of two at once only one goes on. */
export async function insertMail(
  tx: Tx,
  mail: OfMail & { sender: string; outcome: MailOutcome; now: Date },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('inbound_mails')
    .values({
      supplier_id: mail.supplierId,
      message_id: mail.messageId,
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
  { supplierId, messageId, outcome, appealId }: OfMail & { outcome: MailOutcome; appealId: string },
): Promise<void> {
  await tx
    .updateTable('inbound_mails')
    .set({ outcome, appeal_id: appealId })
    .where('supplier_id', '=', supplierId)
    .where('message_id', '=', messageId)
    .execute();
}

/** Whether a Message-ID is that of a mail of our own: it is named by the message's id. */
export async function isOwnMail(tx: Tx, { supplierId, messageId }: OfMail): Promise<boolean> {
  const [, id = ''] = /^<([0-9a-f-]{36})@/.exec(messageId) ?? [];
  if (!isId(id)) return false;
  const { rows } = await sql`
    select from outgoing_messages where supplier_id = ${supplierId} and id = ${id}::uuid`.execute(tx);
  return rows.length > 0;
}
