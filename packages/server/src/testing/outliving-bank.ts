import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { json, serve } from './providers/http-counterpart.js';

/** As much of the sandbox bank as servers need that are killed, in the test's process, so that it outlives them. */
export interface OutlivingBank {
  /** What a supplier's profile and secrets say of it. */
  readonly settings: { readonly merchant: string; readonly url: string };
  readonly secrets: { readonly apiKey: string; readonly webhookSecret: string };
  /** Somebody pays on its page. */
  pays(orderNumber: string): void;
  /** What it tells of that, signed now. */
  callback(orderNumber: string): RequestInit;
  /** How much it gave back. */
  givenBack(orderNumber: string): number;
  close(): Promise<void>;
}

interface Payment extends Readonly<Record<string, unknown>> {
  readonly refunds: { readonly id: string; readonly amount: number; readonly createdAt: string }[];
}

/** Opens it: payments are opened, paid, asked for and given back. */
export async function openBank(): Promise<OutlivingBank> {
  const secret = randomBytes(32).toString('base64');
  const webhook = new Webhook(secret);
  const payments = new Map<string, Payment>();
  const { url, close } = await serve(({ method, url: asked, body }) => {
    if (method === 'POST' && asked.pathname === '/api/payments') {
      const { orderNumber, amount, currency } = JSON.parse(body.toString('utf8')) as Record<string, unknown>;
      const number = String(orderNumber);
      const opened: Payment = payments.get(number) ?? {
        id: `pay_${number}`,
        merchant: 'test',
        orderNumber: number,
        amount,
        currency,
        status: 'open',
        failure: null,
        createdAt: new Date().toISOString(),
        settledAt: null,
        card: null,
        refunds: [],
      };
      payments.set(number, opened);
      return json({ ...opened, payUrl: `${url}/pay/${number}` });
    }
    const [, number = '', isRefund] = /^\/api\/payments\/([\w-]+)(\/refunds)?$/.exec(asked.pathname) ?? [];
    const known = payments.get(number);
    if (!known) return json({}, 404);
    if (isRefund === undefined) return json(known);
    const { id, amount: sum } = JSON.parse(body.toString('utf8')) as { id: string; amount: number };
    const before = known.refunds.find((each) => each.id === id);
    const refund = before ?? { id, amount: sum, createdAt: new Date().toISOString() };
    if (!before) known.refunds.push(refund);
    return json({ payment: known, refund }, 201);
  });
  const payment = (number: string) => {
    const found = payments.get(number);
    if (!found) throw new Error('nobody went to pay it');
    return found;
  };
  return {
    settings: { merchant: 'test', url },
    secrets: { apiKey: 'k'.repeat(40), webhookSecret: `whsec_${secret}` },
    pays: (number) =>
      void payments.set(number, { ...payment(number), status: 'succeeded', settledAt: new Date().toISOString() }),
    callback: (number) => {
      const body = JSON.stringify({ type: 'payment.succeeded', payment: payment(number), refund: null });
      const [event, now] = [`evt_${number}`, new Date()];
      const headers = {
        'webhook-id': event,
        'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
        'webhook-signature': webhook.sign(event, now, body),
      };
      return { method: 'POST', body, headers };
    },
    givenBack: (number) => payment(number).refunds.reduce((sum, { amount }) => sum + amount, 0),
    close,
  };
}
