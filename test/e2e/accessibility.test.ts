import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, run } from 'axe-core';
import { describe, expect, it } from 'vitest';
import type { Customer } from './support/cabinet.js';
import type { Device } from './support/device.js';
import { refused } from './support/faults.js';
import { useCabinet } from './support/use-cabinet.js';

const house = useCabinet();
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const pages = ['/', '/kabinet.html', '/pokazannia.html', '/rakhunok.html', '/pro-kabinet.html', '/nema-takoi.html'];
const widths = [360, 1280];
const schemes = ['light', 'dark'] as const;

/** What axe finds wrong on the page as it stands, in each width and colour scheme: rule, place, and where it was seen. */
async function faultsSeen(device: Device): Promise<string[]> {
  // By the debugger, not by a script tag: the site's policy lets no other script in.
  await device.page.evaluate(axeSource);
  const found: string[] = [];
  for (const width of widths) {
    for (const colorScheme of schemes) {
      await device.page.setViewportSize({ width, height: 800 });
      // Without motion, colours are at once what they are to be.
      await device.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      found.push(...(await runAxe(device)).map((fault) => `${fault} (${width} px, ${colorScheme})`));
    }
  }
  return found;
}

function runAxe({ page }: Device): Promise<string[]> {
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run: typeof run } };
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const results: AxeResults = await axe.run(document, { runOnly: { type: 'tag', values: tags }, preload: false });
    return results.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary ?? ''}`),
    );
  });
}

describe.concurrent('axe finds nothing', () => {
  it.for(pages)(
    'on %s, signed out and signed in, wide and narrow, light and dark',
    async (path, { onTestFinished }) => {
      const device = await house.device(onTestFinished);
      await device.goTo(path);
      expect(await faultsSeen(device)).toEqual([]);
      await device.signIn(house.cabinet.newCustomer());
      await device.goTo(path);
      if (await device.page.locator('kabinet-reading-form, kabinet-balance-card, kabinet-meter-card').count())
        await device.settled();
      expect(await faultsSeen(device)).toEqual([]);
      expect(device.complaints).toEqual([]);
    },
  );

  it.for(['ru', 'en'])('in the cabinet in %s', async (language, { onTestFinished }) => {
    const device = await house.device(onTestFinished, { as: house.cabinet.newCustomer() });
    await device.goTo(`/kabinet.html?lang=${language}`);
    await device.settled();
    expect(await faultsSeen(device)).toEqual([]);
  });
});

describe.concurrent('axe finds nothing in the cabinet, and the policy nothing to forbid,', () => {
  /** Each brings the cabinet into a state that a customer may find it in. */
  const states: readonly { name: string; reach: (device: Device, customer: Customer) => Promise<void> }[] = [
    {
      name: 'with a receipt, a correction and a withdrawal',
      reach: async (device, customer) => {
        await device.handIn(customer.lastReading + 4);
        await device.sees(device.form, 'Показання прийнято');
        expect(await faultsSeen(device)).toEqual([]);
        await device.button('Виправити').click();
        await device.sees(device.form, 'Ви виправляєте показання');
        expect(await faultsSeen(device)).toEqual([]);
        await device.button('Не виправляти').click();
        await device.button('Скасувати показання').click();
        await device.sees(device.form, 'Скасувати передане показання?');
        expect(await faultsSeen(device)).toEqual([]);
        await device.button('Так, скасувати').click();
        await device.sees(device.form, 'Показання скасовано');
      },
    },
    {
      name: 'with an error at the field',
      reach: async (device) => {
        await device.handIn('багато');
        await device.sees(device.form, 'Введіть показання цифрами');
      },
    },
    {
      name: 'with a doubt shown back',
      reach: async (device, customer) => {
        await device.handIn(customer.lastReading - 10);
        await device.sees(device.form, 'Перевірте показання');
      },
    },
    {
      name: 'with a reading that nobody knows of yet',
      reach: async (device, customer) => {
        device.network.fail(refused);
        await device.handIn(customer.lastReading + 4);
        await device.sees(device.form, 'Ще не знаємо, чи дійшло показання');
      },
    },
    {
      name: 'while the service is down',
      reach: async (device) => {
        device.network.fail(refused);
        await device.page.reload();
        await device.settled();
        await device.sees(device.form, 'Сервіс зараз не працює');
      },
    },
  ];

  it.for(states)('$name', async ({ reach }, { onTestFinished }) => {
    const customer = house.cabinet.newCustomer();
    const device = await house.device(onTestFinished, { as: customer });
    await device.goTo('/kabinet.html');
    await device.settled();
    await reach(device, customer);
    expect(await faultsSeen(device)).toEqual([]);
    expect(device.complaints).toEqual([]);
  });
});
