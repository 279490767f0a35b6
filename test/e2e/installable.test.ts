/** The cabinet as an app of a phone: what the docs lead to, and what the browser says of it. */
import { mkdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makeManifest } from '../../packages/embed/pwa/make-manifest.mjs';
import { type Integrity, makeSnippet, type Manifest } from '../../packages/embed/snippet/index.js';
import { root } from '../../scripts/lib/run.mjs';
import { makeEmptyFolder } from '../docs/support/empty-folder.js';
import { Steps } from '../docs/support/fences.js';
import { appManifest, FILES, installabilityErrors, usePhoneApp, WORKER } from './support/phone-app.js';

const dist = join(root, 'packages/embed/dist');
const phone = usePhoneApp();

/** The folder of a supplier's site, with the package in it. */
async function siteFolder() {
  const folder = makeEmptyFolder();
  onTestFinished(() => folder.remove());
  await mkdir(join(folder.path, 'node_modules/@kabinet'), { recursive: true });
  await symlink(join(root, 'packages/embed'), join(folder.path, 'node_modules/@kabinet/embed'));
  return folder;
}

describe('docs/en/phone-app.md', () => {
  it('leads to a page that can be installed and opens without a network', async () => {
    const { app } = phone;
    const steps = new Steps('phone-app.md');
    const folder = await siteFolder();
    const { code, output } = await folder.run(steps.take('sh').code);
    expect(code, output).toBe(0);
    const html = steps.take('html file=cabinet.html').code;
    // The next test does what it says last.
    steps.take('sh');
    expect(steps.left).toEqual([]);
    app.documented = {
      '/cabinet.html': html.replace('https://api.example.com/mygas/v1', app.base).replace('/kabinet-token', '/token'),
      '/kabinet.webmanifest': await readFile(join(folder.path, 'kabinet.webmanifest'), 'utf8'),
      '/kabinet-sw.js': await readFile(join(folder.path, 'kabinet-sw.js'), 'utf8'),
    };
    await app.open();
    await app.balance();
    expect(await installabilityErrors(app.page)).toEqual([]);
    await app.isKept();
    await app.site.stop();
    await app.page.goto('about:blank');
    await app.open();
    await app.page.locator('kabinet-cabinet nav').getByRole('link', { name: 'Оплата та історія' }).waitFor();
  });

  it('takes it off again: nothing is left of the worker, nor of what it kept', async () => {
    const { app } = phone;
    await app.open();
    await app.balance();
    await app.isKept();
    const steps = new Steps('phone-app.md');
    steps.take('sh');
    const folder = await siteFolder();
    const { code, output } = await folder.run(steps.take('sh').code);
    expect(code, output).toBe(0);
    app.documented = {
      '/cabinet.html': app.cabinetPage().replace(/ worker-url="[^"]*"/, ''),
      '/kabinet-sw.js': await readFile(join(folder.path, 'kabinet-sw.js'), 'utf8'),
    };
    const registered = () => app.page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);
    // A browser looks for a new worker soon after a page was opened, and forgets one that has left when its pages have closed.
    await app.open();
    await expect.poll(async () => (await app.kept()).length, { timeout: 20_000 }).toBe(0);
    await app.page.goto('about:blank');
    await app.open();
    await app.balance();
    expect(await registered()).toBe(0);
    expect(await app.kept()).toEqual([]);
  });
});

