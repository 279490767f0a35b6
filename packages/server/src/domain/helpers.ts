import { addDays, type CalendarDate } from '@kabinet/rules';
import { accessTo, HELPER_GRANTS, type HelperGrant } from '../db/account-access.js';
import { lockAccount } from '../db/account-links.js';
import { recordAct } from '../db/audit.js';
import type { Tx } from '../db/database.js';
import {
  findInvitation,
  helperBy,
  insertInvitation,
  type InvitationRow,
  invitationsTo,
  linkHelper,
  type ListedInvitation,
  premiseOf,
  revokeInvitation,
} from '../db/helper-invitations.js';
import { isId, newId } from '../db/ids.js';
import { ProblemError } from '../problem.js';
import { tellCustomer } from '../messages/tell-customer.js';
import { cleanLine } from './clean-text.js';
import { newToken, tokenHash } from './sessions.js';

/** How long the link of an invitation can be opened. */
export const INVITATION_DAYS = 7;
/** The longest right an invitation gives, from today. */
export const LONGEST_HELP_DAYS = 365;
/** Invitations to one account at a time: more is no help but a mistake. */
const MOST_HELPERS = 20;
export const LONGEST_LABEL = 60;

/** Who does it and when; `today` is the day at the supplier. */
interface Doing {
  readonly supplierId: string;
  readonly customerRef: string;
  readonly today: CalendarDate;
  readonly now: Date;
  readonly requestId: string;
}

export type InviteFault = 'no_grants' | 'until_past' | 'until_too_far' | 'too_many';

export interface Invited {
  readonly invitationId: string;
  /** Stands in the link's address; shown once, kept as a hash only. */
  readonly token: string;
  /** The link can be opened until then. */
  readonly expiresAt: Date;
}

/** The last day until which somebody can be let in today. */
export function lastHelpDay(today: CalendarDate): CalendarDate {
  return addDays(today, LONGEST_HELP_DAYS);
}

/** Makes a link by which somebody can be let in to help with an account: only who speaks for the account can. */
export async function inviteHelper(
  tx: Tx,
  doing: Doing & { accountId: string; grants: readonly string[]; untilOn: CalendarDate; label: string },
): Promise<Invited | InviteFault> {
  const { supplierId, customerRef, accountId, today, untilOn, now, requestId } = doing;
  await requireManage(tx, doing);
  const grants = HELPER_GRANTS.filter((grant) => doing.grants.includes(grant));
  if (grants.length === 0) return 'no_grants';
  if (untilOn < today) return 'until_past';
  if (untilOn > lastHelpDay(today)) return 'until_too_far';
  // Held until the end: of many at once each counts the ones before.
  await lockAccount(tx, { supplierId, accountId });
  if ((await invitationsTo(tx, { supplierId, accountIds: [accountId], today })).length >= MOST_HELPERS)
    return 'too_many';
  const token = newToken();
  const id = newId(now);
  const expiresAt = new Date(now.getTime() + INVITATION_DAYS * 24 * 60 * 60_000);
  const label = cleanLine(doing.label).slice(0, LONGEST_LABEL);
  await insertInvitation(tx, {
    supplierId,
    id,
    accountId,
    customerRef,
    tokenHash: tokenHash(token),
    grants,
    untilOn,
    label,
    expiresAt,
    now,
  });
  await recordAct(tx, { supplierId, at: now, customerRef, action: 'helper.invited', subjectId: id, requestId });
  return { invitationId: id, token, expiresAt };
}

/** What can become of a link that somebody opens. `unknown` is also what a link to another supplier's is. */
export type InvitationState =
  'open' | 'accepted_by_you' | 'used' | 'expired' | 'ended' | 'your_own' | 'not_needed' | 'unknown';

export interface OpenedInvitation {
  readonly state: InvitationState;
  /**
   * What it lets the helper do, the last day, and where: locality and street, by which a helper knows whom it is from. Of a link that is
   * open, or one's own. Nothing else of the account or its holder.
   */
  readonly gives: {
    readonly grants: readonly HelperGrant[];
    readonly untilOn: CalendarDate;
    readonly street: string | null;
  } | null;
}

interface Opening {
  readonly supplierId: string;
  /** Null for who is not signed in yet. */
  readonly customerRef: string | null;
  readonly token: string;
  readonly today: CalendarDate;
  readonly now: Date;
}

/** What a link is, for who holds it. Looking uses nothing up: messengers open links too, to show what is behind them. */
export async function openInvitation(tx: Tx, opening: Opening): Promise<OpenedInvitation> {
  const invitation = await findByToken(tx, opening, false);
  const state = await stateOf(tx, invitation, opening);
  const isShown = invitation && (state === 'open' || state === 'your_own');
  if (!isShown) return { state, gives: null };
  const { supplierId } = opening;
  const { accountId, grants, untilOn } = invitation;
  const premise = await premiseOf(tx, { supplierId, accountId });
  return { state, gives: { grants, untilOn, street: premise && streetOf(premise) } };
}

