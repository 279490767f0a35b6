import { fileURLToPath } from 'node:url';
import { readFileSync } from 'node:fs';
import { transform as transformCss } from 'lightningcss';
import { minifyHTMLLiterals } from 'minify-literals';
import { defaultClientConditions, defineConfig, type Plugin } from 'vite';

const embed = fileURLToPath(new URL('packages/embed/', import.meta.url));

const { version } = JSON.parse(readFileSync(`${embed}package.json`, 'utf8')) as { version: string };

/** Pages in windows-1251 read our files as theirs: everything but ASCII is escaped, or their customers see mojibake. */
const asciiOnly: Plugin = {
  name: 'kabinet-ascii-only',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      const escape = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
      for (const file of Object.values(bundle)) {
        if (file.type === 'chunk') file.code = file.code.replace(/[\u0080-\uffff]/g, escape);
      }
    },
  },
};

/** White space and comments in our html and css templates are for readers of the source; a phone need not load them. */
const smallTemplates: Plugin = {
  name: 'kabinet-small-templates',
  async transform(code, id) {
    if (!id.includes('/packages/elements/src/') || !/(html|svg|css)`/.test(code)) return null;
    const styled = code.replace(/css`([^`$]+)`/g, (_literal, css: string) => {
      const small = transformCss({ filename: id, code: Buffer.from(css), minify: true });
      return `css\`${small.code.toString().replaceAll('\\', '\\\\')}\``;
    });
    const result = await minifyHTMLLiterals(styled, { fileName: id, minifyOptions: { minifyCSS: false } });
    return { code: result?.code ?? styled, map: null };
  },
};

/** Builds what a webmaster loads by script tag. Library mode: Vite's app mode puts a wrong base into scripts of other sites. */
export default defineConfig({
  root: embed,
  publicDir: false,
  define: { __KABINET_VERSION__: JSON.stringify(version) },
  plugins: [smallTemplates, asciiOnly],
  resolve: { conditions: ['@kabinet/source', ...defaultClientConditions] },
  build: {
    target: 'es2022',
    outDir: 'dist',
    emptyOutDir: true,
    sourcemap: true,
    lib: { entry: { kabinet: `${embed}src/index.ts`, 'kabinet-classic': `${embed}src/classic.ts` }, formats: ['es'] },
    rolldownOptions: {
      output: {
        chunkFileNames: '[name]-[hash].js',
        // In library mode Vite keeps white space unless it is told otherwise here.
        minify: { compress: true, mangle: true, codegen: { removeWhitespace: true } },
      },
    },
  },
});
