import { createHash } from 'node:crypto';
import smpp, { type Pdu, type Session } from 'smpp';
import { type MessageToSend, NotSent, type Sender, untilTimeout } from './sender.js';

/** How often the centre is asked whether it is still there; no answer until the next asking ends the connection. */
const ENQUIRE_EVERY_MS = 30_000;
const BIND_TIMEOUT_MS = 10_000;
const PORTS: Readonly<Record<string, number>> = { 'smpp:': 2775, 'smpps:': 3550 };

const UCS2 = 0x08;
/** UCS-2 letters in one SMS, and in each part of a longer one. */
const WHOLE = 70;
const PART = 67;

/**
 * SMS by SMPP 3.4: `smpp://systemId:password@host:2775`, or `smpps://` over TLS. One connection, made when the first message goes and
 * again after it was lost. All texts go as UCS-2: what the other codings' letters are depends on the centre, and a code that arrives as other
 * letters is no code.
 */
export class SmppSender implements Sender {
  readonly #url: URL;
  readonly #source: ReturnType<typeof sourceOf>;
  readonly #enquireEveryMs: number;
  #connection: Promise<Connection> | null = null;

  constructor({
    url,
    from,
    enquireEveryMs = ENQUIRE_EVERY_MS,
  }: {
    url: string;
    from: string;
    enquireEveryMs?: number;
  }) {
    this.#url = new URL(url);
    this.#source = sourceOf(from);
    this.#enquireEveryMs = enquireEveryMs;
  }

