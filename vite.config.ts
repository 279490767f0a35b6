import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin, type UserConfig } from 'vite';
import { alsoFiles } from './packages/embed/build/also-files.js';
import { asciiOnly, swappedTexts } from './packages/embed/build/ascii-only.js';
import { buildId } from './packages/embed/build/build-id.js';
import { instead } from './packages/embed/build/instead.js';
import { hashesForClassic, writeIntegrity } from './packages/embed/build/integrity.js';
import { writeManifest } from './packages/embed/build/manifest.js';
import { ownNames } from './packages/embed/build/own-names.js';
import { smallTemplates } from './packages/embed/build/small-templates.js';
import { TAGS } from './packages/embed/src/tags.js';

const root = fileURLToPath(new URL('.', import.meta.url));
const embed = join(root, 'packages/embed/');
const locales = join(root, 'packages/elements/src/locales');

const { version } = JSON.parse(readFileSync(`${embed}package.json`, 'utf8')) as { version: string };

const id = buildId(root);

/**
 * The files of texts, each an entry of its own under a name that `src/text-files.ts` works out: one a language and section, so that a
 * page loads only the words it shows.
 */
const textFiles = Object.fromEntries(
  ['uk', 'ru', 'en'].flatMap((language) =>
    readdirSync(join(locales, language))
      .filter((file) => file.endsWith('.ts'))
      .sort()
      .map((file) => [`${language}-${file.slice(0, -'.ts'.length)}-${id}`, join(locales, language, file)]),
  ),
);

/**
 * What every page with a widget loads: what is here, and what that needs. Whatever else widgets share is a file of its own, so that
 * what only readings, prices or those that send something have in common is not loaded by the others.
 */
const CORE = new RegExp(
  [
    '/node_modules/(@lit|lit|lit-html|lit-element)/',
    'api/src/(client|errors|generated/calls|generated/shapes|idempotency-key|missing-call|shape|token-source|until-aborted)\\.ts$',
    'rules/src/(account-number|calendar|currency)\\.ts$',
    'elements/src/core/(base-element|base\\.styles|context|decorators|define|format|host\\.styles|later|localize|states\\.styles|theme)\\.ts$',
    'elements/src/core/(connection|query|query-cache|sign-in-return|who-is-here)\\.ts$',
    'elements/src/core/(account-element|account-name|hosted-link|in-language|later-styles|phone-example|warn-once|web-address)\\.ts$',
    'elements/src/locales/load\\.ts$',
    'elements/src/parts/(details\\.styles|fact|icons|notice|phone-link|reading-values|skeleton)\\.ts$',
    'elements/src/provider/(configuration|later-service|settings)\\.ts$',
    'embed/src/(letters|text-files)\\.ts$',
  ].join('|'),
);

/** In library mode Vite keeps white space unless it is told otherwise. */
const minify = { compress: true, mangle: true, codegen: { removeWhitespace: true } };

/** What both builds have in common. Library mode: Vite's app mode puts a wrong base into scripts of other sites. */
const common = (plugins: readonly Plugin[]): UserConfig => ({
  root: embed,
  publicDir: false,
  define: { __KABINET_VERSION__: JSON.stringify(version), __KABINET_BUILD__: JSON.stringify(id) },
  plugins: [smallTemplates, swappedTexts, ownNames, asciiOnly, ...plugins],
  // Lit for users whoever builds: by itself Vite would take Lit for developers where NODE_ENV is not "production", as under a test runner.
  resolve: { conditions: ['@kabinet/source', 'production', 'module', 'browser'] },
});

const build = {
  target: 'es2022',
  outDir: 'dist',
  // Hidden: the files name no map, which spares a page some 30 bytes each; the maps lie beside them for who asks.
  sourcemap: 'hidden',
} satisfies UserConfig['build'];

