// Makes ../dist/app.js of the cabinet page's React part, by the Vite that is there anyway.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const folder = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));

// React for users whoever builds: Vite would take JSX for developers where NODE_ENV is not "production", as under a test runner.
process.env.NODE_ENV = 'production';

// Vite takes the default export of a configuration file.
// eslint-disable-next-line no-restricted-syntax
export default defineConfig({
  root: folder('.'),
  publicDir: false,
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    outDir: folder('../dist'),
    emptyOutDir: true,
    rolldownOptions: { input: folder('./main.jsx'), output: { entryFileNames: 'app.js' } },
    modulePreload: false,
    target: 'es2022',
  },
});
