import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** The script of the hosted pages, as the built embed has it. */
export interface HostedScript {
  readonly path: string;
  readonly integrity: string;
  /** An import map with the hashes of the script and of all that it may load, as it stands in a page. */
  readonly importMap: string;
}

export interface HostedFiles {
  readonly script: HostedScript;
  readonly version: string;
  /** What may be asked for: the hosted pages' own files, and none of the widgets'. */
  readonly names: ReadonlySet<string>;
}

/** What the build says of its files, of which it is this much that counts here. */
interface Built {
  readonly hosted?: readonly string[];
}

/**
 * Reads what the hosted pages load from the built embed; null where it is not built. The hashes are taken of the files as they lie there
 * now: the server vouches for what it found when it began, and a file that is exchanged under it is refused by browsers.
 */
export function readHostedFiles(directory: URL): HostedFiles | null {
  const hosted = readList(directory);
  if (!hosted) return null;
  const contents = hosted.map((name) => readFileSync(new URL(name, directory)));
  // All of them: a chunk that is another one makes another address, or browsers would keep the old one for a year.
  const whole = createHash('sha256');
  for (const content of contents) whole.update(createHash('sha256').update(content).digest());
  const version = whole.digest('base64url').replace(/[-_]/g, '').slice(0, 12);
  const integrity = Object.fromEntries(
    hosted.map((name, index) => [
      `/assets/${version}/${name}`,
      `sha384-${createHash('sha384')
        .update(contents[index] ?? '')
        .digest('base64')}`,
    ]),
  );
  const path = `/assets/${version}/hosted.js`;
  return {
    version,
    names: new Set(hosted),
    // Names of files and base64: nothing in it could end the script element that it stands in.
    script: { path, integrity: integrity[path] ?? '', importMap: JSON.stringify({ integrity }) },
  };
}

/** The names of the files; null where nothing is built, or by a version that did not say. */
function readList(directory: URL): readonly string[] | null {
  try {
    const { hosted } = JSON.parse(readFileSync(new URL('manifest.json', directory), 'utf8')) as Built;
    return hosted ?? null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
