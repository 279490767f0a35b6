import type { Config } from '../config.js';
import { HttpGatewaySender } from './http-gateway.js';
import { Outbox } from './outbox.js';
import type { MessageChannel, Sender } from './sender.js';
import { SmppSender } from './smpp.js';
import { SmtpSender } from './smtp.js';

/** How messages go out of this server. */
export interface Messenger {
  /** What can be sent; a way of signing in that needs the other is not offered. */
  readonly channels: Readonly<Record<MessageChannel, boolean>>;
  readonly senders: Readonly<Partial<Record<MessageChannel, Sender>>>;
  /** What would have been sent, where this server only shows it. */
  readonly outbox: Outbox | null;
  close(): Promise<void>;
}

/** The senders that the settings name. */
export function createMessenger({ outbox: isOutbox, smtp, sms }: Config['messages'], now?: () => Date): Messenger {
  if (isOutbox) {
    const outbox = new Outbox(now);
    return messengerOf({ sms: outbox, email: outbox }, outbox);
  }
  return messengerOf({
    ...(smtp && { email: new SmtpSender(smtp) }),
    ...(sms && { sms: sms.url.startsWith('smpp') ? new SmppSender(sms) : new HttpGatewaySender(sms) }),
  });
}

/** A messenger of these senders. */
export function messengerOf(senders: Messenger['senders'], outbox: Outbox | null = null): Messenger {
  return {
    channels: { sms: senders.sms !== undefined, email: senders.email !== undefined },
    senders,
    outbox,
    close: async () => {
      await Promise.all(Object.values(senders).map((sender) => sender.close()));
    },
  };
}
