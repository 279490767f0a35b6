import { expect } from '@open-wc/testing';
import type { Tariff } from '@kabinet/api';
import { stopTheClock } from '../../testing/clock.js';
import { breath, type Person, until } from '../../testing/person.js';
import { stage } from '../../testing/stage.js';
import { blocks, charging, chooses, electricity, heard, HISTORY, tag } from '../../testing/tariff-lookup.js';
import type { Service } from '../../testing/service.js';
import './tariff-lookup.define.js';

/** The published prices of electricity since 2015: villages had a block of their own in 2015, large families a price from 2016 to 2021. */
const published = () => {
  const village = { when: { settlement: ['village'] } };
  const large = { when: { family: ['large'] } };
  const service = electricity(
    { validFrom: '2015-04-01', validTo: '2015-08-31', blocks: blocks(['100', '0.366'], [null, '0.63']) },
    { validFrom: '2015-04-01', validTo: '2015-08-31', blocks: blocks(['150', '0.366'], [null, '0.63']), ...village },
    { validFrom: '2016-03-01', validTo: '2021-09-30', blocks: blocks(['100', '0.57'], [null, '0.99']) },
    { validFrom: '2016-03-01', validTo: '2021-09-30', blocks: blocks([null, '0.57']), ...large },
    { validFrom: '2021-10-01', blocks: blocks([null, '2.64']) },
  );
  return withFamilies(service);
};

/** With the question about families, which the sample does not have. */
function withFamilies(service: Service): Service {
  service.fault = async (operation, _args, _options, next) => {
    const answer = await next();
    if (operation !== 'listTariffs') return answer;
    const book = answer as { questions: unknown[]; tariffs: Tariff[] };
    const family = {
      id: 'family',
      text: { uk: 'Чи багатодітна у вас сім’я?' },
      hint: null,
      options: [
        { id: 'ordinary', label: { uk: 'Звичайна' } },
        { id: 'large', label: { uk: 'Багатодітна' } },
      ],
    };
    const tariffs = book.tariffs.map((each) => ({ ...each, source: null }));
    return { ...book, tariffs, questions: [...book.questions, family] };
  };
  return service;
}

const rowsOf = (person: Person) =>
  [...person.root.querySelectorAll<HTMLElement>('.times li')].map((row) => row.innerText.replace(/\s+/g, ' ').trim());

async function opensHistory(service: Service): Promise<Person> {
  stopTheClock();
  const { person } = await stage({ tag, service, attributes: { service: 'electricity' } });
  await person.presses(HISTORY);
  await until(
    () => person.root.querySelector('.times'),
    () => 'the history',
  );
  return person;
}

const NOW = 'Діє зараз З 1 жовтня 2021 року: 2,64 грн за 1 кВт·год';
const OLDER = 'Давніші ціни з’являться тут, щойно ви дасте відповідь вище.';

describe('<kabinet-tariff-lookup> in its history', () => {
  it('asks what mattered then, and shows no price that may be another’s', async () => {
    const person = await opensHistory(published());
    await person.sees('2,64 грн', 'Раніше ціна залежала ще й від цього:', 'багатодітна', 'Де ви живете?');
    expect(rowsOf(person)).to.deep.equal([NOW, OLDER]);
    expect(person.reads).not.to.match(/0,57|0,366/);

    await chooses(person, 'Багатодітна');
    await until(
      () => rowsOf(person).length === 3,
      () => `what large families paid; there is “${person.reads}”`,
    );
    expect(rowsOf(person)).to.deep.equal([
      `${NOW} дорожче на 2,07 грн (363,2 %)`,
      'Раніше З 1 березня 2016 року до 30 вересня 2021 року: 0,57 грн за 1 кВт·год',
      OLDER,
    ]);
    expect(heard(person)).to.equal('Попередні ціни для вашої відповіді показано нижче');

    await chooses(person, 'У селі');
    await person.sees('перші 150 кВт·год на місяць');
    expect(rowsOf(person).slice(2)).to.deep.equal([
      'З 1 вересня 2015 року до 29 лютого 2016 року: немає даних',
      'Раніше З 1 квітня 2015 року до 31 серпня 2015 року: перші 150 кВт·год на місяць — по 0,366 грн, решта — по 0,63 грн',
    ]);
    expect(rowsOf(person)[1], 'a difference across days without data').not.to.match(/дорожче|дешевше|інакше/);
    await chooses(person, 'У місті чи селищі');
    await person.sees('перші 100 кВт·год на місяць — по 0,366 грн');
  });

  it('asks nothing that the place has answered', async () => {
    stopTheClock();
    const village = { when: { settlement: ['village'] }, blocks: blocks([null, '1']) };
    const service = electricity({ validTo: '2024-12-31', ...village }, { validFrom: '2025-01-01' });
    service.fault = async (operation, _args, _options, next) =>
      operation === 'listTariffs' ? { ...((await next()) as object), variesByLocality: true } : next();
    const { person } = await stage({ tag, service, attributes: { service: 'electricity', locality: 'gontivka' } });
    await person.presses(HISTORY);
    await person.sees('1,00 грн за 1 кВт·год');
    expect(person.reads).not.to.include('Де ви живете?');
  });

  it('says how it was worked out before, where no difference would be true', async () => {
    const person = await opensHistory(
      electricity(
        { validTo: '2026-10-31', blocks: blocks(['100', '0.90'], [null, '1.68']) },
        { validFrom: '2026-11-01', blocks: blocks([null, '2.64']) },
      ),
    );
    expect(rowsOf(person)[0]).to.contain(
      'до того рахували інакше: перші 100 кВт·год на місяць — по 0,90 грн, решта — по 1,68 грн',
    );
  });

  it('computes no difference to what comes after a gap, above the history too', async () => {
    stopTheClock();
    const service = electricity(
      { validTo: '2026-12-31', blocks: blocks([null, '2']) },
      { validFrom: '2027-03-01', blocks: blocks([null, '3']) },
    );
    const { person } = await stage({ tag, service, attributes: { service: 'electricity' } });
    await person.sees('З 1 березня 2027 року: 3,00 грн');
    expect(person.reads).not.to.include('дорожче');
  });

  it('misses nothing between two heating seasons', async () => {
    const person = await opensHistory(
      charging(({ tariffs }) => {
        const heat = {
          ...(tariffs.find(({ id }) => id === 'heat-by-meter') as Tariff),
          season: { from: '10-15', to: '04-15' },
        };
        return {
          tariffs: [
            { ...heat, serviceKind: 'electricity' as const, validTo: '2026-09-30' },
            {
              ...heat,
              serviceKind: 'electricity' as const,
              id: 'heat-2',
              validFrom: '2026-10-01',
              blocks: blocks([null, '1700']),
            },
          ],
        };
      }),
    );
    await breath();
    expect(rowsOf(person).join(' ')).to.include('дорожче на 45,59 грн');
    expect(person.reads).not.to.include('немає даних');
  });
});
