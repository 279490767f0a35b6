import { createTransport } from 'nodemailer';
import { type LetterThread, type MessageToSend, NotSent, type Sender, untilTimeout } from './sender.js';

/** How many letters go at once, each over a connection of its own that is then used again. */
const CONNECTIONS = 5;
const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Answers about this recipient (RFC 5321, RFC 3463): asking again changes nothing. Others may be the relay's own trouble. */
const REFUSED = new Set([550, 551, 553]);

/**
 * Letters by SMTP: `smtp://user:password@host:587` or `smtps://…:465`. Plain SMTP goes over to TLS (STARTTLS) and is refused where the
 * relay offers none, except on this machine or with `?requireTLS=false`.
 */
export class SmtpSender implements Sender {
  readonly #transport;
  readonly #from: string;

  constructor({ url, from }: { url: string; from: string }) {
    const { hostname, searchParams } = new URL(url);
    const isPlainAllowed = LOCAL.has(hostname) || searchParams.get('requireTLS') === 'false';
    this.#from = from;
    this.#transport = createTransport({
      url,
      pool: true,
      maxConnections: CONNECTIONS,
      requireTLS: !isPlainAllowed,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 20_000,
      // A letter is made of our own texts only: nothing is fetched or read from disk for it.
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  async send({ id, to, subject, body, fromName, thread }: MessageToSend, signal: AbortSignal): Promise<void> {
    const host = this.#from.split('@').at(-1) ?? '';
    const sent = this.#transport.sendMail({
      from: { name: fromName, address: this.#from },
      to: { name: '', address: to },
      subject,
      text: body,
      messageId: `<${id}@${host}>`,
      ...(thread && threadHeaders(thread, host)),
      // Nobody's holiday answers to this.
      headers: {
        'Auto-Submitted': thread?.isReceipt ? 'auto-replied' : 'auto-generated',
        // All but that it did not arrive: of a conversation staff are told so.
        'X-Auto-Response-Suppress': thread ? 'DR, RN, NRN, OOF, AutoReply' : 'All',
      },
    });
    try {
      await untilTimeout(sent, signal);
    } catch (error) {
      throw error instanceof NotSent ? error : whyNot(error as Partial<Record<'code' | 'command', string>> & ReplyCode);
    }
  }

  async close(): Promise<void> {
    this.#transport.close();
  }
}

/** The conversation's own name, which all its letters refer to, and the mail that this one answers. */
function threadHeaders({ id, replyTo, inReplyTo }: LetterThread, host: string) {
  const root = `<${id}@${host}>`;
  return {
    ...(replyTo !== null && { replyTo: { name: '', address: replyTo } }),
    inReplyTo: inReplyTo ?? root,
    references: inReplyTo === null ? [root] : [root, inReplyTo],
  };
}

interface ReplyCode {
  readonly responseCode?: number;
}

function whyNot({ responseCode, code, command }: { code?: string; command?: string } & ReplyCode): NotSent {
  const reason = responseCode === undefined ? (code ?? 'smtp') : `smtp ${responseCode} ${command ?? ''}`.trim();
  // "No such mailbox" is an answer to RCPT TO; the same number to AUTH or MAIL FROM is about us.
  const isAboutRecipient = code === 'EENVELOPE' && command === 'RCPT TO';
  if (isAboutRecipient && responseCode !== undefined && REFUSED.has(responseCode))
    return new NotSent('refused', reason);
  if (responseCode === 421 || responseCode === 450 || responseCode === 452) return new NotSent('throttled', reason);
  return new NotSent('unavailable', reason);
}
