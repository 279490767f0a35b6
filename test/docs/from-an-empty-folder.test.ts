/**
 * What the docs tell to do, done: from an empty folder, with the commands, files and tags that stand there, to a page with three widgets
 * that work. Only what the docs tell the reader to replace is replaced: the address of the API, the other server, the port.
 *
 * Literally so: the module tag, the tag with an import map, the one file, the classic loader, Tag Manager, npm with a build (without a
 * framework, React, Vue, Svelte), the adapter, Tilda. Not quite: Angular, where `ng new` is stood in for by the files that it leaves; and
 * WordPress, 1C-Bitrix and Joomla, for want of PHP: what the PHP of their pages prints is read out of its strings (support/php.ts), which
 * checks its form too, and that is put into a page.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { buildStale } from '../../scripts/lib/build.mjs';
import { root, runNode } from '../../scripts/lib/run.mjs';
import { launchBrowser } from '../support/browser.js';
import { type EmptyFolder, freePort, makeEmptyFolder } from './support/empty-folder.js';
import { readPage, Steps } from './support/fences.js';
import { checkPhp, scriptTagOfPhp, shortcodesToTags } from './support/php.js';
import { type RealApi, startRealApi } from './support/real-api.js';
import { type Registry, startRegistry } from './support/registry.js';
import { expectThreeWidgets, type FolderSite, sendReading, startFolderSite, visit } from './support/visited.js';

const API = 'https://api.example.com/mygas/v1';
const THREE = ['kabinet-balance-card', 'kabinet-reading-form', 'kabinet-tariff-lookup'];

let top: string;
let registry: Registry;
let browser: Browser;
let api: RealApi;
/** The reader's own site, and another server where the files may lie. */
let site: FolderSite;
let other: FolderSite;
/** A folder with the files laid out, as the first steps leave it. */
let laidOut: EmptyFolder;
let folder: EmptyFolder;
const tags = new Steps('start.md');

const newFolder = () => makeEmptyFolder({ registry: registry.origin, cache: join(top, 'npm-cache') });

beforeAll(async () => {
  await buildStale();
  top = mkdtempSync(join(tmpdir(), 'kabinet-packed-'));
  [registry, browser, site, other] = await Promise.all([
    startRegistry(join(top, 'packed')),
    launchBrowser(),
    startFolderSite(() => laidOut.path),
    startFolderSite(() => laidOut.path, { forOtherSites: true }),
  ]);
  api = await startRealApi([site.origin]);
  laidOut = newFolder();
  const { code, output } = await laidOut.run(tags.take('sh').code);
  expect(code, output).toBe(0);
});
afterAll(async () => {
  await Promise.all([browser?.close(), laidOut?.remove()]);
  await Promise.all([registry?.stop(), site?.stop(), other?.stop(), api?.close()]);
  if (top) rmSync(top, { recursive: true, force: true });
});
beforeEach(() => {
  folder = newFolder();
  site.headers = {};
});
afterEach(() => folder.remove());

const withOurs = (text: string) =>
  text.replaceAll(API, `${api.origin}/mygas/v1`).replaceAll('https://cdn.example.com', other.origin);

/** Runs commands that must end well. */
async function run(code: string): Promise<string> {
  const ran = await folder.run(code);
  expect(ran.code, ran.output).toBe(0);
  return ran.output;
}

/** Starts a server as the page says, on a port that is free here instead of 8000, and waits for its first answer. */
async function serve(code: string): Promise<string> {
  const port = await freePort();
  const server = folder.start(code.replace('--port 8000', `--port ${port}`), { PORT: String(port) });
  const address = `http://127.0.0.1:${port}/`;
  const ask = async () => {
    if (server.hasEnded) throw new Error(server.output);
    const hosts = [address, `http://localhost:${port}/`];
    const answers = await Promise.all(
      hosts.map((host) =>
        fetch(host).then(
          () => host,
          () => null,
        ),
      ),
    );
    return answers.find((host) => host !== null) ?? null;
  };
  await expect.poll(ask, { timeout: 60_000, interval: 100 }).not.toBeNull();
  return (await ask()) ?? address;
}

