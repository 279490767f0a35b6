import type { StaffRole } from '@kabinet/api/contract';
import type { ColumnType, Generated } from 'kysely';

/** A moment: comes out as ISO 8601 text, goes in as a Date or such text. */
type Moment = ColumnType<string, Date | string, Date | string>;
type DefaultMoment = ColumnType<string, Date | string | undefined, Date | string>;
/** Exact decimals and 64-bit integers come out as text; nothing in between turns them into floats. */
type DecimalText = string;
/** Minor units of money: out as text, in as what is exact. */
type Minor = ColumnType<string, string | bigint | number, string | bigint | number>;
type DefaultedMinor = ColumnType<string, string | bigint | number | undefined, string | bigint | number>;

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
  link_pin: string | null;
  holder_since: string | null;
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
  component: ColumnType<
    'supply' | 'network' | 'service' | null,
    'supply' | 'network' | 'service' | null | undefined,
    'supply' | 'network' | 'service' | null
  >;
  quantity: ColumnType<string | null, string | null | undefined, string | null>;
  unit: ColumnType<
    'm3' | 'kWh' | 'Gcal' | null,
    'm3' | 'kWh' | 'Gcal' | null | undefined,
    'm3' | 'kWh' | 'Gcal' | null
  >;
  price: ColumnType<string | null, string | null | undefined, string | null>;
  external_ref: string | null;
  order_id: ColumnType<string | null, string | null | undefined, never>;
  order_movement: ColumnType<string | null, string | null | undefined, never>;
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
  actor: 'customer' | 'supplier' | 'system' | 'staff' | 'nobody';
  actor_ref: string | null;
  action: string;
  subject_id: string | null;
  about: string | null;
  request_id: string | null;
}

export interface PeopleTable {
  supplier_id: string;
  id: Generated<string>;
  display_name: Generated<string>;
  kind: Generated<'household' | 'entrepreneur' | 'legal_entity'>;
  language: string;
  password_hash: string | null;
  password_is_short: Generated<boolean>;
  created_at: DefaultMoment;
  erased_at: Moment | null;
}

export interface ContactsTable {
  supplier_id: string;
  id: Generated<string>;
  person_id: string;
  kind: 'phone' | 'email';
  address: string;
  verified_at: Moment;
}

export interface PasskeysTable {
  supplier_id: string;
  id: string;
  person_id: string;
  public_key: Uint8Array;
  sign_count: ColumnType<string, string | bigint | number | undefined, string | bigint | number>;
  transports: Generated<string[]>;
  label: Generated<string>;
  created_at: DefaultMoment;
  last_used_at: Moment | null;
}

export interface ProofAttemptsTable {
  supplier_id: string;
  id: Generated<string>;
  token_hash: string;
  purpose: 'sign_up' | 'sign_in' | 'reset_password' | 'add_contact' | 'passkey' | 'guest_appeal';
  person_id: string | null;
  contact_kind: 'phone' | 'email' | null;
  contact_address: string | null;
  pending: ColumnType<unknown, string | undefined, string>;
  code_hash: string | null;
  code_sent_at: Moment | null;
  tries: Generated<number>;
  expires_at: Moment;
  used_at: Moment | null;
  created_at: DefaultMoment;
}

export interface SessionsTable {
  supplier_id: string;
  id: Generated<string>;
  token_hash: string;
  person_id: string;
  method: string;
  is_strong: Generated<boolean>;
  user_agent: Generated<string>;
  created_at: DefaultMoment;
  seen_at: DefaultMoment;
  expires_at: Moment;
  ends_at: Moment;
  ended_at: Moment | null;
}

export interface KnownDevicesTable {
  supplier_id: string;
  token_hash: string;
  person_id: string;
  expires_at: Moment;
}

