import { createServer, type IncomingHttpHeaders } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Config, type Merchant, type RunningBank, startBank } from './index.js';

const MERCHANT: Merchant = {
  id: 'gas',
  name: 'Газ',
  apiKey: 'key-of-the-gas-supplier',
  webhookSecret: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
};
const OTHER: Merchant = { ...MERCHANT, id: 'water', apiKey: 'key-of-the-water-supplier' };

interface Told {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A merchant's server that hears callbacks and answers them as it is told to. */
async function listener(answer: () => number = () => 200): Promise<{ url: string; told: Told[] }> {
  const told: Told[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      told.push({ headers: request.headers, body });
      response.writeHead(answer()).end();
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/told`, told };
}

async function openBank(config: Partial<Config> = {}): Promise<RunningBank> {
  const bank = await startBank({
    ...{ host: '127.0.0.1', port: 0, publicUrl: null, merchants: [MERCHANT, OTHER], file: null },
    ...{ pendingForMs: null, delayMs: 0 },
    ...config,
  });
  onTestFinished(() => bank.close());
  return bank;
}

async function ask(
  { url }: RunningBank,
  path: string,
  { body, apiKey = MERCHANT.apiKey }: { body?: object; apiKey?: string } = {},
): Promise<Record<string, unknown>> {
  const answer = await fetch(url + path, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${apiKey}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { code: answer.status, ...((await answer.json()) as Record<string, unknown>) };
}

const payment = (callbackUrl: string, more: object = {}) => ({
  orderNumber: '5000-0004',
  amount: 35_820,
  currency: 'UAH',
  description: 'Газ',
  language: 'uk',
  returnUrl: 'https://gas.example/return',
  callbackUrl,
  expiresAt: new Date(Date.now() + 90 * 60_000).toISOString(),
  ...more,
});

/** Fills in a form of the bank's page as a browser without scripts does; answers with the page that comes of it. */
async function submit(page: string, step: string, fields: Record<string, string>) {
  const answer = await fetch(`${page}/${step}`, { method: 'POST', body: new URLSearchParams(fields) });
  return { status: answer.status, text: await answer.text() };
}
const card = (number: string) => ({ card: number, validThrough: '12/30', securityCode: '123' });

describe('a payment at the sandbox bank', () => {
  it('is the same one under the same number, and another sum under it is refused', async () => {
    const bank = await openBank();
    const { url } = await listener();
    const first = await ask(bank, '/api/payments', { body: payment(url) });
    expect(first).toMatchObject({ code: 201, merchant: 'gas', amount: 35_820 });
    expect(await ask(bank, '/api/payments', { body: payment(url) })).toEqual(first);
    expect(await ask(bank, '/api/payments', { body: payment(url, { amount: 1 }) })).toMatchObject({ code: 409 });
  });

  it('is nobody’s but the merchant’s', async () => {
    const bank = await openBank();
    const { url } = await listener();
    await ask(bank, '/api/payments', { body: payment(url) });
    expect((await ask(bank, '/api/payments/5000-0004', { apiKey: OTHER.apiKey })).code).toBe(404);
    expect((await ask(bank, '/api/payments/5000-0004', { apiKey: 'none' })).code).toBe(401);
    expect((await ask(bank, '/api/payments/5000-0004')).code).toBe(200);
  });

  it('is paid by a test card, and the merchant is told in a way that it can check', async () => {
    const bank = await openBank();
    const { url, told } = await listener();
    const { payUrl } = await ask(bank, '/api/payments', { body: payment(url) });
    const { text } = await submit(String(payUrl), 'card', card('4242424242424242'));
    expect(text).toContain('Сплачено');
    await expect.poll(() => told.length).toBe(1);
    const [callback] = told;
    const said = new Webhook(MERCHANT.webhookSecret).verify(
      callback?.body ?? '',
      callback?.headers as Record<string, string>,
    );
    expect(said).toMatchObject({
      type: 'payment.succeeded',
      payment: { orderNumber: '5000-0004', amount: 35_820, currency: 'UAH', merchant: 'gas' },
    });
    expect(await ask(bank, '/api/payments/5000-0004')).toMatchObject({ status: 'succeeded' });
  });

  it.each([
    ['4000000000000002', 'declined'],
    ['4000000000009995', 'insufficient_funds'],
    ['4000000000000069', 'card_expired'],
    ['4000000000000036', 'limit_exceeded'],
  ])(
    'stays open after the card %s is refused, and fails for good when the payer goes back',
    async (number, failure) => {
      const bank = await openBank();
      const { url, told } = await listener();
      const { payUrl } = await ask(bank, '/api/payments', { body: payment(url) });
      await submit(String(payUrl), 'card', card(number));
      expect(await ask(bank, '/api/payments/5000-0004')).toMatchObject({ status: 'open', failure: null });
      expect(told).toEqual([]);
      await submit(String(payUrl), 'cancellation', {});
      expect(await ask(bank, '/api/payments/5000-0004')).toMatchObject({ status: 'failed', failure });
      // Nobody pays what the merchant has given up.
      await submit(String(payUrl), 'card', card('4242424242424242'));
      expect(await ask(bank, '/api/payments/5000-0004')).toMatchObject({ status: 'failed', failure });
    },
  );

  it('takes no card but its own, and shows what is wrong beside each field', async () => {
    const bank = await openBank();
    const { url } = await listener();
    const { payUrl } = await ask(bank, '/api/payments', { body: payment(url) });
    const { status, text } = await submit(String(payUrl), 'card', {
      card: '5555 5555 5555 4444',
      validThrough: '13/30',
      securityCode: '12',
    });
    expect(status).toBe(422);
    for (const field of ['card', 'validThrough', 'securityCode']) expect(text).toContain(`id="${field}-error"`);
    expect(await ask(bank, '/api/payments/5000-0004')).toMatchObject({ status: 'open' });
  });

  it('is over when its time is, and not paid after that', async () => {
    const bank = await openBank();
    const { url } = await listener();
    const expiresAt = new Date(Date.now() - 1000).toISOString();
    const { payUrl } = await ask(bank, '/api/payments', { body: payment(url, { expiresAt }) });
    expect((await submit(String(payUrl), 'card', card('4242424242424242'))).text).toContain('Час на оплату минув');
    expect(await ask(bank, '/api/payments/5000-0004')).toMatchObject({ status: 'expired' });
  });

  it('is given back once for a name, and never more than was paid', async () => {
    const bank = await openBank();
    const { url } = await listener();
    const { payUrl } = await ask(bank, '/api/payments', { body: payment(url) });
    const refund = (id: string, amount: number) =>
      ask(bank, '/api/payments/5000-0004/refunds', { body: { id, amount } });
    expect((await refund('r1', 100)).code).toBe(409);
    await submit(String(payUrl), 'card', card('4242424242424242'));
    expect((await refund('r1', 20_000)).code).toBe(201);
    expect((await refund('r1', 20_000)).code).toBe(201);
    expect((await refund('r1', 1)).code).toBe(409);
    expect((await refund('r2', 20_000)).code).toBe(409);
    const from = new Date(Date.now() - 60_000).toISOString();
    const to = new Date(Date.now() + 60_000).toISOString();
    const { rows } = await ask(bank, `/api/register?from=${from}&to=${to}`);
    expect(rows).toMatchObject([
      { type: 'payment', amount: 35_820 },
      { type: 'refund', amount: 20_000 },
    ]);
  });

  it('keeps a card that was asked for, and charges it later without anybody there', async () => {
    const bank = await openBank();
    const { url } = await listener();
    const charge = async (number: string, later: string) => {
      const { payUrl } = await ask(bank, '/api/payments', {
        body: payment(url, { orderNumber: number, keepCard: true }),
      });
      await submit(String(payUrl), 'card', card(later));
      const { card: kept } = (await ask(bank, `/api/payments/${number}`)) as unknown as {
        card: { token: string; label: string };
      };
      const { orderNumber, amount, currency, description, language } = payment(url, { orderNumber: `${number}-next` });
      const body = { orderNumber, amount, currency, description, language, callbackUrl: url, token: kept.token };
      return { label: kept.label, first: await ask(bank, '/api/charges', { body }), body };
    };
    const good = await charge('1', '4242424242424242');
    expect(good).toMatchObject({ label: 'Visa •••• 4242', first: { status: 'succeeded' } });
    expect(await ask(bank, '/api/charges', { body: good.body })).toEqual(good.first);
    expect((await charge('2', '4000000000000341')).first).toMatchObject({ status: 'failed', failure: 'declined' });
    expect(
      (await ask(bank, '/api/charges', { body: { ...good.body, orderNumber: '3' }, apiKey: OTHER.apiKey })).code,
    ).toBe(409);
  });
});

describe('the bank’s callbacks', () => {
  const steer = (bank: RunningBank, mode: string) => ask(bank, '/control/callbacks', { body: { mode } });
  const pay = async (bank: RunningBank, url: string, number = '4242424242424242') => {
    const { payUrl } = await ask(bank, '/api/payments', { body: payment(url) });
    await submit(String(payUrl), 'card', card(number));
  };

  it('are lost, doubled, reordered and forged on demand', async () => {
    for (const [mode, types] of [
      ['lost', []],
      ['doubled', ['payment.succeeded', 'payment.succeeded']],
      ['forged', Array<string>(4).fill('payment.succeeded')],
    ] as const) {
      const bank = await openBank();
      const { url, told } = await listener();
      await steer(bank, mode);
      await pay(bank, url);
      await expect.poll(() => told.map(({ body }) => (JSON.parse(body) as { type: string }).type)).toEqual(types);
      const isTrue = ({ headers, body }: Told) => {
        try {
          return new Webhook(MERCHANT.webhookSecret).verify(body, headers as Record<string, string>) !== null;
        } catch {
          return false;
        }
      };
      expect(told.filter(isTrue)).toHaveLength(mode === 'doubled' ? 2 : 0);
    }
    const bank = await openBank();
    const { url, told } = await listener();
    await steer(bank, 'reordered');
    await pay(bank, url, '4000000000000077');
    await ask(bank, '/control/payments/5000-0004/settlement', { body: { outcome: 'succeeded' } });
    await expect
      .poll(() => told.map(({ body }) => (JSON.parse(body) as { type: string }).type))
      .toEqual(['payment.succeeded', 'payment.pending']);
  });

  it('come late on demand', async () => {
    const bank = await openBank({ delayMs: 400 });
    const { url, told } = await listener();
    await steer(bank, 'delayed');
    const begun = performance.now();
    await pay(bank, url);
    expect(await ask(bank, '/api/payments/5000-0004')).toMatchObject({ status: 'succeeded' });
    await expect.poll(() => told.length).toBe(1);
    // Timers may be a little early by another clock.
    expect(performance.now() - begun).toBeGreaterThan(390);
  });

  it('that nobody took are told again by the next run, with everything else it remembers', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sandbox-bank-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const file = join(folder, 'bank.json');
    let answer = 500;
    const { url, told } = await listener(() => answer);
    const first = await openBank({ file });
    await pay(first, url);
    await expect.poll(() => told.length).toBe(1);
    await first.close();

    answer = 200;
    const next = await openBank({ file });
    await expect.poll(() => told.length).toBe(2);
    expect(told[1]?.headers['webhook-id']).toBe(told[0]?.headers['webhook-id']);
    expect(await ask(next, '/api/payments/5000-0004')).toMatchObject({ status: 'succeeded' });
  });

  it('are steered by no page of another site', async () => {
    const bank = await openBank();
    const answer = await fetch(`${bank.url}/control/callbacks`, {
      method: 'POST',
      headers: { 'sec-fetch-site': 'cross-site' },
      body: new URLSearchParams({ mode: 'lost' }),
    });
    expect(answer.status).toBe(403);
    expect(await ask(bank, '/control/callbacks')).toMatchObject({ mode: 'usual' });
  });
});
