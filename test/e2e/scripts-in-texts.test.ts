/** 200 scripts in every text that the API can answer with, in every widget, under the strictest policy: none runs, and none tries to. */
import { operations } from '@kabinet/api/contract';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { TAGS } from '../../packages/embed/src/tags.js';
import { buildStaleEmbed } from '../../scripts/lib/build.mjs';
import { launchBrowser } from '../support/browser.js';
import { type EmbedSite, startEmbedSite } from '../support/embed-site.js';
import { type HostileServer, type HostileTexts, startHostileServer } from '../support/hostile-server.js';
import { ADDRESS_SCRIPTS, ATTACK, MARKUP_SCRIPTS } from '../support/scripts.js';

const NONCE = 'r4nd0m';
const ALL = MARKUP_SCRIPTS.join('\n');
const WIDGETS = Object.keys(TAGS).filter((tag) => tag !== 'kabinet-provider');

let api: HostileServer;
let site: EmbedSite;
let browser: Browser;

beforeAll(async () => {
  await buildStaleEmbed();
  [api, site, browser] = await Promise.all([startHostileServer(), startEmbedSite(), launchBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await Promise.all([api?.stop(), site?.stop()]);
});

interface Watch {
  /** Numbers of scripts that ran. */
  readonly attacks: number[];
  /** What the policy had to keep from running: of a script its beginning. */
  readonly violations: string[];
}

/** A page under the strictest policy that hears of every script that runs in it, or would. */
async function openWatched(html: string): Promise<{ page: Page; watch: Watch }> {
  const context = await browser.newContext({ locale: 'uk-UA' });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const watch: Watch = { attacks: [], violations: [] };
  await page.exposeFunction('tellAttack', (number: number) => void watch.attacks.push(number));
  await page.exposeFunction('tellViolation', (violation: string) => void watch.violations.push(violation));
  await page.addInitScript((attack) => {
    const tell = globalThis as unknown as Record<'tellAttack' | 'tellViolation', (what: unknown) => void>;
    Object.assign(globalThis, { [attack]: (number: number) => tell.tellAttack(number) });
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) =>
      tell.tellViolation(`${effectiveDirective} ${blockedURI} ${sample}`),
    );
  }, ATTACK);
  const policy = `default-src 'none'; script-src 'nonce-${NONCE}' 'report-sample'; connect-src 'self' ${api.origin}; require-trusted-types-for 'script'; trusted-types lit-html`;
  await page.goto(site.add({ html, headers: { 'Content-Security-Policy': policy } }));
  return { page, watch };
}

interface Service {
  /** The mock's state that the service is in. */
  readonly query: string;
  readonly texts: HostileTexts;
}

/** A page with every widget for each of these services, which say nothing but their texts. */
function openCabinets(services: readonly Service[]) {
  const widgets = WIDGETS.map((tag) => `<${tag} with-history></${tag}>`).join('');
  // On the service's own session there are links to its pages besides.
  const providers = services.flatMap(({ query, texts }) =>
    ['token-url="/token"', 'session="cookie"'].map(
      (session) => `<kabinet-provider api="${api.base(query, texts)}" ${session}>${widgets}</kabinet-provider>`,
    ),
  );
  return openWatched(`<!doctype html><html lang="uk"><head><meta charset="utf-8"><title>Сайт</title>
    <script type="module" nonce="${NONCE}" src="/kabinet/kabinet.js"></script></head><body>${providers.join('')}</body></html>`);
}

/** Waits until no widget waits for anything. */
async function settled(page: Page): Promise<void> {
  const waiting = () =>
    page.evaluate(
      (tags) =>
        [...document.querySelectorAll(tags.join())]
          .filter(
            ({ shadowRoot: root }) => !root?.querySelector('h2, [part=menu]') || root.querySelector('.bones, .pill'),
          )
          .map(({ localName }) => localName),
      WIDGETS,
    );
  await expect.poll(waiting, { timeout: 20_000 }).toEqual([]);
}

/** What opens more of a widget: what is folded, a menu, a line of a list, a form, a file. */
const PRESSES: readonly (readonly [tag: string, selector: string])[] = [
  ['*', 'summary'],
  ['kabinet-account-menu', '#toggle'],
  ['kabinet-appeal-list', '[data-open]:first-of-type'],
  ['kabinet-appointment-form', '[data-choose]'],
  // The one with a field of every type.
  ['kabinet-appeal-form', '[part=kind]:nth-of-type(6)'],
  ['kabinet-payment-plan', '[data-add]'],
  ['*', '[part=file] button'],
  ['kabinet-appointment-form', 'button[part=slot]'],
];

/** Opens all that is closed, one thing after the other. */
async function openEverything(page: Page): Promise<void> {
  for (const [tag, selector] of PRESSES) {
    await page.evaluate(
      ({ tags, selector: pressed }) => {
        for (const { shadowRoot } of document.querySelectorAll(tags.join())) {
          const found = [...(shadowRoot?.querySelectorAll<HTMLElement>(pressed) ?? [])];
          for (const each of pressed === 'summary' ? found : found.slice(0, 1)) each.click();
        }
      },
      { tags: tag === '*' ? WIDGETS : [tag], selector },
    );
    await settled(page);
  }
}

