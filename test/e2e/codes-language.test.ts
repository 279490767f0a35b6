import { expect, it, onTestFinished } from 'vitest';
import { useCabinet } from './support/use-cabinet.js';

// Whoever reads the list of what the cabinet does in a language comes to each place of it in that language.

const house = useCabinet({ accounts: 20, suppliers: ['prydesnianskgaz', 'prydniprovski-merezhi'] });

it('takes the language along from the page of codes, chosen in place or in the address', async () => {
  const { cabinet, browser } = house;
  const context = await browser.newContext();
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const without = (language: string) =>
    page
      .locator('.codes tbody a')
      .evaluateAll(
        (links, wanted) =>
          links.map((link) => (link as HTMLAnchorElement).href).filter((href) => !href.includes(`lang=${wanted}`)),
        language,
      );

  await page.goto(`${cabinet.siteUrl}/codes.html`);
  await page.locator('nav.languages a[hreflang=en]').click();
  await page.getByRole('heading', { name: 'What the cabinet does' }).waitFor();
  expect(await without('en')).toEqual([]);

  await page.goto(`${cabinet.siteUrl}/codes.html?lang=ru`);
  await page.getByRole('heading', { name: 'Что умеет кабинет' }).waitFor();
  expect(await without('ru')).toEqual([]);
  expect(await page.locator('html').getAttribute('lang')).toBe('ru');
});
