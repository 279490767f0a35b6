import { canonicalDecimal, checkReading, dateInTimeZone } from '@kabinet/rules';
import { sql } from 'kysely';
import type { SupplierProfile } from '../domain/supplier-profile.js';
import type { ImportContext } from './file-kind.js';
import { rowsFrom } from './upsert.js';

/** Meters worked through in one statement: keeps its memory flat however large the file was. */
const METERS_AT_ONCE = 2000;

/** Makes the list of meters whose use must be worked out again when the whole file is read. */
export async function prepareConsumption({ tx }: ImportContext): Promise<void> {
  await sql`
    create temporary table import_meters (ordinal bigint generated always as identity, meter_id uuid primary key)
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
  const { rows: range } = await sql<{ last: string | null }>`select max(ordinal) as last from import_meters`.execute(tx);
  const last = Number(range[0]?.last ?? 0);
  for (let from = 0; from < last; from += METERS_AT_ONCE) {
    const { rows: stepsBack } = await sql<StepBack>`
      with steps as materialized (
        select readings.id as reading_id, readings.external_ref, registers.id as register_id, value, consumption, read_at,
          lag(value) over dial as previous, lag(read_at) over dial as previous_read_at,
          integer_digits, decimal_digits, multiplier, meters.service_kind
        from import_meters
        join meters on meters.supplier_id = ${supplierId} and meters.id = import_meters.meter_id
        join readings on readings.supplier_id = ${supplierId} and readings.meter_id = meters.id
          and readings.status in ('received', 'accepted', 'questioned')
        join reading_values on reading_values.supplier_id = ${supplierId} and reading_values.reading_id = readings.id
        join registers on registers.supplier_id = ${supplierId} and registers.id = reading_values.register_id
        where ordinal > ${from} and ordinal <= ${from + METERS_AT_ONCE}
        window dial as (partition by registers.id order by read_at, readings.id)
      ),
      steps_on as (
        update reading_values set consumption = trim_scale((steps.value - steps.previous) * steps.multiplier)
        from steps
        where reading_values.supplier_id = ${supplierId} and reading_values.reading_id = steps.reading_id
          and reading_values.register_id = steps.register_id and steps.external_ref is not null
          and (steps.previous is null or steps.value >= steps.previous)
          and reading_values.consumption is distinct from (steps.value - steps.previous) * steps.multiplier
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
    return { reading_id: step.reading_id, register_id: step.register_id, consumption: use[0]?.consumption ?? null };
  });
  await sql`
    update reading_values set consumption = input.consumption
    from ${rowsFrom(used, { reading_id: 'uuid', register_id: 'uuid', consumption: 'numeric' })}
    where supplier_id = ${supplierId} and reading_values.reading_id = input.reading_id
      and reading_values.register_id = input.register_id
      and reading_values.consumption is distinct from input.consumption`.execute(tx);
}
