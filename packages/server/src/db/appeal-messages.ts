import { sql } from 'kysely';
import type { Tx } from './database.js';
import { isId, newId } from './ids.js';
import type { AppealMessagesTable } from './schema.js';

/** A file of a conversation, without its content. */
export interface AttachmentListed {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
}

/** A message, or a note of staff for each other. */
export interface AppealMessageRow {
  readonly id: string;
  readonly author: AppealMessagesTable['author'];
  readonly authorRef: string | null;
  readonly authorName: string | null;
  readonly channel: AppealMessagesTable['channel'];
  readonly text: string;
  /** Where in the text of a mail a quote seems to begin; null, or not there, where none does. */
  readonly quotedFrom?: number | null;
  /** The address that a mail says it is from; null, or not there, of what is none. */
  readonly sentFrom?: string | null;
  readonly writtenAt: string;
  readonly attachments: readonly AttachmentListed[];
}

interface OfAppeal {
  readonly supplierId: string;
  readonly appealId: string;
}

/** Adds a message; it stays as it is from then on. Answers with its id. */
export async function insertMessage(
  tx: Tx,
  {
    supplierId,
    appealId,
    message,
    now,
  }: OfAppeal & { message: Omit<AppealMessageRow, 'id' | 'writtenAt' | 'attachments'>; now: Date },
): Promise<string> {
  const id = newId(now);
  await tx
    .insertInto('appeal_messages')
    .values({
      supplier_id: supplierId,
      id,
      appeal_id: appealId,
      author: message.author,
      author_ref: message.authorRef,
      author_name: message.authorName,
      channel: message.channel,
      text: message.text,
      quoted_from: message.quotedFrom ?? null,
      sent_from: message.sentFrom ?? null,
      written_at: now,
    })
    .execute();
  return id;
}

/** The conversation with its files and with the notes of staff, the oldest first. */
export async function messagesOf(tx: Tx, { supplierId, appealId }: OfAppeal): Promise<AppealMessageRow[]> {
  const { rows } = await sql<AppealMessageRow>`
    select m.id, m.author, m.author_ref as "authorRef", m.author_name as "authorName", m.channel, m.text, m.quoted_from as "quotedFrom", m.sent_from as "sentFrom", m.written_at as "writtenAt",
      coalesce((select json_agg(json_build_object('id', f.id, 'name', f.name, 'mediaType', f.media_type, 'sizeBytes', f.size_bytes)
          order by f.id) from appeal_attachments f where f.supplier_id = m.supplier_id and f.appeal_id = m.appeal_id and f.message_id = m.id), '[]'::json) as attachments
    from appeal_messages m where m.supplier_id = ${supplierId} and m.appeal_id = ${appealId}::uuid
    order by m.written_at, m.id`.execute(tx);
  return rows;
}

/** The newest message of the conversation, by whichever side; null for an appeal without any. */
export async function newestMessage(
  tx: Tx,
  { supplierId, appealId }: OfAppeal,
): Promise<Pick<AppealMessageRow, 'id' | 'author' | 'authorRef' | 'text'> | null> {
  if (!isId(appealId)) return null;
  const { rows } = await sql<Pick<AppealMessageRow, 'id' | 'author' | 'authorRef' | 'text'>>`
    select id, author, author_ref as "authorRef", text from appeal_messages
    where supplier_id = ${supplierId} and appeal_id = ${appealId}::uuid and author <> 'note'
    order by written_at desc, id desc limit 1`.execute(tx);
  return rows[0] ?? null;
}
