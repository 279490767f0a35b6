import { describe, expect, it } from 'vitest';
import { answerAll, faultsSeen } from './support/axe.js';
import type { Customer } from './support/cabinet.js';
import type { Device } from './support/device.js';
import { refused } from './support/faults.js';
import { useCabinet } from './support/use-cabinet.js';

const house = useCabinet();

const pages = [
  '/',
  '/kabinet.html',
  '/pokazannia.html',
  '/rakhunok.html',
  '/kvytantsiia.html',
  '/taryfy.html',
  '/pro-kabinet.html',
  '/nema-takoi.html',
];

describe.concurrent('axe finds nothing', () => {
  it.for(pages)(
    'on %s, signed out and signed in, wide and narrow, light and dark',
    async (path, { onTestFinished }) => {
      const device = await house.device(onTestFinished);
      await device.goTo(path);
      if (await device.hasWidgets()) await device.settled();
      expect(await faultsSeen(device)).toEqual([]);
      await device.signIn(house.cabinet.newCustomer());
      await device.goTo(path);
      if (await device.hasWidgets()) await device.settled();
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

  it.for(['uk', 'ru', 'en'])(
    'on the page of tariffs in %s, answered, with everything open and a place searched for',
    async (language, { onTestFinished }) => {
      const device = await house.device(onTestFinished);
      const { tariff, calculator } = device;
      await device.goTo(`/taryfy.html?lang=${language}`);
      await device.settled();
      for (const widget of [tariff, calculator]) await answerAll(widget);
      await tariff.locator('[part=price]').first().waitFor();
      for (const each of await tariff.locator('summary').all()) await each.click();
      await tariff.locator('ol.times').first().waitFor();
      for (const widget of [tariff, calculator]) await widget.locator('input[inputmode=decimal]').first().fill('45');
      for (const widget of [tariff, calculator]) await widget.locator('[part=bill]').first().waitFor();
      expect(await faultsSeen(device)).toEqual([]);
      await tariff.getByRole('combobox').first().click();
      await tariff.getByRole('listbox').waitFor();
      expect(await faultsSeen(device)).toEqual([]);
      expect(device.complaints).toEqual([]);
    },
  );
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
      name: 'with a likely slip explained, and put right',
      reach: async (device, customer) => {
        await device.handIn(String(customer.lastReading + 4).slice(1));
        await device.sees(device.form, 'Перевірте показання');
        expect(await faultsSeen(device)).toEqual([]);
        await device.button(/^Виправити на/).click();
        await device.sees(device.form, 'Виправлено');
      },
    },
    {
      name: 'with a photo chosen, and added',
      reach: async (device, customer) => {
        await device.handIn(customer.lastReading + 4);
        await device.sees(device.form, 'Показання прийнято');
        await device.choosePhoto();
        expect(await faultsSeen(device)).toEqual([]);
        await device.button('Надіслати фото').click();
        await device.sees(device.form, 'Фото лічильника додано.');
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
    // Numbers of five digits: one of four without its first may be right as it is.
    const customer = house.cabinet.newCustomer({ whom: ({ lastReading }) => lastReading > 12_000 });
    const device = await house.device(onTestFinished, { as: customer });
    await device.goTo('/kabinet.html');
    await device.settled();
    await reach(device, customer);
    expect(await faultsSeen(device)).toEqual([]);
    expect(device.complaints).toEqual([]);
  });
});
