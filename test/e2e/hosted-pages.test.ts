/** Signing up on the service's own pages in a real browser, with the script and without it, under the pages' own policy. */
import type { AddressInfo } from 'node:net';
import { serve, type ServerType } from '@hono/node-server';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../packages/server/src/app.js';
import { type DatabaseUnderTest, openTestPGlite } from '../../packages/server/src/testing/databases.js';
import { SEED_NOW, seedSupplier, type SeededSupplier, testContext } from '../../packages/server/src/testing/index.js';
import { buildStaleEmbed } from '../../scripts/lib/build.mjs';
import { launchBrowser } from '../support/browser.js';

const PASSWORD = 'сім різних слів на один рік';

let browser: Browser;
let under: DatabaseUnderTest;
let server: ServerType;
let supplier: SeededSupplier;
let base = '';

beforeAll(async () => {
  await buildStaleEmbed();
  [browser, under] = await Promise.all([launchBrowser(), openTestPGlite()]);
  const app = createApp(testContext(under.database, { publicUrl: () => base, now: () => SEED_NOW }));
  server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
  await new Promise((listening) => server.once('listening', listening));
  base = `http://localhost:${(server.address() as AddressInfo).port}`;
  supplier = await seedSupplier(under.database, { profile: { hostedSignIn: true } });
});
afterAll(async () => {
  await browser.close();
  await new Promise((closed) => server.close(closed));
  await under.close();
});

async function open(
  javaScriptEnabled: boolean,
): Promise<{ page: Page; complaints: string[]; close: () => Promise<void> }> {
  const context = await browser.newContext({
    locale: 'uk-UA',
    javaScriptEnabled,
    viewport: { width: 320, height: 700 },
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    const isAboutAddress = message.text().startsWith('Failed to load resource');
    if (['warning', 'error'].includes(message.type()) && !isAboutAddress) complaints.push(message.text());
  });
  return { page, complaints, close: () => context.close() };
}

const at = (page: string) => `${base}/${supplier.id}/my/${page}`;

async function codeFor(contact: string): Promise<string> {
  const row = await under.database.transaction(supplier.id, (tx) =>
    tx
      .selectFrom('outgoing_messages')
      .select('body')
      .where('recipient', '=', contact)
      .where('purpose', '=', 'code')
      .executeTakeFirstOrThrow(),
  );
  return /\b(\d{6})\b/.exec(row.body ?? '')?.[1] ?? '';
}

describe('the hosted pages', () => {
  it('let somebody in by keyboard alone: the code is sent by itself, nothing is complained of', async () => {
    const { page, complaints, close } = await open(true);
    await page.goto(at('sign-up'));
    await page.getByLabel('Телефон або e-mail').press('Tab');
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    // What is missing is said first: the keyboard is there already, and the next is the link to the field.
    await page.getByRole('alert').waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('alert');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.type('oksana@example.com');
    await page.keyboard.press('Tab');
    await page.keyboard.type(PASSWORD);
    await page.getByText('Довжини достатньо').first().waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.locator('#password').getAttribute('type')).toBe('text');
    await page.locator('#password').press('Enter');
    await page.waitForURL(at('sign-up/code'));
    await page.getByText(/через [01]:\d\d/).waitFor();
    await page.locator('#code').pressSequentially(await codeFor('oksana@example.com'));
    await page.waitForURL(at('link'));
    expect(complaints).toEqual([]);
    await close();
  });

  it('let somebody in without a script', async () => {
    const { page, complaints, close } = await open(false);
    await page.goto(at('sign-up'));
    await page.locator('#contact').fill('taras@example.com');
    await page.locator('#password').fill(PASSWORD);
    await page.locator('#password').press('Enter');
    await page.waitForURL(at('sign-up/code'));
    await page.locator('#code').fill(await codeFor('taras@example.com'));
    await page.locator('#code').press('Enter');
    await page.waitForURL(at('link'));
    await page.getByRole('button', { name: 'Вийти' }).click();
    await page.getByRole('heading', { name: 'Ви вийшли' }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  it('hold a form back while there is no network, with what was typed', async () => {
    const { page, close } = await open(true);
    await page.goto(at('sign-in'));
    await page.locator('#contact').fill('oksana@example.com');
    await page.locator('#password').fill(PASSWORD);
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Увійти', exact: true }).click();
    await page.getByText('Немає зв’язку').waitFor();
    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Увійти', exact: true }).click();
    await page.waitForURL(at('accounts'));
    await close();
  });
});
