/**
 * The guides to running the server, followed from an empty folder with the packages as they are published, on the embedded database and on
 * a PostgreSQL. Copies are made and restored where the machine has `pg_dump` beside a PostgreSQL; elsewhere the shell's grammar is all.
 */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildStale } from '../../scripts/lib/build.mjs';
import { type RunningPostgres, startPostgres } from '../support/postgres-server.js';
import { type EmptyFolder, freePort, makeEmptyFolder } from './support/empty-folder.js';
import { type Fence, fencesOf, Steps } from './support/fences.js';
import { type Registry, startRegistry } from './support/registry.js';
import { shellSyntax } from './support/runners.js';

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

async function run(code: string, env?: Readonly<Record<string, string>>): Promise<string> {
  const ran = await folder.run(code, env);
  expect(ran.code, ran.output).toBe(0);
  return ran.output;
}

/** Starts the server as a page says, asks it as the page of the embedded database does, and whether it is well. */
async function serve(code: string, env: Readonly<Record<string, string>> = {}): Promise<void> {
  const [curl] = fencesOf('running/pglite.md').filter((fence) => fence.code.startsWith('curl'));
  const port = String(await freePort());
  const server = folder.start(code, { ...env, PORT: port });
  const asked = (curl?.code ?? '').replace('8787', port);
  expect(asked).toContain(port);
  const answer = async () => {
    if (server.hasEnded) throw new Error(server.output);
    return (await folder.run(asked)).output;
  };
  await expect.poll(answer, { timeout: 60_000, interval: 200 }).toContain('"id":"prydesnianskgaz"');
  for (const address of ['healthz', 'readyz']) {
    expect((await fetch(`http://127.0.0.1:${port}/${address}`)).status, address).toBe(200);
  }
  await server.stop();
}

describe('docs/en/running and docs/en/upgrading.md', () => {
  const pglite = new Steps('running/pglite.md');

  it.each(pglite.take('sh').code.trim().split('\n'))('running/pglite.md: %s', async (command) => {
    await run(command);
  });

  it('running/pglite.md: an API that answers', async () => {
    const start = pglite.take('sh run=server').code;
    pglite.take('sh');
    expect(pglite.left).toEqual([]);
    await serve(start);
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

describe('docs/en/running/postgresql.md, backup.md and restore.md', () => {
  const steps = new Steps('running/postgresql.md');
  const [toDump, toRestore] = [new Steps('running/backup.md'), new Steps('running/restore.md')];
  const serving = fencesOf('running/postgresql.md').find(({ info }) => info === 'sh run=server')?.code ?? '';
  let postgres: RunningPostgres;
  let other: RunningPostgres;
  /** What the administrator has said once and keeps: the database and the key. */
  let kept: Readonly<Record<string, string>>;

  const hasTools = (bin: string) => ['pg_dump', 'pg_restore'].every((name) => existsSync(join(bin, name)));

  beforeAll(async () => {
    [postgres, other] = await Promise.all([startPostgres(hasTools), startPostgres(hasTools)]);
  });
  afterAll(() => Promise.all([postgres?.stop(), other?.stop()]));

  /** The port is not PostgreSQL's own here; its programs and the server read it from the environment. */
  const at = ({ url }: RunningPostgres) => ({ PGPORT: new URL(url).port });

  async function administrate(where: RunningPostgres, { code }: Fence): Promise<void> {
    const client = new pg.Client({ connectionString: where.url });
    await client.connect();
    try {
      // One by one: a database cannot be made within a transaction, which several at once would be.
      for (const statement of code.split(';').filter((each) => each.trim())) await client.query(statement);
    } finally {
      await client.end();
    }
  }

  /** A command of PostgreSQL's administrator; where its programs are not, what the shell says of it. */
  async function runAsAdministrator(where: RunningPostgres, { code }: Fence): Promise<void> {
    if (!hasTools(where.bin)) return shellSyntax(code);
    const { username, password } = new URL(where.url);
    const as = { PGHOST: '127.0.0.1', PGUSER: username, PGPASSWORD: password, ...at(where) };
    await run(`export PATH="${where.bin}:$PATH"\n${code}`, as);
  }

  it('makes the database, imports into it and answers from it', async () => {
    await administrate(postgres, steps.take('sql run=admin'));
    const printed = await run(`${steps.take('sh run=env').code}\nnode -p 'JSON.stringify(process.env)'`);
    const { DATABASE_URL = '', KABINET_SECRET_KEY = '' } = JSON.parse(printed) as Record<string, string>;
    kept = { DATABASE_URL, KABINET_SECRET_KEY };
    await run(steps.take('sh').code, { ...kept, ...at(postgres) });
    expect(steps.take('sh run=server').code).toBe(serving);
    await serve(serving, { ...kept, ...at(postgres) });
    // For the web server in front, which is none of ours.
    steps.take('nginx');
    expect(steps.left).toEqual([]);
  });

  it('makes a copy, and answers from it on another PostgreSQL', async () => {
    await runAsAdministrator(postgres, toDump.take('sh run=admin'));
    await administrate(other, toRestore.take('sql run=admin'));
    await runAsAdministrator(other, toRestore.take('sh run=admin'));
    expect(toRestore.left).toEqual([]);
    if (!hasTools(other.bin)) return;
    const DATABASE_URL = kept['DATABASE_URL']?.replace(/kabinet$/, 'kabinet_restored') ?? '';
    await serve(serving, { ...kept, DATABASE_URL, ...at(other) });
  });
});
