import { RECENT_PERIODS } from '@kabinet/rules';
import { sql } from 'kysely';
import type { Tx } from './database.js';
import { isId } from './ids.js';
import { READING_JSON, type ReadingInHistoryRow, type ReadingRow, VALUES_JSON } from './readings.js';

export interface RegisterRow {
  readonly id: string;
  readonly zone: 'total' | 'day' | 'night' | 'peak' | 'half_peak';
  readonly integerDigits: number;
  readonly decimalDigits: number;
}

export interface MeterRow {
  readonly id: string;
  readonly serviceKind: string;
  readonly serialNumber: string;
  readonly sealNumber: string | null;
  readonly place: string | null;
  readonly installedOn: string | null;
  readonly removedOn: string | null;
  readonly verificationDueOn: string | null;
  readonly multiplier: string;
  readonly unit: string;
  readonly registers: readonly RegisterRow[];
  /** The newest reading that counts and was not handed in for the current window. */
  readonly baseline: ReadingRow | null;
  /** The baseline and what was read before it, newest first: what the customer's own use is known from. */
  readonly earlier: readonly ReadingInHistoryRow[];
  /** The reading handed in for the current window. */
  readonly submitted: ReadingRow | null;
}

/** Readings that make as many periods of use as the contract shows. */
const HISTORY = RECENT_PERIODS + 1;

/** For each service, the month that its current window counts for. */
export type MonthByService = Readonly<Record<string, string>>;

/**
 * An account's meters (or one of them) with what a reading is judged by, in one query: registers, the reading before and the one handed
 * in for the current window. `readBefore` leaves out readings taken later, as for a reading that was taken a while ago.
 */
export async function metersOfAccount(
  tx: Tx,
  {
    supplierId,
    accountId,
    months,
    meterId,
    readBefore,
  }: {
    supplierId: string;
    accountId: string;
    months: MonthByService;
    meterId?: string;
    readBefore?: Date;
  },
): Promise<MeterRow[]> {
  if (meterId !== undefined && !isId(meterId)) return [];
  const monthList = JSON.stringify(
    Object.entries(months).map(([service_kind, month]) => ({ service_kind, counts_for: `${month}-01` })),
  );
  const onlyMeter = meterId === undefined ? sql`` : sql`and m.id = ${meterId}::uuid`;
  const onlyBefore = readBefore === undefined ? sql`` : sql`and r.read_at < ${readBefore.toISOString()}::timestamptz`;
  const before = sql`r.supplier_id = m.supplier_id and r.meter_id = m.id
          and r.status in ('received', 'accepted', 'questioned')
          and not (r.external_ref is null and r.counts_for >= w.counts_for) ${onlyBefore}`;
  const { rows } = await sql<MeterRow>`
    select m.id, m.service_kind as "serviceKind", m.serial_number as "serialNumber", m.seal_number as "sealNumber", m.place,
      m.installed_on as "installedOn", m.removed_on as "removedOn", m.verification_due_on as "verificationDueOn",
      m.multiplier, m.unit,
      (select coalesce(json_agg(json_build_object(
          'id', g.id, 'zone', g.zone, 'integerDigits', g.integer_digits, 'decimalDigits', g.decimal_digits)
          order by array_position(array['total', 'day', 'peak', 'half_peak', 'night'], g.zone)), '[]')
        from registers g where g.supplier_id = m.supplier_id and g.meter_id = m.id) as registers,
      (select ${READING_JSON} from readings r where ${before} order by r.read_at desc, r.id desc limit 1) as baseline,
      (select coalesce(json_agg(history), '[]') from (
        select r.read_at as "readAt", r.quality, ${VALUES_JSON} as values
        from readings r where ${before} order by r.read_at desc, r.id desc limit ${HISTORY}) as history) as earlier,
      (select ${READING_JSON} from readings r
        where r.supplier_id = m.supplier_id and r.meter_id = m.id
          and r.status in ('received', 'accepted', 'questioned')
          and r.external_ref is null and r.counts_for = w.counts_for
        limit 1) as submitted
    from meters m
    join json_to_recordset(${monthList}::json) as w (service_kind text, counts_for date) on w.service_kind = m.service_kind
    where m.supplier_id = ${supplierId} and m.account_id = ${accountId}::uuid ${onlyMeter}
    order by m.removed_on desc nulls first, m.service_kind, m.installed_on, m.serial_number`.execute(tx);
  return rows;
}

/** The services of an account: those of its meters, also of ones that were taken off. */
export async function servicesOfAccount(
  tx: Tx,
  { supplierId, accountId }: { supplierId: string; accountId: string },
): Promise<string[]> {
  const rows = await tx
    .selectFrom('meters')
    .select('service_kind')
    .distinct()
    .where('supplier_id', '=', supplierId)
    .where('account_id', '=', accountId)
    .orderBy('service_kind')
    .execute();
  return rows.map((row) => row.service_kind);
}
