import { expect } from '@open-wc/testing';
import { sampleData } from '@kabinet/api/mock';
import { stopTheClock } from '../../testing/clock.js';
import { lull, until } from '../../testing/person.js';
import { failing, hanging, Service } from '../../testing/service.js';
import { enter, stage } from '../../testing/stage.js';
import { blocks, CALCULATOR, charging, chooses, electricity, heard, tag } from '../../testing/tariff-lookup.js';
import './tariff-lookup.define.js';

/** The customer with the meter of two zones. */
function twoZones(heating: 'electric' | 'other'): Service {
  const data = sampleData({ now: new Date(), window: 'open', accounts: ['two-zones'] });
  const tariff = { answers: { settlement: 'town', heating } };
  return new Service({ ...data, accounts: data.accounts.map((each) => ({ ...each, tariff })) });
}

describe('<kabinet-tariff-lookup> tells the prices of zones', () => {
  beforeEach(() => {
    stopTheClock();
  });

  const own: Readonly<Record<string, { heating: 'electric' | 'other'; uk: string; ru: string; en: string }>> = {
    'one price': {
      heating: 'other',
      uk: 'З 1 червня 2024 року, ПДВ включено: вдень (07:00–23:00) — 4,32 грн за 1 кВт·год уночі (23:00–07:00) — 2,16 грн за 1 кВт·год',
      ru: 'днём (07:00–23:00) — 4,32 грн за 1 кВт·ч ночью (23:00–07:00) — 2,16 грн за 1 кВт·ч',
      en: 'by day (07:00–23:00) — 4.32 UAH per 1 kWh at night (23:00–07:00) — 2.16 UAH per 1 kWh',
    },
    'blocks: half of 2.64 and of 4.32': {
      heating: 'electric',
      uk: 'перші 2000 кВт·год на місяць, вдень (07:00–23:00) — по 2,64 грн перші 2000 кВт·год на місяць, уночі (23:00–07:00) — по 1,32 грн решта, вдень — по 4,32 грн решта, уночі — по 2,16 грн',
      ru: 'первые 2000 кВт·ч в месяц, ночью (23:00–07:00) — по 1,32 грн',
      en: 'the first 2000 kWh a month, at night (23:00–07:00) — 1.32 UAH each',
    },
  };
  for (const [name, { heating, ...texts }] of Object.entries(own)) {
    it(`of the customer’s own meter, and of no other: ${name}`, async () => {
      for (const [lang, text] of Object.entries(texts)) {
        const { person } = await stage({ tag, service: twoZones(heating), lang, attributes: { account: '' } });
        await person.sees(text);
        expect(person.root.textContent, 'another kind of meter').not.to.match(/Тризон|Трёхзон|Three-zone|Однозон/);
      }
    });
  }

  it('none to a customer whose meter tells none apart', async () => {
    const service = twoZones('other');
    service.fault = async (operation, _args, _options, next) => {
      const answer = await next();
      if (operation !== 'listMeters') return answer;
      const { items } = structuredClone(answer) as { items: { registers: { zone: string }[] }[] };
      const plain = items.map((meter) => ({
        ...meter,
        registers: meter.registers.slice(0, 1).map((each) => ({ ...each, zone: 'total' })),
      }));
      return { items: plain };
    };
    const { person } = await stage({ tag, service, attributes: { account: '' } });
    await person.sees('4,32 грн за 1 кВт·год, ПДВ включено');
    expect(person.root.textContent).not.to.match(/2,16|зонний/);
  });

  it('of all meters where the customer’s own cannot be read', async () => {
    const service = twoZones('electric');
    service.fault = failing('unavailable', 'listMeters');
    const { person } = await stage({ tag, service, attributes: { account: '' } });
    await person.sees('Двозонний лічильник, уночі (23:00–07:00): перші 2000 кВт·год на місяць — по 1,32 грн');
  });

  it('not before it is known which meter it is', async () => {
    const service = twoZones('other');
    service.fault = hanging('listMeters');
    const { person } = enter({ tag, service, attributes: { account: '' } });
    await until(
      () => service.count('listMeters') + service.count('getAccountTariff') === 2,
      () => 'both questions at once',
    );
    await lull();
    await person.sees('Ваш тариф', 'Завантажуємо дані…');
    expect(person.reads).not.to.include('4,32');
  });

  it('in the public lookup the night of the two-zone meter too, where there are blocks', async () => {
    const { person } = await stage({ tag, service: Service.sample(), attributes: { service: 'electricity' } });
    await chooses(person, 'Так');
    await person.sees(
      'перші 2000 кВт·год на місяць — по 2,64 грн решта — по 4,32 грн Двозонний лічильник, уночі (23:00–07:00): перші 2000 кВт·год на місяць — по 1,32 грн, решта — по 2,16 грн',
      'Ціни за зонами доби',
    );
    expect(heard(person)).to.include('Двозонний лічильник, уночі (23:00–07:00)');
  });

  it('the difference of each zone: the night of its own price became 0.20 dearer, the day 0.10', async () => {
    const dayAndNight = [
      { zone: 'day' as const, hours: [{ from: '07:00', to: '23:00' }], coefficient: '1' },
      { zone: 'night' as const, hours: [{ from: '23:00', to: '07:00' }], coefficient: '1' },
    ];
    const priced = (day: string, night: string) => ({
      touSets: [dayAndNight],
      blocks: blocks([null, '5']).map((each) => ({
        ...each,
        zonePrices: [
          { zone: 'day' as const, price: day },
          { zone: 'night' as const, price: night },
        ],
      })),
    });
    const changed = electricity(
      { validTo: '2026-12-31', ...priced('4.00', '2.00') },
      { validFrom: '2027-01-01', ...priced('4.10', '2.20') },
    );
    const service = twoZones('other');
    service.fault = async (operation, _args, _options, next) =>
      operation === 'getAccountTariff'
        ? { ...((await next()) as object), tariffs: (await changed.api.listTariffs({})).tariffs }
        : next();
    const { person } = await stage({ tag, service, attributes: { account: '' } });
    await person.sees(
      'вдень (07:00–23:00) — дорожче на 0,10 грн (2,5 %); уночі (23:00–07:00) — дорожче на 0,20 грн (10 %)',
    );
  });

  it('and asks for the use in the zones of the customer’s meter: 100 x 4.32 + 50 x 2.16 = 540.00', async () => {
    const { person } = await stage({ tag, service: twoZones('other'), attributes: { account: '' } });
    await person.presses(CALCULATOR);
    await person.sees('Який у вас лічильник?');
    await person.types('100', 'День');
    await person.types('50', 'Ніч');
    await person.sees('540,00 грн');
  });

  it('of one price for all: as a list with the hours', async () => {
    const service = charging(({ tariffs }) => ({ tariffs: tariffs.filter(({ id }) => id === 'electricity-2024') }));
    const { person } = await stage({ tag, service, attributes: { service: 'electricity' } });
    await person.sees('Двозонний лічильник: день (07:00–23:00) — 4,32 грн ніч (23:00–07:00) — 2,16 грн');
  });
});
