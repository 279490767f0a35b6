/* eslint-disable no-restricted-syntax -- VitePress asks for a default export */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitepress';
import { copyEmbed, serveEmbed } from './build/embed-files.js';
import { withFileNames } from './build/file-names.js';
import { withoutLinksOutside } from './build/links-outside.js';
import { writePolicy } from './build/policy.js';
import { sectionsOf } from './data/search-sections.js';
import { localeOf } from './locales.js';
import { words } from './theme/words.js';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

const searchWords = (language: keyof typeof words) => ({
  translations: { button: { buttonText: words[language].search.label, buttonAriaLabel: words[language].search.label } },
});

export default defineConfig({
  title: 'Kabinet',
  lang: 'uk',
  // Decisions and the plan of the building are for whoever changes Kabinet; examples are files that pages and tests take from here.
  srcExclude: [
    'decisions/**',
    'architecture.md',
    'README.md',
    'examples/**',
    '**/examples/**',
    'public/**',
    'texts/**',
  ],
  outDir: path('./dist'),
  cacheDir: path('../../node_modules/.cache/kabinet/docs'),
  // Pages by the names of their files: any server of files has them, with no setting.
  cleanUrls: false,
  // As the system has it; a choice of one's own would have to be kept in the browser, and the docs keep nothing there.
  appearance: 'force-auto',
  // One file for all pages instead of lines in each of them, which the policy would have to name.
  metaChunk: true,
  // The same bytes whenever it is built.
  lastUpdated: false,
  ignoreDeadLinks: false,
  markdown: {
    // The usual pair is too pale to be read by everybody on the grey of code.
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    config: (md) => void md.use(withoutLinksOutside).use(withFileNames),
  },
  head: [
    ['link', { rel: 'icon', href: 'data:,' }],
    ['meta', { name: 'referrer', content: 'no-referrer' }],
  ],
  locales: { uk: localeOf('uk'), ru: localeOf('ru'), en: localeOf('en') },
  themeConfig: {
    search: {
      provider: 'local',
      options: {
        // Where languages are chosen, and nothing can be found yet.
        ...searchWords('uk'),
        // Underlined names stay in the build: functions in the site's data would come to the page as text to be evaluated.
        miniSearch: { _splitIntoSections: (file: string, html: string) => sectionsOf(file, html) },
        locales: { uk: searchWords('uk'), ru: searchWords('ru'), en: searchWords('en') },
      },
    },
  },
  transformPageData(page) {
    const texts = ['title', 'description'].map((name): [string, unknown] => [name, page.params?.[name]]);
    return Object.fromEntries(texts.filter(([, text]) => typeof text === 'string'));
  },
  vue: { template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('kabinet-') } } },
  vite: {
    plugins: [serveEmbed()],
    resolve: {
      alias: [
        // Its own search box keeps what is typed in the browser's storage.
        { find: /^\.\/VPLocalSearchBox\.vue$/, replacement: path('./theme/SearchBox.vue') },
        { find: /^@kabinet\/embed\/snippet$/, replacement: path('../../packages/embed/snippet/index.ts') },
      ],
    },
  },
  buildEnd({ outDir, site }) {
    copyEmbed(outDir);
    writePolicy(outDir, site.base);
  },
});
