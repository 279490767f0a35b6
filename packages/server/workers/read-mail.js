// @ts-check
/*
 * Reads a mail that came over the wire, in a thread of its own: one made to take memory or time takes those of the thread, which is ended
 * (mail/read-mail.ts). Plain JavaScript, so that a thread of the source and of the build run the same file.
 */
import { createHash } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { convert } from 'html-to-text';
import PostalMime from 'postal-mime';
import { ownAndQuoted } from './own-words.js';

/** @typedef {import('postal-mime').Email} Email */
/** @typedef {import('postal-mime').Attachment} Attachment */

/**
 * As `InboundMail`, with files as they come out of the thread.
 * @typedef {Omit<import('../src/domain/receive-mail.js').InboundMail, 'files'> & { files: { name: string, bytes: Uint8Array }[] }} ReadMail
 */

/** Many times more than a letter with all its files has. */
const MOST_PARTS = 1000;
/** The largest mail has as many, of its packed files. */
const MOST_LINES = 300_000;
/** Lines of words and lists; the parser takes more than a kilobyte for each, outside of what the thread's bounds count. */
const MOST_SHORT_LINES = 100_000;
/** Packed files come in lines of 76. */
const SHORT = 60;
const [NEW_LINE, DASH] = [0x0a, 0x2d];
/** More text than anybody writes. */
const MAX_TEXT = 50_000;
const MAX_HTML = 1_000_000;
/** A picture that a program wrote into the text itself: megabytes that are no words. */
const PICTURE_IN_TEXT = /data:[^\s"'<>()]{100,}/gi;
/** Pictures that are smaller belong to a signature. */
const LOGO_BYTES = 12 * 1024;
/** More of a name or an address is none. */
const LONGEST_NAME = 300;

/** Signatures of mail programs, and cards and appointments, are no documents. */
const PASSED_OVER =
  /^(application\/(x-)?pkcs7-signature|application\/pgp-(signature|keys|encrypted)|text\/(x-)?vcard|text\/calendar)$/;

/** Of what somebody forwards nothing is a quote, though it stands below like one: it is what they write about. */
const FORWARD = /^\s*(fwd?|пересл|переслано|пер)\s*:/i;

/**
 * @param {Buffer} raw
 * @param {string | null} envelopeFrom whom the sending server named; empty for reports of servers
 * @returns {Promise<ReadMail>}
 */
async function read(raw, envelopeFrom) {
  if (isOverlong(raw)) throw new Error('too many parts or lines');
  const mail = await PostalMime.parse(raw, {
    maxNestingDepth: 20,
    maxHeadersSize: 256 * 1024,
    // A mail in a mail is a file, and not one that is taken.
    forceRfc822Attachments: true,
    maxRfc822NestingDepth: 0,
  });
  const text = cut(textOf(mail));
  const { own, quoted } = FORWARD.test(mail.subject ?? '') ? { own: text.trim(), quoted: '' } : ownAndQuoted(text);
  const address = mail.from?.address;
  return {
    messageId: messageIdOf(mail, raw),
    digest: digestOf(text, mail),
    from:
      address === undefined
        ? null
        : { name: (mail.from?.name ?? '').slice(0, LONGEST_NAME), address: address.slice(0, LONGEST_NAME + 1) },
    subject: (mail.subject ?? '').slice(0, 300),
    text: own,
    quoted,
    files: mail.attachments.flatMap(fileOf),
    isAutomatic: envelopeFrom === '' || isAutomatic(mail),
    asksNoAnswer: asksNoAnswer(mail),
    report: reportOf(mail),
  };
}

/**
 * The parser has no bounds for them: 2 MB of empty parts or lines keep it busy for half a minute.
 * @param {Buffer} raw
 */
function isOverlong(raw) {
  let [parts, lines, short] = [0, 0, 0];
  for (let at = 0, next = raw.indexOf(NEW_LINE); next >= 0; at = next + 1, next = raw.indexOf(NEW_LINE, at)) {
    lines += 1;
    if (next - at < SHORT) short += 1;
    // So begins each part.
    if (raw[next + 1] === DASH && raw[next + 2] === DASH) parts += 1;
    if (parts > MOST_PARTS || lines > MOST_LINES || short > MOST_SHORT_LINES) return true;
  }
  return false;
}

/**
 * Each mail has one of its own; one that has none, or a strange one, is told by what is in it.
 * @param {Email} mail
 * @param {Buffer} raw
 */
function messageIdOf({ messageId }, raw) {
  const id = messageId?.trim() ?? '';
  return /^<[!-;=?-~]{3,250}>$/.test(id) ? id : `sha256:${createHash('sha256').update(raw).digest('hex')}`;
}

/**
 * Of whom it is from and what is in it; not of how it is packed, which may change on its way.
 * @param {string} text
 * @param {Email} mail
 */
function digestOf(text, { from, subject, attachments }) {
  const digest = createHash('sha256').update(JSON.stringify([from?.address, subject, text, attachments.length]));
  for (const attachment of attachments) digest.update(bytesOf(attachment));
  return digest.digest('hex');
}

/** @param {Email} mail */
function textOf({ text, html }) {
  if (text !== undefined && text.trim() !== '') return text;
  if (html === undefined) return '';
  const written = html.replace(PICTURE_IN_TEXT, '');
  const words = convert(written.slice(0, MAX_HTML), {
    wordwrap: false,
    selectors: [
      { selector: 'img', format: 'skip' },
      { selector: 'a', options: { hideLinkHrefIfSameAsText: true, linkBrackets: ['(', ')'] } },
      // Cell after cell. Drawn as a table, a cell that says it is a million wide would take as much memory, and end the whole process.
      { selector: 'table', format: 'block' },
      { selector: 'tr', format: 'block' },
      { selector: 'td', format: 'inlineSurround', options: { suffix: ' ' } },
      { selector: 'th', format: 'inlineSurround', options: { suffix: ' ' } },
    ],
    limits: { maxInputLength: MAX_HTML, maxDepth: 100, maxChildNodes: 10_000 },
  });
  // What is left out is left out aloud.
  return written.length > MAX_HTML ? `${words}…` : words;
}

/** @param {string} text */
function cut(text) {
  return text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** Enough of what a report carries: its codes, and the head of the letter that it is about. */
const REPORT_BYTES = 64 * 1024;

/**
 * That a letter will not arrive, as mail servers report it (RFC 3464). That it is only late, or did arrive, is none.
 * @param {Email} mail
 */
function reportOf({ attachments }) {
  /** @param {string[]} types */
  const partOf = (...types) => {
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

/** @param {Attachment} attachment */
function bytesOf({ content }) {
  if (typeof content === 'string') return Buffer.from(content);
  return content instanceof ArrayBuffer
    ? Buffer.from(content)
    : Buffer.from(content.buffer, content.byteOffset, content.byteLength);
}

/** @param {Attachment} attachment */
function fileOf(attachment) {
  const { filename, mimeType, related } = attachment;
  const bytes = bytesOf(attachment);
  if (PASSED_OVER.test(mimeType) || (related === true && bytes.length < LOGO_BYTES)) return [];
  return [{ name: filename ?? 'file', bytes }];
}

/** @param {Email} mail @param {string} name */
function header({ headers }, name) {
  const found = headers.find(({ key }) => key === name);
  return found?.value.trim().toLowerCase();
}

/**
 * A machine answers by itself (RFC 3834, and what programs wrote before it): nobody wrote this, and whoever answers it is answered by it, for ever.
 * @param {Email} mail
 */
function isAutomatic(mail) {
  const submitted = header(mail, 'auto-submitted');
  return (
    (submitted !== undefined && !/^no\b/.test(submitted)) ||
    /^auto_reply\b/.test(header(mail, 'precedence') ?? '') ||
    ['x-autoreply', 'x-autorespond'].some((name) => header(mail, name) !== undefined) ||
    /^mailer-daemon@/i.test(mail.from?.address ?? '')
  );
}

/**
 * Came through something that must not be answered by a machine: a list, a firm's group address or ticket system (RFC 2919, and what Microsoft's servers
 * write). Somebody may well have written it.
 * @param {Email} mail
 */
function asksNoAnswer(mail) {
  return (
    ['list-id', 'list-unsubscribe', 'x-loop'].some((name) => header(mail, name) !== undefined) ||
    /^(bulk|list|junk)\b/.test(header(mail, 'precedence') ?? '') ||
    /\b(all|autoreply)\b/.test(header(mail, 'x-auto-response-suppress') ?? '') ||
    /^postmaster@/i.test(mail.from?.address ?? '')
  );
}

// What the libraries have to say of a mail is nobody's business.
console.warn = () => {};

parentPort?.on(
  'message',
  async (/** @type {{ raw: Uint8Array, envelopeFrom: string | null }} */ { raw, envelopeFrom }) => {
    const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
    // Whatever goes wrong goes wrong again with the same mail.
    parentPort?.postMessage(await read(bytes, envelopeFrom).catch(() => null));
  },
);
