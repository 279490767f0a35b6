import { fileURLToPath } from 'node:url';
import { chromeLauncher } from '@web/test-runner-chrome';
import { withFirefoxCommands } from './test/support/engines/commands.mjs';
import { engineReporter } from './test/support/engines/reporter.mjs';
import { webKitLauncher } from './test/support/engines/webkit-launcher.mjs';
import elements from './web-test-runner.config.mjs';

/** The element tests in one engine; scripts/test-engines.mjs says which, and where it is. */
const { KABINET_ENGINE = 'chromium', KABINET_ENGINE_FILES, DISPLAY = '' } = process.env;
const { FIREFOX_PATH = '', WEBKIT_DRIVER_PATH = '', WEBKIT_BROWSER_PATH = '' } = process.env;

function firefoxLauncher() {
  const launcher = chromeLauncher({
    launchOptions: {
      browser: 'firefox',
      executablePath: FIREFOX_PATH,
      // What Firefox would ask of the network by itself, and what it would show in front of a page.
      extraPrefsFirefox: {
        'app.update.enabled': false,
        'browser.shell.checkDefaultBrowser': false,
        'datareporting.policy.dataSubmissionEnabled': false,
        'focusmanager.testmode': true,
      },
    },
    // A device for each file: what one keeps there, another would find.
    createPage: async ({ browser }) => withFirefoxCommands(await (await browser.createBrowserContext()).newPage()),
    // What has the focus is one window at a time.
    concurrency: 1,
  });
  return Object.assign(launcher, { name: 'Firefox' });
}

const browsers = {
  chromium: () => elements.browsers,
  firefox: () => [firefoxLauncher()],
  webkit: () => [webKitLauncher({ driver: WEBKIT_DRIVER_PATH, browser: WEBKIT_BROWSER_PATH, display: DISPLAY })],
};

export default {
  ...elements,
  ...(KABINET_ENGINE_FILES && { files: KABINET_ENGINE_FILES.split(',') }),
  rootDir: fileURLToPath(new URL('.', import.meta.url)),
  browsers: browsers[KABINET_ENGINE](),
  concurrency: KABINET_ENGINE === 'chromium' ? elements.concurrency : 1,
  // Where pages are drawn without a graphics card, as in CI, the others take up to three times as long.
  testFramework: { config: { timeout: 120_000 } },
  testsStartTimeout: 120_000,
  testsFinishTimeout: 720_000,
  reporters: [engineReporter({ resultFile: `test/results/engine-${KABINET_ENGINE}.json` })],
};
