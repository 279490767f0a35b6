import { fileURLToPath } from 'node:url';
import { defaultClientConditions, defineConfig } from 'vite';

const embed = fileURLToPath(new URL('packages/embed/', import.meta.url));

/** Builds what a webmaster loads by script tag. Library mode: Vite's app mode puts a wrong base into scripts of other sites. */
export default defineConfig({
  root: embed,
  publicDir: false,
  resolve: { conditions: ['@kabinet/source', ...defaultClientConditions] },
  build: {
    target: 'es2022',
    outDir: 'dist',
    emptyOutDir: true,
    sourcemap: true,
    lib: { entry: { kabinet: `${embed}src/index.ts` }, formats: ['es'] },
    rolldownOptions: {
      output: {
        chunkFileNames: '[name]-[hash].js',
        // In library mode Vite keeps white space unless it is told otherwise here.
        minify: { compress: true, mangle: true, codegen: { removeWhitespace: true } },
      },
    },
  },
});
