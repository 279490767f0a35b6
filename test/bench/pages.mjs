// @ts-check
/**
 * `npm run bench:pages`: how long the demo's pages take on a slow phone, as Lighthouse measures it (Slow 4G, a processor four times slower):
 * until the first field of a page's form can be typed into, and how much of the page moves meanwhile. A plain HTML form on the same network
 * says what no page can be faster than. Times depend on the machine and are printed, never judged; run it on a machine that does nothing else.
 *
 * `--runs 7` sets how often each page is opened; the median counts.
 */
import { createServer } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { startDemo } from '../../demo/run-demo.mjs';
import { browserFlags, findOrInstallBrowser } from '../../scripts/ensure-browser.mjs';
import { buildStale } from '../../scripts/lib/build.mjs';
import { runScript, step } from '../../scripts/lib/report.mjs';

/** Lighthouse's mobile Slow 4G as DevTools applies it to each request. */
const SLOW_4G = {
  offline: false,
  latency: 562.5,
  downloadThroughput: (1474.56 * 1024) / 8,
  uploadThroughput: (675 * 1024) / 8,
};
const CPU_SLOWDOWN = 4;
/** After the field is there the page is watched for so long: what comes late moves things as well. */
const WATCHED_MS = 5_000;
const GIVEN_UP_MS = 60_000;

/**
 * @typedef {object} Measured
 * @property {string} name
 * @property {string} address
 * @property {string} field the tag whose first field is waited for; `form` for a plain one
 * @property {(context: import('playwright-core').BrowserContext) => Promise<unknown>} [before] what lets somebody in
 * @property {boolean} [hasPreload] whether the page names beforehand what its widgets need first
 */

/** Counts, in the page, when its field takes what is typed and how far things moved. @param {string} tag */
function measureInPage(tag) {
  const result = { typedAt: 0, shift: 0 };
  Object.assign(globalThis, { benchResult: result });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { value, hadRecentInput } = /** @type {PerformanceEntry & {value: number, hadRecentInput: boolean}} */ (
        entry
      );
      if (!hadRecentInput) result.shift += value;
    }
  }).observe({ type: 'layout-shift', buffered: true });

  const FIELDS = 'input:not([type=hidden], [type=radio], [type=checkbox], [type=file]), textarea';
  const findField = () => {
    const host = document.querySelector(tag);
    const field = (host?.shadowRoot ?? host)?.querySelector(FIELDS);
    return field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field : null;
  };
  const look = () => {
    const field = findField();
    if (!field || field.disabled || field.getClientRects().length === 0) return requestAnimationFrame(look);
    const typedAt = performance.now();
    field.value = '1';
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    // It counts only when the page keeps it: a field that is drawn anew loses what was typed.
    return requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        if (field.isConnected && field.value === '1') result.typedAt = typedAt;
        else look();
      }),
    );
  };
  look();
}

/** @type {(browser: import('playwright-core').Browser, page: Measured) => Promise<{typedAt: number, shift: number, bytes: number}>} */
async function measure(browser, { name, address, field, before }) {
  // As small as a phone, and with nothing in its cache.
  const context = await browser.newContext({ viewport: { width: 360, height: 640 }, deviceScaleFactor: 2 });
  try {
    await before?.(context);
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    let bytes = 0;
    session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', SLOW_4G);
    await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
    await page.addInitScript(measureInPage, field);
    await page.goto(address, { waitUntil: 'commit', timeout: GIVEN_UP_MS });
    const read = () => page.evaluate(() => /** @type {any} */ (globalThis).benchResult);
    await page
      .waitForFunction(() => /** @type {any} */ (globalThis).benchResult?.typedAt > 0, undefined, {
        timeout: GIVEN_UP_MS,
      })
      .catch((error) => {
        throw new Error(`${name}: ${field} had no field to type into at ${address}.`, { cause: error });
      });
    await page.waitForTimeout(WATCHED_MS);
    const { typedAt, shift } = await read();
    return { typedAt, shift, bytes };
  } finally {
    await context.close();
  }
}

/** @param {number[]} numbers */
function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

