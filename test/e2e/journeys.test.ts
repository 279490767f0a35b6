import { rm, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startDemo } from '../../demo/run-demo.mjs';
import { root, runNode } from '../../scripts/lib/run.mjs';
import { type Cabinet, makeSample, SUPPLIER } from './support/cabinet.js';
import { contextOptions, type Device, useDevice } from './support/device.js';
import { focusedName, tabTo } from './support/keyboard.js';
import { openNetwork } from './support/network.js';
import { useCabinet } from './support/use-cabinet.js';

const house = useCabinet();

const sizes = [
  { name: 'a phone', width: 360, height: 740 },
  { name: 'a desk', width: 1280, height: 900 },
];

describe('a customer on the supplier’s site', () => {
  it.each(sizes)('hands in, corrects and takes back a reading on the screen of $name', async ({ width, height }) => {
    const customer = house.cabinet.newCustomer();
    const startedAt = new Date().toISOString();
    const device = await house.device(onTestFinished, { width, height });
    const { page, form, balance, meter } = device;

    // Signing in, as the site does it.
    await device.goTo('/kabinet.html');
    await page.getByRole('button', { name: customer.name }).first().click();
    await page.getByRole('heading', { name: 'Передати показання' }).waitFor();
    expect(page.url()).toBe(`${house.cabinet.siteUrl}/kabinet.html`);
    await device.sees(form, customer.accountNumber, customer.address, `Лічильник № ${customer.serialNumber}`);
    await device.sees(form, `Попереднє показання: ${String(customer.lastReading)}`, /Можна передати до|останній день/);
    await device.sees(balance, /До сплати|Переплата|Боргу немає/, 'Станом на');
    await device.sees(meter, customer.serialNumber, 'Останнє показання');
    expect(await isTooWide(device)).toBe(false);

    // Handing in.
    await device.field.fill(String(customer.lastReading + 7));
    await device.sees(form, 'Витрата: 7 м³');
    await device.button('Передати показання').click();
    await device.sees(form, 'Показання прийнято', `${customer.lastReading + 7} м³`);
    const [handedIn] = await house.cabinet.readingsOf(customer.accountId);
    expect(handedIn).toMatchObject({ status: 'accepted', source: 'customer', value: String(customer.lastReading + 7) });
    await device.sees(form, `Номер ${handedIn?.number}`, `Передано ${inKyiv(handedIn?.receivedAt)}`);
    await device.sees(meter, `${customer.lastReading + 7} м³`);
    expect(await isTooWide(device)).toBe(false);
    expect(await exported(house.cabinet, startedAt)).toContainEqual(
      expect.objectContaining({ cabinet_number: handedIn?.number, status: 'accepted' }),
    );

    // Another day, another visit.
    await page.reload();
    await device.sees(form, 'Показання прийнято', `Номер ${handedIn?.number}`);
    expect(await device.field.count()).toBe(0);

    // Correcting.
    await device.button('Виправити').click();
    expect(await device.field.inputValue()).toBe(String(customer.lastReading + 7));
    await device.field.fill(String(customer.lastReading + 9));
    await device.button('Передати виправлене').click();
    await device.sees(form, 'Показання прийнято', `${customer.lastReading + 9} м³`);
    const corrected = await house.cabinet.readingsOf(customer.accountId);
    expect(corrected.map(({ status, value }) => [status, value])).toEqual([
      ['superseded', String(customer.lastReading + 7)],
      ['accepted', String(customer.lastReading + 9)],
    ]);
    expect(corrected[1]?.supersedes).toBe(handedIn?.number);
    await device.sees(form, `Номер ${corrected[1]?.number}`);

    // Taking back.
    await device.button('Скасувати показання').click();
    await device.sees(form, 'Скасувати передане показання?');
    await device.button('Так, скасувати').click();
    await device.sees(form, 'Показання скасовано', 'Ви можете передати нове');
    const after = await house.cabinet.readingsOf(customer.accountId);
    expect(after.map(({ status }) => status)).toEqual(['superseded', 'withdrawn']);
    expect((await exported(house.cabinet, startedAt)).map((row) => [row['cabinet_number'], row['status']])).toEqual(
      expect.arrayContaining(after.map(({ number, status }) => [number, status])),
    );
    await page.reload();
    await device.field.waitFor();
    expect(await device.events()).toEqual([]);
    expect(device.complaints).toEqual([]);
  });

  it('does all of it with the keyboard alone', async () => {
    const customer = house.cabinet.newCustomer();
    const device = await house.device(onTestFinished, { width: 360, height: 740 });
    const { page, form } = device;
    await device.goTo('/kabinet.html');
    await tabTo(device, new RegExp(`^${customer.name}`));
    await page.keyboard.press('Enter');
    await page.waitForLoadState();
    await device.settled();

    await tabTo(device, 'Показання, м³');
    await page.keyboard.type(String(customer.lastReading + 3));
    await page.keyboard.press('Enter');
    await device.sees(form, 'Показання прийнято');
    await tabTo(device, 'Виправити');
    await page.keyboard.press('Enter');
    await device.sees(form, 'Ви виправляєте показання');
    // Whoever corrects stands in the field already.
    expect(await focusedName(device)).toBe('Показання, м³');
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type(String(customer.lastReading + 4));
    await page.keyboard.press('Enter');
    await device.sees(form, 'Показання прийнято', `${customer.lastReading + 4} м³`);
    await tabTo(device, 'Скасувати показання');
    await page.keyboard.press('Enter');
    await tabTo(device, 'Так, скасувати');
    await page.keyboard.press('Enter');
    await device.sees(form, 'Показання скасовано');
    const rows = await house.cabinet.readingsOf(customer.accountId);
    expect(rows.map(({ status }) => status)).toEqual(['superseded', 'withdrawn']);
  });

  it.each([
    {
      language: 'Русский',
      field: 'Показание, м³',
      submit: 'Передать показание',
      accepted: 'Показание принято',
      number: 'Номер',
      handedIn: 'Передано',
      owed: /К оплате|Переплата|Долга нет/,
      meter: 'Номер счётчика',
      locale: 'ru',
    },
    {
      language: 'English',
      field: 'Reading, m³',
      submit: 'Send the reading',
      accepted: 'Reading accepted',
      number: 'Number',
      handedIn: 'Sent',
      owed: /To pay|Paid ahead|Nothing owed/,
      meter: 'Meter number',
      locale: 'en-GB',
    },
  ])('hands in a reading in the language of the link “$language”', async (texts) => {
    const customer = house.cabinet.newCustomer();
    const device = await house.device(onTestFinished, { as: customer });
    const { page, form } = device;
    await device.goTo('/kabinet.html');
    await device.field.fill(String(customer.lastReading + 5));
    await page.getByRole('link', { name: texts.language }).click();
    await form.getByLabel(texts.field).waitFor();
    // What was typed before the change is not lost.
    expect(await form.getByLabel(texts.field).inputValue()).toBe(String(customer.lastReading + 5));
    await device.sees(device.balance, texts.owed);
    await device.sees(device.meter, texts.meter);
    await form.getByRole('button', { name: texts.submit }).click();
    await device.sees(form, texts.accepted);
    const [row] = await house.cabinet.readingsOf(customer.accountId);
    expect(row).toMatchObject({ status: 'accepted', value: String(customer.lastReading + 5) });
    await device.sees(
      form,
      `${texts.number} ${row?.number}`,
      `${texts.handedIn} ${inKyiv(row?.receivedAt, texts.locale)}`,
    );
    // The address keeps the language for the next visit.
    await page.reload();
    await device.sees(form, texts.accepted);
  });

  it('hands in for the second of two accounts, chosen once for all widgets', async () => {
    const natalia = house.cabinet.customers.find(({ label }) => label.uk === 'Наталія Євтушенко');
    const device = await house.device(onTestFinished, { as: { ref: natalia?.customerRef ?? '' } });
    const accounts = await house.cabinet.query<{ id: string; account_number: string }>(
      `select id, account_number from accounts where customer_ref = $1 order by account_number_key`,
      [natalia?.customerRef],
    );
    expect(accounts).toHaveLength(2);
    const [first, second] = accounts;
    await device.goTo('/kabinet.html');
    await device.field.waitFor();
    await device.form.getByLabel('Оберіть особовий рахунок').selectOption(second?.id ?? '');
    const [meter] = await house.cabinet.query<{ serial_number: string; last: string }>(
      `select m.serial_number, trunc(v.value)::text as last from meters m
       join readings r on r.meter_id = m.id join reading_values v on v.reading_id = r.id
       where m.account_id = $1 and r.status = 'accepted' order by r.read_at desc limit 1`,
      [second?.id],
    );
    await device.sees(device.form, `Лічильник № ${meter?.serial_number}`);
    await device.sees(device.meter, String(meter?.serial_number));
    await device.handIn(Number(meter?.last) + 2);
    await device.sees(device.form, 'Показання прийнято');
    expect(await house.cabinet.readingsOf(first?.id ?? '')).toEqual([]);
    expect(await house.cabinet.readingsOf(second?.id ?? '')).toMatchObject([{ status: 'accepted' }]);
  });
});

