import { describe, expect, it, onTestFinished } from 'vitest';
import { REFUSES_NOW, TAKES_LATE } from './support/cabinet.js';
import type { Device } from './support/device.js';
import { refused } from './support/faults.js';
import { useCabinet } from './support/use-cabinet.js';

// What went wrong is told by what can be done about it: five different things, in five different words.

const house = useCabinet();

const widgets = (account: string) => `
  <kabinet-reading-form account="${account}">Телефон</kabinet-reading-form>
  <kabinet-balance-card account="${account}">Телефон</kabinet-balance-card>
  <kabinet-meter-card account="${account}">Телефон</kabinet-meter-card>
  <kabinet-tariff-lookup account="${account}">Телефон</kabinet-tariff-lookup>
  <kabinet-cost-calculator account="${account}">Телефон</kabinet-cost-calculator>`;

const widgetsOf = ({ form, balance, meter, tariff, calculator }: Device) => [form, balance, meter, tariff, calculator];

async function openWidgets(device: Device, account: string): Promise<void> {
  await device.openOwnPage({ body: widgets(account), apiBase: house.cabinet.apiBase });
  await device.settled();
}

/** Each widget of the page: the cabinet has no calculator. */
async function eachSays(device: Device, ...texts: string[]): Promise<void> {
  const all = widgetsOf(device);
  const onPage = (await device.calculator.count()) > 0 ? all : all.slice(0, -1);
  for (const widget of onPage) await device.sees(widget, ...texts);
}

describe('each widget, for an account', () => {
  it('shows it however its number is spaced', async () => {
    const customer = house.cabinet.newCustomer();
    const device = await house.device(onTestFinished, { as: customer });
    await openWidgets(device, ` ${customer.accountNumber.replace(/[ -]/g, '').split('').join(' ')} `);
    await eachSays(device, customer.accountNumber, customer.address);
  });

  it('says how a number is written that is none', async () => {
    const device = await house.device(onTestFinished, { as: house.cabinet.newCustomer() });
    await openWidgets(device, '12-АБВ');
    await eachSays(device, 'Номер особового рахунку записано не так', '0400123456');
  });

  it('says that another customer’s account is not in this cabinet, in the same words as for one that does not exist', async () => {
    const [customer, neighbour] = [house.cabinet.newCustomer(), house.cabinet.newCustomer()];
    const device = await house.device(onTestFinished, { as: customer });
    const told: string[] = [];
    for (const account of [neighbour.accountNumber, '0499999999']) {
      await openWidgets(device, account);
      await eachSays(device, `Рахунок ${account} не додано до вашого кабінету`);
      const words = await Promise.all(widgetsOf(device).map((each) => device.words(each)));
      told.push(words.join('\n').replaceAll(account, '…'));
      // Nothing of the neighbour's.
      expect(words.join(' ')).not.toContain(neighbour.address);
      expect(words.join(' ')).not.toContain(neighbour.serialNumber);
    }
    expect(told[0]).toBe(told[1]);
  });

  it('says that no account is linked yet', async () => {
    const newcomer = house.cabinet.customers.find(({ label }) => label.uk === 'Новий споживач');
    const device = await house.device(onTestFinished, { as: { ref: newcomer?.customerRef ?? '' } });
    await device.goTo('/kabinet.html');
    await eachSays(device, 'До вашого кабінету ще не додано особовий рахунок', 'Зателефонуйте');
  });

  it('says that the service does not work', async () => {
    const customer = house.cabinet.newCustomer();
    const device = await house.device(onTestFinished, { as: customer });
    device.network.fail(refused);
    await openWidgets(device, customer.accountNumber);
    await eachSays(device, 'Сервіс зараз не працює', 'Ви нічого не зробили неправильно');
  });

  it('takes nothing for an account that went to somebody else while the page was open, and says so', async () => {
    const [customer, heir] = [house.cabinet.newCustomer(), house.cabinet.newCustomer()];
    const device = await house.device(onTestFinished, { as: customer });
    await device.goTo('/kabinet.html');
    await device.field.waitFor();
    // What a nightly import does when a flat is sold.
    await house.cabinet.query('update accounts set customer_ref = $1 where id = $2', [heir.ref, customer.accountId]);
    await device.handIn(customer.lastReading + 4);
    await eachSays(device, 'До вашого кабінету ще не додано особовий рахунок');
    expect(await house.cabinet.readingsOf(customer.accountId)).toEqual([]);
    expect((await device.events()).map(({ type }) => type)).toEqual(['kabinet-error']);
  });
});

