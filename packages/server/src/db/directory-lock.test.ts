import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeDataDirectory } from '../testing/databases.js';
import { ServerProcess } from '../testing/server-process.js';
import { DirectoryLockedError, lockDirectory } from './directory-lock.js';

describe('the lock of a data directory', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'kabinet-lock-'));
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  it('is for one at a time, and free again afterwards', async () => {
    const unlock = await lockDirectory(directory);
    await expect(lockDirectory(directory)).rejects.toBeInstanceOf(DirectoryLockedError);
    await unlock();
    await (
      await lockDirectory(directory)
    )();
    expect(await readdir(directory)).toEqual([]);
  });

  it('goes to one at most of many who ask at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const asked = await Promise.allSettled(Array.from({ length: 6 }, () => lockDirectory(directory)));
      const got = asked.filter((each) => each.status === 'fulfilled');
      expect(got.length).toBeLessThanOrEqual(1);
      for (const each of asked)
        if (each.status === 'rejected') expect(each.reason).toBeInstanceOf(DirectoryLockedError);
      for (const each of got) await each.value();
    }
  });

  it('goes to one of two who ask at the same moment: both step back, and try again', async () => {
    const asked = await Promise.allSettled([lockDirectory(directory), lockDirectory(directory)]);
    expect(asked.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
  });

  it('is not held by what a killed process left behind', async () => {
    // A socket file that nobody listens on any more, as kill -9 leaves it.
    const left = join(directory, 'lock-00000000');
    const server = createServer();
    await new Promise<void>((done) => server.listen(join(directory, 'living'), done));
    const { link } = await import('node:fs/promises');
    await link(join(directory, 'living'), left);
    await new Promise<void>((done) => server.close(() => done()));
    await expect(refused(left)).resolves.toBe('ECONNREFUSED');

    const unlock = await lockDirectory(directory);
    expect(await readdir(directory)).not.toContain('lock-00000000');
    await unlock();
  });

  it('is held by a living process that is too busy to answer', async () => {
    const server = createServer(() => {});
    await new Promise<void>((done) => server.listen(join(directory, 'lock-11111111'), done));
    await expect(lockDirectory(directory)).rejects.toBeInstanceOf(DirectoryLockedError);
    await new Promise<void>((done) => server.close(() => done()));
  });

  it('says what to do when the path is too long for a socket', async () => {
    await expect(lockDirectory(join(directory, 'x'.repeat(120)))).rejects.toThrow('Choose a shorter KABINET_DATA');
  });
});

describe('two servers on one data directory', () => {
  it('are refused with a sentence, and a killed one leaves the way free', async () => {
    const data = await makeDataDirectory();
    const env = { KABINET_DATA: data, PORT: '0' };
    try {
      const first = new ServerProcess(['serve'], env);
      await first.listening();
      const { code, stderr } = await new ServerProcess(['serve'], env).ended;
      expect(code).toBe(1);
      expect(stderr).toMatch(/^Another process is using the database in .*DATABASE_URL/);
      expect(stderr.trim().split('\n')).toHaveLength(1);
      await first.kill();
      const third = new ServerProcess(['serve'], env);
      await third.listening();
      expect((await third.stop()).code).toBe(0);
      expect((await readdir(data)).filter((name) => name.startsWith('lock'))).toEqual([]);
    } finally {
      await rm(data, { recursive: true, force: true });
    }
  }, 60_000);
});

function refused(path: string): Promise<string | undefined> {
  return new Promise((done) => {
    connect(path)
      .on('error', (error: NodeJS.ErrnoException) => done(error.code))
      .on('connect', () => done('connected'));
  });
}
