/** What only whole pages show, in the engine that this run is about: the built embed on a page, and that a changed file is refused. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../scripts/lib/run.mjs';
import { type HostSite, startHostSite } from '../hosts/site.js';
import { type AnyEngine, startAnyEngine } from '../support/engines/any-engine.mjs';
import { listen, type MockServer, type Running, startMockServer } from '../support/mock-server.js';

let engine: AnyEngine;
let api: MockServer;
let site: HostSite;
let files: Running;
/** What the small site answers by path. */
const served = new Map<string, { readonly type: string; readonly body: string | Buffer }>();

beforeAll(async () => {
  files = await listen((request, response) => {
    const file = served.get(request.url ?? '');
    if (!file) return void response.writeHead(404).end();
    response.writeHead(200, { 'Content-Type': file.type }).end(file.body);
  });
  [api, site, engine] = await Promise.all([startMockServer(), startHostSite(), startAnyEngine()]);
});

afterAll(async () => {
  await engine?.stop();
  await Promise.all([api?.stop(), site?.stop(), files?.stop()]);
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
    const entry = await readFile(join(root, 'packages/embed/dist/kabinet.js'));
    served.set('/kabinet.js', { type: 'text/javascript', body: Buffer.concat([entry, Buffer.from(' ')]) });
    const tag = `<script type="module" src="/kabinet.js" integrity="${integrity(entry)}" onerror="globalThis.isRefused = true"></script>`;
    await page('entry', `${tag}<script type="module">globalThis.isOver = true;</script>`);
    await seen('globalThis.isRefused === true').toBe(true);
  });
});
