import { chromium, type Browser, type LaunchOptions } from 'playwright-core';
import { browserFlags, findOrInstallBrowser } from '../../scripts/ensure-browser.mjs';

/** Starts the machine's Chromium for a journey; close it in `afterAll`. */
export async function launchBrowser(options: LaunchOptions = {}): Promise<Browser> {
  return chromium.launch({
    executablePath: await findOrInstallBrowser(),
    ...options,
    args: [...browserFlags(), ...(options.args ?? [])],
  });
}
