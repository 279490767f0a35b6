import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Ports } from '../../demo/ports.mjs';

/** Something else that listens; answers with where, and how it ends. */
async function listener(port = 0): Promise<{ port: number; close: () => Promise<void> }> {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  const close = () => new Promise<void>((done) => server.close(() => done()));
  onTestFinished(close);
  return { port: (server.address() as AddressInfo).port, close };
}

async function dataDir(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kabinet-demo-ports-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

/** The port of one run of the demo. */
async function bankPort(folder: string, usual: number, asked?: number): Promise<number> {
  const ports = await Ports.of(folder);
  return ports.choose({ of: 'bank', asked, usual, setting: 'SANDBOX_PORT' });
}

describe('the demo’s ports', () => {
  it('stay the same when the usual one becomes free: what waits at the bank leads there', async () => {
    const folder = await dataDir();
    const other = await listener();
    const first = await bankPort(folder, other.port);
    expect(first).toBeGreaterThan(other.port);
    await other.close();
    expect(await bankPort(folder, other.port)).toBe(first);
  });

  it('change where another program has taken them, and where another one is asked for', async () => {
    const folder = await dataDir();
    const other = await listener();
    const first = await bankPort(folder, other.port);
    await listener(first);
    expect([other.port, first]).not.toContain(await bankPort(folder, other.port));
    await other.close();
    expect(await bankPort(folder, first, other.port)).toBe(other.port);
    await expect(bankPort(folder, first, first)).rejects.toThrow(`Port ${first} is in use by another program`);
  });

  it('are never one for two, and what was written by halves is no reason to stop', async () => {
    const folder = await dataDir();
    await writeFile(join(folder, 'ports.json'), '{"bank": 12');
    const { port: usual, close } = await listener();
    await close();
    const ports = await Ports.of(folder);
    const wish = { asked: undefined, usual, setting: 'PORT' };
    const chosen = [await ports.choose({ of: 'bank', ...wish }), await ports.choose({ of: 'api', ...wish })];
    expect(new Set(chosen).size).toBe(2);
  });
});