export interface PageGrantsTable {
  supplier_id: string;
  id: Generated<string>;
  token_hash: string;
  kind: 'code' | 'access' | 'refresh';
  session_id: string;
  origin: string;
  redirect_uri: string | null;
  code_challenge: string | null;
  family_id: string;
  expires_at: Moment;
  used_at: Moment | null;
  created_at: DefaultMoment;
}

export interface AccountLinksTable {
  supplier_id: string;
  id: Generated<string>;
  account_id: string;
  customer_ref: string;
  role: 'owner' | 'payer' | 'helper';
  grants: Generated<string[]>;
  until_on: string | null;
  proven_by: string;
  invitation_id: string | null;
  linked_at: DefaultMoment;
  ended_at: Moment | null;
  ended_by: 'customer' | 'holder' | 'staff' | 'erasure' | 'supplier' | null;
}

export interface AccountPreferencesTable {
  supplier_id: string;
  customer_ref: string;
  account_id: string;
  nickname: Generated<string>;
  is_default: Generated<boolean>;
  hidden_at: Moment | null;
}

export interface HelperInvitationsTable {
  supplier_id: string;
  id: Generated<string>;
  account_id: string;
  customer_ref: string;
  token_hash: string;
  grants: string[];
  until_on: string;
  label: Generated<string>;
  created_at: DefaultMoment;
  expires_at: Moment;
  accepted_at: Moment | null;
  revoked_at: Moment | null;
}

export interface LinkDialoguesTable {
  supplier_id: string;
  person_id: string;
  state: ColumnType<unknown, string, string>;
  updated_at: DefaultMoment;
}

export interface LinkRequestsTable {
  supplier_id: string;
  id: Generated<string>;
  number: string;
  customer_ref: string;
  account_number: string;
  holder_name: string;
  address: string;
  phone: string;
  comment: Generated<string>;
  relation: 'owner' | 'payer';
  status: Generated<'open' | 'approved' | 'refused'>;
  created_at: DefaultMoment;
  answered_at: Moment | null;
  answered_by: string | null;
  answer: Generated<string>;
  account_id: string | null;
}

export interface StaffRolesTable {
  supplier_id: string;
  person_id: string;
  role: StaffRole;
  granted_at: DefaultMoment;
}

export interface ProvisionalReadingsTable {
  supplier_id: string;
  id: Generated<string>;
  number: string;
  account_number_key: string;
  proof_kind: string;
  proof: string;
  reading_values: ColumnType<unknown, string, string>;
  service_kind: string | null;
  received_at: DefaultMoment;
  status: Generated<'waiting' | 'matched' | 'refused'>;
  meter_id: string | null;
  counts_for: string | null;
  settled_at: Moment | null;
  export_number: ColumnType<
    string | null,
    string | bigint | number | null | undefined,
    string | bigint | number | null
  >;
}

export interface AttemptCountsTable {
  supplier_id: string;
  budget: string;
  who: string;
  span_start: Moment;
  count: number;
}

export interface OutgoingMessagesTable {
  supplier_id: string;
  id: Generated<string>;
  channel: 'sms' | 'email';
  recipient: string | null;
  subject: string | null;
  body: string | null;
  purpose: string;
  created_at: DefaultMoment;
  expires_at: Moment | null;
  next_try_at: DefaultMoment;
  tries: Generated<number>;
  status: Generated<'waiting' | 'sent' | 'failed' | 'expired'>;
  sent_at: Moment | null;
  /** Where an answer to a mail goes, and which thread it belongs to. */
  reply_to: Generated<string | null>;
  thread_id: Generated<string | null>;
}

export interface PaymentOrdersTable {
  supplier_id: string;
  id: Generated<string>;
  number: string;
  customer_ref: string;
  method_id: string;
  amount: Minor;
  fee: DefaultedMinor;
  total: Minor;
  currency: string;
  status: Generated<'created' | 'pending' | 'failed' | 'expired' | 'paid' | 'refunded'>;
  failure: string | null;
  refunded: DefaultedMinor;
  return_url: string;
  language: string;
  plan_id: string | null;
  keeps_card: Generated<boolean>;
  anew: Generated<boolean>;
  reference: string | null;
  pending_again_at: Moment | null;
  created_at: Moment;
  expires_at: Moment;
  departed_at: Moment | null;
  settled_at: Moment | null;
  next_ask_at: Moment | null;
  asked_at: Moment | null;
  export_number: Minor | null;
}

