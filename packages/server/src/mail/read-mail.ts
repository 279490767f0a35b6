import { createHash } from 'node:crypto';
import { convert } from 'html-to-text';
import PostalMime, { type Attachment, type Email } from 'postal-mime';
import type { InboundMail } from '../domain/receive-mail.js';
import { ownWords } from './own-words.js';

/** Of a whole mail, with its attachments as they are sent: five files of a usual size, or one of the largest. */
export const MAX_MAIL_BYTES = 20 * 1024 * 1024;

/** More text than anybody writes. */
const MAX_TEXT = 50_000;
const MAX_HTML = 1_000_000;
/** Pictures that are smaller belong to a signature. */
const LOGO_BYTES = 12 * 1024;

/** Signatures of mail programs, and cards and appointments, are no documents. */
const PASSED_OVER =
  /^(application\/(x-)?pkcs7-signature|application\/pgp-(signature|keys|encrypted)|text\/(x-)?vcard|text\/calendar)$/;

/** A mail that cannot be read: nothing of it is known. */
export class UnreadableMail extends Error {
  override readonly name = 'UnreadableMail';
}

/** Reads a mail as it came over the wire. `envelopeFrom`: whom the sending server named; empty for reports of servers. */
export async function readMail(raw: Buffer, { envelopeFrom }: { envelopeFrom: string | null }): Promise<InboundMail> {
  if (raw.length > MAX_MAIL_BYTES) throw new UnreadableMail('too large');
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
  return {
    messageId: messageIdOf(mail, raw),
    from: from === null ? null : { name: from.name, address: from.address },
    subject: (mail.subject ?? '').slice(0, 300),
    text: cut(ownWords(cut(textOf(mail)))),
    files: mail.attachments.flatMap(fileOf),
    isAutomatic: envelopeFrom === '' || isAutomatic(mail),
  };
}

/** Each mail has one of its own; one that has none, or a strange one, is told by what is in it. */
function messageIdOf({ messageId }: Email, raw: Buffer): string {
  const id = messageId?.trim() ?? '';
  return /^<[!-;=?-~]{3,250}>$/.test(id) ? id : `sha256:${createHash('sha256').update(raw).digest('hex')}`;
}

function textOf({ text, html }: Email): string {
  if (text !== undefined && text.trim() !== '') return text;
  if (html === undefined) return '';
  return convert(html.slice(0, MAX_HTML), {
    wordwrap: false,
    selectors: [
      { selector: 'img', format: 'skip' },
      { selector: 'a', options: { hideLinkHrefIfSameAsText: true, linkBrackets: ['(', ')'] } },
      { selector: 'table', format: 'dataTable', options: { uppercaseHeaderCells: false } },
    ],
    limits: { maxInputLength: MAX_HTML, maxDepth: 100, maxChildNodes: 10_000 },
  });
}

function cut(text: string): string {
  return text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT).replace(/[\ud800-\udbff]$/, '')}…`;
}

function fileOf({ filename, mimeType, content, related }: Attachment): InboundMail['files'] {
  const bytes =
    typeof content === 'string'
      ? Buffer.from(content)
      : content instanceof ArrayBuffer
        ? Buffer.from(content)
        : Buffer.from(content.buffer, content.byteOffset, content.byteLength);
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
