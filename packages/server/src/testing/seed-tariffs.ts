import type { Locality, Tariff } from '@kabinet/api/contract';
import { sql } from 'kysely';
import type { Database } from '../db/database.js';
import type { TariffBookContent } from '../domain/tariff-book.js';
import { indexLocalities } from '../import/kinds/localities.js';
import { writeBook } from '../import/tariffs/write-book.js';
import { rowsFrom } from '../import/upsert.js';

const TARIFF = {
  component: 'supply',
  basis: 'use',
  validTo: null,
  season: null,
  when: {},
  blockRule: 'marginal',
  perUnits: '1',
  touSets: [],
  vatRate: '20',
  provider: null,
  source: null,
} as const satisfies Partial<Tariff>;

const flat = (price: string): Tariff['blocks'] => [{ upTo: null, price, zonePrices: [] }];

/** Where the seeded accounts are is a town of the book; two villages share a name. */
export const SEED_LOCALITIES: readonly Locality[] = [
  {
    id: 'chernihiv',
    name: { uk: 'Чернігів', ru: 'Чернигов', en: 'Chernihiv' },
    district: null,
    formerNames: [],
    answers: { settlement: 'town' },
  },
  {
    id: 'bakhmut',
    name: { uk: 'Бахмут', ru: 'Бахмут' },
    district: { uk: 'Донецька область' },
    formerNames: [{ uk: 'Артемівськ', ru: 'Артёмовск' }],
    answers: { settlement: 'town' },
  },
  ...['Чернігівський', 'Ніжинський'].map((district, index) => ({
    id: `ivanivka-${index + 1}`,
    name: { uk: 'Іванівка', ru: 'Ивановка' },
    district: { uk: `${district} район` },
    formerNames: [],
    answers: { settlement: 'village' },
  })),
];

/**
 * A small book with what makes tariffs differ: two prices of gas after one another, its delivery by place, electricity in steps by
 * settlement and equipment, with zones.
 */
export const SEED_BOOK: TariffBookContent = {
  questions: [
    {
      id: 'settlement',
      text: { uk: 'Де ви живете?', en: 'Where do you live?' },
      hint: null,
      options: [
        { id: 'town', label: { uk: 'У місті', en: 'In a town' } },
        { id: 'village', label: { uk: 'У селі', en: 'In a village' } },
      ],
    },
    {
      id: 'heating',
      text: { uk: 'Чи зареєстровано електроопалення?', en: 'Is electric heating registered?' },
      hint: null,
      options: [
        { id: 'none', label: { uk: 'Ні', en: 'No' } },
        { id: 'electric', label: { uk: 'Так', en: 'Yes' } },
      ],
    },
  ],
  tariffs: [
    ...(['7.96', '8.50'] as const).map((price, index) => ({
      ...TARIFF,
      id: `gas-${index + 1}`,
      serviceKind: 'gas' as const,
      series: 'gas',
      unit: 'm3' as const,
      validFrom: index === 0 ? '2022-05-01' : '2027-01-01',
      validTo: index === 0 ? '2026-12-31' : null,
      blocks: flat(price),
      name: { uk: 'Природний газ', en: 'Natural gas' },
    })),
    ...([{ locality: ['chernihiv'] }, { locality: ['bakhmut'] }] as const).map((when, index) => ({
      ...TARIFF,
      id: `gas-network-${index + 1}`,
      serviceKind: 'gas' as const,
      series: 'gas-network',
      component: 'network' as const,
      basis: 'month' as const,
      unit: null,
      validFrom: '2020-01-01',
      when: { locality: [...when.locality] },
      blocks: flat(index === 0 ? '62.40' : '71.15'),
      name: { uk: 'Розподіл газу', en: 'Gas distribution' },
      provider: { uk: 'Газмережі', en: 'Gas networks' },
    })),
    ...(['town', 'village'] as const).map((settlement) => ({
      ...TARIFF,
      id: `electricity-${settlement}`,
      serviceKind: 'electricity' as const,
      series: 'electricity',
      unit: 'kWh' as const,
      validFrom: '2017-03-01',
      when: { settlement: [settlement] },
      blocks: [{ upTo: settlement === 'town' ? '100' : '150', price: '0.90', zonePrices: [] }, ...flat('1.68')],
      touSets: [
        [
          { zone: 'day' as const, hours: [{ from: '07:00', to: '23:00' }], coefficient: '1' },
          { zone: 'night' as const, hours: [{ from: '23:00', to: '07:00' }], coefficient: '0.5' },
        ],
      ],
      name: { uk: 'Електроенергія', en: 'Electricity' },
    })),
    {
      ...TARIFF,
      id: 'electricity-heating',
      serviceKind: 'electricity',
      series: 'electricity',
      unit: 'kWh',
      validFrom: '2024-10-01',
      season: { from: '10-01', to: '04-30' },
      when: { heating: ['electric'], settlement: ['town', 'village'] },
      blocks: [{ upTo: '2000', price: '0.90', zonePrices: [] }, ...flat('1.68')],
      name: { uk: 'Електроопалення', en: 'Electric heating' },
    },
  ],
  norms: [
    {
      id: 'gas-cooking',
      serviceKind: 'gas',
      unit: 'm3',
      per: 'resident',
      quantity: '3.28',
      validFrom: '2020-01-01',
      validTo: null,
      season: null,
      when: {},
      source: null,
    },
  ],
  benefits: [
    {
      id: 'veteran',
      serviceKind: 'gas',
      components: ['supply'],
      kind: 'percent',
      value: '25',
      upTo: '60',
      name: { uk: 'Пільга ветерана', en: "Veteran's privilege" },
      source: null,
    },
  ],
};

/** Puts the book and the localities into the database as the import does. */
export async function seedTariffs(database: Database, supplierId: string): Promise<void> {
  await database.transaction(supplierId, async (tx) => {
    const rows = SEED_LOCALITIES.map(({ formerNames, ...locality }) => ({ ...locality, former_names: formerNames }));
    await sql`
      insert into localities (supplier_id, id, name, district, former_names, answers)
      select ${supplierId}, id, name, district, former_names, answers from ${rowsFrom(rows, {
        id: 'text',
        name: 'jsonb',
        district: 'jsonb',
        former_names: 'jsonb',
        answers: 'jsonb',
      })}`.execute(tx);
    await indexLocalities(
      tx,
      supplierId,
      rows.map(({ id }) => id),
    );
    await writeBook(tx, supplierId, SEED_BOOK);
  });
}

/** What the supplier knows of an account, and a benefit that it has. */
export async function seedAccountTariff(
  database: Database,
  supplierId: string,
  accountId: string,
  { answers = {}, benefit }: { answers?: Record<string, string>; benefit?: string } = {},
): Promise<void> {
  await database.transaction(supplierId, async (tx) => {
    await sql`
      insert into account_attributes (supplier_id, account_id, area, residents, answers)
      values (${supplierId}, ${accountId}, 54.3, 2, ${JSON.stringify(answers)}::text::jsonb)`.execute(tx);
    if (benefit === undefined) return;
    await sql`
      insert into account_benefits (supplier_id, account_id, benefit_id, valid_from)
      values (${supplierId}, ${accountId}, ${benefit}, '2024-01-01')`.execute(tx);
  });
}
