import type { ServiceKind } from '@kabinet/api/contract';
import { addDays, type CalendarDate, dateInTimeZone, type Decimal, endOfDayInTimeZone } from '@kabinet/rules';
import { sql } from 'kysely';
import { newId } from '../../db/ids.js';
import { readingWindowAt } from '../../domain/reading-windows.js';
import { fillConsumption, prepareConsumption, rememberMeters } from '../consumption.js';
import { type FileKind, type ImportContext, isFault, type RowOutcome, writeResolved } from '../file-kind.js';
import { findHandedIn, giveVerdicts, matchHandedIn } from '../handed-in.js';
import type { MomentCell } from '../parse-cell.js';
import type { Fault } from '../rejections.js';
import { found, rowsFrom, upsertRows } from '../upsert.js';
import { findMeters, type KnownMeter, meterKey, type MeterName } from './references.js';

export const valueColumns = ['value_total', 'value_day', 'value_night', 'value_peak', 'value_half_peak'] as const;
export type ValueColumn = (typeof valueColumns)[number];

interface ReadingRow extends MeterName {
  readonly readingRef: string | null;
  /** The number under which it was handed in here, for a reading that billing gives a verdict on. */
  readonly cabinetNumber: string | null;
  readonly readAt: MomentCell;
  readonly receivedAt: MomentCell | null;
  readonly source: string;
  readonly quality: string;
  readonly status: string;
  readonly countsFor: CalendarDate | null;
  readonly values: readonly { readonly column: ValueColumn; readonly value: Decimal }[];
}

/** A row whose meter and registers are known. */
export interface ResolvedReading extends Omit<ReadingRow, 'values' | 'countsFor'> {
  readonly meter: KnownMeter;
  readonly countsFor: CalendarDate;
  readonly valueByRegister: ReadonlyMap<string, Decimal>;
}

const NO_MOMENT: MomentCell = { text: '1970-01-01T00:00:00', hasOffset: false };

export const readings: FileKind<ReadingRow> = {
  name: 'readings',
  columns: [
    'reading_ref',
    'cabinet_number',
    'account_number',
    'serial_number',
    'service_kind',
    'read_at',
    'received_at',
    'source',
    'quality',
    'status',
    'counts_for',
    ...valueColumns,
  ],
  required: ['account_number', 'serial_number', 'read_at'],
  keyColumns: ['reading_ref', 'cabinet_number'],

  read(cells) {
    const cabinetNumber = cells.optionalOwnNumber('cabinet_number');
    const source = cells.optionalWord('source', 'readingSource') ?? 'import';
    return {
      readingRef: cabinetNumber === null ? cells.text('reading_ref') : cells.optionalText('reading_ref'),
      cabinetNumber,
      accountKey: cells.accountNumber().key,
      serviceKind: cells.serviceKind(),
      serialNumber: cells.text('serial_number', 60),
      // A verdict need not repeat what was handed in here.
      readAt: (cabinetNumber === null ? cells.moment('read_at') : cells.optionalMoment('read_at')) ?? NO_MOMENT,
      receivedAt: cells.optionalMoment('received_at'),
      source,
      quality: cells.optionalWord('quality', 'quality') ?? (source === 'estimate' ? 'estimated' : 'actual'),
      status: cells.optionalWord('status', 'readingStatus') ?? 'accepted',
      countsFor: cells.optionalMonthStart('counts_for'),
      values: valueColumns.flatMap((column) => {
        const value = cells.optionalAmount(column);
        return value === null ? [] : [{ column, value }];
      }),
    };
  },

  keysOf: ({ readingRef, cabinetNumber }) => [
    ...(readingRef === null ? [] : [`ref ${readingRef}`]),
    ...(cabinetNumber === null ? [] : [`cabinet ${cabinetNumber}`]),
  ],

  begin: prepareConsumption,

  async write(rows, context) {
    const meters = await findMeters(rows, context);
    const today = dateInTimeZone(context.now, context.profile.timeZone);
    return writeResolved(
      rows,
      (row) => resolveReading(row, { meters, today, context }),
      (resolved) => writeReadings(resolved, context),
    );
  },

  finish: fillConsumption,
};

