import type { Locator } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { faultsSeen } from './support/axe.js';
import type { Customer } from './support/cabinet.js';
import type { Device } from './support/device.js';
import { useCabinet } from './support/use-cabinet.js';

// A7: an appointment with the managers of either company, on a page of the gas supplier, against the real API and database.

const house = useCabinet({ accounts: 20 });

const ENGINEER = 'Прийом головного інженера';

interface Stored {
  readonly number: string;
  readonly status: string;
  readonly place: number | null;
  readonly topic: string;
  readonly startsAt: Date;
}

const storedOf = ({ ref }: Customer) =>
  house.cabinet.query<Stored>(
    'select number, status, place, topic, starts_at as "startsAt" from appointments where customer_ref = $1 order by booked_at',
    [ref],
  );

async function visit(as: Customer): Promise<{ device: Device; form: Locator }> {
  const device = await house.device(onTestFinished, { as });
  await device.openOwnPage({
    body: '<main><h1>Кабінет</h1><kabinet-appointment-form>Запис: 0 800 000 100</kabinet-appointment-form></main>',
    apiBase: house.cabinet.apiBase,
  });
  const form = device.page.locator('kabinet-appointment-form');
  await device.sees(form, 'Придеснянськгаз (розподіл газу)', ENGINEER);
  return { device, form };
}

const button = (form: Locator, name: string | RegExp) => form.getByRole('button', { name, exact: true });
/** The times that can be chosen. */
const times = (form: Locator) => form.locator('button[part=slot]');

/** Chooses that time of the chief engineer's, or the first one; tells it as it is written. */
async function chooses({ device, form }: { device: Device; form: Locator }, time?: string): Promise<string> {
  await button(form, `Обрати час: ${ENGINEER}`).click();
  await device.sees(form, 'Записатися можна до');
  const slot = time === undefined ? times(form).first() : button(form, time);
  const name = (await slot.getAttribute('aria-label')) ?? '';
  await slot.click();
  await form.getByLabel('З яким питанням ви прийдете?').waitFor();
  return name;
}

async function books({ device, form }: { device: Device; form: Locator }, topic: string): Promise<void> {
  await form.getByLabel('З яким питанням ви прийдете?').fill(topic);
  await button(form, /^Записатися: /).click();
  await device.sees(form, /Вас записано|Цей час щойно зайняли/);
}

describe('an appointment with the gas network’s chief engineer', () => {
  it('is booked, put into a calendar, moved and cancelled, and the database has what the page said', async () => {
    const customer = house.cabinet.newCustomer();
    const at = await visit(customer);
    const { device, form } = at;
    // Both companies receive people.
    await device.sees(form, 'Придеснянськгаз Збут (постачання)', 'Прийом керівниці збуту');
    await chooses(at);
    await books(at, 'Підключення дачі <b>до мережі</b>');
    const [booked] = await storedOf(customer);
    expect(booked).toMatchObject({ status: 'booked', place: 0, topic: 'Підключення дачі <b>до мережі</b>' });
    await device.sees(form, `Номер запису ${booked?.number ?? ''}`, 'каб. 12', 'Візьміть паспорт', '<b>до мережі</b>');
    const when = new Intl.DateTimeFormat('uk', { timeZone: 'Europe/Kyiv', hour: '2-digit', minute: '2-digit' });
    await device.sees(form, when.format(booked?.startsAt));
    expect(await faultsSeen(device)).toEqual([]);

    const download = device.page.waitForEvent('download');
    await button(form, /^Додати в календар/).click();
    expect((await download).suggestedFilename()).toBe(`${booked?.number ?? ''}.ics`);

    await button(form, /^Змінити час/).click();
    await device.sees(form, 'Цей час залишиться за вами');
    await times(form).last().click();
    await button(form, /^Перенести: /).click();
    await device.sees(form, 'Запис перенесено');
    const [moved] = await storedOf(customer);
    expect(moved).toMatchObject({ number: booked?.number, status: 'booked' });
    expect(moved?.startsAt.getTime()).toBeGreaterThan(booked?.startsAt.getTime() ?? Infinity);

    await button(form, /^Скасувати запис/).click();
    await button(form, 'Так, скасувати').click();
    await device.sees(form, 'Запис скасовано');
    expect(await storedOf(customer)).toMatchObject([{ status: 'cancelled', place: null }]);
    expect(device.complaints).toEqual([]);
  });

  it('is given to one of two who chose the same time, and the other one finds the next without writing anew', async () => {
    const [first, second] = [house.cabinet.newCustomer(), house.cabinet.newCustomer()];
    const [one, other] = [await visit(first), await visit(second)];
    const time = await chooses(one);
    await chooses(other, time);
    await books(one, 'Тиск газу');
    await books(other, 'Повірка лічильника');
    await one.device.sees(one.form, 'Вас записано');
    await other.device.sees(other.form, 'Цей час щойно зайняли', 'Оберіть інший вільний час');
    await times(other.form).first().click();
    expect(await other.form.getByLabel('З яким питанням ви прийдете?').inputValue()).toBe('Повірка лічильника');
    await button(other.form, /^Записатися: /).click();
    await other.device.sees(other.form, 'Вас записано');
    const [a, b] = [(await storedOf(first))[0], (await storedOf(second))[0]];
    expect([a?.status, b?.status]).toEqual(['booked', 'booked']);
    expect(a?.startsAt.getTime()).not.toBe(b?.startsAt.getTime());
  });
});
