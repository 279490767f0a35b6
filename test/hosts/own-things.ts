/** What is the page's own on each imitation, and works with widgets on it as it did without. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** How the page's own elements look, what stands on `window`, and what hangs on everything: to compare with the page without us. */
export interface Own {
  readonly looks: readonly string[];
  readonly globals: readonly string[];
  readonly prototypes: readonly string[];
  /** By how much it can be scrolled to the side. */
  readonly tooWide: number;
}

export function own(page: Page): Promise<Own> {
  return page.evaluate(() => {
    const isOurs = (element: Element | null): boolean =>
      element !== null && (element.localName.startsWith('kabinet-') || isOurs(element.parentElement));
    const looks = [...document.querySelectorAll('html, body, body *:not(script)')]
      .filter((element) => !isOurs(element))
      .map((element) => {
        const styles = getComputedStyle(element);
        const seen = ['color', 'background-color', 'font-size', 'font-family', 'line-height', 'display', 'cursor'];
        return `${element.localName}.${element.className}: ${seen.map((name) => styles.getPropertyValue(name)).join()}`;
      });
    // A frame's are the browser's own.
    const prototypes = [
      Object,
      Array,
      String,
      Number,
      Function,
      Promise,
      Date,
      RegExp,
      Node,
      Element,
      HTMLElement,
      Event,
    ]
      .flatMap((type) =>
        Object.entries(Object.getOwnPropertyDescriptors(type.prototype)).map(
          ([key, { value, get, enumerable }]) =>
            `${type.name}.${key} ${String(value ?? get).slice(0, 60)} ${enumerable}`,
        ),
      )
      .concat(Object.getOwnPropertyNames(Array).map((key) => `${key} ${String((Array as never)[key]).slice(0, 60)}`));
    const { scrollWidth, clientWidth } = document.documentElement;
    return { looks, globals: Object.getOwnPropertyNames(window), prototypes, tooWide: scrollWidth - clientWidth };
  });
}

/** What Lit writes there for itself, so that copies of it know of each other. */
const LITS = ['litElementVersions', 'litPropertyMetadata', 'litHtmlVersions', 'reactiveElementVersions'];

/** The page is what it was without us. */
export function expectUnchanged(now: Own, without: Own): void {
  expect(now.looks).toEqual(without.looks);
  expect(now.prototypes).toEqual(without.prototypes);
  const added = now.globals.filter(
    (name) => !without.globals.includes(name) && !LITS.includes(name) && !/^jQuery\d+$/.test(name),
  );
  expect(added).toEqual([]);
  expect(now.tooWide).toBeLessThanOrEqual(without.tooWide);
}

const evaluates = async (page: Page, script: string, wanted: unknown) =>
  expect(await page.evaluate(script), script).toEqual(wanted);

