import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { browserFlags, findOrInstallBrowser } from '../../scripts/ensure-browser.mjs';
import { contextOptions, useDevice } from './support/device.js';
import { lostAnswer, refused } from './support/faults.js';
import { everythingStored } from './support/everything-stored.js';
import { openNetwork } from './support/network.js';
import { useCabinet } from './support/use-cabinet.js';

const house = useCabinet();

/** Of the photo: with what and when it was taken, which says where as well. */
const TRACES = ['Secret Camera', '2026:11:03 09:58:00'];
/** A place that somebody looks for: no one is named, and yet it is nobody's business. */
const SEARCHED = 'заричч';

describe('what is personal', () => {
  it('stands in no log, no address, no storage and no event of a whole visit', async () => {
    const profile = await mkdtemp(join(tmpdir(), 'kabinet-e2e-profile-'));
    onTestFinished(() => rm(profile, { recursive: true, force: true }));
    const customer = house.cabinet.newCustomer();
    const network = await openNetwork(house.cabinet.apiUrl);
    const options = { as: customer };
    const context = await chromium.launchPersistentContext(profile, {
      ...contextOptions(network, options),
      executablePath: await findOrInstallBrowser(),
      args: browserFlags(),
    });
    onTestFinished(async () => {
      await context.close();
      await network.close();
    });
    const device = await useDevice({ network, context, cabinet: house.cabinet, options });
    const events: unknown[] = [];
    const leave = async () => void events.push(...(await device.allEvents()));

    // A visit with everything in it: looking, mistakes, a broken network, sending, correcting, taking back.
    const reading = customer.lastReading + 4;
    await device.goTo('/rakhunok.html');
    await device.settled();
    await leave();
    await device.goTo('/pokazannia.html');
    await device.handIn('багато');
    await device.sees(device.form, 'Введіть показання цифрами');
    network.fail(refused);
    await device.handIn(reading);
    await device.sees(device.form, 'Ще не знаємо, чи дійшло показання');
    expect(await device.outbox()).toHaveLength(1);
    const kept = await everythingStored(device.page);
    await leave();
    network.heal();
    await device.goTo('/pokazannia.html');
    await device.sees(device.form, 'Показання прийнято');
    await leave();
    await device.goTo('/kabinet.html');
    await device.button('Виправити').click();
    let isFirst = true;
    network.fail(lostAnswer, ({ method }) => method === 'POST' && isFirst && !(isFirst = false));
    await device.field.fill(String(reading + 1));
    await device.button('Передати виправлене').click();
    await device.sees(device.form, `${reading + 1} м³`);
    network.heal();
    await device.choosePhoto();
    await device.button('Надіслати фото').click();
    await device.sees(device.form, 'Фото лічильника додано.');
    await device.sees(device.tariff, 'Ваш тариф', '7,96 грн');
    await device.button('Скасувати показання').click();
    await device.button('Так, скасувати').click();
    await device.sees(device.form, 'Показання скасовано');
    await leave();
    await device.goTo('/taryfy.html');
    await device.settled();
    await device.tariff.getByRole('combobox', { name: 'Населений пункт' }).focus();
    await device.page.keyboard.type(SEARCHED);
    await device.sees(device.tariff, 'Знайдено: 1');
    await leave();

    const tokens = network.calls.flatMap(({ headers }) => headers['authorization']?.slice('Bearer '.length) ?? []);
    expect(tokens.length).toBeGreaterThan(10);
    expect(events.length).toBeGreaterThan(3);
    const canaries = [
      customer.accountNumber,
      customer.accountNumber.replace(/\D/g, ''),
      ...customer.name.split(' '),
      customer.address,
      customer.serialNumber,
      customer.ref,
      ...new Set(tokens),
      ...TRACES,
    ];
    const addresses = network.requests.map(({ url }) => url.href).join('\n');
    expect(hits(canaries, decodeURIComponent(addresses))).toEqual([]);
    expect(hits(canaries, JSON.stringify(events))).toEqual([]);
    const log = await house.cabinet.log();
    expect(log).toContain('submitReading');
    expect(log).toContain('attachReadingPhoto');
    expect(hits([...canaries, String(reading), SEARCHED, encodeURIComponent(SEARCHED)], log)).toEqual([]);
    expect(hits([...canaries, String(reading)], kept)).toEqual([]);
    expect(hits(canaries, await everythingStored(device.page))).toEqual([]);
    // The site's own session is the only cookie, and no script reads it.
    expect(await device.page.evaluate(() => document.cookie)).toBe('');
    expect((await context.cookies()).map(({ name, httpOnly }) => [name, httpOnly])).toEqual([['site_session', true]]);

    // Nor in what the browser wrote to the disk.
    await context.close();
    const written = await Promise.all((await filesBelow(profile)).map((file) => readFile(file)));
    // The outbox's ids begin so: what was written is found where it is.
    expect(written.some((bytes) => isWrittenIn(bytes, 'prydesnianskgaz/'))).toBe(true);
    expect(canaries.filter((each) => written.some((bytes) => isWrittenIn(bytes, each)))).toEqual([]);
  });
});

/** The canaries that are in the text. */
function hits(canaries: readonly string[], text: string): string[] {
  return canaries.filter((canary) => text.includes(canary));
}

/** In any of the ways in which browsers write text. */
function isWrittenIn(bytes: Buffer, text: string): boolean {
  const utf16 = Buffer.from(text, 'utf16le');
  return [Buffer.from(text), utf16, Buffer.from(utf16).swap16()].some((written) => bytes.includes(written));
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
