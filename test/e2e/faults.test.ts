import { describe, expect, it } from 'vitest';
import type { Device } from './support/device.js';
import * as faults from './support/faults.js';
import { type Call, calling, type Fault, isAccountRead } from './support/network.js';
import { useCabinet } from './support/use-cabinet.js';

// Everything a network or a service can do wrong, before each widget: a designed state in words, soon, and a way on.

const house = useCabinet();

/** By when every widget has said how it stands. */
const SETTLED_WITHIN_MS = 15_000;

const DOWN = 'Сервіс зараз не працює';
const TOO_SLOW = 'Сервіс відповідає надто довго';
const ODD_ANSWER = 'Сервіс дав незрозумілу відповідь';
const everything = (): boolean => true;

interface Trouble {
  readonly name: string;
  readonly fault: Fault;
  /** What the widgets say when they read. */
  readonly says: string;
  /** Whether the browser's own question before a call is struck too. */
  readonly when?: (call: Call) => boolean;
}

const troubles: readonly Trouble[] = [
  { name: 'nobody listens', fault: faults.refused, says: DOWN, when: everything },
  { name: 'an answer takes 30 seconds', fault: faults.slow, says: TOO_SLOW },
  { name: 'an answer comes byte by byte', fault: faults.drip, says: TOO_SLOW },
  { name: 'the service fails (500)', fault: faults.serverError, says: DOWN },
  { name: 'a gateway shows its own page (502)', fault: faults.gatewayPage, says: DOWN },
  { name: 'the answer is cut', fault: faults.cutJson, says: ODD_ANSWER },
  { name: 'the connection breaks in the answer', fault: faults.cutConnection, says: DOWN },
  { name: 'the answer lacks a field', fault: faults.missingField, says: ODD_ANSWER },
  { name: 'a field of the answer has another type', fault: faults.wrongType, says: ODD_ANSWER },
  { name: 'the service does not know the site (CORS)', fault: faults.corsRefusal, says: DOWN, when: everything },
  { name: 'a captive portal stands before it', fault: faults.captivePortal, says: DOWN, when: everything },
];

/** The widgets of the cabinet page. */
const widgetsOf = ({ form, balance, meter, tariff }: Device) => [form, balance, meter, tariff];

/** What they say, each in one line. */
async function words(device: Device): Promise<string[]> {
  return Promise.all(widgetsOf(device).map((widget) => device.words(widget)));
}

describe.concurrent('each widget', () => {
  it.for(troubles)(
    'says so when $name, and shows all when it is over',
    async ({ fault, says, when }, { onTestFinished }) => {
      const customer = house.cabinet.newCustomer();
      const device = await house.device(onTestFinished, { as: customer });
      device.network.fail(fault, when);
      await device.goTo('/kabinet.html');
      expect(await device.settled()).toBeLessThan(SETTLED_WITHIN_MS);
      for (const said of await words(device)) {
        expect(said).toContain(says);
        expect(said).toContain('Спробувати ще раз');
      }
      device.network.heal();
      // The widgets share what they read: one press helps all.
      await device.button('Спробувати ще раз').click();
      await seesEverything(device, customer);
    },
  );

  it.for(troubles)('says so when $name for what it alone reads', async ({ fault, says }, { onTestFinished }) => {
    const customer = house.cabinet.newCustomer();
    const device = await house.device(onTestFinished, { as: customer });
    device.network.fail(fault, isAccountRead);
    await device.goTo('/kabinet.html');
    expect(await device.settled()).toBeLessThan(SETTLED_WITHIN_MS);
    for (const said of await words(device)) {
      expect(said).toContain(says);
      // Whose account it is, and whom to call, is known and stays.
      expect(said).toContain(customer.accountNumber);
      expect(said).toContain('0 800 000 100');
    }
    device.network.heal();
    for (const widget of widgetsOf(device)) {
      const again = widget.getByRole('button', { name: 'Спробувати ще раз' });
      // A press in one widget may have helped the next one already.
      if (await again.isVisible()) await again.click();
    }
    await seesEverything(device, customer);
  });

  it('says how long to wait when there are too many requests (429)', async ({ onTestFinished }) => {
    const customer = house.cabinet.newCustomer();
    const device = await house.device(onTestFinished, { as: customer });
    device.network.fail(faults.tooMany(21));
    await device.goTo('/kabinet.html');
    expect(await device.settled()).toBeLessThan(SETTLED_WITHIN_MS);
    for (const said of await words(device)) {
      expect(said).toContain('Зараз дуже багато запитів');
      expect(said).toContain('за 21 секунду');
    }
    device.network.heal();
    await device.button('Спробувати ще раз').click();
    await seesEverything(device, customer);
  });

  it('asks to sign in when the service accepts no token (401)', async ({ onTestFinished }) => {
    const customer = house.cabinet.newCustomer();
    const device = await house.device(onTestFinished, { as: customer });
    device.network.fail(faults.unauthorized, ({ headers }) => headers['authorization'] !== undefined);
    await device.goTo('/kabinet.html');
    expect(await device.settled()).toBeLessThan(SETTLED_WITHIN_MS);
    for (const said of await words(device)) expect(said).toMatch(/Спочатку увійдіть.*Увійти/);
  });

  it('notices nothing of a token that ended, when the site gives the next', async ({ onTestFinished }) => {
    const customer = house.cabinet.newCustomer();
    const device = await house.device(onTestFinished, { as: customer });
    await device.goTo('/kabinet.html');
    await device.field.fill(String(customer.lastReading + 4));
    const [token] = new Set(device.network.calls.map(({ headers }) => headers['authorization']).filter(Boolean));
    device.network.fail(faults.unauthorized, ({ headers }) => headers['authorization'] === token);
    await device.button('Передати показання').click();
    await device.sees(device.form, 'Показання прийнято');
    await device.sees(device.meter, `${customer.lastReading + 4} м³`);
    for (const said of await words(device)) expect(said).not.toContain('Увійти');
    expect(await house.cabinet.readingsOf(customer.accountId)).toHaveLength(1);
    expect(device.network.requests.filter(({ url }) => url.pathname === '/kabinet-token')).toHaveLength(2);
  });

  it('keeps what it has when the network goes away, and goes on when it is back', async ({ onTestFinished }) => {
    const customer = house.cabinet.newCustomer();
    const device = await house.device(onTestFinished, { as: customer });
    await device.goTo('/kabinet.html');
    await seesEverything(device, customer);
    const before = await words(device);
    await device.context.setOffline(true);
    expect(await words(device)).toEqual(before);
    await device.context.setOffline(false);
    await device.handIn(customer.lastReading + 4);
    await device.sees(device.form, 'Показання прийнято');
  });
});

