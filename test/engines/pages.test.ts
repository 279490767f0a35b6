/** What only whole pages show, in the engine that this run is about: the built embed on a page, and that a changed file is refused. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Integrity, makeSnippet, type Manifest, type SnippetWay } from '../../packages/embed/snippet/index.js';
import { root } from '../../scripts/lib/run.mjs';
import { type HostSite, startHostSite } from '../hosts/site.js';
import { type AnyEngine, startAnyEngine } from '../support/engines/any-engine.mjs';
import { startEmbedSite, type EmbedSite } from '../support/embed-site.js';
import { listen, type MockServer, type Running, startMockServer } from '../support/mock-server.js';

let engine: AnyEngine;
let api: MockServer;
let site: HostSite;
let files: Running;
/** A CDN with the embed as it was built; and one that has changed a byte of one of its parts. */
let cdn: EmbedSite;
let changedCdn: Running;
const dist = join(root, 'packages/embed/dist');
/** What the small site answers by path. */
const served = new Map<string, { readonly type: string; readonly body: string | Buffer; readonly csp?: string }>();

beforeAll(async () => {
  files = await listen((request, response) => {
    const file = served.get(request.url ?? '');
    if (!file) return void response.writeHead(404).end();
    const policy = file.csp && { 'Content-Security-Policy': file.csp };
    response.writeHead(200, { 'Content-Type': file.type, ...policy }).end(file.body);
  });
  changedCdn = await listen(async (request, response) => {
    const name = request.url?.split('/').pop() ?? '';
    const body = name === 'over.js' ? Buffer.from('globalThis.isOver = true;') : await readFile(join(dist, name));
    response.writeHead(200, { 'Content-Type': 'text/javascript', 'Access-Control-Allow-Origin': '*' });
    response.end(
      /^(balance-card\.define-.*|kabinet-all)\.js$/.test(name) ? Buffer.concat([body, Buffer.from(' ')]) : body,
    );
  });
  [api, site, cdn, engine] = await Promise.all([
    startMockServer(),
    startHostSite(),
    startEmbedSite(),
    startAnyEngine(),
  ]);
});

afterAll(async () => {
  await engine?.stop();
  await Promise.all([api, site, files, cdn, changedCdn].map((each) => each?.stop()));
});

const integrity = (content: string | Buffer) => `sha384-${createHash('sha384').update(content).digest('base64')}`;

const seen = (script: string) =>
  expect.poll(() => engine.evaluate(`return ${script};`).catch(() => undefined), { timeout: 30_000, interval: 250 });

describe('the built embed', () => {
  it.each(['clean', 'important', 'prototype', 'quirks'])('has a form on the page %s', async (name) => {
    const script = `<script type="module" src="/kabinet/kabinet.js" data-api="${api.base('account=gas')}" data-token-url="/token" data-lang="uk"></script>`;
    const widgets = '<kabinet-reading-form>Телефон 104</kabinet-reading-form>';
    await engine.goTo(await site.add({ name, blanks: { script, widgets } }));
    const field = "document.querySelector('kabinet-reading-form')?.shadowRoot?.querySelector('form input')";
    await seen(`Boolean(${field})`).toBe(true);
    await seen(`parseFloat(getComputedStyle(${field}).fontSize) >= 16`).toBe(true);
    await seen(`${field}.getBoundingClientRect().height >= 44`).toBe(true);
  });
});

