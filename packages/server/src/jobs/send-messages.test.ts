import { createHash } from 'node:crypto';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../app.js';
import type { Context } from '../context.js';
import { messengerOf } from '../messages/messenger.js';
import { Outbox } from '../messages/outbox.js';
import { queueMessage } from '../messages/queue.js';
import { type MessageToSend, NotSent, type Sender } from '../messages/sender.js';
import { testContext } from '../testing/context.js';
import { databasesUnderTest, type DatabaseUnderTest } from '../testing/databases.js';
import { SEED_NOW, type SeededSupplier, seedSupplier } from '../testing/seed-supplier.js';
import { sendMessages, startSending } from './send-messages.js';

const PHONE = { kind: 'phone', address: '+380671112233' } as const;
const EMAIL = { kind: 'email', address: 'olena@example.com' } as const;

/** A sender that does as it is told, and remembers what it was given. */
class ToldSender implements Sender {
  readonly given: MessageToSend[] = [];
  /** What comes of the next messages, in their turn; then all are taken. */
  readonly outcomes: (() => Promise<void>)[] = [];
  isClosed = false;

  async send(message: MessageToSend): Promise<void> {
    this.given.push(message);
    await this.outcomes.shift()?.();
  }

  async close(): Promise<void> {
    this.isClosed = true;
  }
}