/** What each page can do by itself. All have a form besides, which is sent last. */
const THINGS: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  amd: async (page) => {
    await page.evaluate(
      "new Promise((resolve) => require(['site', 'later'], (site, later) => resolve(window.names = [site.name, later.name])))",
    );
    await evaluates(page, 'window.names', ['site', 'later']);
    // Nothing of ours took itself for a module of the page.
    await evaluates(page, "Object.keys(require.s.contexts._.defined).filter((name) => name !== 'require').sort()", [
      'later',
      'site',
    ]);
  },
  base: async (page) => {
    await evaluates(page, "new URL(document.querySelector('a.news').href).pathname", '/somewhere/else/news.html');
  },
  bitrix: async (page) => {
    await evaluates(page, 'BX.isReady', true);
    await page.click('.bx-toggle');
    await evaluates(page, "document.querySelector('.bx-panel').style.display", 'block');
    await page.evaluate("BX.insert('later', '<kabinet-balance-card></kabinet-balance-card>')");
    await page.locator('#later kabinet-balance-card [part=amount]').first().waitFor();
    await page.evaluate("BX.insert('later', '')");
  },
  'bitrix-shop': async (page) => {
    await page.click('.dropdown-toggle');
    await page.locator('.dropdown-menu.show').waitFor();
    await page.keyboard.press('Escape');
    await page.click('[data-toggle=modal]');
    await page.locator('.modal.show').waitFor();
    await page.click('.modal [data-dismiss]');
    await page.locator('.modal').waitFor({ state: 'hidden' });
    await evaluates(page, "getComputedStyle(document.querySelector('.bx-content-section')).paddingBottom", '2px');
  },
  'bootstrap-3': async (page) => {
    await page.click('.navbar .dropdown-toggle');
    await page.locator('.dropdown.open .dropdown-menu').waitFor();
    await page.keyboard.press('Escape');
    await page.click('[data-toggle=modal]');
    await page.locator('.modal.in').waitFor();
    await page.click('.modal [data-dismiss]');
    await page.locator('.modal').waitFor({ state: 'hidden' });
  },
  'bootstrap-5': async (page) => {
    await page.click('.dropdown-toggle');
    await page.locator('.dropdown-menu.show').waitFor();
    await page.keyboard.press('Escape');
    await page.click('[data-bs-toggle=modal]');
    await page.locator('.modal.show').waitFor();
    await page.click('.modal [data-bs-dismiss]');
    await page.locator('.modal').waitFor({ state: 'hidden' });
  },
  important: async (page) => {
    await evaluates(page, "getComputedStyle(document.querySelector('h1')).color", 'rgb(153, 0, 153)');
  },
  jquery: async (page) => {
    await page.click('.own-button');
    await evaluates(page, "jQuery('.own-button').hasClass('touched')", true);
    await evaluates(page, "jQuery('form[name=own]').serialize()", 'q=');
    await evaluates(page, "jQuery.get('/token').then((answer) => answer.token)", 'of-the-site');
    // It heard of presses in widgets too, as of presses on their tags.
    await evaluates(page, "jQuery('kabinet-reading-form').hasClass('touched')", true);
  },
  prototype: async (page) => {
    await evaluates(page, 'Array.from === $A', true);
    await page.click('#own-button');
    await evaluates(page, "$('own-button').hasOwnProperty('pressed')", true);
    await evaluates(page, "$$('h1').pluck('id')", ['top']);
    await evaluates(page, "[[3, 1].max(), 'to-top'.camelize(), new Element('p').localName]", [3, 'toTop', 'p']);
    await evaluates(page, "$('own-button').hide().visible() || $('own-button').show().visible()", true);
  },
  quirks: async (page) => {
    await evaluates(page, 'document.compatMode', 'BackCompat');
    await evaluates(page, "getComputedStyle(document.querySelector('td')).fontSize", '9px');
  },
  rtl: async (page) => {
    await evaluates(page, "getComputedStyle(document.querySelector('p')).direction", 'rtl');
  },
  'tables-of-1998': async (page) => {
    await evaluates(page, 'document.forms.length', 1);
    await evaluates(page, "document.getElementById('written').textContent", 'Вас вітає сайт');
    await evaluates(page, "document.all.written === document.getElementById('written')", true);
  },
  tailwind: async (page) => {
    await page.click('details > summary');
    await evaluates(page, "document.querySelector('details').open", true);
    await evaluates(page, "getComputedStyle(document.querySelector('form button')).paddingLeft", '24px');
    await evaluates(page, "getComputedStyle(document.querySelector('form input')).padding", '0px');
  },
  'windows-1251': async (page) => {
    await evaluates(page, 'document.characterSet', 'windows-1251');
  },
  wordpress: async (page) => {
    // The theme has its button only where there is no room for the menu.
    await page.setViewportSize({ width: 500, height: 900 });
    await page.click('.menu-toggle');
    await evaluates(page, "document.querySelector('.menu-toggle').getAttribute('aria-expanded')", 'true');
    await evaluates(page, "jQuery('#primary-menu').is(':visible') && typeof $", 'undefined');
    await page.locator('.menu-item-has-children > a').focus();
    await evaluates(page, "jQuery('.menu-item-has-children').hasClass('focus')", true);
  },
  'zoomed-root': async (page) => {
    await evaluates(page, "getComputedStyle(document.querySelector('h1')).fontSize", '57.6px');
  },
};

/** Goes through what the page does by itself, and sends its own form last: after that the page is gone. */
export async function useOwnThings(page: Page, name: string): Promise<void> {
  const use = THINGS[name];
  if (!use) throw new Error(`test/hosts/own-things.ts does not say what ${name}.html does by itself.`);
  await use(page);
  await page.locator('form[name=own] input[name=q]').fill('газ');
  await page.locator('form[name=own] [type=submit]').click();
  await page.waitForURL(/\/own\?/);
  const sent = name === 'windows-1251' ? 'q=%E3%E0%E7' : 'q=%D0%B3%D0%B0%D0%B7';
  expect(page.url()).toContain(`${name === 'base' ? '/somewhere/else' : ''}/own?${sent}`);
}