/** Finds what the row speaks of, and what the database would refuse. */
function resolveReading(
  row: ReadingRow,
  { meters, today, context }: { meters: ReadonlyMap<string, KnownMeter>; today: CalendarDate; context: ImportContext },
): ResolvedReading | Fault {
  const meter = meters.get(meterKey(row));
  if (!meter) return { reason: 'unknown_meter', column: 'serial_number' };
  if (row.values.length === 0 && row.cabinetNumber === null) return { reason: 'no_values', column: null };
  const valueByRegister = new Map<string, Decimal>();
  for (const { column, value } of row.values) {
    const register = meter.registers.find(({ zone }) => column === `value_${zone}`);
    if (!register) return { reason: 'unknown_zone', column };
    if ((value.split('.')[0] ?? '').length > register.integerDigits) return { reason: 'too_many_digits', column };
    valueByRegister.set(register.id, value);
  }
  const { timeZone } = context.profile;
  const readOn = row.readAt.hasOffset ? dateInTimeZone(row.readAt.text, timeZone) : row.readAt.text.slice(0, 10);
  if (readOn > today) return { reason: 'timestamp_future', column: 'read_at' };
  return {
    ...row,
    meter,
    valueByRegister,
    countsFor: row.countsFor ?? monthReadFor(row.serviceKind, meter, readOn, context),
  };
}

/** Months already worked out, by service, place and day: a file has millions of rows and few days. */
const knownMonths = new WeakMap<object, Map<string, CalendarDate>>();

/** The month a reading of that day is billed for, by the supplier's reading windows; its first day. */
function monthReadFor(
  serviceKind: string,
  { locality }: KnownMeter,
  readOn: CalendarDate,
  { profile }: ImportContext,
): CalendarDate {
  const known = knownMonths.get(profile) ?? new Map<string, CalendarDate>();
  knownMonths.set(profile, known);
  const place = profile.readingWindows.some((window) => window.locality !== undefined) ? locality : null;
  const key = `${serviceKind}|${readOn}|${place ?? ''}`;
  let month = known.get(key);
  if (month === undefined) {
    const dayBegins = new Date(endOfDayInTimeZone(addDays(readOn, -1), profile.timeZone).getTime() + 1000);
    const window = readingWindowAt({
      profile,
      serviceKind: serviceKind as ServiceKind,
      locality: place,
      at: dayBegins,
    });
    month = `${window.countsFor}-01`;
    known.set(key, month);
  }
  return month;
}

async function writeReadings(rows: readonly ResolvedReading[], context: ImportContext): Promise<RowOutcome[]> {
  const known = await findKnown(rows, context);
  const handedIn = await findHandedIn(rows, context);
  const spokenOf = new Set<string>();
  const matches = rows.map((row) => {
    const match = matchHandedIn(row, handedIn, known.has(row.readingRef ?? ''));
    if (match === null || isFault(match)) return match;
    // Of two rows that look like the same reading of ours, the second is one of its own.
    if (spokenOf.has(match.id)) return null;
    spokenOf.add(match.id);
    return match;
  });
  const verdicts = rows.flatMap((row, index) => {
    const match = matches[index];
    return match && !isFault(match) ? [{ reading: match, status: row.status, readingRef: row.readingRef }] : [];
  });
  const given = await giveVerdicts(verdicts, context);
  const written = await writeOwnReadings(
    rows.filter((_, index) => matches[index] === null),
    known,
    context,
  );
  let nextGiven = 0;
  let nextWritten = 0;
  return matches.map((match): RowOutcome => {
    if (match === null || match === undefined) return written[nextWritten++] ?? 'unchanged';
    return isFault(match) ? match : (given[nextGiven++] ?? 'unchanged');
  });
}

