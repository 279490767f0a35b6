import { describe, expect, it, onTestFinished } from 'vitest';
import type { Customer } from './support/cabinet.js';
import type { Device } from './support/device.js';
import { lostAnswer, refused, slow } from './support/faults.js';
import { type Call, calling, type Fault, isAccountRead } from './support/network.js';
import { useCabinet } from './support/use-cabinet.js';

// However often it is sent and whatever breaks: one reading counts, and the customer is told the truth.

const house = useCabinet();
const isSubmission = calling('POST', '/readings');

/** The keys under which readings were handed in from the device, in the order in which they left. */
function keys({ network }: Device): (string | undefined)[] {
  return network.calls.filter(isSubmission).map(({ headers }) => headers['idempotency-key']);
}

/** Strikes the first of the matching calls only. */
function onlyFirst(matches: (call: Call) => boolean): (call: Call) => boolean {
  let isOver = false;
  return (call) => {
    if (isOver || !matches(call)) return false;
    isOver = true;
    return true;
  };
}

/** On a busy machine too. */
const eventually = <T>(look: () => Promise<T>) => expect.poll(look, { timeout: 15_000 });

async function openForm(customer: Customer, path = '/kabinet.html'): Promise<Device> {
  const device = await house.device(onTestFinished, { as: customer });
  await device.goTo(path);
  await device.field.waitFor();
  return device;
}

/** Tabs tell each other of what they did as soon as there was time to load what listens. */
async function hearsOtherTabs({ page }: Device): Promise<void> {
  await page.waitForFunction(() =>
    performance.getEntriesByType('resource').some(({ name }) => /\/page-session-[^/]+\.js$/.test(name)),
  );
}

async function acceptedEvents(device: Device): Promise<number> {
  return (await device.events()).filter(({ type }) => type === 'kabinet-reading-accepted').length;
}

describe('a reading that is sent more than once', () => {
  it('is one reading when the connection breaks after the service stored it, and is shown with its number', async () => {
    const customer = house.cabinet.newCustomer();
    const device = await openForm(customer);
    device.network.fail(lostAnswer, onlyFirst(isSubmission));
    await device.handIn(customer.lastReading + 4);
    await device.sees(device.form, 'Показання прийнято');
    const rows = await house.cabinet.readingsOf(customer.accountId);
    expect(rows).toMatchObject([{ status: 'accepted', value: String(customer.lastReading + 4) }]);
    await device.sees(device.form, `Номер ${rows[0]?.number}`);
    expect(keys(device)).toHaveLength(2);
    expect(new Set(keys(device)).size).toBe(1);
    expect(await acceptedEvents(device)).toBe(1);
  });

  it('is seen in the other tab as well, which asks for none any more', async () => {
    const customer = house.cabinet.newCustomer();
    const device = await openForm(customer);
    const second = await device.anotherTab();
    await second.goTo('/kabinet.html');
    await second.field.waitFor();
    for (const tab of [device, second]) await hearsOtherTabs(tab);
    await device.handIn(customer.lastReading + 4);
    await device.sees(device.form, 'Показання прийнято');
    const rows = await house.cabinet.readingsOf(customer.accountId);
    expect(rows).toMatchObject([{ status: 'accepted', value: String(customer.lastReading + 4) }]);
    await second.sees(second.form, `Номер ${rows[0]?.number}`, `${customer.lastReading + 4} м³`);
    expect(await second.field.count()).toBe(0);
    expect(await acceptedEvents(second)).toBe(0);
  });

  it('is one reading when another device that knows nothing of it sends another, and it shows what the supplier has', async () => {
    const customer = house.cabinet.newCustomer();
    const device = await openForm(customer);
    const second = await openForm(customer);
    await device.handIn(customer.lastReading + 4);
    await device.sees(device.form, 'Показання прийнято');
    await second.handIn(customer.lastReading + 6);
    await second.sees(second.form, 'Показання за цей період уже є', `${customer.lastReading + 4} м³`, 'Виправити');
    const rows = await house.cabinet.readingsOf(customer.accountId);
    expect(rows).toMatchObject([{ status: 'accepted', value: String(customer.lastReading + 4) }]);
    await second.sees(second.form, `Номер ${rows[0]?.number}`);
    expect(await acceptedEvents(second)).toBe(0);
  });

  it('is one reading when two devices send in the same moment', async () => {
    const customer = house.cabinet.newCustomer();
    const devices = [await openForm(customer), await openForm(customer)];
    // Both wait at the service's door until both are there.
    const together = meeting(devices.length);
    for (const device of devices) device.network.fail(together, onlyFirst(isSubmission));
    await Promise.all(devices.map((device, index) => device.handIn(customer.lastReading + 4 + index)));
    const rows = async () =>
      (await house.cabinet.readingsOf(customer.accountId)).filter(({ status }) => status === 'accepted');
    await Promise.all(devices.map((device) => device.sees(device.form, 'Номер ')));
    const [row, ...more] = await rows();
    expect(more).toEqual([]);
    for (const device of devices) await device.sees(device.form, `Номер ${row?.number}`, `${row?.value} м³`);
    const told = await Promise.all(devices.map((device) => device.words(device.form)));
    expect(told.filter((words) => words.includes('Показання за цей період уже є'))).toHaveLength(1);
    const events = await Promise.all(devices.map(acceptedEvents));
    expect(events.sort()).toEqual([0, 1]);
  });

  it('is one reading when the button is pressed many times', async () => {
    const customer = house.cabinet.newCustomer();
    const device = await openForm(customer);
    await device.field.fill(String(customer.lastReading + 4));
    const button = device.button('Передати показання');
    await button.evaluate((each: HTMLElement) => [1, 2, 3, 4, 5].forEach(() => each.click()));
    await device.sees(device.form, 'Показання прийнято');
    expect(keys(device)).toHaveLength(1);
    expect(await house.cabinet.readingsOf(customer.accountId)).toHaveLength(1);
  });
});

