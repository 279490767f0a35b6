import { describe, expect, it, onTestFinished } from 'vitest';
import type { Locator } from 'playwright-core';
import { answerAll, faultsSeen } from './support/axe.js';
import type { SupplierId } from './support/cabinet.js';
import type { Device } from './support/device.js';
import { focusedName, tabTo } from './support/keyboard.js';
import { useCabinet } from './support/use-cabinet.js';

// What things cost, for anybody: on the suppliers' own pages, without signing in. Every sum is worked out by hand from the published price.

const POWER = 'prydniprovski-merezhi';
const TVER = 'verkhnevolzhsk-energo';
const HEAT = 'stepnohorske-vodoteplo';
const house = useCabinet({ accounts: 20, suppliers: [POWER, TVER, HEAT] });

/** A row of `tariffs`, as far as the page shows it. */
interface StoredTariff {
  readonly id: string;
  readonly validFrom: string;
  readonly when: Readonly<Record<string, readonly string[]>>;
  readonly season: unknown;
  readonly blocks: readonly { readonly upTo: string | null; readonly price: string }[];
}

async function storedTariffs(supplier: SupplierId): Promise<StoredTariff[]> {
  const rows = await house.cabinet.query<{ content: StoredTariff }>(
    'select content from tariffs where supplier_id = $1 order by position',
    [supplier],
  );
  return rows.map(({ content }) => content);
}

async function visit(at: SupplierId, size?: { width: number; height: number }): Promise<Device> {
  const device = await house.device(onTestFinished, { at, ...size });
  await device.goTo('/');
  await device.settled();
  return device;
}

/** Nothing of a session was asked for, and nothing was complained of; beside the menu of the site's header, nothing but who is signed in. */
function expectNoSession({ network, complaints, consoleErrors }: Device, { withMenu = false } = {}): void {
  expect(network.requests.filter(({ url }) => url.pathname === '/kabinet-token')).toEqual([]);
  expect(network.calls.filter(({ headers }) => headers['authorization'] !== undefined)).toEqual([]);
  const paths = new Set(network.calls.map(({ method, url }) => `${method} ${url.pathname.replace(/^.*\/v1/, '')}`));
  const reads = withMenu
    ? /^GET \/(supplier|tariffs|localities|session|accounts)$/
    : /^GET \/(supplier|tariffs|localities)$/;
  expect([...paths].filter((path) => !reads.test(path))).toEqual([]);
  expect(complaints).toEqual([]);
  // That nobody is signed in, the browser writes down by itself.
  expect(consoleErrors.filter((each) => !withMenu || !each.includes('401'))).toEqual([]);
}

/** `0,90 грн`, `0,366 грн`: as the database has `0.9` and `0.366`. */
function inHryvnias(price: string): string {
  const [whole = '', fraction = ''] = price.split('.');
  return `${whole},${fraction.padEnd(2, '0')} грн`;
}

const answer = (widget: Locator, name: string) => widget.getByRole('radio', { name, exact: true }).check();
const openDetails = (widget: Locator, title: string | RegExp) => widget.locator('summary', { hasText: title }).click();

