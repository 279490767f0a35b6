import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildStale } from '../../scripts/lib/build.mjs';
import { lintPackage, packAll, type Packed, publishedFolders } from '../../scripts/lib/pack.mjs';
import { runNode } from '../../scripts/lib/run.mjs';
import { launchBrowser } from '../support/browser.js';
import { listen } from '../support/mock-server.js';
import { type FreshProject, startFreshProject } from './fresh-project.js';

// What is published is what somebody can use: in a project of their own, without this repository around it.

const root = join(import.meta.dirname, '../..');
const tsc = join(root, 'node_modules/typescript/bin/tsc');
const NAMES = ['@kabinet/api', '@kabinet/elements', '@kabinet/embed', '@kabinet/rules', '@kabinet/server'];

let out: string;
let packages: readonly Packed[];
let project: FreshProject;

beforeAll(async () => {
  await buildStale();
  out = mkdtempSync(join(tmpdir(), 'kabinet-packed-'));
  packages = await packAll(out);
  project = startFreshProject(packages);
}, 300_000);
afterAll(() => {
  project?.remove();
  if (out) rmSync(out, { recursive: true, force: true });
});

const packed = (name: string) => packages.find((each) => each.name === name)!;
const filesOf = (name: string) =>
  execFileSync('tar', ['-tzf', packed(name).file], { encoding: 'utf8', maxBuffer: 64 << 20 })
    .split('\n')
    .filter(Boolean)
    .map((path) => path.replace(/^package\//, ''));

describe('the packages', () => {
  it('are those that are not private', () => {
    expect(packages.map(({ name }) => name).sort()).toEqual(NAMES);
  });

  it('have one version', () => {
    const versions = publishedFolders().map(
      (folder) => (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version,
    );
    expect(new Set(versions).size).toBe(1);
  });
});

describe.each(NAMES)('%s', (name) => {
  it('leaves publint and are-the-types-wrong nothing to say', async () => {
    expect(await lintPackage(packed(name))).toEqual([]);
  });

  it('brings its readme and its licence, and nothing of our tests and tools', () => {
    const files = filesOf(name);
    expect(files).toEqual(expect.arrayContaining(['README.md', 'LICENSE', 'package.json']));
    expect(files.filter((file) => /\.test\.|\/testing\/|tsbuildinfo|^manifest\/|^scripts\//.test(file))).toEqual([]);
    expect(readFileSync(join(packed(name).folder, 'LICENSE'))).toEqual(readFileSync(join(root, 'LICENSE')));
  });
});

describe('@kabinet/elements, installed', () => {
  it('brings what is made of the elements', () => {
    const made = [
      'custom-elements.json',
      'vscode.html-custom-data.json',
      'vscode.css-custom-data.json',
      'web-types.json',
      'jsx.d.ts',
      'vue.d.ts',
      'svelte.d.ts',
    ];
    expect(filesOf('@kabinet/elements')).toEqual(expect.arrayContaining(made.map((name) => `dist/${name}`)));
  });

  it.each([
    ['as Node resolves', { module: 'NodeNext', moduleResolution: 'NodeNext' }],
    ['as a bundler resolves', { module: 'ESNext', moduleResolution: 'Bundler' }],
  ])(
    'compiles what React, Vue and Svelte pages write, and refuses what is wrong, %s',
    async (_how, resolution) => {
      const types = join(root, 'test/types');
      for (const name of readdirSync(types)) project.write(`types/${name}`, readFileSync(join(types, name), 'utf8'));
      const config = {
        compilerOptions: {
          ...resolution,
          target: 'ES2022',
          lib: ['ES2022', 'DOM', 'DOM.Iterable', 'DOM.AsyncIterable'],
          jsx: 'react-jsx',
          types: [],
          strict: true,
          noEmit: true,
          // Our declarations are looked at too; what others' have to say of theirs is not ours.
          skipLibCheck: false,
        },
        include: ['types/*'],
      };
      const file = project.write('tsconfig.json', JSON.stringify(config));
      const { output } = await runNode([tsc, '-p', file, '--pretty', 'false'], { cwd: project.folder, quiet: true });
      expect(output.split('\n').filter((line) => /^(types\/|node_modules\/@kabinet\/|error )/.test(line))).toEqual([]);
    },
    120_000,
  );

  it('is imported on a server without a page', async () => {
    const file = project.write(
      'on-a-server.js',
      `import { KabinetReadingForm, LANGUAGES } from '@kabinet/elements';
import { createClient } from '@kabinet/api';
console.log(typeof KabinetReadingForm, typeof createClient, LANGUAGES.join());`,
    );
    const { code, output } = await runNode([file], { quiet: true });
    expect({ code, output: output.trim() }).toEqual({ code: 0, output: 'function function uk,ru,en' });
  });

  it('shows a widget in a page built from an empty folder', async () => {
    project.write('page/index.html', '<!doctype html><html lang="uk"><script type="module" src="./main.js"></script>');
    project.write(
      'page/main.js',
      `import '@kabinet/elements/define-all.js';
import { createMockApi, sampleData } from '@kabinet/api/mock';

const provider = document.createElement('kabinet-provider');
provider.service = createMockApi({ data: sampleData({ now: new Date(), window: 'open', accounts: ['gas'] }) });
provider.append(document.createElement('kabinet-balance-card'));
document.body.append(provider);`,
    );
    const page = join(project.folder, 'page');
    await build({ root: page, configFile: false, logLevel: 'error', base: './' });
    const site = await listen(async (request, response) => {
      const path = new URL(request.url ?? '/', 'http://localhost').pathname;
      const file = join(page, 'dist', path === '/' ? 'index.html' : path);
      // The browser asks for an icon too, of which there is none.
      const isThere = existsSync(file);
      const type = path.endsWith('.js') ? 'text/javascript' : 'text/html; charset=utf-8';
      response.writeHead(isThere ? 200 : 404, { 'Content-Type': type });
      response.end(isThere ? readFileSync(file) : '');
    });
    const browser = await launchBrowser();
    try {
      const tab = await browser.newPage();
      await tab.goto(site.origin);
      await tab.getByRole('heading', { name: 'Стан рахунку' }).waitFor();
      await tab.getByText('0400123456').waitFor();
    } finally {
      await browser.close();
      await site.stop();
    }
  }, 120_000);
});