  async send({ id, to, body }: MessageToSend, signal: AbortSignal): Promise<void> {
    const connection = await untilTimeout(this.#connected(), signal);
    for (const part of partsOf(body, id)) {
      const status = await untilTimeout(connection.submit({ ...this.#source, ...destinationOf(to), ...part }), signal);
      if (status !== 0) throw refusal(status);
    }
  }

  async close(): Promise<void> {
    const connection = this.#connection;
    this.#connection = null;
    (await connection?.catch(() => null))?.end();
  }

  /** The living connection, or a new one: one is made at a time, whoever waits for it. */
  #connected(): Promise<Connection> {
    const connection = (this.#connection ??= connect(this.#url, this.#enquireEveryMs, () => {
      if (this.#connection === connection) this.#connection = null;
    }));
    return connection;
  }
}

interface Connection {
  /** Resolves with the centre's status, 0 for "taken". */
  submit(fields: Readonly<Record<string, unknown>>): Promise<number>;
  end(): void;
}

/** Connects and logs in. `onLost` is called once, however it ends. */
function connect(url: URL, enquireEveryMs: number, onLost: () => void): Promise<Connection> {
  const isTls = url.protocol === 'smpps:';
  const session = smpp.connect({
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port || PORTS[url.protocol]),
    ...(isTls && { tls: true, servername: url.hostname }),
  });
  const waiting = new Set<(reason: string) => void>();
  let pulse: NodeJS.Timeout | undefined;
  let isLost = false;
  const lose = (reason: string) => {
    if (isLost) return;
    isLost = true;
    clearInterval(pulse);
    session.destroy();
    onLost();
    for (const fail of waiting) fail(reason);
  };
  session.on('error', (error: NodeJS.ErrnoException) => lose(error.code ?? 'smpp'));
  session.on('close', () => lose('connection lost'));
  // Receipts are not asked for; whatever a centre sends on its own is answered, so that it does not wait.
  session.on('pdu', (pdu: Pdu) => {
    if (pdu.isResponse() || isLost) return;
    session.send(pdu.response());
    if (pdu.command === 'unbind') lose('unbound');
  });

  const request = (write: (answered: (pdu: Pdu) => void) => boolean): Promise<number> =>
    new Promise((done, fail) => {
      const lost = (reason: string) => fail(new NotSent('unavailable', reason));
      waiting.add(lost);
      const isWritten = write((pdu) => {
        waiting.delete(lost);
        done(pdu.command_status);
      });
      if (!isWritten) lose('connection lost');
    });

  const logIn = new Promise<Connection>((done, fail) => {
    const late = setTimeout(() => lose('timeout'), BIND_TIMEOUT_MS);
    waiting.add((reason) => {
      clearTimeout(late);
      fail(new NotSent('unavailable', reason));
    });
    session.on(isTls ? 'secureConnect' : 'connect', () => {
      const credentials = { system_id: decodeURIComponent(url.username), password: decodeURIComponent(url.password) };
      request((answered) => session.bind_transmitter(credentials, answered)).then((status) => {
        clearTimeout(late);
        if (status !== 0) return lose(`bind ${nameOf(status)}`);
        pulse = keepAsking(session, enquireEveryMs, () => lose('no answer to enquire_link'));
        return done({
          submit: (fields) => request((answered) => session.submit_sm(fields, answered)),
          end: () => {
            session.unbind();
            lose('closed');
          },
        });
      }, fail);
    });
  });
  return logIn;
}

function keepAsking(session: Session, everyMs: number, onSilence: () => void): NodeJS.Timeout {
  let isAnswered = true;
  const pulse = setInterval(() => {
    if (!isAnswered) return onSilence();
    isAnswered = false;
    session.enquire_link(() => (isAnswered = true));
  }, everyMs);
  // An idle connection keeps no process alive.
  return pulse.unref();
}

/** Who it is from: a name of letters, an international number, or the operator's short number. */
function sourceOf(from: string): { source_addr: string; source_addr_ton: number; source_addr_npi: number } {
  if (!/^\+?\d+$/.test(from)) return { source_addr: from, source_addr_ton: 5, source_addr_npi: 0 };
  const isInternational = from.startsWith('+');
  return {
    source_addr: from.replace('+', ''),
    source_addr_ton: isInternational ? 1 : 3,
    source_addr_npi: isInternational ? 1 : 0,
  };
}

function destinationOf(to: string): { destination_addr: string; dest_addr_ton: number; dest_addr_npi: number } {
  return { destination_addr: to.replace(/^\+/, ''), dest_addr_ton: 1, dest_addr_npi: 1 };
}

/** The text as one SMS, or as parts that the phone puts together again (UDH, 3GPP TS 23.040). */
function partsOf(text: string, id: string): { data_coding: number; esm_class?: number; short_message: unknown }[] {
  if (text.length <= WHOLE) return [{ data_coding: UCS2, short_message: { message: text } }];
  const pieces = split(text, PART);
  // The same at every try of this message, so that a phone that has had some parts takes the rest as theirs.
  const reference = createHash('sha256').update(id).digest()[0] ?? 0;
  return pieces.map((message, index) => ({
    data_coding: UCS2,
    short_message: { udh: Buffer.from([5, 0, 3, reference, pieces.length, index + 1]), message },
  }));
}

/** Never between the two halves of a letter outside the basic plane. */
function split(text: string, size: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const letter of text) {
    if (piece.length + letter.length > size) {
      pieces.push(piece);
      piece = '';
    }
    piece += letter;
  }
  return [...pieces, piece];
}

const { errors } = smpp;
const RECIPIENT_REFUSED = new Set([errors['ESME_RINVDSTADR'], errors['ESME_RINVDSTTON'], errors['ESME_RINVDSTNPI']]);
const THROTTLED = new Set([errors['ESME_RTHROTTLED'], errors['ESME_RMSGQFUL']]);

function refusal(status: number): NotSent {
  if (RECIPIENT_REFUSED.has(status)) return new NotSent('refused', nameOf(status));
  return new NotSent(THROTTLED.has(status) ? 'throttled' : 'unavailable', nameOf(status));
}

function nameOf(status: number): string {
  const name = Object.keys(errors).find((each) => errors[each] === status);
  return name ?? `0x${status.toString(16)}`;
}
