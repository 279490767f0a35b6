// @ts-check
/**
 * Writes the web app manifest of a cabinet, for the supplier's site to serve:
 *
 *   node make-manifest.mjs --name "My gas" --start /cabinet.html --icon /icon-192.png:192 --icon /icon-512.png:512 > kabinet.webmanifest
 */
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

/**
 * @typedef {object} AppOptions
 * @property {string} name what it is called where it is installed
 * @property {string} [shortName] under its icon; the name without it
 * @property {string} start path of the page with `<kabinet-cabinet>`
 * @property {string} [scope] folder whose pages belong to the app; that of the page without it
 * @property {'uk' | 'ru' | 'en'} [language]
 * @property {readonly {src: string, size: number, maskable?: boolean}[]} icons the supplier's own, PNG, of 192 and 512 pixels at least
 * @property {string} [color] of the bar above the app
 * @property {string} [background] of the screen while it starts
 */

/** What is held under the icon, by language: the sections people come for. */
const SHORTCUTS = {
  uk: { readings: 'Передати показання', payments: 'Заплатити' },
  ru: { readings: 'Передать показания', payments: 'Заплатить' },
  en: { readings: 'Send a reading', payments: 'Pay' },
};

/** Browsers make another site of `//` and of what they read as that, and a script of `javascript:`. @param {string} path */
function isPath(path) {
  const site = 'https://page.invalid';
  if (!path.startsWith('/') || !URL.canParse(path, site)) return false;
  const { origin, pathname } = new URL(path, site);
  return origin === site && !pathname.startsWith('//');
}

/**
 * The manifest, by the W3C's Web Application Manifest.
 * @param {AppOptions} options
 */
export function makeManifest({ name, start, icons, language = 'uk', ...more }) {
  for (const size of [192, 512]) {
    // Browsers do not offer to install an app without these two.
    if (!icons.some((icon) => icon.size === size)) throw new Error(`An icon of ${size} pixels is missing.`);
  }
  const paths = [start, ...(more.scope === undefined ? [] : [more.scope]), ...icons.map(({ src }) => src)];
  const foreign = paths.find((path) => !isPath(path));
  if (foreign !== undefined) throw new Error(`${foreign} is no path of the page's own site, such as /cabinet.html.`);
  if (/[?#]/.test(start)) throw new Error('The start is the path of a page, without what follows ? or #.');
  const scope = more.scope ?? start.slice(0, start.lastIndexOf('/') + 1);
  if (!start.startsWith(scope)) throw new Error(`The page ${start} is not in the folder ${scope}.`);
  return {
    id: start,
    name,
    short_name: more.shortName ?? name,
    lang: language,
    dir: 'ltr',
    start_url: start,
    scope,
    display: 'standalone',
    theme_color: more.color ?? '#1257a8',
    background_color: more.background ?? '#ffffff',
    icons: icons.map(({ src, size, maskable = false }) => ({
      src,
      sizes: `${size}x${size}`,
      type: 'image/png',
      purpose: maskable ? 'maskable' : 'any',
    })),
    shortcuts: Object.entries(SHORTCUTS[language]).map(([section, label]) => ({
      name: label,
      url: `${start}#kabinet/${section}`,
    })),
  };
}

/** `/icon-192.png:192` or `/icon-512.png:512:maskable`. @param {string} text */
function readIcon(text) {
  const [, src = '', size = '', maskable] = /^(.+?):(\d+)(:maskable)?$/.exec(text) ?? [];
  if (!src) throw new Error(`--icon ${text}: write the icon's address and its size, such as /icon-192.png:192`);
  return { src, size: Number(size), maskable: maskable !== undefined };
}

/** @param {readonly string[]} args */
function main(args) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      name: { type: 'string' },
      'short-name': { type: 'string' },
      start: { type: 'string' },
      scope: { type: 'string' },
      lang: { type: 'string' },
      icon: { type: 'string', multiple: true },
      color: { type: 'string' },
      background: { type: 'string' },
    },
  });
  const { name, start, lang = 'uk', icon = [], scope, color, background, 'short-name': shortName } = values;
  if (!name || !start) throw new Error('--name and --start are needed.');
  if (lang !== 'uk' && lang !== 'ru' && lang !== 'en') throw new Error('--lang is uk, ru or en.');
  const manifest = makeManifest({
    name,
    start,
    language: lang,
    icons: icon.map(readIcon),
    ...(shortName && { shortName }),
    ...(scope && { scope }),
    ...(color && { color }),
    ...(background && { background }),
  });
  process.stdout.write(`${JSON.stringify(manifest, null, 2)}\n`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    main(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
