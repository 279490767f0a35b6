// @ts-check
/**
 * Finds a Chromium-family browser for the tests, or installs one: nothing here may need a person, and every way is tried
 * from the least intrusive to the most. Uses nothing but Node's own modules.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UserError, runScript, step } from './lib/report.mjs';
import { root, run, runNode, runNpm } from './lib/run.mjs';

const isLinux = process.platform === 'linux';
const isRoot = process.getuid?.() === 0;

/** The version of @sparticuz/chromium that was seen to run on a bare Debian. */
const sparticuzVersion = '147.0.0';

/**
 * The path of a browser that starts. CHROME_PATH wins; then an installed Chrome, Chromium or Edge; then Playwright's cache and ours;
 * then one is installed: by apt (Linux as root), from npm (Linux), by Playwright.
 * @returns {Promise<string>}
 */
export async function findOrInstallBrowser() {
  const chosen = process.env.CHROME_PATH;
  if (chosen) {
    if (starts(chosen)) return chosen;
    throw new UserError(
      `CHROME_PATH says ${chosen}, but no browser starts there: correct it, or unset it to have a browser looked for.`,
    );
  }
  return (
    firstThatStarts(installedBrowsers()) ??
    firstThatStarts(playwrightBrowsers()) ??
    firstThatStarts([sparticuzLauncher()]) ??
    (await installWithApt()) ??
    (await installFromNpm()) ??
    (await installWithPlaywright()) ??
    giveUp()
  );
}

/** The flags that a browser needs on this machine, the same for every suite. */
export function browserFlags() {
  return [
    ...(sandboxWorks() ? [] : ['--no-sandbox']),
    '--disable-gpu',
    '--disable-dev-shm-usage',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
}

/** Chromium refuses its sandbox as root, and in containers that forbid user namespaces; the tests open our own pages only. */
function sandboxWorks() {
  if (!isLinux) return true;
  return !isRoot && spawnSync('unshare', ['--user', '--map-root-user', 'true'], { stdio: 'ignore' }).status === 0;
}

/** @param {string[]} paths */
function firstThatStarts(paths) {
  return paths.find(starts);
}

/**
 * Ubuntu's `chromium-browser` may be a script that only advertises a snap: believe a browser when it tells its version.
 * @param {string} path
 */
function starts(path) {
  if (!existsSync(path)) return false;
  // On Windows `chrome.exe --version` opens a window instead of answering.
  if (process.platform === 'win32') return true;
  const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 30_000 });
  return status === 0 && /chrom|edge/i.test(stdout);
}

function installedBrowsers() {
  if (process.platform === 'darwin') {
    const apps = ['Google Chrome', 'Chromium', 'Microsoft Edge', 'Google Chrome for Testing'];
    return ['/Applications', join(homedir(), 'Applications')].flatMap((folder) =>
      apps.map((app) => join(folder, `${app}.app`, 'Contents/MacOS', app)),
    );
  }
  if (process.platform === 'win32') {
    const programs = [
      'Google\\Chrome\\Application\\chrome.exe',
      'Chromium\\Application\\chrome.exe',
      'Microsoft\\Edge\\Application\\msedge.exe',
    ];
    return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
      .flatMap((name) => process.env[name] ?? [])
      .flatMap((folder) => programs.map((program) => join(folder, program)));
  }
  const names = [
    'google-chrome-stable',
    'google-chrome',
    'chromium',
    'chromium-browser',
    'microsoft-edge-stable',
    'microsoft-edge',
  ];
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter).filter(Boolean),
    '/usr/bin',
    '/usr/local/bin',
    '/snap/bin',
  ];
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

