/**
 * Every block of code in docs/en is executed, or checked in a way that fits its kind, which NOT_EXECUTED names. The pages whose blocks are steps have tests of
 * their own (STEP_PAGES); here are all others, each block with what is done with it. docs/uk and docs/ru show the same code, which
 * languages.test.ts sees to.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ReceiptContent } from '@kabinet/api/contract';
import { createServer } from 'vite';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import * as z from 'zod/mini';
import { readSecrets } from '../../packages/server/src/secrets.js';
import { readConfig } from '../../packages/server/src/config.js';
import { buildStale } from '../../scripts/lib/build.mjs';
import { root } from '../../scripts/lib/run.mjs';
import { launchBrowser } from '../support/browser.js';
import { startEmbedSite } from '../support/embed-site.js';
import { startMockServer } from '../support/mock-server.js';
import { startPostgres } from '../support/postgres-server.js';
import { freePort, makeEmptyFolder } from './support/empty-folder.js';
import { allFences, type Fence, fencesOf, nameOf, pagesOf, STEP_PAGES, Steps } from './support/fences.js';
import { startRealApi } from './support/real-api.js';
import * as run from './support/runners.js';
import { ownTokens, throughKabinet, throughOwnSite } from './support/sign-on.js';

/**
 * What is not executed, and why. Each is still looked at: the shell's grammar, the structure of the file, or the command's own help.
 */
const NOT_EXECUTED: Readonly<Record<string, string>> = {
  nginx: 'nginx is a package of the system; blocks, lines and names of directives are checked',
  'ini file=pgbouncer.ini':
    'pgbouncer is a package of the system, and no test starts it; sections, names and the mode are checked',
  php: 'tests need no PHP: form and functions are checked, and what the strings say is put into a page (support/php.ts)',
  'sh run=admin':
    'pg_dump and pg_restore are run by running.test.ts where the machine has them beside a PostgreSQL; elsewhere the grammar is checked',
  sh: 'commands that `run.ourCommands` looks at are not started: that they exist and know their options is asked of their help; the ways of the server that start it are in running.test.ts',
};

let world: run.World;

beforeAll(async () => {
  await buildStale();
  const site = await startEmbedSite();
  const [browser, mock, api] = await Promise.all([launchBrowser(), startMockServer(), startRealApi([site.origin])]);
  world = { browser, site, mock, api };
});
afterAll(async () => {
  await world?.browser.close();
  await Promise.all([world?.site.stop(), world?.mock.stop(), world?.api.close()]);
});

/** Tried elsewhere, with the test that does it: the block must be what that test takes. */
const triedBy = (test: string, proof: string) => () => {
  expect(readFileSync(join(root, test), 'utf8')).toContain(proof);
};
const receipts = triedBy('packages/server/src/receipts/check-without-us.test.ts', 'docs/en/receipts.md');