describe.concurrent('on a page for anybody, the tariffs and the calculator', () => {
  it.for(troubles)(
    'say so when $name for what they alone read, and show all when it is over',
    async ({ fault, says }, { onTestFinished }) => {
      const device = await house.device(onTestFinished);
      const { tariff, calculator } = device;
      device.network.fail(fault, ({ url }) => url.pathname.endsWith('/tariffs'));
      await device.goTo('/taryfy.html');
      expect(await device.settled()).toBeLessThan(SETTLED_WITHIN_MS);
      for (const widget of [tariff, calculator]) {
        await device.sees(widget, says, 'Спробувати ще раз');
        // No price from nowhere.
        expect(await device.words(widget)).not.toMatch(/\d,\d\d грн/);
      }
      device.network.heal();
      await tariff.getByRole('button', { name: 'Спробувати ще раз' }).click();
      await device.sees(tariff, 'Який у вас лічильник?');
      await device.sees(calculator, 'Порахувати');
    },
  );

  it.for(
    troubles.filter(({ fault }) => [faults.refused, faults.slow, faults.gatewayPage, faults.cutJson].includes(fault)),
  )('keep what was typed of a place when $name, and find it when it is over', async ({ fault }, { onTestFinished }) => {
    const device = await house.device(onTestFinished);
    const { tariff, page } = device;
    await device.goTo('/taryfy.html');
    await device.settled();
    const place = tariff.getByRole('combobox', { name: 'Населений пункт' });
    await place.focus();
    device.network.fail(fault, ({ url }) => url.searchParams.has('query'));
    const typedAt = await device.now();
    await page.keyboard.type('заричч');
    expect(await device.timeUntil(tariff, 'Не вдалося знайти', typedAt)).toBeLessThan(SETTLED_WITHIN_MS);
    expect(await place.inputValue()).toBe('заричч');
    device.network.heal();
    await page.keyboard.press('Enter');
    await device.sees(tariff, 'Знайдено: 1');
    await page.keyboard.press('Enter');
    expect(await place.inputValue()).toBe('Заріччя, Придеснянська область');
  });
});