function playwrightBrowsers() {
  const own = process.env.PLAYWRIGHT_BROWSERS_PATH;
  const cache =
    own && own !== '0'
      ? own
      : process.platform === 'darwin'
        ? join(homedir(), 'Library/Caches/ms-playwright')
        : process.platform === 'win32'
          ? join(process.env.LOCALAPPDATA ?? homedir(), 'ms-playwright')
          : join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'ms-playwright');
  const programs = [
    'chrome-linux64/chrome',
    'chrome-linux/chrome',
    'chrome-headless-shell-linux64/chrome-headless-shell',
    'chrome-linux/headless_shell',
    'chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
    'chrome-mac-x64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
    'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
    'chrome-win64/chrome.exe',
    'chrome-win/chrome.exe',
  ];
  return list(cache)
    .filter((name) => name.startsWith('chromium'))
    .sort()
    .reverse()
    .flatMap((name) => programs.map((program) => join(cache, name, program)));
}

/** @param {string} folder */
function list(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

async function installWithApt() {
  if (!isLinux || !isRoot || !existsSync('/usr/bin/apt-get')) return undefined;
  step('No browser found: installing Chromium with apt-get (about 20 seconds)');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { env, quiet: true });
  // The font has Cyrillic and ₴; without one, Chromium measures and draws empty boxes.
  const packages = ['chromium', 'fonts-dejavu-core'];
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env, quiet: true });
  return firstThatStarts(installedBrowsers());
}

/** Where the browser from npm is kept: outside the project, so that it survives a fresh clone and never enters the lockfile. */
function sparticuzFolder() {
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  return join(cache, 'kabinet', `chromium-${sparticuzVersion}`);
}

function sparticuzLauncher() {
  return join(sparticuzFolder(), 'chromium.sh');
}

/** Needs no root: a Chromium for bare Linux machines that brings its own libraries. */
async function installFromNpm() {
  if (!isLinux || process.arch !== 'x64') return undefined;
  step('No browser found: installing @sparticuz/chromium from npm into the cache folder');
  const folder = makeFolder(sparticuzFolder());
  if (!folder) return undefined;
  const flags = ['--prefix', folder, '--no-save', '--no-audit', '--no-fund'];
  const installed = await runNpm(['install', ...flags, `@sparticuz/chromium@${sparticuzVersion}`], {
    cwd: folder,
    quiet: true,
  });
  if (installed.code !== 0) return undefined;
  // It unpacks into the temporary folder, and unpacks the libraries that a bare machine lacks only where it believes to be on AWS.
  const unpack = "import('@sparticuz/chromium').then(({ default: chromium }) => chromium.executablePath())";
  const env = { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' };
  await runNode(['--eval', unpack], { cwd: folder, env, quiet: true });
  // Its own font list names AWS's folders; without fonts the browser draws nothing at all.
  const fonts = [join(folder, 'fonts'), '/usr/share/fonts', '/usr/local/share/fonts'].map((dir) => `<dir>${dir}</dir>`);
  const fontList = `<?xml version="1.0"?>\n<fontconfig>${fonts.join('')}<cachedir>${folder}/fonts-cache</cachedir></fontconfig>\n`;
  writeFileSync(join(folder, 'fonts.conf'), fontList);
  const launcher = sparticuzLauncher();
  writeFileSync(
    launcher,
    `#!/bin/sh
cd "$(dirname "$0")" || exit 1
export LD_LIBRARY_PATH="$PWD/al2023/lib\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}" FONTCONFIG_FILE="$PWD/fonts.conf"
exec ./chromium "$@"
`,
  );
  chmodSync(launcher, 0o755);
  return firstThatStarts([launcher]);
}

/** @param {string} folder */
function makeFolder(folder) {
  try {
    mkdirSync(folder, { recursive: true });
    return folder;
  } catch {
    return undefined;
  }
}

async function installWithPlaywright() {
  const cli = join(root, 'node_modules/playwright-core/cli.js');
  if (!existsSync(cli)) return undefined;
  step('No browser found: downloading one with Playwright');
  await runNode([cli, 'install', 'chromium'], { quiet: true });
  return firstThatStarts(playwrightBrowsers());
}

/** @returns {never} */
function giveUp() {
  throw new UserError(
    'No Chrome, Chromium or Edge was found and none could be installed: install one of them, or set CHROME_PATH to its program file, and run the command again' +
      (isLinux && !isRoot ? ' (on Debian or Ubuntu: sudo apt-get install chromium).' : '.'),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runScript(async () => console.log(await findOrInstallBrowser()));
}
