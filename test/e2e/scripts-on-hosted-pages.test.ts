/**
 * 200 scripts in every text that the database holds, on every hosted page of customers, guests and staff, and in every field of their forms:
 * none runs, and none tries to.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { sql } from 'kysely';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createApp } from '../../packages/server/src/app.js';
import { grantRole } from '../../packages/server/src/db/staff-roles.js';
import { guestAppealUrl } from '../../packages/server/src/domain/appeal-addresses.js';
import { cookieName } from '../../packages/server/src/http/session-cookie.js';
import { allPages } from '../../packages/server/src/pages/index.js';
import type { HostedPage } from '../../packages/server/src/pages/page.js';
import { type AppealStage, appealStage } from '../../packages/server/src/testing/appeal-stage.js';
import { testContext } from '../../packages/server/src/testing/context.js';
import { type DatabaseUnderTest, openTestPGlite } from '../../packages/server/src/testing/databases.js';
import { fillEveryTable } from '../../packages/server/src/testing/fill-every-table.js';
import { testReceptions } from '../../packages/server/src/testing/receptions.js';
import { SEED_NOW } from '../../packages/server/src/testing/seed-supplier.js';
import { signedInPerson } from '../../packages/server/src/testing/signed-in.js';
import { TEST_PAYING } from '../../packages/server/src/testing/test-bank.js';
import { launchBrowser } from '../support/browser.js';
import { poison, poisonProfile } from '../support/hostile-database.js';
import { listen, type Running } from '../support/mock-server.js';
import { ADDRESS_SCRIPTS, ATTACK, MARKUP_SCRIPTS } from '../support/scripts.js';

const ALL = [...MARKUP_SCRIPTS, ...ADDRESS_SCRIPTS].join('\n');
const CAPABILITIES = [
  ...['balance', 'readings', 'meters', 'tariffs', 'accounts', 'guest-readings', 'payments', 'payment-history'],
  ...['payment-plans', 'reminders', 'receipts', 'appeals', 'appointments', 'contracts'],
];

let under: DatabaseUnderTest;
let stage: AppealStage;
let app: ReturnType<typeof createApp>;
/** Where the pages are: browsers keep cookies of `localhost` without TLS. */
let own: Running;
let browser: Browser;
let poisoned: readonly string[];
/** Of each page with a name in its path, one that there is. */
let addresses: Readonly<Record<string, string>>;
const attacks: number[] = [];
const violations: string[] = [];

/** Everything that is written about in this supplier's base is the writer's. */
async function makeItTheirs(): Promise<void> {
  const { id, customer } = stage.supplier;
  await under.database.asOwner(async (tx) => {
    // Half-filled rows of the filler, which no page could show.
    for (const table of ['appeal_steps', 'appeal_attachments', 'appeal_messages'])
      await sql`delete from ${sql.table(table)} where appeal_id in (select id from appeals where kind = '{}')`.execute(
        tx,
      );
    await sql`delete from appeals where kind = '{}'`.execute(tx);
    await sql`delete from waiting_places`.execute(tx);
    await sql`delete from appointments`.execute(tx);
    const { rows } = await sql<{ table: string }>`
      select table_name as "table" from information_schema.columns where table_schema = 'public' and column_name = 'customer_ref'
        and table_name not in ('customers', 'account_holders')`.execute(tx);
    for (const { table } of rows) {
      await sql`savepoint each_table`.execute(tx);
      try {
        await sql`update ${sql.table(table)} set customer_ref = ${stage.writer.ref}
          where supplier_id = ${id} and customer_ref = ${customer.ref}`.execute(tx);
      } catch {
        await sql`rollback to savepoint each_table`.execute(tx);
      }
    }
  });
}

async function one(query: ReturnType<typeof sql<{ id: string }>>): Promise<string> {
  const { rows } = await under.database.asOwner((tx) => query.execute(tx));
  const [row] = rows;
  if (!row) throw new Error('there is no such row');
  return row.id;
}

