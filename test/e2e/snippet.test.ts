/** What `makeSnippet` writes, pasted into a page as it is, and the page under the very policy that it prints: each way, in a browser. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type Integrity,
  makeSnippet,
  type Manifest,
  SNIPPET_WAYS,
  type SnippetOptions,
} from '../../packages/embed/snippet/index.js';
import { buildStaleEmbed } from '../../scripts/lib/build.mjs';
import { root } from '../../scripts/lib/run.mjs';
import { launchBrowser } from '../support/browser.js';
import { type EmbedSite, startEmbedSite } from '../support/embed-site.js';
import { type MockServer, startMockServer } from '../support/mock-server.js';

const dist = join(root, 'packages/embed/dist');
const read = (name: string) => readFileSync(join(dist, name), 'utf8');

let api: MockServer;
/** The page's own site; and another one that has our files, as a CDN has. */
let site: EmbedSite;
let cdn: EmbedSite;
let browser: Browser;
let manifest: Manifest;
let integrity: Integrity;
let context: BrowserContext;
let page: Page;
let complaints: string[];
/** Names of our files that the page asked for. */
let loaded: string[];

beforeAll(async () => {
  await buildStaleEmbed();
  manifest = JSON.parse(read('manifest.json')) as Manifest;
  integrity = JSON.parse(read('integrity.json')) as Integrity;
  [api, site, cdn, browser] = await Promise.all([
    startMockServer(),
    startEmbedSite(),
    startEmbedSite(),
    launchBrowser(),
  ]);
});

afterAll(async () => {
  await browser?.close();
  await Promise.all([api?.stop(), site?.stop(), cdn?.stop()]);
});

beforeEach(async () => {
  context = await browser.newContext({ locale: 'uk-UA' });
  page = await context.newPage();
  complaints = [];
  loaded = [];
  await page.addInitScript(() => {
    window.document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      console.error(`securitypolicyviolation: ${violatedDirective} ${blockedURI}`),
    );
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (['warning', 'error'].includes(message.type())) complaints.push(`${message.text()} ${message.location().url}`);
  });
  page.on('request', (request) => {
    const name = /\/kabinet\/([\w.-]+\.js)$/.exec(new URL(request.url()).pathname)?.[1];
    if (name) loaded.push(name);
  });
});
afterEach(() => context.close());

const TAGS = ['kabinet-balance-card', 'kabinet-reading-form'];

const snippet = (options: Partial<SnippetOptions> = {}) =>
  makeSnippet({
    manifest,
    integrity,
    way: 'module',
    base: '/kabinet/',
    api: api.base('account=gas'),
    tags: TAGS,
    languages: ['uk'],
    settings: { tokenUrl: '/token' },
    ...options,
  });

const document = (head: string, body: string) =>
  `<!doctype html><html lang="uk"><head><meta charset="utf-8"><title>Сайт</title>${head}</head><body>${body}</body></html>`;

const open = (head: string, body: string, csp?: string) =>
  page.goto(site.add({ html: document(head, body), ...(csp && { headers: { 'Content-Security-Policy': csp } }) }));

const input = () => page.locator('kabinet-reading-form form input').first();

async function isUsable(): Promise<void> {
  await input().waitFor();
  await page.locator('kabinet-balance-card [part=amount]').waitFor();
}

/** From the first glance to what comes after the button, so that later parts are asked for too. */
async function handIn(): Promise<void> {
  await input().fill('1281');
  await page.getByRole('button', { name: 'Передати показання' }).click();
  await page.getByText('Показання прийнято').first().waitFor();
  await page.waitForLoadState('networkidle');
}

/** All but the browser asking for an icon, which so strict a page has none of. */
const mattering = () => complaints.filter((each) => !/favicon|img-src/.test(each));

const WHERE: readonly (readonly [string, () => Partial<SnippetOptions>])[] = [
  ['files of its own', () => ({})],
  ['files of another site', () => ({ base: `${cdn.origin}/kabinet/` })],
  ['a nonce', () => ({ base: `${cdn.origin}/kabinet/`, nonce: 'c3RyaWN0' })],
];

describe.each(WHERE)('under the policy of a page with %s', (_name, where) => {
  it.each([...SNIPPET_WAYS])('all works by way of %s', async (way) => {
    const { head, body, csp } = snippet({ way, ...where() });
    expect(csp).not.toContain('unsafe');
    await open(head, body, csp);
    await isUsable();
    await handIn();
    expect(mattering()).toEqual([]);
  });
});

