import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type RunningBank, startBank } from '../../packages/sandbox-bank/src/index.js';
import { launchBrowser } from '../support/browser.js';
import { faultsOfPage } from './support/axe.js';
import { Bank, BankPage, CARDS } from './support/bank.js';

// The sandbox bank's own pages, as payers and those who steer it see them.

const MERCHANT = {
  id: 'gas',
  name: 'Придеснянськгаз Збут',
  apiKey: 'key-of-the-gas-supplier',
  webhookSecret: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
};

let bank: RunningBank;
let browser: Browser;
beforeAll(async () => {
  [bank, browser] = await Promise.all([
    startBank({
      ...{ host: '127.0.0.1', port: 0, publicUrl: null, merchants: [MERCHANT], file: null },
      ...{ pendingForMs: null, delayMs: 0 },
    }),
    launchBrowser(),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await bank?.close();
});

let payments = 0;
/** A payment that waits for its payer: its number, and where they go. */
async function newPayment(language = 'uk'): Promise<{ number: string; payUrl: string }> {
  const number = `5000-${String((payments += 1)).padStart(4, '0')}`;
  const answer = await fetch(`${bank.url}/api/payments`, {
    method: 'POST',
    headers: { authorization: `Bearer ${MERCHANT.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      ...{ orderNumber: number, amount: 35_820, currency: 'UAH', description: 'Газ', language },
      returnUrl: `${bank.url}/?back`,
      callbackUrl: `${bank.url}/readyz`,
      expiresAt: new Date(Date.now() + 60_000).toISOString(),
    }),
  });
  const { payUrl } = (await answer.json()) as { payUrl: string };
  return { number, payUrl };
}

/** A browser's page, and what it complained of. */
async function newPage({ javaScriptEnabled = true } = {}): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({ javaScriptEnabled, locale: 'uk-UA' });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  return { page, complaints };
}

describe('the sandbox bank’s page', () => {
  it('takes a payment without JavaScript, with a code to confirm, and leads back', async () => {
    const { page, complaints } = await newPage({ javaScriptEnabled: false });
    const { payUrl, number } = await newPayment();
    await page.goto(payUrl);
    const atBank = new BankPage(page);
    expect(await atBank.arrives(new Bank(bank.url))).toBe(number);
    // The test cards stand on the page, and can be taken by one press.
    await page.getByRole('link', { name: `Підставити цю картку: ${CARDS.asksForCode}` }).click();
    await page.getByRole('button', { name: 'Сплатити 358,20 грн' }).click();
    await page.getByLabel('Код із повідомлення банку').fill('12-34');
    await page.getByRole('button', { name: 'Підтвердити' }).click();
    await page.getByText('358,20 грн карткою Visa •••• 3220.').waitFor();
    await page.getByRole('link', { name: 'Повернутися на сайт «Придеснянськгаз Збут»' }).click();
    await page.waitForURL(`${bank.url}/?back`);
    expect(complaints).toEqual([]);
  });

  it('says in words what is wrong with what was typed, keeps it, and nothing is charged', async () => {
    const { page } = await newPage();
    const { payUrl } = await newPayment();
    await page.goto(payUrl);
    await page.getByLabel('Номер картки').fill('4149 4990 0000 0000');
    await page.getByLabel('Діє до').fill('01/20');
    await page.getByRole('button', { name: 'Сплатити' }).click();
    await page.getByRole('alert').getByRole('link', { name: 'Введіть номер тестової картки' }).click();
    await page.locator('#card:focus').waitFor();
    expect(await page.locator('#card').inputValue()).toBe('4149 4990 0000 0000');
    await page.getByText('Введіть картку, строк якої ще не минув').first().waitFor();
    expect(await page.title()).toMatch(/^Помилка: /);
  });

  it.each([
    ['uk', 'справжні гроші не списуються'],
    ['ru', 'настоящие деньги не списываются'],
    ['en', 'no real money moves'],
  ])('can be used by everybody in every state, in %s', async (language, noRealMoney) => {
    const { page, complaints } = await newPage();
    const atBank = new BankPage(page);
    const faults: string[] = [];
    const look = async () => {
      expect(await page.locator('body').innerText()).toContain(noRealMoney);
      expect(await page.locator('html').getAttribute('lang')).toBe(language);
      // Colours have no language.
      for (const colorScheme of language === 'uk' ? (['light', 'dark'] as const) : (['light'] as const)) {
        faults.push(...(await faultsOfPage(page, { width: 360, colorScheme })));
      }
    };
    const { payUrl, number } = await newPayment(language);
    await page.goto(payUrl);
    await look();
    await atBank.payBy(CARDS.declined);
    await look();
    await atBank.payBy('1');
    await look();
    await atBank.payBy(CARDS.asksForCode);
    await look();
    await page.locator('form[action*="/code"] button').click();
    await look();
    await atBank.giveUp();
    await look();

    const pending = await newPayment(language);
    await page.goto(pending.payUrl);
    await atBank.payBy(CARDS.pending);
    await look();
    await page.goto(`${bank.url}/?lang=${language}`);
    await page.getByText(number).first().waitFor();
    await look();
    // What was typed wrong is answered as what it is, and browsers write that down.
    expect(complaints.filter((text) => !text.includes('422'))).toEqual([]);
    expect(faults).toEqual([]);
  });
});
