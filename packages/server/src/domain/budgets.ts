import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Database, Tx } from '../db/database.js';
import { networksOf } from '../caller-address.js';
import { ProblemError } from '../problem.js';

const HOUR = 3600;
const DAY = 24 * HOUR;

/** How often what may be tried, in any stretch of time of that length: see docs for why these numbers. */
export interface Budget {
  readonly limit: number;
  readonly spanSeconds: number;
}

/**
 * What keeps guessers out. Each is spent before what it guards is looked at; those of failures are given back by who was right. All are
 * delays that end by themselves.
 */
export const BUDGETS = {
  /** Readings without sign-in: by the caller's address, which a whole town behind one operator may share. Nothing can be guessed there. */
  guest_reading_address: { limit: 1000, spanSeconds: HOUR },
  /**
   * Linking: by the caller's address, by person and by each of their contacts (who has themselves erased and signs up anew, or adds another
   * contact, has the same tries left), by account number, all failures.
   */
  link_address: { limit: 30, spanSeconds: HOUR },
  link_person: { limit: 20, spanSeconds: DAY },
  link_contact: { limit: 20, spanSeconds: DAY },
  link_account: { limit: 5, spanSeconds: DAY },
  link_failures: { limit: 1000, spanSeconds: HOUR },
  /**
   * Wrong passwords: by the caller's address, by contact, on a device where the person signed in before, all on unknown devices. The last
   * refuses nobody: while it is spent a right password on an unknown device needs a code too.
   */
  password_address: { limit: 60, spanSeconds: HOUR },
  password_contact: { limit: 10, spanSeconds: HOUR },
  password_device: { limit: 10, spanSeconds: HOUR },
  password_failures: { limit: 1000, spanSeconds: HOUR },
  /**
   * Codes sent: by the caller's address, which a town shares too; by contact, the one that holds; and all that go by SMS, so that a supplier
   * does not pay for messages that somebody asks for to earn by them.
   */
  code_address: { limit: 200, spanSeconds: HOUR },
  code_contact: { limit: 5, spanSeconds: HOUR },
  code_contact_day: { limit: 20, spanSeconds: DAY },
  /**
   * Codes sent after a right password, or to the contact that a signed-in person adds: by person and what for, by the added contact. Apart
   * from the others, so that nobody is kept out by whoever knows their phone. Wrong codes are kept few by them as well: five for each.
   */
  code_person: { limit: 5, spanSeconds: HOUR },
  code_person_day: { limit: 20, spanSeconds: DAY },
  code_added_contact: { limit: 5, spanSeconds: HOUR },
  code_sms: { limit: 2000, spanSeconds: HOUR },
  /** Messages about appointments to a phone that whoever booked only named. */
  appointment_phone: { limit: 6, spanSeconds: DAY },
  /** Wrong codes of sign-ups and forgotten passwords: by the caller's address, all; each attempt counts its own as well. */
  code_guess_address: { limit: 60, spanSeconds: HOUR },
  code_failures: { limit: 1000, spanSeconds: HOUR },
  /** Appeals, and messages in them, by customer: more than anybody means to write, few enough to be read. */
  appeal_customer: { limit: 20, spanSeconds: DAY },
  appeal_message_customer: { limit: 100, spanSeconds: DAY },
  /**
   * Mails to a supplier, before they are read: by the address of the host that sent them, or, where the mail server in front does not tell it, by
   * the domain that it named; those to the address of an appeal, which only they know who were written to from there, by appeal and by nothing else, so
   * that nobody keeps an answer out.
   */
  mail_host_address: { limit: 100, spanSeconds: HOUR },
  mail_domain: { limit: 100, spanSeconds: HOUR },
  mail_appeal: { limit: 20, spanSeconds: HOUR },
  /** Letters, read: by whom they say they are from, and all. A loop that nothing else has noticed ends there. */
  mail_sender: { limit: 10, spanSeconds: HOUR },
  mail_supplier: { limit: 500, spanSeconds: HOUR },
  /** Files sent: how much of them, by whoever sends them. Enough for ten of the largest, and many tries on a bad line. */
  upload_kilobytes: { limit: 100 * 1024, spanSeconds: DAY },
  /** Files looked into, which is dear: by whoever sends them. Other tries of the same part count too, and each second that a look takes longer than one. */
  upload_check: { limit: 200, spanSeconds: DAY },
  /** The same of all who are not signed in, by the caller's address: each appeal of a guest is somebody new. */
  upload_check_address: { limit: 1000, spanSeconds: DAY },
} as const satisfies Readonly<Record<string, Budget>>;
export type BudgetName = keyof typeof BUDGETS;