/** A call of the suite that all payment providers run: its options are among those that real calls give it. */
const providerSuite: run.Runner = ({ code }) => {
  const options = code.match(/(?<=[{,] )\w+(?=[:,])/g) ?? [];
  const calls = readFileSync(join(root, 'packages/server/src/payments/sandbox/sandbox.test.ts'), 'utf8');
  expect(code).toMatch(/^describeProvider\('/);
  expect(calls).toContain('describeProvider(');
  for (const option of options) expect(calls).toMatch(new RegExp(`\\b${option}\\b`));
};

const receiptContent: run.Runner = ({ code }) => {
  expect(z.safeParse(ReceiptContent, JSON.parse(code)).error?.issues ?? []).toEqual([]);
};

const paymentSecrets: run.Runner = async ({ code }) => {
  const folder = makeEmptyFolder();
  onTestFinished(() => folder.remove());
  folder.write('secrets.json', code);
  const config = readConfig({
    KABINET_PAYMENT_SECRETS: join(folder.path, 'secrets.json'),
    DATABASE_URL: 'postgres://localhost/x',
  });
  expect((await readSecrets(config)).paymentSecrets).toEqual(JSON.parse(code));
};

/** Vite's configuration from the guide: a development server with it passes calls on to the API. */
const viteProxy: run.Runner = async ({ code }, { api }) => {
  const settings = new Function(`return { ${code.replace('https://api.example.com', api.origin)} }`)() as {
    server: object;
  };
  const folder = makeEmptyFolder();
  onTestFinished(() => folder.remove());
  const port = await freePort();
  const server = await createServer({
    root: folder.path,
    configFile: false,
    logLevel: 'error',
    server: { ...settings.server, port },
  });
  onTestFinished(() => server.close());
  await server.listen();
  const answer = await fetch(`http://localhost:${port}/kabinet-api/mygas/v1/supplier`);
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ id: 'mygas' });
};

const CABINET = '<kabinet-cabinet>0 800 000 000</kabinet-cabinet>';

/** Links to sections of the whole cabinet: each opens its own. */
const sectionLinks: run.Runner = async ({ code }, world) => {
  const { page, complaints } = await run.openWithScript(world, code.replaceAll('/cabinet.html#', '#') + CABINET);
  const links = await page.locator('a[href^="#kabinet/"]').all();
  expect(links.length).toBeGreaterThan(0);
  for (const link of links) {
    const section = (await link.getAttribute('href'))?.replace('#kabinet/', '') ?? '';
    const widget = { payments: 'kabinet-payment-button', readings: 'kabinet-reading-form' }[section] ?? 'nobody knows';
    await page.locator('kabinet-cabinet').locator('[part~=sections]').waitFor();
    await link.click();
    await page.locator(`kabinet-cabinet ${widget}`).locator('[part~=heading], [part~=card]').first().waitFor();
  }
  expect(complaints).toEqual([]);
};

/** A script that opens a section and is told of it. */
const cabinetScript: run.Runner = async ({ code }, world) => {
  const { page, complaints } = await run.openWithScript(world, `${CABINET}<script type="module">${code}</script>`);
  await page.locator('kabinet-cabinet kabinet-payment-button [part~=submit]').waitFor();
  expect(complaints).toEqual([]);
};

/** Settings for the commands that follow: the server reads them. */
const settings: run.Runner = async ({ code }) => {
  const folder = makeEmptyFolder();
  onTestFinished(() => folder.remove());
  const { output } = await folder.run(`${code}\nnode -p 'JSON.stringify(process.env)'`);
  const env = JSON.parse(output.trim().split('\n').at(-1) ?? '') as Record<string, string>;
  const named = [...code.matchAll(/^export (\w+)=/gm)].map(([, name = '']) => name);
  expect(named.length).toBeGreaterThan(0);
  const config = readConfig(Object.fromEntries(named.map((name) => [name, env[name]])));
  expect(config.database.kind).toBe('postgres');
  if (named.includes('KABINET_SECRET_KEY')) expect(config.secretKey).toHaveLength(32);
};

/** What an administrator of the database is told to say, on a PostgreSQL of its own. */
const asAdministrator: run.Runner = async ({ code }) => {
  const { default: pg } = await import('pg');
  const postgres = await startPostgres();
  onTestFinished(() => postgres.stop());
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  onTestFinished(() => client.end());
  const statements = code
    .replace(/<[^>]*>/g, 'kabinet')
    .split(';')
    .map((each) => each.trim())
    .filter(Boolean);
  await client.query('drop role if exists kabinet_app');
  if (!code.includes('create role kabinet login')) await client.query('create role kabinet login');
  for (const statement of statements) await client.query(statement);
  const { rows } = await client.query<{ can: boolean }>(
    "select pg_has_role('kabinet', 'kabinet_app', 'member') as can",
  );
  expect(rows).toEqual([{ can: true }]);
};

/** Steps that a test in running.test.ts follows. */
const followed = triedBy('test/docs/running.test.ts', 'running/');

/** What is done with each block of a page, in the order in which they stand there. */
const PAGES: Readonly<Record<string, readonly (readonly [info: string, runner: run.Runner])[]>> = {
  'appeals.md': [['yaml', run.profileLines]],
  'appointments.md': [['yaml', run.profileLines]],
  'cabinet.md': [
    ['html', run.pasted],
    ['html', sectionLinks],
    ['js', cabinetScript],
  ],
  'embedding.md': fencesOf('embedding.md').map(({ info }) => {
    const byInfo: Readonly<Record<string, run.Runner>> = {
      html: run.pasted,
      css: run.styles,
      nginx: run.nginxStructure,
      js: viteProxy,
      sh: run.ourCommands,
      // All other blocks of the page are opened under it.
      'text policy': ({ code }) => expect(code).toContain("default-src 'none'"),
    };
    return [info, byInfo[info] ?? unknown] as const;
  }),
  'index.md': [['html', run.pasted]],
  'paying.md': [
    ['sh', run.ourCommands],
    ['yaml', run.profileLines],
  ],
  'payment-providers.md': [
    ['yaml', run.profileLines],
    ['json', paymentSecrets],
    ['ts', providerSuite],
  ],
  'receipts.md': [
    ['json', receiptContent],
    ['js', receipts],
    ['js', receipts],
    ['sh', receipts],
    ['html', run.pasted],
    ['sh', run.ourCommands],
  ],
  'running/backup.md': [
    ['sh run=admin', followed],
    ['sh', followed],
  ],
  'running/many-nodes.md': [['nginx', run.nginxStructure]],
  'running/pgbouncer.md': [
    ['ini file=pgbouncer.ini', run.pgbouncerStructure],
    ['sh run=env', settings],
  ],
  'running/pglite.md': [
    ['sh', followed],
    ['sh run=server', followed],
    ['sh', followed],
  ],
  'running/postgresql.md': [
    ['sql run=admin', followed],
    ['sh run=env', followed],
    ['sh', followed],
    ['sh run=server', followed],
    ['nginx', run.nginxStructure],
  ],
  'running/restore.md': [
    ['sql run=admin', followed],
    ['sh run=admin', followed],
  ],
  'sandbox-bank.md': [
    ['sh', run.ourCommands],
    ['yaml', run.profileLines],
  ],
  'security-policy.md': [
    ['http', run.policyHeader],
    ['sh run=print', run.ourCommands],
  ],
  'server.md': [
    ['sh', run.ourCommands],
    ['sql', asAdministrator],
    ['sh', run.ourCommands],
  ],
  'theming.md': [
    ['css', run.styles],
    ['css', run.styles],
    ['css', run.styles],
    ['html', run.pasted],
  ],
  'upgrading.md': [
    ['sh', followed],
    ['sh', followed],
  ],
};

/** A block of a kind nobody knows: say here what is to be done with it. */
function unknown({ info }: Fence): never {
  throw new Error(`nobody knows what to do with a block \`${info}\``);
}

/** The page whose blocks belong together, below. */
const TOGETHER = ['sign-on.md'];

describe('every block of the docs', () => {
  it('is executed by a test, or named with the reason', () => {
    const pages = new Set(allFences().map(({ page }) => page));
    expect([...pages].filter((page) => !PAGES[page] && !STEP_PAGES[page] && !TOGETHER.includes(page))).toEqual([]);
    for (const test of Object.values(STEP_PAGES)) expect(existsSync(join(import.meta.dirname, test)), test).toBe(true);
    const infos = allFences().map(({ info }) => info);
    for (const kind of Object.keys(NOT_EXECUTED))
      expect(
        infos.some((info) => info.startsWith(kind)),
        kind,
      ).toBe(true);
  });

  it('says its language', () => {
    expect(
      allFences()
        .filter(({ kind }) => kind === '')
        .map(nameOf),
    ).toEqual([]);
  });
});

describe.each(pagesOf('en').filter((page) => PAGES[page]))('docs/en/%s', (page) => {
  const runners = PAGES[page] ?? [];
  const fences = fencesOf(page);

  it('has the blocks that are known here', () => {
    expect(fences.map(({ info }) => info)).toEqual(runners.map(([info]) => info));
  });

  it.each(fences.map((fence, index) => [nameOf(fence), fence, runners[index]?.[1] ?? unknown] as const))(
    '%s',
    async (_name, fence, runner) => {
      await runner(fence, world);
    },
  );
});

describe('docs/en/sign-on.md', () => {
  const steps = new Steps('sign-on.md');

  it('ways 1 and 2: what the browser and the page have is sent as it stands there', () => throughKabinet(steps, world));
  it('way 3: the code makes a key and tokens that the API takes', () => throughOwnSite(steps));
  it('way 3: what to tell the page', async () => {
    await run.pasted(steps.take('html'), world);
    await ownTokens(steps.take('js'), world);
    expect(steps.left).toEqual([]);
  });
});
