import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { embedSources } from '../../../scripts/lib/build.mjs';
import { root, runNode } from '../../../scripts/lib/run.mjs';
import { listen, type Running } from '../../support/mock-server.js';

export const dist = join(root, 'docs/.vitepress/dist');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
};

/** Builds the docs when something they are made of is newer: tests of several files share one build. */
export async function buildStaleDocs(): Promise<void> {
  if (!isStale()) return;
  const { code } = await runNode([join(root, 'scripts/docs.mjs')]);
  if (code !== 0) throw new Error('the docs could not be built: see above');
}

/** Builds them for a folder of a site instead of its root, and tells where they are; whoever asked removes them. */
export async function buildDocsFor(base: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kabinet-docs-'));
  const vitepress = join(root, 'node_modules/vitepress/bin/vitepress.js');
  const { code, output } = await runNode([vitepress, 'build', '--base', base, '--outDir', folder], {
    cwd: join(root, 'docs'),
    quiet: true,
  });
  if (code !== 0) throw new Error(`the docs could not be built for ${base}: ${output}`);
  return folder;
}

function isStale(): boolean {
  const built = join(dist, '_headers');
  if (!existsSync(built)) return true;
  const { mtimeMs } = statSync(built);
  return ['docs', 'packages/embed/snippet', ...embedSources].some((source) => newest(join(root, source)) > mtimeMs);
}

function newest(path: string): number {
  const stats = existsSync(path) ? statSync(path) : null;
  if (!stats) return 0;
  if (!stats.isDirectory()) return stats.mtimeMs;
  const names = readdirSync(path).filter((name) => !['dist', 'node_modules', 'decisions'].includes(name));
  return Math.max(0, ...names.map((name) => newest(join(path, name))));
}

/** The policy that the docs say their pages are to be sent with. */
export function readPolicy(folder = dist): string {
  const [, policy = ''] = /Content-Security-Policy: (.*)/.exec(readFileSync(join(folder, '_headers'), 'utf8')) ?? [];
  return policy;
}

export interface DocsSite extends Running {
  /** Puts a page of the test's own under an address of the site. */
  add(page: { readonly html: string; readonly policy: string }): string;
}

/** A server as hosts of static sites are: `/uk/start` is `uk/start.html`, and everything is sent under the docs' own policy. */
export async function startDocsSite(folder = dist, base = '/'): Promise<DocsSite> {
  const policy = readPolicy(folder);
  const added = new Map<string, { readonly html: string; readonly policy: string }>();
  const running = await listen(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    const own = added.get(path);
    if (own) {
      const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': own.policy };
      return void response.writeHead(200, headers).end(own.html);
    }
    // Outside of the folder there is somebody else's site.
    const file = path.startsWith(base) ? fileOf(folder, path.slice(base.length)) : null;
    const body = await readFile(join(folder, file ?? '404.html'));
    response.writeHead(file === null ? 404 : 200, {
      'Content-Type': TYPES[extname(file ?? '404.html')] ?? 'application/octet-stream',
      'Content-Security-Policy': policy,
      'Access-Control-Allow-Origin': '*',
    });
    response.end(body);
  });
  return {
    ...running,
    add(page) {
      const path = `/own-${added.size}.html`;
      added.set(path, page);
      return running.origin + path;
    },
  };
}

function fileOf(folder: string, path: string): string | null {
  const name = normalize(path).replace(/^[\\/]+/, '');
  const candidates = [name, `${name}.html`, join(name, 'index.html')].filter((each) => !each.startsWith('..'));
  return (
    candidates.find((each) => each !== '' && existsSync(join(folder, each)) && statSync(join(folder, each)).isFile()) ??
    null
  );
}
