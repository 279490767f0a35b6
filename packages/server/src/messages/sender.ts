/** The ways a message reaches people. */
export type MessageChannel = 'sms' | 'email';

/** A message ready to go. */
export interface MessageToSend {
  /** The same at every try, so that a receiver may notice a second copy. */
  readonly id: string;
  readonly supplierId: string;
  readonly channel: MessageChannel;
  /** A phone number in the form `+380671234567`, or an e-mail address. */
  readonly to: string;
  /** Empty for an SMS. */
  readonly subject: string;
  readonly body: string;
  /** The supplier's name, for the From line of a letter. */
  readonly fromName: string;
  /** Of a letter that belongs to a conversation. */
  readonly thread?: LetterThread | null;
}

/** What keeps the letters of a conversation together, and brings an answer back into it. */
export interface LetterThread {
  readonly id: string;
  /** Where answers go; null where none come in. */
  readonly replyTo: string | null;
  /** The Message-ID of the mail that it answers. */
  readonly inReplyTo: string | null;
  /** It only says that a mail came. */
  readonly isReceipt: boolean;
}

/** One way to hand messages over to the outside world. */
export interface Sender {
  /** Resolves when the message was taken over; throws {@link NotSent} otherwise, at the latest when the signal says so. */
  send(message: MessageToSend, signal: AbortSignal): Promise<void>;
  /** Lets go of connections. */
  close(): Promise<void>;
}

/** Why a message did not go out. */
export class NotSent extends Error {
  override readonly name = 'NotSent';
  /** `refused`: this recipient never will; `throttled`: too many at once; `unavailable`: perhaps later. */
  readonly kind: 'refused' | 'throttled' | 'unavailable';
  /** For the log: the receiver's own code, nothing personal. */
  readonly reason: string;
  /** When the receiver wishes to be asked again. */
  readonly retryAfterMs: number | null;

  constructor(kind: NotSent['kind'], reason: string, retryAfterMs: number | null = null) {
    super(`not sent: ${reason}`);
    this.kind = kind;
    this.reason = reason;
    this.retryAfterMs = retryAfterMs;
  }
}

/** The work, or {@link NotSent} when the signal comes first. */
export function untilTimeout<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((done, fail) => {
    const timeout = () => fail(new NotSent('unavailable', 'timeout'));
    if (signal.aborted) timeout();
    signal.addEventListener('abort', timeout, { once: true });
    work.then(done, fail).finally(() => signal.removeEventListener('abort', timeout));
  });
}
