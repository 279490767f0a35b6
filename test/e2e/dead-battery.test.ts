import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { pageObjects, pdfOf } from '../../packages/server/src/testing/pdfs.js';
import { browserFlags, findOrInstallBrowser } from '../../scripts/ensure-browser.mjs';
import { type Device, useDevice } from './support/device.js';
import { calling, openNetwork } from './support/network.js';
import { useCabinet } from './support/use-cabinet.js';

const house = useCabinet();
const LETTER = 'Чому квитанція за жовтень утричі більша, ніж за вересень?';

interface Phone {
  readonly device: Device;
  /** The battery is dead: nothing is put away in order. */
  die(): Promise<void>;
}

/** A phone that remembers what is on its disk, and nothing else. */
async function switchOn(disk: string, customer: { readonly ref: string }): Promise<Phone> {
  const network = await openNetwork(house.cabinet.apiUrl);
  const browser = spawn(
    await findOrInstallBrowser(),
    [
      ...browserFlags(),
      '--headless=new',
      '--no-first-run',
      '--remote-debugging-port=0',
      `--user-data-dir=${disk}`,
      `--proxy-server=${network.proxyUrl}`,
      '--proxy-bypass-list=<-loopback>',
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const isGone = once(browser, 'exit');
  const die = async () => {
    browser.kill('SIGKILL');
    await isGone;
    await network.close();
  };
  onTestFinished(die);
  const address = await new Promise<string>((resolve, reject) => {
    let said = '';
    browser.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const [, found] = /DevTools listening on (ws:\S+)/.exec(said) ?? [];
      if (found !== undefined) resolve(found);
    });
    void isGone.then(() => reject(new Error(`the browser did not start: ${said}`)));
  });
  const [context] = (await chromium.connectOverCDP(address)).contexts();
  if (!context) throw new Error('the browser has no window');
  const device = await useDevice({ network, context, cabinet: house.cabinet, options: { as: customer } });
  await device.goTo('/zvernennia.html');
  return { device, die };
}

describe('a battery that dies amid an appeal', () => {
  it('costs neither what was written nor the files, and the appeal arrives once', async () => {
    const disk = await mkdtemp(join(tmpdir(), 'kabinet-e2e-battery-'));
    onTestFinished(() => rm(disk, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }));
    const customer = house.cabinet.newCustomer();
    const form = ({ page }: Device) => page.locator('kabinet-appeal-form');
    const press = (device: Device, name: string) => form(device).getByRole('button', { name, exact: true }).click();

    const first = await switchOn(disk, customer);
    await press(first.device, 'Маю запитання');
    await form(first.device).locator('textarea').fill(LETTER);
    await expect.poll(() => first.device.outbox(), { timeout: 10_000 }).toHaveLength(1);
    const file = { name: 'Квитанція.pdf', mimeType: 'application/pdf', buffer: pdfOf(pageObjects()) };
    await form(first.device).locator('#appeal-files').setInputFiles(file);
    await first.device.sees(form(first.device), 'Квитанція.pdf', 'додано');
    await first.die();

    const second = await switchOn(disk, customer);
    await second.device.sees(form(second.device), 'Написане раніше збережено', 'Квитанція.pdf', 'додано');
    expect(await form(second.device).locator('textarea').inputValue()).toBe(LETTER);
    await press(second.device, 'Далі: перевірити');
    const arrived = new Promise<void>((resolve) => {
      second.device.network.fail(
        async ({ ask }) => {
          await ask();
          resolve();
        },
        calling('POST', '/appeals'),
      );
    });
    await form(second.device).locator('[part=submit]').click();
    await arrived;
    await second.die();

    const third = await switchOn(disk, customer);
    await third.device.sees(form(third.device), 'Ще не знаємо, чи звернення надійшло', LETTER);
    await press(third.device, 'Перевірити ще раз');
    await third.device.sees(form(third.device), 'Звернення надіслано', LETTER, 'Квитанція.pdf');
    await third.device.goTo('/zvernennia.html');
    const appeals = third.device.page.locator('kabinet-appeal-list [part=appeal]');
    await appeals.first().waitFor();
    expect(await appeals.count()).toBe(1);
    expect(await third.device.outbox()).toEqual([]);
  }, 120_000);
});
