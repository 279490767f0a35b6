import { createHash, createHmac } from 'node:crypto';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { PaymentOrderRow } from '../db/payment-orders.js';
import { paymentMethods } from '../payments/methods.js';
import { type DatabaseUnderTest, openTestPGlite } from '../testing/databases.js';
import { SEED_NOW, TEST_PAYING } from '../testing/index.js';
import { payingStage, type PayingStage } from '../testing/paying-stage.js';

/** A callback on its way. */
interface Sent {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What is known of a provider's callbacks from its own documentation, and nothing of our code. */
interface Documented {
  readonly provider: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, string>>;
  /** What it posts of a payment. */
  paid(order: PaymentOrderRow): Sent;
  /** The signature that would have been right for what came; null where there is nothing in it that could be signed. */
  rightFor(sent: Sent): string | null;
  /** Where it signs only some of what it says. */
  readonly signsAll: boolean;
}

const SECONDS = Math.floor(SEED_NOW.getTime() / 1000);
const hmac = (hash: string, key: string | Buffer, text: string) => createHmac(hash, key).update(text);

function liqpay(algorithm: 'sha1' | 'sha3-256'): Documented {
  const privateKey = 'canary-liqpay-a4825234f4bae72a0be04eafe9e8';
  const sign = (data: string) => createHash(algorithm).update(`${privateKey}${data}${privateKey}`).digest('base64');
  return {
    provider: 'liqpay',
    settings: { publicKey: 'i11', signature: algorithm },
    secrets: { privateKey },
    signsAll: true,
    paid: ({ number }) => {
      const told = { payment_id: 1, order_id: number, public_key: 'i11', amount: 358.2, currency: 'UAH' };
      const all = { ...told, status: 'success', create_date: SEED_NOW.getTime(), end_date: SEED_NOW.getTime() };
      const data = Buffer.from(JSON.stringify(all)).toString('base64');
      const body = new URLSearchParams({ data, signature: sign(data) }).toString();
      return { body, headers: { 'Content-Type': 'application/x-www-form-urlencoded' } };
    },
    rightFor: ({ body }) => {
      const data = new URLSearchParams(body).get('data');
      return data === null ? null : sign(data);
    },
  };
}

function wayforpay(): Documented {
  const secretKey = 'canary-wayforpay-flk3409refn54t54t*FNJRET';
  const SIGNED = 'merchantAccount,orderReference,amount,currency,authCode,cardPan,transactionStatus,reasonCode'.split(
    ',',
  );
  const sign = (told: Readonly<Record<string, unknown>>) =>
    hmac('md5', secretKey, SIGNED.map((name) => String(told[name])).join(';')).digest('hex');
  return {
    provider: 'wayforpay',
    settings: { merchantAccount: 'kabinet_example', merchantDomainName: 'www.example.com' },
    secrets: { secretKey },
    signsAll: false,
    paid: ({ number }) => {
      const told = {
        merchantAccount: 'kabinet_example',
        orderReference: number,
        amount: 358.2,
        currency: 'UAH',
        authCode: '541963',
        cardPan: '41****8217',
        transactionStatus: 'Approved',
        reasonCode: 1100,
        processingDate: SECONDS,
      };
      return { body: JSON.stringify({ ...told, merchantSignature: sign(told) }), headers: {} };
    },
    rightFor: ({ body }) => {
      try {
        return sign(JSON.parse(body) as Record<string, unknown>);
      } catch {
        return null;
      }
    },
  };
}

function stripe(): Documented {
  const webhookSecret = 'whsec_canaryMfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const sign = (moment: string, body: string) => hmac('sha256', webhookSecret, `${moment}.${body}`).digest('hex');
  return {
    provider: 'stripe',
    settings: {},
    secrets: { secretKey: 'sk_live_canary51Qy7', webhookSecret },
    signsAll: true,
    paid: ({ number, total }) => {
      const session = {
        id: 'cs_1',
        object: 'checkout.session',
        metadata: { kabinet_order: number },
        amount_total: Number(total),
        currency: 'uah',
        livemode: true,
        created: SECONDS,
        status: 'complete',
        payment_status: 'paid',
        payment_intent: 'pi_1',
      };
      const event = {
        id: 'evt_1',
        object: 'event',
        created: SECONDS,
        livemode: true,
        type: 'checkout.session.completed',
      };
      const body = JSON.stringify({ ...event, data: { object: session } });
      return { body, headers: { 'Stripe-Signature': `t=${SECONDS},v1=${sign(String(SECONDS), body)}` } };
    },
    rightFor: ({ body, headers }) => sign(/t=([^,]*)/.exec(headers['Stripe-Signature'] ?? '')?.[1] ?? '', body),
  };
}

function sandbox(): Documented {
  const key = Buffer.alloc(32, 'canary');
  const sign = (id: string, moment: string, body: string) =>
    hmac('sha256', key, `${id}.${moment}.${body}`).digest('base64');
  return {
    provider: 'sandbox',
    settings: { merchant: 'oselia' },
    secrets: { apiKey: 'canary-api-key-0123456789', webhookSecret: `whsec_${key.toString('base64')}` },
    signsAll: true,
    paid: ({ number, total }) => {
      const at = SEED_NOW.toISOString();
      const payment = {
        id: 'pay_1',
        merchant: 'oselia',
        orderNumber: number,
        amount: Number(total),
        currency: 'UAH',
        status: 'succeeded',
        failure: null,
        createdAt: at,
        settledAt: at,
        card: null,
        refunds: [],
      };
      const body = JSON.stringify({ type: 'payment.succeeded', payment, refund: null });
      const [id, moment] = ['evt_1', String(SECONDS)];
      const headers = { 'webhook-id': id, 'webhook-timestamp': moment };
      return { body, headers: { ...headers, 'webhook-signature': `v1,${sign(id, moment, body)}` } };
    },
    rightFor: ({ body, headers }) => sign(headers['webhook-id'] ?? '', headers['webhook-timestamp'] ?? '', body),
  };
}

/** The text with each of its characters changed to another one that it could be, one at a time. */
function* changesOf(text: string): Iterable<string> {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at) ^ 1;
    yield text.slice(0, at) + String.fromCharCode(code) + text.slice(at + 1);
  }
}