/** Writes readings that are the billing base's own: what it read, estimated, or was told elsewhere. */
function writeOwnReadings(
  rows: readonly ResolvedReading[],
  known: ReadonlyMap<string, KnownReading>,
  context: ImportContext,
): Promise<RowOutcome[]> {
  const { tx, supplierId, profile, now, has } = context;
  return writeResolved(
    rows,
    (row): (ResolvedReading & { id: string }) | Fault => {
      const before = known.get(row.readingRef ?? '');
      return before && before.meter_id !== row.meter.id
        ? { reason: 'reading_of_another_meter', column: 'reading_ref' }
        : { ...row, id: before?.id ?? newId(now) };
    },
    async (resolved) => {
      const outcomes = await upsertRows(
        tx,
        supplierId,
        {
          table: 'readings',
          columns: {
            id: 'uuid',
            external_ref: 'text',
            account_id: 'uuid',
            meter_id: 'uuid',
            read_at: 'timestamptz',
            received_at: 'timestamptz',
            source: 'text',
            quality: 'text',
            status: 'text',
            counts_for: 'date',
          },
          key: ['external_ref'],
          update: [
            'read_at',
            'counts_for',
            ...(['received_at', 'source', 'status'] as const).filter(has),
            ...(has('quality') || has('source') ? ['quality'] : []),
          ],
        },
        resolved.map((row) => ({
          id: row.id,
          external_ref: row.readingRef,
          account_id: row.meter.accountId,
          meter_id: row.meter.id,
          read_at: momentInZone(row.readAt, profile.timeZone),
          received_at: momentInZone(row.receivedAt ?? row.readAt, profile.timeZone),
          source: row.source,
          quality: row.quality,
          status: row.status,
          counts_for: row.countsFor,
        })),
      );
      const changed = await writeValues(resolved, context);
      const result = outcomes.map((outcome, index) =>
        outcome === 'unchanged' && changed.has(resolved[index]?.id ?? '') ? 'updated' : outcome,
      );
      await rememberMeters(
        resolved.filter((_, index) => result[index] !== 'unchanged').map((row) => row.meter.id),
        context,
      );
      return result;
    },
  );
}

/** Writes what the dials showed; answers with the readings of which a value is new or different. */
async function writeValues(
  rows: readonly (ResolvedReading & { id: string })[],
  { tx, supplierId }: ImportContext,
): Promise<ReadonlySet<string>> {
  const values = rows.flatMap(({ id, valueByRegister }) =>
    [...valueByRegister].map(([register_id, value]) => ({ reading_id: id, register_id, value })),
  );
  const outcomes = await upsertRows(
    tx,
    supplierId,
    {
      table: 'reading_values',
      columns: { reading_id: 'uuid', register_id: 'uuid', value: 'numeric' },
      key: ['reading_id', 'register_id'],
      update: ['value'],
    },
    values,
  );
  return new Set(values.filter((_, index) => outcomes[index] !== 'unchanged').map(({ reading_id }) => reading_id));
}

/** The moment as PostgreSQL reads it: it knows every zone's summer time. */
function momentInZone({ text, hasOffset }: MomentCell, timeZone: string): string {
  return hasOffset ? text : `${text.replace('T', ' ')} ${timeZone}`;
}

interface KnownReading {
  readonly id: string;
  readonly meter_id: string;
}

/** Readings that an earlier file brought under the same names. */
async function findKnown(
  rows: readonly ResolvedReading[],
  { tx, supplierId }: ImportContext,
): Promise<ReadonlyMap<string, KnownReading>> {
  const { rows: known } = await sql<KnownReading & { external_ref: string }>`
    select known.id, known.external_ref, known.meter_id
    from ${rowsFrom(
      rows.flatMap(({ readingRef }) => (readingRef === null ? [] : [{ ref: readingRef }])),
      { ref: 'text' },
    )}
    cross join lateral ${found(
      sql`select id, external_ref, meter_id from readings where supplier_id = ${supplierId} and external_ref = input.ref`,
      'known',
    )}`.execute(tx);
  return new Map(known.map((row) => [row.external_ref, row]));
}
