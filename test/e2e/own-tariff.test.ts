import { describe, expect, it, onTestFinished } from 'vitest';
import sharp from 'sharp';
import { photoWithTraces } from '../../packages/server/src/testing/pictures.js';
import type { Customer } from './support/cabinet.js';
import type { Device } from './support/device.js';
import { refused } from './support/faults.js';
import { letInHosted } from './support/let-in-hosted.js';
import { calling } from './support/network.js';
import { useCabinet } from './support/use-cabinet.js';

// A customer's own tariff: what the supplier knows of them decides, and what they type is told in money before it is handed in.

const GAS = 'prydesnianskgaz';
const POWER = 'prydniprovski-merezhi';
const house = useCabinet({ accounts: 120, suppliers: [GAS, POWER] });

/** What the gas supplier's database has of an account, and the month's price of distribution that follows from it, in kopecks. */
async function factsOf(accountId: string) {
  const [facts] = await house.cabinet.query<{ benefits: string[]; network: number }>(
    `select array(select b.benefit_id from account_benefits b where b.account_id = a.id) as benefits,
       ((n.content #>> '{blocks,0,price}')::numeric * 100)::int as network
     from accounts a
     join premises p using (supplier_id, premise_ref)
     join account_attributes t on t.account_id = a.id
     join tariffs n on n.supplier_id = a.supplier_id and n.content->>'series' = 'gas-network'
       and n.content #> '{when,settlement}' ? p.settlement
       and n.content #> '{when,meter_size}' ? (t.answers->>'meter_size')
     where a.id = $1`,
    [accountId],
  );
  if (!facts) throw new Error('The account has no price.');
  return facts;
}

/** Somebody with these benefits and such a last reading, whose next one is billed for one month. */
async function customerWith({ benefits = [] as readonly string[], last = /./ } = {}): Promise<Customer> {
  const found = await house.cabinet.query<{ id: string }>(
    `select a.id from accounts a
     where array(select b.benefit_id from account_benefits b where b.account_id = a.id) = $1::text[]`,
    [benefits],
  );
  const ids = new Set(found.map(({ id }) => id));
  const customer = house.cabinet.newCustomer({
    whom: ({ accountId, lastReading }) => ids.has(accountId) && last.test(String(lastReading)),
  });
  await countForLastMonth(customer.accountId);
  return customer;
}

/** In a month's first days the billing base has no reading for the month before yet, and two months would be billed. */
async function countForLastMonth(accountId: string): Promise<void> {
  await house.cabinet.query(
    `update readings set counts_for = date_trunc('month', now() at time zone 'Europe/Kyiv')::date - interval '1 month'
     where id = (select id from readings where account_id = $1 order by read_at desc, id desc limit 1)`,
    [accountId],
  );
}

const inHryvnias = (kopecks: number) => `${(kopecks / 100).toFixed(2).replace('.', ',')} грн`;

async function openCabinetOf(customer: { ref: string }, path = '/kabinet.html'): Promise<Device> {
  const device = await house.device(onTestFinished, { as: customer });
  await device.goTo(path);
  await device.field.waitFor();
  return device;
}

/** Of the account's latest reading: what the supplier will look at. */
async function questionedFor(accountId: string): Promise<string[]> {
  const [row] = await house.cabinet.query<{ questioned_for: string[] }>(
    'select questioned_for from readings where account_id = $1 and external_ref is null order by received_at desc limit 1',
    [accountId],
  );
  return row?.questioned_for ?? [];
}

