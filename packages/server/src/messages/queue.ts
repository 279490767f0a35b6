import type { LocalizedText } from '@kabinet/api/contract';
import { announce, type Tx } from '../db/database.js';
import { newId } from '../db/ids.js';
import type { Contact } from '../domain/contacts.js';
import type { PageLanguage } from '../words/languages.js';
import { type MessageFacts, type MessagePurpose, messageText } from './texts.js';

/** A conversation that messages belong to; `replyTo` is null where answers by mail do not come in. */
export interface MailThread {
  readonly id: string;
  readonly replyTo: string | null;
}

/** A message that could not be sent for so long is not wanted any more. */
const KEPT_HOURS = 24;

/**
 * Writes a message in the transaction of what it tells of: it goes out once that is committed, and not at all when it is undone.
 * `expiresAt` is when nobody wants it any more, such as a code's own end; a day later without it.
 */
export async function queueMessage<P extends MessagePurpose>(
  tx: Tx,
  message: {
    supplierId: string;
    to: Contact;
    purpose: P;
    language: PageLanguage;
    facts: MessageFacts[P];
    now: Date;
    expiresAt?: Date;
    /** When it may go out, where that is not at once. */
    notBefore?: Date;
    /** Which conversation it belongs to, and where an answer by mail finds it. */
    thread?: MailThread;
  },
): Promise<void> {
  const { supplierId, to, purpose, language, facts, now, notBefore = now } = message;
  const { name, phone } = await supplierOf(tx, supplierId, language);
  const text = messageText(purpose, language, facts, { phone: briefly(phone) });
  const isSms = to.kind === 'phone';
  await tx
    .insertInto('outgoing_messages')
    .values({
      supplier_id: supplierId,
      // Later ones are greater: what was written first is sent first.
      id: newId(now),
      channel: isSms ? 'sms' : 'email',
      recipient: to.address,
      subject: isSms ? null : text.subject,
      body: isSms ? text.sms : `${text.body}\n\n-- \n${name}\n${phone}\n`,
      purpose,
      created_at: now,
      expires_at: message.expiresAt ?? new Date(notBefore.getTime() + KEPT_HOURS * 3_600_000),
      next_try_at: notBefore,
      sent_at: null,
      ...(message.thread && { thread_id: message.thread.id, reply_to: isSms ? null : message.thread.replyTo }),
    })
    .execute();
  announce(tx, 'messages');
}

/** Who writes. */
async function supplierOf(
  tx: Tx,
  supplierId: string,
  language: PageLanguage,
): Promise<{ readonly name: string; readonly phone: string }> {
  const { profile } = await tx
    .selectFrom('suppliers')
    .select('profile')
    .where('id', '=', supplierId)
    .executeTakeFirstOrThrow();
  const { name, phone } = profile as { name: LocalizedText; phone: string };
  return { name: name[language] ?? Object.values(name)[0] ?? supplierId, phone };
}

/** Room for a phone as people group it, in the one SMS that a message is to fit into. */
const ROOM_FOR_PHONE = 15;

/** The phone as the supplier writes it, or its digits alone where an SMS would grow too long by it. */
function briefly(phone: string): string {
  if (phone.length <= ROOM_FOR_PHONE) return phone;
  // Not what follows in words, such as an extension.
  return (/^[^\p{L},;]*/u.exec(phone)?.[0] ?? phone).replace(/[^\d+*#]/g, '') || phone;
}