describe('the embedded database', () => {
  it('takes a reading that outlives the server', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'kabinet-e2e-embedded-'));
    onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
    await makeSample(join(dataDir, 'sample/gas'), 20);
    const ports = { api: 0, site: 0, sandbox: 0 };
    const demo = await startDemo({ dataDir, ports, suppliers: [SUPPLIER], withClerks: true });
    onTestFinished(() => demo.stop());
    const network = await openNetwork(demo.apiUrl);
    const context = await house.browser.newContext(contextOptions(network, {}));
    onTestFinished(async () => {
      await context.close();
      await network.close();
    });
    const device = await useDevice({
      network,
      context,
      cabinet: demo,
      options: { as: { ref: demo.customers[0]?.customerRef ?? '' } },
    });
    await device.goTo('/kabinet.html');
    await device.settled();
    const [, previous] = /Попереднє показання: (\d+)/.exec(await device.words(device.form)) ?? [];
    await device.handIn(Number(previous) + 1);
    await device.sees(device.form, 'Показання прийнято');
    const [number] = /\d{4}-\d{4}/.exec(await device.words(device.form)) ?? [];

    // Its customers sign in on the supplier's site, its staff here: with what the start of the demo says.
    const { clerk } = demo;
    const desk = await house.browser.newPage({ locale: 'uk-UA' });
    onTestFinished(() => desk.close());
    await desk.goto(clerk?.signInUrl ?? '');
    await desk.getByLabel('Телефон або e-mail').fill(clerk?.contact ?? '');
    await desk.locator('#password').fill(clerk?.password ?? '');
    await desk.getByRole('button', { name: 'Увійти', exact: true }).click();
    await desk.locator('#code').waitFor();
    const [code = ''] = /\b\d{6}\b/.exec(await (await fetch(`${demo.apiUrl}/outbox`)).text()) ?? [];
    await desk.locator('#code').fill(code);
    await desk.getByRole('heading', { name: 'Звернення', level: 1 }).waitFor();
    expect(desk.url()).toBe(clerk?.signInUrl);

    // The embedded database belongs to one process at a time: the supplier's export comes after the server.
    await demo.stop();
    const { output } = await runNode(
      [
        join(root, 'packages/server/bin/kabinet-server.js'),
        'export',
        'readings',
        '--supplier',
        SUPPLIER,
        '--format',
        'jsonl',
      ],
      { quiet: true, env: { ...process.env, DATABASE_URL: '', KABINET_DATA: join(dataDir, 'db') } },
    );
    expect(jsonLines(output)).toMatchObject([{ cabinet_number: number, status: 'accepted' }]);
  });
});

/** What the supplier's billing is given of what happened since the moment. */
async function exported(cabinet: Cabinet, since: string): Promise<Record<string, unknown>[]> {
  const { code, output } = await cabinet.command([
    'export',
    'readings',
    '--supplier',
    SUPPLIER,
    '--since',
    since,
    '--format',
    'jsonl',
  ]);
  expect(code, output).toBe(0);
  return jsonLines(output);
}

function jsonLines(output: string): Record<string, unknown>[] {
  return output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** A moment as the receipt tells it, in the supplier's zone. */
function inKyiv(moment: Date | undefined, locale = 'uk'): string {
  const tell = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: 'Europe/Kyiv', ...options }).format(moment);
  return `${tell({ day: 'numeric', month: 'long' })}, ${tell({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })}`;
}

function isTooWide({ page }: Device): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
}