describe('a customer’s own tariff', () => {
  it('is the one of their meter, with nothing asked', async () => {
    const customer = await customerWith();
    const { network, benefits } = await factsOf(customer.accountId);
    const device = await openCabinetOf(customer);
    await device.sees(
      device.tariff,
      'Ваш тариф',
      customer.accountNumber,
      'З 1 травня 2022 року: 7,96 грн за 1 м³, ПДВ включено',
      'Квитанцію надсилає АТ «Придеснянськгаз Мережі»',
      `${inHryvnias(network)} на місяць`,
    );
    expect(benefits).toEqual([]);
    expect(await device.words(device.tariff)).not.toContain('Ваші пільги');
    expect(await device.tariff.getByRole('radio').count()).toBe(0);
    expect(device.complaints).toEqual([]);
  });

  it('has the privilege that the billing base has, also in the calculator and in the cost of a reading', async () => {
    const customer = await customerWith({ benefits: ['veteran-gas'] });
    const { network } = await factsOf(customer.accountId);
    const device = await openCabinetOf(customer);
    const { tariff, form } = device;
    await device.sees(tariff, 'Ваші пільги', 'Пільга ветерана: знижка 25 % на перші 60 м³ на місяць');
    await tariff.locator('summary', { hasText: 'Скільки це за місяць?' }).click();
    await tariff.getByLabel('Скільки витрачаєте на місяць, м³').fill('100');
    // 100 x 7.96 = 796.00; a quarter off 60 of them: 60 x 7.96 x 25 % = 119.40; and the month's distribution.
    await device.sees(tariff, '= 796,00 грн', '119,40 грн', `Разом ${inHryvnias(79_600 - 11_940 + network)}`);
    // The reading's cost is of the use alone: 796.00 - 119.40 = 676.60.
    await device.field.fill(String(customer.lastReading + 100));
    await device.sees(form, 'Витрата: 100 м³ ≈ 676,60 грн');
  });
});

describe('the reading form', () => {
  it('tells what it costs while it is typed, and how that comes about', async () => {
    const customer = await customerWith();
    const device = await openCabinetOf(customer);
    const { form, field, page } = device;
    await field.focus();
    await page.keyboard.type(String(customer.lastReading + 7));
    // 7 x 7.96 = 55.72
    await device.sees(form, 'Витрата: 7 м³ ≈ 55,72 грн', 'Ціна за м³: 7,96 грн');
    await field.fill(String(customer.lastReading + 45));
    // 45 x 7.96 = 358.20
    await device.sees(form, 'Витрата: 45 м³ ≈ 358,20 грн');
    await form.locator('summary', { hasText: 'Як пораховано вартість' }).click();
    await device.sees(
      form,
      '45 м³ × 7,96 грн = 358,20 грн',
      'Щомісячна плата, що не залежить від витрати, сюди не входить',
    );
    await device.handIn(customer.lastReading + 7);
    await device.sees(form, 'Показання прийнято');
    expect(await house.cabinet.readingsOf(customer.accountId)).toMatchObject([{ status: 'accepted' }]);
    expect(device.complaints).toEqual([]);
  });

  it.each([
    // Without its first digit, the number is far below the last one; with its first digit twice, it is longer than the dial.
    { slip: 'a missing digit', says: 'Схоже, пропущено цифру.', mistype: (meant: string) => meant.slice(1) },
    {
      slip: 'a doubled digit',
      says: 'Схоже, одна цифра набралася двічі.',
      mistype: (meant: string) => meant.charAt(0) + meant,
    },
  ])('names $slip, and puts it right in one tap', async ({ says, mistype }) => {
    // Five digits, the second above the first: no other slip explains it.
    const customer = await customerWith({ last: /^(1[2-9]|2[3-9]|3[4-9]|4[5-9])\d\d[0-4]$/ });
    const device = await openCabinetOf(customer);
    const meant = String(customer.lastReading + 5);
    await device.handIn(mistype(meant));
    await device.sees(device.form, says, `Показання ${meant}?`);
    expect(device.network.calls.filter(calling('POST', '/readings'))).toEqual([]);
    await device.button(`Виправити на ${meant}`).click();
    await device.fieldHolds(meant);
    await device.sees(device.form, `Виправлено: ${meant}`);
    await device.button('Передати показання').click();
    await device.sees(device.form, 'Показання прийнято', `${meant} м³`);
    expect(await house.cabinet.readingsOf(customer.accountId)).toMatchObject([{ status: 'accepted', value: meant }]);
    expect(await questionedFor(customer.accountId)).toEqual([]);
    expect(device.complaints).toEqual([]);
  });

  it('takes what the customer insists on, to be looked at, with the reason', async () => {
    const customer = await customerWith({ last: /^[1-4]\d{4}$/ });
    const device = await openCabinetOf(customer);
    const reading = String(customer.lastReading + 40_000);
    await device.handIn(reading);
    await device.sees(device.form, 'Перевірте показання', 'Виходить 40 000 м³', 'Це значно більше, ніж зазвичай');
    await device.button('Так, усе правильно').click();
    await device.sees(device.form, 'Показання отримано, його перевірить фахівець');
    expect(await house.cabinet.readingsOf(customer.accountId)).toMatchObject([
      { status: 'questioned', value: reading },
    ]);
    expect(await questionedFor(customer.accountId)).toEqual(['implausible']);
  });

  it('puts day and night right that were exchanged, and tells what both cost', async () => {
    const [customer] = await house.cabinet.query<{ number: string; account: string; day: number; night: number }>(
      TWO_ZONES,
      [POWER],
    );
    if (!customer) throw new Error('The sample has nobody with a meter of two zones.');
    await countForLastMonth(customer.account);
    const device = await house.device(onTestFinished, { at: POWER });
    const person = await house.cabinet.addPerson({ at: POWER, accountNumbers: [customer.number] });
    await letInHosted(device.context, house.cabinet, person);
    await device.goTo('/kabinet.html');
    const fieldOf = (zone: string) => device.form.getByLabel(zone);
    const [day, night] = [String(customer.day + 10), String(customer.night + 5)];
    await fieldOf('День').fill(night);
    await fieldOf('Ніч').fill(day);
    await device.button('Передати показання').click();
    await device.sees(device.form, 'Схоже, показання «День» і «Ніч» помінялися місцями.');
    await device.button('Поміняти місцями').click();
    await device.sees(device.form, 'Виправлено');
    // 10 x 4.32 + 5 x 4.32 x 0.5 = 43.20 + 10.80
    await device.sees(device.form, 'Витрата разом: 15 кВт·год ≈ 54,00 грн', 'День 4,32 грн, Ніч 2,16 грн');
    expect([Number(await fieldOf('День').inputValue()), Number(await fieldOf('Ніч').inputValue())]).toEqual([
      Number(day),
      Number(night),
    ]);
    await device.button('Передати показання').click();
    await device.sees(device.form, 'Показання прийнято');
    const rows = await house.cabinet.query(
      `select g.zone, trunc(v.value)::int as value, r.status from readings r
       join reading_values v on v.reading_id = r.id join registers g on g.id = v.register_id
       where r.account_id = $1 and r.external_ref is null order by g.zone`,
      [customer.account],
    );
    expect(rows).toEqual([
      { zone: 'day', value: Number(day), status: 'accepted' },
      { zone: 'night', value: Number(night), status: 'accepted' },
    ]);
    expect(device.complaints).toEqual([]);
  });
});

