import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launchBrowser } from '../../support/browser.js';
import { type Cabinet, openCabinet } from './cabinet.js';
import { type Device, type DeviceOptions, openDevice } from './device.js';

/** How a test says what is to be done when it is over. */
type WhenOver = (work: () => Promise<void>) => void;

export interface House {
  readonly cabinet: Cabinet;
  readonly browser: Browser;
  /** A browser of its own for the test, gone with it. */
  device(onTestFinished: WhenOver, options?: DeviceOptions): Promise<Device>;
}

/** The demo and a browser for all tests of a file. Call it once, at the top. */
export function useCabinet(options: Parameters<typeof openCabinet>[0] = {}): House {
  let cabinet: Cabinet | undefined;
  let browser: Browser | undefined;
  beforeAll(async () => {
    [cabinet, browser] = await Promise.all([openCabinet(options), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await cabinet?.close();
  });
  const there = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Error('The cabinet is not open yet.');
    return value;
  };
  return {
    get cabinet() {
      return there(cabinet);
    },
    get browser() {
      return there(browser);
    },
    async device(onTestFinished, options) {
      const device = await openDevice(there(browser), there(cabinet), options);
      onTestFinished(async () => {
        await device.context.close();
        await device.network.close();
      });
      return device;
    },
  };
}
