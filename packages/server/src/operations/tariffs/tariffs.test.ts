import type { Benefit, Locality, OperationName } from '@kabinet/api/contract';
import { searchLocalities } from '@kabinet/rules';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../app.js';
import { indexLocalities } from '../../import/kinds/localities.js';
import { writeBook } from '../../import/tariffs/write-book.js';
import { rowsFrom } from '../../import/upsert.js';
import { databasesUnderTest, type DatabaseUnderTest } from '../../testing/databases.js';
import {
  call,
  type CallOptions,
  faultsOf,
  SEED_BOOK,
  SEED_LOCALITIES,
  seedAccountTariff,
  seedSupplier,
  type SeededSupplier,
  testContext,
} from '../../testing/index.js';

/** Places as countries have them: the same few roots over and over, with adjectives before them. */
const MANY: readonly Locality[] = ['Іван', 'Петр', 'Кам’ян', 'Василь', 'Чорн', 'Красн'].flatMap((root) =>
  ['івка', 'ове', 'ське', 'ичі', 'ка'].flatMap((end) =>
    ['', 'Нова ', 'Стара ', 'Велика-'].map((before, index): Locality => {
      const name = `${before}${root}${end}`;
      return {
        id: `place-${root}-${end}-${index}`,
        name: { uk: name, ru: name.replace('івка', 'овка').replaceAll('і', 'и') },
        district: null,
        formerNames: index === 3 ? [{ uk: `Перше ${root}${end}` }] : [],
        answers: {},
      };
    }),
  ),
);

const QUERIES = [
  ...[
    '',
    'к',
    'ива',
    'Іванівка',
    'ивановка',
    'Иваневка',
    'нова',
    'новоиванівка',
    'Петрове',
    'петрово',
    'Каменка',
    'камянка',
  ],
  ...[
    'Камянске',
    'Великая Василевка',
    'чорнічі',
    'чрнове',
    'перше кам',
    'Краснаве',
    'krasnove',
    'Ivanivka',
    'стара',
    'ськ',
    'ъ',
  ],
];