describe('a photo of the meter', () => {
  const photosOf = (accountId: string) =>
    house.cabinet.query<{ jpeg: Buffer }>(
      'select p.jpeg from reading_photos p join readings r on r.id = p.reading_id where r.account_id = $1',
      [accountId],
    );
  const handedIn = async () => {
    const customer = house.cabinet.newCustomer();
    const device = await openCabinetOf(customer);
    await device.handIn(customer.lastReading + 4);
    await device.sees(device.form, 'Показання прийнято', 'Додати фото лічильника');
    return { customer, device };
  };

  it('goes with a reading that is handed in already, without the place where it was taken', async () => {
    const { customer, device } = await handedIn();
    const traces = await sharp(await photoWithTraces()).metadata();
    expect(traces.exif?.includes('Secret Camera')).toBe(true);
    await device.choosePhoto();
    await device.button('Надіслати фото').click();
    await device.sees(device.form, 'Фото лічильника додано.');
    const [photo, ...more] = await photosOf(customer.accountId);
    expect(more).toEqual([]);
    // The same picture: black on the left, white on the right.
    const stored = sharp(photo?.jpeg);
    const { format, width, height, exif, xmp, icc } = await stored.metadata();
    expect({ format, width, height, exif, xmp, icc }).toEqual({ format: 'jpeg', width: 640, height: 480 });
    const { data } = await stored
      .resize(2, 1, { kernel: 'nearest' })
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(data[0]).toBeLessThan(20);
    expect(data[1]).toBeGreaterThan(235);
    for (const trace of ['Exif', 'GPS', 'Secret', 'S-OS', '2026:11:03'])
      expect(photo?.jpeg.includes(trace), trace).toBe(false);
    // Nor did it leave the device.
    const [sent] = device.network.calls.filter(calling('POST', '/photo'));
    const file = Buffer.from((JSON.parse(sent?.body ?? '{}') as { data: string }).data, 'base64');
    for (const trace of ['Exif', 'GPS', 'Secret Camera']) expect(file.includes(trace), trace).toBe(false);

    await device.button('Прибрати фото').click();
    await device.sees(device.form, 'Фото прибрано.');
    expect(await photosOf(customer.accountId)).toEqual([]);
    expect(await house.cabinet.readingsOf(customer.accountId)).toMatchObject([{ status: 'accepted' }]);
    expect(device.complaints).toEqual([]);
  });

  it('harms no reading when nobody answers, and can be sent again', async () => {
    const { customer, device } = await handedIn();
    const [before] = await house.cabinet.readingsOf(customer.accountId);
    await device.choosePhoto();
    device.network.fail(refused, calling('POST', '/photo'));
    await device.button('Надіслати фото').click();
    await device.sees(device.form, 'Показання вже передано, з ним усе гаразд.', `Номер ${before?.number}`);
    expect(await device.words(device.form)).not.toContain('Фото лічильника додано');
    expect(await photosOf(customer.accountId)).toEqual([]);
    expect(await house.cabinet.readingsOf(customer.accountId)).toEqual([before]);
    device.network.heal();
    await device.button('Спробувати ще раз').click();
    await device.sees(device.form, 'Фото лічильника додано.');
    expect(await photosOf(customer.accountId)).toHaveLength(1);
    const keys = device.network.calls
      .filter(calling('POST', '/photo'))
      .map(({ headers }) => headers['idempotency-key']);
    expect(keys.length).toBeGreaterThan(1);
    expect(new Set(keys).size).toBe(1);
    expect(await house.cabinet.readingsOf(customer.accountId)).toEqual([before]);
  });

  it('waits for the network in a basement, and goes by itself when it is back', async () => {
    const { customer, device } = await handedIn();
    await device.choosePhoto();
    await device.context.setOffline(true);
    await device.button('Надіслати фото').click();
    await device.sees(device.form, 'Немає зв’язку з інтернетом', 'Показання вже передано, з ним усе гаразд.');
    expect(await photosOf(customer.accountId)).toEqual([]);
    await device.context.setOffline(false);
    await device.sees(device.form, 'Фото лічильника додано.');
    expect(await photosOf(customer.accountId)).toHaveLength(1);
    expect(await house.cabinet.readingsOf(customer.accountId)).toMatchObject([{ status: 'accepted' }]);
  });
});