/** `kabinet-all.js`: everything in one file. It comes first, for the classic loader of the other build knows its hash. */
const oneFile: UserConfig = {
  ...common([instead({ '@kabinet/api/mock': `${embed}src/no-mock.ts` })]),
  build: {
    ...build,
    emptyOutDir: true,
    lib: { entry: { 'kabinet-all': `${embed}src/all.ts` }, formats: ['es'] },
    rolldownOptions: { output: { codeSplitting: false, minify } },
  },
};

/** The loader with its parts, the classic loader, the hosted pages' script, the snippet maker; and what says which file is what. */
const split: UserConfig = {
  ...common([
    instead({ './text-files.js': `${embed}src/text-files.ts` }),
    alsoFiles([
      { from: join(root, 'docs/public/themes'), to: 'themes', name: /\.css$/ },
      { from: `${embed}pwa`, to: 'pwa', name: /^(?!.*\.test\.).*\.js$/ },
    ]),
    writeManifest(version, TAGS),
    hashesForClassic(),
    writeIntegrity(version),
  ]),
  build: {
    ...build,
    emptyOutDir: false,
    // Lit and what else is inside ask that their licences go with them.
    license: { fileName: 'LICENSES.md' },
    lib: {
      entry: {
        kabinet: `${embed}src/index.ts`,
        'kabinet-classic': `${embed}src/classic.ts`,
        hosted: `${embed}src/hosted.ts`,
        snippet: `${embed}snippet/index.ts`,
        ...textFiles,
      },
      formats: ['es'],
    },
    rolldownOptions: {
      output: {
        // Called after the file they begin with; the mock begins with an index.
        chunkFileNames: ({ facadeModuleId }) =>
          `${/\/api\/src\/(mock)\/index\.ts$/.exec(facadeModuleId ?? '')?.[1] ?? '[name]'}-${id}.js`,
        // What several parts share lies in one file: it compresses better than many, and was seen to be usable sooner on a slow
        // network (docs/decisions/0004-weights.md). Not in kabinet.js itself: a page may load that under another address
        // (kabinet.js?v=2), and everything in it would then be there twice.
        codeSplitting: {
          groups: [
            // The first one takes along what its modules need.
            {
              name: 'core',
              test: CORE,
              minShareCount: 2,
              priority: 3,
            },
            // What is asked before anything can be worked out: before the bill, which would take along the choice of tariffs.
            {
              name: 'questions',
              test: /rules\/src\/tariff|parts\/bill\.styles/,
              minShareCount: 2,
              priority: 2,
            },
            { name: 'choice', test: /parts\/choice/, minShareCount: 2, priority: 3 },
            // Before the bill too: whoever shows prices needs these alone.
            { name: 'decimals', test: /rules\/src\/decimal/, minShareCount: 2, priority: 2 },
            {
              name: 'bill',
              test: /rules\/src\/(bill|exact|money)|parts\/bill\.ts/,
              minShareCount: 2,
              priority: 1,
            },
            { name: 'action', test: /core\/(action|error\.events)/, minShareCount: 2, priority: 2 },
            // What is fetched, by who sends nothing too: before what is sent, which would take it along.
            { name: 'file-links', test: /parts\/file-(links|size)/, minShareCount: 2, priority: 2 },
            // What is sent with a letter, and what is kept of it: loaded once somebody writes one.
            {
              name: 'files',
              test: /core\/(upload|shrink-picture)|upload-limits|parts\/file-list/,
              minShareCount: 2,
              priority: 1,
            },
            { name: 'drafts', test: /core\/(draft|outbox|back-online)|parts\/restored/, minShareCount: 2, priority: 1 },
            { name: 'field', test: /parts\/field/, minShareCount: 2, priority: 1 },
            { name: 'guest-reading', test: /guest-reading\.(?!.*define)/, minShareCount: 2, priority: 0 },
            // What every page loads in idle time.
            { name: 'watch', test: /core\/(theme-watch|accent\.styles)|provider\/settings-check/, priority: 0 },
          ],
        },
        minify,
      },
    },
  },
};

/** `vite build --mode one-file`, then `vite build`: `scripts/lib/build.mjs` runs both. */
export default defineConfig(({ mode }) => (mode === 'one-file' ? oneFile : split));
