import { sql } from 'kysely';
import type { ImportContext } from '../file-kind.js';
import { found, rowsFrom } from '../upsert.js';

/** A meter as files name it: by its account, its service and the number on its plate. */
export interface MeterName {
  readonly accountKey: string;
  readonly serviceKind: string;
  readonly serialNumber: string;
}

export interface KnownRegister {
  readonly id: string;
  readonly zone: string;
  readonly integerDigits: number;
}

export interface KnownMeter {
  readonly id: string;
  readonly accountId: string;
  readonly locality: string | null;
  readonly registers: readonly KnownRegister[];
}

/** A meter's name as one text: what a second row about the same meter is known by. */
export function meterKey({ accountKey, serviceKind, serialNumber }: MeterName): string {
  return `${accountKey}|${serviceKind}|${serialNumber}`;
}

/** The same in SQL, over `accounts` and `meters`. */
export const meterKeyInSql = sql`accounts.account_number_key || '|' || meters.service_kind || '|' || meters.serial_number`;

/** Ids of the accounts that rows name, by their key. */
export async function findAccounts(
  keys: Iterable<string>,
  { tx, supplierId }: ImportContext,
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; account_number_key: string }>`
    select account.id, account.account_number_key
    from ${rowsFrom(
      [...new Set(keys)].map((key) => ({ key })),
      { key: 'text' },
    )}
    cross join lateral ${found(
      sql`select id, account_number_key from accounts where supplier_id = ${supplierId} and account_number_key = input.key`,
      'account',
    )}`.execute(tx);
  return new Map(rows.map((row) => [row.account_number_key, row.id]));
}

/** The meters that rows name, by {@link meterKey}. */
export async function findMeters(
  names: Iterable<MeterName>,
  { tx, supplierId }: ImportContext,
): Promise<ReadonlyMap<string, KnownMeter>> {
  const wanted = new Map([...names].map((name) => [meterKey(name), name]));
  const { rows } = await sql<{
    meter_key: string;
    id: string;
    account_id: string;
    locality: string | null;
    registers: readonly KnownRegister[];
  }>`
    select input.meter_key, meter.id, account.id as account_id, premise.locality,
      (select coalesce(json_agg(json_build_object('id', id, 'zone', zone, 'integerDigits', integer_digits)), '[]'::json)
       from registers where supplier_id = ${supplierId} and meter_id = meter.id) as registers
    from ${rowsFrom(
      [...wanted].map(([key, name]) => ({
        meter_key: key,
        account_key: name.accountKey,
        service_kind: name.serviceKind,
        serial_number: name.serialNumber,
      })),
      { meter_key: 'text', account_key: 'text', service_kind: 'text', serial_number: 'text' },
    )}
    cross join lateral ${found(
      sql`select id, premise_ref from accounts where supplier_id = ${supplierId} and account_number_key = input.account_key`,
      'account',
    )}
    cross join lateral ${found(
      sql`select id from meters where supplier_id = ${supplierId} and account_id = account.id
        and service_kind = input.service_kind and serial_number = input.serial_number`,
      'meter',
    )}
    left join lateral ${found(
      sql`select locality from premises where supplier_id = ${supplierId} and premise_ref = account.premise_ref`,
      'premise',
    )} on true`.execute(tx);
  return new Map(
    rows.map((row) => [
      row.meter_key,
      { id: row.id, accountId: row.account_id, locality: row.locality, registers: row.registers },
    ]),
  );
}
