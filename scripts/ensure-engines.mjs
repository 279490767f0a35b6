// @ts-check
/** Finds the engines of `npm run test:engines` as Debian and Ubuntu have them, or installs them where that needs no person. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findOrInstallBrowser } from './ensure-browser.mjs';
import { UserError, runScript, step } from './lib/report.mjs';
import { run } from './lib/run.mjs';

/** @typedef {'chromium' | 'firefox' | 'webkit'} Engine */

/** @type {readonly Engine[]} */
export const ENGINES = ['chromium', 'firefox', 'webkit'];

/** In Debian's words. The font has Cyrillic and ₴. @type {Record<'firefox' | 'webkit', string[]>} */
const PACKAGES = {
  firefox: ['firefox-esr', 'fonts-dejavu-core'],
  webkit: ['webkit2gtk-driver', 'libwebkit2gtk-4.1-0', 'xvfb', 'fonts-dejavu-core'],
};

/** @param {string | undefined} path */
const existing = (path) => (path && existsSync(path) ? path : undefined);

function findFirefox() {
  const { FIREFOX_PATH } = process.env;
  if (FIREFOX_PATH) return existing(FIREFOX_PATH);
  // Ubuntu's /usr/bin/firefox is a script that advertises a snap.
  return [
    '/usr/bin/firefox-esr',
    '/usr/lib/firefox-esr/firefox-esr',
    '/usr/lib/firefox/firefox',
    '/opt/firefox/firefox',
  ].find((path) => existsSync(path));
}

/** MiniBrowser comes with the library, in a folder named by the machine: `/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser`. */
function findMiniBrowser() {
  const folders = existsSync('/usr/lib') ? readdirSync('/usr/lib').filter((name) => name.endsWith('-linux-gnu')) : [];
  return folders
    .flatMap((folder) =>
      ['webkit2gtk-4.1', 'webkitgtk-6.0', 'webkit2gtk-4.0'].map((name) => join('/usr/lib', folder, name)),
    )
    .map((folder) => join(folder, 'MiniBrowser'))
    .find((path) => existsSync(path));
}

function findWebKit() {
  const driver = existing(process.env.WEBKIT_DRIVER_PATH ?? '/usr/bin/WebKitWebDriver');
  const browser = existing(process.env.WEBKIT_BROWSER_PATH) ?? findMiniBrowser();
  return driver && browser && existsSync('/usr/bin/Xvfb') ? { driver, browser } : undefined;
}

/** @param {'firefox' | 'webkit'} engine */
async function install(engine) {
  const names = PACKAGES[engine].join(' ');
  const isRoot = process.getuid?.() === 0;
  if (process.platform !== 'linux' || !isRoot || !existsSync('/usr/bin/apt-get')) {
    throw new UserError(
      `${engine} was not found and cannot be installed from here: on Debian or Ubuntu run "sudo apt-get install ${names}", or leave it out with --engine.`,
    );
  }
  step(`Installing ${names} with apt-get`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { env, quiet: true });
  const { code, output } = await run(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', ...PACKAGES[engine]],
    { env, quiet: true },
  );
  if (code !== 0) throw new UserError(`apt-get could not install ${names}: ${output.trim().split('\n').at(-1)}`);
}

/** @param {'firefox' | 'webkit'} engine @returns {never} */
function giveUp(engine) {
  throw new UserError(
    `${PACKAGES[engine].join(', ')} are installed, but ${engine} is not where it was looked for: set FIREFOX_PATH, or WEBKIT_DRIVER_PATH and WEBKIT_BROWSER_PATH.`,
  );
}

/**
 * What a run in this engine needs to know, for its environment.
 * @param {Engine} engine
 * @returns {Promise<Record<string, string>>}
 */
export async function findOrInstallEngine(engine) {
  if (engine === 'chromium') return { CHROME_PATH: await findOrInstallBrowser() };
  if (engine === 'firefox') {
    if (!findFirefox()) await install(engine);
    return { FIREFOX_PATH: findFirefox() ?? giveUp(engine) };
  }
  if (!findWebKit()) await install(engine);
  const { driver, browser } = findWebKit() ?? giveUp(engine);
  return { WEBKIT_DRIVER_PATH: driver, WEBKIT_BROWSER_PATH: browser };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runScript(async () => {
    for (const engine of ENGINES) console.log(engine, await findOrInstallEngine(engine));
  });
}
