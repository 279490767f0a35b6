import { randomUUID } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../db/database.js';
import type { SeededSupplier } from './seed-supplier.js';

/** Writes a row into every table that the seeding leaves empty, so that a test can ask who sees it. */
export async function fillEveryTable(database: Database, { id, customer }: SeededSupplier): Promise<void> {
  const [account] = customer.accounts;
  const person = randomUUID();
  const session = randomUUID();
  const contract = randomUUID();
  const soon = sql`now() + interval '1 hour'`;
  const [order, card, plan] = [randomUUID(), randomUUID(), randomUUID()];
  const appointment = randomUUID();
  const [upload, appeal, message] = [randomUUID(), randomUUID(), randomUUID()];
  const link = sql`${id}, ${account.id}::uuid, ${customer.ref}`;
  const statements: readonly RawBuilder<unknown>[] = [
    sql`insert into people (supplier_id, id, language) values (${id}, ${person}::uuid, 'uk')`,
    sql`insert into contacts (supplier_id, person_id, kind, address, verified_at)
      values (${id}, ${person}::uuid, 'phone', '+380670000000', now())`,
    sql`insert into passkeys (supplier_id, id, person_id, public_key) values (${id}, 'key', ${person}::uuid, '')`,
    sql`insert into proof_attempts (supplier_id, token_hash, purpose, expires_at) values (${id}, 'a', 'sign_in', ${soon})`,
    sql`insert into sessions (supplier_id, id, token_hash, person_id, method, expires_at, ends_at)
      values (${id}, ${session}::uuid, 's', ${person}::uuid, 'code', ${soon}, ${soon})`,
    sql`insert into known_devices (supplier_id, token_hash, person_id, expires_at) values (${id}, 'd', ${person}::uuid, ${soon})`,
    sql`insert into page_grants (supplier_id, token_hash, kind, session_id, origin, family_id, expires_at)
      values (${id}, 'g', 'access', ${session}::uuid, 'https://gas.example', ${session}::uuid, ${soon})`,
    sql`insert into account_links (supplier_id, account_id, customer_ref, role, proven_by) values (${link}, 'payer', 'pin')`,
    sql`insert into account_preferences (supplier_id, account_id, customer_ref, nickname) values (${link}, 'Дача')`,
    sql`insert into helper_invitations (supplier_id, account_id, customer_ref, token_hash, grants, until_on, expires_at)
      values (${link}, 'i', '{readings}', current_date, ${soon})`,
    sql`insert into link_dialogues (supplier_id, person_id, state) values (${id}, ${person}::uuid, '{}')`,
    sql`insert into link_requests (supplier_id, number, customer_ref, account_number, holder_name, address, phone, relation)
      values (${id}, '1', ${customer.ref}, '1', 'a', 'b', 'c', 'owner')`,
    sql`insert into staff_roles (supplier_id, person_id, role) values (${id}, ${person}::uuid, 'link_requests')`,
    sql`insert into provisional_readings (supplier_id, number, account_number_key, proof_kind, proof, reading_values)
      values (${id}, '1', '1', 'meter_number', '1', '[]')`,
    sql`insert into attempt_counts (supplier_id, budget, who, span_start, count) values (${id}, 'link_account', 'w', now(), 1)`,
    sql`insert into outgoing_messages (supplier_id, channel, purpose) values (${id}, 'sms', 'code')`,
    sql`insert into imports (supplier_id, kind, file_hash, as_of, rows_accepted, rows_rejected)
      values (${id}, 'accounts', 'h', now(), 0, 0)`,
    sql`insert into exports (supplier_id, number) values (${id}, 1)`,
    sql`insert into audit_events (supplier_id, at, actor, action) values (${id}, now(), 'system', 'test')`,
    sql`insert into reading_photos (supplier_id, reading_id, jpeg, attached_at) select supplier_id, id, '', now() from readings limit 1`,
    sql`insert into idempotency_keys (supplier_id, customer_ref, key, operation, request_hash, created_at)
      values (${id}, ${customer.ref}, 'key-0001', 'submitReading', 'h', now())`,
    sql`insert into payment_orders (supplier_id, id, number, customer_ref, method_id, amount, total, currency, return_url, language,
        created_at, expires_at)
      values (${id}, ${order}::uuid, next_payment_number(), ${customer.ref}, 'card', 100, 100, 'UAH', '', 'uk', now(), ${soon})`,
    sql`insert into payment_order_lines (supplier_id, order_id, account_id, amount) values (${id}, ${order}::uuid, ${account.id}::uuid, 100)`,
    sql`insert into payment_billing_refs (supplier_id, ref, order_id, account_id, kind, amount, agrees)
      values (${id}, 'B-1', ${order}::uuid, ${account.id}::uuid, 'payment', -100, true)`,
    sql`insert into payment_events (supplier_id, method_id, event_ref, order_id, kind, amount, currency, source, happened_at, received_at,
        outcome)
      values (${id}, 'card', 'e', ${order}::uuid, 'pending', 100, 'UAH', 'callback', now(), now(), 'applied')`,
    sql`insert into payment_refunds (supplier_id, order_id, amount, reason, staff_ref, asked_at)
      values (${id}, ${order}::uuid, 1, 'r', 's', now())`,
    sql`insert into payment_differences (supplier_id, kind, method_id, day, fingerprint, found_at)
      values (${id}, 'amount', 'card', current_date, 'f', now())`,
    sql`insert into payment_reconciliations (supplier_id, method_id, day, payments, differences, done_at)
      values (${id}, 'card', current_date, 0, 0, now())`,
    sql`insert into payment_cards (supplier_id, id, customer_ref, method_id, label, created_at)
      values (${id}, ${card}::uuid, ${customer.ref}, 'card', '•• 4242', now())`,
    sql`insert into payment_plans (supplier_id, id, customer_ref, account_id, method_id, timing, timing_days, created_at, changed_at)
      values (${id}, ${plan}::uuid, ${customer.ref}, ${account.id}::uuid, 'card', 'day_of_month', 1, now(), now())`,
    sql`insert into payment_plan_runs (supplier_id, plan_id, timing, run_for, run_on, outcome)
      values (${id}, ${plan}::uuid, 'day_of_month', current_date, current_date, 'reminded')`,
    sql`insert into receipt_keys (supplier_id, kid, public_x, sealed_private, created_at) values (${id}, 'k', 'x', 's', now())`,
    sql`insert into receipts (supplier_id, number, kind, subject_id, customer_ref, signed, signed_short, issued_at)
      values (${id}, '1', 'payment', ${order}::uuid, ${customer.ref}, 'j', 'j', now())`,
    sql`insert into reminder_settings (supplier_id, customer_ref) values (${id}, ${customer.ref})`,
    sql`insert into reminders_sent (supplier_id, customer_ref, account_id, bill_month, sent_at)
      values (${id}, ${customer.ref}, ${account.id}::uuid, current_date, now())`,
    sql`insert into calendar_feeds (supplier_id, customer_ref, token_hash, language, created_at)
      values (${id}, ${customer.ref}, 't', 'uk', now())`,
    sql`insert into appointments (supplier_id, id, number, customer_ref, reception_id, reception, starts_at, ends_at, place, topic, language,
        status, booked_at, changed_at)
      values (${id}, ${appointment}::uuid, next_appointment_number(), ${customer.ref}, 'network', '{}', ${soon}, ${soon}, 0, 't', 'uk',
        'held', now(), now())`,
    sql`insert into uploads (supplier_id, id, customer_ref, name, size_bytes, created_at, expires_at)
      values (${id}, ${upload}::uuid, ${customer.ref}, 'лист.pdf', 10, now(), ${soon})`,
    sql`insert into upload_parts (supplier_id, upload_id, begins_at, bytes) values (${id}, ${upload}::uuid, 0, 'ab')`,
    sql`insert into appeals (supplier_id, id, number, customer_ref, language, channel, kind_id, kind, sent_at, counts_from, due_on, changed_at)
      values (${id}, ${appeal}::uuid, next_appeal_number(), ${customer.ref}, 'uk', 'cabinet', 'question', '{}', now(), current_date,
        current_date, now())`,
    sql`insert into appeal_messages (supplier_id, id, appeal_id, author, channel, text, written_at)
      values (${id}, ${message}::uuid, ${appeal}::uuid, 'customer', 'cabinet', 't', now())`,
    sql`insert into appeal_attachments (supplier_id, appeal_id, message_id, name, media_type, size_bytes, content)
      values (${id}, ${appeal}::uuid, ${message}::uuid, 'лист.pdf', 'application/pdf', 1, 'a')`,
    sql`insert into appeal_steps (supplier_id, appeal_id, at, what, detail) values (${id}, ${appeal}::uuid, now(), 'status', 'received')`,
    sql`insert into guest_appeals (supplier_id, token_hash, submission, contact_kind, contact_address, created_at, expires_at)
      values (${id}, 't', '{}', 'email', 'a@mail.example', now(), ${soon})`,
    sql`insert into inbound_mails (supplier_id, message_id, sender, received_at, outcome)
      values (${id}, 'm', 'a@mail.example', now(), 'appeal')`,
    sql`insert into waiting_places (supplier_id, customer_ref, reception_id, topic, language, since, appointment_id)
      values (${id}, ${customer.ref}, 'network', 't', 'uk', now(), ${appointment}::uuid)`,
    sql`insert into reception_closures (supplier_id, reception_id, day, reason, closed_by, closed_at)
      values (${id}, 'network', current_date, 'r', 's', now())`,
    sql`insert into contracts (supplier_id, id, account_id, contract_ref, number, kind, service_kinds, status, parties)
      values (${id}, ${contract}::uuid, ${account.id}::uuid, 'K-1', '1', 'supply', '{gas}', 'active', '[]')`,
    sql`insert into contract_documents (supplier_id, contract_id, document_ref, kind, name, media_type, size_bytes, content, content_hash)
      values (${id}, ${contract}::uuid, 'D-1', 'act', 'Акт.pdf', 'application/pdf', 1, 'a', 'h')`,
  ];
  await database.transaction(id, async (tx) => {
    for (const statement of statements) await statement.execute(tx);
  });
}
