import { createHash, randomBytes, randomInt, randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { Database } from '../db/database.js';
import { newId } from '../db/ids.js';
import type { ReadingsTable } from '../db/schema.js';
import { SupplierProfile } from '../domain/supplier-profile.js';
import { seedAccountTariff, seedTariffs } from './seed-tariffs.js';

type PrivateKey = Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];

/** The moment at which the seeded suppliers live unless a test says otherwise: inside the gas window, 1 to 5 November. */
export const SEED_NOW = new Date('2026-11-03T10:00:00Z');

export interface MintOptions {
  /** The customer's reference in the billing base; the token's `sub`. */
  readonly customerRef: string;
  /** Seconds from `now` until the token ends; negative for one that ended. 300 without it. */
  readonly lifetime?: number;
  readonly now?: Date;
  readonly audience?: string;
  readonly issuer?: string;
  /** A key other than the supplier's, for forged tokens. */
  readonly privateKey?: PrivateKey;
}

export interface SeededMeter {
  readonly id: string;
  readonly serialNumber: string;
  /** In the order of their zones. */
  readonly registers: readonly { readonly id: string; readonly zone: string; readonly baseline: string }[];
}

export interface SeededAccount {
  readonly id: string;
  readonly accountNumber: string;
  readonly meters: readonly SeededMeter[];
}

export interface SeededSupplier {
  readonly id: string;
  readonly profile: SupplierProfile;
  /** A household with two accounts: gas with one register, electricity by day and night. */
  readonly customer: {
    readonly ref: string;
    readonly name: string;
    readonly accounts: readonly [SeededAccount, SeededAccount];
  };
  /** Another household of the same supplier. */
  readonly neighbour: { readonly ref: string; readonly name: string; readonly accounts: readonly [SeededAccount] };
  readonly privateKey: PrivateKey;
  /** A token as the supplier's own sign-on makes it. */
  mint(options: MintOptions): Promise<string>;
}

export interface SeedOptions {
  /** The supplier's id; a random one without it, so that tests in one database do not meet. */
  readonly id?: string;
  readonly profile?: Partial<SupplierProfile>;
}

/** Puts a supplier with its tariffs and two households, their accounts, meters, readings and money into a migrated database. */
export async function seedSupplier(database: Database, options: SeedOptions = {}): Promise<SeededSupplier> {
  const id = options.id ?? `test-${randomBytes(5).toString('hex')}`;
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: 'seed', alg: 'ES256', use: 'sig' };
  const profile = makeProfile(id, jwk, options.profile);
  await saveProfile(database, profile);
  await seedTariffs(database, id);
  const seeder = new Seeder(database, id);
  const customer = await seeder.household({ name: "Дем'яненко Ґанна Іллівна", ref: `C-${randomUUID()}` });
  const gas = await seeder.account(customer.ref, 'gas', ['total'], ['1234']);
  const power = await seeder.account(customer.ref, 'electricity', ['day', 'night'], ['5000', '2500']);
  const neighbour = await seeder.household({ name: "Лук'янчук Євген Їжакович", ref: `C-${randomUUID()}` });
  const neighbours = await seeder.account(neighbour.ref, 'gas', ['total'], ['777']);
  await seedAccountTariff(database, id, gas.id, { benefit: 'veteran' });
  return {
    id,
    profile,
    customer: { ...customer, accounts: [gas, power] },
    neighbour: { ...neighbour, accounts: [neighbours] },
    privateKey,
    mint: (mintOptions) => mint(id, profile, privateKey, mintOptions),
  };
}

/** More gas accounts for the supplier's customer: for load, and for tests in which each writer needs an account of its own. */
export async function addAccounts(
  database: Database,
  supplier: SeededSupplier,
  count: number,
): Promise<SeededAccount[]> {
  const seeder = new Seeder(database, supplier.id);
  const accounts: SeededAccount[] = [];
  for (let index = 0; index < count; index += 1) {
    accounts.push(await seeder.account(supplier.customer.ref, 'gas', ['total'], ['1234']));
  }
  return accounts;
}