/** With each character of the body and of the headers that sign it changed. */
function* forgeriesOf({ body, headers }: Sent): Iterable<Sent> {
  for (const changed of changesOf(body)) yield { body: changed, headers };
  for (const [name, value] of Object.entries(headers)) {
    if (name === 'Content-Type') continue;
    for (const changed of changesOf(value)) yield { body, headers: { ...headers, [name]: changed } };
  }
}

/** However a signature is written. */
function spellingsOf(signature: string): readonly string[] {
  const bytes = Buffer.from(signature, /^[0-9a-f]+$/.test(signature) ? 'hex' : 'base64');
  return [bytes.toString('hex'), bytes.toString('base64'), bytes.toString('base64url'), encodeURIComponent(signature)];
}

describe.each<[string, Documented]>([
  ['LiqPay by SHA3-256', liqpay('sha3-256')],
  ['LiqPay by SHA-1', liqpay('sha1')],
  ['WayForPay', wayforpay()],
  ['Stripe', stripe()],
  ['the sandbox', sandbox()],
])('a callback of %s', (_name, documented) => {
  let under: DatabaseUnderTest;
  let stage: PayingStage;
  let row: PaymentOrderRow;
  let right: Sent;

  beforeAll(async () => {
    // Libraries look at the clock themselves.
    vi.useFakeTimers({ toFake: ['Date'], now: SEED_NOW });
    under = await openTestPGlite();
    const method = { ...TEST_PAYING.methods[0]!, provider: documented.provider, settings: documented.settings };
    // Whoever is asked what became of it cannot be reached: the callback alone has to do.
    const unreachable = () => Promise.reject(new TypeError('fetch failed'));
    const secrets: Record<string, Record<string, Record<string, unknown>>> = {};
    const payments = paymentMethods({
      secrets,
      logger: pino({ level: 'silent' }),
      now: () => SEED_NOW,
      fetch: unreachable,
    });
    const paying = { ...TEST_PAYING, methods: [method] };
    stage = await payingStage(under, { profile: { paying }, changes: { payments } });
    secrets[stage.supplier.id] = { card: documented.secrets };
    ({ row } = await stage.order());
    await under.database.transaction(stage.supplier.id, (tx) =>
      tx.updateTable('payment_orders').set({ departed_at: SEED_NOW }).where('id', '=', row.id).execute(),
    );
    right = documented.paid(row);
  });
  afterAll(async () => {
    await under.close();
    vi.useRealTimers();
  });

  it('with one byte changed is refused without a word, and the right signature is said to nobody', async () => {
    stage.logged.length = 0;
    const original = documented.rightFor(right);
    const kept: string[] = [];
    let refused = 0;
    for (const forged of forgeriesOf(right)) {
      const answer = await stage.tell(forged);
      const said = `${await answer.text()} ${JSON.stringify([...answer.headers])} ${stage.logged.splice(0).join('')}`;
      const signature = documented.rightFor(forged);
      for (const spelling of signature === null ? [] : spellingsOf(signature)) expect(said).not.toContain(spelling);
      for (const secret of Object.values(documented.secrets)) expect(said).not.toContain(secret);
      if (answer.status === 400) {
        expect(said.startsWith(' ')).toBe(true);
        refused += 1;
      } else if (signature !== original || forged.headers !== right.headers) kept.push(forged.body);
      else expect(answer.status).toBe(503);
    }
    // What is let through is signed as it was: a byte of what the provider does not sign. It is believed in nothing all the same.
    expect(kept).toEqual([]);
    expect(refused).toBeGreaterThan(200);
    if (documented.signsAll) expect(refused).toBe([...forgeriesOf(right)].length);
    expect((await stage.read(row.id)).status).toBe('created');
  });

  it('as it was sent is taken, where a signature is worth that much', async () => {
    const answer = await stage.tell(right);
    expect(answer.status).toBe(documented.signsAll ? 200 : 503);
    expect((await stage.read(row.id)).status).toBe(documented.signsAll ? 'paid' : 'created');
    const said = `${await answer.text()} ${stage.logged.join('')}`;
    for (const spelling of spellingsOf(documented.rightFor(right) ?? '')) expect(said).not.toContain(spelling);
    for (const secret of Object.values(documented.secrets)) expect(said).not.toContain(secret);
  });
});
