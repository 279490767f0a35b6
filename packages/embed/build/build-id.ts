import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { embedSources } from '../../../scripts/lib/build.mjs';

/**
 * Eight letters that stand for everything the files are made of. All of a build's files carry the same ones in their names: a page never
 * mixes two builds, and a list of sixty names weighs next to nothing, where each with a hash of its own would weigh half a kilobyte.
 */
export function buildId(root: string): string {
  const hash = createHash('sha256');
  for (const file of embedSources.flatMap((source) => filesIn(join(root, source)))) {
    hash.update(file.slice(root.length).replaceAll('\\', '/')).update(readFileSync(file));
  }
  return hash
    .digest('base64url')
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, 8);
}

/** What is built, in an order that is the same on every machine; tests are not. */
function filesIn(path: string): string[] {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .filter((name) => !name.endsWith('.test.ts'))
    .flatMap((name) => filesIn(join(path, name)));
}
