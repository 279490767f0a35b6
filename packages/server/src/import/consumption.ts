import { canonicalDecimal, checkReading, dateInTimeZone } from '@kabinet/rules';
import { sql } from 'kysely';
import type { SupplierProfile } from '../domain/supplier-profile.js';
import type { ImportContext } from './file-kind.js';
import { found, rowsFrom } from './upsert.js';

/** Meters worked through in one statement: keeps its memory flat however large the file was. */
const METERS_AT_ONCE = 2000;

/** Makes the list of meters whose use must be worked out again when the whole file is read. */
export async function prepareConsumption({ tx }: ImportContext): Promise<void> {
  await sql`
    create temporary table import_meters (ordinal bigint generated always as identity primary key, meter_id uuid unique)
    on commit drop`.execute(tx);
}

/** Puts meters on that list. */
export async function rememberMeters(meterIds: readonly string[], { tx }: ImportContext): Promise<void> {
  if (meterIds.length === 0) return;
  await sql`
    insert into import_meters (meter_id)
    select id from ${rowsFrom(
      [...new Set(meterIds)].map((id) => ({ id })),
      { id: 'uuid' },
    )} on conflict do nothing`.execute(tx);
}

/** The rows are all there already: inserting them is the one way to update that always looks them up by their key. */
const keepConsumption = sql`
  on conflict (supplier_id, reading_id, register_id) do update set consumption = excluded.consumption
  where reading_values.consumption is distinct from excluded.consumption`;

interface StepBack {
  readonly reading_id: string;
  readonly register_id: string;
  readonly value: string;
  readonly previous: string;
  readonly read_at: string;
  readonly previous_read_at: string;
  readonly integer_digits: number;
  readonly decimal_digits: number;
  readonly multiplier: string;
  readonly service_kind: keyof NonNullable<SupplierProfile['maxDailyUse']>;
}

/**
 * Works out what was used between the billing base's readings of the meters on the list, in whatever order the file had them.
 * Where the dial went on, that is a subtraction, and the database does it; where it went back, the rules say whether it began again
 * at zero. What a customer handed in here keeps the use that the customer was told.
 */
export async function fillConsumption({ tx, supplierId, profile }: ImportContext): Promise<void> {
  const { rows: range } = await sql<{ last: string | null }>`select max(ordinal) as last from import_meters`.execute(
    tx,
  );
  const last = Number(range[0]?.last ?? 0);
  for (let from = 0; from < last; from += METERS_AT_ONCE) {
    const { rows: stepsBack } = await sql<StepBack>`
      with steps as materialized (
        select r.id as reading_id, r.external_ref, v.register_id, v.value, r.read_at,
          lag(v.value) over dial as previous, lag(r.read_at) over dial as previous_read_at,
          g.integer_digits, g.decimal_digits, m.multiplier, m.service_kind
        from ${found(sql`select meter_id from import_meters where ordinal > ${from} and ordinal <= ${from + METERS_AT_ONCE}`, 'listed')}
        cross join lateral ${found(
          sql`select id, multiplier, service_kind from meters where supplier_id = ${supplierId} and id = listed.meter_id`,
          'm',
        )}
        cross join lateral ${found(
          sql`select id, external_ref, read_at from readings
            where supplier_id = ${supplierId} and meter_id = m.id and status in ('received', 'accepted', 'questioned')`,
          'r',
        )}
        cross join lateral ${found(
          sql`select register_id, value from reading_values where supplier_id = ${supplierId} and reading_id = r.id`,
          'v',
        )}
        cross join lateral ${found(
          sql`select integer_digits, decimal_digits from registers where supplier_id = ${supplierId} and id = v.register_id`,
          'g',
        )}
        window dial as (partition by v.register_id order by r.read_at, r.id)
      ),
      steps_on as (
        insert into reading_values (supplier_id, reading_id, register_id, value, consumption)
        select ${supplierId}, reading_id, register_id, value, trim_scale((value - previous) * multiplier)
        from steps where external_ref is not null and (previous is null or value >= previous)
        ${keepConsumption}
      )
      select reading_id, register_id, value::text, previous::text, read_at, previous_read_at, integer_digits, decimal_digits,
        multiplier::text, service_kind
      from steps where external_ref is not null and value < previous`.execute(tx);
    await writeStepsBack(stepsBack, { tx, supplierId, profile });
  }
}

async function writeStepsBack(
  steps: readonly StepBack[],
  { tx, supplierId, profile }: Pick<ImportContext, 'tx' | 'supplierId' | 'profile'>,
): Promise<void> {
  if (steps.length === 0) return;
  const used = steps.map((step) => {
    const { use } = checkReading({
      registers: [
        {
          id: step.register_id,
          integerDigits: step.integer_digits,
          decimalDigits: step.decimal_digits,
          value: canonicalDecimal(step.value),
          previous: canonicalDecimal(step.previous),
        },
      ],
      multiplier: canonicalDecimal(step.multiplier),
      maxDailyUse: profile.maxDailyUse?.[step.service_kind] ?? null,
      previousReadOn: dateInTimeZone(step.previous_read_at, profile.timeZone),
      readOn: dateInTimeZone(step.read_at, profile.timeZone),
    });
    const { reading_id, register_id, value } = step;
    return { reading_id, register_id, value, consumption: use[0]?.consumption ?? null };
  });
  await sql`
    insert into reading_values (supplier_id, reading_id, register_id, value, consumption)
    select ${supplierId}, reading_id, register_id, value, consumption
    from ${rowsFrom(used, { reading_id: 'uuid', register_id: 'uuid', value: 'numeric', consumption: 'numeric' })}
    ${keepConsumption}`.execute(tx);
}
