import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { type BrowserContext, type Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { CODES } from '../../demo/codes-list.mjs';
import { addressOf } from '../../demo/codes.mjs';
import { root } from '../../scripts/lib/run.mjs';
import { letInHosted } from './support/let-in-hosted.js';
import { useCabinet } from './support/use-cabinet.js';

// The page that says where each thing of the five cabinets can be seen: nothing is left out, and nothing is promised that is not there.

const HOSTED = ['prydniprovski-merezhi', 'stepnohorske-vodoteplo', 'verkhnevolzhsk-energo', 'polonynagaz'] as const;
const house = useCabinet({ accounts: 40, suppliers: ['prydesnianskgaz', ...HOSTED] });

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

/** The same, and somebody of each other supplier's, let in on the cabinet's own pages. */
async function signedInEverywhere(): Promise<BrowserContext> {
  const context = await signedIn();
  for (const at of HOSTED) {
    const { accountNumber } = house.cabinet.newCustomer({ at });
    await letInHosted(context, house.cabinet, await house.cabinet.addPerson({ at, accountNumbers: [accountNumber] }));
  }
  return context;
}

/** What only a widget at work has in it: neither its empty tag has that, nor one that waits, asks to sign in or says what went wrong. */
const AT_WORK: Readonly<Record<string, string>> = {
  'kabinet-appeal-form': '[part~=kind], [part~=input]',
  'kabinet-appeal-list': '[part~=appeal], [data-empty], .card > p:not(.contact)',
  'kabinet-appointment-form': '[part~=reception], [part~=slot]',
  'kabinet-balance-card': '[part~=amount]',
  'kabinet-cabinet': '[part~=sections]',
  'kabinet-contracts': '[part~=contract]',
  'kabinet-cost-calculator': '[part~=submit]',
  'kabinet-link-account': '[part~=account]',
  'kabinet-meter-card': '[part~=meter]',
  'kabinet-meter-card[with-history]': '[part~=history]',
  'kabinet-payment-button': '[part~=submit]',
  'kabinet-payment-history': '[part~=payment]',
  'kabinet-reading-form': '.facts',
  'kabinet-tariff-lookup': '[part~=tariff], [part~=price]',
  'kabinet-tour': '[part~=start]',
};

/** Waits until what a code names can be seen; a widget, until it is at work. */
async function seen(page: Page, shows: string, isAskedByPage: boolean): Promise<void> {
  const place = page.locator(shows).first();
  const [tag] = /kabinet-[a-z-]+(?:\[with-history\])?$|kabinet-[a-z-]+(?=\[)/.exec(shows) ?? [];
  if (tag === undefined) return place.waitFor({ timeout: 10_000 });
  // Where each page asks for itself, somebody who is known to the cabinet only presses.
  const press = page.locator('main').getByRole('button', { name: 'Войти', exact: true }).first();
  if (isAskedByPage) {
    await place.locator('[part~=heading]').first().waitFor({ timeout: 15_000 });
    const [popup] = await Promise.all([page.waitForEvent('popup'), press.click()]);
    if (!popup.isClosed()) await popup.waitForEvent('close');
  }
  const inside = AT_WORK[tag];
  if (inside === undefined) throw new Error(`nothing says when <${tag}> is at work`);
  await place.locator(inside).first().waitFor({ timeout: 15_000 });
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
    const page = await (await signedInEverywhere()).newPage();
    const strangers = await house.browser.newContext();
    onTestFinished(() => strangers.close());
    const stranger = await strangers.newPage();
    const missing: string[] = [];
    for (const { code, where } of CODES) {
      if (!where) continue;
      const address = addressOf(where, house.cabinet);
      if (!address) throw new Error(`${code} names a supplier that is not in the demo.`);
      // Who is signed in is not asked to sign in, or up.
      const visitor = where.hosted?.startsWith('sign-') ? stranger : page;
      // Another place of the same page would not be asked for anew.
      await visitor.goto('about:blank');
      const answer = await visitor.goto(address, { waitUntil: 'domcontentloaded' });
      expect(answer?.status(), `${code}: ${address}`).toBe(200);
      const isAskedByPage = where.supplier === 'verkhnevolzhsk-energo' && where.path === '/kabinet.html';
      await seen(visitor, where.shows, isAskedByPage).catch((error: unknown) =>
        missing.push(`${code}: ${address} does not show ${where.shows}: ${String(error).split('\n', 1)[0]}`),
      );
    }
    expect(missing).toEqual([]);
  });

  it('names tests that exist', async () => {
    const named = CODES.flatMap(({ code, test }) => (test === undefined ? [] : [{ code, test }]));
    for (const { code, test } of named) {
      await expect(access(join(root, test)), `${code}: ${test}`).resolves.toBeUndefined();
    }
  });
});