describe.concurrent('the reading form, when the reading is sent', () => {
  it.for(troubles)(
    'does not know yet when $name; keeps what was typed; ends with one reading',
    async ({ fault, when }, { onTestFinished }) => {
      const customer = house.cabinet.newCustomer();
      const reading = String(customer.lastReading + 4);
      const device = await house.device(onTestFinished, { as: customer });
      await device.goTo('/kabinet.html');
      await device.field.fill(reading);
      device.network.fail(fault, when ?? ((call) => call.method === 'POST'));
      const pressedAt = await device.now();
      await device.button('Передати показання').click();
      expect(await device.timeUntil(device.form, 'Ще не знаємо, чи дійшло показання', pressedAt)).toBeLessThan(
        SETTLED_WITHIN_MS,
      );
      expect(await device.field.inputValue()).toBe(reading);
      expect((await device.events()).map(({ type }) => type)).toEqual(['kabinet-error']);

      device.network.heal();
      await device.button('Перевірити ще раз').click();
      await device.sees(device.form, 'Показання прийнято');
      const rows = await house.cabinet.readingsOf(customer.accountId);
      expect(rows).toMatchObject([{ status: 'accepted', value: reading }]);
      await device.sees(device.form, `Номер ${rows[0]?.number}`);
      const sent = device.network.calls.filter(calling('POST', '/readings'));
      expect(new Set(sent.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
      expect((await device.events()).map(({ type }) => type)).toEqual(['kabinet-error', 'kabinet-reading-accepted']);
    },
  );

  it('says so when the code for what comes next does not come, and goes on when it does', async ({
    onTestFinished,
  }) => {
    const customer = house.cabinet.newCustomer();
    const device = await house.device(onTestFinished, { as: customer });
    // The first figures are on the screen, and from then on no file of the site comes.
    device.network.failSite(
      faults.refused,
      ({ url }) => url.pathname.startsWith('/kabinet/') && device.network.calls.some(isAccountRead),
    );
    await device.goTo('/pokazannia.html');
    await device.field.fill(String(customer.lastReading + 4));
    const pressedAt = await device.now();
    await device.button('Передати показання').click();
    expect(await device.timeUntil(device.form, DOWN, pressedAt)).toBeLessThan(SETTLED_WITHIN_MS);
    await device.fieldHolds(String(customer.lastReading + 4));
    expect(await device.events()).toEqual([]);
    device.network.heal();
    await device.button('Спробувати ще раз').click();
    // What was pressed before goes on now.
    await device.sees(device.form, 'Показання прийнято');
    expect(await house.cabinet.readingsOf(customer.accountId)).toHaveLength(1);
  });

  it('waits as long as the service asks (429), when that is short', async ({ onTestFinished }) => {
    const customer = house.cabinet.newCustomer();
    const device = await house.device(onTestFinished, { as: customer });
    await device.goTo('/kabinet.html');
    let isFirst = true;
    device.network.fail(faults.tooMany(2), (call) => call.method === 'POST' && isFirst && !(isFirst = false));
    await device.handIn(customer.lastReading + 4);
    await device.sees(device.form, 'Показання прийнято');
    const [first, second] = device.network.calls.filter(calling('POST', '/readings'));
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(1900);
    expect(await house.cabinet.readingsOf(customer.accountId)).toHaveLength(1);
  });

  it('says how long to wait when the service asks for longer (429), and keeps what was typed', async ({
    onTestFinished,
  }) => {
    const customer = house.cabinet.newCustomer();
    const device = await house.device(onTestFinished, { as: customer });
    await device.goTo('/kabinet.html');
    await device.field.fill(String(customer.lastReading + 4));
    device.network.fail(faults.tooMany(42), (call) => call.method === 'POST');
    const pressedAt = await device.now();
    await device.button('Передати показання').click();
    expect(await device.timeUntil(device.form, 'за 42 секунди', pressedAt)).toBeLessThan(SETTLED_WITHIN_MS);
    await device.sees(device.form, 'Зараз дуже багато запитів', 'Те, що ви ввели, на місці');
    expect(await device.field.inputValue()).toBe(String(customer.lastReading + 4));
    device.network.heal();
    await device.button('Передати показання').click();
    await device.sees(device.form, 'Показання прийнято');
    expect(await house.cabinet.readingsOf(customer.accountId)).toHaveLength(1);
  });

  it.for(['/kabinet.html', '/pokazannia.html'])(
    'asks to sign in again when the session ended on %s, and goes on with what was typed',
    async (path, { onTestFinished }) => {
      const customer = house.cabinet.newCustomer();
      const device = await house.device(onTestFinished, { as: customer });
      await device.goTo(path);
      await device.field.fill(String(customer.lastReading + 4));
      // The site's session and the token end both.
      await device.context.clearCookies();
      device.network.fail(faults.unauthorized, (call) => call.method === 'POST');
      await device.button('Передати показання').click();
      await device.sees(device.form, 'Час входу закінчився', 'Те, що ви ввели, не втрачено');
      expect(await device.field.inputValue()).toBe(String(customer.lastReading + 4));
      expect((await device.events()).map(({ type }) => type)).toEqual(['kabinet-error']);

      device.network.heal();
      await device.form.getByRole('link', { name: 'Увійти' }).click();
      await device.page.getByRole('button', { name: customer.name }).first().click();
      await device.field.waitFor();
      await device.fieldHolds(String(customer.lastReading + 4));
      await device.button('Передати показання').click();
      await device.sees(device.form, 'Показання прийнято');
      expect(await house.cabinet.readingsOf(customer.accountId)).toMatchObject([
        { status: 'accepted', value: String(customer.lastReading + 4) },
      ]);
    },
  );
});

async function seesEverything(device: Device, { serialNumber }: { serialNumber: string }): Promise<void> {
  await device.sees(device.form, `Лічильник № ${serialNumber}`, 'Попереднє показання');
  await device.sees(device.balance, /До сплати|Переплата|Боргу немає/, 'Станом на');
  await device.sees(device.meter, serialNumber, 'Останнє показання');
  await device.sees(device.tariff, 'Ваш тариф', '7,96 грн за 1 м³');
}
