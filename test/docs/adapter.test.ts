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
import { type FolderSite, startFolderSite, visit } from './support/visited.js';

let browser: Browser;
let site: FolderSite;
let folder: EmptyFolder;
const steps = new Steps('adapter.md');
const [customer, index, adapter] = ['json file=legacy/customer.json', 'html file=index.html', 'js file=adapter.js'].map(
  (info) => steps.take(info),
);
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
  for (const fence of [customer, index, adapter]) folder.save(fence!);
  mkdirSync(join(folder.path, 'kabinet'));
  cpSync(join(root, 'packages/embed/dist'), join(folder.path, 'kabinet/0.1.0'), { recursive: true });
});
afterEach(() => folder.remove());

const open = () => visit(browser, `${site.origin}/`);

/** The old system, with another answer. */
const answering = (changes: Readonly<Record<string, string>>) =>
  folder.write('legacy/customer.json', JSON.stringify({ ...(JSON.parse(customer!.code) as object), ...changes }));

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

  it('offers nothing that the old system cannot do', async () => {
    folder.write(
      'index.html',
      index!.code.replace('</body>', '<kabinet-reading-form>0 800 000 000</kabinet-reading-form></body>'),
    );
    const { page } = await open();
    await card(page).getByText('358,20').first().waitFor();
    await expect
      .poll(() => page.locator('kabinet-reading-form').evaluate((element) => element.getBoundingClientRect().height))
      .toBe(0);
  });
});
