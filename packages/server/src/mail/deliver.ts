import type { Context } from '../context.js';
import { Queue } from '../domain/queue.js';
import { findRecipient, type MailRecipient, mayBeRead, receiveMail, type SentBy } from '../domain/receive-mail.js';
import { readMail, UnreadableMail } from './read-mail.js';

/** A mail with what the sending server said of it. */
export interface Envelope extends SentBy {
  readonly raw: Buffer;
  readonly recipients: readonly string[];
}

/** To whom a mail that cannot be read comes back, for good: what they can do. */
export const UNREADABLE_IN_WORDS =
  'Your letter cannot be read here. Please send it once more as plain text, with fewer or smaller attachments.';

/** `nobody`: none of the recipients is ours; `later`: too many mails for now. */
export type Delivered = 'taken' | 'nobody' | 'later' | 'unreadable';

/** One mail is taken apart at a time. */
const reading = new Queue({ maxWaiting: 16 });

/** Brings a mail to each supplier it is for. Logs what became of it, and nothing of whom it is from or what is in it. */
export async function deliver(context: Context, { raw, recipients, ...sentBy }: Envelope): Promise<Delivered> {
  // To a supplier once, though its address stands there twice; the address of an appeal counts for more.
  const bySupplier = new Map<string, MailRecipient>();
  for (const address of recipients) {
    const found = await findRecipient(context, address);
    if (!found) continue;
    const known = bySupplier.get(found.supplier.id);
    if (!known || known.appealId === null) bySupplier.set(found.supplier.id, found);
  }
  if (bySupplier.size === 0) return 'nobody';
  return reading.run(async () => {
    const counted: MailRecipient[] = [];
    for (const recipient of bySupplier.values()) {
      if (await mayBeRead(context, recipient, sentBy)) counted.push(recipient);
      else logOutcome(context, recipient, 'too_many');
    }
    let isLater = counted.length < bySupplier.size;
    if (counted.length === 0) return 'later';
    try {
      const mail = await readMail(raw, sentBy);
      for (const recipient of counted) {
        const { kind } = await receiveMail(context, { ...recipient, mail });
        logOutcome(context, recipient, kind);
        isLater ||= kind === 'too_many';
      }
    } catch (error) {
      if (!(error instanceof UnreadableMail)) throw error;
      context.logger.info({ outcome: 'unreadable' }, 'mail received');
      return 'unreadable';
    }
    return isLater ? 'later' : 'taken';
  });
}

/** That letters are put off is for somebody to look at. */
function logOutcome({ logger }: Context, { supplier }: MailRecipient, outcome: string): void {
  logger[outcome === 'too_many' ? 'warn' : 'info']({ supplier: supplier.id, outcome }, 'mail received');
}