describe.each(databasesUnderTest)('tariffs on %s', (_name, open) => {
  let under: DatabaseUnderTest;
  let supplier: SeededSupplier;
  let token: string;

  beforeAll(async () => {
    under = await open();
    supplier = await seedSupplier(under.database);
    token = await supplier.mint({ customerRef: supplier.customer.ref });
  });
  afterAll(() => under.close());

  async function ask(name: OperationName, options: Partial<CallOptions> = {}) {
    const app = createApp(testContext(under.database));
    const answer = await call(app, name, { supplierId: supplier.id, ...options });
    expect(faultsOf(name, answer), answer.text).toEqual([]);
    return answer;
  }
  const idsOf = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id);

  describe('listTariffs', () => {
    it('gives the book to anyone, without what differs by place', async () => {
      const { status, body, headers } = await ask('listTariffs');
      expect(status).toBe(200);
      expect(headers.get('cache-control')).toBe('public, max-age=60');
      expect(idsOf(body.questions)).toEqual(['settlement', 'heating']);
      expect(idsOf(body.tariffs)).toEqual([
        'gas-1',
        'gas-2',
        'electricity-town',
        'electricity-village',
        'electricity-heating',
      ]);
      expect(idsOf(body.norms)).toEqual(['gas-cooking']);
      expect(body.variesByLocality).toBe(true);
    });

    it('gives what is charged in the place that is named, in the order of the book', async () => {
      const { body } = await ask('listTariffs', { query: { localityId: 'bakhmut' } });
      expect(idsOf(body.tariffs).slice(0, 4)).toEqual(['gas-1', 'gas-2', 'gas-network-2', 'electricity-town']);
      const elsewhere = await ask('listTariffs', { query: { localityId: 'ivanivka-1' } });
      expect(idsOf(elsewhere.body.tariffs)).toHaveLength(5);
    });

    it('gives a norm that is for a place only there', async () => {
      await under.database.transaction(supplier.id, (tx) =>
        sql`insert into consumption_norms (supplier_id, id, position, content)
          select supplier_id, 'gas-bakhmut', 2, content || '{"id": "gas-bakhmut", "when": {"locality": ["bakhmut"]}}'
          from consumption_norms where supplier_id = ${supplier.id} and id = 'gas-cooking'`.execute(tx),
      );
      const normsAt = async (localityId?: string) =>
        idsOf((await ask('listTariffs', localityId === undefined ? {} : { query: { localityId } })).body.norms);
      expect(await normsAt('bakhmut')).toEqual(['gas-cooking', 'gas-bakhmut']);
      expect(await normsAt('chernihiv')).toEqual(['gas-cooking']);
      expect(await normsAt()).toEqual(['gas-cooking']);
    });

    it.each(['nowhere', '', ' ', '\u0000', 'chernihiv\u0000', "'; drop table tariffs; --"])(
      'does not find the place %j',
      async (localityId) => {
        const { status, body } = await ask('listTariffs', { query: { localityId } });
        expect([status, body.code]).toEqual([404, 'not_found']);
      },
    );

    it('says of a supplier without a book that there is nothing', async () => {
      const bare = await seedSupplier(under.database);
      await under.database.transaction(bare.id, async (tx) => {
        for (const table of [
          'tariff_localities',
          'account_benefits',
          'tariffs',
          'tariff_questions',
          'consumption_norms',
        ]) {
          await sql`delete from ${sql.table(table)}`.execute(tx);
        }
      });
      const { body } = await ask('listTariffs', { supplierId: bare.id });
      expect(body).toEqual({ questions: [], tariffs: [], norms: [], variesByLocality: false });
      // The neighbour's book is as it was.
      expect((await ask('listTariffs')).body.tariffs).toHaveLength(5);
    });
  });

  describe('searchLocalities', () => {
    it('finds a place by any spelling, and by the name it had', async () => {
      for (const [query, id] of [
        ['Чернигов', 'chernihiv'],
        ['chernigov', 'chernihiv'],
        ['м. Чер', 'chernihiv'],
        ['артемовск', 'bakhmut'],
        ['Бохмут', 'bakhmut'],
        ['Ивановка (Ніжинський)', 'ivanivka-2'],
      ] as const) {
        const { body } = await ask('searchLocalities', { query: { query } });
        expect({ query, first: body.items[0]?.id }).toEqual({ query, first: id });
      }
      const { body } = await ask('searchLocalities', { query: { query: 'артем' } });
      expect(body.items).toEqual([SEED_LOCALITIES[1]]);
    });

    it('gives the place whose id is asked for first, whatever its name sounds like', async () => {
      await under.database.transaction(supplier.id, (tx) =>
        sql`insert into localities (supplier_id, id, name, former_names, answers)
          values (${supplier.id}, '7424-10', ${JSON.stringify({ uk: 'Остер' })}::text::jsonb, '[]', '{}')`.execute(tx),
      );
      expect(idsOf((await ask('searchLocalities', { query: { query: '7424-10' } })).body.items)).toEqual(['7424-10']);
      const { body } = await ask('searchLocalities', { query: { query: 'ivanivka-2' } });
      expect(body.items[0]?.id).toBe('ivanivka-2');
      expect(new Set(idsOf(body.items)).size).toBe(body.items.length);
    });

    it('answers as the rule would that has all names before it', async () => {
      const country = await seedSupplier(under.database);
      await under.database.transaction(country.id, async (tx) => {
        const rows = MANY.map(({ formerNames, ...each }) => ({ ...each, former_names: formerNames }));
        await sql`
          insert into localities (supplier_id, id, name, district, former_names, answers)
          select ${country.id}, id, name, district, former_names, answers from ${rowsFrom(rows, {
            id: 'text',
            name: 'jsonb',
            district: 'jsonb',
            former_names: 'jsonb',
            answers: 'jsonb',
          })}`.execute(tx);
        await indexLocalities(tx, country.id, idsOf(rows));
      });
      const all = [...SEED_LOCALITIES, ...MANY];
      const order = (a: string, b: string) => (a < b ? -1 : 1);
      for (const query of QUERIES) {
        const { body } = await ask('searchLocalities', { supplierId: country.id, query: { query } });
        const expected = searchLocalities(query, all, 20);
        // Places that are equally good, such as two of one name, may come in any order, and any of them may be the twentieth.
        const ranks = new Map(searchLocalities(query, all, Infinity).map((each) => [each.locality.id, rankOf(each)]));
        const answered = body.items.map(({ id }: Locality) => ranks.get(id) ?? 'not found by the rule');
        expect({ query, answered: [...answered].sort(order) }).toEqual({
          query,
          answered: expected.map(rankOf).sort(order),
        });
      }
    }, 30_000);

    it('is limited by the address that asks', async () => {
      const asked: string[] = [];
      const rateLimiter = { take: (who: string) => (asked.push(who), 7) };
      const app = createApp(testContext(under.database, { rateLimiter, trustedProxies: 1 }));
      const headers = { 'X-Forwarded-For': '192.0.2.7' };
      for (const name of ['searchLocalities', 'listTariffs'] as const) {
        const answer = await call(app, name, { supplierId: supplier.id, headers });
        expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '7']);
      }
      expect(asked).toEqual([`searchLocalities ${supplier.id} 192.0.2.7`, `listTariffs ${supplier.id} 192.0.2.7`]);
    });

    it('takes anything that may be typed', async () => {
      for (const query of ['\u0000', '%', "'", '🙂', '\ud83d', 'а'.repeat(100), '(((', 'м.', ',']) {
        expect((await ask('searchLocalities', { query: { query } })).status).toBe(200);
      }
      expect((await ask('searchLocalities', { query: { query: 'а'.repeat(101) } })).status).toBe(400);
    });
  });

  describe('getAccountTariff', () => {
    const mine = async (index: 0 | 1 = 0) =>
      (await ask('getAccountTariff', { token, params: { accountId: supplier.customer.accounts[index].id } })).body;

    it('tells what the charges of the account are worked out by', async () => {
      const body = await mine();
      expect(body.answers).toEqual({ settlement: 'town', customer: 'household', locality: 'chernihiv' });
      expect(body.measures).toEqual({ area: '54.3', residents: 2, capacity: null });
      expect(body.benefits).toEqual([
        {
          id: 'veteran:2024-01-01',
          serviceKind: 'gas',
          components: ['supply'],
          kind: 'percent',
          value: '25',
          upTo: '60',
          validFrom: '2024-01-01',
          validTo: null,
          name: { uk: 'Пільга ветерана', en: "Veteran's privilege" },
          source: null,
        },
      ]);
      // Of its own service, over time, where it is; nothing that is for others.
      expect(idsOf(body.tariffs)).toEqual(['gas-1', 'gas-2', 'gas-network-1']);
      expect(idsOf(body.norms)).toEqual(['gas-cooking']);
      expect(body.questions).toEqual([]);
    });

    it('keeps open what is not known of the account', async () => {
      const body = await mine(1);
      expect(idsOf(body.tariffs)).toEqual(['electricity-town', 'electricity-heating']);
      expect(idsOf(body.questions)).toEqual(['settlement', 'heating']);
      expect(body.measures).toEqual({ area: null, residents: null, capacity: null });
      expect(body.benefits).toEqual([]);
    });

    it('takes the supplier’s own word before what the place and the premise say', async () => {
      const account = supplier.customer.accounts[1].id;
      await seedAccountTariff(under.database, supplier.id, account, {
        answers: { heating: 'none', locality: 'ivanivka-2' },
      });
      const asVillage = await mine(1);
      expect(asVillage.answers).toEqual({
        settlement: 'village',
        customer: 'household',
        locality: 'ivanivka-2',
        heating: 'none',
      });
      expect(idsOf(asVillage.tariffs)).toEqual(['electricity-village']);
      await under.database.transaction(supplier.id, (tx) =>
        sql`update account_attributes set answers = ${JSON.stringify({ settlement: 'town', locality: 'ivanivka-2' })}::text::jsonb
          where account_id = ${account}`.execute(tx),
      );
      expect((await mine(1)).answers).toMatchObject({ settlement: 'town', locality: 'ivanivka-2' });
    });

    it('guesses no place: of two of one name neither, unless the district is written', async () => {
      const account = supplier.customer.accounts[0].id;
      const live = (locality: string) =>
        under.database.transaction(supplier.id, (tx) =>
          sql`update premises set locality = ${locality}, settlement = 'town' from accounts
            where accounts.id = ${account} and premises.premise_ref = accounts.premise_ref`.execute(tx),
        );
      for (const [locality, answers] of [
        ['Іванівка', { settlement: 'town', customer: 'household' }],
        ['с. Іванівка, Ніжинський р-н', { settlement: 'village', customer: 'household', locality: 'ivanivka-2' }],
        ['Артемівськ', { settlement: 'town', customer: 'household', locality: 'bakhmut' }],
        ['Деінде', { settlement: 'town', customer: 'household' }],
        ['', { settlement: 'town', customer: 'household' }],
      ] as const) {
        await live(locality);
        expect({ locality, answers: (await mine()).answers }).toEqual({ locality, answers });
      }
      await live('Чернігів');
    });

    it('gives no general price where one of the possible places has its own', async () => {
      const other = await seedSupplier(under.database);
      const own = await other.mint({ customerRef: other.customer.ref });
      const account = other.customer.accounts[0].id;
      const [gas] = SEED_BOOK.tariffs;
      const network = SEED_BOOK.tariffs.find(({ series }) => series === 'gas-network');
      const [norm] = SEED_BOOK.norms;
      if (!gas || !network || !norm) throw new Error('the seeded book has changed');
      const everywhere = { ...network, id: 'gas-network-0', when: {} };
      /** What the account has, at a premise of that name, when something is for places besides the usual book. */
      const has = async (locality: string, local: Partial<Pick<typeof SEED_BOOK, 'tariffs' | 'norms'>>) => {
        await under.database.transaction(other.id, async (tx) => {
          await writeBook(tx, other.id, {
            ...SEED_BOOK,
            tariffs: [...SEED_BOOK.tariffs, everywhere, ...(local.tariffs ?? [])],
            norms: [...SEED_BOOK.norms, ...(local.norms ?? [])],
          });
          await sql`update premises set locality = ${locality}, settlement = 'village' from accounts
            where accounts.id = ${account} and premises.premise_ref = accounts.premise_ref`.execute(tx);
        });
        const { body } = await ask('getAccountTariff', {
          supplierId: other.id,
          token: own,
          params: { accountId: account },
        });
        return [...idsOf(body.tariffs), ...idsOf(body.norms)];
      };
      const usual = ['gas-1', 'gas-2', 'gas-network-0', 'gas-cooking'];
      const first = { locality: ['ivanivka-1'] };

      expect(await has('Іванівка', {}), 'neither has a price of its own').toEqual(usual);
      const dear = { tariffs: [{ ...gas, id: 'gas-local', when: first }] };
      // Without the commodity nothing of the service is left: a network charge alone would look like a whole bill.
      expect(await has('Іванівка', dear)).toEqual(['gas-cooking']);
      expect(await has('Іванівка, Ніжинський р-н', dear)).toEqual(usual);
      expect(await has('Іванівка, Чернігівський р-н', dear)).toEqual([
        'gas-1',
        'gas-2',
        'gas-network-0',
        'gas-local',
        'gas-cooking',
      ]);
      expect(await has('Деінде', dear), 'a place that the supplier does not name').toEqual(usual);
      const both = { tariffs: [{ ...gas, id: 'gas-local', when: { locality: ['ivanivka-1', 'ivanivka-2'] } }] };
      expect(await has('Іванівка', both)).toEqual(['gas-cooking']);
      const townsOnly = { tariffs: [{ ...gas, id: 'gas-local', when: { ...first, settlement: ['town'] } }] };
      expect(await has('Іванівка', townsOnly), 'for nobody in a village').toEqual(usual);

      const delivery = { tariffs: [{ ...network, id: 'gas-network-3', when: first }] };
      expect(await has('Іванівка', delivery)).toEqual(['gas-1', 'gas-2', 'gas-cooking']);
      const cooking = { norms: [{ ...norm, id: 'gas-local', when: first }] };
      expect(await has('Іванівка', cooking)).toEqual(['gas-1', 'gas-2', 'gas-network-0']);
    });

    it('ends a benefit where the same is granted anew', async () => {
      const account = supplier.customer.accounts[0].id;
      await under.database.transaction(supplier.id, (tx) =>
        sql`insert into account_benefits (supplier_id, account_id, benefit_id, valid_from, value)
          values (${supplier.id}, ${account}, 'veteran', '2025-05-01', 50)`.execute(tx),
      );
      const { benefits } = await mine();
      expect(benefits.map((each: Benefit) => [each.value, each.validFrom, each.validTo])).toEqual([
        ['25', '2024-01-01', '2025-04-30'],
        ['50', '2025-05-01', null],
      ]);
    });

    it('is told to nobody else', async () => {
      const stranger = await supplier.mint({ customerRef: supplier.neighbour.ref });
      const { status } = await ask('getAccountTariff', {
        token: stranger,
        params: { accountId: supplier.customer.accounts[0].id },
      });
      expect(status).toBe(404);
    });
  });
});

/** By what an answer of the search stands where it stands. */
function rankOf({ kind, name, formerName }: { kind: string; name: string; formerName: unknown }): string {
  return `${kind} ${formerName === null ? 'present' : 'former'} ${name}`;
}