describe('the import map', () => {
  /** Every part that the page asked for is checked: none is missing from the map. */
  const unchecked = (options: Partial<SnippetOptions>) => {
    const named = Object.keys(snippet(options).importMap?.integrity ?? {}).map((url) => url.split('/').pop());
    return [...new Set(loaded)].filter((name) => !named.includes(name));
  };
  const withMap = (tags: readonly string[], more: Partial<SnippetOptions> = {}) => ({
    way: 'module-with-map' as const,
    tags,
    ...more,
  });

  it('of the whole cabinet covers every section, the menu and what they load later', async () => {
    const options = withMap(['kabinet-cabinet']);
    const { head, body, csp } = snippet(options);
    await open(head, body, csp);
    const links = page.locator('kabinet-cabinet nav a');
    await links.first().waitFor();
    expect(await links.count()).toBeGreaterThan(7);
    for (const link of await links.all()) {
      await link.click();
      await page.waitForLoadState('networkidle');
    }
    const made = await page.evaluate(() =>
      [...window.document.querySelectorAll('kabinet-cabinet *')].map(({ localName }) => localName),
    );
    expect(new Set(made.filter((tag) => tag.startsWith('kabinet-'))).size).toBeGreaterThan(12);
    expect(made).toContain('kabinet-account-menu');
    expect(loaded.length).toBeGreaterThan(40);
    expect(unchecked(options)).toEqual([]);
    expect(mattering()).toEqual([]);
  });

  it('of each tag covers what it loads in the states of sample data', async () => {
    for (const tag of Object.keys(manifest.tags)) {
      if (tag === 'kabinet-provider' || tag === 'kabinet-cabinet') continue;
      for (const state of ['account=gas', 'state=error', 'state=signed-out']) {
        loaded.length = 0;
        const options = withMap([tag], { api: `mock:?${state}`, settings: {} });
        const { head, body, csp } = snippet(options);
        await open(head, body, csp);
        await page.locator(tag).locator('[part=card], [part=menu], [part=tour]').first().waitFor({ state: 'attached' });
        await page.waitForLoadState('networkidle');
        expect(loaded.length, tag).toBeGreaterThan(3);
        expect(unchecked(options), `${tag} ${state}`).toEqual([]);
      }
    }
    expect(mattering().filter((each) => /integrity|securitypolicy/.test(each))).toEqual([]);
  }, 180_000);

  it('that a policy without its hash stops is told of by the browser, and then nothing is checked (control)', async () => {
    const { head, body, csp } = snippet(withMap(TAGS));
    await open(head, body, csp.replace(/ 'sha256-[^']*'/, ''));
    await isUsable();
    expect(complaints).toContainEqual(expect.stringMatching(/securitypolicyviolation: script-src/));
  });
});

describe('the classic loader', () => {
  const classic = (more: Partial<SnippetOptions> = {}) => snippet({ way: 'classic', ...more });
  const src = () => `${site.origin}/kabinet/kabinet-classic.js`;

  it('has nothing in it that only modules may have', () => {
    expect(read('kabinet-classic.js')).not.toMatch(/\b(import|export)\b/);
  });

  it.each(['', '<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">'])(
    'works in an old template that begins with “%s”, by its tag alone',
    async (doctype) => {
      const { body } = classic();
      const tag = `<script type="text/javascript" src="/kabinet/kabinet-classic.js" data-api="${api.base('account=gas')}" data-token-url="/token"></script>`;
      const html = document('', `<table><tr><td>${body}</td></tr></table>${tag}`).replace('<!doctype html>', doctype);
      await page.goto(site.add({ html }));
      await isUsable();
      expect([...new Set(loaded)]).toEqual(['kabinet-classic.js', 'kabinet-all.js']);
      expect(mattering()).toEqual([]);
    },
  );

  it('works in the manner of Tag Manager, long after the page: a script makes its tag, and another one the widget', async () => {
    await open('<script type="module">window.own = true</script>', '<main><h1>Про нас</h1></main>');
    await page.evaluate(
      ([address, base]) => {
        const script = window.document.createElement('script');
        script.src = address ?? '';
        script.setAttribute('data-api', base ?? '');
        script.setAttribute('data-token-url', '/token');
        window.document.head.appendChild(script);
        for (const tag of ['kabinet-reading-form', 'kabinet-balance-card']) {
          const widget = window.document.createElement(tag);
          widget.textContent = '0 800 000 000';
          window.document.querySelector('main')?.appendChild(widget);
        }
      },
      [src(), api.base('account=gas')],
    );
    await isUsable();
    await handIn();
    expect(mattering()).toEqual([]);
  });

  it('takes its settings from window.kabinetSettings where the attributes were dropped; an attribute that is there counts more', async () => {
    const settings = { api: api.base('account=gas'), tokenUrl: '/token', lang: 'en' };
    await open(
      `<script>window.kabinetSettings = ${JSON.stringify(settings)}</script>`,
      `${snippet().body}<script src="/kabinet/kabinet-classic.js" data-lang="ru"></script>`,
    );
    await isUsable();
    await page.getByText('Передать показание').first().waitFor();
    expect(mattering()).toEqual([]);
  });

  it.each([
    ['without any current script', `setTimeout(text)`],
    [
      'in a tag without an address',
      `Object.assign(document.head.appendChild(document.createElement('script')), { text })`,
    ],
  ])('finds its tag by the id where its text is run %s', async (_how, run) => {
    // What does so keeps the tag and never lets it run: a type of its own.
    const tag = `<script id="kabinet-script" type="text/later" src="/kabinet/kabinet-classic.js" data-api="${api.base('account=gas')}" data-token-url="/token"></script>`;
    const later = `<script>fetch('/kabinet/kabinet-classic.js').then((answer) => answer.text()).then((text) => { ${run}; });</script>`;
    await open('', `${snippet().body}${tag}${later}`);
    await isUsable();
    expect(mattering()).toEqual([]);
  });

  it('finds its tag by the id where a site made one file of several scripts', async () => {
    await page.route('**/all-scripts.js', async (route) => {
      const loader = await (await fetch(`${site.origin}/kabinet/kabinet-classic.js`)).text();
      await route.fulfill({ contentType: 'text/javascript', body: `window.theirs = 1;\n${loader}` });
    });
    const tag = `<script id="kabinet-script" type="text/later" src="/kabinet/kabinet-classic.js" data-api="${api.base('account=gas')}" data-token-url="/token"></script>`;
    await open('', `${snippet().body}${tag}<script src="/all-scripts.js"></script>`);
    await isUsable();
    expect(mattering()).toEqual([]);
  });

  it.each([
    ['a picture with the id', '<img id="kabinet-script"'],
    ['a picture named as what browsers say of the script that runs', '<img name="currentScript" id="kabinet-script"'],
  ])('takes its settings from no other tag of the page: %s', async (_what, opening) => {
    const asked: string[] = [];
    page.on('request', (request) => void asked.push(request.url()));
    const foreign = `${opening} src="/kabinet/picture.png" data-api="https://evil.example/v1" data-token-url="/token">`;
    // As a page has it that was told to give the tag this id.
    const own = `<script id="kabinet-script" src="/kabinet/kabinet-classic.js" data-api="${api.base('account=gas')}" data-token-url="/token"></script>`;
    await open('', `${foreign}${snippet().body}${own}`);
    await isUsable();
    expect(asked.filter((url) => url.includes('evil.example'))).toEqual([]);
  });

  it('takes settings named as attributes are, and says which of them is no text', async () => {
    const settings = `{ api: '${api.base('account=gas')}', 'token-url': '/token', getToken() {} }`;
    await open(
      `<script>window.kabinetSettings = ${settings}</script>`,
      `${snippet().body}<script src="/kabinet/kabinet-classic.js"></script>`,
    );
    await isUsable();
    expect(mattering()).toEqual([expect.stringContaining('"getToken" is no text')]);
  });

  it('loads no file that only every object knows by name', async () => {
    await open('', `${snippet().body}<script src="/kabinet/kabinet-classic.js" data-file="toString"></script>`);
    await expect.poll(mattering).toEqual([expect.stringContaining('data-file cannot be "toString"')]);
  });

  it('says what is missing where there is no tag to be found', async () => {
    await open(
      '',
      `<script>fetch('/kabinet/kabinet-classic.js').then((answer) => answer.text()).then((text) => setTimeout(text));</script>`,
    );
    await expect.poll(() => complaints).toContainEqual(expect.stringContaining('give it id="kabinet-script"'));
  });

  it.each([
    ['kabinet.js', true],
    ['core.js', false],
  ])('told to load %s does so: %s', async (file, does) => {
    const tag = `<script src="/kabinet/kabinet-classic.js" data-file="${file}" data-api="${api.base('account=gas')}" data-token-url="/token"></script>`;
    await open('', `${snippet().body}${tag}`);
    if (does) await isUsable();
    else await expect.poll(mattering).toEqual([expect.stringContaining(`data-file cannot be "${file}"`)]);
    expect(loaded.includes('kabinet-all.js')).toBe(false);
  });

  it('under Trusted Types says that it cannot, and leaves the text inside the tags on show', async () => {
    const { head, body, csp } = classic({ inside: Object.fromEntries(TAGS.map((tag) => [tag, 'Телефон 104'])) });
    await open(head, body, `${csp}; require-trusted-types-for 'script'; trusted-types lit-html`);
    await expect.poll(() => complaints).toContainEqual(expect.stringContaining('forbids the classic loader'));
    expect(await page.getByText('Телефон 104').count()).toBe(2);
    expect(loaded).not.toContain('kabinet-all.js');
  });
});

describe('of a page with a map of its own', () => {
  it('the hashes go into that one map, and check as well', async () => {
    const { head, body, importMap } = snippet({ way: 'module-with-map' });
    const own = { imports: { shop: '/shop.js' }, ...importMap };
    const merged = head.replace(/(<script type="importmap">).*?(<\/script>)/, `$1${JSON.stringify(own)}$2`);
    expect(merged).not.toBe(head);
    const part =
      manifest.tags['kabinet-balance-card']?.code.find((name) => name.startsWith('balance-card.define')) ?? '';
    await page.route(`**/kabinet/${part}`, (route) =>
      route.fulfill({ contentType: 'text/javascript', body: `${read(part)} ` }),
    );
    await open(merged, body);
    await input().waitFor();
    await expect.poll(() => complaints).toContainEqual(expect.stringContaining('<kabinet-balance-card>'));
  });
});