/** Puts a page on the reader's site where the files are laid out, and opens it as a customer who then signs in. */
async function openAsCustomer(html: string) {
  laidOut.write('page.html', html);
  const visited = await visit(browser, `${site.origin}/page.html`);
  await visited.page.locator('kabinet-reading-form').getByRole('button', { name: 'Увійти', exact: true }).waitFor();
  await api.signIn(visited.page);
  await expectThreeWidgets(visited.page);
  return visited;
}

const page = (head: string, body: string) =>
  `<!doctype html><html lang="uk"><head><meta charset="utf-8"><title>Сайт</title>${head}</head><body>${body}</body></html>`;

const threeTags = THREE.map((tag) => `<${tag}>0 800 000 000</${tag}>`).join('\n');

describe('docs/en/start.md', () => {
  const packed = tags.take('sh run=packed');
  const index = tags.take('html file=index.html');
  const serveFile = tags.take('js file=serve.mjs');
  const start = tags.take('sh run=server');
  const [moduleTag, oneFileTag, classicTag, cabinetTag] = [1, 2, 3, 4].map(() => tags.take('html'));
  const print = tags.take('sh run=print');

  it('has nothing that is not done here', () => {
    expect(tags.left).toEqual([]);
  });

  it('takes the packages as they are packed, where no registry has them', async () => {
    const code = packed.code.replaceAll('../kabinet/release/dist/', `${join(top, 'packed')}/`);
    await run(`npm init --yes\n${code}`);
    const lock = readFileSync(join(folder.path, 'package-lock.json'), 'utf8');
    const { packages } = JSON.parse(lock) as { packages: Record<string, { resolved?: string }> };
    const ours = Object.entries(packages).filter(([path]) => path.includes('node_modules/@kabinet/'));
    expect(ours.map(([path]) => path)).toContain('node_modules/@kabinet/embed');
    expect(ours.filter(([, { resolved = '' }]) => !resolved.startsWith('file:'))).toEqual([]);
    expect(existsSync(join(folder.path, 'node_modules/@kabinet/embed/dist/kabinet.js'))).toBe(true);
  });

  it('leads to three widgets in sample data, which ask nobody', async () => {
    laidOut.save(index);
    laidOut.save(serveFile);
    folder.write('where', laidOut.path);
    const address = await serve(`cd "$(cat where)"\n${start.code}`);
    const { page, complaints, elsewhere } = await visit(browser, address);
    await expectThreeWidgets(page);
    const boxes = await Promise.all(THREE.map((tag) => page.locator(tag).boundingBox()));
    for (const [at, box] of boxes.entries()) {
      const above = boxes[at - 1];
      if (box && above) expect(box.y - (above.y + above.height)).toBeGreaterThanOrEqual(16);
    }
    await sendReading(page);
    expect([...elsewhere]).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it.each([
    ['the module tag', () => moduleTag],
    ['the one file', () => oneFileTag],
    ['the classic loader', () => classicTag],
  ])('has the same page with an API of one’s own: %s', async (_way, tag) => {
    const replaced = index.code.replace(/<script .*<\/script>/, withOurs(tag()?.code.trim() ?? ''));
    expect(replaced).not.toContain('mock:');
    const { complaints, elsewhere } = await openAsCustomer(replaced);
    expect([...elsewhere]).toEqual([api.origin]);
    expect(complaints).toEqual([]);
  });

  it.each(['module', 'module-with-map', 'one-file', 'classic'])(
    'prints the way %s with hashes, which works under the policy that it prints',
    async (way) => {
      expect(print.code).toContain('--way module-with-map');
      expect(THREE.every((tag) => print.code.includes(tag))).toBe(true);
      const command = withOurs(print.code).replace('--way module-with-map', `--way ${way}`);
      const { code, output } = await laidOut.run(command);
      expect(code, output).toBe(0);
      const [, head = '', body = '', policy = ''] =
        /<!-- Into the head.*?-->\n([\s\S]*?)\n<!--.*?-->\n([\s\S]*?)\n<!--[\s\S]*?Content-Security-Policy: (.*?) -->/.exec(
          output,
        ) ?? [];
      expect({ head, policy }, output).not.toMatchObject({ head: '' });
      expect(head).toContain('integrity');
      site.headers = { 'Content-Security-Policy': policy };
      const { complaints } = await openAsCustomer(page(head, body));
      expect(complaints).toEqual([]);
    },
  );

  it('has the whole cabinet as one tag', async () => {
    laidOut.write(
      'cabinet.html',
      index.code.replace(/<kabinet-balance-card>[\s\S]*(?=\n *<\/body>)/, cabinetTag?.code ?? ''),
    );
    const { page, complaints } = await visit(browser, `${site.origin}/cabinet.html#kabinet/readings`);
    await page.locator('kabinet-cabinet kabinet-reading-form input[inputmode]').first().waitFor();
    expect(complaints).toEqual([]);
  });

  it('would show a slip in what is to be copied', async () => {
    laidOut.write('page.html', index.code.replace('kabinet.js', 'kabinets.js'));
    const { page, complaints } = await visit(browser, `${site.origin}/page.html`);
    await page.waitForLoadState('networkidle');
    expect(await page.locator('kabinet-balance-card').evaluate(({ shadowRoot }) => shadowRoot)).toBeNull();
    expect(complaints).not.toEqual([]);
  });
});

describe.each(['bundler', 'react', 'vue', 'svelte'])('docs/en/guides/%s.md', (framework) => {
  it('leads from an empty folder to three widgets in an application', async () => {
    const steps = new Steps(`guides/${framework}.md`);
    let address = '';
    for (let next = steps.next(); next; next = steps.next()) {
      if (next.marks.has('file')) folder.save(next);
      else if (next.info === 'sh run=server') address = await serve(next.code);
      else if (next.info === 'sh') await run(next.code);
      else throw new Error(`nobody knows what to do with ${next.page}:${next.line} ${next.info}`);
    }
    const { page, complaints, elsewhere } = await visit(browser, address);
    await expectThreeWidgets(page);
    await sendReading(page);
    await page.locator('#thanks').waitFor();
    expect([...elsewhere]).toEqual([]);
    expect(complaints).toEqual([]);
  });
});

describe('docs/en/adapter.md', () => {
  it('leads to three widgets in front of a system of one’s own', async () => {
    const steps = new Steps('adapter.md');
    for (let next = steps.next(); next; next = steps.next()) laidOut.save(next);
    const { page, complaints, elsewhere } = await visit(browser, `${site.origin}/`);
    await expectThreeWidgets(page);
    await page.locator('kabinet-balance-card').getByText('358,20').first().waitFor();
    expect([...elsewhere]).toEqual([]);
    expect(complaints).toEqual([]);
  });
});

describe('docs/en/guides/angular.md', () => {
  it('leads to three widgets in a component that compiles', async () => {
    const steps = new Steps('guides/angular.md');
    // What `ng new` leaves: the packages, a page with the root's tag, and the compiler and the zones that its builder puts in front.
    folder.write('package.json', JSON.stringify({ name: 'fresh', private: true, type: 'module' }));
    folder.write('index.html', page('', '<app-root></app-root><script type="module" src="/src/entry.ts"></script>'));
    folder.write('src/entry.ts', "import '@angular/compiler';\nimport 'zone.js';\nimport './main.ts';\n");
    const compilerOptions = {
      ...{ target: 'ES2022', module: 'ESNext', moduleResolution: 'Bundler', strict: true, skipLibCheck: true },
      ...{
        experimentalDecorators: true,
        useDefineForClassFields: false,
        noEmit: true,
        types: [],
        lib: ['ES2022', 'DOM'],
      },
    };
    folder.write(
      'tsconfig.json',
      JSON.stringify({ compilerOptions, files: ['src/main.ts', 'src/app/cabinet.component.ts'] }),
    );
    const angular = ['common', 'compiler', 'core', 'platform-browser'].map((name) => `@angular/${name}`);
    await run(`npm install ${angular.join(' ')} rxjs zone.js`);
    await run(steps.take('sh').code);
    folder.save(steps.take('ts file=src/main.ts'));
    folder.save(steps.take('ts file=src/app/cabinet.component.ts'));
    expect(steps.left).toEqual([]);

    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const checked = await runNode([tsc, '-p', join(folder.path, 'tsconfig.json')], { quiet: true });
    expect(checked.code, checked.output).toBe(0);
    await build({ root: folder.path, configFile: false, logLevel: 'error' });
    const built = await startFolderSite(() => join(folder.path, 'dist'));
    try {
      const { page: tab, complaints } = await visit(browser, `${built.origin}/`);
      await expectThreeWidgets(tab);
      await sendReading(tab);
      await tab.locator('#thanks').waitFor();
      expect(complaints).toEqual([]);
    } finally {
      await built.stop();
    }
  });
});

// Tests need no PHP: what the file prints is read out of its strings, and its form is checked by brackets and quotes.
describe('the guides of systems for sites', () => {
  it('WordPress: a plugin for the script, shortcodes for the widgets', async () => {
    const steps = new Steps('guides/wordpress.md');
    const plugin = steps.take('php file=wp-content/plugins/kabinet/kabinet.php');
    checkPhp(plugin.code);
    const body = shortcodesToTags(steps.take('text shortcode').code);
    expect(steps.left).toEqual([]);
    const { complaints } = await openAsCustomer(page(withOurs(scriptTagOfPhp(plugin.code)), body));
    expect(complaints).toEqual([]);
  });

  it.each([
    ['bitrix', 'header.php'],
    ['joomla', 'index.php'],
  ])('%s: a line in %s, the tags in the page', async (guide, file) => {
    const steps = new Steps(`guides/${guide}.md`);
    const php = steps.take(`php file=${file}`);
    checkPhp(php.code);
    const body = steps.take('html').code;
    expect(steps.left).toEqual([]);
    const { complaints } = await openAsCustomer(page(withOurs(scriptTagOfPhp(php.code)), body));
    expect(complaints).toEqual([]);
  });

  it('Tilda: the loader from another server, each tag in a block of its own', async () => {
    const steps = new Steps('guides/tilda.md');
    const head = steps.take('html').code;
    const body = steps
      .take('html')
      .code.trim()
      .split('\n')
      .map((tag) => `<div class="t123">${tag}</div>`);
    expect(steps.left).toEqual([]);
    const { complaints } = await openAsCustomer(page(withOurs(head), body.join('\n')));
    expect(complaints).toEqual([]);
  });
});

describe('docs/en/guides/tag-manager.md', () => {
  const steps = new Steps('guides/tag-manager.md');
  const text = readPage('en', 'guides/tag-manager.md');
  const [oldTemplate = '', container = '', makesOne = ''] = [1, 2, 3].map(() => steps.take('html').code);

  it('has nothing that is not done here', () => {
    expect(steps.left).toEqual([]);
  });

  it('old template: the loader and the tags', async () => {
    const others = THREE.filter((tag) => !oldTemplate.includes(`<${tag}>`)).map((tag) => `<${tag}></${tag}>`);
    const { complaints } = await openAsCustomer(page('', withOurs(oldTemplate) + others.join('')));
    expect(complaints).toEqual([]);
  });

  it('Tag Manager: says what the other server has to send, without which nothing is loaded', async () => {
    expect(text).toContain('`Access-Control-Allow-Origin: *`');
    const closed = await startFolderSite(() => laidOut.path);
    onTestFinished(() => closed.stop());
    laidOut.write('page.html', page('', asTagManager(withOurs(container).replace(other.origin, closed.origin))));
    const { complaints } = await visit(browser, `${site.origin}/page.html`);
    await expect.poll(() => complaints.join('\n')).toContain('Access-Control-Allow-Origin');
  });

  it('Tag Manager: the tag’s text is made a script anew, and loads the widgets of the page', async () => {
    const { complaints } = await openAsCustomer(page('', threeTags + asTagManager(withOurs(container))));
    expect(complaints).toEqual([]);
  });

  it('Tag Manager: a widget that the tag itself puts into the page', async () => {
    const others = THREE.filter((tag) => tag !== 'kabinet-reading-form').map((tag) => `<${tag}></${tag}>`);
    const body = `<main>${others.join('')}</main>${asTagManager(withOurs(container))}${asTagManager(makesOne)}`;
    const { page: tab, complaints } = await openAsCustomer(page('', body));
    expect(await tab.locator('main > kabinet-reading-form').count()).toBe(1);
    expect(complaints).toEqual([]);
  });
});

/** What Tag Manager does to a tag "Custom HTML": parses it, and makes of each script a new one, with its text and the type only. */
function asTagManager(html: string): string {
  return `<script>
    (function () {
      var holder = document.createElement('div');
      holder.innerHTML = ${JSON.stringify(html).replaceAll('</', '<\\/')};
      [].forEach.call(holder.querySelectorAll('script'), function (each) {
        var script = document.createElement('script');
        script.type = 'text/javascript';
        script.text = each.text;
        document.body.appendChild(script);
      });
    })();
  </script>`;
}
