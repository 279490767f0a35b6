import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { common as texts } from '../../packages/elements/src/locales/uk/common.js';
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

/** The cabinet's menu of accounts may have nothing to show while its sections have. */
const shown = (element: Locator) => element.locator(SHOWN).filter({ visible: true }).first();

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
  await shown(element).waitFor();
  return { ...reader, frame, element, knob: (name) => page.locator(`.kd-knobs [name="${name}"]`) };
}

/** What an element says of itself where it needs its data and has none. */
const SAID: Readonly<Record<string, string>> = {
  loading: texts.loading,
  error: texts.unavailable.title,
  offline: texts.offline.title,
  unauthorized: texts.signedOut.title,
};
/** These are there without anybody's data, or need nothing of the service at all. */
const OPEN_TO_ALL = new Set([
  'kabinet-appeal-form',
  'kabinet-appointment-form',
  'kabinet-cost-calculator',
  'kabinet-guest-reading-form',
  'kabinet-receipt',
  'kabinet-tariff-lookup',
  'kabinet-tour',
]);
const NEEDS_NO_SERVICE = new Set(['kabinet-guest-reading-form', 'kabinet-receipt', 'kabinet-tour']);

/** What has to be read in a state; a menu is too small for sentences, and a cabinet's sections say them for it. */
function said(tag: string, state: string): string | null {
  if (tag === 'kabinet-account-menu' && state === 'unauthorized') return texts.signIn;
  if (tag === 'kabinet-cabinet' && (state === 'error' || state === 'unauthorized')) return null;
  if (state === 'error' && NEEDS_NO_SERVICE.has(tag)) return null;
  if (state === 'unauthorized' && OPEN_TO_ALL.has(tag)) return null;
  return SAID[state] ?? null;
}

describe('the page of an element', () => {
  for (const tag of TAG_NAMES) {
    it(`shows <${tag}> at work in every state that it is designed in, and lets all of it be tried`, async () => {
      const { page, frame, element, knob, complaints, elsewhere, written } = await open(tag);
      const { attributes = [], cssProperties = [], cssParts = [], events = [], slots = [] } = elementOf(tag);
      for (const { name } of [...attributes, ...cssProperties]) expect(await knob(name).count(), name).toBe(1);
      expect(await knob('part').locator('option').count()).toBe(cssParts.length === 0 ? 0 : cssParts.length + 1);
      expect(await knob('slot').count()).toBe(slots.length === 0 ? 0 : 1);
      const told = (await page.locator('article table').allInnerTexts()).join('\n');
      for (const { name } of [...attributes, ...cssProperties, ...cssParts, ...events]) expect(told).toContain(name);
      expect((await page.locator('.kd-code').allInnerTexts()).join('\n')).toContain('integrity="sha384-');

      for (const state of ['empty', 'error', 'offline', 'unauthorized', 'loading', 'ready']) {
        await knob('state').selectOption(state);
        // An element of its own for each state, whose provider asks that state of the mock.
        await frame.locator(`kabinet-provider[api*="state=${state}&"]`).waitFor();
        const words = said(tag, state);
        await (words === null ? shown(element) : element.getByText(words).first()).waitFor();
        expect(await element.count(), state).toBe(1);
      }
      expect(elsewhere).toEqual([]);
      expect(await written()).toEqual([]);
      expect(complaints).toEqual([]);
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
    await element.locator('[part~=pay]').locator('a, button').first().click();
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
    /** Says to the frame, at once, to show another element: from a window, in the name of a site. */
    const say = (who: 'docs' | 'stranger', origin: string) =>
      page.evaluate(
        ([from, site]) => {
          // A window that the frame is not in.
          const stranger = document.createElement('iframe');
          stranger.srcdoc = '<p>stranger</p>';
          document.body.append(stranger);
          const target = document.querySelector<HTMLIFrameElement>('.kd-preview iframe')?.contentWindow;
          const what = { tag: 'kabinet-tariff-lookup', api: 'mock:', lang: 'uk' };
          const source = from === 'docs' ? window : stranger.contentWindow;
          target?.dispatchEvent(
            new MessageEvent('message', { data: { kabinet: 'show', what }, origin: site ?? '', source }),
          );
        },
        [who, origin] as const,
      );
    await say('stranger', site.origin);
    expect(await frame.locator('kabinet-tariff-lookup').count()).toBe(0);
    await say('docs', 'https://stranger.example');
    expect(await frame.locator('kabinet-tariff-lookup').count()).toBe(0);
    expect(await element.count()).toBe(1);
    // So it is who and whence that make the difference.
    await say('docs', site.origin);
    expect(await frame.locator('kabinet-tariff-lookup').count()).toBe(1);
  });

  it('makes no element that is not ours', async () => {
    const { page, frame } = await open('kabinet-balance-card');
    const made = await page.evaluate(async () => {
      const target = document.querySelector<HTMLIFrameElement>('.kd-preview iframe')?.contentWindow;
      const names: string[] = [];
      if (!target) return names;
      const note = (node: Node) => {
        names.push(node.nodeName);
        node.childNodes.forEach(note);
      };
      new MutationObserver((records) => {
        for (const { addedNodes } of records) addedNodes.forEach(note);
      }).observe(target.document.querySelector('main') ?? target.document.body, { childList: true, subtree: true });
      for (const tag of ['script', 'kabinet-tariff-lookup']) {
        target.postMessage({ kabinet: 'show', what: { tag, api: 'mock:', lang: 'uk' } }, location.origin);
      }
      // Messages come in their order: when the second is heeded, the first was heard.
      while (!target.document.querySelector('kabinet-tariff-lookup')) await new Promise(requestAnimationFrame);
      return names;
    });
    await frame.locator('kabinet-tariff-lookup').waitFor();
    expect(made).toContain('KABINET-PROVIDER');
    expect(made).not.toContain('SCRIPT');
  });
});
