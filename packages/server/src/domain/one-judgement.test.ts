import type { ApiError, Problem, Reading } from '@kabinet/api';
import {
  createMockApi,
  type MockData,
  sampleAccount,
  sampleData,
  sampleMeter,
  sampleReading,
  sampleSession,
  sampleSupplier,
} from '@kabinet/api/mock';
import { dialValues, judgeReading, type ReadingInHistory, readingNumber } from '@kabinet/rules';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../app.js';
import { type DatabaseUnderTest, openTestPGlite } from '../testing/databases.js';
import { call, type SeededSupplier, seedSupplier, testContext } from '../testing/index.js';
import {
  BASELINE,
  BASELINE_READ_AT,
  GAS_WINDOW,
  type KnownReading,
  type ReadingCase,
  readingCases,
} from '../testing/reading-cases.js';

const TIME_ZONE = 'Europe/Kyiv';

type Verdict = ReadingCase['expected'];

const zonesOf = ({ zones = ['total'] }: ReadingCase) => zones;
const windowOf = ({ window }: ReadingCase) => ({ ...GAS_WINDOW, ...window });
const readAtOf = ({ readAt, now }: ReadingCase) => readAt ?? now;
const serviceOf = (given: ReadingCase) => (zonesOf(given).length > 1 ? 'electricity' : 'gas');

/** What was read before and after, the baseline among it, newest first. */
function knownReadings(given: ReadingCase): KnownReading[] {
  const baseline: KnownReading = {
    readAt: BASELINE_READ_AT,
    countsFor: '2026-09',
    values: zonesOf(given).map((zone) => BASELINE[zone]),
  };
  return [baseline, ...(given.known ?? [])].sort((a, b) => Date.parse(b.readAt) - Date.parse(a.readAt));
}

/** Register ids differ from place to place: findings name the zone instead. */
function findingsByZone(
  findings: readonly { code: string; severity: string; registerId: string | null }[],
  zoneOf: (registerId: string) => string,
) {
  return findings.map(({ code, severity, registerId }) => [code, severity, registerId && zoneOf(registerId)]);
}

function judgedByRules(given: ReadingCase): unknown {
  const registers = zonesOf(given).map((zone) => ({ id: zone, integerDigits: 5, decimalDigits: 3 }));
  const shown = dialValues(
    registers,
    registers.map(({ id }, index) => ({ registerId: id, value: given.values[index] ?? '' })),
  );
  if ('fault' in shown) throw new Error(shown.fault);
  const readAt = new Date(readAtOf(given));
  const history = knownReadings(given).map(({ readAt: at, quality, values }): ReadingInHistory => ({
    readAt: at,
    quality: quality ?? 'actual',
    values: values.map((value, index) => ({ registerId: registers[index]?.id ?? '', value, consumption: null })),
  }));
  const after = history.filter((each) => new Date(each.readAt) >= readAt);
  const judged = judgeReading({
    meter: {
      registers,
      multiplier: '1',
      maxDailyUse: given.maxDailyUse ?? null,
      plausibility: given.plausibility ?? null,
      removedOn: given.removedOn ?? null,
    },
    isAccountOpen: given.isAccountClosed !== true,
    values: shown.values,
    earlier: history.filter((each) => new Date(each.readAt) < readAt),
    later: after.at(-1)?.values ?? null,
    rule: windowOf(given),
    timeZone: TIME_ZONE,
    readAt,
    now: new Date(given.now),
    isConfirmed: given.isConfirmed === true,
    correctedMonth: null,
  });
  return verdict(judged.outcome, {
    findings: findingsByZone(judged.findings, (id) => id),
    reading: judged,
    opensOn: judged.opensOn,
  });
}

function verdict(
  outcome: Verdict['outcome'],
  {
    findings,
    reading,
    opensOn,
  }: {
    findings: unknown[];
    reading: Pick<Reading, 'countsFor'> & { readonly values: readonly Reading['values'][number][] };
    opensOn: string | null;
  },
) {
  const isStored = outcome === 'accepted' || outcome === 'questioned';
  return {
    outcome,
    findings,
    ...(isStored && {
      countsFor: reading.countsFor,
      consumption: reading.values.map((each) => each.consumption),
      stored: reading.values.map((each) => each.value),
    }),
    ...(opensOn !== null && { opensOn }),
  };
}