export interface PaymentOrderLinesTable {
  supplier_id: string;
  order_id: string;
  account_id: string;
  amount: Minor;
}

export interface PaymentBillingRefsTable {
  supplier_id: string;
  ref: string;
  order_id: string;
  account_id: string;
  kind: string;
  amount: Minor;
  agrees: boolean;
}

export interface PaymentEventsTable {
  supplier_id: string;
  id: Generated<string>;
  method_id: string;
  event_ref: string;
  order_id: string | null;
  kind: 'pending' | 'paid' | 'failed' | 'refunded' | 'refund_failed';
  reference: string | null;
  amount: Minor;
  refunded_in_all: Minor | null;
  currency: string;
  failure: string | null;
  source: 'callback' | 'answer' | 'register';
  happened_at: Moment;
  received_at: Moment;
  outcome: string;
}

export interface PaymentRefundsTable {
  supplier_id: string;
  id: Generated<string>;
  order_id: string;
  account_id: ColumnType<string | null, string | null | undefined, never>;
  amount: Minor;
  reason: string;
  staff_ref: string;
  status: Generated<'asked' | 'done' | 'refused'>;
  asked_at: Moment;
  tried_at: Moment | null;
  refunded_before: ColumnType<string | null, string | bigint | undefined, string | bigint | null>;
  settled_at: Moment | null;
}

export interface PaymentDifferencesTable {
  supplier_id: string;
  id: Generated<string>;
  kind:
    | 'amount'
    | 'currency'
    | 'merchant'
    | 'unknown_order'
    | 'paid_twice'
    | 'missing_here'
    | 'missing_there'
    | 'unsettled'
    | 'refund_failed'
    | 'refund_elsewhere'
    | 'billing'
    | 'not_compared';
  method_id: string;
  day: string;
  order_id: string | null;
  order_number: string | null;
  reference: string | null;
  ours: Minor | null;
  ours_currency: string | null;
  theirs: Minor | null;
  theirs_currency: string | null;
  fingerprint: string;
  found_at: Moment;
  closed_at: Moment | null;
  closed_by: string | null;
  note: Generated<string>;
}

export interface PaymentReconciliationsTable {
  supplier_id: string;
  method_id: string;
  day: string;
  payments: number;
  differences: number;
  done_at: Moment;
}

export interface PaymentCardsTable {
  supplier_id: string;
  id: Generated<string>;
  customer_ref: string;
  method_id: string;
  order_id: string | null;
  sealed_token: string | null;
  label: string;
  created_at: Moment;
  forgotten_at: Moment | null;
}

export interface PaymentPlansTable {
  supplier_id: string;
  id: Generated<string>;
  customer_ref: string;
  account_id: string;
  method_id: string;
  amount: Minor | null;
  at_most: Minor | null;
  timing: 'day_of_month' | 'days_before_due';
  timing_days: number;
  status: Generated<'active' | 'paused' | 'ended'>;
  card_id: string | null;
  created_at: Moment;
  changed_at: Moment;
}

/** What came of a plan in a month, or for a bill. */
export type PlanOutcome = 'pending' | 'paid' | 'failed' | 'reminded' | 'nothing_due' | 'over_limit';

export interface PaymentPlanRunsTable {
  supplier_id: string;
  plan_id: string;
  timing: 'day_of_month' | 'days_before_due';
  run_for: string;
  run_on: string;
  outcome: PlanOutcome;
  order_id: string | null;
  charge_tried_at: Moment | null;
}