/** A household without electric heating whose one meter counts day and night, with numbers that cannot be taken for each other. */
const TWO_ZONES = `
  select a.account_number as number, a.id as account, trunc(day.value)::int as day, trunc(night.value)::int as night
  from accounts a
  join account_attributes t on t.account_id = a.id and t.answers->>'heating' <> 'electric' and t.answers->>'family' <> 'large'
  join meters m on m.account_id = a.id and m.removed_on is null
  join lateral (
    select r.id, r.source from readings r where r.meter_id = m.id and r.status = 'accepted'
    order by r.read_at desc, r.id desc limit 1
  ) r on r.source <> 'estimate'
  join registers gd on gd.meter_id = m.id and gd.zone = 'day'
  join registers gn on gn.meter_id = m.id and gn.zone = 'night'
  join reading_values day on day.reading_id = r.id and day.register_id = gd.id
  join reading_values night on night.reading_id = r.id and night.register_id = gn.id
  where a.supplier_id = $1 and a.status = 'open' and abs(day.value - night.value) > 1000
    and greatest(day.value, night.value) < 0.9 * 10 ^ gd.integer_digits
    and (select count(*) from registers g where g.meter_id = m.id) = 2
    and not exists (select from account_benefits b where b.account_id = a.id)
    and (select count(*) from accounts b where b.supplier_id = a.supplier_id and b.customer_ref = a.customer_ref) = 1
    and (select count(*) from meters b where b.account_id = a.id and b.removed_on is null) = 1
  order by a.customer_ref limit 1`;
