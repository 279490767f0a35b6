import { fileURLToPath } from 'node:url';
import { readFileSync } from 'node:fs';
import { defineConfig } from 'vite';
import { asciiOnly, swappedTexts } from './packages/embed/build/ascii-only.js';
import { buildId } from './packages/embed/build/build-id.js';
import { writeManifest } from './packages/embed/build/manifest.js';
import { smallTemplates } from './packages/embed/build/small-templates.js';
import { TAGS } from './packages/embed/src/tags.js';

const embed = fileURLToPath(new URL('packages/embed/', import.meta.url));

const { version } = JSON.parse(readFileSync(`${embed}package.json`, 'utf8')) as { version: string };

const id = buildId(fileURLToPath(new URL('.', import.meta.url)));

/** Builds what a webmaster loads by script tag. Library mode: Vite's app mode puts a wrong base into scripts of other sites. */
export default defineConfig({
  root: embed,
  publicDir: false,
  define: { __KABINET_VERSION__: JSON.stringify(version) },
  plugins: [smallTemplates, swappedTexts, asciiOnly, writeManifest(version, TAGS)],
  // Lit for users whoever builds: by itself Vite would take Lit for developers where NODE_ENV is not "production", as under a test runner.
  resolve: { conditions: ['@kabinet/source', 'production', 'module', 'browser'] },
  build: {
    target: 'es2022',
    outDir: 'dist',
    emptyOutDir: true,
    // Lit and what else is inside ask that their licences go with them.
    license: { fileName: 'LICENSES.md' },
    // Hidden: the files name no map, which spares a page some 30 bytes each; the maps lie beside them for who asks.
    sourcemap: 'hidden',
    lib: {
      entry: {
        kabinet: `${embed}src/index.ts`,
        'kabinet-classic': `${embed}src/classic.ts`,
        hosted: `${embed}src/hosted.ts`,
      },
      formats: ['es'],
    },
    rolldownOptions: {
      output: {
        // Texts of one section exist once a language: `uk-balance-card-….js`.
        chunkFileNames: ({ facadeModuleId }) =>
          `${/\/locales\/(\w+)\//.exec(facadeModuleId ?? '')?.[1]?.concat('-') ?? ''}[name]-${id}.js`,
        // What several parts share lies in one file: it compresses better than many, and was seen to be usable sooner on a slow
        // network (docs/decisions/0004-weights.md). Not in kabinet.js itself: a page may load that under another address
        // (kabinet.js?v=2), and everything in it would then be there twice.
        // Not the outbox either, which few pages use, nor what only widgets about readings and prices share, or those that send
        // something: each of these loads what it needs of it, most of it after its first use.
        codeSplitting: {
          // The first one takes along what its modules need.
          groups: [
            {
              name: 'core',
              test: /^(?!.*(outbox|core\/(action|account-states|account-element\.events|error\.events|paged-query|receipt-request|save-file|draft|upload|shrink-picture|print-alone|web-address|back-online|pause)|upload-limits|payment-trip|guest-reading|rules\/src\/(?!account-number|calendar)|parts\/(account-line|later-details|restored|file-|qr-code|bill|choice|field|error-summary|place-beside))).*(node_modules|packages)/,
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
          ],
        },
        // In library mode Vite keeps white space unless it is told otherwise here.
        minify: { compress: true, mangle: true, codegen: { removeWhitespace: true } },
      },
    },
  },
});
