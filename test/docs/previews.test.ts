import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { themes } from '../../docs/.vitepress/theme/frame.js';
import { elementOf, TAG_NAMES } from '../manifest.js';
import { launchBrowser } from '../support/browser.js';
import { buildStaleDocs, dist, type DocsSite, startDocsSite } from './support/docs-site.js';
import { readDocs } from './support/reader.js';

// Each element's page shows it as it is, and every knob of it does something.

let site: DocsSite;
let browser: Browser;

beforeAll(async () => {
  await buildStaleDocs();
  [site, browser] = await Promise.all([startDocsSite(), launchBrowser()]);
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

/** Most of what an element shows of itself, whatever its state. */
const SHOWN = '[part~=card], [part~=menu], [part~=heading], [part~=notice], [part~=sections]';

interface Opened {
  readonly page: Page;
  readonly frame: FrameLocator;
  readonly element: Locator;
  readonly knob: (name: string) => Locator;
  readonly complaints: readonly string[];
  readonly elsewhere: readonly string[];
  readonly written: () => Promise<readonly string[]>;
}

async function open(tag: string, language = 'uk'): Promise<Opened> {
  const reader = await readDocs(browser, `${site.origin}/${language}/elements/${tag}`);
  const { page } = reader;
  const frame = page.frameLocator('.kd-preview iframe');
  const element = frame.locator(tag === 'kabinet-provider' ? 'kabinet-balance-card' : tag);
  await page.locator('.kd-preview').scrollIntoViewIfNeeded();
  await element.locator(SHOWN).first().waitFor();
  return { ...reader, frame, element, knob: (name) => page.locator(`.kd-knobs [name="${name}"]`) };
}

describe('the page of an element', () => {
  for (const tag of TAG_NAMES) {
    it(`shows <${tag}> at work, asks nobody, keeps nothing, in every state that an element is designed in`, async () => {
      const { page, element, knob, complaints, elsewhere, written } = await open(tag);
      for (const state of ['empty', 'error', 'offline', 'unauthorized', 'loading', 'ready']) {
        await knob('state').selectOption(state);
        // While it loads there may be a skeleton alone, and with nothing to tell an element may hide.
        await element.first().waitFor({ state: 'attached' });
        await page.waitForTimeout(500);
        expect(await element.count(), state).toBe(1);
      }
      await element.locator(SHOWN).first().waitFor();
      expect(elsewhere).toEqual([]);
      expect(await written()).toEqual([]);
      expect(complaints).toEqual([]);
    });

    it(`has a knob for all that <${tag}> can be told, and a line for all that it tells`, async () => {
      const { page, knob } = await open(tag);
      const { attributes = [], cssProperties = [], cssParts = [], events = [], slots = [] } = elementOf(tag);
      for (const { name } of [...attributes, ...cssProperties]) expect(await knob(name).count(), name).toBe(1);
      expect(await knob('part').locator('option').count()).toBe(cssParts.length === 0 ? 0 : cssParts.length + 1);
      expect(await knob('slot').count()).toBe(slots.length === 0 ? 0 : 1);
      const told = await page.locator('article table').allInnerTexts();
      for (const { name } of [...attributes, ...cssProperties, ...cssParts, ...events]) {
        expect(
          told.some((text) => text.includes(name ?? '')),
          name,
        ).toBe(true);
      }
      expect((await page.locator('.kd-code').allInnerTexts()).join('\n')).toContain('integrity="sha384-');
    });
  }
});

describe('a knob', () => {
  it('sets an attribute, in the element and in the snippet, and takes it away', async () => {
    const { page, element, knob } = await open('kabinet-meter-card');
    await knob('with-history').check();
    await element.locator('[part~=history]').first().waitFor();
    expect(await page.locator('.kd-code').nth(1).innerText()).toContain('<kabinet-meter-card with-history>');
    await knob('with-history').uncheck();
    await element.locator('[part~=history]').waitFor({ state: 'detached' });
  });

  it('offers the values that an attribute can have', async () => {
    const { element, knob } = await open('kabinet-cost-calculator');
    await knob('mode').selectOption('heating');
    await expect.poll(() => element.getAttribute('mode')).toBe('heating');
  });

  it('speaks another language', async () => {
    const { frame, element, knob } = await open('kabinet-balance-card');
    const before = await element.locator('[part~=heading]').innerText();
    await knob('lang').selectOption('en');
    await expect.poll(() => element.locator('[part~=heading]').innerText()).not.toBe(before);
    expect(await frame.locator('html').getAttribute('lang')).toBe('en');
  });

  it('paints, outlines and narrows', async () => {
    const { page, frame, element, knob } = await open('kabinet-reading-form');
    await knob('--kabinet-accent').fill('rgb(120, 20, 90)');
    await knob('--kabinet-accent').blur();
    const html = frame.locator('html');
    await expect
      .poll(() => html.evaluate((root) => root.style.getPropertyValue('--kabinet-accent')))
      .toBe('rgb(120, 20, 90)');
    await knob('part').selectOption('submit');
    await expect
      .poll(() =>
        element
          .locator('[part~=submit]')
          .first()
          .evaluate((part) => getComputedStyle(part).outlineStyle),
      )
      .toBe('dashed');
    await knob('width').fill('320');
    await expect.poll(() => page.locator('.kd-preview iframe').evaluate((each) => each.clientWidth)).toBe(320);
    const isWider = await html.evaluate((root) => root.scrollWidth > root.clientWidth);
    expect(isWider).toBe(false);
    await knob('scheme').selectOption('dark');
    await expect.poll(() => html.evaluate((root) => getComputedStyle(root).colorScheme)).toBe('dark');
  });

  it('wears every theme', async () => {
    const { frame, knob } = await open('kabinet-balance-card');
    for (const theme of themes) {
      await knob('theme').selectOption(theme);
      await expect
        .poll(() =>
          frame
            .locator('#theme')
            .evaluate((link: HTMLLinkElement) => !link.disabled && link.sheet !== null && link.href),
        )
        .toContain(`/themes/${theme}.css`);
    }
    await knob('theme').selectOption('');
    await expect.poll(() => frame.locator('#theme').evaluate((link: HTMLLinkElement) => link.disabled)).toBe(true);
  });
});

describe('the log of events', () => {
  it('tells what an element said, and that the page may take it over', async () => {
    const { page, element, knob } = await open('kabinet-balance-card');
    // Without a page or a button to pay there is nothing to press.
    await knob('payment-url').fill('/pay');
    await knob('payment-url').blur();
    await element.locator('[part~=pay]').first().click();
    await page.locator('.kd-log li', { hasText: 'kabinet-pay-request' }).first().waitFor();
    await page.locator('.kd-log button').click();
    expect(await page.locator('.kd-log li').count()).toBe(0);
  });
});

describe('the frame of a preview', () => {
  it('lets nothing out and runs nothing that is written into it', () => {
    const html = readFileSync(join(dist, 'preview/index.html'), 'utf8');
    const [, policy = ''] = /http-equiv="Content-Security-Policy"\s+content="([^"]*)"/.exec(html) ?? [];
    expect(policy).toContain(`default-src 'none'`);
    expect(policy).toContain(`connect-src 'none'`);
    expect(policy).toContain(`require-trusted-types-for 'script'`);
    expect(policy).not.toMatch(/unsafe|https?:/);
  });

  it('hears nobody but the docs around it', async () => {
    const { page, frame, element } = await open('kabinet-balance-card');
    // Somebody else's window that the frame is not in.
    await page.evaluate(() => {
      const stranger = document.createElement('iframe');
      stranger.srcdoc = '<p>stranger</p>';
      document.body.append(stranger);
      const target = document.querySelector<HTMLIFrameElement>('.kd-preview iframe')?.contentWindow;
      target?.dispatchEvent(
        new MessageEvent('message', {
          data: { kabinet: 'show', what: { tag: 'kabinet-tariff-lookup', api: 'mock:', lang: 'uk' } },
          origin: 'https://stranger.example',
          source: stranger.contentWindow,
        }),
      );
    });
    await page.waitForTimeout(300);
    expect(await element.count()).toBe(1);
    expect(await frame.locator('kabinet-tariff-lookup').count()).toBe(0);
  });

  it('makes no element that is not ours', async () => {
    const { page, frame } = await open('kabinet-balance-card');
    await page.evaluate(() => {
      const target = document.querySelector<HTMLIFrameElement>('.kd-preview iframe')?.contentWindow;
      target?.postMessage({ kabinet: 'show', what: { tag: 'script', api: 'mock:', lang: 'uk' } }, location.origin);
    });
    await page.waitForTimeout(300);
    expect(await frame.locator('main script').count()).toBe(0);
  });
});
