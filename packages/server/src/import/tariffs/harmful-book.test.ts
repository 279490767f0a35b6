import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SupplierProfile } from '../../domain/supplier-profile.js';
import { readTariffBook } from './read-book.js';

const profile = SupplierProfile.parse({
  id: 'merezhi',
  name: { uk: 'Мережі' },
  serviceKinds: ['electricity'],
  timeZone: 'Europe/Kyiv',
  currency: 'UAH',
  languages: ['uk', 'en'],
  phone: '0 800 000 100',
  accountNumber: { pattern: '\\d{10}', example: '0400123456' },
  origins: [],
  signOn: { issuer: 'https://id.example', jwks: { keys: [] } },
});

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kabinet-harmful-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(text: string) {
  const path = join(folder, 'tariffs.yaml');
  await writeFile(path, text);
  return readTariffBook(path, { profile, places: new Map() });
}

const list = (length: number, entry: (number: number) => string) =>
  Array.from({ length }, (_, index) => entry(index + 1)).join('');

/** A book that has one of everything. */
const QUESTION = '  - { id: stove, text: { uk: Плита? }, options: [{ id: gas, label: { uk: Газова } }] }\n';
const TARIFF = '      - { id: a, validFrom: 2024-01-01, price: 1 }\n';
const NORM = '  - { id: n, serviceKind: electricity, per: resident, quantity: 3, validFrom: 2020-01-01 }\n';
const BENEFIT = '  - { id: b, serviceKind: electricity, name: { uk: Пільга }, kind: percent, value: 25, upTo: 60 }\n';
const BOOK = `questions:
${QUESTION}touSets:
  two:
    - { zone: day, hours: ["7:00-23:00"], coefficient: 1 }
    - { zone: night, hours: ["23:00-7:00"], coefficient: 0.5 }
series:
  - id: power
    serviceKind: electricity
    name: { uk: Світло }
    tariffs:
${TARIFF}norms:
${NORM}benefits:
${BENEFIT}`;
const withTariff = (more: string) => BOOK.replace('price: 1 }', `${more} }`);

