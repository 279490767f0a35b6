import { expect } from '@open-wc/testing';
import type { Meter } from '@kabinet/api';
import { sampleData } from '@kabinet/api/mock';
import { stopTheClock } from '../../testing/clock.js';
import { everyWidget } from '../../testing/every-widget.js';
import { looksRightEverywhere, type Play } from '../../testing/looks.js';
import { lull, until } from '../../testing/person.js';
import { failing, hanging, Service } from '../../testing/service.js';
import { stage } from '../../testing/stage.js';
import './meter-card.define.js';

const tag = 'kabinet-meter-card';

everyWidget({
  tag,
  heading: { uk: 'Лічильник', ru: 'Счётчик', en: 'Meter' },
  reads: ['listMeters'],
  content: '04512877',
  asHelper: 'Садова, 18, кв. 2',
});

function withMeter(change: Partial<Meter>): Service {
  const data = sampleData({ now: new Date(), window: 'open', accounts: ['gas'] });
  const accounts = data.accounts.map((account) => ({
    ...account,
    meters: account.meters.map((each) => ({ ...each, meter: { ...each.meter, ...change } })),
  }));
  return new Service({ ...data, accounts });
}

const attributes = { 'with-history': '' };
const MORE = 'Показати попередні';

const rowsOf = ({ root }: { root: ShadowRoot }) => [...root.querySelectorAll('tbody tr')] as HTMLElement[];