/** The answer of an API, as a verdict. A stored reading tells its doubts only by their codes. */
function answered(given: ReadingCase, answer: Reading | Problem, zoneOf: (registerId: string) => string): unknown {
  if ('code' in answer) {
    const outcome = answer.code === 'reading_rejected' ? 'rejected' : 'needs_confirmation';
    expect(answer.code).toBe(outcome === 'rejected' ? 'reading_rejected' : 'reading_needs_confirmation');
    const findings = findingsByZone(answer.findings ?? [], zoneOf);
    return verdict(outcome, {
      findings,
      reading: { countsFor: '', values: [] },
      opensOn: answer.opensOn ?? null,
    });
  }
  const values = zonesOf(given).map((zone) => answer.values.find((each) => zoneOf(each.registerId) === zone)!);
  expect(answer.questionedFor).toEqual(given.expected.findings?.map(([code]) => code) ?? []);
  expect(answer.status).toBe(given.expected.outcome);
  return verdict(answer.status as Verdict['outcome'], {
    findings: [...(given.expected.findings ?? [])],
    reading: { ...answer, values },
    opensOn: null,
  });
}

async function judgedByMock(given: ReadingCase): Promise<unknown> {
  const now = new Date(given.now);
  const serviceKind = serviceOf(given);
  const registers = zonesOf(given).map((zone) => ({ id: zone, zone, integerDigits: 5, decimalDigits: 3 }));
  const {
    baseline: _b,
    submitted: _s,
    recentUse: _u,
    ...meter
  } = sampleMeter({
    id: 'meter',
    serviceKind,
    registers,
    maxDailyUse: given.maxDailyUse ?? null,
    plausibility: given.plausibility ?? null,
    removedOn: given.removedOn ?? null,
  });
  const readings = knownReadings(given).map(({ readAt, countsFor, values, quality }) =>
    sampleReading({
      id: readAt,
      meterId: 'meter',
      readAt,
      receivedAt: readAt,
      countsFor,
      source: quality === 'estimated' ? 'estimate' : 'inspector',
      quality: quality ?? 'actual',
      values: values.map((value, index) => ({ registerId: registers[index]?.id ?? '', value, consumption: null })),
    }),
  );
  const { accounts, ...rest } = sampleData({ now, accounts: ['gas'] });
  const data: MockData = {
    ...rest,
    supplier: sampleSupplier({ timeZone: TIME_ZONE }),
    session: sampleSession(),
    windows: { [serviceKind]: windowOf(given) },
    accounts: accounts.map((each) => ({
      ...each,
      account: sampleAccount({
        serviceKinds: [serviceKind],
        status: given.isAccountClosed === true ? 'closed' : 'open',
      }),
      meters: [{ meter, readings }],
    })),
  };
  const answer = await createMockApi({ now: () => now, data })
    .submitReading(
      {
        accountId: 'gas',
        body: {
          meterId: 'meter',
          values: registers.map(({ id }, index) => ({ registerId: id, value: given.values[index] ?? '' })),
          ...(given.readAt !== undefined && { readAt: given.readAt }),
          ...(given.isConfirmed === true && { confirmed: true }),
        },
      },
      { idempotencyKey: 'a-key-of-this-test' },
    )
    .catch((error: ApiError) => error.problem!);
  return answered(given, answer, (id) => id);
}

