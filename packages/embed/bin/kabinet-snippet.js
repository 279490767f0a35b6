#!/usr/bin/env node
// @ts-check
/**
 * Prints what to copy into a page:
 *
 *   npx kabinet-snippet --way module-with-map --base https://cdn.example.com/kabinet/0.1.0/ \
 *     --api https://api.example.com/mygas/v1 --tags kabinet-reading-form,kabinet-balance-card --languages uk
 *
 * `--inside "Call 104"` is what people read in a widget's place until it is there, and whenever it cannot be. `--preload` names what is
 * needed first where there is no map, too. `--json` prints the parts as JSON, for a site that makes its pages by a program.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

const dist = new URL('../dist/', import.meta.url);
const USAGE = `kabinet-snippet --base <address of the files> --api <address of your API> --tags <tag,tag>
  [--way module|module-with-map|one-file|classic]   module-with-map without it
  [--languages uk,ru,en]                            uk without it
  [--inside <text>]                                 what stands in the tags until the widgets do: your phone
  [--session cookie|pkce|token] [--token-url <address>] [--sign-in-url <address>]
  [--nonce <nonce>] [--preload] [--json]
`;

const text = { type: /** @type {const} */ ('string') };

/** @returns {Promise<string>} what to print */
async function run() {
  const { values } = parseArgs({
    options: {
      base: text,
      api: text,
      tags: text,
      way: { ...text, default: 'module-with-map' },
      languages: { ...text, default: 'uk' },
      inside: text,
      session: text,
      'token-url': text,
      'sign-in-url': text,
      nonce: text,
      preload: { type: 'boolean' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return USAGE;
  const { INSIDE, insideEach, makeSnippet, SNIPPET_WAYS } = await import(new URL('snippet.js', dist).href);
  const { base, api, tags, way, languages, nonce, preload } = values;
  for (const [name, value] of Object.entries({ base, api, tags }))
    if (!value) throw new TypeError(`--${name} is missing`);
  if (!SNIPPET_WAYS.includes(way)) throw new TypeError(`--way can be ${SNIPPET_WAYS.join(', ')}`);
  const wanted = { tags: list(tags ?? ''), languages: list(languages) };
  const settings = { session: values.session, tokenUrl: values['token-url'], signInUrl: values['sign-in-url'] };
  const snippet = makeSnippet({
    manifest: read('manifest.json'),
    integrity: read('integrity.json'),
    way,
    base,
    api,
    ...wanted,
    inside: insideEach(wanted.tags, values.inside ?? INSIDE[wanted.languages[0] ?? ''] ?? ''),
    settings: Object.fromEntries(Object.entries(settings).filter(([, value]) => value)),
    ...(nonce && { nonce }),
    ...(preload && { preload }),
  });
  if (values.json) return `${JSON.stringify(snippet, null, 2)}\n`;
  return `<!-- Into the head, before other module scripts -->\n${snippet.head}\n
<!-- Where the widgets shall be -->\n${snippet.body}\n
<!-- Content-Security-Policy: ${snippet.csp} -->\n`;
}

/** @param {string} name */
function read(name) {
  return JSON.parse(readFileSync(new URL(name, dist), 'utf8'));
}

/** @param {string} values */
function list(values) {
  return values
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean);
}

try {
  process.stdout.write(await run());
} catch (error) {
  process.stderr.write(`kabinet-snippet: ${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  process.exitCode = 1;
}
