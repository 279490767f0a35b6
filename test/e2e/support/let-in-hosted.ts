import type { BrowserContext, Page } from 'playwright-core';
import type { Cabinet, Person } from './cabinet.js';

/** Signs a person in on the service's own pages in a tab of its own; from then on all pages of the supplier's site know them. */
export async function letInHosted(context: BrowserContext, cabinet: Cabinet, person: Person): Promise<void> {
  const page = await context.newPage();
  await page.goto(`${cabinet.apiUrl}/${person.supplier}/my/sign-in`, { waitUntil: 'domcontentloaded' });
  await fillInSignIn(page, person);
  await page.waitForURL(/\/my\/(accounts|link)/);
  await page.close();
}

/** Gives the sign-in page what it asks for. What comes of it is the caller's to wait for: a window may close itself. */
export async function fillInSignIn(page: Page, { contact, password }: Person): Promise<void> {
  await page.locator('main input[name="contact"]').fill(contact);
  await page.locator('main input[autocomplete="current-password"]').fill(password);
  await page
    .locator('main form', { has: page.locator('input[name="contact"]') })
    .locator('button[type="submit"]')
    .first()
    .click();
}