/** `Чернігів, вул. Річкова`: an address without the number of the house; the locality alone where the two cannot be told apart. */
export function streetOf({ locality, address }: { readonly locality: string; readonly address: string }): string {
  const parts = address.split(',').map((part) => part.trim());
  const house = parts.findIndex((part) => /^(буд|б|д|дом|кв|корп|house)?[.\s№]*\d/iu.test(part));
  return [locality, ...parts.slice(0, Math.max(0, house))].filter((part) => part !== '').join(', ');
}

/** Takes the invitation: works once, for one person, who is not who invites. The state is what it was, `open` when it was taken now. */
export async function acceptInvitation(
  tx: Tx,
  accepting: Doing & { token: string },
): Promise<{ state: InvitationState; accountId: string | null }> {
  const { supplierId, customerRef, now, requestId } = accepting;
  const invitation = await findByToken(tx, accepting, true);
  const state = await stateOf(tx, invitation, accepting);
  if (state !== 'open' || !invitation) return { state, accountId: null };
  await linkHelper(tx, { supplierId, customerRef, invitation, now });
  await recordAct(tx, {
    supplierId,
    at: now,
    customerRef,
    action: 'helper.accepted',
    subjectId: invitation.id,
    requestId,
  });
  await tellCustomer(tx, {
    supplierId,
    customerRef: invitation.customerRef,
    purpose: 'helper_accepted',
    facts: { label: invitation.label },
    now,
  });
  return { state, accountId: invitation.accountId };
}

async function findByToken(tx: Tx, { supplierId, token }: Pick<Opening, 'supplierId' | 'token'>, isLocked: boolean) {
  return findInvitation(tx, { supplierId, tokenHash: tokenHash(token), isLocked });
}

async function stateOf(tx: Tx, invitation: InvitationRow | null, opening: Opening): Promise<InvitationState> {
  const { supplierId, customerRef, today, now } = opening;
  if (!invitation) return 'unknown';
  if (invitation.revokedAt !== null) return 'ended';
  if (customerRef === invitation.customerRef) return 'your_own';
  if (invitation.acceptedAt !== null) {
    const helper = await helperBy(tx, { supplierId, invitationId: invitation.id });
    return helper !== null && helper === customerRef ? 'accepted_by_you' : 'used';
  }
  if (new Date(invitation.expiresAt) <= now || invitation.untilOn < today) return 'expired';
  const { accountId } = invitation;
  const inviter = await accessTo(tx, { supplierId, customerRef: invitation.customerRef, accountId, today });
  if (!inviter?.grants.includes('manage')) return 'ended';
  // Whoever has a right of their own to the account would only lose by becoming a helper.
  const own = customerRef === null ? null : await accessTo(tx, { supplierId, customerRef, accountId, today });
  return own && own.role !== 'helper' ? 'not_needed' : 'open';
}

/** Lets a helper out, or ends a link that nobody has opened yet: at once. False when there is none such (any more). */
export async function revokeHelper(
  tx: Tx,
  doing: Doing & { accountId: string; invitationId: string },
): Promise<boolean> {
  const { supplierId, customerRef, accountId, invitationId, now, requestId } = doing;
  await requireManage(tx, doing);
  if (!isId(invitationId) || !(await revokeInvitation(tx, { supplierId, accountId, invitationId, now }))) return false;
  const act = { supplierId, at: now, customerRef, requestId };
  await recordAct(tx, { ...act, action: 'helper.revoked', subjectId: invitationId });
  return true;
}

/** A helper as those who speak for the account see them. */
export interface Helper extends Omit<ListedInvitation, 'isInUse' | 'acceptedAt'> {
  /** `waiting`: nobody has opened the link yet; `expired`: nobody did in time; `left`: they took the account off their list. */
  readonly state: 'waiting' | 'helping' | 'expired' | 'left';
}

/** The helpers of accounts that the customer speaks for, the newest first; whoever let them in. */
export async function listHelpers(
  tx: Tx,
  {
    accountIds,
    supplierId,
    today,
    now,
  }: Pick<Doing, 'supplierId' | 'today' | 'now'> & { accountIds: readonly string[] },
): Promise<Helper[]> {
  const invitations = await invitationsTo(tx, { supplierId, accountIds, today });
  return invitations.map(({ isInUse, acceptedAt, ...invitation }) => ({
    ...invitation,
    state:
      acceptedAt !== null
        ? isInUse
          ? 'helping'
          : 'left'
        : new Date(invitation.expiresAt) > now
          ? 'waiting'
          : 'expired',
  }));
}

async function requireManage(tx: Tx, doing: Doing & { accountId: string }): Promise<void> {
  const access = await accessTo(tx, doing);
  if (!access) throw new ProblemError('not_found');
  if (!access.grants.includes('manage')) throw new ProblemError('forbidden');
}