/** Where the page would lead or load from, and what it would run: of every element, inside the widgets too. */
function sinksIn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const isSafe = /^(https?|tel|sms|mailto|webcal|data:image\/|about):?/;
    const look = (root: ParentNode): void => {
      for (const element of root.querySelectorAll('*')) {
        for (const name of ['href', 'src', 'action', 'formAction', 'data', 'poster', 'srcdoc'] as const) {
          if (!element.hasAttribute(name)) continue;
          // What the browser makes of it, without the blanks and letters that it overlooks.
          const value = String((element as unknown as Record<string, unknown>)[name] ?? '');
          if (!isSafe.test(value)) found.push(`${element.localName} ${name}=${value.slice(0, 80)}`);
        }
        for (const { name } of element.attributes) {
          if (name.startsWith('on')) found.push(`${element.localName} ${name}`);
        }
        if (element.shadowRoot) look(element.shadowRoot);
      }
    };
    look(document);
    return found;
  });
}

/** Widgets that show none of the texts: what they would do with them is not tried. */
function silent(page: Page): Promise<string[]> {
  return page.evaluate(
    ({ tags, attack }) =>
      tags.filter(
        (tag) => ![...document.querySelectorAll(tag)].some((each) => each.shadowRoot?.textContent?.includes(attack)),
      ),
    { tags: WIDGETS, attack: ATTACK },
  );
}

const inParts = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, part) => all.slice(part * size, (part + 1) * size));

/** The states of the mock that show the most. */
const STATES = [
  ...['state=ready', 'state=ready&account=gas', 'state=ready&account=two-zones', 'state=submitted&account=gas'],
  ...['state=appointment-booked&account=gas', 'state=appointment-offered&account=gas', 'state=planned&account=gas'],
  ...['state=appeal-overdue&account=gas', 'state=appeal-answered&account=gas', 'state=appeal-waiting&account=gas'],
  ...['state=forbidden', 'state=rate-limited', 'state=error', 'state=unauthorized'],
];

describe('200 scripts', () => {
  it('are as many as that, and all different', () => {
    expect(new Set([...MARKUP_SCRIPTS, ...ADDRESS_SCRIPTS]).size).toBe(200);
  });

  it('are each seen by the watch where a page takes them for more than text (control)', async () => {
    const { page, watch } = await openWatched(
      `<!doctype html><meta charset="utf-8"><title>Сайт</title><body>${ALL}<p id="end">Кінець</p></body>`,
    );
    await page.locator('#end').waitFor({ state: 'attached' });
    const seen = () => new Set(watch.violations.map((each) => /attacked\((\d+)\)/.exec(each)?.[1]));
    const unseen = () => MARKUP_SCRIPTS.filter((_, number) => !seen().has(String(number)));
    await expect.poll(unseen, { timeout: 5000 }).toEqual([]);
    expect(watch.attacks).toEqual([]);
  });

  it('are each a sink of its own where a page makes links of them (control)', async () => {
    const { page } = await openWatched('<!doctype html><meta charset="utf-8"><title>Сайт</title><body></body>');
    await page.evaluate((addresses) => {
      for (const address of addresses) {
        const link = document.createElement('a');
        link.setAttribute('href', address);
        document.body.append(link);
      }
    }, ADDRESS_SCRIPTS);
    expect(await sinksIn(page)).toHaveLength(ADDRESS_SCRIPTS.length);
  });

  it.each(inParts(STATES, 4).map((states) => [states.join(', '), states] as const))(
    'run nowhere, in every text of every widget: %s',
    async (_name, states) => {
      const { page, watch } = await openCabinets(
        states.map((query) => ({ query, texts: { text: ALL, ids: MARKUP_SCRIPTS } })),
      );
      await settled(page);
      await openEverything(page);
      if (states.includes('state=ready')) expect(await silent(page)).toEqual([]);
      expect(watch).toEqual({ attacks: [], violations: [] });
      expect(await sinksIn(page)).toEqual([]);
    },
  );

  it.each(inParts(ADDRESS_SCRIPTS, 5).map((scripts) => [JSON.stringify(scripts[0]), scripts] as const))(
    'are followed nowhere, in every text of every widget: %s and four more',
    async (_name, scripts) => {
      const { page, watch } = await openCabinets(
        scripts.map((script) => ({ query: 'state=ready&account=gas', texts: { text: script, ids: ADDRESS_SCRIPTS } })),
      );
      await settled(page);
      await openEverything(page);
      expect(await sinksIn(page)).toEqual([]);
      expect(watch).toEqual({ attacks: [], violations: [] });
    },
  );

  it('were in the answers to everything that widgets read', () => {
    const reads = Object.entries(operations).filter(([, { method, auth }]) => method === 'GET' && auth !== 'staff');
    // These are read after something was done: what they answer is of the same objects, or is none that is shown.
    const afterwards = ['getPaymentOrder', 'getPaymentSlip', 'getReceipt', 'getReceiptDocument', 'getReadingReceipt'];
    const rest = [...afterwards, 'getAppointmentFile', 'getUpload', 'searchLocalities', 'getSession'];
    const missing = reads.map(([name]) => name).filter((name) => !api.answered.has(name) && !rest.includes(name));
    expect(missing).toEqual([]);
  });
});