/** Stores a profile as the import does: it replaces the one before. */
export async function saveProfile(database: Database, profile: SupplierProfile): Promise<void> {
  const text = JSON.stringify(profile);
  const row = { profile: text, profile_hash: createHash('sha256').update(text).digest('hex') };
  await database.asOwner((tx) =>
    tx
      .insertInto('suppliers')
      .values({ id: profile.id, ...row })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
      .execute(),
  );
}

function makeProfile(
  id: string,
  jwk: Record<string, unknown>,
  changes: Partial<SupplierProfile> = {},
): SupplierProfile {
  return SupplierProfile.parse({
    id,
    name: { uk: 'Придеснянськгаз', en: 'Prydesniansk Gas' },
    serviceKinds: ['gas', 'electricity'],
    timeZone: 'Europe/Kyiv',
    currency: 'UAH',
    languages: ['uk', 'ru', 'en'],
    capabilities: ['balance', 'readings', 'meters', 'tariffs', 'reading-photos', 'guest-readings'],
    guestReadings: { proof: 'meter_number' },
    phone: '0 800 000 104',
    phoneHours: null,
    emergencyPhone: '104',
    channels: [],
    accountNumber: { pattern: '\\d{10}', example: '0400123456' },
    origins: ['https://gas.example'],
    readingWindows: [
      { serviceKind: 'gas', opensOnDay: 1, closesOnDay: 5, countsFor: 'previous_month', lateReadings: 'refuse' },
      { serviceKind: 'electricity', opensOnDay: -2, closesOnDay: 2, graceDays: 1 },
    ],
    maxDailyUse: { gas: '50' },
    signOn: { issuer: `https://id.${id}.example`, jwks: { keys: [jwk] } },
    ...changes,
  });
}

async function mint(
  supplierId: string,
  profile: SupplierProfile,
  privateKey: PrivateKey,
  options: MintOptions,
): Promise<string> {
  const now = Math.floor((options.now ?? SEED_NOW).getTime() / 1000);
  return new SignJWT()
    .setProtectedHeader({ alg: 'ES256', kid: 'seed' })
    .setIssuer(options.issuer ?? profile.signOn?.issuer ?? supplierId)
    .setAudience(options.audience ?? supplierId)
    .setSubject(options.customerRef)
    .setIssuedAt(now + Math.min(0, (options.lifetime ?? 300) - 300))
    .setExpirationTime(now + (options.lifetime ?? 300))
    .sign(options.privateKey ?? privateKey);
}

class Seeder {
  readonly #database: Database;
  readonly #supplierId: string;

  constructor(database: Database, supplierId: string) {
    this.#database = database;
    this.#supplierId = supplierId;
  }

