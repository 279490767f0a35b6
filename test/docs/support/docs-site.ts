import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
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
export function readPolicy(): string {
  const [, policy = ''] = /Content-Security-Policy: (.*)/.exec(readFileSync(join(dist, '_headers'), 'utf8')) ?? [];
  return policy;
}

export interface DocsSite extends Running {
  /** Puts a page of the test's own under an address of the site. */
  add(page: { readonly html: string; readonly policy: string }): string;
}

/** A server as hosts of static sites are: `/uk/start` is `uk/start.html`, and everything is sent under the docs' own policy. */
export async function startDocsSite(): Promise<DocsSite> {
  const policy = readPolicy();
  const added = new Map<string, { readonly html: string; readonly policy: string }>();
  const running = await listen(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    const own = added.get(path);
    if (own) {
      const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': own.policy };
      return void response.writeHead(200, headers).end(own.html);
    }
    const file = fileOf(path);
    const body = await readFile(join(dist, file ?? '404.html'));
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

function fileOf(path: string): string | null {
  const name = normalize(path).replace(/^[\\/]+/, '');
  const candidates = [name, `${name}.html`, join(name, 'index.html')].filter((each) => !each.startsWith('..'));
  return (
    candidates.find((each) => each !== '' && existsSync(join(dist, each)) && statSync(join(dist, each)).isFile()) ??
    null
  );
}