/** The least that a page with a form can be. */
async function startPlainForm() {
  const html =
    '<!doctype html><html lang="uk"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Показання</title>' +
    '<form><label for="value">Показання</label><input id="value" inputmode="numeric"><button>Передати</button></form>';
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }).end(html);
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', () => listening(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** The same page as the site has it where nothing is named beforehand. @param {Measured} page @returns {Measured} */
function withoutPreload({ name, address, ...rest }) {
  return { ...rest, name: `${name}, no preload`, address: `${address}?preload=no` };
}

/** @param {import('../../demo/run-demo.mjs').Demo} demo @returns {Measured[]} */
function pagesOf(demo) {
  const site = (/** @type {string} */ id) => demo.sites.find(({ supplier }) => supplier === id)?.siteUrl ?? '';
  const gas = site('prydesnianskgaz');
  const settlement = site('stepnohorske-vodoteplo');
  const post = (/** @type {string} */ url, /** @type {Record<string, string>} */ form) =>
    /** @type {NonNullable<Measured['before']>} */ (
      (context) => context.request.post(url, { form, headers: { origin: new URL(url).origin } })
    );
  return [
    {
      name: 'A reading, signed in (module tag)',
      address: `${gas}/pokazannia.html`,
      field: 'kabinet-reading-form',
      hasPreload: true,
      before: post(`${gas}/sign-in`, { customer: demo.customers[0]?.customerRef ?? '' }),
    },
    {
      name: 'B reading, no sign-in (classic loader)',
      address: `${site('polonynagaz')}/pokaznyky.html`,
      field: 'kabinet-guest-reading-form',
    },
    {
      name: 'C what it will cost (one file)',
      address: `${site('verkhnevolzhsk-energo')}/index.html`,
      field: 'kabinet-cost-calculator',
    },
    {
      name: 'D reading, old system (adapter)',
      address: `${settlement}/hirnychyi.html`,
      field: 'kabinet-reading-form',
      hasPreload: true,
      before: post(`${settlement}/stara-baza/vhid`, { rah: '17/204', kod: '5521' }),
    },
    {
      name: 'E reading, no sign-in (module tag)',
      address: `${site('prydniprovski-merezhi')}/bez-vkhodu.html`,
      field: 'kabinet-guest-reading-form',
      hasPreload: true,
    },
  ];
}

await runScript(async () => {
  const { values } = parseArgs({ options: { runs: { type: 'string', default: '7' } } });
  const runs = Math.max(1, Number.parseInt(values.runs, 10) || 7);
  await buildStale();
  const dataDir = await mkdtemp(join(tmpdir(), 'kabinet-bench-'));
  const plain = await startPlainForm();
  const browser = await chromium.launch({ executablePath: await findOrInstallBrowser(), args: browserFlags() });
  let demo;
  try {
    demo = await startDemo({ dataDir, ports: { api: 0, site: 0, sandbox: 0 }, tell: step });
    const ours = pagesOf(demo).flatMap((page) => (page.hasPreload ? [page, withoutPreload(page)] : [page]));
    const pages = [{ name: 'a plain HTML form', address: plain.url, field: 'form' }, ...ours];
    /** @type {Map<string, {typedAt: number, shift: number, bytes: number}[]>} */
    const results = new Map(pages.map(({ name }) => [name, []]));
    // One after the other and again from the first, so that what else the machine does falls on all of them.
    for (let run = 1; run <= runs; run += 1) {
      step(`Run ${run} of ${runs}`);
      for (const page of pages) results.get(page.name)?.push(await measure(browser, page));
    }
    console.log(`\nSlow 4G, processor ${CPU_SLOWDOWN} times slower, empty cache, median of ${runs}\n`);
    console.log(`${''.padEnd(52)}${'can be typed into'.padStart(18)}${'moved'.padStart(8)}${'loaded'.padStart(10)}`);
    for (const [name, all] of results) {
      const time = `${(median(all.map(({ typedAt }) => typedAt)) / 1000).toFixed(2)} s`;
      const shift = Math.max(...all.map((each) => each.shift)).toFixed(3);
      const size = `${(median(all.map(({ bytes }) => bytes)) / 1024).toFixed(0)} kB`;
      console.log(`${name.padEnd(52)}${time.padStart(18)}${shift.padStart(8)}${size.padStart(10)}`);
    }
  } finally {
    await demo?.stop();
    await browser.close();
    plain.close();
    await rm(dataDir, { recursive: true, force: true });
  }
});
