import { createHash, timingSafeEqual } from 'node:crypto';
import {
  accountNumberKey,
  dateInTimeZone,
  linkPinKey,
  type LinkProof,
  meterNumberKey,
  minorDigits,
  parseMoneyInput,
} from '@kabinet/rules';
import type { Context } from '../context.js';
import { recordAct } from '../db/audit.js';
import { contactsOf } from '../db/contacts.js';
import type { Tx } from '../db/database.js';
import { findLinkableAccount, type LinkableAccount } from '../db/link-proofs.js';
import { linkAndTell } from './new-link.js';
import { type BudgetOf, giveBackAll, spendAll } from './budgets.js';
import { atEvenTime } from './even-time.js';
import type { KnownSupplier } from './supplier-directory.js';

/** Somebody signed in here who wants to link an account. */
export interface Linker {
  readonly context: Pick<Context, 'database' | 'evenTimeMs'>;
  readonly supplier: Pick<KnownSupplier, 'id' | 'profile'>;
  readonly customer: { readonly ref: string; readonly personId: string };
  /** The caller's address, for limits only. */
  readonly address: string;
  readonly now: Date;
  readonly requestId: string;
}

/** What they say: the number, whose account it is, and a fact from the bill. As typed. */
export interface LinkClaim {
  readonly accountNumber: string;
  readonly relation: 'owner' | 'payer';
  readonly proof: { readonly kind: LinkProof; readonly value: string };
}

export type LinkOutcome =
  | {
      readonly kind: 'linked';
      readonly account: Pick<LinkableAccount, 'id' | 'accountNumber' | 'holderKind'>;
      /** False where it was on their list already. */
      readonly isNew: boolean;
    }
  /** Wrong proof, no such account, a closed one, another supplier's: one answer, for telling them apart would help whoever guesses. */
  | { readonly kind: 'refused' }
  /** Too many tries; a delay, never a lock. */
  | { readonly kind: 'later'; readonly retryAt: Date };

/**
 * Links an account to who proves it. Tries are counted before anything is looked at and whether or not there is such an account; the answer
 * comes at an even time. Who was right gets their tries back.
 */
export async function linkByProof(linker: Linker, claim: LinkClaim): Promise<LinkOutcome> {
  const { context, supplier, customer, address, now } = linker;
  const key = accountNumberKey(claim.accountNumber);
  const today = dateInTimeZone(now, supplier.profile.timeZone);
  return atEvenTime(context.evenTimeMs, async (): Promise<LinkOutcome> => {
    const whose = { supplierId: supplier.id, personId: customer.personId };
    const contacts = await context.database.transaction(supplier.id, (tx) => contactsOf(tx, whose));
    const budgets: readonly BudgetOf[] = [
      { budget: 'link_address', who: address },
      { budget: 'link_person', who: customer.personId },
      ...contacts.map((contact) => ({ budget: 'link_contact' as const, who: contact.address })),
      { budget: 'link_account', who: key },
      { budget: 'link_failures', who: supplier.id },
    ];
    const spending = await spendAll(context.database, { supplierId: supplier.id, budgets, now });
    if (!spending.isAllowed) return { kind: 'later', retryAt: spending.retryAt ?? now };
    return context.database.transaction(supplier.id, async (tx): Promise<LinkOutcome> => {
      const account = await findLinkableAccount(tx, { supplierId: supplier.id, accountNumberKey: key, today });
      const isRight = isProven(account, claim.proof, supplier);
      if (!isRight || account?.status !== 'open' || isShownToHelpers(account, claim.proof)) {
        await record(tx, linker, 'account.link_refused', account?.id ?? null);
        return { kind: 'refused' };
      }
      const isNew = await link(tx, linker, { account, claim });
      await giveBackAll(tx, { supplierId: supplier.id, budgets, now });
      const { id, accountNumber, holderKind } = account;
      return { kind: 'linked', account: { id, accountNumber, holderKind }, isNew };
    });
  });
}

/** Puts the account on the list, and tells those who speak for it that somebody new came. */
async function link(
  tx: Tx,
  linker: Linker,
  { account, claim }: { account: LinkableAccount; claim: LinkClaim },
): Promise<boolean> {
  const { supplier, customer, now } = linker;
  const isNew = await linkAndTell(tx, {
    supplierId: supplier.id,
    customerRef: customer.ref,
    account,
    role: claim.relation,
    provenBy: claim.proof.kind,
    now,
  });
  if (isNew) await record(tx, linker, 'account.linked', account.id);
  return isNew;
}

async function record(
  tx: Tx,
  { supplier, customer, now, requestId }: Linker,
  action: 'account.linked' | 'account.link_refused',
  subjectId: string | null,
): Promise<void> {
  await recordAct(tx, {
    supplierId: supplier.id,
    at: now,
    customerRef: customer.ref,
    action,
    subjectId,
    requestId,
  });
}

/** Whether the fact is the account's, by one of the proofs that the supplier takes; as much work where there is no account. */
function isProven(
  account: LinkableAccount | null,
  { kind, value }: LinkClaim['proof'],
  { profile }: Linker['supplier'],
): boolean {
  if (!profile.linkProofs.includes(kind)) return false;
  switch (kind) {
    case 'pin':
      return isOneOf(linkPinKey(value), account && [account.pin ?? ''].map(linkPinKey));
    case 'meter_number':
      return isOneOf(meterNumberKey(value), account && account.meterNumbers.map(meterNumberKey));
    case 'last_payment': {
      const sum = parseMoneyInput(value, minorDigits(profile.currency));
      return isOneOf(sum ? String(sum) : '', account && account.lastPayments);
    }
  }
}

/** What a helper who may do this is shown of the account, or knows from doing it. */
const SHOWN_BY: Readonly<Partial<Record<LinkProof, string>>> = { meter_number: 'readings', last_payment: 'payments' };

/**
 * Whether the fact is known to somebody whom the holder let help and nothing more: it proves nothing then, whoever says it, for a helper
 * can come as somebody new.
 */
function isShownToHelpers({ helperGrants }: LinkableAccount, { kind }: LinkClaim['proof']): boolean {
  const grant = SHOWN_BY[kind];
  return grant !== undefined && helperGrants.includes(grant);
}

/** What a guess is compared with where there is no account, or nothing is known of it: as long as real ones, and never right. */
const MADE_UP_FACT = '\u0000made up';

/**
 * Compares hashes, in constant time: how far a guess was right cannot be seen. Without facts it is compared with a made-up one. An empty
 * guess is nobody's fact.
 */
function isOneOf(guess: string, facts: readonly string[] | null): boolean {
  const known = facts?.filter((fact) => fact !== '') ?? [];
  const hashed = hash(guess);
  const right = (known.length > 0 ? known : [MADE_UP_FACT]).filter((fact) => timingSafeEqual(hash(fact), hashed));
  return guess !== '' && right.length > 0;
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
