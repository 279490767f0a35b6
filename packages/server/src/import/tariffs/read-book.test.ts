import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TariffBook } from '@kabinet/api/contract';
import { computeBill, type TariffAnswers } from '@kabinet/rules';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SupplierProfile } from '../../domain/supplier-profile.js';
import { readTariffBook } from './read-book.js';

const profile = SupplierProfile.parse({
  id: 'merezhi',
  name: { uk: 'Мережі' },
  serviceKinds: ['electricity', 'gas', 'cold_water'],
  timeZone: 'Europe/Kyiv',
  currency: 'UAH',
  languages: ['uk', 'ru', 'en'],
  phone: '0 800 000 100',
  accountNumber: { pattern: '\\d{10}', example: '0400123456' },
  origins: [],
  signOn: { issuer: 'https://id.example', jwks: { keys: [] } },
});

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kabinet-tariffs-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The localities that are loaded, and what living there answers. */
const PLACES = new Map<string, TariffAnswers>([
  ['chernihiv', { settlement: 'town' }],
  ['nizhyn', { settlement: 'town' }],
]);

async function read(text: string) {
  const path = join(folder, 'tariffs.yaml');
  await writeFile(path, text);
  return readTariffBook(path, { profile, places: PLACES });
}

/** A book with one series, whose tariffs are the given lines. */
const SERIES = `questions:
  - { id: settlement, text: { uk: Де? }, options: [{ id: town, label: { uk: Місто } }, { id: village, label: { uk: Село } }] }
touSets:
  two:
    - { zone: day, hours: ["7:00-23:00"], coefficient: 1 }
    - { zone: night, hours: ["23:00-7:00"], coefficient: 0.5 }
series:
  - id: power
    serviceKind: electricity
    name: { uk: Світло }
    tariffs:
`;
const series = (...tariffs: string[]) => SERIES + tariffs.map((tariff) => `      - { ${tariff} }\n`).join('');
const one = (more: string) => series(`id: a, validFrom: 2024-01-01, ${more}`);

