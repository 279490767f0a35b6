import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packAll, type Packed } from '../../../scripts/lib/pack.mjs';
import { root } from '../../../scripts/lib/run.mjs';
import { listen, type Running } from '../../support/mock-server.js';

/**
 * The npm registry, as far as the docs need it: our packages as they would be published, and all others as this repository has them
 * installed. `npm install` of the docs is run against it word for word, and nothing is asked of the network.
 */
export interface Registry extends Running {
  readonly packed: readonly Packed[];
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly [more: string]: unknown;
}

interface Offered {
  readonly manifest: Manifest;
  readonly tarball: () => Promise<Buffer | null>;
}

/** @param folder where our packages are packed to */
export async function startRegistry(folder: string): Promise<Registry> {
  const packed = await packAll(folder);
  const offered = new Map<string, Offered[]>();
  const offer = (each: Offered) => offered.set(each.manifest.name, [...(offered.get(each.manifest.name) ?? []), each]);
  for (const each of installed()) offer(each);
  for (const { file } of packed) {
    const manifest = JSON.parse(
      execFileSync('tar', ['-xzOf', file, 'package/package.json'], { encoding: 'utf8' }),
    ) as Manifest;
    offer({ manifest, tarball: () => Promise.resolve(readFileSync(file)) });
  }

  const running = await listen(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname).slice(1);
    const [, wanted, version] = /^-\/tarball\/(.+)\/([^/]+)\.tgz$/.exec(path) ?? [];
    if (wanted !== undefined) {
      const found = offered.get(wanted)?.find(({ manifest }) => manifest.version === version);
      const body = await found?.tarball();
      return void response.writeHead(body ? 200 : 404).end(body);
    }
    const versions = offered.get(path);
    if (!versions) return void response.writeHead(404, { 'Content-Type': 'application/json' }).end('{}');
    const dist = (name: string, of: string) => ({
      tarball: `${running.origin}/-/tarball/${encodeURIComponent(name)}/${of}.tgz`,
    });
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.end(
      JSON.stringify({
        name: path,
        'dist-tags': { latest: versions[0]?.manifest.version },
        versions: Object.fromEntries(
          versions.map(({ manifest }) => [
            manifest.version,
            { ...manifest, dist: dist(manifest.name, manifest.version) },
          ]),
        ),
      }),
    );
  });
  return { ...running, packed };
}

/** What package-lock.json names; the one that lies on top of node_modules first, which is the `latest` here. */
function installed(): readonly Offered[] {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, Record<string, unknown> & { name?: string; version?: string; link?: boolean }>;
  };
  return Object.entries(lock.packages)
    .sort(([a], [b]) => depth(a) - depth(b))
    .flatMap(([path, { resolved: _resolved, integrity: _integrity, ...entry }]) => {
      const [, name = ''] = /.*node_modules\/(.+)$/.exec(path) ?? [];
      if (!name || entry.link || entry.version === undefined || name.startsWith('@kabinet/')) return [];
      const folder = join(root, path);
      const manifest = { ...entry, name: entry.name ?? name, version: entry.version };
      return [{ manifest, tarball: () => (existsSync(folder) ? pack(folder) : Promise.resolve(null)) }];
    });
}

const depth = (path: string): number => path.split('node_modules/').length;

/** A folder of node_modules, as its tarball was. */
async function pack(folder: string): Promise<Buffer> {
  const tar = spawn('tar', ['-c', '--exclude=./node_modules', '--transform=s,^\\.,package,', '-C', folder, '.']);
  const parts: Buffer[] = [];
  for await (const part of tar.stdout) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
