import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '../db/database.js';
import { SEED_NOW } from './seed-supplier.js';

/** Words that stand nowhere else: each is something that somebody wrote in an appeal, or was written to them. */
export const APPEAL_WORDS = {
  text: 'Канаркове запитання',
  answer: 'Канаркове роз’яснення',
  field: 'Канаркова, 7',
  guest: 'Гостя Канарка',
  told: '0400777777',
  file: 'канарка.pdf',
  waiting: 'канарка-чекає.pdf',
  comment: 'Канаркова оцінка',
  unsent: 'Канарка без коду',
} as const;

/**
 * Appeals of a customer: one that was answered and rated, with a file, one that was not, one sent without signing in from their contact and one
 * that waits for its code; a file on its way, a mail that came.
 */
export async function leaveAppeals(
  tx: Tx,
  { supplierId, customerRef, contact }: { supplierId: string; customerRef: string; contact: string },
): Promise<void> {
  const [answered, open, guest, message] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const now = sql`${SEED_NOW.toISOString()}::timestamptz`;
  const kind = JSON.stringify({ name: { uk: 'Запитання' }, department: null, term: { days: 30 }, fields: [] });
  const day = sql`date '2026-12-03'`;
  const insert = sql`insert into appeals (supplier_id, id, number, customer_ref, person_name, contact_kind, contact_address, account_number_told,
    fields, language, channel, kind_id, kind, status, sent_at, counts_from, due_on, changed_at, rating, rating_comment)`;
  const { text, answer, field, told, file, waiting, comment, unsent } = APPEAL_WORDS;
  const statements = [
    sql`${insert} values (${supplierId}, ${answered}::uuid, next_appeal_number(), ${customerRef}, '', null, null, '',
      ${JSON.stringify({ place: field })}, 'uk', 'cabinet', 'question', ${kind}, 'answered', ${now}, ${day}, ${day}, ${now}, 2, ${comment})`,
    sql`${insert} values (${supplierId}, ${open}::uuid, next_appeal_number(), ${customerRef}, '', null, null, '', '{}', 'uk', 'cabinet',
      'question', ${kind}, 'in_progress', ${now}, ${day}, ${day}, ${now}, null, '')`,
    sql`${insert} values (${supplierId}, ${guest}::uuid, next_appeal_number(), ${`appeal:${guest}`}, ${APPEAL_WORDS.guest}, 'phone', ${contact},
      ${told}, '{}', 'uk', 'guest', 'question', ${kind}, 'received', ${now}, ${day}, ${day}, ${now}, null, '')`,
    ...[answered, open, guest].map(
      (
        id,
      ) => sql`insert into appeal_messages (supplier_id, id, appeal_id, author, author_ref, channel, text, written_at)
        values (${supplierId}, ${id === answered ? message : randomUUID()}::uuid, ${id}::uuid, 'customer', ${customerRef}, 'cabinet', ${text}, ${now})`,
    ),
    sql`insert into appeal_messages (supplier_id, appeal_id, author, author_ref, author_name, channel, text, written_at)
      values (${supplierId}, ${answered}::uuid, 'supplier', 'kabinet:staff', 'Ївга', 'staff', ${answer}, ${now} + interval '1 hour')`,
    sql`insert into appeal_attachments (supplier_id, appeal_id, message_id, name, media_type, size_bytes, content)
      values (${supplierId}, ${answered}::uuid, ${message}::uuid, ${file}, 'application/pdf', 4, '%PDF')`,
    sql`insert into appeal_steps (supplier_id, appeal_id, at, what, detail) values (${supplierId}, ${open}::uuid, ${now}, 'status', 'received')`,
    sql`insert into uploads (supplier_id, customer_ref, name, size_bytes, created_at, expires_at)
      values (${supplierId}, ${customerRef}, ${waiting}, 10, ${now}, ${now})`,
    sql`insert into guest_appeals (supplier_id, token_hash, submission, contact_kind, contact_address, created_at, expires_at)
      values (${supplierId}, ${randomUUID()}, ${JSON.stringify({ text: unsent })}, 'phone', ${contact}, ${now}, ${now})`,
    sql`insert into inbound_mails (supplier_id, message_id, sender, received_at, outcome)
      values (${supplierId}, ${randomUUID()}, ${contact}, ${now}, 'appeal')`,
    sql`insert into outgoing_messages (supplier_id, channel, recipient, body, purpose, thread_id)
      values (${supplierId}, 'email', ${contact}, ${answer}, 'appeal_answered', ${guest})`,
  ];
  for (const statement of statements) await statement.execute(tx);
}
