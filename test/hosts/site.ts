import { readFile } from 'node:fs/promises';
import { join, normalize, sep } from 'node:path';
import { toWindows1251 } from '../../demo/old-encoding.mjs';
import { root } from '../../scripts/lib/run.mjs';
import { listen, type Running } from '../support/mock-server.js';
import { tailwindFor } from './tailwind.js';

const pages = join(import.meta.dirname, 'pages');
const dist = join(root, 'packages/embed/dist');
const themes = join(root, 'docs/public/themes');
const libraries = join(root, 'node_modules');

/** What pages load of other people's: nothing else of node_modules is served. */
const LIBRARIES = [
  'bootstrap',
  'bootstrap-3',
  'bootstrap-4',
  'jquery',
  'normalize.css',
  'requirejs',
  'undescores-for-npm',
];
const TYPES: Readonly<Record<string, string>> = { css: 'text/css', js: 'text/javascript', html: 'text/html' };

/** The real Prototype.js where somebody has it, in place of what does as it does: docs/decisions/0080-which-hosts-are-real.md. */
const { PROTOTYPE_JS } = process.env;

/** The version that the older copy says it is, and the tag that it does not know yet: it has another in its place. */
export const OLDER = { version: '0.0.9', unknownTag: 'kabinet-tour' } as const;

export interface HostPage {
  /** A file of `pages`, without its ending. */
  readonly name: string;
  /** What stands where the page says so: `{{widgets}}`. */
  readonly blanks: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly charset?: 'utf-8' | 'windows-1251';
}

export interface HostSite extends Running {
  /** Puts a page under an address of the site, and says which. */
  add(page: HostPage): Promise<string>;
}

/** A file of the folder, or nothing for what is outside of it. */
async function fileIn(folder: string, path: string): Promise<Buffer | null> {
  const file = normalize(join(folder, path));
  return file.startsWith(folder + sep) ? readFile(file).catch(() => null) : null;
}

/**
 * Other people's sites: pages of `pages` with their blanks filled, libraries from node_modules under `/lib/`, the themes of the docs,
 * the built embed under `/kabinet/`, and under `/kabinet-old/` the same as an older version: other names of its files, another number, a tag
 * less. What their own forms send comes to `/own`.
 */
export async function startHostSite(): Promise<HostSite> {
  const { version } = JSON.parse(await readFile(join(root, 'packages/embed/package.json'), 'utf8')) as {
    version: string;
  };
  // The end of the names of all parts: another one with each build.
  const built = /\.\/core-([\w-]+)\.js/.exec(await readFile(join(dist, 'kabinet.js'), 'utf8'))?.[1] ?? '';
  const builtBefore = [...built].reverse().join('');
  const added = new Map<string, { body: Buffer; headers: Readonly<Record<string, string>> }>();

  async function read(pathname: string): Promise<Buffer | null> {
    const [, folder = '', path = ''] = /^\/([\w-]+)\/(.+)$/.exec(pathname) ?? [];
    if (folder === 'kabinet') return fileIn(dist, path);
    if (folder === 'kabinet-old') {
      const file = await fileIn(dist, path.replace(builtBefore, built));
      const older = file
        ?.toString('utf8')
        .replaceAll(version, OLDER.version)
        .replaceAll(built, builtBefore)
        .replaceAll(OLDER.unknownTag, 'kabinet-guide');
      return older === undefined ? null : Buffer.from(older);
    }
    if (folder === 'themes') return fileIn(themes, path);
    if (folder === 'imitation') {
      return PROTOTYPE_JS && path === 'prototype-like.js' ? readFile(PROTOTYPE_JS) : fileIn(pages, path);
    }
    if (pathname === '/lib/tailwind.css') {
      return Buffer.from(await tailwindFor(await readFile(join(pages, 'tailwind.html'), 'utf8')));
    }
    if (folder === 'lib' && LIBRARIES.includes(path.split('/')[0] ?? '')) return fileIn(libraries, path);
    return null;
  }

  const running = await listen(async (request, response) => {
    const pathname = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    if (pathname === '/token') {
      return void response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"token": "of-the-site"}');
    }
    if (pathname.endsWith('/own')) return void response.writeHead(200, { 'Content-Type': 'text/html' }).end('Sent');
    const page = added.get(pathname);
    if (page) return void response.writeHead(200, page.headers).end(page.body);
    const body = await read(pathname);
    if (!body) return void response.writeHead(404).end();
    const type = TYPES[/\.(\w+)$/.exec(pathname)?.[1] ?? ''] ?? 'application/octet-stream';
    response.writeHead(200, { 'Content-Type': type, 'Access-Control-Allow-Origin': '*' }).end(body);
  });

  return {
    ...running,
    async add({ name, blanks, headers = {}, charset = 'utf-8' }) {
      const template = await readFile(join(pages, `${name}.html`), 'utf8');
      const html = template.replace(/\{\{(.+?)\}\}/g, (_blank, what: string) => {
        const text = blanks[what];
        if (text === undefined) throw new Error(`${name}.html has a blank that nobody fills: ${what}`);
        return text;
      });
      const path = `/${name}-${added.size}.html`;
      const body = charset === 'utf-8' ? Buffer.from(html) : toWindows1251(html);
      // No charset here: the page says it itself, as these pages do.
      added.set(path, { body, headers: { 'Content-Type': 'text/html', ...headers } });
      return running.origin + path;
    },
  };
}
