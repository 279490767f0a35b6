import type { CalendarDate } from '@kabinet/rules';
import { sql } from 'kysely';
import type { HelperGrant } from './account-access.js';
import type { Tx } from './database.js';

export interface InvitationRow {
  readonly id: string;
  readonly accountId: string;
  /** Who invites. */
  readonly customerRef: string;
  readonly grants: readonly HelperGrant[];
  readonly untilOn: CalendarDate;
  readonly label: string;
  readonly expiresAt: string;
  readonly acceptedAt: string | null;
  readonly revokedAt: string | null;
}

export async function insertInvitation(
  tx: Tx,
  {
    supplierId,
    now,
    tokenHash,
    expiresAt,
    ...invitation
  }: {
    supplierId: string;
    id: string;
    accountId: string;
    customerRef: string;
    tokenHash: string;
    grants: readonly HelperGrant[];
    untilOn: CalendarDate;
    label: string;
    expiresAt: Date;
    now: Date;
  },
): Promise<void> {
  await tx
    .insertInto('helper_invitations')
    .values({
      supplier_id: supplierId,
      id: invitation.id,
      account_id: invitation.accountId,
      customer_ref: invitation.customerRef,
      token_hash: tokenHash,
      grants: [...invitation.grants],
      until_on: invitation.untilOn,
      label: invitation.label,
      created_at: now,
      expires_at: expiresAt,
      accepted_at: null,
      revoked_at: null,
    })
    .execute();
}

/** The invitation whose link this is; locked where it is to be used up, so that of two at once one comes second. */
export async function findInvitation(
  tx: Tx,
  { supplierId, tokenHash, isLocked }: { supplierId: string; tokenHash: string; isLocked: boolean },
): Promise<InvitationRow | null> {
  const { rows } = await sql<InvitationRow>`
    select id, account_id as "accountId", customer_ref as "customerRef", grants, until_on as "untilOn", label,
      expires_at as "expiresAt", accepted_at as "acceptedAt", revoked_at as "revokedAt"
    from helper_invitations where supplier_id = ${supplierId} and token_hash = ${tokenHash} ${isLocked ? sql`for update` : sql``}`.execute(
    tx,
  );
  return rows[0] ?? null;
}

/** The customer whose right rests on the invitation; null when nobody's does. */
export async function helperBy(
  tx: Tx,
  { supplierId, invitationId }: { supplierId: string; invitationId: string },
): Promise<string | null> {
  const row = await tx
    .selectFrom('account_links')
    .select('customer_ref')
    .where('supplier_id', '=', supplierId)
    .where('invitation_id', '=', invitationId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return row?.customer_ref ?? null;
}

/** Uses the invitation up for a helper; an earlier right as a helper with the account gives way to it. */
export async function linkHelper(
  tx: Tx,
  {
    supplierId,
    customerRef,
    invitation,
    now,
  }: { supplierId: string; customerRef: string; invitation: InvitationRow; now: Date },
): Promise<void> {
  const link = {
    role: 'helper' as const,
    grants: [...invitation.grants],
    until_on: invitation.untilOn,
    proven_by: 'invitation',
    invitation_id: invitation.id,
    linked_at: now,
  };
  await tx
    .updateTable('helper_invitations')
    .set({ accepted_at: now })
    .where('supplier_id', '=', supplierId)
    .where('id', '=', invitation.id)
    .execute();
  await tx
    .insertInto('account_links')
    .values({
      supplier_id: supplierId,
      account_id: invitation.accountId,
      customer_ref: customerRef,
      ended_at: null,
      ended_by: null,
      ...link,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['supplier_id', 'account_id', 'customer_ref'])
        .where('ended_at', 'is', null)
        .doUpdateSet(link)
        .where('account_links.role', '=', 'helper'),
    )
    .execute();
}

/** Ends an invitation and the right that came of it. False when the account has no such invitation. */
export async function revokeInvitation(
  tx: Tx,
  {
    supplierId,
    accountId,
    invitationId,
    now,
  }: { supplierId: string; accountId: string; invitationId: string; now: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('helper_invitations')
    .set({ revoked_at: now })
    .where('supplier_id', '=', supplierId)
    .where('account_id', '=', accountId)
    .where('id', '=', invitationId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  await tx
    .updateTable('account_links')
    .set({ ended_at: now, ended_by: 'holder' })
    .where('supplier_id', '=', supplierId)
    .where('invitation_id', '=', invitationId)
    .where('ended_at', 'is', null)
    .execute();
  return true;
}

/** An invitation as those who speak for the account see it. */
export interface ListedInvitation {
  readonly id: string;
  readonly accountId: string;
  readonly label: string;
  readonly grants: readonly HelperGrant[];
  readonly untilOn: CalendarDate;
  readonly expiresAt: string;
  readonly acceptedAt: string | null;
  /** Whether somebody's right rests on it. */
  readonly isInUse: boolean;
}

/** The invitations to the accounts whose day has not passed and that nobody revoked, the newest first. */
export async function invitationsTo(
  tx: Tx,
  { supplierId, accountIds, today }: { supplierId: string; accountIds: readonly string[]; today: CalendarDate },
): Promise<ListedInvitation[]> {
  if (accountIds.length === 0) return [];
  const { rows } = await sql<ListedInvitation>`
    select i.id, i.account_id as "accountId", i.label, i.grants, i.until_on as "untilOn", i.expires_at as "expiresAt",
      i.accepted_at as "acceptedAt",
      exists (select from account_links l
        where l.supplier_id = i.supplier_id and l.invitation_id = i.id and l.ended_at is null) as "isInUse"
    from helper_invitations i
    where i.supplier_id = ${supplierId} and i.revoked_at is null and i.until_on >= ${today}::date
      and i.account_id in (select id::uuid from json_array_elements_text(${JSON.stringify(accountIds)}::text::json) as given (id))
    order by i.created_at desc, i.id`.execute(tx);
  return rows;
}

/** Where an account is; null where the supplier does not say. */
export async function premiseOf(
  tx: Tx,
  { supplierId, accountId }: { supplierId: string; accountId: string },
): Promise<{ readonly address: string; readonly locality: string } | null> {
  const row = await tx
    .selectFrom('accounts')
    .innerJoin('premises', (join) =>
      join
        .onRef('premises.supplier_id', '=', 'accounts.supplier_id')
        .onRef('premises.premise_ref', '=', 'accounts.premise_ref'),
    )
    .select(['premises.address', 'premises.locality'])
    .where('accounts.supplier_id', '=', supplierId)
    .where('accounts.id', '=', accountId)
    .executeTakeFirst();
  return row ?? null;
}
