import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { listen, type Running } from './mock-server.js';

const dist = join(import.meta.dirname, '../../packages/embed/dist');

export interface Page {
  readonly html: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface EmbedSite extends Running {
  /** Puts a page under an address of the site, and says which. */
  add(page: Page): string;
  /** Files of the embed that do not come any more, as after a release that removed them. */
  readonly missing: Set<string>;
}

/** A supplier's site that serves the built embed under `/kabinet/`, the same files again under `/kabinet-2/`, and tokens at `/token`. */
export async function startEmbedSite(): Promise<EmbedSite> {
  const pages = new Map<string, Page>();
  const missing = new Set<string>();
  const running = await listen(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/token') {
      return void response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"token": "of-the-site"}');
    }
    const page = pages.get(pathname);
    if (page) {
      return void response
        .writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', ...page.headers })
        .end(page.html);
    }
    const file = /^\/kabinet(?:-2)?\/((?:themes\/)?[\w.-]+)$/.exec(pathname)?.[1];
    const body = file && !missing.has(file) ? await readFile(join(dist, file)).catch(() => null) : null;
    if (!body) return void response.writeHead(404).end();
    // No charset, as many servers send it: the files must not depend on one.
    const type = file?.endsWith('.css') ? 'text/css' : 'text/javascript';
    response.writeHead(200, { 'Content-Type': type, 'Access-Control-Allow-Origin': '*' }).end(body);
  });
  return {
    ...running,
    missing,
    add(page) {
      const path = `/page-${pages.size}.html`;
      pages.set(path, page);
      return running.origin + path;
    },
  };
}