describe('one judgement', () => {
  let under: DatabaseUnderTest;
  beforeAll(async () => {
    under = await openTestPGlite();
  });
  afterAll(() => under.close());

  /** Brings the case's readings in as the billing base would: its baseline in place of the seeded one. */
  async function bring(given: ReadingCase, supplier: SeededSupplier, index: 0 | 1): Promise<void> {
    const account = supplier.customer.accounts[index];
    const [meter] = account.meters;
    await under.database.transaction(supplier.id, async (tx) => {
      await sql`update readings set status = 'rejected' where account_id = ${account.id}::uuid`.execute(tx);
      if (given.isAccountClosed === true) {
        await tx.updateTable('accounts').set({ status: 'closed' }).where('id', '=', account.id).execute();
      }
      if (given.removedOn !== undefined) {
        await tx.updateTable('meters').set({ removed_on: given.removedOn }).where('id', '=', meter!.id).execute();
      }
      for (const { readAt, countsFor, values, quality = 'actual' } of knownReadings(given)) {
        await sql`with reading as (
            insert into readings (supplier_id, account_id, meter_id, read_at, received_at, source, quality, status, counts_for, external_ref)
            values (${supplier.id}, ${account.id}::uuid, ${meter!.id}::uuid, ${readAt}::timestamptz, ${readAt}::timestamptz,
              'inspector', ${quality}, 'accepted', ${`${countsFor}-01`}::date, ${`R ${account.id} ${readAt}`})
            returning id)
          insert into reading_values (supplier_id, reading_id, register_id, value)
          select ${supplier.id}, reading.id, v.register_id, v.value
          from reading, json_to_recordset(${JSON.stringify(
            values.map((value, at) => ({ register_id: meter!.registers[at]!.id, value })),
          )}::json) as v (register_id uuid, value numeric)`.execute(tx);
      }
    });
  }

  async function judgedByServer(given: ReadingCase): Promise<unknown> {
    const serviceKind = serviceOf(given);
    const supplier = await seedSupplier(under.database, {
      profile: {
        timeZone: TIME_ZONE,
        readingWindows: [{ serviceKind, ...windowOf(given) }],
        maxDailyUse: given.maxDailyUse === undefined ? {} : { [serviceKind]: given.maxDailyUse },
        plausibility: { [serviceKind]: given.plausibility ?? null },
      },
    });
    const index = serviceKind === 'gas' ? 0 : 1;
    await bring(given, supplier, index);
    const account = supplier.customer.accounts[index];
    const [meter] = account.meters;
    const now = new Date(given.now);
    const { body } = await call(createApp(testContext(under.database, { now: () => now })), 'submitReading', {
      supplierId: supplier.id,
      token: await supplier.mint({ customerRef: supplier.customer.ref, now }),
      params: { accountId: account.id },
      body: {
        meterId: meter!.id,
        values: meter!.registers.map(({ id }, at) => ({ registerId: id, value: given.values[at] })),
        ...(given.readAt !== undefined && { readAt: given.readAt }),
        ...(given.isConfirmed === true && { confirmed: true }),
      },
    });
    return answered(given, body, (id) => meter!.registers.find((each) => each.id === id)?.zone ?? id);
  }

  it.each(readingCases.map((each) => [each.name, each] as const))(
    'of the rules, the mock and the server: %s',
    async (_name, given) => {
      const byRules = judgedByRules(given);
      expect(byRules).toMatchObject({ findings: [], ...given.expected });
      expect(await judgedByMock(given)).toEqual(byRules);
      expect(await judgedByServer(given)).toEqual(byRules);
    },
  );

  it('shows the page the same history that it judges by, from the mock and from the server', async () => {
    const given = readingCases.find((each) => (each.known?.length ?? 0) > 20)!;
    const supplier = await seedSupplier(under.database, { profile: { plausibility: { gas: { timesUsual: '4' } } } });
    await bring(given, supplier, 0);
    const now = new Date(given.now);
    const [account] = supplier.customer.accounts;
    const { body } = await call(createApp(testContext(under.database, { now: () => now })), 'listMeters', {
      supplierId: supplier.id,
      token: await supplier.mint({ customerRef: supplier.customer.ref, now }),
      params: { accountId: account.id },
    });
    const [meter] = body.items;
    expect(meter.plausibility).toEqual({ timesUsual: '4', neverBelow: '2.5', seasonal: true });
    expect(meter.recentUse).toHaveLength(23);
    expect(meter.recentUse[0]).toEqual({
      from: '2026-09-01',
      to: '2026-10-01',
      quality: 'actual',
      use: [{ registerId: account.meters[0]!.registers[0]!.id, consumption: '2' }],
    });
  });

  it('gives readings the same numbers with their check digit in TypeScript as in SQL', async () => {
    const drawn = await under.database.transaction('nobody', async (tx) => {
      const { rows } = await sql<{ number: string }>`select next_reading_number() as number
        from generate_series(1, 500)`.execute(tx);
      return rows.map((each) => each.number);
    });
    for (const number of drawn) {
      const digits = number.replaceAll('-', '');
      expect(readingNumber(Number(digits.slice(0, -1)))).toBe(number);
    }
  });
});
