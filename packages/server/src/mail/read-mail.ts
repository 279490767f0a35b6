import { BoundedThread } from '../domain/bounded-thread.js';
import type { InboundMail } from '../domain/receive-mail.js';

/** Of a whole mail, with its attachments as they are sent: five files of a usual size, or one of the largest. */
export const MAX_MAIL_BYTES = 20 * 1024 * 1024;

/** A mail that cannot be read, now or ever: nothing of it is known. */
export class UnreadableMail extends Error {
  override readonly name = 'UnreadableMail';
}

interface Question {
  readonly raw: Buffer;
  readonly envelopeFrom: string | null;
}

/** A mail of the largest size, with files of the largest, takes some 100 MB and less than three seconds. */
const reader = new BoundedThread<Question, InboundMail | null>(new URL('../../workers/read-mail.js', import.meta.url), {
  memory: { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
  maxMs: 15_000,
  maxWaiting: 16,
  maxBytesRead: MAX_MAIL_BYTES,
});

/**
 * Reads a mail as it came over the wire, in a thread with bounds of its own, one after another. `envelopeFrom`: whom the sending server named; empty
 * for reports of servers. Throws `UnreadableMail` also where it takes more than those bounds, `unavailable` where that is not the mail's fault.
 */
export async function readMail(raw: Buffer, { envelopeFrom }: { envelopeFrom: string | null }): Promise<InboundMail> {
  if (raw.length > MAX_MAIL_BYTES) throw new UnreadableMail('too large');
  const mail = await reader.ask({ raw, envelopeFrom }, { bytes: raw.length });
  if (mail === null || mail === 'ended') throw new UnreadableMail('not a mail, or one that takes too much');
  return { ...mail, files: mail.files.map(({ name, bytes }) => ({ name, bytes: asBuffer(bytes) })) };
}

/** Bytes that come out of a thread are no Buffer any more. */
function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
