/** A demo supplier's cabinet as an app of a phone: its site serves what the guide says, and the browser takes it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it, onTestFinished } from 'vitest';
import { makeManifest } from '../../packages/embed/pwa/make-manifest.mjs';
import { root } from '../../scripts/lib/run.mjs';
import { letInHosted } from './support/let-in-hosted.js';
import { installabilityErrors, keptOn, openProfile, untilKept } from './support/phone-app.js';
import { useCabinet } from './support/use-cabinet.js';

const SUPPLIER = 'verkhnevolzhsk-energo';
const PAGE = '/ves-kabinet.html';
const house = useCabinet({ accounts: 40, suppliers: [SUPPLIER] });

/** Somebody with an account on their own phone, and what its browser complained of. */
async function openPhone() {
  const { cabinet } = house;
  const phone = await openProfile();
  onTestFinished(() => phone.close());
  const customer = cabinet.newCustomer({ at: SUPPLIER });
  const person = await cabinet.addPerson({ at: SUPPLIER, accountNumbers: [customer.accountNumber] });
  await letInHosted(phone.context, cabinet, person);
  const complaints: string[] = [];
  phone.page.on('console', (message) => {
    // Nobody is signed in at first: the service says so, and the browser writes that down as well.
    if (['error', 'warning'].includes(message.type()) && !/\b401\b/.test(message.text()))
      complaints.push(message.text());
  });
  return { ...phone, customer, complaints };
}

/** Who is known to the cabinet only presses. */
async function signIn(page: Page): Promise<void> {
  const press = page.locator('kabinet-cabinet').getByRole('button', { name: 'Войти', exact: true }).first();
  const [popup] = await Promise.all([page.waitForEvent('popup'), press.click()]);
  if (!popup.isClosed()) await popup.waitForEvent('close');
}

it('can be installed from the site of Verkhnevolzhsk-Energo once somebody has signed in, and opens without a network', async () => {
  const { siteUrl } = house.cabinet.siteOf(SUPPLIER);
  const { page, context, customer, complaints } = await openPhone();
  await page.goto(siteUrl + PAGE);
  await page.locator('kabinet-cabinet nav').getByRole('link', { name: 'Оплата и история' }).waitFor();
  const workers = () => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);
  expect(await workers()).toBe(0);
  await signIn(page);
  await page.locator('kabinet-balance-card [part~=amount]').first().waitFor({ timeout: 15_000 });
  expect(await installabilityErrors(page)).toEqual([]);
  await expect.poll(async () => ({ workers: await workers(), complaints })).toEqual({ workers: 1, complaints: [] });
  const files = new URL(
    await page.locator('script[src$="kabinet-all.js"]').evaluate((tag) => (tag as HTMLScriptElement).src),
  );
  await untilKept(page, { shell: siteUrl + PAGE, files: files.pathname.replace(/[^/]+$/, '') });
  expect(complaints).toEqual([]);

  // Every language of the page, and what it looks like; nothing of the customer.
  const kept = await keptOn(page);
  const names = kept.map(({ url }) => url.replace(siteUrl, '').replace(/^\/kabinet\/[^/]+\//, ''));
  expect(names.sort()).toEqual(
    [
      '/common/languages.js',
      '/common/site.css',
      '/favicon.svg',
      '/site.css',
      PAGE,
      `${PAGE}?lang=en`,
      `${PAGE}?lang=ru`,
      `${PAGE}?lang=uk`,
      'kabinet-all.js',
    ].sort(),
  );
  const written = kept.map(({ text }) => text).join('\n');
  for (const secret of [customer.name, customer.accountNumber]) expect(written).not.toContain(secret);

  await context.setOffline(true);
  for (const [more, words] of [
    // What the supplier offers the browser may know for a while by itself.
    ['', /Нет связи с интернетом|Оплата и история/],
    ['?lang=en', /No internet connection|Paying and history/],
  ] as const) {
    await page.goto('about:blank');
    await page.goto(siteUrl + PAGE + more);
    await page.locator('kabinet-cabinet').getByText(words).first().waitFor();
  }
  // The control: a page that no phone keeps.
  await expect(page.goto(`${siteUrl}/kabinet.html`)).rejects.toThrow('ERR_INTERNET_DISCONNECTED');
});

it('is called and drawn as the site says, by a manifest that our maker writes', async () => {
  const { siteUrl } = house.cabinet.siteOf(SUPPLIER);
  const answer = await fetch(`${siteUrl}/kabinet.webmanifest`);
  expect(answer.headers.get('content-type')).toContain('application/manifest+json');
  const manifest = (await answer.json()) as ReturnType<typeof makeManifest>;
  const icons = [
    { src: '/icon-192.png', size: 192 },
    { src: '/icon-512.png', size: 512 },
    { src: '/icon-maskable.png', size: 512, maskable: true },
  ];
  expect(manifest).toEqual(
    makeManifest({
      name: manifest.name,
      shortName: manifest.short_name,
      language: 'ru',
      start: PAGE,
      color: '#8a2b12',
      background: '#f7f5f0',
      icons,
    }),
  );
  for (const { src, size } of icons) {
    const picture = Buffer.from(await (await fetch(siteUrl + src)).arrayBuffer());
    // Width and height stand first in a PNG.
    expect([picture.toString('latin1', 1, 4), picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([
      'PNG',
      size,
      size,
    ]);
  }
  const worker = await (await fetch(`${siteUrl}/kabinet-sw.js`)).text();
  expect(worker).toBe(await readFile(join(root, 'packages/embed/pwa/kabinet-sw.js'), 'utf8'));
});