describe('a file with one byte changed is refused', () => {
  const changed = (source: string) => source.replace("'as built'", "'as bulit'");
  const part = "globalThis.ran = 'as built';";

  async function page(name: string, html: string): Promise<void> {
    served.set(`/${name}.html`, { type: 'text/html', body: `<!doctype html><meta charset="utf-8">${html}` });
    await engine.goTo(`${files.origin}/${name}.html`);
    await seen("document.readyState === 'complete' && globalThis.isOver").toBe(true);
  }

  it.each([
    ['as it was built', part, 'as built'],
    ['changed', changed(part), null],
  ])('named in an import map, %s', async (_how, body, ran) => {
    const name = `map-${ran === null}`;
    served.set(`/${name}.js`, { type: 'text/javascript', body });
    const map = JSON.stringify({ integrity: { [`${files.origin}/${name}.js`]: integrity(part) } });
    const run = `import('./${name}.js').catch(() => {}).then(() => { globalThis.isOver = true; });`;
    await page(name, `<script type="importmap">${map}</script><script type="module">${run}</script>`);
    await seen('globalThis.ran ?? null').toBe(ran);
  });

  it.each([
    ['as it was built', part, 'as built'],
    ['changed', changed(part), null],
  ])('on a module tag, %s', async (_how, body, ran) => {
    const name = `tag-${ran === null}`;
    served.set(`/${name}.js`, { type: 'text/javascript', body });
    const over = '<script type="module">globalThis.isOver = true;</script>';
    await page(name, `<script type="module" src="/${name}.js" integrity="${integrity(part)}"></script>${over}`);
    await seen('globalThis.ran ?? null').toBe(ran);
  });

  it('as the embed’s own entry too', async () => {
    const entry = await readFile(join(dist, 'kabinet.js'));
    served.set('/kabinet.js', { type: 'text/javascript', body: Buffer.concat([entry, Buffer.from(' ')]) });
    const tag = `<script type="module" src="/kabinet.js" integrity="${integrity(entry)}" onerror="globalThis.isRefused = true"></script>`;
    await page('entry', `${tag}<script type="module">globalThis.isOver = true;</script>`);
    await seen('globalThis.isRefused === true').toBe(true);
  });
});

describe('a page with a snippet', () => {
  const inside = 'Телефон 104';
  const field = "document.querySelector('kabinet-reading-form')?.shadowRoot?.querySelector('form input')";
  const amount = "document.querySelector('kabinet-balance-card')?.shadowRoot?.querySelector('[part=amount]')";
  const isDefined = (tag: string) => `Boolean(customElements.get('${tag}'))`;

  /** The page under the policy of the snippet. */
  async function open(way: SnippetWay, base: string): Promise<void> {
    const read = async (name: string) => JSON.parse(await readFile(join(dist, name), 'utf8')) as unknown;
    const { head, body, csp } = makeSnippet({
      manifest: (await read('manifest.json')) as Manifest,
      integrity: (await read('integrity.json')) as Integrity,
      way,
      base: `${base}/kabinet/`,
      api: api.base('account=gas'),
      tags: ['kabinet-reading-form', 'kabinet-balance-card'],
      languages: ['uk'],
      settings: { tokenUrl: '/token' },
      inside: { 'kabinet-balance-card': inside },
    });
    const over = base === changedCdn.origin ? `<script type="module" src="${base}/kabinet/over.js"></script>` : '';
    const path = `/${way}-${base === cdn.origin ? 'built' : 'changed'}.html`;
    const html = `<!doctype html><html lang="uk"><head><meta charset="utf-8"><title>Сайт</title>${head}${over}</head><body>${body}</body></html>`;
    served.set(path, { type: 'text/html', body: html, csp });
    served.set('/token', { type: 'application/json', body: '{"token": "of-the-site"}' });
    await engine.goTo(files.origin + path);
  }

  it.each(['module', 'module-with-map', 'one-file', 'classic'] as const)('works by way of %s', async (way) => {
    await open(way, cdn.origin);
    await seen(`Boolean(${field})`).toBe(true);
    await seen(`Boolean(${amount})`).toBe(true);
  });

  it('does without the part that was changed, and keeps the text inside its tag', async () => {
    await open('module-with-map', changedCdn.origin);
    await seen(`Boolean(${field})`).toBe(true);
    await seen(
      "performance.getEntriesByType('resource').some(({ name }) => name.includes('balance-card.define'))",
    ).toBe(true);
    expect(await engine.evaluate(`return ${isDefined('kabinet-balance-card')};`)).toBe(false);
    await seen("document.querySelector('kabinet-balance-card').textContent").toBe(inside);
  });

  it('runs that part where no map says what it was (control)', async () => {
    await open('module', changedCdn.origin);
    await seen(isDefined('kabinet-balance-card')).toBe(true);
  });

  it('does not run the one file that was changed', async () => {
    await open('one-file', changedCdn.origin);
    // Modules run in their order: when this one has run, the one before it will not come any more.
    await seen('globalThis.isOver').toBe(true);
    expect(await engine.evaluate(`return ${isDefined('kabinet-reading-form')};`)).toBe(false);
    await seen("document.querySelector('kabinet-balance-card').textContent").toBe(inside);
  });
});