describe('on the electricity supplier’s page, anybody', () => {
  it('answers the one question that matters and reads the price, earlier prices and a month’s sum', async () => {
    const device = await visit(POWER);
    const { tariff } = device;
    // The one thing that is asked; not the place and not the family, which change nothing today.
    await device.sees(tariff, 'Чи зареєстровано у вас електроопалення?', 'Дайте відповідь вище');
    expect(await tariff.getByRole('radio').count()).toBe(2);
    expect(await tariff.getByRole('combobox').count()).toBe(0);
    await tabTo(device, 'Ні');
    await device.page.keyboard.press('Space');
    await device.sees(
      tariff,
      'З 1 червня 2024 року: 4,32 грн за 1 кВт·год, ПДВ включено',
      // Night of a two-zone meter: 4.32 x 0.5; peak and night of a three-zone one: 4.32 x 1.5 and 4.32 x 0.4.
      'ніч (23:00–07:00) — 2,16 грн',
      'пік (08:00–11:00, 20:00–22:00) — 6,48 грн',
      'ніч (23:00–07:00) — 1,728 грн',
      // 4.32 / 1.2
      'Без ПДВ 3,60 грн ПДВ 20 % 0,72 грн',
    );

    await tabTo(device, 'Скільки це за місяць?');
    await device.page.keyboard.press('Enter');
    await tariff.getByLabel('Скільки витрачаєте на місяць, кВт·год').waitFor();
    await tabTo(device, 'Скільки витрачаєте на місяць, кВт·год');
    await device.page.keyboard.type('250');
    // 250 x 4.32 = 1080.00, of which VAT 1080 / 6 = 180.00
    await device.sees(tariff, '250 кВт·год × 4,32 грн = 1080,00 грн', 'у т. ч. ПДВ 20 %: 180,00 грн');
    await answer(tariff, 'Двозонний лічильник');
    await tariff.getByLabel(/^День/).fill('200');
    await tariff.getByLabel(/^Ніч/).fill('100');
    // 200 x 4.32 = 864.00 and 100 x 4.32 x 0.5 = 216.00: 1080.00 again
    await device.sees(tariff, '= 864,00 грн', '= 216,00 грн', 'Разом 1080,00 грн');

    await openDetails(tariff, 'Попередні та оголошені тарифи');
    // What mattered then is asked there: the family until 2021, the place in 2015.
    await device.sees(tariff, 'Раніше ціна залежала ще й від цього:');
    expect(await device.words(tariff)).not.toMatch(/0,90 грн|0,366 грн/);
    await answer(tariff.getByRole('group', { name: 'Чи багатодітна у вас сім’я?' }), 'Ні');
    await answer(tariff, 'У місті чи селищі');
    await device.sees(
      tariff,
      'З 1 вересня 2015 року до 29 лютого 2016 року: немає даних',
      'З 1 березня 2017 року до 30 вересня 2021 року: перші 100 кВт·год на місяць — по 0,90 грн, решта — по 1,68 грн',
      'до 250 кВт·год на місяць — 1,44 грн за весь обсяг; понад 250 кВт·год на місяць — 1,68 грн за весь обсяг',
      // 4.32 - 2.64 = 1.68, which is 63.6 % of 2.64
      'дорожче на 1,68 грн (63,6 %)',
      'Постанова НКРЕКП від 26.02.2015 № 220',
    );
    // Each period on the page is a row of the database, with its prices, and the other way round.
    const rows = (await storedTariffs(POWER)).filter(({ when }) => Object.keys(when).length === 0).reverse();
    const periods = await tariff.locator('ol.times > li:not(.unknown)').allInnerTexts();
    expect(rows.length).toBeGreaterThan(5);
    expect(periods).toHaveLength(rows.length);
    for (const [index, { validFrom, blocks }] of rows.entries()) {
      const [year, month, day] = validFrom.split('-').map(Number);
      const from = new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, day));
      const told = (periods[index] ?? '').replace(/\s+/g, ' ');
      const date = new Intl.DateTimeFormat('uk', { timeZone: 'UTC', day: 'numeric', month: 'long' }).format(from);
      expect(told).toContain(`З ${date} ${year} року`);
      for (const { price } of blocks) expect(told).toContain(` ${inHryvnias(price)}`);
    }
    expectNoSession(device, { withMenu: true });
  });

  it('finds a town by a former name, typed without і and without ґ, by the keyboard alone', async () => {
    const device = await house.device(onTestFinished, { at: POWER, width: 360, height: 740 });
    const { tariff, page } = device;
    // In 2015 towns and villages paid different prices.
    await device.openOwnPage({
      body: '<kabinet-tariff-lookup day="2015-06-01">Телефон</kabinet-tariff-lookup>',
      apiBase: house.cabinet.siteOf(POWER).apiBase,
    });
    await device.sees(tariff, 'Де ви живете?', 'Дайте відповідь вище');
    // The field's code comes after the question, which stands without it meanwhile.
    await tariff.getByRole('combobox', { name: 'Населений пункт' }).waitFor();
    const choose = async (typed: string, found: string) => {
      await tabTo(device, 'Населений пункт');
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.type(typed);
      await device.sees(tariff, found, 'Знайдено: 1');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
    };
    await choose('днипроленинск', 'Придніпровська область · раніше Дніпроленінськ');
    expect(await tariff.getByRole('combobox').inputValue()).toBe('Придніпровськ, Придніпровська область');
    expect(await focusedName(device)).toBe('Населений пункт');
    await device.sees(tariff, 'перші 100 кВт·год на місяць — по 0,366 грн', 'понад 600 кВт·год — по 1,407 грн');
    expect(await device.words(tariff)).not.toContain('Де ви живете?');

    await choose('грушивськ', 'Ґрушівськ');
    await device.sees(tariff, 'перші 100 кВт·год на місяць — по 0,366 грн');
    await choose('камянка зарична', "Кам'янка-Зарічна");
    await device.sees(tariff, 'перші 150 кВт·год на місяць — по 0,366 грн');
    const village = (await storedTariffs(POWER)).find(({ id }) => id === 'village-2015-04');
    expect(village?.blocks[0]).toMatchObject({ upTo: '150', price: '0.366' });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    expectNoSession(device);
  });

  it.each([
    {
      lang: 'ru',
      no: 'Нет',
      sentence: 'С 1 июня 2024 года: 4,32 грн за 1 кВт·ч, НДС включён',
      earlier: 'Прежние и объявленные тарифы',
      blocks: /по 0,90 грн, .*по 1,68 грн/,
      foreign: /[іїєґ]/i,
    },
    {
      lang: 'en',
      no: 'No',
      sentence: /1 June 2024.*4\.32.*kWh.*VAT included/,
      earlier: /[Ee]arlier/,
      blocks: /0\.90.*1\.68/,
      foreign: /[\u0400-\u04ff]/,
    },
  ])('reads the same in $lang', async ({ lang, no, sentence, earlier, blocks, foreign }) => {
    const device = await house.device(onTestFinished, { at: POWER });
    await device.openOwnPage({
      body: '<kabinet-tariff-lookup>Телефон</kabinet-tariff-lookup><kabinet-cost-calculator></kabinet-cost-calculator>',
      apiBase: house.cabinet.siteOf(POWER).apiBase,
      lang,
    });
    await device.settled();
    await answer(device.tariff, no);
    await device.sees(device.tariff, sentence);
    await openDetails(device.tariff, earlier);
    await device.tariff.locator('ol.times').waitFor();
    // No large family; the last of the questions that mattered then.
    await device.tariff.locator('fieldset').last().getByRole('radio').first().check();
    await device.sees(device.tariff, blocks);
    // Nothing is left in another language.
    for (const widget of [device.tariff, device.calculator]) expect(await device.words(widget)).not.toMatch(foreign);
    expectNoSession(device);
  });

  it('works out a month of 2017 by its blocks, and a month of 2022 on either side of its cliff', async () => {
    const device = await visit(POWER);
    const { calculator } = device;
    const chooseMonth = async (year: string, month: string) => {
      await calculator.getByLabel('Рік', { exact: true }).selectOption(year);
      await calculator.getByLabel('Місяць', { exact: true }).selectOption(month);
    };
    const workOut = async (use: string) => {
      await calculator.getByLabel('Скільки за місяць, кВт·год').fill(use);
      await calculator.getByRole('button', { name: 'Порахувати' }).click();
    };
    await openDetails(calculator, 'Період');
    await chooseMonth('2017', '04');
    await answer(calculator, 'Ні');
    await workOut('250');
    // 100 x 0.90 = 90.00 and 150 x 1.68 = 252.00: 342.00
    await device.sees(calculator, '100 кВт·год × 0,90 грн', '150 кВт·год × 1,68 грн', 'За квітень 2017 342,00 грн');
    await chooseMonth('2022', '04');
    // 250 x 1.44 = 360.00; one more and all of it is dearer: 251 x 1.68 = 421.68
    await workOut('250');
    await device.sees(calculator, 'За квітень 2022 360,00 грн');
    await workOut('251');
    await device.sees(calculator, 'За квітень 2022 421,68 грн');
    expectNoSession(device, { withMenu: true });
  });
});

