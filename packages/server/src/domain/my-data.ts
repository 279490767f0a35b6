import { sql } from 'kysely';
import type { Tx } from '../db/database.js';
import { type MyAppeals, myAppeals, ownAppeals } from '../db/my-appeals.js';
import { type MyAppointments, myAppointments } from '../db/my-appointments.js';
import { HOSTED_REF } from './customer.js';
import { type MyPayments, myPayments } from '../db/my-payments.js';

interface Whose {
  readonly supplierId: string;
  readonly personId: string;
}

/** Everything that is kept about a person at one supplier, as they take it along. Grows with what is kept: see docs/en/server.md. */
export interface MyData extends MyAppeals, MyAppointments, MyPayments {
  readonly exportedAt: string;
  readonly supplier: string;
  readonly profile: unknown;
  readonly contacts: readonly unknown[];
  readonly passkeys: readonly unknown[];
  /** Accounts they come, or came, to; what the billing base holds of those is the supplier's and is seen in the cabinet. */
  readonly accounts: readonly unknown[];
  readonly accountPreferences: readonly unknown[];
  readonly helperInvitations: readonly unknown[];
  readonly linkDialogue: unknown;
  readonly linkRequests: readonly unknown[];
  /** Readings they handed in, with the photo they added, if any: a JPEG in base64. */
  readonly readings: readonly unknown[];
  readonly sessions: readonly unknown[];
  readonly knownDevices: readonly unknown[];
  readonly codes: readonly unknown[];
  readonly messages: readonly unknown[];
  readonly staffRoles: readonly unknown[];
  /** Who did what, as far as it is about them: what they did, and what was done with what is theirs. */
  readonly acts: readonly unknown[];
}