describe('the cabinet as an app', () => {
  it('can be installed, as the browser says', async () => {
    const { app } = phone;
    await app.open();
    await app.balance();
    expect(await installabilityErrors(app.page)).toEqual([]);
    const session = await app.context.newCDPSession(app.page);
    const { errors } = await session.send('Page.getAppManifest');
    expect(errors).toEqual([]);
  });

  it('puts nothing on the device of who is not signed in', async () => {
    const { app } = phone;
    app.base = app.api.base('state=unauthorized');
    await app.open();
    await app.page.getByText('Спочатку увійдіть').first().waitFor();
    // All that the page does by itself, it has done.
    await app.page.waitForLoadState('networkidle');
    const left = () =>
      app.page.evaluate(async () => [
        (await navigator.serviceWorker.getRegistrations()).length,
        (await caches.keys()).length,
      ]);
    expect(await left()).toEqual([0, 0]);
    app.base = app.api.base('account=gas');
    await app.open('?customer');
    await app.balance();
    // The control: who is signed in.
    await expect.poll(left).toEqual([1, 1]);
  });

  it('works as before where the site has no worker and no manifest to serve', async () => {
    const { app } = phone;
    app.hasWorker = false;
    app.hasManifest = false;
    const complaints: string[] = [];
    app.page.on('pageerror', ({ message }) => complaints.push(message));
    const warning = app.page.waitForEvent('console', (message) => message.text().includes('service worker'));
    await app.open();
    await app.balance();
    expect((await warning).type()).toBe('warning');
    await app.page.locator('kabinet-cabinet nav').getByRole('link', { name: 'Оплата та історія' }).click();
    await app.page.locator('kabinet-payment-button [part=submit]').waitFor();
    expect(complaints).toEqual([]);
  });

  it('is not installed where the policy of its own file lets it ask for nothing: the page opens as before', async () => {
    const { app } = phone;
    app.policies = { '/kabinet-sw.js': "default-src 'none'" };
    const warning = app.page.waitForEvent('console', (message) => message.text().includes('could not keep'));
    await app.open();
    await app.balance();
    await warning;
    await app.page.reload();
    await app.balance();
    expect(await app.page.evaluate(() => navigator.serviceWorker.controller)).toBeNull();
  });

  it('works under the policies that the snippet prints and the guide says', async () => {
    const { app } = phone;
    const read = async (name: string) => JSON.parse(await readFile(join(dist, name), 'utf8')) as unknown;
    const { head, body, csp } = makeSnippet({
      manifest: (await read('manifest.json')) as Manifest,
      integrity: (await read('integrity.json')) as Integrity,
      way: 'module-with-map',
      base: FILES,
      api: app.base,
      tags: ['kabinet-cabinet'],
      languages: ['uk'],
      settings: { tokenUrl: '/token' },
      attributes: { 'kabinet-cabinet': { 'worker-url': WORKER } },
    });
    app.policies = { '/cabinet.html': csp, '/kabinet-sw.js': "default-src 'none'; connect-src 'self'" };
    app.documented = {
      '/cabinet.html': `<!doctype html><html lang="uk"><head><meta charset="utf-8"><title>Кабінет</title>
        <link rel="icon" href="/icon-192.png"><link rel="manifest" href="/kabinet.webmanifest">${head}</head><body>${body}</body></html>`,
    };
    const complaints: string[] = [];
    app.page.on('console', (message) => {
      if (['warning', 'error'].includes(message.type())) complaints.push(message.text());
    });
    await app.open();
    await app.balance();
    await app.isKept();
    expect(await installabilityErrors(app.page)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});

describe('the manifest', () => {
  it('begins at the page, and names the sections that people come for', () => {
    const { start_url, scope, shortcuts, display } = appManifest();
    expect({ start_url, scope, display }).toEqual({ start_url: '/cabinet.html', scope: '/', display: 'standalone' });
    expect(shortcuts).toEqual([
      { name: 'Передати показання', url: '/cabinet.html#kabinet/readings' },
      { name: 'Заплатити', url: '/cabinet.html#kabinet/payments' },
    ]);
  });

  it('is refused without the icons that browsers ask for, and for a start that is no page', () => {
    const icons = [192, 512].map((size) => ({ src: `/${size}.png`, size }));
    expect(() => makeManifest({ name: 'x', start: '/a.html', icons: icons.slice(0, 1) })).toThrow('512');
    expect(() => makeManifest({ name: 'x', start: '/a.html?b', icons })).toThrow('path');
    expect(() => makeManifest({ name: 'x', start: '/a.html', scope: '/b/', icons })).toThrow('folder');
  });
});
