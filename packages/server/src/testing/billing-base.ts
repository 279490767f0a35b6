import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Database } from '../db/database.js';
import { newId } from '../db/ids.js';
import { insertReading } from '../db/readings.js';
import { SupplierProfile } from '../domain/supplier-profile.js';
import { type ImportKind, importKinds } from '../import/file-kind.js';
import { importFile, type ImportOptions, type ImportResult } from '../import/import-file.js';
import { importProfile } from '../import/import-profile.js';
import { RejectionSample } from '../import/rejections.js';

/** The day on which the tests' files are brought in. */
export const TODAY = new Date('2026-11-03T10:00:00Z');

/** A small base: a gas account, an electricity account with two zones, one without a customer, and their history. */
export const SMALL_BASE = {
  premises: `premise_ref;address;locality;settlement
P-1;вул. Річкова, 7, кв. 12;м. Придеснянськ;town
P-2;"вул. ""Нова"", 1";с. Під'яблунівка;село
`,
  accounts: `account_number;customer_ref;holder_name;customer_kind;premise_ref;status;opened_on;closed_on
0400-000-001;C-1;Дем'яненко Ґанна Іллівна;household;P-1;open;01.02.2003;
0400000002;C-1;Дем'яненко Ґанна Іллівна;household;P-2;open;;
О400000003;;ТОВ "Їдальня";legal_entity;;open;2020-05-06;
`,
  meters: `account_number;serial_number;seal_number;service_kind;place;installed_on;removed_on;verification_due_on;multiplier;unit
0400000001;00123;К0001;gas;кухня;2019-03-04;;2027-03-04;1;м3
0400000002;E-77;;електроенергія;під’їзд;;;;20;
`,
  registers: `account_number;serial_number;service_kind;zone;integer_digits;decimal_digits
0400000001;00123;gas;total;5;3
0400000002;E-77;electricity;day;6;1
0400000002;E-77;electricity;ніч;6;1
`,
  readings: `reading_ref;account_number;serial_number;service_kind;read_at;source;status;counts_for;value_total;value_day;value_night
R-1;0400000001;00123;gas;01.09.2026;inspector;accepted;;99 950,5;;
R-3;0400000001;00123;gas;2026-11-01T08:30:00+02:00;customer;accepted;;42;;
R-2;0400000001;00123;gas;01.10.2026 14:05;sms;accepted;;99990,5;;
R-4;0400000002;E-77;electricity;2026-09-30;customer;accepted;;;1000;500,5
R-5;0400000002;E-77;electricity;2026-10-31;estimate;accepted;;;1010,5;499
`,
  ledger: `entry_ref;account_number;service_kind;kind;status;basis;amount;booked_on;period_month;due_on
L-1;0400000001;gas;opening;;;100,00;2026-10-01;;
L-2;0400000001;gas;charge;posted;estimated;1 234,56;08.10.2026;09.2026;20.10.2026
L-3;0400000001;gas;payment;pending;;-1 000;2026-11-02;;
L-4;0400000002;electricity;нарахування;;факт;7,96;2026-10-08;2026-09;
`,
} satisfies Partial<Record<ImportKind, string>>;

export interface BillingBase {
  readonly database: Database;
  readonly supplierId: string;
  readonly profile: SupplierProfile;
  /** Brings a file's text in; the rejections come with the result. */
  bring(kind: ImportKind, text: string | Buffer, options?: ImportOptions): Promise<Brought>;
  /** Brings several files in, in their order. */
  bringAll(files: Partial<Record<ImportKind, string>>): Promise<Brought[]>;
  query<Row>(text: string): Promise<Row[]>;
  /** A customer hands in a reading of the account's meter here. */
  handIn(reading: {
    account: string;
    counts_for: string;
    value: string;
    status?: 'accepted' | 'questioned';
  }): Promise<{ id: string; number: string }>;
  remove(): Promise<void>;
}

export interface Brought extends ImportResult {
  readonly rejections: readonly {
    readonly line: number;
    readonly column: string | null;
    readonly reason: string;
    readonly value?: string;
  }[];
}

/** A supplier of its own in the database, with nothing but a profile. */
export async function billingBase(database: Database): Promise<BillingBase> {
  const supplierId = `base-${randomBytes(5).toString('hex')}`;
  const folder = await mkdtemp(join(tmpdir(), 'kabinet-import-'));
  const profile = SupplierProfile.parse({
    id: supplierId,
    name: { uk: 'Проба' },
    serviceKinds: ['gas', 'electricity'],
    timeZone: 'Europe/Kyiv',
    currency: 'UAH',
    languages: ['uk'],
    phone: '0 800 000 100',
    accountNumber: { pattern: '\\d{10}', example: '0400123456' },
    origins: [],
    readingWindows: [
      { serviceKind: 'gas', opensOnDay: 1, closesOnDay: 5, countsFor: 'previous_month' },
      { serviceKind: 'electricity', opensOnDay: -2, closesOnDay: 2 },
    ],
    maxDailyUse: { gas: '50' },
    signOn: { issuer: 'https://id.example', jwks: { keys: [] } },
  });
  await importProfile(database, profile);
  let files = 0;

  const bring: BillingBase['bring'] = async (kind, text, options = {}) => {
    const path = join(folder, `${(files += 1)}-${kind}.csv`);
    await writeFile(path, text);
    const sample = new RejectionSample(1000);
    const result = await importFile(
      database,
      { supplierId, profile, kind, path },
      { now: TODAY, maxRejectedPercent: 100, report: sample, ...options },
    );
    return { ...result, rejections: sample.rejections.map(({ rejection }) => rejection) };
  };
  const query: BillingBase['query'] = <Row>(text: string) =>
    database.transaction(supplierId, async (tx) => (await sql.raw<Row>(text).execute(tx)).rows);

  return {
    database,
    supplierId,
    profile,
    bring,
    query,
    async bringAll(given) {
      const results: Brought[] = [];
      for (const kind of importKinds) {
        const text = given[kind];
        if (text !== undefined) results.push(await bring(kind, text));
      }
      return results;
    },
    async handIn({ account, counts_for, value, status = 'accepted' }) {
      const [register] = await query<{ account_id: string; meter_id: string; register_id: string }>(
        `select a.id as account_id, m.id as meter_id, g.id as register_id from accounts a
         join meters m on m.account_id = a.id join registers g on g.meter_id = m.id
         where a.account_number_key = '${account}' order by g.zone limit 1`,
      );
      if (!register) throw new Error('no such meter');
      const id = newId(TODAY);
      const stored = await database.transaction(supplierId, (tx) =>
        insertReading(
          tx,
          {
            id,
            supplierId,
            accountId: register.account_id,
            meterId: register.meter_id,
            readAt: TODAY,
            receivedAt: TODAY,
            source: 'customer',
            status,
            questionedFor: status === 'questioned' ? ['implausible'] : [],
            supersedesId: null,
            countsFor: counts_for,
            values: [{ registerId: register.register_id, value, consumption: '7' }],
          },
          { customerRef: 'C-1', action: 'reading.submitted', requestId: 'r' },
        ),
      );
      if (!stored) throw new Error('another reading counts for the month');
      return { id, number: stored.number };
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
