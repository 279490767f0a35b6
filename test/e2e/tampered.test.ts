/** One byte of a built file is changed: the browser refuses the file, whichever it is and however the page loads it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  importMapOf,
  importMapText,
  type Integrity,
  makeSnippet,
  type Manifest,
  SNIPPET_WAYS,
  type SnippetWay,
} from '../../packages/embed/snippet/index.js';
import { buildStaleEmbed } from '../../scripts/lib/build.mjs';
import { root } from '../../scripts/lib/run.mjs';
import { launchBrowser } from '../support/browser.js';
import { type EmbedSite, startEmbedSite } from '../support/embed-site.js';
import { listen, type MockServer, type Running, startMockServer } from '../support/mock-server.js';

const dist = join(root, 'packages/embed/dist');
const read = (name: string) => readFileSync(join(dist, name), 'utf8');

let api: MockServer;
let site: EmbedSite;
/** The build once for each of its files, with that one changed: `/only/<its name>/<any name>`. */
let copies: Running;
let browser: Browser;
let manifest: Manifest;
let integrity: Integrity;
let context: BrowserContext;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  await buildStaleEmbed();
  manifest = JSON.parse(read('manifest.json')) as Manifest;
  integrity = JSON.parse(read('integrity.json')) as Integrity;
  [api, site, copies, browser] = await Promise.all([
    startMockServer(),
    startEmbedSite(),
    listen((request, response) => {
      const [, only = '', name = ''] = /^\/only\/([\w.-]+)\/([\w./-]+)$/.exec(request.url ?? '') ?? [];
      const type = name.endsWith('.css') ? 'text/css' : 'text/javascript';
      response.writeHead(200, { 'Content-Type': type, 'Access-Control-Allow-Origin': '*' });
      response.end(`/${name}`.endsWith(`/${only}`) ? changed(name) : read(name));
    }),
    launchBrowser(),
  ]);
});

afterAll(async () => {
  await browser?.close();
  await Promise.all([api?.stop(), site?.stop(), copies?.stop()]);
});

beforeEach(async () => {
  context = await browser.newContext({ locale: 'uk-UA' });
  page = await context.newPage();
  complaints = [];
  page.on('console', (message) => {
    if (['warning', 'error'].includes(message.type())) complaints.push(message.text());
  });
});
afterEach(() => context.close());

/**
 * One byte of the file is another one, and it still says the same: what ends a statement is a line's end or a space. So nothing but the
 * hash can keep it from running.
 */
function changed(name: string): string {
  const code = read(name);
  const at = /[;\n]\s*$/.exec(code)?.index ?? code.lastIndexOf(';export{');
  if (at < 0) throw new Error(`no byte of ${name} can be changed without changing what it says`);
  return `${code.slice(0, at)}${code[at] === ';' ? '\n' : ' '}${code.slice(at + 1)}`;
}

/** From now on the file comes with another byte. */
const tamper = (name: string) =>
  page.route(`**/kabinet/${name}`, (route) =>
    route.fulfill({
      headers: { 'Content-Type': 'text/javascript', 'Access-Control-Allow-Origin': '*' },
      body: changed(name),
    }),
  );

const document = (head: string, body = '') =>
  `<!doctype html><html lang="uk"><head><meta charset="utf-8"><link rel="icon" href="data:"><title>Сайт</title>${head}</head><body>${body}</body></html>`;

/** Which of the files the page can load and run, each from a folder of its own or all from one. */
const running = async (names: readonly string[], folder: (name: string) => string) => {
  const urls = names.map((name) => folder(name) + name);
  // As a text: the test runner would turn an import() of ours into one of its own.
  const ran = await page.evaluate<boolean[]>(
    `Promise.all(${JSON.stringify(urls)}.map((url) => import(url).then(() => true, () => false)))`,
  );
  return names.filter((_name, index) => ran[index]);
};

const inside = 'Телефон 104';
const TAGS = ['kabinet-balance-card', 'kabinet-reading-form'];

const snippet = (way: SnippetWay) =>
  makeSnippet({
    manifest,
    integrity,
    way,
    base: `${site.origin}/kabinet/`,
    api: api.base('account=gas'),
    tags: TAGS,
    languages: ['uk'],
    settings: { tokenUrl: '/token' },
    inside: Object.fromEntries(TAGS.map((tag) => [tag, inside])),
  });