export interface ReceiptKeysTable {
  supplier_id: string;
  kid: string;
  public_x: string;
  sealed_private: string;
  created_at: Moment;
  retired_at: Moment | null;
}

export interface ReceiptsTable {
  supplier_id: string;
  id: Generated<string>;
  number: string;
  kind: 'payment' | 'reading';
  subject_id: string;
  customer_ref: string;
  signed: string;
  signed_short: string;
  issued_at: Moment;
}

export interface ReminderSettingsTable {
  supplier_id: string;
  customer_ref: string;
  days_before: Generated<number>;
  contact_ids: Generated<string[]>;
}

export interface RemindersSentTable {
  supplier_id: string;
  customer_ref: string;
  account_id: string;
  bill_month: string;
  sent_at: Moment;
}

export interface CalendarFeedsTable {
  supplier_id: string;
  customer_ref: string;
  token_hash: string;
  language: string;
  created_at: Moment;
}

export interface UploadsTable {
  supplier_id: string;
  id: Generated<string>;
  customer_ref: string;
  name: string;
  size_bytes: number;
  received_bytes: Generated<number>;
  status: Generated<'receiving' | 'ready' | 'refused'>;
  refusal: string | null;
  media_type: string | null;
  content: Buffer | null;
  created_at: Moment;
  expires_at: Moment;
}

export interface UploadPartsTable {
  supplier_id: string;
  upload_id: string;
  begins_at: number;
  bytes: Buffer;
}

export interface AppealsTable {
  supplier_id: string;
  id: Generated<string>;
  number: string;
  customer_ref: string;
  person_name: Generated<string>;
  contact_kind: 'phone' | 'email' | null;
  contact_address: string | null;
  language: string;
  channel: 'cabinet' | 'guest' | 'email';
  kind_id: string;
  kind: ColumnType<unknown, string, string>;
  account_id: string | null;
  account_number_told: Generated<string>;
  fields: ColumnType<Record<string, string>, string, string>;
  status: Generated<'received' | 'in_progress' | 'waiting' | 'answered' | 'closed' | 'withdrawn'>;
  sent_at: Moment;
  counts_from: string;
  due_on: string;
  settled_at: Moment | null;
  changed_at: Moment;
  assignee_ref: string | null;
  seen_at: Moment | null;
  /** Known not to have reached its author. */
  undelivered_at: Moment | null;
  rating: number | null;
  rating_comment: Generated<string>;
}

export interface AppealMessagesTable {
  supplier_id: string;
  id: Generated<string>;
  appeal_id: string;
  author: 'customer' | 'supplier' | 'note';
  author_ref: string | null;
  author_name: string | null;
  channel: 'cabinet' | 'guest' | 'email' | 'staff';
  text: string;
  quoted_from: number | null;
  sent_from: string | null;
  written_at: Moment;
}

export interface AppealAttachmentsTable {
  supplier_id: string;
  id: Generated<string>;
  appeal_id: string;
  message_id: string;
  name: string;
  media_type: string;
  size_bytes: number;
  content: Buffer;
}

export interface AppealStepsTable {
  supplier_id: string;
  id: Generated<string>;
  appeal_id: string;
  at: Moment;
  by_ref: string | null;
  what: string;
  detail: Generated<string>;
}

export interface GuestAppealsTable {
  supplier_id: string;
  id: Generated<string>;
  token_hash: string;
  submission: ColumnType<unknown, string, string>;
  contact_kind: 'phone' | 'email';
  contact_address: string;
  proven_at: Moment | null;
  sent_at: Moment | null;
  created_at: Moment;
  expires_at: Moment;
}

export interface InboundMailsTable {
  supplier_id: string;
  message_id: string;
  digest: Generated<string>;
  sender: string;
  received_at: Moment;
  outcome: string;
  appeal_id: string | null;
}

