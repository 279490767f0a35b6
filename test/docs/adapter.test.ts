/** The adapter of docs/en/adapter.md, saved as it stands there in front of the invented old system, in a browser. */
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildStaleEmbed } from '../../scripts/lib/build.mjs';
import { root } from '../../scripts/lib/run.mjs';
import { launchBrowser } from '../support/browser.js';
import { type EmptyFolder, makeEmptyFolder } from './support/empty-folder.js';
import { Steps } from './support/fences.js';
import { type FolderSite, readingField, sendReading, startFolderSite, visit } from './support/visited.js';

let browser: Browser;
let site: FolderSite;
let folder: EmptyFolder;
const steps = new Steps('adapter.md');
const customer = steps.take('json file=legacy/customer.json');
const index = steps.take('html file=index.html');
const scripts = ['legacy', 'adapter', 'readings', 'tariffs'].map((name) => steps.take(`js file=${name}.js`));
const card = (page: Page) => page.locator('kabinet-balance-card');

beforeAll(async () => {
  await buildStaleEmbed();
  [browser, site] = await Promise.all([launchBrowser(), startFolderSite(() => folder.path)]);
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});
beforeEach(() => {
  folder = makeEmptyFolder();
  for (const fence of [customer, index, ...scripts]) folder.save(fence);
  mkdirSync(join(folder.path, 'kabinet'));
  cpSync(join(root, 'packages/embed/dist'), join(folder.path, 'kabinet/0.1.0'), { recursive: true });
});
afterEach(() => folder.remove());

const open = () => visit(browser, `${site.origin}/`);

/** The old system, with another answer. */
const answering = (changes: Readonly<Record<string, unknown>>) =>
  folder.write('legacy/customer.json', JSON.stringify({ ...(JSON.parse(customer.code) as object), ...changes }));

describe('docs/en/adapter.md', () => {
  it('has nothing that is not done here', () => {
    expect(steps.left).toEqual([]);
  });

  it('shows the sum of the old system, to the kopeck, and asks nobody else', async () => {
    const { page, complaints, elsewhere } = await open();
    await card(page).getByText('358,20').first().waitFor();
    await card(page).getByText('0400123456').first().waitFor();
    expect([...elsewhere]).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it.each([
    ['0,07', '0,07'],
    ['1234567,8', '1 234 567,80'],
    ['12', '12,00'],
  ])('reads a sum written as %s', async (borg, shown) => {
    answering({ borg });
    const { page } = await open();
    await expect
      .poll(async () => (await card(page).locator('[part~=amount]').innerText()).replace(/\s/g, ' '))
      .toContain(shown);
  });

  it.each([
    ['a sum that is none', { borg: 'немає' }],
    ['a day that is none', { na_datu: '1 листопада' }],
  ])('shows no sum for %s, and the console has the reason', async (_what, changes) => {
    answering(changes);
    const { page, complaints } = await open();
    await card(page).getByRole('button', { name: 'Спробувати ще раз' }).waitFor();
    expect(await card(page).locator('[part~=amount]').count()).toBe(0);
    expect(complaints).not.toEqual([]);
  });

  it('asks whom the old system does not know to sign in', async () => {
    const { page } = await visit(browser, `${site.origin}/legacy/customer.json`);
    await page.route('**/legacy/customer.json', (route) => route.fulfill({ status: 401 }));
    await page.goto(`${site.origin}/`);
    await card(page).locator('a[href="/login"]', { hasText: 'Увійти' }).waitFor();
    expect(await card(page).locator('[part~=amount]').count()).toBe(0);
  });

  it('hands in a reading, and once however often it is tried', async () => {
    const { page, complaints } = await open();
    const taken: URLSearchParams[] = [];
    await page.route('**/legacy/reading', async (route) => {
      const form = new URLSearchParams(route.request().postData() ?? '');
      const isFirst = taken.push(form) === 1;
      answering({ zdano: { nomer: '4711', znach: form.get('znach'), data: '2026-11-20' } });
      // It has done it, and its answer is lost on the way.
      await (isFirst ? route.abort() : route.fulfill({ status: 200 }));
    });
    await readingField(page).fill('1279');
    await sendReading(page);
    await page.locator('kabinet-reading-form').getByText('4711').first().waitFor();
    expect(taken.map((form) => [form.get('lich'), form.get('znach')])).toEqual([
      ['0047118', '1279'],
      ['0047118', '1279'],
    ]);
    expect(taken[0]?.get('klyuch')).toMatch(/^.{8,}$/);
    expect(taken[1]?.get('klyuch')).toBe(taken[0]?.get('klyuch'));
    expect(complaints.filter((each) => !/ERR_FAILED|failed to fetch/i.test(each))).toEqual([]);
  });

  it('tells the price that stands in the file', async () => {
    const { page } = await open();
    await page.locator('kabinet-tariff-lookup').getByText('7,96').first().waitFor();
  });

  it('offers nothing that the old system cannot do', async () => {
    folder.write(
      'index.html',
      index.code.replace('</body>', '<kabinet-payment-button>0 800 000 000</kabinet-payment-button></body>'),
    );
    const { page } = await open();
    await card(page).getByText('358,20').first().waitFor();
    await expect
      .poll(() => page.locator('kabinet-payment-button').evaluate((element) => element.getBoundingClientRect().height))
      .toBe(0);
  });
});