/** Null when nobody of that id is here, or they had themselves erased. */
export async function exportMyData(
  tx: Tx,
  { supplierId, personId, now }: Whose & { now: Date },
): Promise<MyData | null> {
  const ref = `${HOSTED_REF}${personId}`;
  const list = async (query: ReturnType<typeof sql>) => (await query.execute(tx)).rows;
  const [profile] = await list(sql`
    select id, display_name as "displayName", kind, language, password_hash is not null as "hasPassword", created_at as "createdAt"
    from people where supplier_id = ${supplierId} and id = ${personId}::uuid and erased_at is null`);
  if (profile === undefined) return null;
  return {
    exportedAt: now.toISOString(),
    supplier: supplierId,
    profile,
    contacts: await list(sql`
      select kind, address, verified_at as "verifiedAt" from contacts
      where supplier_id = ${supplierId} and person_id = ${personId}::uuid order by verified_at, id`),
    passkeys: await list(sql`
      select label, created_at as "createdAt", last_used_at as "lastUsedAt" from passkeys
      where supplier_id = ${supplierId} and person_id = ${personId}::uuid order by created_at, id`),
    accounts: await list(sql`
      select a.account_number as "accountNumber", l.role, l.grants, l.until_on as "untilOn", l.proven_by as "provenBy",
        l.linked_at as "linkedAt", l.ended_at as "endedAt", l.ended_by as "endedBy"
      from account_links l join accounts a on a.supplier_id = l.supplier_id and a.id = l.account_id
      where l.supplier_id = ${supplierId} and l.customer_ref = ${ref} order by l.linked_at, l.id`),
    accountPreferences: await list(sql`
      select a.account_number as "accountNumber", p.nickname, p.is_default as "isDefault", p.hidden_at as "hiddenAt"
      from account_preferences p join accounts a on a.supplier_id = p.supplier_id and a.id = p.account_id
      where p.supplier_id = ${supplierId} and p.customer_ref = ${ref} order by a.account_number_key`),
    helperInvitations: await list(sql`
      select a.account_number as "accountNumber", i.label, i.grants, i.until_on as "untilOn", i.created_at as "createdAt",
        i.accepted_at as "acceptedAt", i.revoked_at as "revokedAt"
      from helper_invitations i join accounts a on a.supplier_id = i.supplier_id and a.id = i.account_id
      where i.supplier_id = ${supplierId} and i.customer_ref = ${ref} order by i.created_at, i.id`),
    linkDialogue:
      (
        await list(sql`
      select state, updated_at as "updatedAt" from link_dialogues
      where supplier_id = ${supplierId} and person_id = ${personId}::uuid`)
      )[0] ?? null,
    linkRequests: await list(sql`
      select number, account_number as "accountNumber", holder_name as "holderName", address, phone, comment, relation, status,
        created_at as "createdAt", answered_at as "answeredAt", answer
      from link_requests where supplier_id = ${supplierId} and customer_ref = ${ref} order by created_at, id`),
    readings: await list(readingsOf({ supplierId, ref })),
    ...(await myPayments(tx, { supplierId, ref })),
    ...(await myAppeals(tx, { supplierId, personId, customerRef: ref })),
    ...(await myAppointments(tx, { supplierId, ref })),
    sessions: await list(sql`
      select method, is_strong as "isStrong", user_agent as "userAgent", created_at as "createdAt", seen_at as "seenAt",
        ended_at as "endedAt"
      from sessions where supplier_id = ${supplierId} and person_id = ${personId}::uuid order by created_at, id`),
    knownDevices: await list(sql`
      select expires_at as "expiresAt" from known_devices
      where supplier_id = ${supplierId} and person_id = ${personId}::uuid order by expires_at`),
    codes: await list(sql`
      select purpose, contact_kind as "contactKind", contact_address as "contactAddress", created_at as "createdAt",
        used_at as "usedAt"
      from proof_attempts where supplier_id = ${supplierId} and person_id = ${personId}::uuid order by created_at, id`),
    messages: await list(sql`
      select m.channel, m.purpose, m.subject, m.body, m.created_at as "createdAt", m.status
      from outgoing_messages m join contacts c on c.supplier_id = m.supplier_id and c.address = m.recipient
      where m.supplier_id = ${supplierId} and c.person_id = ${personId}::uuid and m.purpose <> 'code' order by m.created_at, m.id`),
    staffRoles: await list(sql`
      select role, granted_at as "grantedAt" from staff_roles
      where supplier_id = ${supplierId} and person_id = ${personId}::uuid order by role`),
    // Who of the staff it was stays out: that is another person's data.
    acts: await list(sql`
      select at, actor, action, subject_id as subject, about from audit_events
      where supplier_id = ${supplierId} and (actor_ref = ${ref} or subject_id = ${personId}::uuid or subject_id in (
        select id from link_requests where supplier_id = ${supplierId} and customer_ref = ${ref}
        union all select id from account_links where supplier_id = ${supplierId} and customer_ref = ${ref}
        union all select id from helper_invitations where supplier_id = ${supplierId} and customer_ref = ${ref}
        union all select id from payment_orders where supplier_id = ${supplierId} and customer_ref = ${ref}
        union all select id from appointments where supplier_id = ${supplierId} and customer_ref = ${ref}
        union all ${ownAppeals({ supplierId, personId, customerRef: ref })}))
      order by at, id`),
  };
}

/** Readings are the account's; that this customer handed one in is known by the trace it left. */
function readingsOf({ supplierId, ref }: { supplierId: string; ref: string }) {
  return sql`
    select r.number, a.account_number as "accountNumber", m.serial_number as "meterSerialNumber", r.read_at as "readAt",
      r.received_at as "receivedAt", r.status,
      (select json_agg(json_build_object('zone', g.zone, 'value', v.value::text) order by g.zone) from reading_values v
        join registers g on g.supplier_id = v.supplier_id and g.id = v.register_id
        where v.supplier_id = r.supplier_id and v.reading_id = r.id) as "values",
      (select encode(p.jpeg, 'base64') from reading_photos p where p.supplier_id = r.supplier_id and p.reading_id = r.id) as photo
    from audit_events e
    join readings r on r.supplier_id = e.supplier_id and r.id = e.subject_id
    join accounts a on a.supplier_id = r.supplier_id and a.id = r.account_id
    join meters m on m.supplier_id = r.supplier_id and m.id = r.meter_id
    where e.supplier_id = ${supplierId} and e.actor = 'customer' and e.actor_ref = ${ref}
      and e.action in ('reading.submitted', 'reading.corrected')
    order by r.received_at, r.id`;
}
