// @ts-check
import puppeteer from 'puppeteer-core';
import { browserFlags } from '../../../scripts/ensure-browser.mjs';
import { startWebKit } from './webkit-launcher.mjs';

/**
 * One window of whichever engine the run is about, with as little as every engine can do.
 * @typedef {object} AnyEngine
 * @property {string} name
 * @property {(url: string) => Promise<void>} goTo
 * @property {(script: string) => Promise<unknown>} evaluate runs the body of a function and hands over what it returns
 * @property {() => Promise<void>} stop
 */

/** @returns {Promise<AnyEngine>} */
export async function startAnyEngine() {
  const { KABINET_ENGINE: name = 'chromium', DISPLAY = '' } = process.env;
  const { CHROME_PATH = '', FIREFOX_PATH = '', WEBKIT_DRIVER_PATH = '', WEBKIT_BROWSER_PATH = '' } = process.env;
  if (name === 'webkit') {
    const webKit = await startWebKit({ driver: WEBKIT_DRIVER_PATH, browser: WEBKIT_BROWSER_PATH, display: DISPLAY });
    return {
      name,
      goTo: async (url) => void (await webKit.goTo(url)),
      evaluate: (script) => webKit.ask('POST', '/execute/sync', { script, args: [] }),
      stop: () => webKit.stop(),
    };
  }
  const browser = await puppeteer.launch(
    name === 'firefox'
      ? { browser: 'firefox', executablePath: FIREFOX_PATH }
      : { executablePath: CHROME_PATH, args: browserFlags() },
  );
  const page = await browser.newPage();
  return {
    name,
    goTo: async (url) => void (await page.goto(url, { waitUntil: 'domcontentloaded' })),
    evaluate: (script) => page.evaluate(`(() => { ${script} })()`),
    stop: () => browser.close(),
  };
}