describe('a tariff book', () => {
  it('is what the guide shows, and what the contract takes', async () => {
    const guide = await readFile(new URL('../../../../../docs/en/billing-base.md', import.meta.url), 'utf8');
    const [, example = ''] = /```yaml\n(questions:[\s\S]*?)```/.exec(guide) ?? [];
    const { content, warnings } = await read(example);
    expect(warnings).toEqual([]);
    expect(TariffBook.parse({ ...content, variesByLocality: true }).tariffs).toHaveLength(8);
    expect(content.benefits.map(({ id, value, components }) => [id, value, components])).toEqual([
      ['veteran', '25', ['supply']],
      ['subsidy', null, ['supply', 'network']],
    ]);
    // What the guide says it costs: 100 x 0.90 + 150 x 1.68, and 250 x 0.90.
    const cost = (family: string) =>
      computeBill({
        tariffs: content.tariffs,
        answers: { family },
        benefits: [],
        measures: { area: null, residents: null, capacity: null },
        period: { from: '2017-04-01', to: '2017-04-30' },
        use: [{ serviceKind: 'electricity', zone: 'total', quantity: '250' }],
        basis: 'actual',
        currencyDigits: 2,
      }).lines.reduce((sum, { amount }) => sum + amount, 0);
    expect([cost('ordinary'), cost('large')]).toEqual([34_200, 22_500]);
  });

  it('gives a tariff what its series says, unless it says otherwise itself', async () => {
    const text = series(
      'id: a, validFrom: 01.01.2024, validTo: 2024-12-31, price: 0.90, touSets: two, zonePrices: { night: "0,45" }',
      'id: b, validFrom: 2025-01-01, perUnits: 1000, vatRate: 7, name: { uk: Інше }, season: { from: 10-01, to: 04-30 }, ' +
        'when: { settlement: town }, blockRule: whole_volume, blocks: [{ upTo: 250, price: 1.44 }, { price: 1.68 }]',
    ).replace('    tariffs:', '    vatRate: 20\n    tariffs:');
    const { content } = await read(text);
    const common = { serviceKind: 'electricity', series: 'power', component: 'supply', basis: 'use', unit: 'kWh' };
    expect(content.tariffs).toEqual([
      {
        ...common,
        id: 'a',
        name: { uk: 'Світло' },
        provider: null,
        source: null,
        vatRate: '20',
        perUnits: '1',
        blockRule: 'marginal',
        touSets: [
          [
            { zone: 'day', hours: [{ from: '07:00', to: '23:00' }], coefficient: '1' },
            { zone: 'night', hours: [{ from: '23:00', to: '07:00' }], coefficient: '0.5' },
          ],
        ],
        validFrom: '2024-01-01',
        validTo: '2024-12-31',
        season: null,
        when: {},
        blocks: [{ upTo: null, price: '0.9', zonePrices: [{ zone: 'night', price: '0.45' }] }],
      },
      {
        ...common,
        id: 'b',
        name: { uk: 'Інше' },
        provider: null,
        source: null,
        vatRate: '7',
        perUnits: '1000',
        blockRule: 'whole_volume',
        touSets: [],
        validFrom: '2025-01-01',
        validTo: null,
        season: { from: '10-01', to: '04-30' },
        when: { settlement: ['town'] },
        blocks: [
          { upTo: '250', price: '1.44', zonePrices: [] },
          { upTo: null, price: '1.68', zonePrices: [] },
        ],
      },
    ]);
  });

  it('may be JSON, and may be empty', async () => {
    expect((await read('{"series": [], "questions": []}')).warnings).toEqual(['The book has no tariffs.']);
  });

  it.each([
    // Names and words
    [one('prise: 1'), /line 12, series\.power\.tariffs\.a\.prise: means nothing here\. What may stand here: .*price/],
    [
      `${one('price: 1')}norm: []\n`,
      /line 13, norm: means nothing here\. What may stand here: questions, touSets, series, norms/,
    ],
    [
      one('price: 1').replace('electricity', 'power'),
      /serviceKind: "power" is not known\. Known are: electricity, gas, /,
    ],
    [
      one('price: 1').replace('electricity', 'heat'),
      /"heat" is not among the services of the profile: electricity, gas/,
    ],
    [one('price: 1, blockRule: whole'), /blockRule: "whole" is not known\. Known are: marginal, whole_volume/],
    [one('price: 1').replace('name: { uk: Світло }', 'name: { en: Power }'), /name: lacks the text in uk/],
    [
      one('price: 1').replace('name: { uk: Світло }', 'name: Світло'),
      /name: must be a text by language, such as \{ uk: … \}/,
    ],
    [one('price: 1').replace('    name: { uk: Світло }\n', ''), /tariffs\.a\.name: is missing, here and in the series/],
    [
      one('price: 1').replace('uk: Світло', 'uk: Світло, тепло'),
      /name\.тепло: has no text\. A text with a comma stands in quo/,
    ],
    [one('price: 1').replace('id: a', 'id: "a b"'), /"a b" cannot be an id/],
    [one('price: 1, source: { title: { uk: П }, url: zakon }'), /source\.url: must begin with https/],
    [one('price: 1, vatRate: 120'), /vatRate: must be at most 100/],
    [one('price: 1, perUnits: 0'), /perUnits: must be above 0/],
    [SERIES.replace('    tariffs:\n', '    tariffs: []\n'), /power\.tariffs: is missing: a series has at least one/],
    [SERIES.replace('series:', 'series: power #'), /is not valid YAML|series: must be a list/],
    [one('price: 1').replace('options: [', 'option: ['), /settlement\.options: is missing/],
    ['- a\n', /the whole file: must be names with values/],
    // Prices
    [one('price: 1,68'), /tariffs\.a\.68: is what stands behind a comma: write the number with a point/],
    [one('price: дорого'), /price: "дорого" is not a number such as 1\.68/],
    [one('price: -1'), /price: "-1" is not a number/],
    [one('validTo: 2025-01-01'), /tariffs\.a: has neither "price" nor "blocks"/],
    [one('price: 1, blocks: [{ price: 2 }]'), /price: stands beside "blocks"/],
    [
      one('blocks: [{ upTo: 100, price: 1 }, { upTo: 100, price: 2 }, { price: 3 }]'),
      /blocks\.2\.upTo: must be above 100/,
    ],
    [one('blocks: [{ upTo: 100, price: 1 }]'), /blocks\.1\.upTo: is the edge of the last step/],
    [one('blocks: [{ price: 1 }, { price: 2 }]'), /blocks\.1\.upTo: is missing: only the last step has no edge/],
    [
      one('price: 1, zonePrices: { total: 1 }'),
      /zonePrices\.total: means nothing here\. What may stand here: day, night/,
    ],
    [
      one('price: 1, touSets: two').replace('    tariffs', '    basis: month\n    tariffs'),
      /touSets: is of a price for use; this/,
    ],
    // Days
    [one('price: 1, validTo: 2023-12-31'), /validTo: comes before validFrom/],
    [one('price: 1, validTo: 2024-02-30'), /validTo: "2024-02-30" is not a day such as/],
    [one('price: 1, season: { from: 10-32, to: 04-30 }'), /season\.from: "10-32" is not a month and day such as 10-01/],
    // Conditions
    [
      one('price: 1, when: { stove: gas }'),
      /when\.stove: is no question of the book\. Questions are: settlement, locality/,
    ],
    [one('price: 1, when: { customer: household }'), /when\.customer: needs its text under "questions"/],
    [one('price: 1, when: { settlement: city }'), /when\.settlement: "city" is not known\. Known are: town, village/],
    [one('price: 1, when: { settlement: [town, town] }'), /when\.settlement: names the same twice/],
    [
      one('price: 1, when: { locality: [chernihiv, lviv] }'),
      /when\.locality: lviv: no such locality_id; add it to localities\.csv/,
    ],
    [SERIES.replace('id: settlement', 'id: locality'), /questions\.locality\.id: is answered by the search of places/],
    // Zones
    [one('price: 1, touSets: [two, three]'), /touSets: "three" is not known\. Known are: two/],
    [
      one('price: 1').replace('"23:00-7:00"', '"23:00-6:30"'),
      /touSets\.two: the time from 06:30 to 07:00 belongs to no zone/,
    ],
    [one('price: 1').replace('"7:00-23:00"', '"7:00-23:30"'), /night\.hours|hours: at 23:00 it is "day" already/],
    [one('price: 1').replace('"7:00-23:00"', '"7-23"'), /hours: "7-23" is not a time of the day such as "07:00-23:00"/],
    [one('price: 1').replace('zone: night', 'zone: day'), /zone: "day" stands in this set before/],
    [
      one('price: 1, touSets: [two, again]')
        .replace('series:', '  again: *set\nseries:')
        .replace('two:\n', 'two: &set\n'),
      /touSets: "two" and "again" both have the zones day, night: which is a meter to use/,
    ],
    // Entries beside one another
    [
      series('id: a, validFrom: 2024-01-01, price: 1', 'id: a, validFrom: 2025-01-01, price: 2'),
      /id: "a" stands at series\.power\.tariffs\.a before/,
    ],
    [
      series('id: a, validFrom: 2024-01-01, price: 1', 'id: b, validFrom: 2025-01-01, price: 2'),
      /line 13, .*"b" and "a" are for the same customers on the same days, from 2025-01-01: end the earlier one with validTo/,
    ],
    [
      series(
        'id: a, validFrom: 2024-01-01, price: 1, season: { from: 10-01, to: 04-30 }',
        'id: b, validFrom: 2025-01-01, price: 2, season: { from: 04-30, to: 06-01 }',
      ),
      /"b" and "a" are for the same customers on the same days/,
    ],
    // One season within the other, whichever stands first
    ...[
      ['12-01, to: 02-28', '10-01, to: 04-30'],
      ['10-01, to: 04-30', '12-01, to: 02-28'],
    ].map(([a, b]): [string, RegExp] => [
      series(
        `id: a, validFrom: 2024-01-01, price: 1, season: { from: ${a} }`,
        `id: b, validFrom: 2025-01-01, price: 2, season: { from: ${b} }`,
      ),
      /"b" and "a" are for the same customers on the same days/,
    ]),
    [
      series(
        'id: a, validFrom: 2024-01-01, price: 1, when: { locality: [chernihiv, nizhyn], settlement: town }',
        'id: b, validFrom: 2025-01-01, price: 2, when: { locality: nizhyn, settlement: [village, town] }',
      ),
      /"b" and "a" are for the same customers on the same days/,
    ],
    // Norms and benefits
    [
      `${one('price: 1')}norms:\n  - { id: n, serviceKind: gas, per: flat, quantity: 3, validFrom: 2020-01-01 }\n`,
      /norms\.n\.per: "flat" is not known/,
    ],
    [
      `${one('price: 1')}benefits:\n  - { id: b, serviceKind: gas, name: { uk: П }, kind: percent, value: 101 }\n`,
      /benefits\.b\.value: must be at most 100/,
    ],
    [
      `${one('price: 1')}benefits:\n  - { id: b, serviceKind: gas, name: { uk: П }, kind: money, upTo: 5 }\n`,
      /benefits\.b\.upTo: is for "percent" only/,
    ],
  ])('is refused with the line, the place and what to do: %#', async (text, message) => {
    await expect(read(text)).rejects.toThrow(message);
  });

  it('takes what is no overlap', async () => {
    const { content } = await read(
      series(
        'id: general, validFrom: 2024-01-01, price: 1',
        'id: village, validFrom: 2024-01-01, price: 2, when: { settlement: village }',
        'id: town, validFrom: 2024-01-01, price: 2, when: { settlement: town }',
        'id: chernihiv, validFrom: 2024-01-01, price: 2, when: { locality: chernihiv }',
        'id: nizhyn, validFrom: 2024-01-01, price: 2, when: { locality: nizhyn }',
        'id: winter, validFrom: 2024-01-01, price: 3, season: { from: 10-01, to: 04-30 }',
        'id: summer, validFrom: 2024-01-01, price: 3, season: { from: 05-01, to: 09-30 }',
        'id: earlier, validFrom: 2020-01-01, validTo: 2023-12-31, price: 3',
      ),
    );
    expect(content.tariffs).toHaveLength(8);
  });

  it('tells all that is wrong at once, in the order of the lines', async () => {
    const text = one('price: x, when: { stove: gas }').replace('coefficient: 1', 'coefficient: x');
    const message = await read(text).catch((error: Error) => error.message);
    expect(
      String(message)
        .split('\n')
        .map((line) => /^ {2}line \d+/.exec(line)?.[0]),
    ).toEqual([undefined, '  line 5', '  line 12', '  line 12', undefined]);
    expect(message).toContain('and nothing was changed:');
  });

  it('warns of what is probably not meant', async () => {
    const { warnings } = await read(
      series(
        'id: a, validFrom: 2024-01-01, validTo: 2024-05-31, price: 1',
        'id: b, validFrom: 2024-07-01, price: 2',
        'id: town-a, validFrom: 2024-01-01, validTo: 2024-02-29, price: 1, when: { locality: nizhyn }',
        'id: town-b, validFrom: 2024-04-01, price: 1, when: { locality: nizhyn }',
      ),
    );
    // Where the general tariff steps in there is no hole.
    expect(warnings).toEqual([
      'From 2024-06-01 to 2024-06-30 there is none of "a" and "b": are the dates right?',
      'Nothing depends on the question "settlement": nobody will be asked.',
    ]);
  });

  it('warns of two prices that one customer may have', async () => {
    const { warnings } = await read(
      series(
        'id: towns, validFrom: 2024-01-01, price: 1, when: { settlement: town }',
        'id: nizhyn, validFrom: 2024-01-01, price: 2, when: { locality: nizhyn }',
        'id: chernihiv, validFrom: 2024-01-01, price: 1, when: { locality: chernihiv }',
      ),
    );
    expect(warnings).toEqual([
      expect.stringMatching(/^"towns" \(settlement: town\) and "nizhyn" \(locality: nizhyn\) may/),
    ]);
  });
});