export interface Spending {
  readonly isAllowed: boolean;
  /** How many are left after this one. */
  readonly left: number;
  /** When the next may be tried; null when this one was allowed. */
  readonly retryAt: Date | null;
}

/**
 * A span is counted in so many parts, and the part in which it began counts whole: in no stretch of that length are more than the limit
 * allowed, also not around midnight, and the wait ends part by part.
 */
const PARTS = 12;

/** For whoever the counts must not name. */
function whoHash(budget: string, who: string): string {
  return createHash('sha256').update(`${budget}\n${who}`).digest('hex');
}

interface One extends Budget {
  readonly supplierId: string;
  readonly budget: string;
  /** Whoever or whatever is counted; only a hash of it is kept. */
  readonly who: string;
  /** How much it takes; one without it. */
  readonly amount?: number;
  readonly now: Date;
}

function partOf({ spanSeconds, now }: Pick<One, 'spanSeconds' | 'now'>): { start: Date; ms: number } {
  const ms = (spanSeconds * 1000) / PARTS;
  return { start: new Date(Math.floor(now.getTime() / ms) * ms), ms };
}

/**
 * Takes one from a budget, or refuses. Atomic: of any number at once exactly `limit` are allowed, over all processes. Must be
 * committed before what it guards is looked at, so that a crash in between gives nothing for free. What is refused is not counted:
 * somebody who goes on trying does not put off the end of the wait.
 */
export async function spend(
  tx: Tx,
  { supplierId, budget, who, limit, spanSeconds, amount = 1, now }: One,
): Promise<Spending> {
  const hash = whoHash(budget, who);
  const part = partOf({ spanSeconds, now });
  // The row of this part is locked from here on: those who come at the same time are counted one after another.
  await tx
    .insertInto('attempt_counts')
    .values({ supplier_id: supplierId, budget, who: hash, span_start: part.start, count: amount })
    .onConflict((conflict) =>
      conflict
        .columns(['supplier_id', 'budget', 'who', 'span_start'])
        .doUpdateSet({ count: sql`attempt_counts.count + excluded.count` }),
    )
    .execute();
  const parts = await tx
    .selectFrom('attempt_counts')
    .select(['span_start', 'count'])
    .where('supplier_id', '=', supplierId)
    .where('budget', '=', budget)
    .where('who', '=', hash)
    .where('span_start', '>=', new Date(part.start.getTime() - PARTS * part.ms).toISOString())
    .orderBy('span_start')
    .execute();
  const counted = parts.reduce((sum, each) => sum + each.count, 0);
  if (counted <= limit) return { isAllowed: true, left: limit - counted, retryAt: null };
  await giveBack(tx, { supplierId, budget, who, limit, spanSeconds, amount, now });
  let over = counted - limit;
  for (const { span_start, count } of parts) {
    over -= count;
    if (over <= 0) {
      return { isAllowed: false, left: 0, retryAt: new Date(Date.parse(span_start) + (PARTS + 1) * part.ms) };
    }
  }
  return { isAllowed: false, left: 0, retryAt: new Date(part.start.getTime() + (PARTS + 1) * part.ms) };
}