async function open(way: SnippetWay, change: (head: string) => string = (head) => head): Promise<void> {
  const { head, body } = snippet(way);
  await page.goto(site.add({ html: document(change(head), body) }));
}

/** Without any hash, as a page that copied none. */
const withoutHashes = (head: string) =>
  head.replace(/<script type="importmap">.*?<\/script>/, '').replace(/ integrity="[^"]*"/g, '');

const isUsable = () => page.locator('kabinet-reading-form form input').first().waitFor();

const refusals = () => complaints.filter((each) => /integrity/i.test(each));

describe('with an import map, every part of the split build', () => {
  /** What belongs to no map: the files of other ways, which have tests of their own below. */
  const OTHERS = ['kabinet-all.js', 'kabinet-classic.js'];
  const parts = () =>
    Object.keys(integrity.files).filter((name) => /^[\w.-]+\.js$/.test(name) && !OTHERS.includes(name));
  const built = () => `${site.origin}/kabinet/`;
  const withOneChanged = (name: string) => `${copies.origin}/only/${name}/`;

  const mapped = (names: readonly string[], folder: (name: string) => string) => {
    const hashes = names.map((name) => importMapOf([name], folder(name), integrity).integrity);
    const map = importMapText({ integrity: Object.assign({}, ...hashes) as Record<string, string> });
    return site.add({ html: document(`<script type="importmap">${map}</script>`) });
  };

  it('is run as it was built', async () => {
    expect(parts().length).toBeGreaterThan(100);
    await page.goto(mapped(parts(), built));
    expect(await running(parts(), built)).toEqual(parts());
    expect(refusals()).toEqual([]);
  });

  it('is refused with another byte', async () => {
    await page.goto(mapped(parts(), withOneChanged));
    expect(await running(parts(), withOneChanged)).toEqual([]);
    expect(refusals().length).toBe(parts().length);
  }, 120_000);

  it('would be run with that byte where no map says what it was (control)', async () => {
    await page.goto(site.add({ html: document('') }));
    expect(await running(parts(), withOneChanged)).toEqual(parts());
  }, 120_000);

  it('would be run where the map forgets it (control)', async () => {
    const forgotten = parts().find((name) => name.startsWith('core-')) ?? '';
    const rest = parts().filter((name) => name !== forgotten);
    await page.goto(mapped(rest, withOneChanged));
    expect(await running(parts(), withOneChanged)).toEqual([forgotten]);
  }, 120_000);

  it('is named in the map of every tag that asks for it', async () => {
    await open('module-with-map');
    const asked: string[] = [];
    page.on('request', (request) => {
      const name = /\/kabinet\/([\w.-]+\.js)$/.exec(new URL(request.url()).pathname)?.[1];
      if (name) asked.push(name);
    });
    await page.reload();
    await isUsable();
    await page.locator('kabinet-reading-form form input').first().fill('1281');
    await page.getByRole('button', { name: 'Передати показання' }).click();
    await page.getByText('Показання прийнято').first().waitFor();
    await page.waitForLoadState('networkidle');
    const named = Object.keys(snippet('module-with-map').importMap?.integrity ?? {}).map((url) => url.split('/').pop());
    expect(asked.length).toBeGreaterThan(8);
    expect(asked.filter((name) => !named.includes(name))).toEqual([]);
    expect(refusals()).toEqual([]);
  });
});

