import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { CallbackMode, Delivery } from '../../../packages/sandbox-bank/src/index.js';

/** The sandbox bank as a test steers it, by the same calls as its page. */
export class Bank {
  constructor(readonly url: string) {}

  /** From now on merchants are told like this. */
  async tells(mode: CallbackMode): Promise<void> {
    await this.#post('/control/callbacks', { mode });
  }

  /** Ends the looking at a payment that is pending. */
  async settle(number: string, outcome: 'succeeded' | 'failed'): Promise<void> {
    await this.#post(`/control/payments/${number}/settlement`, { outcome });
  }

  /** Somebody who is not the bank claims that it was paid; what they were answered. */
  async forge(number: string): Promise<readonly Delivery[]> {
    return ((await this.#post(`/control/payments/${number}/forgeries`, {})) as { deliveries: Delivery[] }).deliveries;
  }

  /** Tells everything of a payment once more; what the merchant answered. */
  async tellAgain(number: string): Promise<readonly Delivery[]> {
    return ((await this.#post(`/control/payments/${number}/deliveries`, {})) as { deliveries: Delivery[] }).deliveries;
  }

  /** What the bank tried to tell of a payment so far. */
  async told(number: string): Promise<readonly Delivery[]> {
    const answer = await fetch(`${this.url}/control/callbacks`);
    const { deliveries } = (await answer.json()) as { deliveries: Delivery[] };
    return deliveries.filter(({ orderNumber }) => orderNumber === number);
  }

  /** Waits until so many tries to tell of it were answered with success. */
  async wasHeard(number: string, times = 1): Promise<void> {
    const heard = async () => (await this.told(number)).filter(({ status }) => status === 200).length;
    await expect.poll(heard, { timeout: 20_000 }).toBeGreaterThanOrEqual(times);
  }

  async #post(path: string, body: object): Promise<unknown> {
    const answer = await fetch(this.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`The bank would not: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }
}

/** What each of the bank's test cards does. */
export const CARDS = {
  pays: '4242 4242 4242 4242',
  asksForCode: '4000 0000 0000 3220',
  pending: '4000 0000 0000 0077',
  declined: '4000 0000 0000 0002',
  insufficientFunds: '4000 0000 0000 9995',
} as const;

/** Somebody in front of the bank's page, in whatever language. */
export class BankPage {
  constructor(readonly page: Page) {}

  /** Waits for the page; answers with the payment's number on it. */
  async arrives(bank: Bank): Promise<string> {
    await this.page.waitForURL(`${bank.url}/pay/**`);
    return (await this.page.locator('dd').nth(2).innerText()).trim();
  }

  /** Types a card and pays. */
  async payBy(card: string): Promise<void> {
    await this.page.locator('#card').fill(card);
    await this.page.locator('#validThrough').fill('12/30');
    await this.page.locator('#securityCode').fill('123');
    await this.page.locator('form[action*="/card"] button').click();
  }

  /** Goes back without having paid. */
  async giveUp(): Promise<void> {
    await this.page.locator('form[action*="/cancellation"] button').click();
  }

  /** The link back to who is paid. */
  async goBack(): Promise<void> {
    await this.page.locator('main a.button').click();
  }
}
