import { createHash } from 'node:crypto';
import { convert } from 'html-to-text';
import PostalMime, { type Attachment, type Email } from 'postal-mime';
import type { DeliveryReport, InboundMail } from '../domain/receive-mail.js';
import { ownAndQuoted } from './own-words.js';

/** Of a whole mail, with its attachments as they are sent: five files of a usual size, or one of the largest. */
export const MAX_MAIL_BYTES = 20 * 1024 * 1024;

/** Many times more than a letter with all its files has. */
const MOST_PARTS = 5000;
/** More text than anybody writes. */
const MAX_TEXT = 50_000;
const MAX_HTML = 1_000_000;
/** A picture that a program wrote into the text itself: megabytes that are no words. */
const PICTURE_IN_TEXT = /data:[^\s"'<>()]{100,}/gi;
/** Pictures that are smaller belong to a signature. */
const LOGO_BYTES = 12 * 1024;

/** Signatures of mail programs, and cards and appointments, are no documents. */
const PASSED_OVER =
  /^(application\/(x-)?pkcs7-signature|application\/pgp-(signature|keys|encrypted)|text\/(x-)?vcard|text\/calendar)$/;

/** Of what somebody forwards nothing is a quote, though it stands below like one: it is what they write about. */
const FORWARD = /^\s*(fwd?|пересл|переслано|пер)\s*:/i;

/** A mail that cannot be read: nothing of it is known. */
export class UnreadableMail extends Error {
  override readonly name = 'UnreadableMail';
}

/** Reads a mail as it came over the wire. `envelopeFrom`: whom the sending server named; empty for reports of servers. */
export async function readMail(raw: Buffer, { envelopeFrom }: { envelopeFrom: string | null }): Promise<InboundMail> {
  if (raw.length > MAX_MAIL_BYTES) throw new UnreadableMail('too large');
  if (hasTooManyParts(raw)) throw new UnreadableMail('too many parts');
  const mail = await PostalMime.parse(raw, {
    maxNestingDepth: 20,
    maxHeadersSize: 256 * 1024,
    // A mail in a mail is a file, and not one that is taken.
    forceRfc822Attachments: true,
    maxRfc822NestingDepth: 0,
  }).catch(() => {
    throw new UnreadableMail('not a mail');
  });
  const from = mail.from?.address === undefined ? null : mail.from;
  const text = cut(textOf(mail));
  const { own, quoted } = FORWARD.test(mail.subject ?? '') ? { own: text.trim(), quoted: '' } : ownAndQuoted(text);
  return {
    messageId: messageIdOf(mail, raw),
    from: from === null ? null : { name: from.name, address: from.address },
    subject: (mail.subject ?? '').slice(0, 300),
    text: own,
    quoted,
    files: mail.attachments.flatMap(fileOf),
    isAutomatic: envelopeFrom === '' || isAutomatic(mail),
    report: reportOf(mail),
  };
}

/** The parser has no bound for them, and 2 MB of empty parts keep it, and everybody, busy for half a minute. Each begins with such a line. */
function hasTooManyParts(raw: Buffer): boolean {
  let at = -1;
  for (let count = 0; count <= MOST_PARTS; count += 1) {
    at = raw.indexOf('\n--', at + 1, 'latin1');
    if (at < 0) return false;
  }
  return true;
}

/** Each mail has one of its own; one that has none, or a strange one, is told by what is in it. */
function messageIdOf({ messageId }: Email, raw: Buffer): string {
  const id = messageId?.trim() ?? '';
  return /^<[!-;=?-~]{3,250}>$/.test(id) ? id : `sha256:${createHash('sha256').update(raw).digest('hex')}`;
}

function textOf({ text, html }: Email): string {
  if (text !== undefined && text.trim() !== '') return text;
  if (html === undefined) return '';
  const written = html.replace(PICTURE_IN_TEXT, '');
  const words = convert(written.slice(0, MAX_HTML), {
    wordwrap: false,
    selectors: [
      { selector: 'img', format: 'skip' },
      { selector: 'a', options: { hideLinkHrefIfSameAsText: true, linkBrackets: ['(', ')'] } },
      { selector: 'table', format: 'dataTable', options: { uppercaseHeaderCells: false } },
    ],
    limits: { maxInputLength: MAX_HTML, maxDepth: 100, maxChildNodes: 10_000 },
  });
  // What is left out is left out aloud.
  return written.length > MAX_HTML ? `${words}…` : words;
}

function cut(text: string): string {
  return text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** Enough of what a report carries: its codes, and the head of the letter that it is about. */
const REPORT_BYTES = 64 * 1024;

/** That a letter will not arrive, as mail servers report it (RFC 3464). That it is only late, or did arrive, is none. */
function reportOf({ attachments }: Email): DeliveryReport | null {
  const partOf = (...types: readonly string[]) => {
    const part = attachments.find(({ mimeType }) => types.includes(mimeType));
    return part && bytesOf(part).subarray(0, REPORT_BYTES).toString('latin1');
  };
  const status = partOf('message/delivery-status', 'message/global-delivery-status');
  if (status === undefined || !/^action:\s*failed/im.test(status)) return null;
  const letter = partOf('message/rfc822', 'text/rfc822-headers', 'message/global', 'message/global-headers') ?? '';
  const [, of = null] = /^message-id:\s*(<[^<>\s]{3,250}>)/im.exec(letter) ?? [];
  const [, why = ''] = /^status:\s*([245]\.\d{1,3}\.\d{1,3})/im.exec(status) ?? [];
  return { of, why };
}

function bytesOf({ content }: Attachment): Buffer {
  if (typeof content === 'string') return Buffer.from(content);
  return content instanceof ArrayBuffer
    ? Buffer.from(content)
    : Buffer.from(content.buffer, content.byteOffset, content.byteLength);
}

function fileOf(attachment: Attachment): InboundMail['files'] {
  const { filename, mimeType, related } = attachment;
  const bytes = bytesOf(attachment);
  if (PASSED_OVER.test(mimeType) || (related === true && bytes.length < LOGO_BYTES)) return [];
  return [{ name: filename ?? 'file', bytes }];
}

/** Sent by a machine (RFC 3834, RFC 2919, and what Microsoft's servers write): whoever answers it is answered by it, for ever. */
function isAutomatic({ headers, from }: Email): boolean {
  const value = (name: string) =>
    headers
      .find(({ key }) => key === name)
      ?.value.trim()
      .toLowerCase();
  const submitted = value('auto-submitted');
  if (submitted !== undefined && !/^no\b/.test(submitted)) return true;
  if (/^(bulk|list|junk|auto_reply)\b/.test(value('precedence') ?? '')) return true;
  const marks = ['list-id', 'list-unsubscribe', 'x-autoreply', 'x-autorespond', 'x-loop'];
  const isMarked = marks.some((name) => value(name) !== undefined);
  return (
    isMarked ||
    /\b(all|autoreply)\b/.test(value('x-auto-response-suppress') ?? '') ||
    /^(mailer-daemon|postmaster)@/i.test(from?.address ?? '')
  );
}
