import type { BrowserContext, Locator, Page } from 'playwright-core';
import type { DemoSite } from '../../../demo/run-demo.mjs';
import type { Cabinet, SupplierId } from './cabinet.js';

/** A message as the demo's outbox shows it. */
interface OutboxMessage {
  readonly supplierId: string;
  readonly channel: 'sms' | 'email';
  readonly to: string;
  readonly subject: string;
  readonly body: string;
}

/** What a person did: pages they came to and things they pressed, and keys they typed. */
export interface Effort {
  steps: number;
  keystrokes: number;
}

/** How long something may take to appear before the test says that it never came. */
const PATIENCE_MS = 15_000;

/**
 * Somebody in front of the hosted pages: finds things by what is written there, types and presses, and looks into their mail. Counts what it
 * costs them.
 */
export class Visitor {
  readonly effort: Effort;
  readonly #cabinet: Cabinet;
  readonly #site: DemoSite;

  constructor(
    readonly page: Page,
    cabinet: Cabinet,
    supplier: SupplierId,
    effort: Effort = { steps: 0, keystrokes: 0 },
  ) {
    this.#cabinet = cabinet;
    this.#site = cabinet.siteOf(supplier);
    this.effort = effort;
  }

  get context(): BrowserContext {
    return this.page.context();
  }

  /** The address of a hosted page. */
  hosted(page: string): string {
    return `${this.#cabinet.apiUrl}/${this.#site.supplier}/my/${page}`;
  }

  async goToHosted(page: string): Promise<void> {
    await this.page.goto(this.hosted(page), { waitUntil: 'domcontentloaded' });
    this.effort.steps += 1;
  }

  async goToSite(path: string): Promise<void> {
    await this.page.goto(`${this.#site.siteUrl}${path}`, { waitUntil: 'domcontentloaded' });
    this.effort.steps += 1;
  }

  /** Types into the field with this label, letter by letter as people do. */
  async type(label: string | RegExp, text: string): Promise<void> {
    const field = this.page.locator('main').getByRole('textbox', { name: label });
    const secret = this.page.locator('main').locator('input[type=password]').and(this.page.getByLabel(label));
    await field.or(secret).first().waitFor({ timeout: PATIENCE_MS });
    const target = (await secret.count()) > 0 ? secret.first() : field.first();
    await target.fill('');
    await target.pressSequentially(text);
    this.effort.keystrokes += text.length;
  }

  /** Presses a button, or follows a link, and waits for the page that comes of it. */
  async press(name: string | RegExp): Promise<void> {
    const button = this.page.getByRole('button', { name, exact: true });
    const link = this.page.getByRole('link', { name, exact: true });
    await button.or(link).first().click({ timeout: PATIENCE_MS });
    this.effort.steps += 1;
  }

  /** Waits until the page says all of this, and tells what it says instead when it never does. */
  async reads(...texts: readonly string[]): Promise<void> {
    for (const text of texts) {
      await this.page
        .waitForFunction(
          (words) => (document.querySelector('main') ?? document.body).innerText.replace(/\s+/g, ' ').includes(words),
          text,
          { timeout: PATIENCE_MS },
        )
        .catch(async (error: unknown) => {
          const words = await this.words().catch(() => 'no page');
          throw new Error(`never came: “${text}”; ${this.page.url()} says “${words}”`, { cause: error });
        });
    }
  }

  async words(): Promise<string> {
    return (await this.page.locator('main').first().innerText()).replace(/\s+/g, ' ').trim();
  }

  /** A new tab that a press on the page opens. */
  async newTab(open: Locator): Promise<Visitor> {
    const [page] = await Promise.all([this.context.waitForEvent('page'), open.click({ timeout: PATIENCE_MS })]);
    this.effort.steps += 1;
    await page.waitForLoadState('domcontentloaded');
    return this.#on(page);
  }

  /** Comes back to this tab. A browser without a screen shows all tabs at once and does not tell the page: we do. */
  async lookAgain(): Promise<void> {
    await this.page.bringToFront();
    await this.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  }

  #on(page: Page): Visitor {
    return new Visitor(page, this.#cabinet, this.#site.supplier as SupplierId, this.effort);
  }

  /** The latest message to a contact that has come since so many had come. */
  async message(to: string, since = 0): Promise<OutboxMessage> {
    const deadline = Date.now() + PATIENCE_MS;
    while (Date.now() < deadline) {
      const all = await this.messages(to);
      if (all.length > since) return all[0]!;
      await this.page.waitForTimeout(100);
    }
    throw new Error(`No message came to ${to}.`);
  }

  /** Everything that was sent to a contact, newest first. */
  async messages(to: string): Promise<OutboxMessage[]> {
    const answer = await fetch(`${this.#cabinet.apiUrl}/outbox.json?supplier=${this.#site.supplier}`);
    const { items } = (await answer.json()) as { items: OutboxMessage[] };
    return items.filter((each) => each.to === to);
  }

  /** Reads the code that came to a contact. */
  async code(to: string, since = 0): Promise<string> {
    const { body } = await this.message(to, since);
    const code = /\b\d{6}\b/.exec(body)?.[0];
    if (!code) throw new Error(`There is no code in “${body}”.`);
    return code;
  }

  /** Types the code that came; the page goes on by itself where its script runs. */
  async enterCode(to: string, since = 0): Promise<void> {
    const code = await this.code(to, since);
    const field = this.page.locator('input[autocomplete="one-time-code"]');
    await field.pressSequentially(code);
    this.effort.keystrokes += code.length;
  }
}
