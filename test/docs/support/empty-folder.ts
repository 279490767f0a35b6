import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Fence } from './fences.js';

export interface Ran {
  readonly code: number | null;
  readonly output: string;
}

/** Where a reader begins: nothing there, and a shell. */
export interface EmptyFolder {
  readonly path: string;
  /** Saves a block under the name it says. */
  save(fence: Fence): void;
  write(name: string, text: string): void;
  /** Runs the commands of a block one after the other, and stops at the first that fails. */
  run(code: string, env?: Readonly<Record<string, string>>): Promise<Ran>;
  /** Starts what a block starts; it ends with the folder, or before. */
  start(code: string, env?: Readonly<Record<string, string>>): Started;
  remove(): Promise<void>;
}

export interface Started {
  /** What it has written so far. */
  readonly output: string;
  readonly hasEnded: boolean;
  stop(): Promise<void>;
}

/** @param registry the address that packages come from */
export function makeEmptyFolder({ registry, cache }: { registry?: string; cache?: string } = {}): EmptyFolder {
  const top = mkdtempSync(join(tmpdir(), 'kabinet-docs-'));
  // Its name becomes the package's.
  const path = join(top, 'site');
  mkdirSync(path);
  const started: Started[] = [];
  const shell = (code: string, env: Readonly<Record<string, string>>) =>
    spawn('bash', ['-e', '-o', 'pipefail', '-c', code], {
      cwd: path,
      env: { ...cleanEnvironment(), ...npmSettings(top, registry, cache), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that what it starts ends with it.
      detached: true,
    });
  const write = (name: string, text: string) => {
    const file = join(path, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  return {
    path,
    write,
    save(fence) {
      const name = fence.marks.get('file');
      if (name === undefined) throw new Error(`${fence.page}:${fence.line} names no file`);
      write(name, fence.code);
    },
    async run(code, env = {}) {
      const child = shell(code, env);
      let output = '';
      for (const stream of [child.stdout, child.stderr])
        stream?.setEncoding('utf8').on('data', (text) => (output += text));
      return new Promise((done) => child.once('close', (status) => done({ code: status, output })));
    },
    start(code, env = {}) {
      const child = shell(code, env);
      let output = '';
      let hasEnded = false;
      for (const stream of [child.stdout, child.stderr])
        stream?.setEncoding('utf8').on('data', (text) => (output += text));
      const ended = new Promise<void>((done) => child.once('close', () => done(void (hasEnded = true))));
      const killWithUs = () => killGroup(child);
      process.once('exit', killWithUs);
      const running: Started = {
        get output() {
          return output;
        },
        get hasEnded() {
          return hasEnded;
        },
        async stop() {
          process.off('exit', killWithUs);
          if (!hasEnded) killGroup(child);
          await ended;
        },
      };
      started.push(running);
      return running;
    },
    async remove() {
      await Promise.all(started.map((each) => each.stop()));
      rmSync(top, { recursive: true, force: true });
    },
  };
}

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

/** What a shell of a reader's has: nothing of the run around us, of npm's least of all. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, LANG, TMPDIR } = process.env;
  return {
    PATH: (PATH ?? '')
      .split(':')
      .filter((each) => !each.includes('node_modules'))
      .join(':'),
    HOME,
    LANG,
    TMPDIR,
  };
}

function npmSettings(top: string, registry?: string, cache = join(top, 'npm-cache')): Record<string, string> {
  return {
    npm_config_cache: cache,
    npm_config_userconfig: join(top, 'npmrc'),
    npm_config_update_notifier: 'false',
    // Without a registry of ours none: what is not here is not fetched.
    npm_config_registry: registry ?? 'http://127.0.0.1:1/',
  };
}

/** A port that nobody listens at. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}
