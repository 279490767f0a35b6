import { type AddressInfo, isIP } from 'node:net';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { Context } from '../context.js';
import { findRecipient } from '../domain/receive-mail.js';
import { describeError } from '../describe-error.js';
import { deliver, UNREADABLE_IN_WORDS } from './deliver.js';
import { MAX_MAIL_BYTES } from './read-mail.js';

/** The mail server in front speaks over a few connections; each may hold a whole mail. */
const CONNECTIONS = 8;
const RECIPIENTS = 5;
const IDLE_MS = 60_000;
/** What is still on its way in when the server stops. */
const GRACE_MS = 10_000;

/** An answer to the sending server: 4xx, come again later; 5xx, never. */
class Refusal extends Error {
  readonly responseCode: number;
  constructor(responseCode: number, message: string) {
    super(message);
    this.responseCode = responseCode;
  }
}

export interface Receiving {
  readonly port: number;
  readonly stop: () => Promise<void>;
}

/**
 * Takes mails to the suppliers' addresses by SMTP, from the mail server that stands in front and has looked whom they come from: others should not
 * reach it. A mail is taken once it is an appeal, or in one.
 */
export async function startReceiving(
  context: Context,
  { host, port }: { host: string; port: number },
): Promise<Receiving> {
  const { logger } = context;
  const server = new SMTPServer({
    banner: 'kabinet',
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    // So mail servers say which host they have the mail from.
    useXForward: true,
    size: MAX_MAIL_BYTES,
    maxClients: CONNECTIONS,
    socketTimeout: IDLE_MS,
    closeTimeout: GRACE_MS,
    onRcptTo({ address }, session, done) {
      void answer(done, async () => {
        if (session.envelope.rcptTo.length >= RECIPIENTS) throw new Refusal(452, 'too many recipients');
        if (!(await findRecipient(context, address))) throw new Refusal(550, 'no such mailbox');
      });
    },
    onData(stream, session, done) {
      void answer(done, async () => take(await readAll(stream), session));
    },
  });

  async function take(raw: Buffer | null, { envelope, xForward }: SMTPServerSession): Promise<void> {
    if (!raw) throw new Refusal(552, 'too large');
    const outcome = await deliver(context, {
      raw,
      envelopeFrom: envelope.mailFrom ? envelope.mailFrom.address : '',
      host: hostOf(xForward),
      recipients: envelope.rcptTo.map(({ address }) => address),
    });
    if (outcome === 'later') throw new Refusal(450, 'too many mails, come again later');
    if (outcome === 'unreadable') throw new Refusal(554, UNREADABLE_IN_WORDS);
  }

  async function answer(done: (error?: Error | null) => void, work: () => Promise<void>): Promise<void> {
    try {
      await work();
      done();
    } catch (error) {
      if (!(error instanceof Refusal)) logger.warn({ error: describeError(error) }, 'could not take a mail');
      // Whatever is wrong with us is over some time; the sending server keeps the mail until then.
      done(error instanceof Refusal ? error : new Refusal(451, 'come again later'));
    }
  }

  // What a client does wrong ends its connection, and nothing else.
  server.on('error', (error) => logger.debug({ error: describeError(error) }, 'a mail connection broke'));
  await new Promise<void>((listening, fail) => {
    server.server.once('error', fail);
    server.listen(port, host, () => {
      server.server.off('error', fail);
      listening();
    });
  });
  const { port: opened } = server.server.address() as AddressInfo;
  logger.info({ port: opened }, 'taking mails');
  return { port: opened, stop: () => new Promise((closed) => server.close(() => closed())) };
}

/** The address of the host that brought the mail to the mail server in front; null where that does not say. */
function hostOf(xForward: SMTPServerSession['xForward']): string | null {
  const address: unknown = xForward.get('ADDR');
  return typeof address === 'string' && isIP(address) !== 0 ? address : null;
}

/** The mail, or null for one that is too large: that is read to its end all the same, so that the sender hears why. */
async function readAll(stream: SMTPServerDataStream): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_MAIL_BYTES) chunks.length = 0;
    else chunks.push(chunk);
  }
  return length > MAX_MAIL_BYTES ? null : Buffer.concat(chunks);
}