async function setTheScene(): Promise<void> {
  const { id: supplierId, customer } = stage.supplier;
  await fillEveryTable(under.database, stage.supplier);
  await makeItTheirs();
  const { appeal, messages } = await stage.write({ text: 'Чому така сума?' });
  const answered = await stage.staff.call('answerAppeal', {
    params: { appealId: appeal.id },
    body: { text: 'Ось чому', status: 'answered', afterMessageId: messages[0].id, uploadIds: [] },
  });
  expect(answered.status, answered.text).toBe(201);
  const guests = (await stage.write({ text: 'Я гість' })).appeal.id as string;
  await under.database.asOwner((tx) =>
    sql`update appeals set customer_ref = ${`appeal:${guests}`}, person_name = 'Гість', account_number_told = 'Не знаю' where id = ${guests}::uuid`.execute(
      tx,
    ),
  );
  const { body: slots } = await stage.writer.call('listAppointmentSlots', { params: { receptionId: 'network' } });
  const [slot] = (slots.items as { startsAt: string; free: number }[]).filter(({ free }) => free > 0);
  const booked = await stage.writer.call('bookAppointment', {
    body: { receptionId: 'network', startsAt: slot?.startsAt, topic: 'Тиск газу', accountId: null, phone: '' },
  });
  expect(booked.status, booked.text).toBe(201);
  await stage.tx(async (tx) => {
    for (const role of ['link_requests', 'payments', 'receptions'] as const)
      await grantRole(tx, { supplierId, personId: stage.staff.personId, role });
  });
  const account = customer.accounts[0].id;
  const order = await one(sql<{ id: string }>`select id from payment_orders where supplier_id = ${supplierId}`);
  const guestUrl = guestAppealUrl(stage.context, supplierId, guests) ?? '';
  const contact = await one(
    sql<{ id: string }>`select id from contacts where person_id = ${stage.writer.personId}::uuid`,
  );
  const request = await one(sql<{ id: string }>`select id from link_requests where supplier_id = ${supplierId}`);
  const difference = await one(
    sql<{ id: string }>`select id from payment_differences where supplier_id = ${supplierId}`,
  );
  addresses = {
    'appeal/:id': `appeal/${guests}${new URL(guestUrl).search}`,
    'profile/contact/:contactId': `profile/contact/${contact}`,
    'profile/contact/:contactId/removal': `profile/contact/${contact}/removal`,
    'accounts/:accountId/invite': `accounts/${account}/invite`,
    'pay/:orderId': `pay/${order}`,
    'pay/:orderId/receipt': `pay/${order}/receipt`,
    'staff/link-requests/:id': `staff/link-requests/${request}`,
    'staff/payments/:id': `staff/payments/${order}`,
    'staff/payment-differences/:id': `staff/payment-differences/${difference}`,
    'staff/receptions/:id/:date': `staff/receptions/network/${String(slot?.startsAt).slice(0, 10)}`,
    'staff/receptions/appointment/:id/call-off': `staff/receptions/appointment/${String(booked.body.id)}/call-off`,
    'staff/appeals/:id': `staff/appeals/${String(appeal.id)}`,
  };
  poisoned = await poison(under.database, stage.supplier, { text: ALL, pieces: MARKUP_SCRIPTS });
  // What programs wrote there is a day.
  await under.database.asOwner((tx) =>
    sql`update appeal_steps set detail = '2026-12-20' where what = 'due_on'`.execute(tx),
  );
  await poisonProfile(under.database, stage.supplier, ALL);
  // Another server on the same base: nothing of the profile from before is known to it.
  app = createApp(testContext(under.database, { now: () => SEED_NOW, publicUrl: () => own.origin }));
}

