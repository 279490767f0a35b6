import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Packed } from '../../scripts/lib/pack.mjs';

const root = join(import.meta.dirname, '../..');

export interface FreshProject {
  readonly folder: string;
  write(name: string, text: string): string;
  remove(): void;
}

/**
 * A project in an empty folder with our packages out of their tarballs, as after `npm install`. What they depend on is what this
 * repository has installed: nothing is asked of the network.
 */
export function startFreshProject(packages: readonly Packed[]): FreshProject {
  const folder = mkdtempSync(join(tmpdir(), 'kabinet-fresh-'));
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, '@kabinet'), { recursive: true });
  for (const name of readdirSync(join(root, 'node_modules'))) {
    // Not ours: these are links to the sources.
    if (name === '@kabinet' || name.startsWith('.')) continue;
    symlinkSync(join(root, 'node_modules', name), join(modules, name));
  }
  for (const { name, folder: source, file } of packages) {
    const target = join(modules, name);
    mkdirSync(target, { recursive: true });
    execFileSync('tar', ['-xzf', file, '-C', target, '--strip-components=1']);
    // What npm could not lay beside the others, because another package wants another version of it.
    const own = join(source, 'node_modules');
    if (existsSync(own)) symlinkSync(own, join(target, 'node_modules'));
  }
  const project: FreshProject = {
    folder,
    write(name, text) {
      const file = join(folder, name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
      return file;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
  project.write('package.json', JSON.stringify({ name: 'fresh', private: true, type: 'module' }));
  return project;
}
