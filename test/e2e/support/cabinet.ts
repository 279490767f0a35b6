import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { parseDocument } from 'yaml';
import { type Demo, type DemoSite, startDemo } from '../../../demo/run-demo.mjs';
import { root, runNode } from '../../../scripts/lib/run.mjs';
import { createDatabase } from '../../support/postgres.js';

export const SUPPLIER = 'prydesnianskgaz';

/** The demo's suppliers, and the sample each is made from. */
const SAMPLES = {
  prydesnianskgaz: 'gas',
  'prydniprovski-merezhi': 'electricity',
  'stepnohorske-vodoteplo': 'water-and-heat',
  'verkhnevolzhsk-energo': 'tver',
  polonynagaz: 'highland-gas',
} as const;
export type SupplierId = keyof typeof SAMPLES;

/** Long enough to be let in by it alone, on any device. */
const LONG_PASSWORD = 'сім різних слів на один рік';

/** Accounts of a supplier beside the one whose cabinet it is: the sample's stories and a few more. */
const FEW_ACCOUNTS = 40;

/** Customers of these places have their own period for readings; everybody else may hand in all month. */
export const REFUSES_NOW = 'с. Їжаківці';
export const TAKES_LATE = 'с. Ґонтівка';

/** A customer of the sample who has one account with one meter of one dial, and has not handed in anything here yet. */
export interface Customer {
  readonly ref: string;
  readonly name: string;
  readonly accountId: string;
  readonly accountNumber: string;
  readonly address: string;
  readonly locality: string;
  readonly meterId: string;
  readonly serialNumber: string;
  /** Whole units of the last reading. */
  readonly lastReading: number;
  readonly digits: number;
}

/** A row of `readings` with its one value, as handed in here. */
export interface StoredReading {
  readonly number: string;
  readonly status: string;
  readonly source: string;
  readonly value: string;
  readonly receivedAt: Date;
  readonly supersedes: string | null;
}

/** Somebody who signs in on the service's own pages. */
export interface Person {
  readonly supplier: SupplierId;
  readonly contact: string;
  readonly password: string;
}

/** The whole demo, as `npm start` runs it, on a database that the test can look into. */
export interface Cabinet extends Demo {
  /** Somebody nobody else in this file signs in as, of the first supplier or the one named; `whom` chooses. */
  newCustomer(options?: { at?: SupplierId; locality?: string; whom?: (customer: Customer) => boolean }): Customer;
  /** Puts somebody in who signs in on the service's own pages, as a supplier does with a pilot's customers. */
  addPerson(options?: {
    at?: SupplierId;
    name?: string;
    /** Of letters to them; the supplier's first without it. */
    language?: string;
    accountNumbers?: readonly string[];
  }): Promise<Person>;
  /** Of the supplier, by the customer's reference: lets the site sign them in. */
  letIn(supplier: SupplierId, ref: string): void;
  /** Where a supplier's site is, and where the API has it. */
  siteOf(supplier: SupplierId): DemoSite;
  /** What was handed in for the account, oldest first. */
  readingsOf(accountId: string): Promise<readonly StoredReading[]>;
  query<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Makes everybody who wants to store a reading wait. */
  holdReadings(): Promise<{ someoneWaits: () => Promise<void>; letGo: () => Promise<void> }>;
  /** The database, as the server may use it. */
  readonly databaseUrl: string;
  /** Runs a command of kabinet-server on the same database, as the supplier does. */
  command(args: readonly string[]): Promise<{ code: number; output: string }>;
  /** Everything the API logged so far. */
  log(): Promise<string>;
  close(): Promise<void>;
}