describe('a page with the snippet', () => {
  it.each([...SNIPPET_WAYS])('works by way of %s', async (way) => {
    await open(way);
    await isUsable();
    expect(complaints).toEqual([]);
  });

  it.each([
    ['module', 'kabinet.js'],
    ['module-with-map', 'kabinet.js'],
    ['one-file', 'kabinet-all.js'],
    ['classic', 'kabinet-classic.js'],
    ['classic', 'kabinet-all.js'],
  ] as const)('by way of %s keeps the text inside its tags when %s was changed', async (way, file) => {
    await tamper(file);
    await open(way);
    await expect.poll(refusals).not.toEqual([]);
    await page.waitForLoadState('load');
    for (const tag of TAGS) expect(await page.locator(tag).getByText(inside).isVisible()).toBe(true);
    expect(await page.evaluate((tags) => tags.filter((tag) => customElements.get(tag)), TAGS)).toEqual([]);
  });

  it.each([
    ['module', 'kabinet.js'],
    ['module-with-map', 'kabinet.js'],
    ['one-file', 'kabinet-all.js'],
    ['classic', 'kabinet-classic.js'],
  ] as const)('by way of %s without its hashes runs %s as somebody changed it (control)', async (way, file) => {
    await tamper(file);
    await open(way, withoutHashes);
    await isUsable();
    expect(refusals()).toEqual([]);
  });

  it('is not got round by what it preloads: a file that came early is checked too', async () => {
    const core = manifest.tags['kabinet-reading-form']?.code.find((name) => name.startsWith('core-')) ?? '';
    expect(snippet('module-with-map').head).toMatch(
      new RegExp(`modulepreload" href="[^"]*${core}" integrity="sha384-`),
    );
    await tamper(core);
    await open('module-with-map');
    await expect.poll(refusals).not.toEqual([]);
    await page.waitForLoadState('networkidle');
    expect(await page.locator('kabinet-reading-form').getByText(inside).isVisible()).toBe(true);
  });

  it('keeps the text inside the one tag whose part was changed, and shows the others', async () => {
    const part = Object.keys(integrity.files).find((name) => name.startsWith('balance-card.define-')) ?? '';
    await tamper(part);
    await open('module-with-map');
    await isUsable();
    await expect.poll(() => complaints).toContainEqual(expect.stringContaining('<kabinet-balance-card>'));
    expect(await page.locator('kabinet-balance-card').getByText(inside).isVisible()).toBe(true);
  });
});

describe('every file that a tag of a page can name', () => {
  /** `<link>` or `<script>` with the hash, and whether the browser took what came. */
  const takes = (name: string, folder: string) => {
    const file = integrity.files[name];
    if (!file) throw new Error(`integrity.json has no ${name}`);
    return page.evaluate(
      ([url = '', hash = '', isModule]) =>
        new Promise<boolean>((resolve) => {
          const tag = url.endsWith('.css')
            ? Object.assign(window.document.createElement('link'), { rel: 'stylesheet', href: url })
            : Object.assign(window.document.createElement('script'), { type: isModule ? 'module' : '', src: url });
          tag.onload = () => resolve(true);
          tag.onerror = () => resolve(false);
          Object.assign(tag, { crossOrigin: 'anonymous', integrity: hash });
          window.document.head.append(tag);
        }),
      [folder + name, file.integrity, /^(?!kabinet-classic)[\w.-]+\.js$/.test(name) ? 'module' : ''],
    );
  };
  const wrong = async (folder: (name: string) => string, expected: boolean) => {
    await page.goto(site.add({ html: document('') }));
    const names = Object.keys(integrity.files);
    const taken = await Promise.all(names.map((name) => takes(name, folder(name))));
    return names.filter((_name, index) => taken[index] !== expected);
  };

  it('is taken as it was built, and refused with another byte: scripts, themes, the phone app’s worker', async () => {
    const names = Object.keys(integrity.files);
    expect(names.filter((name) => name.startsWith('themes/')).length).toBe(6);
    expect(names).toContain('pwa/kabinet-sw.js');
    // No file is called so: all are as they were built.
    expect(await wrong(() => `${copies.origin}/only/nothing/`, true)).toEqual([]);
    expect(await wrong((name) => `${copies.origin}/only/${name.split('/').pop() ?? ''}/`, false)).toEqual([]);
    expect(refusals().length).toBe(names.length);
  }, 120_000);
});

describe('kabinet-all.js', () => {
  it('asks for no other file of ours, and registers no tag that the page does not have', async () => {
    const asked: string[] = [];
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.startsWith('/kabinet/')) asked.push(pathname);
    });
    await open('one-file');
    await isUsable();
    await page.waitForLoadState('networkidle');
    expect(asked).toEqual(['/kabinet/kabinet-all.js']);
    const others = Object.keys(manifest.tags).filter((tag) => !TAGS.includes(tag));
    expect(await page.evaluate((tags) => tags.filter((tag) => customElements.get(tag)), others)).toEqual([]);
  });

  it('leaves the page to kabinet.js where that came first, and says so', async () => {
    const { head } = snippet('one-file');
    await open('module', (first) => `${first}${head}`);
    await isUsable();
    await expect.poll(() => complaints).toEqual([expect.stringContaining('the script is on this page already')]);
  });
});
