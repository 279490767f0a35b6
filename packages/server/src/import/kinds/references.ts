import { sql } from 'kysely';
import type { ImportContext } from '../file-kind.js';
import { rowsFrom } from '../upsert.js';

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
    select id, account_number_key from accounts join ${rowsFrom(
      [...new Set(keys)].map((key) => ({ key })),
      { key: 'text' },
    )} on account_number_key = input.key
    where supplier_id = ${supplierId}`.execute(tx);
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
    select ${meterKeyInSql} as meter_key, meters.id, meters.account_id, premises.locality,
      (select coalesce(json_agg(json_build_object('id', id, 'zone', zone, 'integerDigits', integer_digits)), '[]'::json)
       from registers where registers.supplier_id = ${supplierId} and registers.meter_id = meters.id) as registers
    from ${rowsFrom(
      [...wanted.values()].map((name) => ({
        account_key: name.accountKey,
        service_kind: name.serviceKind,
        serial_number: name.serialNumber,
      })),
      { account_key: 'text', service_kind: 'text', serial_number: 'text' },
    )}
    join accounts on accounts.supplier_id = ${supplierId} and accounts.account_number_key = input.account_key
    join meters on meters.supplier_id = ${supplierId} and meters.account_id = accounts.id
      and meters.service_kind = input.service_kind and meters.serial_number = input.serial_number
    left join premises on premises.supplier_id = ${supplierId} and premises.premise_ref = accounts.premise_ref
  `.execute(tx);
  return new Map(
    rows.map((row) => [
      row.meter_key,
      { id: row.id, accountId: row.account_id, locality: row.locality, registers: row.registers },
    ]),
  );
}
