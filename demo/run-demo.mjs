// @ts-check
// The whole demo in one call, for `npm start` and for the browser tests: sample billing bases taken in by the commands a supplier
// would use, one API in a process of its own, a bank to pay at in another one, and each supplier's site on another origin.

import { access, constants, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseDocument } from 'yaml';
import { UserError } from '../scripts/lib/report.mjs';
import { root, runNode } from '../scripts/lib/run.mjs';
import { keepClerk } from './clerks.mjs';
import { renderCodes } from './codes.mjs';
import { legacyApi } from './legacy-api.mjs';
import { Ports } from './ports.mjs';
import { keepSecrets } from './secrets.mjs';
import { lastLines, ServerProcess } from './server-process.mjs';
import { keepSiteKey } from './site-key.mjs';
import { startSite } from './site-server.mjs';

/**
 * The demo's suppliers: the sample that each is made from, how many accounts it has, who signs its customers in, and who of its
 * staff answers them. The first one's site is the demo's main one. To browsers the one on `127.0.0.1` is on another site than the API, as where
 * a supplier rents the cabinet. How each has the widgets in its pages stands in README.md.
 * @type {readonly {id: string, name: string, sample: string, accounts: number, language: 'uk' | 'ru', signIn: 'own' | 'hosted', host: 'localhost' | '127.0.0.1', clerk: string, isOldTemplate?: boolean}[]}
 */
const SUPPLIERS = [
  {
    id: 'prydesnianskgaz',
    name: 'Придеснянськгаз Збут',
    sample: 'gas',
    accounts: 1000,
    language: 'uk',
    signIn: 'own',
    host: 'localhost',
    clerk: 'Ірина Бондар',
  },
  {
    id: 'prydniprovski-merezhi',
    name: 'Придніпровські мережі',
    sample: 'electricity',
    accounts: 40,
    language: 'uk',
    signIn: 'hosted',
    host: 'localhost',
    clerk: 'Світлана Гнатюк',
  },
  {
    id: 'stepnohorske-vodoteplo',
    name: 'Степногірськводотепло',
    sample: 'water-and-heat',
    accounts: 40,
    language: 'uk',
    signIn: 'hosted',
    host: 'localhost',
    clerk: 'Тарас Мельничук',
  },
  {
    id: 'verkhnevolzhsk-energo',
    name: 'Верхневолжскэнерго',
    sample: 'tver',
    accounts: 40,
    language: 'ru',
    signIn: 'hosted',
    host: '127.0.0.1',
    clerk: 'Марина Соколова',
  },
  {
    id: 'polonynagaz',
    name: 'Полонинагаз Збут',
    sample: 'highland-gas',
    accounts: 40,
    language: 'uk',
    signIn: 'hosted',
    host: 'localhost',
    clerk: 'Василина Рошко',
    isOldTemplate: true,
  },
];
/** Part of its customers are in an older system still, which stands on its web server. */
const HAS_LEGACY_API = 'stepnohorske-vodoteplo';
const SERVER = join(root, 'packages/server/bin/kabinet-server.js');
const BANK = join(root, 'packages/sandbox-bank/bin/kabinet-sandbox-bank.js');
const EMBED = join(root, 'packages/embed');
const READY_PATH = '/readyz';
const DEFAULT_API_PORT = 8787;
const DEFAULT_SITE_PORT = 8080;
const DEFAULT_SANDBOX_PORT = 8900;

/**
 * @typedef {object} DemoOptions
 * @property {string} dataDir where the database, the sample billing base, the bank's memory, keys and logs are kept
 * @property {{api?: number | undefined, site?: number | undefined, sandbox?: number | undefined}} [ports] see ports.mjs
 * @property {string | undefined} [databaseUrl] PostgreSQL instead of the embedded database
 * @property {readonly string[]} [suppliers] which of them, by id; all without it. The first one's site is the demo's main one
 * @property {boolean} [withClerks] whether each supplier gets somebody of staff
 * @property {Record<string, string>} [apiEnv] more settings for the API server
 * @property {Record<string, string>} [bankEnv] more settings for the sandbox bank
 * @property {(sentence: string) => void} [tell] is told of each step that takes a while
 * @property {(sentence: string) => void} [onApiEnd] is told when a process, the API's or the bank's, ends without having been asked to
 */

/**
 * @typedef {object} DemoSite
 * @property {string} supplier its id
 * @property {string} siteUrl
 * @property {string} apiBase the supplier's part of the API, as the widgets take it
 * @property {'own' | 'hosted'} signIn who signs customers in: the site, or the cabinet's own pages
 * @property {import('./site-server.mjs').SampleCustomer[]} customers whom a site that signs in itself lets in
 * @property {import('./clerks.mjs').Clerk} [clerk] who answers its customers
 * @property {import('./bills.mjs').SampleBill[]} bills of people who are not in the cabinet yet
 */

/**
 * @typedef {DemoSite & DemoServer} Demo the first supplier's site and everything behind it
 */