export interface AppointmentsTable {
  supplier_id: string;
  id: Generated<string>;
  number: string;
  customer_ref: string;
  reception_id: string;
  reception: ColumnType<unknown, string, string>;
  starts_at: Moment;
  ends_at: Moment;
  /** Null once it was given back. */
  place: number | null;
  topic: string;
  account_id: string | null;
  phone: Generated<string>;
  language: string;
  status: 'held' | 'booked' | 'cancelled' | 'called_off' | 'attended' | 'missed' | 'let_go';
  reason: Generated<string>;
  booked_at: Moment;
  changed_at: Moment;
  reminded_at: Moment | null;
}

export interface WaitingPlacesTable {
  supplier_id: string;
  id: Generated<string>;
  customer_ref: string;
  reception_id: string;
  topic: string;
  account_id: string | null;
  phone: Generated<string>;
  language: string;
  since: Moment;
  appointment_id: string | null;
  held_until: Moment | null;
  told_at: Moment | null;
  ended_at: Moment | null;
}

export interface ReceptionClosuresTable {
  supplier_id: string;
  reception_id: string;
  day: string;
  reason: string;
  closed_by: string;
  closed_at: Moment;
}

export interface ContractsTable {
  supplier_id: string;
  id: Generated<string>;
  account_id: string;
  contract_ref: string;
  number: string;
  kind: string;
  service_kinds: string[];
  status: 'active' | 'ended' | 'draft';
  parties: ColumnType<readonly { role: string; name: string }[], string, string>;
  signed_on: string | null;
  valid_from: string | null;
  valid_to: string | null;
  note: ColumnType<Record<string, string> | null, string | null, string | null>;
}

export interface ContractDocumentsTable {
  supplier_id: string;
  id: Generated<string>;
  contract_id: string;
  document_ref: string;
  kind: string;
  name: string;
  issued_on: string | null;
  media_type: string;
  size_bytes: number;
  content: Buffer;
  content_hash: string;
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
  people: PeopleTable;
  contacts: ContactsTable;
  passkeys: PasskeysTable;
  proof_attempts: ProofAttemptsTable;
  sessions: SessionsTable;
  known_devices: KnownDevicesTable;
  page_grants: PageGrantsTable;
  account_links: AccountLinksTable;
  account_preferences: AccountPreferencesTable;
  helper_invitations: HelperInvitationsTable;
  link_dialogues: LinkDialoguesTable;
  link_requests: LinkRequestsTable;
  staff_roles: StaffRolesTable;
  provisional_readings: ProvisionalReadingsTable;
  attempt_counts: AttemptCountsTable;
  outgoing_messages: OutgoingMessagesTable;
  payment_orders: PaymentOrdersTable;
  payment_order_lines: PaymentOrderLinesTable;
  payment_billing_refs: PaymentBillingRefsTable;
  payment_events: PaymentEventsTable;
  payment_refunds: PaymentRefundsTable;
  payment_differences: PaymentDifferencesTable;
  payment_reconciliations: PaymentReconciliationsTable;
  payment_cards: PaymentCardsTable;
  payment_plans: PaymentPlansTable;
  payment_plan_runs: PaymentPlanRunsTable;
  receipt_keys: ReceiptKeysTable;
  receipts: ReceiptsTable;
  reminder_settings: ReminderSettingsTable;
  reminders_sent: RemindersSentTable;
  calendar_feeds: CalendarFeedsTable;
  uploads: UploadsTable;
  upload_parts: UploadPartsTable;
  appeals: AppealsTable;
  appeal_messages: AppealMessagesTable;
  appeal_attachments: AppealAttachmentsTable;
  appeal_steps: AppealStepsTable;
  guest_appeals: GuestAppealsTable;
  inbound_mails: InboundMailsTable;
  appointments: AppointmentsTable;
  waiting_places: WaitingPlacesTable;
  reception_closures: ReceptionClosuresTable;
  contracts: ContractsTable;
  contract_documents: ContractDocumentsTable;
}