describe('on a page in Russian, with prices in roubles, anybody', () => {
  it('reads gas by the thousand cubic metres', async () => {
    const device = await visit(TVER);
    const { tariff } = device;
    await device.sees(tariff, 'Для чего вам газ?');
    await answer(tariff, 'Отопление или есть счётчик');
    await device.sees(tariff, /2\s?145,00 руб. за 1\s?000 м³/, 'НДС 18 %');
    await openDetails(tariff, 'Сколько это в месяц?');
    await tariff.getByLabel(/^Сколько расходуете/).fill('100');
    // 100 x 2145 / 1000 = 214.50
    await device.sees(tariff, /100 м³ × 2\s?145,00 руб. за 1\s?000 м³ = 214,50 руб./);
    await answer(tariff, 'Плита и нагрев воды, без счётчика');
    await tariff.getByLabel(/^Сколько расходуете/).fill('13');
    // 13 x 3268 / 1000 = 42.484
    await device.sees(tariff, /= 42,48 руб./);
    expect(
      (await storedTariffs(TVER)).filter(({ id }) => id.startsWith('gas')).map(({ blocks }) => blocks[0]?.price),
    ).toEqual(['3268', '2145']);
    expectNoSession(device);
  });

  it('finds the town by its former name and reads electricity by day and night', async () => {
    const device = await visit(TVER);
    const { tariff, page } = device;
    await answer(tariff, 'Электроэнергия');
    await device.sees(tariff, 'Где вы живёте?', 'Какая у вас плита?');
    // The field's code comes after the questions, which stand without it meanwhile.
    await tariff.getByRole('combobox', { name: 'Населённый пункт' }).waitFor();
    await tabTo(device, 'Населённый пункт');
    // The town's former name in Ukrainian is Калінінськ, in Russian Калининск.
    await page.keyboard.type('калининськ');
    await device.sees(tariff, 'ранее Калининск', 'Найдено: 1');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await device.sees(tariff, 'Какая у вас плита?');
    await tabTo(device, 'Газовая');
    await page.keyboard.press('Space');
    await device.sees(
      tariff,
      'С 1 июля 2021 года: 4,32 руб. за 1 кВт·ч',
      '(07:00–23:00) — 4,46 руб.',
      '(23:00–07:00) — 3,03 руб.',
    );
    await openDetails(tariff, 'Сколько это в месяц?');
    await answer(tariff, 'Двухзонный счётчик');
    await tariff.getByLabel(/^День/).fill('200');
    await tariff.getByLabel(/^Ночь/).fill('100');
    // 200 x 4.46 = 892.00 and 100 x 3.03 = 303.00
    await device.sees(tariff, '= 892,00 руб.', '= 303,00 руб.', /Итого 1\s?195,00 руб./);
    expectNoSession(device);
  });

  it('works out two months over a change of prices', async () => {
    const device = await visit(TVER);
    const { calculator } = device;
    await calculator.getByLabel('Услуга').selectOption('electricity');
    await openDetails(calculator, 'Период');
    await calculator.getByLabel('Год', { exact: true }).selectOption('2021');
    await calculator.getByLabel('Месяц', { exact: true }).selectOption('06');
    await calculator.getByLabel('Сколько месяцев').selectOption('2');
    await answer(calculator, 'В городе или посёлке');
    await answer(calculator, 'Газовая');
    await answer(calculator, 'По зонам: день, ночь');
    await calculator.getByLabel(/^День/).fill('200');
    await calculator.getByLabel(/^Ночь/).fill('100');
    await calculator.getByRole('button', { name: 'Посчитать' }).click();
    // June: 200 x 4.41 + 100 x 2.99 = 882.00 + 299.00 = 1181.00. July: 892.00 + 303.00 = 1195.00. Together 2376.00.
    await device.sees(calculator, /Июнь 2021 1\s?181,00 руб./, /Июль 2021 1\s?195,00 руб./, /Итого 2\s?376,00 руб./);
    expectNoSession(device);
  });
});