describe('a tariff book that would harm pages', () => {
  it('is one thing away from a right one', async () => {
    const { content } = await read(BOOK);
    expect(Object.values(content).map(({ length }: readonly unknown[]) => length)).toEqual([1, 1, 1, 1]);
  });

  describe('by days that nobody means', () => {
    it.each(['2200-01-01', '9999-12-31', '31.12.2999'])('takes the last day %s for no end', async (day) => {
      const { content } = await read(BOOK.replaceAll(/validFrom: 20\d\d-01-01/g, `$&, validTo: ${day}`));
      expect([...content.tariffs, ...content.norms].map(({ validTo }) => validTo)).toEqual([null, null]);
    });

    it('keeps a last day before that', async () => {
      const { content } = await read(withTariff('price: 1, validTo: 2199-12-31'));
      expect(content.tariffs[0]?.validTo).toBe('2199-12-31');
    });

    it.each([
      ['2024-01-01', '2200-01-01', 'series.power.tariffs.a'],
      ['2024-01-01', '9999-01-01, validTo: 9999-12-31', 'series.power.tariffs.a'],
      ['2020-01-01', '2200-01-01', 'norms.n'],
    ])('refuses a first day so late: %#', async (day, late, place) => {
      await expect(read(BOOK.replace(day, late))).rejects.toThrow(
        `${place}.validFrom: ${late.slice(0, 10)} is too far away: the first day must be before 2200-01-01`,
      );
    });
  });

  it.each([
    [BOOK.replace('series:', '  none: []\nseries:'), /line 7, touSets\.none: has no periods/],
    [BOOK.replace('series:', '  none:\nseries:'), /touSets\.none: has no periods/],
  ])('by a set without periods: %#', async (text, message) => {
    await expect(read(text)).rejects.toThrow(message);
  });

  describe('by numbers that nobody means', () => {
    it('takes what is long, and right', async () => {
      const { content } = await read(
        withTariff('blocks: [{ upTo: 123456789012.123456, price: 123456789.12345678 }, { price: 0.10000000000000 }]'),
      );
      expect(content.tariffs[0]?.blocks.map(({ upTo, price }) => [upTo, price])).toEqual([
        ['123456789012.123456', '123456789.12345678'],
        [null, '0.1'],
      ]);
    });

    const SHORT = 'has more than 9 digits before the point or 8 after it';
    const LONG = 'has more than 12 digits before the point or 6 after it';
    it.each([
      [withTariff('price: 1234567890'), `tariffs.a.price: ${SHORT}`],
      [withTariff('price: 0.123456789'), `tariffs.a.price: ${SHORT}`],
      [withTariff('price: 1, zonePrices: { night: 1234567890 }'), `zonePrices.night: ${SHORT}`],
      [withTariff('blocks: [{ upTo: 1234567890123, price: 1 }, { price: 1 }]'), `blocks.1.upTo: ${LONG}`],
      [withTariff('blocks: [{ upTo: 0.1234567, price: 1 }, { price: 1 }]'), `blocks.1.upTo: ${LONG}`],
      [withTariff('price: 1, perUnits: 1234567890123'), `tariffs.a.perUnits: ${LONG}`],
      [withTariff('price: 1, vatRate: 0.123456789'), `tariffs.a.vatRate: ${SHORT}`],
      [BOOK.replace('coefficient: 0.5', 'coefficient: 0.123456789'), `touSets.two.2.coefficient: ${SHORT}`],
      [BOOK.replace('quantity: 3', 'quantity: 1234567890123'), `norms.n.quantity: ${LONG}`],
      [BOOK.replace('value: 25', 'value: 0.123456789'), `benefits.b.value: ${SHORT}`],
      [BOOK.replace('upTo: 60', 'upTo: 0.1234567'), `benefits.b.upTo: ${LONG}`],
    ])('refuses the others: %#', async (text, message) => {
      await expect(read(text)).rejects.toThrow(message);
    });
  });

  describe('by more than any page shows', () => {
    const blocks = (length: number) =>
      withTariff(`blocks: [${list(length - 1, (number) => `{ upTo: ${number}, price: 1 }, `)}{ price: 2 }]`);
    const options = (length: number) =>
      BOOK.replace('{ id: gas', `${list(length - 1, (number) => `{ id: o${number}, label: { uk: О } }, `)}{ id: gas`);
    const tariffs = (length: number) =>
      BOOK.replace(
        TARIFF,
        list(length, (number) => TARIFF.replace('a, validFrom: 2024', `a${number}, validFrom: ${2199 - number}`)),
      );

    it('takes as many as there may be', async () => {
      expect((await read(blocks(100))).content.tariffs[0]?.blocks).toHaveLength(100);
      expect((await read(options(100))).content.questions[0]?.options).toHaveLength(100);
    });

    it.each([
      [blocks(101), 'tariffs.a.blocks: there are 101, and 100 at most may be'],
      [options(1234), 'questions.stove.options: there are 1,234, and 100 at most may be'],
    ])('refuses more: %#', async (text, message) => {
      await expect(read(text)).rejects.toThrow(message);
    });

    it('refuses more than 2,000 tariffs, of all series together', async () => {
      const power = /( {2}- id: power\n[\s\S]*)norms:/.exec(tariffs(1001))?.[1] ?? '';
      const gas = power.replace('id: power', 'id: other').replaceAll('{ id: a', '{ id: b');
      const message = await read(BOOK.replace(/( {2}- id: power\n[\s\S]*)norms:/, `${power}${gas}norms:`)).catch(
        String,
      );
      expect(message).toContain('series: there are 2,002 tariffs in them, and 2,000 at most may be in a book');
      // Nobody waits for two million comparisons of what is refused in any case.
      expect(message).not.toContain('for the same customers on the same days');
    });
  });

  describe('by texts that turn the page around', () => {
    it.each([
      ...['\u202a', '\u202e', '\u2066', '\u2069'].map((sign) => BOOK.replace('Світло', `Сві${sign}тло`)),
      // Written so that no editor shows it
      BOOK.replace('Світло', '"Сві\\u202Eтло"'),
    ])('refuses them with the place: %#', async (text) => {
      await expect(read(text)).rejects.toThrow(
        'line 10, series.power.name.uk: has characters that cannot be shown, or turn the text around',
      );
    });

    it('refuses them in names, and does not repeat them', async () => {
      const message = await read(BOOK.replaceAll('two:', '"t\u202ewo":')).catch(String);
      expect(message).toContain('touSets.t\\u202ewo: has characters that cannot be shown');
      expect(message).not.toContain('\u202e');
    });

    it.each([
      'zakon',
      'https:zakon.example',
      'https://',
      'https://[zakon',
      'ftp://zakon.example',
      'javascript:alert(1)//https://zakon.example',
      'https://zakon.example/a b',
      'https://zakon.example/"onclick=x',
      "https://zakon.example/'onclick=x",
      'https://zakon.example/<b>',
      'https://zakon.example/`x`',
    ])('refuses %s as an address', async (url) => {
      const written = JSON.stringify(url);
      await expect(read(withTariff(`price: 1, source: { title: { uk: П }, url: ${written} }`))).rejects.toThrow(
        'tariffs.a.source.url: must begin with https:// and be an address without spaces and quotation marks',
      );
    });

    it('takes an address as it is written', async () => {
      const url = 'https://zakon.rada.gov.ua/laws/show/z0231-15?lang=uk#n5';
      const { content } = await read(withTariff(`price: 1, source: { title: { uk: П }, url: "${url}" }`));
      expect(content.tariffs[0]?.source?.url).toBe(url);
    });
  });

  it.each([
    [
      'options: [{ id: gas, label: { uk: Газова } }]',
      'options: []',
      /stove\.options: is missing: what may be answered/,
    ],
    [', options: [{ id: gas, label: { uk: Газова } }]', '', /stove\.options: is missing: what may be answered/],
    [', options: [{ id: gas, label: { uk: Газова } }]', ', options:', /stove\.options: is missing: what may be answ/],
    ['options: [', 'options: [{ id: gas, label: { uk: Г } }, ', /stove\.options\.gas\.id: "gas" stands at .* before/],
    [QUESTION, QUESTION + QUESTION, /line 3, questions\.stove\.id: "stove" stands at questions\.stove before/],
    ['{ uk: Плита? }', '{ en: Stove? }', /questions\.stove\.text: lacks the text in uk, the supplier's first language/],
    ['{ uk: Плита? }', '{}', /questions\.stove\.text: lacks the text in uk/],
    ['{ uk: Плита? }', '{ uk: " " }', /questions\.stove\.text\.uk: must be text/],
    ['text: { uk: Плита? }, ', '', /questions\.stove\.text: is missing/],
    ['{ uk: Плита? }', '{ uk: П }, hint: { en: Look }', /questions\.stove\.hint: lacks the text in uk/],
    ['{ uk: Газова }', '{ en: Gas }', /options\.gas\.label: lacks the text in uk/],
    [', label: { uk: Газова }', '', /options\.gas\.label: is missing/],
    ['{ uk: Пільга }', '{ en: Privilege }', /benefits\.b\.name: lacks the text in uk/],
    ['price: 1 }', 'price: 1, source: { title: { en: Paper } } }', /source\.title: lacks the text in uk/],
  ])('by a question nobody can answer, or a text that is not there: %#', async (part, instead, message) => {
    expect(BOOK).toContain(part);
    await expect(read(BOOK.replace(part, instead))).rejects.toThrow(message);
  });
});