/**
 * @typedef {object} DemoServer
 * @property {readonly DemoSite[]} sites of all suppliers, the first one's too
 * @property {string} apiUrl the server's address
 * @property {() => number} apiPid of the API's latest process
 * @property {string} logFile what the API logged
 * @property {() => Promise<void>} restartApi starts the API again at the same address; one that still runs is stopped before
 * @property {string} bankUrl the sandbox bank's address: its page for those who steer it
 * @property {() => number} bankPid of the bank's latest process
 * @property {() => Promise<void>} restartBank the same for the bank
 * @property {NodeJS.ProcessEnv} env the API's settings, for commands on the same database
 * @property {() => Promise<void>} stop ends everything
 */

/**
 * @param {DemoOptions} options
 * @returns {Promise<Demo>}
 */
export async function startDemo(options) {
  const { dataDir, ports = {}, databaseUrl = '', apiEnv = {}, bankEnv = {} } = options;
  const { tell = () => {}, onApiEnd = () => {}, withClerks = false } = options;
  const suppliers = SUPPLIERS.filter(({ id }) => options.suppliers?.includes(id) ?? true);
  await checkBuilt();
  await checkWritable(dataDir);
  const chosen = await Ports.of(dataDir);
  const apiPort = await chosen.choose({ of: 'api', asked: ports.api, usual: DEFAULT_API_PORT, setting: 'PORT' });
  const apiUrl = `http://localhost:${apiPort}`;
  // By its number, so that to browsers the bank is another site than the API: as a real one is.
  const bankPort = await chosen.choose({
    of: 'bank',
    asked: ports.sandbox,
    usual: DEFAULT_SANDBOX_PORT,
    setting: 'SANDBOX_PORT',
  });
  const bankUrl = `http://127.0.0.1:${bankPort}`;
  const secrets = await keepSecrets(
    dataDir,
    suppliers.map(({ id, name }) => ({ id, name })),
  );
  const logFile = join(dataDir, 'server.log');
  const env = {
    // The embedded database keeps one beside itself.
    ...(databaseUrl !== '' && { KABINET_SECRET_KEY: secrets.secretKey }),
    ...process.env,
    DATABASE_URL: databaseUrl,
    KABINET_DATA: join(dataDir, 'db'),
    HOST: '127.0.0.1',
    PORT: String(apiPort),
    KABINET_PUBLIC_URL: apiUrl,
    // Codes and letters go no further than a page of the demo.
    KABINET_OUTBOX: 'on',
    KABINET_PAYMENT_SECRETS: secrets.paymentSecretsFile,
    ...apiEnv,
  };
  const keys = await keepSiteKey(join(dataDir, 'demo-site-key.json'));

  /** @type {DemoSite[]} */
  const sites = [];
  /** @type {(() => Promise<void>)[]} */
  const closeSites = [];
  for (const [
    index,
    { id, sample, accounts, language, signIn, host, clerk: name, isOldTemplate },
  ] of suppliers.entries()) {
    const asked = index === 0 || ports.site === 0 ? ports.site : undefined;
    const usual = (ports.site || DEFAULT_SITE_PORT) + index;
    const sitePort = await chosen.choose({ of: id, asked, usual, setting: 'SITE_PORT' });
    const siteUrl = `http://${host}:${sitePort}`;
    const baseDir = await keepSampleBase({ dataDir, sample, accounts, env, tell });
    await nameSite(join(baseDir, 'profile.yaml'), { siteUrl, signIn, bankUrl });
    tell(`Taking in the billing base of ${id}, as a supplier does every night`);
    await runServerCommand(['import', '--dir', baseDir], env);
    const clerk = withClerks && (await keepClerk({ supplier: id, name, server: SERVER, apiUrl, env }));
    const apiBase = `${apiUrl}/${id}/v1`;
    const { customers, bills } = await readCustomers(baseDir);
    const site = await startSite({
      port: sitePort,
      supplier: id,
      language,
      signIn,
      host,
      apiBase,
      embedDir: join(EMBED, 'dist'),
      embedVersion: JSON.parse(await readFile(join(EMBED, 'package.json'), 'utf8')).version,
      suppliersDir: fileURLToPath(new URL('.', import.meta.url)),
      keys,
      customers,
      bills,
      isOldTemplate: isOldTemplate ?? false,
      // All sites are known once the last of them has started.
      codes: (asked) => renderCodes({ sites, apiUrl, language: asked }),
      ...(id === HAS_LEGACY_API && { also: legacyApi({ today: () => new Date() }) }),
    });
    sites.push({ supplier: id, siteUrl, apiBase, signIn, customers, bills, ...(clerk && { clerk }) });
    closeSites.push(site.close);
  }
  const [main] = sites;
  if (!main) throw new Error(`The demo has no supplier of these: ${options.suppliers?.join(', ')}`);

  const api = new ServerProcess({
    name: 'The API',
    command: [SERVER, 'serve'],
    env,
    readyUrl: `${apiUrl}${READY_PATH}`,
    logFile,
    onEnd: onApiEnd,
  });
  const bank = new ServerProcess({
    name: 'The sandbox bank',
    command: [BANK],
    env: {
      ...process.env,
      SANDBOX_HOST: '127.0.0.1',
      SANDBOX_PORT: String(bankPort),
      SANDBOX_PUBLIC_URL: bankUrl,
      SANDBOX_MERCHANTS: secrets.merchantsFile,
      SANDBOX_FILE: join(dataDir, 'bank.json'),
      ...bankEnv,
    },
    readyUrl: `${bankUrl}${READY_PATH}`,
    logFile: join(dataDir, 'bank.log'),
    onEnd: onApiEnd,
  });
  const stop = async () => {
    await Promise.all([...closeSites.map((close) => close()), api.stop(), bank.stop()]);
  };
  const restartApi = async () => {
    await api.stop();
    await api.start();
  };
  const restartBank = async () => {
    await bank.stop();
    await bank.start();
  };
  tell('Starting the API and the sandbox bank');
  try {
    await Promise.all([api.start(), bank.start()]);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    ...main,
    ...{ sites, apiUrl, logFile, restartApi, bankUrl, restartBank, env, stop },
    apiPid: () => api.pid,
    bankPid: () => bank.pid,
  };
}