describe('a server that is killed', () => {
  it.each([
    { moment: 'before it stored the reading', isStored: false },
    { moment: 'after it stored the reading and before it answered', isStored: true },
  ])(
    '$moment leaves a customer who is told so within 15 seconds, and a reading that is sent once',
    async ({ isStored }) => {
      const customer = house.cabinet.newCustomer();
      const device = await openForm(customer);
      const reading = String(customer.lastReading + 4);
      device.network.fail(isStored ? killAfter : killBefore, onlyFirst(isSubmission));
      await device.field.fill(reading);
      const pressedAt = await device.now();
      await device.button('Передати показання').click();

      // Nobody has answered, and nobody will.
      await device.sees(device.form, 'Перевіряємо, чи дійшло показання');
      expect(await device.field.inputValue()).toBe(reading);
      expect(await device.timeUntil(device.form, 'Ще не знаємо, чи дійшло показання', pressedAt)).toBeLessThan(15_000);
      expect(await device.field.inputValue()).toBe(reading);
      expect(await device.words(device.form)).not.toContain('прийнято');
      expect(await acceptedEvents(device)).toBe(0);
      expect(await house.cabinet.readingsOf(customer.accountId)).toHaveLength(isStored ? 1 : 0);

      await house.cabinet.restartApi();
      await device.button('Перевірити ще раз').click();
      await device.sees(device.form, 'Показання прийнято');
      const rows = await house.cabinet.readingsOf(customer.accountId);
      expect(rows).toMatchObject([{ status: 'accepted', value: reading }]);
      await device.sees(device.form, `Номер ${rows[0]?.number}`);
      // It went on asking by itself; to a dead server not more than the browser's question before a call gets through.
      expect(device.network.requests.filter(({ url }) => url.pathname.endsWith('/readings')).length).toBeGreaterThan(3);
      expect(keys(device).length).toBeGreaterThan(1);
      expect(new Set(keys(device)).size).toBe(1);
      expect(await acceptedEvents(device)).toBe(1);
    },
  );
});

