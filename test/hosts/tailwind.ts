import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { compile } from 'tailwindcss';

/** What a developer writes. Without layers, as version 3 had it: a layer is weaker than whatever else a page says. */
const SOURCE = ['theme', 'preflight', 'utilities'].map((part) => `@import 'tailwindcss/${part}.css';`).join('\n');

/** Tailwind's CSS for a page, as its tools make it: the files in the package are no CSS yet (`@theme`, `--theme()`). */
export async function tailwindFor(html: string): Promise<string> {
  const { resolve } = createRequire(import.meta.url);
  const { build } = await compile(SOURCE, {
    async loadStylesheet(id) {
      const path = resolve(id);
      return { path, base: dirname(path), content: await readFile(path, 'utf8') };
    },
  });
  return build([...html.matchAll(/class="([^"]+)"/g)].flatMap(([, names = '']) => names.split(/\s+/)));
}
