import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { type BrowserContext } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { CODES } from '../../demo/codes-list.mjs';
import { addressOf } from '../../demo/codes.mjs';
import { root } from '../../scripts/lib/run.mjs';
import { useCabinet } from './support/use-cabinet.js';

// The page that says where each thing of the five cabinets can be seen: nothing is left out, and nothing is promised that is not there.

const house = useCabinet({
  accounts: 40,
  suppliers: [
    'prydesnianskgaz',
    'prydniprovski-merezhi',
    'stepnohorske-vodoteplo',
    'verkhnevolzhsk-energo',
    'polonynagaz',
  ],
});

/** The table of what the product must do, by system: A1 to A12 and so on. */
const EXPECTED = Object.entries({ A: 12, B: 5, C: 13, D: 8, E: 8 }).flatMap(([system, count]) =>
  Array.from({ length: count }, (_, index) => `${system}${index + 1}`),
);

/** Somebody of the main supplier's sample, let in by its own site: there the cabinet shows to those who are signed in. */
async function signedIn(): Promise<BrowserContext> {
  const { cabinet, browser } = house;
  const context = await browser.newContext();
  onTestFinished(() => context.close());
  const answer = await context.request.post(`${cabinet.siteUrl}/sign-in`, {
    form: { customer: cabinet.newCustomer().ref },
    headers: { origin: cabinet.siteUrl },
  });
  expect(answer.ok()).toBe(true);
  return context;
}

describe('the page of codes', () => {
  it('lists each of the 46 once, in all three languages', async () => {
    const page = await (await signedIn()).newPage();
    for (const [language, notYet] of [
      ['uk', 'ще ні'],
      ['ru', 'ещё нет'],
      ['en', 'not yet'],
    ]) {
      await page.goto(`${house.cabinet.siteUrl}/codes.html?lang=${language}`);
      expect(await page.locator('.codes tbody th').allInnerTexts()).toEqual(EXPECTED);
      const notShown = CODES.filter(({ where }) => !where).map(({ code }) => code);
      const rows = page.locator('.codes tbody tr', { has: page.locator('.not-yet') });
      expect(await rows.locator('th').allInnerTexts()).toEqual(notShown);
      expect(new Set(await rows.locator('.not-yet').allInnerTexts())).toEqual(new Set([notYet]));
      // Whatever is shown leads somewhere.
      expect(await page.locator('.codes tbody a').count()).toBe(CODES.length - notShown.length);
    }
  });

  it('leads to where each thing is to be seen', { timeout: 180_000 }, async () => {
    const page = await (await signedIn()).newPage();
    for (const { code, where } of CODES) {
      if (!where) continue;
      const address = addressOf(where, house.cabinet);
      if (!address) throw new Error(`${code} names a supplier that is not in the demo.`);
      const answer = await page.goto(address, { waitUntil: 'domcontentloaded' });
      expect(answer?.status(), `${code}: ${address}`).toBe(200);
      await page
        .locator(where.shows)
        .first()
        .waitFor({ state: 'attached', timeout: 10_000 })
        .catch((error: unknown) => {
          throw new Error(`${code}: ${address} has no ${where.shows}.`, { cause: error });
        });
    }
  });

  it('names tests that exist', async () => {
    const named = CODES.flatMap(({ code, test }) => (test === undefined ? [] : [{ code, test }]));
    for (const { code, test } of named) {
      await expect(access(join(root, test)), `${code}: ${test}`).resolves.toBeUndefined();
    }
  });
});