/** Starts the demo on a fresh PostgreSQL database: the first supplier's with so many accounts. Call `close()` in `afterAll`. */
export async function openCabinet({
  accounts = 240,
  suppliers = [SUPPLIER],
}: { accounts?: number; suppliers?: readonly [SupplierId, ...SupplierId[]] } = {}): Promise<Cabinet> {
  const [main] = suppliers;
  const dataDir = await mkdtemp(join(tmpdir(), 'kabinet-e2e-'));
  const database = await createDatabase();
  const owner = new URL(inject('postgresUrl'));
  owner.pathname = new URL(database.url).pathname;
  // The superuser sees the rows of every supplier: row security is the server's business, not the onlooker's.
  const onlooker = new pg.Pool({ connectionString: owner.href, max: 2 });
  onlooker.on('error', () => undefined);

  await Promise.all(
    suppliers.map((id) => makeSample(join(dataDir, 'sample', SAMPLES[id]), id === main ? accounts : FEW_ACCOUNTS, id)),
  );
  const demo = await startDemo({
    dataDir,
    databaseUrl: database.url,
    ports: { api: 0, site: 0, sandbox: 0 },
    suppliers,
    // One device sends in a minute what a customer sends in a year.
    apiEnv: { KABINET_RATE_LIMITS: 'off' },
    // A payment that the bank looks at ends when the test says so.
    bankEnv: { SANDBOX_PENDING_SECONDS: 'never' },
  });
  const query = async <Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) =>
    (await onlooker.query<Row>(text, [...values])).rows;
  // So soon after the import the database knows nothing of the tables' sizes yet.
  await query('analyze');
  const isSignedInByDemo = (ref: string) =>
    demo.sites.some(({ customers }) => customers.some(({ customerRef }) => customerRef === ref));
  const plainCustomers = new Map<SupplierId, Customer[]>();
  for (const id of suppliers) {
    const found = await query<Customer>(PLAIN_CUSTOMERS, [id]);
    plainCustomers.set(
      id,
      found.filter(({ ref }) => !isSignedInByDemo(ref)),
    );
  }

  const siteOf = (supplier: SupplierId) => {
    const site = demo.sites.find((each) => each.supplier === supplier);
    if (!site) throw new Error(`The cabinet was opened without ${supplier}.`);
    return site;
  };
  const command = (args: readonly string[], input?: string) =>
    runNode([join(root, 'packages/server/bin/kabinet-server.js'), ...args], {
      quiet: true,
      env: demo.env,
      ...(input !== undefined && { input }),
    });
  let people = 0;
  const letIn = (supplier: SupplierId, ref: string, name = ref) => {
    const label = { uk: name, ru: name, en: name };
    // The site lets in whom it knows: the list it was started with.
    siteOf(supplier).customers.push({ customerRef: ref, label, note: label });
  };

  return {
    ...demo,
    databaseUrl: database.url,
    query,
    siteOf,
    letIn,
    newCustomer({ at = main, locality, whom = () => true } = {}) {
      const customers = plainCustomers.get(at) ?? [];
      const index = customers.findIndex(
        (each) =>
          (locality === undefined ? ![REFUSES_NOW, TAKES_LATE].includes(each.locality) : each.locality === locality) &&
          whom(each),
      );
      const [customer] = index < 0 ? [] : customers.splice(index, 1);
      if (!customer) throw new Error('The sample has no such customer left: make a larger one.');
      letIn(at, customer.ref, customer.name);
      return customer;
    },
    async addPerson({ at = main, name, language, accountNumbers = [] } = {}) {
      const person = { supplier: at, contact: `person.${(people += 1)}@example.com`, password: LONG_PASSWORD };
      const args = ['people', 'add', '--supplier', at, '--contact', person.contact, '--password-stdin'];
      if (name !== undefined) args.push('--name', name);
      if (language !== undefined) args.push('--language', language);
      const { code, output } = await command(
        [...args, ...accountNumbers.flatMap((number) => ['--account', number])],
        person.password,
      );
      if (code !== 0) throw new Error(`Nobody was added:\n${output}`);
      return person;
    },
    readingsOf: (accountId) => query<StoredReading>(READINGS, [accountId]),
    async holdReadings() {
      const client = await onlooker.connect();
      await client.query('begin');
      await client.query('lock table readings in share row exclusive mode');
      return {
        async someoneWaits() {
          while (
            (await query(`select 1 from pg_locks where not granted and relation = 'readings'::regclass`)).length === 0
          );
        },
        async letGo() {
          await client.query('rollback');
          client.release();
        },
      };
    },
    command,
    log: () => readFile(demo.logFile, 'utf8'),
    async close() {
      await demo.stop();
      await onlooker.end();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The sample billing base that the demo finds there and takes in, with periods that do not depend on the day of the test. */
export async function makeSample(folder: string, accounts: number, supplier: SupplierId = SUPPLIER): Promise<void> {
  const args = ['sample', '--supplier', SAMPLES[supplier], '--accounts', String(accounts), '--out', folder];
  const { code, output } = await runNode([join(root, 'packages/server/bin/kabinet-server.js'), ...args], {
    quiet: true,
  });
  if (code !== 0) throw new Error(`The sample could not be made:\n${output}`);
  const file = join(folder, 'profile.yaml');
  const profile = parseDocument(await readFile(file, 'utf8'));
  const metered = (profile.toJS() as { readingWindows: { serviceKind: string }[] }).readingWindows;
  const windows = metered.flatMap(({ serviceKind }) => readingWindows(serviceKind, new Date()));
  profile.setIn(['readingWindows'], windows);
  await writeFile(file, profile.toString({ lineWidth: 0 }));
}

/** All month for most; for two places a period that begins in a few days, soon enough for a reading to be kept until then. */
function readingWindows(serviceKind: string, today: Date): unknown[] {
  const dayOfMonth = Number(new Intl.DateTimeFormat('en', { timeZone: 'Europe/Kyiv', day: 'numeric' }).format(today));
  const opensOnDay = dayOfMonth <= 25 ? dayOfMonth + 3 : 2;
  const closedNow = { opensOnDay, closesOnDay: Math.min(opensOnDay + 4, 28) };
  const rule = { serviceKind, countsFor: 'opening_month' };
  return [
    { ...rule, locality: REFUSES_NOW, ...closedNow, lateReadings: 'refuse' },
    { ...rule, locality: TAKES_LATE, ...closedNow, lateReadings: 'accept' },
    { ...rule, opensOnDay: 1, closesOnDay: -1, lateReadings: 'accept' },
  ];
}

/** One open account; of its first service one meter, of one dial that has room above its last reading. */
const PLAIN_CUSTOMERS = `
  select distinct on (a.customer_ref) a.customer_ref as ref, a.holder_name as name, a.id as "accountId", a.account_number as "accountNumber",
    p.address, p.locality, m.id as "meterId", m.serial_number as "serialNumber", g.integer_digits as digits,
    trunc(last.value)::int as "lastReading"
  from accounts a
  join premises p using (supplier_id, premise_ref)
  join meters m on m.supplier_id = a.supplier_id and m.account_id = a.id and m.removed_on is null
  join registers g on g.supplier_id = m.supplier_id and g.meter_id = m.id and g.zone = 'total'
  join lateral (
    select v.value, r.source from readings r
    join reading_values v on v.supplier_id = r.supplier_id and v.reading_id = r.id and v.register_id = g.id
    where r.supplier_id = m.supplier_id and r.meter_id = m.id and r.status = 'accepted'
    order by r.read_at desc, r.id desc limit 1
  ) last on last.value between 100 and 90000 and last.source <> 'estimate'
  where a.supplier_id = $1 and a.status = 'open'
    and (select count(*) from accounts b where b.supplier_id = $1 and b.customer_ref = a.customer_ref) = 1
    and (select count(*) from meters b
      where b.supplier_id = $1 and b.account_id = a.id and b.service_kind = m.service_kind) = 1
  order by a.customer_ref, m.service_kind desc`;

const READINGS = `
  select r.number, r.status, r.source, v.value::text as value, r.received_at as "receivedAt",
    (select s.number from readings s where s.supplier_id = r.supplier_id and s.id = r.supersedes_id) as supersedes
  from readings r join reading_values v on v.supplier_id = r.supplier_id and v.reading_id = r.id
  where r.account_id = $1 and r.external_ref is null
  order by r.received_at, r.number`;