/** Takes one from one of {@link BUDGETS} in the transaction of what it bounds; throws `rate_limited` where nothing is left. */
export async function spendOrRefuse(
  tx: Tx,
  {
    supplierId,
    budget,
    who,
    amount = 1,
    now,
  }: { supplierId: string; budget: BudgetName; who: string; amount?: number; now: Date },
): Promise<void> {
  const { retryAt } = await spend(tx, { supplierId, budget, who, ...BUDGETS[budget], amount, now });
  if (retryAt === null) return;
  const seconds = Math.max(1, Math.ceil((retryAt.getTime() - now.getTime()) / 1000));
  throw new ProblemError('rate_limited', {}, { 'Retry-After': String(seconds) });
}

/** Undoes one {@link spend} of the same moment. */
export async function giveBack(tx: Tx, { supplierId, budget, who, spanSeconds, amount = 1, now }: One): Promise<void> {
  await tx
    .updateTable('attempt_counts')
    .set({ count: sql`greatest(count - ${amount}::integer, 0)` })
    .where('supplier_id', '=', supplierId)
    .where('budget', '=', budget)
    .where('who', '=', whoHash(budget, who))
    .where('span_start', '=', partOf({ spanSeconds, now }).start.toISOString())
    .execute();
}

/** One of {@link BUDGETS} and who spends it. */
export interface BudgetOf {
  readonly budget: BudgetName;
  readonly who: string;
}

/** Of several budgets one that is spent refuses, and the moment is the latest of theirs. */
export interface SpendingOfAll {
  readonly isAllowed: boolean;
  readonly retryAt: Date | null;
}

const ORDER = Object.keys(BUDGETS);

/** What an IPv6 /48 may spend more than a /64 of it: it is one customer's, or a town's. */
const WIDE = 10;

/** What is counted for a budget: itself; by a caller's address their network, and the wider one with a budget of its own. */
function countsOf({ budget, who }: BudgetOf): readonly Counted[] {
  const { limit, spanSeconds } = BUDGETS[budget];
  if (!budget.endsWith('_address')) return [{ budget, who, limit, spanSeconds }];
  const [nearest, wide] = networksOf(who);
  const near = { budget, who: nearest, limit, spanSeconds };
  return wide === undefined
    ? [near]
    : [near, { budget: `${budget}_wide`, who: wide, limit: limit * WIDE, spanSeconds }];
}

type Counted = Omit<One, 'supplierId' | 'now'>;

/** Always in one order, so that two at once wait for one another instead of for ever. */
function inOrder(budgets: readonly BudgetOf[]): readonly Counted[] {
  return [...budgets]
    .sort((a, b) => ORDER.indexOf(a.budget) - ORDER.indexOf(b.budget) || (a.who < b.who ? -1 : 1))
    .flatMap(countsOf);
}

/** Takes one from each of these budgets in a committed transaction of its own; from none when one of them is spent. */
export async function spendAll(
  database: Database,
  { supplierId, budgets, now }: { supplierId: string; budgets: readonly BudgetOf[]; now: Date },
): Promise<SpendingOfAll> {
  return database.transaction(supplierId, async (tx) => {
    const spent: Counted[] = [];
    for (const one of inOrder(budgets)) {
      const { isAllowed, retryAt } = await spend(tx, { supplierId, ...one, now });
      if (!isAllowed) {
        for (const before of spent) await giveBack(tx, { supplierId, ...before, now });
        return { isAllowed, retryAt };
      }
      spent.push(one);
    }
    return { isAllowed: true, retryAt: null };
  });
}

/** Gives back to budgets of failures what somebody spent who turned out to be right; `now` is the moment of the spending. */
export async function giveBackAll(
  tx: Tx,
  { supplierId, budgets, now }: { supplierId: string; budgets: readonly BudgetOf[]; now: Date },
): Promise<void> {
  for (const one of inOrder(budgets)) {
    await giveBack(tx, { supplierId, ...one, now });
  }
}
