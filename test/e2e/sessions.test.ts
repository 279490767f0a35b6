/**
 * Signing in on the service's own pages and coming back, in a real browser: from a page on the same site by the cookie, from a page on
 * another site by code and PKCE. To a browser `localhost` and `127.0.0.1` are two sites.
 */
import type { AddressInfo } from 'node:net';
import { serve, type ServerType } from '@hono/node-server';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../packages/server/src/app.js';
import { linkAccount } from '../../packages/server/src/db/account-access.js';
import { insertContact } from '../../packages/server/src/db/contacts.js';
import { insertPerson } from '../../packages/server/src/db/people.js';
import { hashPassword } from '../../packages/server/src/domain/passwords.js';
import { HOSTED_REF } from '../../packages/server/src/domain/customer.js';
import { databasesUnderTest, type DatabaseUnderTest } from '../../packages/server/src/testing/databases.js';
import { SEED_NOW, seedSupplier, type SeededSupplier, testContext } from '../../packages/server/src/testing/index.js';
import { launchBrowser } from '../support/browser.js';
import { type EmbedSite, startEmbedSite } from '../support/embed-site.js';

const PASSWORD = 'сім різних слів на один рік';
const EMAIL = 'person@example.com';

let browser: Browser;
let under: DatabaseUnderTest;
let site: EmbedSite;
let server: ServerType;
let supplier: SeededSupplier;
let api = '';
let context: BrowserContext;

beforeAll(async () => {
  const [, open] = databasesUnderTest[0]!;
  [browser, under, site] = await Promise.all([launchBrowser(), open(), startEmbedSite()]);
  const app = createApp(testContext(under.database, { publicUrl: () => api }));
  server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
  await new Promise((listening) => server.once('listening', listening));
  api = `http://localhost:${(server.address() as AddressInfo).port}`;
  supplier = await seedSupplier(under.database, {
    profile: { hostedSignIn: true, origins: [site.origin, onLocalhost(site.origin)] },
  });
  await addPerson();
});
afterAll(async () => {
  await browser.close();
  await site.stop();
  await new Promise((closed) => server.close(closed));
  await under.close();
});

beforeEach(async () => {
  context = await browser.newContext({ locale: 'uk-UA' });
});
afterEach(() => context.close());

function onLocalhost(address: string): string {
  return address.replace('//127.0.0.1', '//localhost');
}

/** Somebody who signed up here and linked the first account. */
async function addPerson(): Promise<void> {
  const { id: supplierId, customer } = supplier;
  const now = SEED_NOW;
  const passwordHash = await hashPassword(PASSWORD);
  await under.database.transaction(supplierId, async (tx) => {
    const personId = await insertPerson(tx, {
      supplierId,
      language: 'uk',
      passwordHash,
      isPasswordShort: false,
      now,
    });
    await insertContact(tx, { supplierId, personId, contact: { kind: 'email', address: EMAIL }, now });
    await linkAccount(tx, {
      supplierId,
      customerRef: HOSTED_REF + personId,
      accountId: customer.accounts[0].id,
      role: 'owner',
      provenBy: 'pin',
      now,
    });
  });
}

function addPage(session: 'cookie' | 'pkce', head = '', headers: Record<string, string> = {}): string {
  return site.add({
    headers,
    html: `<!doctype html><html lang="uk"><title>Газ</title>${head}
<script type="module" src="/kabinet/kabinet.js" data-api="${api}/${supplier.id}/v1" data-session="${session}"></script>
<kabinet-reading-form></kabinet-reading-form>`,
  });
}

async function open(address: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(address);
  return page;
}

const signInButton = (page: Page) => page.getByRole('button', { name: 'Увійти', exact: true });
const field = (page: Page) => page.locator('kabinet-reading-form').getByRole('textbox').first();

/** Presses "sign in" on the page and gives the pages of the service what they ask for. */
async function signIn(page: Page): Promise<void> {
  const [popup] = await Promise.all([page.waitForEvent('popup'), signInButton(page).click()]);
  await fillIn(popup);
  if (!popup.isClosed()) await popup.waitForEvent('close');
}

async function fillIn(pages: Page): Promise<void> {
  await pages.locator('input[name="contact"]').fill(EMAIL);
  await pages.locator('input[type="password"]').fill(PASSWORD);
  await pages.locator('main form').getByRole('button', { name: 'Увійти', exact: true }).click();
}

/** As the page's own script would; a text, because the test runner rewrites imports. */
async function tellKabinet(page: Page, what: string): Promise<void> {
  await page.evaluate(`import('/kabinet/kabinet.js').then((kabinet) => kabinet.${what})`);
}

/** What any script on the page could read. */
function readable(page: Page): Promise<string> {
  return page.evaluate(() =>
    JSON.stringify([location.href, document.cookie, { ...localStorage }, { ...sessionStorage }]),
  );
}

describe.each(['cookie', 'pkce'] as const)('a person who signs in by %s', (session) => {
  const at = (address: string) => (session === 'cookie' ? onLocalhost(address) : address);

  it('comes to their account, keeps what was typed when the session ends, and is signed out in all tabs', async () => {
    const address = at(addPage(session));
    const one = await open(address);
    await signIn(one);
    await field(one).fill('1279');

    // Another tab of the same site is signed in with it.
    const two = await open(address);
    await field(two).waitFor();

    await under.database.transaction(supplier.id, (tx) =>
      tx.updateTable('sessions').set({ ended_at: SEED_NOW }).execute(),
    );
    await context.clearCookies();
    await tellKabinet(one, 'sessionChanged()');
    await signIn(one);
    await field(one).waitFor();
    expect(await field(one).inputValue()).toBe('1279');
    await field(two).waitFor();

    expect(await readable(one)).not.toMatch(/kat_|krt_|kac_|verifier|person@example/);
    await tellKabinet(one, 'signOut()');
    for (const page of [one, two]) await signInButton(page).waitFor();
  });

  it('goes there and back where no window is opened, to a clean address', async () => {
    const address = `${at(addPage(session, '<script>window.open = () => null</script>'))}?id=7#meters`;
    const page = await open(address);
    await signInButton(page).click();
    await page.waitForURL(/\/my\/sign-in/);
    await fillIn(page);
    await page.waitForURL(address);
    await field(page).waitFor();
    expect(await readable(page)).not.toMatch(/kat_|krt_|kac_|code=|state|verifier/);
  });

  it('is let in by a window that the page’s own rules have cut off', async () => {
    const address = at(addPage(session, '', { 'Cross-Origin-Opener-Policy': 'same-origin' }));
    const page = await open(address);
    const [popup] = await Promise.all([context.waitForEvent('page'), signInButton(page).click()]);
    await fillIn(popup);
    await popup.getByRole('link', { name: 'Повернутися на сторінку' }).click();
    await popup.waitForURL(address);
    await field(popup).waitFor();
    await field(page).waitFor();
  });
});