  async household({ ref, name }: { ref: string; name: string }): Promise<{ ref: string; name: string }> {
    await this.#database.transaction(this.#supplierId, (tx) =>
      tx
        .insertInto('customers')
        .values({ supplier_id: this.#supplierId, customer_ref: ref, name, kind: 'household' })
        .execute(),
    );
    return { ref, name };
  }

  /** An account with one meter, read on 1 October, and a bill for October that is partly paid. */
  account(
    customerRef: string,
    serviceKind: 'gas' | 'electricity',
    zones: readonly ('total' | 'day' | 'night')[],
    baselines: readonly string[],
  ): Promise<SeededAccount> {
    const supplier_id = this.#supplierId;
    const accountId = randomUUID();
    const accountNumber = `04${String(randomInt(1e8)).padStart(8, '0')}`;
    const meter = {
      id: randomUUID(),
      serialNumber: `SN-${randomBytes(4).toString('hex')}`,
      registers: zones.map((zone, index) => ({ id: randomUUID(), zone, baseline: baselines[index] ?? '0' })),
    };
    return this.#database.transaction(supplier_id, async (tx) => {
      const premise_ref = `P-${accountNumber}`;
      await tx
        .insertInto('premises')
        .values({ supplier_id, premise_ref, address: 'вул. Річкова, 7, кв. 12', locality: 'Чернігів' })
        .execute();
      await tx
        .insertInto('accounts')
        .values({
          supplier_id,
          id: accountId,
          account_number: accountNumber,
          account_number_key: accountNumber,
          customer_ref: customerRef,
          holder_name: 'Власник Рахунку',
          premise_ref,
        })
        .execute();
      await tx
        .insertInto('meters')
        .values({
          supplier_id,
          id: meter.id,
          account_id: accountId,
          serial_number: meter.serialNumber,
          seal_number: 'К0123456',
          service_kind: serviceKind,
          place: 'кухня',
          installed_on: '2021-05-14',
          verification_due_on: '2029-05-14',
          unit: serviceKind === 'gas' ? 'm3' : 'kWh',
          removed_on: null,
        })
        .execute();
      for (const register of meter.registers) {
        await tx
          .insertInto('registers')
          .values({
            supplier_id,
            id: register.id,
            meter_id: meter.id,
            zone: register.zone,
            integer_digits: 5,
            decimal_digits: 3,
          })
          .execute();
      }
      await insertImportedReading(tx, {
        supplierId: supplier_id,
        accountId,
        meterId: meter.id,
        readAt: '2026-10-01T09:00:00Z',
        countsFor: '2026-09-01',
        values: meter.registers.map(({ id, baseline }) => ({ registerId: id, value: baseline })),
      });
      const entry = { supplier_id, account_id: accountId, service_kind: serviceKind, currency: 'UAH' };
      await tx
        .insertInto('ledger_entries')
        .values([
          {
            ...entry,
            kind: 'opening',
            amount: 10_000,
            booked_on: '2026-09-01',
            basis: null,
            period_month: null,
            due_on: null,
            external_ref: null,
          },
          {
            ...entry,
            kind: 'charge',
            amount: 35_820,
            booked_on: '2026-10-31',
            basis: 'actual',
            period_month: '2026-10-01',
            due_on: '2026-11-20',
            external_ref: null,
          },
          {
            ...entry,
            kind: 'payment',
            amount: -10_000,
            booked_on: '2026-11-02',
            basis: null,
            period_month: null,
            due_on: null,
            external_ref: null,
          },
          {
            ...entry,
            kind: 'payment',
            status: 'pending',
            amount: -5000,
            booked_on: '2026-11-03',
            basis: null,
            period_month: null,
            due_on: null,
            external_ref: null,
          },
        ])
        .execute();
      return { id: accountId, accountNumber, meters: [meter] };
    });
  }
}

/** A reading as the billing base brings it. */
export async function insertImportedReading(
  tx: Parameters<Parameters<Database['transaction']>[1]>[0],
  reading: {
    supplierId: string;
    accountId: string;
    meterId: string;
    readAt: string;
    countsFor: string;
    source?: string;
    status?: ReadingsTable['status'];
    values: readonly { registerId: string; value: string }[];
  },
): Promise<string> {
  const id = newId(new Date(reading.readAt));
  await tx
    .insertInto('readings')
    .values({
      supplier_id: reading.supplierId,
      id,
      number: null,
      account_id: reading.accountId,
      meter_id: reading.meterId,
      read_at: reading.readAt,
      received_at: reading.readAt,
      source: reading.source ?? 'inspector',
      status: reading.status ?? 'accepted',
      counts_for: reading.countsFor,
      external_ref: `ext-${id}`,
      supersedes_id: null,
    })
    .execute();
  await tx
    .insertInto('reading_values')
    .values(
      reading.values.map(({ registerId, value }) => ({
        supplier_id: reading.supplierId,
        reading_id: id,
        register_id: registerId,
        value,
        consumption: null,
      })),
    )
    .execute();
  return id;
}