describe.concurrent('axe finds nothing on the suppliers’ pages,', () => {
  it.for([POWER, TVER, HEAT] as const)('%s', async (at, { onTestFinished: whenOver }) => {
    const device = await house.device(whenOver, { at });
    await device.goTo('/');
    await device.settled();
    await answerAll(device.tariff);
    await device.tariff.locator('[part=price]').first().waitFor();
    expect(await faultsSeen(device)).toEqual([]);
    expect(device.complaints).toEqual([]);
  });
});

describe('on the page of a supplier of water and heat, anybody', () => {
  it('works out a heating season by the flat’s area, with a subsidy and without', async () => {
    const device = await visit(HEAT, { width: 360, height: 740 });
    const { calculator } = device;
    await device.sees(calculator, '1654,41 грн за 1 Гкал', '0,0231 Гкал на м² за місяць', 'з 15 жовтня до 15 квітня');
    await answer(calculator, 'За площею');
    await calculator.getByLabel('Опалювана площа, м²').fill('54,3');
    await calculator.getByRole('button', { name: 'Порахувати' }).click();
    // A month: 54.3 x 0.0231 = 1.25433 Gcal; x 1654.41 = 2075.176 -> 2075.18; subscription 32.17: 2107.35.
    // October from the 15th, 17 of 31 days: 2075.176 x 17 / 31 = 1138.000 -> 1138.00; 32.17 x 17 / 31 = 17.642 -> 17.64: 1155.64.
    // April until the 15th, 15 of 30 days: 1037.588 -> 1037.59; 16.085 -> 16.09: 1053.68.
    // The season: 5 x 2107.35 + 1155.64 + 1053.68 = 12746.07.
    await device.sees(
      calculator,
      'За повний місяць 2107,35 грн',
      /Жовтень \d{4} ?17 з 31 дня 1155,64 грн/,
      /Квітень \d{4} ?15 з 30 днів 1053,68 грн/,
      'Разом 12 746,07 грн',
    );
    await calculator.getByLabel(/^Субсидія на місяць/).fill('500');
    await calculator.getByRole('button', { name: 'Порахувати' }).click();
    // 500 a month in five whole months; 500 x 17 / 31 = 274.19 in October and 250.00 in April: 3024.19 less, so 9721.88.
    await device.sees(
      calculator,
      'За повний місяць 1607,35 грн',
      'Субсидія зменшує суму за сезон на 3024,19 грн',
      '9721,88 грн',
    );
    const [heat] = (await storedTariffs(HEAT)).filter(({ id }) => id === 'heat-2022');
    expect(heat?.blocks).toMatchObject([{ upTo: null, price: '1654.41' }]);
    expect(await device.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    expectNoSession(device, { withMenu: true });
  });
});