describe('outside the period for readings', () => {
  it('sends a reading late where the supplier takes it, and says which bill it will be in', async () => {
    const customer = house.cabinet.newCustomer({ locality: TAKES_LATE });
    const device = await house.device(onTestFinished, { as: customer });
    await device.goTo('/kabinet.html');
    await device.sees(
      device.form,
      /Показання приймають з \d+ \S+ до \d+ \S+/,
      'Надіслати можна й зараз',
      'у квитанції за',
    );
    const [, month] = /у квитанції за (\S+ \d{4})/.exec(await device.words(device.form)) ?? [];
    await device.handIn(customer.lastReading + 4);
    await device.sees(device.form, 'Показання прийнято', `у квитанції за ${month}`);
    expect(await house.cabinet.readingsOf(customer.accountId)).toMatchObject([
      { status: 'accepted', value: String(customer.lastReading + 4) },
    ]);
  });

  it('tells when to come back where the supplier takes none, and keeps what was typed', async () => {
    const customer = house.cabinet.newCustomer({ locality: REFUSES_NOW });
    const device = await house.device(onTestFinished, { as: customer });
    // A page without the outbox.
    await openWidgets(device, customer.accountNumber);
    await device.sees(device.form, /Показання приймають з \d+ \S+ до \d+ \S+/, 'Зараз постачальник їх не приймає');
    await device.handIn(customer.lastReading + 4);
    await device.sees(device.form, 'Те, що ви ввели, на місці');
    expect(await device.field.inputValue()).toBe(String(customer.lastReading + 4));
    expect(await house.cabinet.readingsOf(customer.accountId)).toEqual([]);
  });

  it('keeps the reading on the device where the page allows it', async () => {
    const customer = house.cabinet.newCustomer({ locality: REFUSES_NOW });
    const device = await house.device(onTestFinished, { as: customer });
    await device.goTo('/pokazannia.html');
    await device.field.fill(String(customer.lastReading + 4));
    await device.button('Зберегти на цьому пристрої').click();
    await device.sees(device.form, 'Показання збережено на цьому пристрої', 'Постачальник його ще не отримав');
    await device.page.reload();
    await device.field.waitFor();
    await device.fieldHolds(String(customer.lastReading + 4));
    expect(device.network.calls.filter(({ method }) => method === 'POST')).toEqual([]);
    expect(await house.cabinet.readingsOf(customer.accountId)).toEqual([]);
  });
});

describe('the reading form, for what was typed', () => {
  it('asks for digits where letters are, and sends nothing', async () => {
    const customer = house.cabinet.newCustomer();
    const device = await house.device(onTestFinished, { as: customer });
    await device.goTo('/kabinet.html');
    await device.handIn('багато');
    await device.sees(device.form, /Введіть показання цифрами, наприклад 0*1234/);
    expect(await device.field.inputValue()).toBe('багато');
    await device.handIn('1234567890123');
    await device.sees(device.form, `На лічильнику ${customer.digits} чорних цифр, а введено більше`);
    expect(device.network.calls.filter(({ method }) => method === 'POST')).toEqual([]);
  });

  it('forgives spaces, the letter О and the red digits', async () => {
    const customer = house.cabinet.newCustomer();
    const device = await house.device(onTestFinished, { as: customer });
    await device.goTo('/kabinet.html');
    const reading = String(customer.lastReading + 4);
    await device.handIn(` ${reading.padStart(customer.digits, '0').replaceAll('0', 'О').split('').join(' ')},789`);
    await device.sees(device.form, 'Показання прийнято');
    const [row] = await house.cabinet.readingsOf(customer.accountId);
    expect(row?.value).toMatch(new RegExp(`^${reading}(\\.7\\d*)?$`));
  });

  it('shows a reading below the last one back, and takes it after “Так, усе правильно” to be looked at', async () => {
    const customer = house.cabinet.newCustomer();
    const device = await house.device(onTestFinished, { as: customer });
    await device.goTo('/kabinet.html');
    await device.handIn(customer.lastReading - 10);
    await device.sees(device.form, 'Перевірте показання', 'менше за попереднє показання');
    expect(await house.cabinet.readingsOf(customer.accountId)).toEqual([]);
    await device.button('Так, усе правильно').click();
    await device.sees(device.form, 'Показання отримано, його перевірить фахівець');
    expect(await house.cabinet.readingsOf(customer.accountId)).toMatchObject([
      { status: 'questioned', value: String(customer.lastReading - 10) },
    ]);
  });
});
