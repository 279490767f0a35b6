import { randomUUID } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../db/database.js';
import type { SeededSupplier } from './seed-supplier.js';

/** Writes a row into every table that the seeding leaves empty, so that a test can ask who sees it. */
export async function fillEveryTable(database: Database, { id, customer }: SeededSupplier): Promise<void> {
  const [account] = customer.accounts;
  const person = randomUUID();
  const session = randomUUID();
  const soon = sql`now() + interval '1 hour'`;
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
  ];
  await database.transaction(id, async (tx) => {
    for (const statement of statements) await statement.execute(tx);
  });
}
