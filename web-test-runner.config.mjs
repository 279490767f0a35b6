import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { chromeLauncher } from '@web/test-runner-chrome';
import { browserFlags, findOrInstallBrowser } from './scripts/ensure-browser.mjs';
import { countingReporter } from './test/support/wtr-reporter.mjs';

export default {
  files: [
    'packages/elements/src/**/*.test.ts',
    'packages/{embed,rules}/**/*.browser.test.ts',
    '!**/node_modules/**',
    '!**/dist/**',
  ],
  // Packages are read from their TypeScript source, so that no test runs against a stale build.
  nodeResolve: { exportConditions: ['@kabinet/source', 'browser', 'default'] },
  plugins: [
    esbuildPlugin({
      ts: true,
      target: 'es2022',
      // Legacy decorators are switched on there.
      tsconfig: fileURLToPath(new URL('packages/elements/tsconfig.json', import.meta.url)),
    }),
  ],
  browsers: [
    chromeLauncher({
      launchOptions: { executablePath: await findOrInstallBrowser(), args: browserFlags() },
      // A device for each of the files that run at once: what one keeps there, another would find or wipe.
      createPage: async ({ context }) => (await context.browser().createBrowserContext()).newPage(),
    }),
  ],
  concurrency: 2,
  // One look at everything is axe on a dozen pages: what is slow on a busy machine is not wrong.
  testFramework: { config: { timeout: 60_000 } },
  // A cold first run compiles every module of the page.
  testsStartTimeout: 60_000,
  testsFinishTimeout: 360_000,
  browserLogs: true,
  reporters: [countingReporter({ resultFile: 'test/results/elements.json' })],
};
