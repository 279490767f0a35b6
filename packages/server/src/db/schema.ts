import type { ColumnType, Generated } from 'kysely';

/** A moment: comes out as ISO 8601 text, goes in as a Date or such text. */
type Moment = ColumnType<string, Date | string, Date | string>;
type DefaultMoment = ColumnType<string, Date | string | undefined, Date | string>;
/** Exact decimals and 64-bit integers come out as text; nothing in between turns them into floats. */
type DecimalText = string;

export interface SuppliersTable {
  id: string;
  profile: ColumnType<unknown, string, string>;
  profile_hash: string;
  updated_at: DefaultMoment;
}

export interface CustomersTable {
  supplier_id: string;
  customer_ref: string;
  name: string;
  kind: 'household' | 'entrepreneur' | 'legal_entity';
}

export interface PremisesTable {
  supplier_id: string;
  premise_ref: string;
  address: string;
  locality: string;
  settlement: Generated<'town' | 'village'>;
}

export interface AccountsTable {
  supplier_id: string;
  id: Generated<string>;
  account_number: string;
  account_number_key: string;
  customer_ref: string | null;
  holder_name: string;
  premise_ref: string | null;
  status: Generated<'open' | 'closed'>;
  opened_on: string | null;
  closed_on: string | null;
}

export interface MetersTable {
  supplier_id: string;
  id: Generated<string>;
  account_id: string;
  serial_number: string;
  seal_number: string | null;
  service_kind: string;
  place: string | null;
  installed_on: string | null;
  removed_on: string | null;
  verification_due_on: string | null;
  multiplier: Generated<DecimalText>;
  unit: string;
}

export interface RegistersTable {
  supplier_id: string;
  id: Generated<string>;
  meter_id: string;
  zone: Generated<'total' | 'day' | 'night' | 'peak' | 'half_peak'>;
  integer_digits: number;
  decimal_digits: Generated<number>;
}

export interface ReadingsTable {
  supplier_id: string;
  id: Generated<string>;
  number: string | null;
  account_id: string;
  meter_id: string;
  read_at: Moment;
  received_at: DefaultMoment;
  source: string;
  quality: Generated<'actual' | 'estimated'>;
  status: 'received' | 'accepted' | 'questioned' | 'rejected' | 'superseded' | 'withdrawn';
  questioned_for: Generated<string[]>;
  supersedes_id: string | null;
  counts_for: string;
  external_ref: string | null;
  changed_at: DefaultMoment;
}

export interface ReadingValuesTable {
  supplier_id: string;
  reading_id: string;
  register_id: string;
  value: DecimalText;
  consumption: DecimalText | null;
}

export interface ReadingPhotosTable {
  supplier_id: string;
  reading_id: string;
  jpeg: Uint8Array;
  attached_at: DefaultMoment;
}

export interface LedgerEntriesTable {
  supplier_id: string;
  id: Generated<string>;
  account_id: string;
  service_kind: string;
  kind: 'opening' | 'charge' | 'payment' | 'benefit' | 'recalculation' | 'refund';
  status: Generated<'posted' | 'pending'>;
  basis: 'actual' | 'estimated' | null;
  amount: ColumnType<string, string | bigint | number, string | bigint | number>;
  currency: string;
  booked_on: string;
  period_month: string | null;
  due_on: string | null;
  external_ref: string | null;
}

export interface ImportsTable {
  supplier_id: string;
  id: Generated<string>;
  kind: string;
  file_hash: string;
  as_of: Moment;
  rows_accepted: ColumnType<string, string | bigint | number, string | bigint | number>;
  rows_rejected: ColumnType<string, string | bigint | number, string | bigint | number>;
  finished_at: DefaultMoment;
}

export interface IdempotencyKeysTable {
  supplier_id: string;
  customer_ref: string;
  key: string;
  operation: string;
  request_hash: string;
  response_status: number | null;
  response_body: string | null;
  created_at: DefaultMoment;
}

export interface AuditEventsTable {
  supplier_id: string;
  id: Generated<string>;
  at: DefaultMoment;
  actor: 'customer' | 'supplier' | 'system';
  actor_ref: string | null;
  action: string;
  subject_id: string | null;
  request_id: string | null;
}

/** The tables of migrations/*.sql, as kysely needs them described. */
export interface Schema {
  suppliers: SuppliersTable;
  customers: CustomersTable;
  premises: PremisesTable;
  accounts: AccountsTable;
  meters: MetersTable;
  registers: RegistersTable;
  readings: ReadingsTable;
  reading_values: ReadingValuesTable;
  reading_photos: ReadingPhotosTable;
  ledger_entries: LedgerEntriesTable;
  imports: ImportsTable;
  idempotency_keys: IdempotencyKeysTable;
  audit_events: AuditEventsTable;
}