describe('a phone without a network', () => {
  it('keeps the reading, sends it once when the network is back, and empties the outbox', async () => {
    const customer = house.cabinet.newCustomer();
    const device = await openForm(customer, '/pokazannia.html');
    await device.page.waitForLoadState('networkidle');
    await device.context.setOffline(true);
    await device.handIn(customer.lastReading + 4);
    await device.sees(device.form, 'Немає зв’язку з інтернетом', 'надішлемо самі');
    expect(await device.field.inputValue()).toBe(String(customer.lastReading + 4));
    expect(await device.outbox()).toHaveLength(1);
    expect(await house.cabinet.readingsOf(customer.accountId)).toEqual([]);

    await device.context.setOffline(false);
    await device.sees(device.form, 'Показання прийнято');
    expect(await house.cabinet.readingsOf(customer.accountId)).toMatchObject([
      { status: 'accepted', value: String(customer.lastReading + 4) },
    ]);
    expect(keys(device)).toHaveLength(1);
    await eventually(() => device.outbox()).toEqual([]);
  });

  it('keeps the reading over a reload in the basement and sends it when the page is opened again', async () => {
    const customer = house.cabinet.newCustomer();
    const device = await openForm(customer, '/pokazannia.html');
    await device.page.waitForLoadState('networkidle');
    await device.context.setOffline(true);
    await device.handIn(customer.lastReading + 4);
    await device.sees(device.form, 'Немає зв’язку з інтернетом');
    // Without a network not even the page comes.
    await expect(device.page.reload()).rejects.toThrow(/DISCONNECTED/);
    await device.context.setOffline(false);
    await device.goTo('/pokazannia.html');
    await device.sees(device.form, 'Показання прийнято', `${customer.lastReading + 4} м³`);
    expect(await house.cabinet.readingsOf(customer.accountId)).toMatchObject([{ status: 'accepted' }]);
    // The browser opens the page by itself, too, when the network is back: whoever asks does so with the one key.
    expect(new Set(keys(device)).size).toBe(1);
    await eventually(() => device.outbox()).toEqual([]);
    const sent = keys(device).length;
    await device.page.reload();
    await device.sees(device.form, 'Показання прийнято');
    await device.page.waitForLoadState('networkidle');
    expect(keys(device)).toHaveLength(sent);
  });

  it('finds out after a reload what became of a reading without an answer', async () => {
    const customer = house.cabinet.newCustomer();
    const device = await openForm(customer, '/pokazannia.html');
    // The service has it; the customer does not wait for the answer, and the phone comes back to life with the page anew.
    device.network.fail(slow, isSubmission);
    await device.handIn(customer.lastReading + 4);
    await eventually(() => house.cabinet.readingsOf(customer.accountId)).toHaveLength(1);
    device.network.heal();
    await device.goTo('/pokazannia.html');
    await device.sees(device.form, 'Показання прийнято', `${customer.lastReading + 4} м³`);
    expect(await house.cabinet.readingsOf(customer.accountId)).toMatchObject([{ status: 'accepted' }]);
    expect(new Set(keys(device)).size).toBe(1);
    await eventually(() => device.outbox()).toEqual([]);
  });

  it('knows the key tomorrow even of a reading that was sent before the form was whole', async () => {
    const customer = house.cabinet.newCustomer();
    const device = await house.device(onTestFinished, { as: customer });
    // The code for sending comes only after the button is pressed.
    let come = (): void => undefined;
    const isCome = new Promise<void>((resolve) => (come = resolve));
    const late: Fault = async ({ ask, respond }) => {
      await isCome;
      respond(await ask());
    };
    device.network.failSite(
      late,
      ({ url }) => url.pathname.startsWith('/kabinet/') && device.network.calls.some(isAccountRead),
    );
    device.network.fail(slow, isSubmission);
    await device.goTo('/pokazannia.html');
    await device.handIn(customer.lastReading + 4);
    await device.sees(device.form, 'Надсилаємо показання…');
    come();
    await eventually(() => house.cabinet.readingsOf(customer.accountId)).toHaveLength(1);
    device.network.heal();
    await device.goTo('/pokazannia.html');
    await eventually(() => device.outbox()).toEqual([]);
    await device.sees(device.form, 'Показання прийнято', `${customer.lastReading + 4} м³`);
    expect(keys(device)).toHaveLength(2);
    expect(new Set(keys(device)).size).toBe(1);
  });

  it('keeps what was only typed, and does not send it by itself', async () => {
    const customer = house.cabinet.newCustomer();
    const device = await openForm(customer, '/pokazannia.html');
    await device.field.fill(String(customer.lastReading + 4));
    await eventually(() => device.outbox()).toHaveLength(1);
    await device.page.reload();
    await device.sees(device.form, 'Показання, яке ви ввели раніше, збережено. Його ще не передано.');
    expect(await device.field.inputValue()).toBe(String(customer.lastReading + 4));
    expect(keys(device)).toEqual([]);
  });

  it('leaves nothing on the device after signing out', async () => {
    const customer = house.cabinet.newCustomer();
    const device = await openForm(customer, '/pokazannia.html');
    device.network.fail(refused);
    await device.handIn(customer.lastReading + 4);
    await eventually(() => device.outbox()).toHaveLength(1);
    await device.page.getByRole('button', { name: 'Вийти' }).click();
    await device.page.getByRole('heading', { name: 'Увійти як…' }).waitFor();
    expect(await device.outbox()).toEqual([]);
    expect(await device.page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
  });

  it('shows nothing of one customer’s reading to the next one on the same device', async () => {
    const [first, second] = [house.cabinet.newCustomer(), house.cabinet.newCustomer()];
    const device = await openForm(first, '/pokazannia.html');
    await device.field.fill(String(first.lastReading + 4));
    await eventually(() => device.outbox()).toHaveLength(1);
    await device.signIn(second);
    await device.goTo('/pokazannia.html');
    await device.field.waitFor();
    await eventually(() => device.outbox()).toEqual([]);
    expect(await device.field.inputValue()).toBe('');
    expect(await house.cabinet.readingsOf(first.accountId)).toEqual([]);
  });
});

/** Ends the API while it works on the reading: the reading is not stored. */
const killBefore: Fault = async ({ ask, response }) => {
  const holdUp = await house.cabinet.holdReadings();
  const answer = ask().catch(() => null);
  await holdUp.someoneWaits();
  process.kill(house.cabinet.apiPid(), 'SIGKILL');
  await answer;
  await holdUp.letGo();
  response.destroy();
};

/** Ends the API when the reading is stored and nobody has heard of it. */
const killAfter: Fault = async ({ ask, response }) => {
  await ask();
  process.kill(house.cabinet.apiPid(), 'SIGKILL');
  response.destroy();
};

/** Lets nobody through before so many are there. */
function meeting(size: number): Fault {
  let come = 0;
  let open = (): void => undefined;
  const isOpen = new Promise<void>((resolve) => (open = resolve));
  return async ({ ask, respond }) => {
    come += 1;
    if (come === size) open();
    await isOpen;
    respond(await ask());
  };
}