/** The server in this process, over HTTP. */
async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const parts: Uint8Array[] = [];
  for await (const part of request) parts.push(part as Uint8Array);
  const sent = new Request(new URL(request.url ?? '/', own.origin), {
    method: request.method ?? 'GET',
    headers: Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]),
    body: parts.length > 0 ? new Uint8Array(Buffer.concat(parts)) : null,
  });
  const answered = await app.fetch(sent);
  for (const [name, value] of answered.headers) if (name !== 'set-cookie') response.setHeader(name, value);
  response.setHeader('set-cookie', answered.headers.getSetCookie());
  response.writeHead(answered.status).end(Buffer.from(await answered.arrayBuffer()));
}

/** A browser of somebody of whom such a page is, signed in anew: what a page before did with a session is no matter. */
async function newContext(needs: HostedPage['needs']): Promise<BrowserContext> {
  const context = await browser.newContext({ locale: 'uk-UA' });
  onTestFinished(() => context.close());
  const { id: supplierId } = stage.supplier;
  const isStrong = needs === 'staff';
  const personId = needs === 'anyone' ? null : (isStrong ? stage.staff : stage.writer).personId;
  if (personId !== null) {
    const { token } = await signedInPerson(under.database, { supplierId, personId, now: SEED_NOW, isStrong });
    const name = cookieName(supplierId);
    await context.addCookies([
      { name, value: token, url: 'https://localhost', secure: true, httpOnly: true, sameSite: 'Lax' },
    ]);
  }
  await context.exposeFunction('tellAttack', (number: number) => void attacks.push(number));
  await context.exposeFunction('tellViolation', (violation: string) => void violations.push(violation));
  await context.addInitScript((attack) => {
    const tell = globalThis as unknown as Record<'tellAttack' | 'tellViolation', (what: unknown) => void>;
    Object.assign(globalThis, { [attack]: (number: number) => tell.tellAttack(number) });
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
      tell.tellViolation(`${effectiveDirective} ${blockedURI}`),
    );
  }, ATTACK);
  return context;
}

beforeAll(async () => {
  under = await openTestPGlite();
  const running = await listen(answer);
  own = { ...running, origin: running.origin.replace('127.0.0.1', 'localhost') };
  const receptions = testReceptions();
  stage = await appealStage(under, {
    profile: { capabilities: CAPABILITIES, paying: TEST_PAYING, ...(receptions && { receptions }) },
  });
  await setTheScene();
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await own?.stop();
  await under?.close();
});

const addressOf = (page: string) => `${own.origin}/${stage.supplier.id}/my/${page}`;

/** What leads out of the web, or is run where it stands. */
function sinksIn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const isSafe = /^(https?|tel|sms|mailto|webcal):/;
    return [...document.querySelectorAll('*')].flatMap((element) => {
      const found = [...element.attributes].filter(({ name }) => name.startsWith('on'));
      const leads = (['href', 'src', 'action', 'formAction'] as const).filter((name) => {
        const isOurs = element.hasAttribute(name) && !element.closest('svg');
        return isOurs && !isSafe.test(String((element as unknown as Record<string, unknown>)[name]));
      });
      return [...found.map(({ name }) => name), ...leads].map((name) => `${element.localName} ${name}`);
    });
  });
}

async function nothingRan(page: Page): Promise<void> {
  // Whatever would begin by itself has begun by the time that the next frame is drawn.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
  expect(await sinksIn(page)).toEqual([]);
  expect({ attacks, violations }, page.url()).toEqual({ attacks: [], violations: [] });
}

/** Pages that show nothing of the supplier's or anybody's, or are there for a moment on the way to another. */
const NOT_SHOWN = ['invitation/:token', 'profile/passkeys/:ref', 'profile/passkeys/:ref/removal'];
const FILES = /\/file\/:fileId$/;
const pages = allPages.filter(({ get, path }) => get && !FILES.test(path) && !NOT_SHOWN.includes(path));

/** How many ways there are to send a form of the page. */
const buttonsOf = (page: Page) => page.locator('form button:not([type=button])').count();