describe(`<${tag}>`, () => {
  beforeEach(() => {
    stopTheClock();
  });

  it('shows a meter’s numbers, seal, days and last reading', async () => {
    const { person } = await stage({ tag, service: Service.sample() });
    await person.sees(
      'Лічильник',
      'Газ · кухня',
      'Номер лічильника 04512877',
      'Номер пломби Ч 118204',
      'Встановлено 14 червня 2019',
      'Повірка до 14 червня 2027',
      'Останнє показання 1234 м³ 1 жовтня, передали ви',
    );
    expect(person.reads).not.to.include('Коефіцієнт');
  });

  it('leaves out what the supplier does not know', async () => {
    const unknown = { sealNumber: null, place: null, installedOn: null, verificationDueOn: null };
    const { person } = await stage({ tag, service: withMeter(unknown) });
    expect(person.reads).not.to.match(/пломби|Встановлено|Повірка|null|undefined/);
  });

  it('shows the factor of a meter that has one', async () => {
    const { person } = await stage({ tag, service: Service.sample({ accounts: ['long-names'] }) });
    await person.sees('Коефіцієнт × 40');
  });

  it('shows the zones of a two-zone meter apart', async () => {
    const { person } = await stage({ tag, service: Service.sample({ accounts: ['two-zones'] }) });
    await person.sees('Останнє показання День 18432 кВт·год Ніч 7051 кВт·год');
  });

  it('shows several meters under one heading', async () => {
    const { person } = await stage({ tag, service: Service.sample({ accounts: ['huge-debt'] }) });
    await person.sees(
      'Лічильники',
      'Холодна вода · ванна кімната',
      'ХВ-55120',
      'Гаряча вода · ванна кімната',
      'ГВ-55121',
    );
  });

  it('marks a meter that was taken off, after the one in use', async () => {
    const { person } = await stage({ tag, service: Service.sample({ accounts: ['replaced-meter'] }) });
    await person.sees('Знято 17 липня', '01180442');
    expect(person.reads.indexOf('07719003')).to.be.lessThan(person.reads.indexOf('Знято'));
  });

  it('warns when the verification is overdue, but not of a meter that is gone', async () => {
    const { person } = await stage({ tag, service: withMeter({ verificationDueOn: '2026-11-02' }) });
    await person.sees('Строк повірки минув 2 листопада. Зателефонуйте');
    for (const change of [
      { verificationDueOn: '2026-11-03' },
      { verificationDueOn: '2026-11-02', removedOn: '2026-10-01' },
    ]) {
      const { person: other } = await stage({ tag, service: withMeter(change) });
      expect(other.reads).not.to.include('Строк повірки минув');
    }
  });

  it('shows the reading handed in as the last one', async () => {
    const { person } = await stage({ tag, service: Service.sample({ handedIn: 'accepted' }) });
    await person.sees('Останнє показання 1275 м³ 3 листопада, передали ви');
  });

  it('says that there are no readings, or no meters', async () => {
    const { person } = await stage({ tag, service: Service.sample({ accounts: ['never-read'] }), attributes });
    await person.sees('Показань ще не було', 'Історія показань Показань ще не було.');
    const { person: other } = await stage({ tag, service: Service.sample({ accounts: ['no-meters'] }) });
    await other.sees('Лічильників немає', 'На цьому рахунку не зареєстровано жодного лічильника.');
  });

  describe('shows the history', () => {
    it('only when asked', async () => {
      const service = Service.sample();
      const { person, widget } = await stage({ tag, service });
      await lull();
      expect(service.count('listReadings')).to.equal(0);
      widget.setAttribute('with-history', '');
      await person.sees('Історія показань', MORE);
    });

    it('newest first, with the day, value, use, source and state of each', async () => {
      const { person } = await stage({ tag, service: Service.sample({ accounts: ['rolled-over'] }), attributes });
      await person.sees('Історія показань');
      const rows = rowsOf(person).map((row) => row.innerText.replace(/\s+/g, ' '));
      expect(rows[0]).to.include('1 жовтня');
      expect(rows[0]).to.include('99987 м³');
      expect(rows[0]).to.include('розраховано за середнім споживанням');
      expect(rows[0]).to.include('прийнято, розрахункове');
      expect(rows[1]).to.include('99949 м³');
      expect(rows[1]).to.include('45 м³');
      expect(rows[2]).to.include('передали по SMS');
    });

    it('page by page, and no further than there is', async () => {
      const service = Service.sample();
      const { person } = await stage({ tag, service, attributes });
      await person.sees(MORE);
      const counts = [rowsOf(person).length];
      while (person.has(MORE)) {
        const before = rowsOf(person).length;
        await person.presses(MORE);
        await until(
          () => rowsOf(person).length > before,
          () => 'more rows',
        );
        counts.push(rowsOf(person).length);
      }
      expect(counts).to.deep.equal([12, 24, 36, 48, 60]);
      const days = rowsOf(person).map((row) => row.querySelector('th')?.innerText);
      expect(new Set(days).size).to.equal(60);
    });

    it('keeps the pages it has when the next one fails, and goes on from there', async () => {
      const service = Service.sample();
      const { person } = await stage({ tag, service, attributes });
      await person.sees(MORE);
      service.fault = failing('unavailable', 'listReadings');
      await person.presses(MORE);
      await person.sees('Сервіс зараз не працює');
      expect(rowsOf(person)).to.have.length(12);
      service.fault = null;
      await person.presses('Спробувати ще раз');
      await until(
        () => rowsOf(person).length === 24,
        () => '24 rows',
      );
      await person.noLongerSees('Сервіс зараз не працює');
    });

    it('goes on by itself when the network is back', async () => {
      const service = Service.sample();
      service.fault = failing('offline', 'listReadings');
      const { person } = await stage({ tag, service, attributes });
      await person.sees('04512877', 'Щойно зв’язок з’явиться, ми спробуємо ще раз самі.');
      service.fault = null;
      window.dispatchEvent(new Event('online'));
      await until(
        () => rowsOf(person).length === 12,
        () => '12 rows',
      );
    });

    it('asks once however often the button is pressed', async () => {
      const service = Service.sample();
      const { person } = await stage({ tag, service, attributes });
      await person.sees(MORE);
      const button = person.control(MORE);
      button.click();
      button.click();
      await until(
        () => rowsOf(person).length > 12,
        () => 'more rows',
      );
      await lull();
      expect(rowsOf(person)).to.have.length(24);
    });

    it('begins anew with a reading that was just handed in', async () => {
      const service = Service.sample();
      const { person, connection } = await stage({ tag, service, attributes });
      await person.sees(MORE);
      const args = {
        accountId: 'gas',
        body: { meterId: 'gas-meter', values: [{ registerId: 'gas-total', value: '1279' }] },
      };
      await connection.send('submitReading', args, { idempotencyKey: 'a-key-of-the-test' });
      await person.sees('3 листопада 1279 м³');
      expect(rowsOf(person)).to.have.length(12);
    });

    it('of the account that was chosen', async () => {
      const service = Service.sample({ accounts: ['gas', 'replaced-meter'] });
      const { person, connection } = await stage({ tag, service, attributes });
      await person.sees(MORE);
      connection.accountId = 'replaced-meter';
      await person.sees('07719003', '44871 м³');
      expect(person.reads).not.to.include('1234 м³');
    });
  });

  describe('looks right in every language, width and colour scheme', () => {
    const loaded: Play = (person) => person.seesItLoaded();
    const cases: Readonly<Record<string, { service: () => Service; play?: Play }>> = {
      'one meter': { service: () => Service.sample() },
      'several meters': { service: () => Service.sample({ accounts: ['huge-debt'] }) },
      'a removed meter': { service: () => Service.sample({ accounts: ['replaced-meter'] }) },
      'several zones, long names': { service: () => Service.sample({ accounts: ['long-names'] }) },
      'no readings': { service: () => Service.sample({ accounts: ['never-read'] }) },
      'no meters': { service: () => Service.sample({ accounts: ['no-meters'] }) },
      'an overdue verification': { service: () => withMeter({ verificationDueOn: '2020-01-31' }) },
      'a page that failed': {
        service: () => Service.sample(),
        play: async (person, service) => {
          await person.seesItLoaded();
          service.fault = failing('unavailable', 'listReadings');
          [...person.root.querySelectorAll('button')].at(-1)?.click();
          await lull();
          if (!person.root.querySelector('.notice.bad')) throw new Error('no failure is shown');
        },
      },
      'a page that loads': {
        service: () => {
          const service = Service.sample();
          service.fault = hanging('listReadings');
          return service;
        },
        play: (person) =>
          until(
            () => person.root.querySelector('.meter') && person.root.querySelector('.bones'),
            () => 'bones below the meter',
          ),
      },
    };
    for (const [name, { service, play = loaded }] of Object.entries(cases)) {
      it(name, () => looksRightEverywhere({ tag, service, attributes, play }));
    }
  });
});