async function checkBuilt() {
  const built = [
    'packages/server/dist/cli.js',
    'packages/sandbox-bank/dist/cli.js',
    'packages/embed/dist/kabinet.js',
    'demo/prydniprovski-merezhi/dist/app.js',
  ];
  for (const file of built.map((each) => join(root, each))) {
    await access(file).catch(() => {
      throw new UserError('Kabinet is not built yet: run "npm start", which builds it first, or "npm run build".');
    });
  }
}

/** @param {string} dataDir */
async function checkWritable(dataDir) {
  try {
    await mkdir(dataDir, { recursive: true });
    await access(dataDir, constants.W_OK);
  } catch (error) {
    throw new UserError(
      `The demo keeps its data in ${dataDir}, but may not write there (${codeOf(error)}). ` +
        'Name a directory that you may write to: KABINET_DATA=/some/directory npm start',
    );
  }
}

/**
 * The generated billing base's directory; made on the first run, and whole or not at all.
 * @param {{dataDir: string, sample: string, accounts: number, env: NodeJS.ProcessEnv, tell: (sentence: string) => void}} options
 */
async function keepSampleBase({ dataDir, sample, accounts, env, tell }) {
  const baseDir = join(dataDir, 'sample', sample);
  const isThere = await isOfThisVersion(baseDir).catch(() => false);
  if (!isThere) {
    tell(`Making a sample billing base of ${accounts.toLocaleString('en')} accounts: ${sample}`);
    await rm(baseDir, { recursive: true, force: true });
    await runServerCommand(['sample', '--supplier', sample, '--accounts', String(accounts), '--out', baseDir], env);
  }
  return baseDir;
}

/** Whether a sample has all that this version's demo shows; one of an earlier version is made anew. @param {string} baseDir */
async function isOfThisVersion(baseDir) {
  const { bills } = await readCustomers(baseDir);
  const profile = parseDocument(await readFile(join(baseDir, 'profile.yaml'), 'utf8'));
  return Array.isArray(bills) && bills.every(({ due }) => due) && profile.hasIn(['paying', 'methods']);
}

/**
 * Whom the demo knows of a sample.
 * @param {string} baseDir
 * @returns {Promise<{customers: import('./site-server.mjs').SampleCustomer[], bills: import('./bills.mjs').SampleBill[]}>}
 */
async function readCustomers(baseDir) {
  return JSON.parse(await readFile(join(baseDir, 'customers.json'), 'utf8'));
}

/**
 * Writes into the supplier's profile from which site the widgets call, where the bank is, and whose tokens the API is to trust: those of a
 * site that signs its customers in itself.
 * @type {(profileFile: string, run: {siteUrl: string, signIn: 'own' | 'hosted', bankUrl: string}) => Promise<void>}
 */
async function nameSite(profileFile, { siteUrl, signIn, bankUrl }) {
  const text = await readFile(profileFile, 'utf8');
  const profile = parseDocument(text);
  profile.setIn(['origins'], [siteUrl]);
  profile.setIn(['cabinetUrl'], `${siteUrl}/kabinet.html`);
  profile.setIn(['paying', 'methods', 0, 'settings', 'url'], bankUrl);
  if (signIn === 'own') {
    profile.setIn(['signOn'], { issuer: siteUrl, jwksUri: `${siteUrl}/.well-known/jwks.json` });
  } else {
    profile.delete('signOn');
    profile.setIn(['hostedSignIn'], true);
  }
  const named = profile.toString({ lineWidth: 0 });
  if (named !== text) await writeFile(profileFile, named);
}

/** Runs one of the supplier's commands to its end; what it said is shown only when it failed. @type {(args: string[], env: NodeJS.ProcessEnv) => Promise<void>} */
async function runServerCommand(args, env) {
  const { code, output } = await runNode([SERVER, ...args], { env, quiet: true });
  if (code !== 0) throw new UserError(`"kabinet-server ${args[0]}" failed:\n${lastLines(output)}`);
}

/** The system's name for what went wrong, as EACCES. @param {unknown} error */
function codeOf(error) {
  return /** @type {NodeJS.ErrnoException} */ (error).code;
}