describe.each(databasesUnderTest)('messages on their way in %s', (_name, open) => {
  let under: DatabaseUnderTest;
  let supplier: SeededSupplier;
  beforeAll(async () => {
    under = await open();
  });
  afterAll(() => under.close());

  /** A supplier of its own, a clock, a sender and a log. */
  async function bench() {
    supplier = await seedSupplier(under.database);
    const clock = { now: SEED_NOW };
    const sms = new ToldSender();
    const log: string[] = [];
    const stream = new Writable({ write: (line: Buffer, _encoding, done) => (log.push(line.toString()), done()) });
    const context: Context = testContext(under.database, {
      now: () => clock.now,
      messenger: messengerOf({ sms, email: sms }),
      logger: pino(stream),
    });
    const { id } = supplier;
    const known = (await context.suppliers.find(id))!;
    const queue = (changes: Partial<Parameters<typeof queueMessage<'code'>>[1]> = {}) =>
      under.database.transaction(id, (tx) =>
        queueMessage(tx, {
          supplierId: id,
          to: PHONE,
          purpose: 'code',
          language: 'uk',
          facts: { code: '012345', minutes: 5, host: 'my.gas.ua' },
          now: clock.now,
          ...changes,
        }),
      );
    return {
      context,
      sms,
      log,
      queue,
      send: () => sendMessages(context, known),
      later: (ms: number) => (clock.now = new Date(clock.now.getTime() + ms)),
      rows: () => under.database.transaction(id, (tx) => tx.selectFrom('outgoing_messages').selectAll().execute()),
    };
  }

  it('go out once, and leave no trace of who got what', async () => {
    const { queue, send, sms, rows, log } = await bench();
    await queue();
    await queue({ to: EMAIL });
    expect([await send(), await send()]).toEqual([2, 0]);
    expect(sms.given.map(({ channel, to, subject, fromName }) => [channel, to, subject, fromName]).sort()).toEqual([
      ['email', EMAIL.address, 'Код 012345', 'Придеснянськгаз'],
      ['sms', PHONE.address, '', 'Придеснянськгаз'],
    ]);
    expect(sms.given.find(({ channel }) => channel === 'email')?.body).toContain('-- \nПридеснянськгаз\n0 800 000 104');
    expect(await rows()).toMatchObject(
      [1, 2].map(() => ({ status: 'sent', recipient: null, subject: null, body: null })),
    );
    expect(log.join('')).toContain('"purpose":"code"');
    expect(log.join('')).not.toMatch(/380671112233|olena|012345/);
  });

  it('do not go out when what they tell of is undone', async () => {
    const { send, rows } = await bench();
    const undone = under.database.transaction(supplier.id, async (tx) => {
      await queueMessage(tx, {
        supplierId: supplier.id,
        to: PHONE,
        purpose: 'new_device',
        language: 'uk',
        facts: {},
        now: SEED_NOW,
      });
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect([await send(), await rows()]).toEqual([0, []]);
  });

  it('are tried again later and later, and never again once taken', async () => {
    const { queue, send, sms, later, rows, log } = await bench();
    const fail = () => Promise.reject(new NotSent('unavailable', 'ECONNREFUSED'));
    sms.outcomes.push(fail, fail);
    await queue();
    expect(await send()).toBe(1);
    later(4999);
    expect(await send()).toBe(0);
    later(1);
    expect(await send()).toBe(1);
    later(9999);
    expect(await send()).toBe(0);
    later(1);
    expect(await send()).toBe(1);
    later(86_000_000);
    expect(await send()).toBe(0);
    expect(sms.given).toHaveLength(3);
    expect(await rows()).toMatchObject([{ status: 'sent', tries: 3 }]);
    expect(log.join('')).toContain('ECONNREFUSED');
  });

  it('wait as long as a throttled sender asks', async () => {
    const { queue, send, sms, later } = await bench();
    sms.outcomes.push(() => Promise.reject(new NotSent('throttled', 'http 429', 60_000)));
    await queue();
    await send();
    later(59_999);
    expect(await send()).toBe(0);
    later(1);
    expect(await send()).toBe(1);
  });

  it('are given up when the recipient is refused', async () => {
    const { queue, send, sms, later, rows } = await bench();
    sms.outcomes.push(() => Promise.reject(new NotSent('refused', 'ESME_RINVDSTADR')));
    await queue();
    await send();
    later(3_600_000);
    expect(await send()).toBe(0);
    expect(await rows()).toMatchObject([{ status: 'failed', recipient: null, body: null }]);
  });

  it('are given up when nobody wants them any more: a code at its end, others after a day', async () => {
    const { queue, send, later, rows } = await bench();
    await queue({ expiresAt: new Date(SEED_NOW.getTime() + 300_000) });
    later(300_000);
    expect(await send()).toBe(0);
    expect(await rows()).toMatchObject([{ status: 'expired', recipient: null, body: null }]);
    await queue();
    later(86_400_000);
    expect(await send()).toBe(0);
    expect((await rows()).map(({ status }) => status)).toEqual(['expired', 'expired']);
  });

  it('wait where no sender is for them, and do not hold up the others', async () => {
    const { context, queue, rows, send } = await bench();
    await queue();
    await queue({ to: EMAIL });
    const onlyMail = { ...context, messenger: messengerOf({ email: new ToldSender() }) };
    const known = (await context.suppliers.find(supplier.id))!;
    expect(await sendMessages(onlyMail, known)).toBe(1);
    expect((await rows()).map(({ channel, status }) => `${channel} ${status}`).sort()).toEqual([
      'email sent',
      'sms waiting',
    ]);
    expect(await send()).toBe(1);
  });

  it('are sent once by several processes at once', async () => {
    const { queue, send, sms } = await bench();
    for (let index = 0; index < 25; index += 1) await queue();
    const slow = () => new Promise<void>((done) => setImmediate(done));
    sms.outcomes.push(...Array.from({ length: 25 }, () => slow));
    while ((await Promise.all([send(), send(), send()])).some((count) => count > 0));
    expect(new Set(sms.given.map(({ id }) => id)).size).toBe(25);
    expect(sms.given).toHaveLength(25);
  });

  it('are left to a process that is still at it, and taken over when it ended without a word', async () => {
    const { queue, send, sms, later, rows } = await bench();
    let finish = () => {};
    sms.outcomes.push(() => new Promise((done) => (finish = done)));
    await queue();
    const slow = send();
    while (sms.given.length === 0) await new Promise((next) => setImmediate(next));
    later(60_000);
    expect(await send()).toBe(0);
    later(30_000);
    expect(await send()).toBe(1);
    expect(await rows()).toMatchObject([{ status: 'sent', tries: 2 }]);
    finish();
    await slow;
    expect(await rows()).toMatchObject([{ status: 'sent', tries: 2 }]);
  });

  it('go at once when they are announced, until the server stops', async () => {
    const { context, queue, sms } = await bench();
    const nextTaken = () => new Promise<void>((taken) => sms.outcomes.push(async () => taken()));
    const stop = startSending(context);
    // The first one may have been found by the look at the start; by the time of the second that is over, and the next is seconds away.
    const first = nextTaken();
    await queue();
    await first;
    const second = nextTaken();
    await queue();
    const queued = performance.now();
    await second;
    expect(performance.now() - queued).toBeLessThan(3000);
    await stop();
    expect(sms.isClosed).toBe(true);
    await queue();
    await new Promise((next) => setImmediate(next));
    expect(sms.given).toHaveLength(2);
  });

  it('go by SMS while a mail relay answers nothing', async () => {
    const { context, queue, sms } = await bench();
    const relay = new ToldSender();
    let finish = () => {};
    const dead = new Promise<void>((done) => (finish = done));
    relay.outcomes.push(() => dead);
    await queue({ to: EMAIL });
    const stop = startSending({ ...context, messenger: messengerOf({ sms, email: relay }) });
    while (relay.given.length === 0) await new Promise((next) => setImmediate(next));
    await queue();
    // For ever, where it waits for the relay.
    while (!sms.given.some(({ supplierId }) => supplierId === supplier.id))
      await new Promise((next) => setImmediate(next));
    expect(relay.given).toHaveLength(1);
    finish();
    await stop();
  });

  it('are finished before the server stops', async () => {
    const { context, queue, sms, rows } = await bench();
    let finish = () => {};
    sms.outcomes.push(() => new Promise((done) => (finish = done)));
    await queue();
    const stop = startSending(context);
    while (sms.given.length === 0) await new Promise((next) => setImmediate(next));
    const stopped = stop();
    finish();
    await stopped;
    expect(await rows()).toMatchObject([{ status: 'sent' }]);
  });

  it('are shown in the outbox and nowhere else where the server only shows them', async () => {
    const { context, queue } = await bench();
    const outbox = new Outbox(context.now);
    const showing = { ...context, messenger: messengerOf({ sms: outbox, email: outbox }, outbox) };
    await queue({ to: { kind: 'email', address: '"<b>"@example.com' } });
    await sendMessages(showing, (await context.suppliers.find(supplier.id))!);
    const app = createApp(showing);
    const ask = async (path: string) => app.fetch(new Request(`http://kabinet.test${path}`));
    const json = await (await ask(`/outbox.json?supplier=${supplier.id}`)).json();
    expect(json).toMatchObject({ items: [{ channel: 'email', supplierId: supplier.id, subject: 'Код 012345' }] });
    expect(await (await ask('/outbox.json?supplier=another')).json()).toEqual({ items: [] });
    const page = await ask('/outbox');
    expect(page.headers.get('cache-control')).toBe('no-store');
    const text = await page.text();
    const style = /<style>([^]*)<\/style>/.exec(text)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    const policy = page.headers.get('content-security-policy');
    expect(policy).toMatch(/^default-src 'none'; /);
    expect(policy, 'the page may use its own style').toContain(`style-src 'sha256-${hash}'`);
    expect(text).toContain('012345');
    expect(text).not.toContain('<b>');
    const sending = createApp(context);
    for (const path of ['/outbox', '/outbox.json']) {
      expect((await sending.fetch(new Request(`http://kabinet.test${path}`))).status).toBe(404);
    }
  });
});
