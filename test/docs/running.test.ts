/** The guides to running the server, followed from an empty folder with the packages as they are published. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildStale } from '../../scripts/lib/build.mjs';
import { type EmptyFolder, freePort, makeEmptyFolder } from './support/empty-folder.js';
import { Steps } from './support/fences.js';
import { type Registry, startRegistry } from './support/registry.js';

let top: string;
let registry: Registry;
let folder: EmptyFolder;

beforeAll(async () => {
  await buildStale();
  top = mkdtempSync(join(tmpdir(), 'kabinet-packed-'));
  registry = await startRegistry(join(top, 'packed'));
  folder = makeEmptyFolder({ registry: registry.origin });
});
afterAll(async () => {
  await folder?.remove();
  await registry?.stop();
  if (top) rmSync(top, { recursive: true, force: true });
});

async function run(code: string): Promise<string> {
  const ran = await folder.run(code);
  expect(ran.code, ran.output).toBe(0);
  return ran.output;
}

describe('docs/en/running and docs/en/upgrading.md', () => {
  const pglite = new Steps('running/pglite.md');

  it.each(pglite.take('sh').code.trim().split('\n'))('running/pglite.md: %s', async (command) => {
    await run(command);
  });

  it('running/pglite.md: an API that answers', async () => {
    const port = String(await freePort());
    const server = folder.start(pglite.take('sh run=server').code, { PORT: port });
    const curl = pglite.take('sh').code.replace('8787', port);
    expect(curl).toContain(port);
    const answer = async () => {
      if (server.hasEnded) throw new Error(server.output);
      return (await folder.run(curl)).output;
    };
    await expect.poll(answer, { timeout: 60_000, interval: 200 }).toContain('"id":"prydesnianskgaz"');
    expect(pglite.left).toEqual([]);
    await server.stop();
  });

  it('running/backup.md: a copy of the embedded database, with its key', async () => {
    const backup = new Steps('running/backup.md');
    backup.take('sh run=admin');
    await run(backup.take('sh').code);
    const [copy = ''] = readdirSync(folder.path).filter((name) => /^kabinet-\d{4}-\d\d-\d\d$/.test(name));
    expect(readdirSync(join(folder.path, copy))).toContain('secret-key');
    expect(backup.left).toEqual([]);
  });

  it('upgrading.md: the newest widgets beside the old ones, the newest server', async () => {
    const steps = new Steps('upgrading.md');
    await run(steps.take('sh').code);
    expect(readdirSync(join(folder.path, 'kabinet')).length).toBeGreaterThan(0);
    await run(steps.take('sh').code);
    expect(steps.left).toEqual([]);
  });
});