/** Fills every field of the form with all of it, past what the field itself would let through, and sends it by this button. */
async function sendBy(page: Page, index: number): Promise<void> {
  // A form that a script of ours sends leads nowhere: then what it says is looked at where it stands.
  const loaded = page.waitForEvent('load', { timeout: 1500 }).catch(() => undefined);
  await page.evaluate(
    ({ index: which, text }) => {
      const button = document.querySelectorAll<HTMLButtonElement>('form button:not([type=button])')[which];
      const form = button?.form;
      if (!form) throw new Error('there is no such form');
      for (const field of form.elements) {
        if (field instanceof HTMLTextAreaElement) field.value = text;
        if (field instanceof HTMLInputElement && !/^(hidden|checkbox|radio|file|submit)$/.test(field.type)) {
          field.type = 'text';
          field.value = text.replace(/\s+/g, ' ');
        }
      }
      form.noValidate = true;
      form.requestSubmit(button);
    },
    { index, text: ALL },
  );
  await loaded;
}

/** What would take away the session, or the person, that the other pages need. */
const ENDS = ['sign-out', 'devices', 'profile/erasure', 'accounts'];

describe('200 scripts in every text of the database', () => {
  it('are in what people write, are called and read', () => {
    expect(poisoned).toEqual(
      expect.arrayContaining([
        ...['appeal_messages.text', 'appeals.person_name', 'appeals.kind', 'people.display_name', 'appointments.topic'],
        ...[
          'appointments.reception',
          'link_requests.holder_name',
          'payment_refunds.reason',
          'reception_closures.reason',
        ],
      ]),
    );
  });

  it('would be seen where a page of ours took them for more than text (control)', async () => {
    const page = await (await newContext('anyone')).newPage();
    const { headers } = await app.fetch(new Request(addressOf('sign-in')));
    const policy = headers.get('content-security-policy') ?? '';
    await page.route(addressOf('sign-in'), (route) =>
      route.fulfill({
        contentType: 'text/html; charset=utf-8',
        headers: { 'Content-Security-Policy': policy },
        body: `<!doctype html><title>Вхід</title><body>${ALL}</body>`,
      }),
    );
    await page.goto(addressOf('sign-in'));
    await expect.poll(() => violations.length).toBeGreaterThanOrEqual(MARKUP_SCRIPTS.length);
    expect((await sinksIn(page)).length).toBeGreaterThan(0);
    violations.length = 0;
  });

  const shown: string[] = [];

  it.each(pages.map((page) => [page.path, page] as const))(
    'run nowhere on %s, nor from its forms',
    async (path, { needs, post }) => {
      const address = path.includes(':') ? addresses[path] : path;
      expect(address, `an address of ${path}`).toBeDefined();
      const page = await (await newContext(needs)).newPage();
      const response = await page.goto(addressOf(address ?? ''));
      expect(response?.status(), path).toBeLessThan(500);
      if (needs !== 'anyone') expect(page.url(), 'where who is not signed in is sent').not.toContain('/my/sign-in');
      await nothingRan(page);
      // What stands around it, such as the phone, is on every page.
      if ((await page.locator('main').innerText()).includes(`${ATTACK}(`)) shown.push(path);
      const buttons = post && !ENDS.includes(path) ? await buttonsOf(page) : 0;
      for (let index = 0; index < buttons; index += 1) {
        await page.goto(addressOf(address ?? ''));
        if ((await buttonsOf(page)) <= index) break;
        await sendBy(page, index);
        await nothingRan(page);
      }
    },
  );

  it('were on the pages that show what people wrote', () => {
    expect(shown).toEqual(
      expect.arrayContaining([
        ...['appeal/:id', 'profile', 'accounts', 'link', 'pay', 'staff/link-requests', 'staff/link-requests/:id'],
        ...['staff/payments/:id', 'staff/receptions/:id/:date', 'staff/appeals', 'staff/appeals/:id'],
      ]),
    );
  });
});
