import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../app.js';
import { SecretKey } from '../domain/secret-key.js';
import { call } from '../testing/call.js';
import { databasesUnderTest, type DatabaseUnderTest } from '../testing/databases.js';
import { planStage, type PlanStage } from '../testing/plan-stage.js';
import { MemoryRateLimiter } from './rate-limit.js';

describe.each(databasesUnderTest)('the personal calendar, in %s', (_name, open) => {
  let under: DatabaseUnderTest;
  let stage: PlanStage;
  beforeAll(async () => {
    under = await open();
  });
  afterAll(() => under.close());
  beforeEach(async () => {
    stage = await planStage(under);
  });

  const make = async (language?: string): Promise<string> =>
    (await stage.call('createCalendarFeed', { body: language === undefined ? {} : { language } })).body.url;
  const fetchCalendar = async (url: string, headers: Record<string, string> = {}) =>
    stage.app.fetch(new Request(url, { headers }));
  /** The file's lines as a calendar program reads them: folded ones put together. */
  const lines = async (url: string) => {
    const response = await fetchCalendar(url);
    expect(response.status).toBe(200);
    return (await response.text()).replace(/\r\n[ \t]/g, '').split('\r\n');
  };
  const events = async (url: string) =>
    (await lines(url))
      .join('\n')
      .split('BEGIN:VEVENT')
      .slice(1)
      .map((text) => ({
        uid: /^UID:(.*)$/m.exec(text)?.[1] ?? '',
        from: /^DTSTART;VALUE=DATE:(\d+)$/m.exec(text)?.[1] ?? '',
        to: /^DTEND;VALUE=DATE:(\d+)$/m.exec(text)?.[1] ?? '',
        title: (/^SUMMARY:(.*)$/m.exec(text)?.[1] ?? '').replaceAll('\\', ''),
        alarm: /^TRIGGER:(.*)$/m.exec(text)?.[1] ?? null,
      }));

  it('has the windows of reading and the days to pay by, as whole days of the supplier, with an alarm at ten', async () => {
    const tail = stage.supplier.customer.accounts[0].accountNumber.slice(-4);
    expect(await events(await make())).toMatchObject([
      { from: '20261101', to: '20261106', title: `Передати показання: газ, рахунок …${tail}`, alarm: null },
      { from: '20261120', to: '20261121', title: `Сплатити: Придеснянськгаз, рахунок …${tail}`, alarm: '-P2DT14H' },
      { from: '20261201', to: '20261206' },
      { from: '20270101', to: '20270106' },
    ]);
  });

  it('keeps the same names for the same things, whoever fetches it when, and says no account, name, sum or contact', async () => {
    const url = await make();
    const before = await events(url);
    stage.at('2026-11-19T10:00:00Z');
    await stage.tx((tx) =>
      tx.updateTable('ledger_entries').set({ due_on: '2026-11-25' }).where('due_on', '=', '2026-11-20').execute(),
    );
    const after = await events(url);
    const due = (all: typeof before) => all.find(({ title }) => title.startsWith('Сплатити'));
    expect(due(after)).toMatchObject({ uid: due(before)?.uid, from: '20261125' });
    expect(new Set(after.map(({ uid }) => uid)).size).toBe(after.length);
    const text = (await lines(url)).join('\n');
    const { accountNumber, id } = stage.supplier.customer.accounts[0];
    for (const secret of [
      accountNumber,
      id,
      stage.planner.personId,
      'Ївга',
      stage.planner.phone,
      '308,20',
      '308.20',
      'Дем',
    ]) {
      expect(text).not.toContain(secret);
    }
  });

  it('is right on a server in any time zone', async () => {
    const url = await make();
    const zone = process.env['TZ'];
    try {
      for (const each of ['Pacific/Kiritimati', 'America/Los_Angeles']) {
        process.env['TZ'] = each;
        expect((await events(url)).map(({ from }) => from).slice(0, 2)).toEqual(['20261101', '20261120']);
        expect((await lines(url)).filter((line) => line.startsWith('DTSTAMP'))[0]).toBe('DTSTAMP:20261103T000000Z');
      }
    } finally {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
  });

  it('names the zone before the events, and where there are none too', async () => {
    const url = await make();
    const place = async () => {
      const all = await lines(url);
      return (
        all.indexOf('X-WR-TIMEZONE:Europe/Kyiv') - all.findIndex((line) => /^(BEGIN:VEVENT|END:VCALENDAR)$/.test(line))
      );
    };
    expect(await place()).toBe(-1);
    await stage.tx((tx) =>
      tx
        .updateTable('account_links')
        .set({ ended_at: stage.context.now() })
        .where('customer_ref', '=', stage.planner.ref)
        .execute(),
    );
    expect([await events(url), await place()]).toEqual([[], -1]);
  });

  it('shows what its owner may see at that moment', async () => {
    const url = await make();
    const change = (grants: string[]) =>
      stage.tx(async (tx) => {
        const supplier_id = stage.supplier.id;
        const invitation = await tx
          .insertInto('helper_invitations')
          .values({
            supplier_id,
            account_id: stage.accountId,
            customer_ref: stage.supplier.customer.ref,
            token_hash: grants.join() || 'none',
            grants,
            until_on: '2027-01-01',
            expires_at: '2027-01-01T00:00:00Z',
            accepted_at: stage.context.now(),
            revoked_at: null,
          })
          .returning('id')
          .executeTakeFirstOrThrow();
        await tx
          .updateTable('account_links')
          .set({ role: 'helper', grants, until_on: '2027-01-01', invitation_id: invitation.id })
          .where('customer_ref', '=', stage.planner.ref)
          .execute();
      });
    await change(['readings']);
    const readings = await events(url);
    expect([readings.length, readings.every(({ title }) => title.startsWith('Передати'))]).toEqual([3, true]);
    await change(['payments']);
    expect(await events(url)).toEqual([]);
  });

  it('has no day to pay by where nothing is due', async () => {
    await stage.payElsewhere();
    expect((await events(await make())).filter(({ title }) => title.startsWith('Сплатити'))).toEqual([]);
  });

  it.each([
    ['ru', /^Передать показания: газ, счёт …/],
    ['en', /^Send the meter reading: gas, account …/],
    ['fr', /^Передати показання: газ, рахунок …/],
  ])('speaks %s', async (language, title) => {
    expect((await events(await make(language)))[0]?.title).toMatch(title);
  });

  it('has an address of 256 random bits that is kept as a hash only, told once, and ended by a new one or by hand', async () => {
    const url = await make();
    const token = /\/calendar\/([\w-]{43})\.ics$/.exec(url)?.[1] ?? '';
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    const kept = await stage.tx((tx) => tx.selectFrom('calendar_feeds').selectAll().execute());
    expect(JSON.stringify(kept)).not.toContain(token);
    expect((await stage.call('getCalendarFeed')).body).toEqual({ createdAt: '2026-11-03T10:00:00.000Z', url: null });
    const second = await make();
    expect([(await fetchCalendar(url)).status, (await fetchCalendar(second)).status]).toEqual([404, 200]);
    expect((await stage.call('revokeCalendarFeed', { body: {} })).body).toEqual({ createdAt: null, url: null });
    expect((await fetchCalendar(second)).status).toBe(404);
    const other = await planStage(under);
    const foreign = (await other.call('createCalendarFeed', { body: {} })).body.url as string;
    expect((await fetchCalendar(foreign.replace(other.supplier.id, stage.supplier.id))).status).toBe(404);
  });

  it('is told again to who did not get the answer, though no copy of the database has it', async () => {
    const wish = { key: randomUUID(), body: {} };
    const first = await stage.call('createCalendarFeed', wish);
    const again = await stage.call('createCalendarFeed', wish);
    expect([again.status, again.text]).toEqual([first.status, first.text]);
    const token = first.body.url.split('/').at(-1).replace('.ics', '');
    const kept = await stage.tx((tx) => tx.selectFrom('idempotency_keys').selectAll().execute());
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).not.toContain(token);
    // Not read under another key of the server, nor without one: a new address then takes the place of the one that nobody got.
    for (const secretKey of [new SecretKey(new Uint8Array(32).fill(8)), null]) {
      const app = createApp({ ...stage.context, secretKey });
      const { supplier, planner } = stage;
      const anew = await call(app, 'createCalendarFeed', {
        supplierId: supplier.id,
        headers: planner.headers,
        ...wish,
      });
      expect(anew.status).toBe(first.status);
      expect([(await fetchCalendar(first.body.url)).status, (await fetchCalendar(anew.body.url)).status]).toEqual([
        404, 200,
      ]);
      const now = await stage.tx((tx) => tx.selectFrom('idempotency_keys').selectAll().execute());
      expect(JSON.stringify(now)).not.toContain(anew.body.url.split('/').at(-1).replace('.ics', ''));
    }
  });

  it('is kept by nobody on the way, and is not sent again when nothing has changed', async () => {
    const url = await make();
    const first = await fetchCalendar(url);
    expect(Object.fromEntries(first.headers)).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'cache-control': 'private, max-age=3600',
      'x-robots-tag': 'noindex',
    });
    const etag = first.headers.get('etag') ?? '';
    stage.at('2026-11-03T15:00:00Z');
    expect((await fetchCalendar(url, { 'If-None-Match': `"other", W/${etag}` })).status).toBe(304);
    stage.at('2026-11-06T15:00:00Z');
    expect((await fetchCalendar(url, { 'If-None-Match': etag })).status).toBe(200);
  });

  it('is asked for at most so often, known or not', async () => {
    const app = createApp({ ...stage.context, rateLimiter: new MemoryRateLimiter() });
    const url = await make();
    const statuses = [];
    for (let count = 0; count < 14; count += 1) statuses.push((await app.fetch(new Request(url))).status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(12);
    expect(statuses.at(-1)).toBe(429);
    let last = 0;
    for (let count = 0; count < 121; count += 1) {
      const made = url.replace(/calendar\/.*$/, `calendar/${String(count).padStart(43, 'x')}.ics`);
      last = (await app.fetch(new Request(made))).status;
    }
    expect(last).toBe(429);
  });
});
