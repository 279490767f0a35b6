import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';

/** Links between the pages of a folder of built pages that lead to no page, or to no place on it: `page → link`. */
export function deadLinks(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'));
  const places = new Map<string, ReadonlySet<string>>();
  const pages = names.filter((name) => name.endsWith('.html'));
  return pages.flatMap((page) => {
    const html = readFileSync(join(folder, page), 'utf8');
    const links = [...html.matchAll(/<a\s[^>]*?href="([^"]*)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'));
    return [...new Set(links)].filter((href) => isDead(page, href)).map((href) => `${page} → ${href}`);
  });

  function isDead(page: string, href: string): boolean {
    if (/^[a-z][a-z+.-]*:/i.test(href)) return false;
    const { pathname, hash } = new URL(href, `http://docs.invalid/${page}`);
    const file = href.startsWith('#') ? page : fileAt(decodeURIComponent(pathname).slice(1));
    if (file === null) return true;
    const place = decodeURIComponent(hash.slice(1));
    return place !== '' && file.endsWith('.html') && !placesOf(file).has(place);
  }

  function fileAt(path: string): string | null {
    const isFile = (name: string) => existsSync(join(folder, name)) && statSync(join(folder, name)).isFile();
    // As a server of files finds it that knows nothing of pages: by its whole name, or as the first page of a folder.
    const name = path === '' || path.endsWith('/') ? posix.join(path, 'index.html') : path;
    return isFile(name) ? name : null;
  }

  function placesOf(file: string): ReadonlySet<string> {
    const known = places.get(file);
    if (known) return known;
    const html = readFileSync(join(folder, file), 'utf8');
    const found = new Set([...html.matchAll(/\sid="([^"]*)"/g)].map(([, id = '']) => id));
    places.set(file, found);
    return found;
  }
}
