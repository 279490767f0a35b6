/** Whoever builds the same sources gets the same files, byte for byte, wherever and whenever: only then do their hashes say anything. */
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root, run, runNode } from '../../scripts/lib/run.mjs';

let folder: string;
let sources: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kabinet-clean-'));
  // Once: whoever edits the tree meanwhile changes nothing between the two.
  sources = join(folder, 'sources');
  await copyTree(sources);
}, 60_000);
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** The tree as it stands, without what is built and installed: what git knows, and what is new and not ignored. */
async function copyTree(to: string): Promise<void> {
  const { code, output } = await run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    quiet: true,
  });
  expect(code).toBe(0);
  for (const file of output.split('\0').filter(Boolean)) {
    // Tests are part of no build, and a file may be gone that git still knows.
    if (/^(test|demo|docs\/(uk|ru|en|decisions))\//.test(file)) continue;
    mkdirSync(dirname(join(to, file)), { recursive: true });
    try {
      cpSync(join(root, file), join(to, file));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
}

/** Everything that is installed, but our own packages, which are links into the tree that they are installed in. */
function linkModules(to: string): void {
  mkdirSync(join(to, 'node_modules/@kabinet'), { recursive: true });
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (name === '@kabinet' || name === '.cache') continue;
    symlinkSync(join(root, 'node_modules', name), join(to, 'node_modules', name));
  }
  for (const name of readdirSync(join(to, 'packages'))) {
    symlinkSync(join(to, 'packages', name), join(to, 'node_modules/@kabinet', name));
    // What npm could not share lies within the package.
    const own = join(root, 'packages', name, 'node_modules');
    try {
      readdirSync(own);
      symlinkSync(own, join(to, 'packages', name, 'node_modules'));
    } catch {
      // It has none.
    }
  }
}

/** Maps say how to come to the dependencies from where they lie: here these are links to one place, which is nearer from one folder than from another. */
function contentOf(file: string): Buffer | string {
  const content = readFileSync(file);
  if (!file.endsWith('.map')) return content;
  const map = JSON.parse(content.toString()) as { sources: string[] };
  const sources = map.sources.map((source) => source.replace(/^.*\/node_modules\//, 'node_modules/'));
  return JSON.stringify({ ...map, sources });
}

/** Builds the sources in a folder of their own, and answers the hash of every file by its name. */
async function build(name: string, env: NodeJS.ProcessEnv): Promise<Record<string, string>> {
  const tree = join(folder, name);
  cpSync(sources, tree, { recursive: true });
  linkModules(tree);
  const script = `import { buildEmbed } from './scripts/lib/build.mjs'; await buildEmbed();`;
  const { code, output } = await runNode(['--input-type=module', '--eval', script], {
    cwd: tree,
    env: { ...process.env, ...env },
    quiet: true,
  });
  expect(code, output).toBe(0);
  const dist = join(tree, 'packages/embed/dist');
  const files = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    files.map((file) => [
      file.slice(dist.length + 1).replaceAll('\\', '/'),
      createHash('sha256').update(contentOf(file)).digest('hex'),
    ]),
  );
}

describe('two clean builds', () => {
  it('in other folders, time zones, languages and environments make the same files', async () => {
    const home = join(folder, 'home');
    mkdirSync(home);
    const one = await build('one', { TZ: 'Europe/Kyiv', LANG: 'uk_UA.UTF-8', LC_ALL: '', NODE_ENV: 'production' });
    const two = await build('a/much/deeper/two', { TZ: 'Pacific/Auckland', LANG: 'C', HOME: home, NODE_ENV: 'test' });
    expect(Object.keys(one)).toEqual(
      expect.arrayContaining(['kabinet.js', 'kabinet.js.map', 'kabinet-all.js', 'integrity.json']),
    );
    expect(two).toEqual(one);
  }, 300_000);

  it('of the demo’s React page make the same for users, whatever the environment says', async () => {
    const built: string[] = [];
    for (const NODE_ENV of ['production', 'test', 'development']) {
      const out = join(folder, `app-${NODE_ENV}`);
      const script = `import { buildDemoApp } from './scripts/lib/build.mjs'; await buildDemoApp(${JSON.stringify(out)});`;
      const { code, output } = await runNode(['--input-type=module', '--eval', script], {
        env: { ...process.env, NODE_ENV },
        quiet: true,
      });
      expect(code, output).toBe(0);
      built.push(readFileSync(join(out, 'app.js'), 'utf8'));
    }
    // React's JSX for developers calls what React for users does not have.
    expect(built[0]).not.toContain('jsxDEV');
    expect(new Set(built).size).toBe(1);
  }, 120_000);
});
