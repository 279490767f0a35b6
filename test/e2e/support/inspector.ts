import type { Browser } from 'playwright-core';
import { faultsOfPage, type Look } from './axe.js';
import type { Cabinet, SupplierId } from './cabinet.js';
import { Visitor } from './visitor.js';

/** How a page is looked at, by its language: together narrow and wide, light and dark. Whether it fits is looked at in every language. */
const LOOKS = {
  uk: { width: 320, colorScheme: 'light' },
  ru: { width: 1280, colorScheme: 'dark' },
  en: { width: 320, colorScheme: 'dark' },
} as const satisfies Record<string, Look>;
export type Language = keyof typeof LOOKS;

export const CODE_FIELD = 'main input[autocomplete="one-time-code"]';

/** Somebody who looks at every page they come to. Finds things by what they are, not by their words: those are in three languages. */
export class Inspector {
  readonly faults: string[] = [];
  readonly seen: string[] = [];

  constructor(
    readonly visitor: Visitor,
    readonly language: Language,
  ) {
    const { page } = visitor;
    page.on('pageerror', (error) => this.faults.push(`${page.url()}: ${error.message}`));
    page.on('console', (message) => {
      // A page that says 404 is a page that was not there.
      const isAboutStatus = message.text().startsWith('Failed to load resource');
      if (['warning', 'error'].includes(message.type()) && !isAboutStatus) {
        this.faults.push(`${page.url()}: ${message.text()}`);
      }
    });
  }

  get page() {
    return this.visitor.page;
  }

  async goTo(path: string): Promise<void> {
    await this.page.goto(this.visitor.hosted(path), { waitUntil: 'load' });
  }

  /** Fills in what stands in `values` by the fields' ids, presses the button, and comes to what the server answers. */
  async send(values: Readonly<Record<string, string>> = {}, button = 'main form button.primary'): Promise<void> {
    for (const [id, value] of Object.entries(values)) await this.page.locator(`#${id}`).fill(value);
    await this.press(button);
  }

  /** The script sends it as soon as it is whole, unless one was wrong before. */
  async enterCode(code: string): Promise<void> {
    await Promise.all([this.page.waitForEvent('load'), this.page.locator(CODE_FIELD).fill(code)]);
  }

  async press(selector: string): Promise<void> {
    await Promise.all([this.page.waitForEvent('load'), this.page.locator(selector).first().click()]);
  }

  /** Goes to a page and looks at it. */
  async lookAt(path: string): Promise<void> {
    await this.goTo(path);
    await this.look(path);
  }

  /** Looks at the page as it stands. */
  async look(state: string): Promise<void> {
    const { page } = this;
    const found: string[] = [];
    const language = await page.locator('html').getAttribute('lang');
    if (language !== this.language) found.push(`speaks ${language}`);
    if (!(await this.#isFocusOnTold())) found.push('what came of it did not take the focus');
    await this.openAll();
    found.push(...(await faultsOfPage(page, LOOKS[this.language])));
    this.seen.push(state);
    this.faults.push(...found.map((fault) => `${state}: ${fault}`));
  }

  /** What is folded away is on the page too. */
  async openAll(): Promise<void> {
    const closed = this.page.locator('main details:not([open], .where)');
    // One that is open is not among them any more.
    while ((await closed.count()) > 0) await closed.first().locator('> summary').click();
  }

  /** What says what came of a form is where the keyboard goes on, and what a screen reader reads. */
  #isFocusOnTold(): Promise<boolean> {
    return this.page
      .waitForFunction(
        () => {
          const told = document.querySelector('main [data-focus]');
          return told === null || told.contains(document.activeElement);
        },
        undefined,
        { timeout: 2_000 },
      )
      .then(
        () => true,
        () => false,
      );
  }
}

export type WhenOver = (work: () => Promise<void>) => void;

/** Somebody with a browser of their own, in front of this supplier's pages. */
export async function inspectorAt(
  { browser, cabinet }: { readonly browser: Browser; readonly cabinet: Cabinet },
  supplier: SupplierId,
  language: Language,
  whenOver: WhenOver,
): Promise<Inspector> {
  const context = await browser.newContext({
    locale: { uk: 'uk-UA', ru: 'ru-UA', en: 'en-GB' }[language],
    timezoneId: 'Europe/Kyiv',
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
  });
  whenOver(() => context.close());
  return new Inspector(new Visitor(await context.newPage(), cabinet, supplier), language);
}
