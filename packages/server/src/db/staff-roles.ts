import type { StaffRole } from '@kabinet/api/contract';
import { sql } from 'kysely';
import type { Tx } from './database.js';

/** What the supplier has entrusted this person with; empty for everybody who is not staff. */
export async function rolesOf(
  tx: Tx,
  { supplierId, personId }: { supplierId: string; personId: string },
): Promise<StaffRole[]> {
  const rows = await tx
    .selectFrom('staff_roles')
    .innerJoin('people', (join) =>
      join
        .onRef('people.supplier_id', '=', 'staff_roles.supplier_id')
        .onRef('people.id', '=', 'staff_roles.person_id')
        .on('people.erased_at', 'is', null),
    )
    .select('staff_roles.role')
    .where('staff_roles.supplier_id', '=', supplierId)
    .where('staff_roles.person_id', '=', personId)
    .orderBy('staff_roles.role')
    .execute();
  return rows.map(({ role }) => role);
}

/** Whether the person has the role. */
export async function hasRole(
  tx: Tx,
  { role, ...person }: { supplierId: string; personId: string; role: StaffRole },
): Promise<boolean> {
  return (await rolesOf(tx, person)).includes(role);
}

interface RoleOfPerson {
  readonly supplierId: string;
  readonly personId: string;
  readonly role: StaffRole;
}

/** False when the person had the role already. */
export async function grantRole(tx: Tx, { supplierId, personId, role }: RoleOfPerson): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('staff_roles')
    .values({ supplier_id: supplierId, person_id: personId, role })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** False when the person did not have the role. */
export async function revokeRole(tx: Tx, { supplierId, personId, role }: RoleOfPerson): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('staff_roles')
    .where('supplier_id', '=', supplierId)
    .where('person_id', '=', personId)
    .where('role', '=', role)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

/** What people of staff are called, or else a contact of theirs, by their ids; without those who have neither or were erased since. */
export async function staffNames(
  tx: Tx,
  { supplierId, personIds }: { supplierId: string; personIds: readonly string[] },
): Promise<ReadonlyMap<string, string>> {
  if (personIds.length === 0) return new Map();
  const { rows } = await sql<{ id: string; name: string }>`
    select p.id, coalesce(nullif(p.display_name, ''), (
      select c.address from contacts c where c.supplier_id = p.supplier_id and c.person_id = p.id order by c.verified_at limit 1), '') as name
    from people p where p.supplier_id = ${supplierId} and p.id = any(${personIds}::uuid[]) and p.erased_at is null`.execute(
    tx,
  );
  return new Map(rows.filter(({ name }) => name !== '').map(({ id, name }) => [id, name]));
}

export interface StaffMember {
  readonly personId: string;
  readonly displayName: string;
  readonly contacts: readonly string[];
  readonly role: StaffRole;
  readonly grantedAt: string;
}

/** Everybody with a role, longest-serving first. */
export async function listStaff(tx: Tx, { supplierId }: { supplierId: string }): Promise<StaffMember[]> {
  const rows = await tx
    .selectFrom('staff_roles as s')
    .innerJoin('people as p', (join) =>
      join.onRef('p.supplier_id', '=', 's.supplier_id').onRef('p.id', '=', 's.person_id'),
    )
    .select(['s.person_id', 's.role', 's.granted_at', 'p.display_name'])
    .where('s.supplier_id', '=', supplierId)
    .orderBy('s.granted_at')
    .orderBy('s.person_id')
    .execute();
  if (rows.length === 0) return [];
  const contacts = await tx
    .selectFrom('contacts')
    .select(['person_id', 'address'])
    .where('supplier_id', '=', supplierId)
    .where(
      'person_id',
      'in',
      rows.map((row) => row.person_id),
    )
    .orderBy('verified_at')
    .execute();
  return rows.map((row) => ({
    personId: row.person_id,
    displayName: row.display_name,
    contacts: contacts.filter((each) => each.person_id === row.person_id).map((each) => each.address),
    role: row.role,
    grantedAt: row.granted_at,
  }));
}
