import { randomUUID } from 'node:crypto';
import { type Grant, StaffRole } from '@kabinet/api/contract';
import { addDays } from '@kabinet/rules';
import { linkAccount } from '../../db/account-access.js';
import { endLinksOfAccounts } from '../../db/account-links.js';
import { grantRole, revokeRole } from '../../db/staff-roles.js';
import { takeOffList } from '../../domain/account-list.js';
import { acceptInvitation, inviteHelper, revokeHelper } from '../../domain/helpers.js';
import { SEED_NOW } from '../seed-supplier.js';
import type { SignedInPerson } from '../signed-in.js';
import {
  byCookie,
  byCookieFromUs,
  byPageToken,
  bySignOn,
  type Headers,
  inSupplier,
  type Mode,
  person,
  refOf,
  type Stage,
  type Thing,
  TODAY,
} from './stage.js';

/** Somebody who is signed in, and what they have to do with the account. */
export interface Caller {
  /** What they may do with it; null for whom it does not exist. */
  readonly grants: readonly Grant[] | null;
  /** Whether it can be put back on their list. */
  readonly mayRestore?: boolean;
  /** What the supplier has entrusted them with, where they come by the way that staff have to. */
  readonly role?: StaffRole;
  /** Whether they are who made the holder's things, such as a payment order; those stay theirs. */
  readonly isHolder?: boolean;
  arrive(stage: Stage, thing: Thing): Promise<Headers>;
}

const EVERYTHING: readonly Grant[] = ['link', 'readings', 'payments', 'view', 'manage'];

/** Links somebody who is signed in here to the account. */
function linked(role: 'owner' | 'payer', mode: Mode): Caller['arrive'] {
  return async (stage, thing) => {
    const someone = await person(stage);
    await link(stage, thing, someone, role);
    return mode(stage, someone);
  };
}

async function link(stage: Stage, { account }: Thing, someone: SignedInPerson, role: 'owner' | 'payer'): Promise<void> {
  const right = { accountId: account.id, role, provenBy: 'pin' as const, now: SEED_NOW };
  await inSupplier(stage, (tx) =>
    linkAccount(tx, { supplierId: stage.supplier.id, customerRef: refOf(someone), ...right }),
  );
}

/** Lets somebody help, and then lets something happen. */
function helping(
  { grants = ['readings'], mode = byCookie }: { grants?: string[]; mode?: Mode },
  then: (stage: Stage, help: Help) => Promise<unknown> = async () => {},
): Caller['arrive'] {
  return async (stage, thing) => {
    const [inviter, helper] = [await person(stage), await person(stage)];
    await link(stage, thing, inviter, 'owner');
    const invited = await inSupplier(stage, async (tx) => {
      const { id: supplierId } = stage.supplier;
      const doing = { supplierId, today: TODAY, now: SEED_NOW, requestId: 'test' };
      const made = await inviteHelper(tx, {
        ...doing,
        customerRef: refOf(inviter),
        accountId: thing.account.id,
        grants,
        untilOn: addDays(TODAY, 30),
        label: 'Сусідка',
      });
      if (typeof made === 'string') throw new Error(made);
      const { state } = await acceptInvitation(tx, { ...doing, customerRef: refOf(helper), token: made.token });
      if (state !== 'open') throw new Error(state);
      return made;
    });
    await then(stage, { thing, inviter, helper, invitationId: invited.invitationId });
    return mode(stage, helper);
  };
}

interface Help {
  readonly thing: Thing;
  readonly inviter: SignedInPerson;
  readonly helper: SignedInPerson;
  readonly invitationId: string;
}

/** Takes the account off somebody's list, so long ago. */
async function takeOff(
  stage: Stage,
  { account }: Thing,
  customerRef: string,
  role: 'holder' | 'owner',
  daysAgo = 0,
): Promise<void> {
  const now = new Date(SEED_NOW.getTime() - daysAgo * 24 * 60 * 60_000);
  const which = { supplierId: stage.supplier.id, accountId: account.id, customerRef, now, requestId: 'test' };
  await inSupplier(stage, (tx) => takeOffList(tx, { ...which, role }));
}

const ROLES = StaffRole.options;

/** Entrusts them with that, or with everything. */
async function employ(stage: Stage, someone: SignedInPerson, roles: readonly StaffRole[] = ROLES): Promise<void> {
  const { supplier } = stage;
  const { personId } = someone;
  await inSupplier(stage, async (tx) => {
    for (const role of roles) await grantRole(tx, { supplierId: supplier.id, personId, role });
  });
}

/** A member of staff with one role, on one of our own pages and with a second factor. */
const staffFor = (role: StaffRole): Caller => ({
  grants: null,
  role,
  arrive: async (stage) => {
    const someone = await person(stage, { isStrong: true });
    await employ(stage, someone, [role]);
    return byCookieFromUs(stage, someone);
  },
});

/** Everybody else whom a call can come from. */
export const callers: Readonly<Record<string, Caller>> = {
  'the holder, by the supplier’s sign-on': {
    grants: EVERYTHING,
    isHolder: true,
    arrive: (stage) => bySignOn(stage, stage.supplier.customer.ref),
  },
  'an owner, by cookie': { grants: EVERYTHING, arrive: linked('owner', byCookie) },
  'an owner, by page token': { grants: EVERYTHING, arrive: linked('owner', byPageToken) },
  'a payer': { grants: ['link', 'readings', 'payments', 'view'], arrive: linked('payer', byCookie) },
  'a helper with readings, by cookie': { grants: ['link', 'readings'], arrive: helping({}) },
  'a helper with readings, by page token': { grants: ['link', 'readings'], arrive: helping({ mode: byPageToken }) },
  'a helper with payments': { grants: ['link', 'payments'], arrive: helping({ grants: ['payments'] }) },
  'another customer, by the supplier’s sign-on': {
    grants: null,
    arrive: (stage) => bySignOn(stage, stage.supplier.neighbour.ref),
  },
  'another customer, by cookie': {
    grants: null,
    arrive: async (stage) => byCookie(stage, await person(stage)),
  },
  'another customer, by page token': {
    grants: null,
    arrive: async (stage) => byPageToken(stage, await person(stage)),
  },
  'a former holder': {
    grants: null,
    arrive: async (stage, { account }) => {
      const { supplier } = stage;
      const former = `C-${randomUUID()}`;
      await inSupplier(stage, async (tx) => {
        await tx
          .insertInto('customers')
          .values({ supplier_id: supplier.id, customer_ref: former, name: 'Колишній', kind: 'household' })
          .execute();
        for (const customer_ref of [former, supplier.customer.ref]) {
          await tx.updateTable('accounts').set({ customer_ref }).where('id', '=', account.id).execute();
        }
      });
      return bySignOn(stage, former);
    },
  },
  'an owner from before the new holder': {
    grants: null,
    arrive: async (stage, thing) => {
      const headers = await linked('owner', byCookie)(stage, thing);
      await newHolder(stage, thing);
      return headers;
    },
  },
  'an owner who took it off before the new holder': {
    grants: null,
    arrive: async (stage, thing) => {
      const someone = await person(stage);
      await link(stage, thing, someone, 'owner');
      await takeOff(stage, thing, refOf(someone), 'owner');
      await newHolder(stage, thing);
      return byCookie(stage, someone);
    },
  },
  'an owner who took it off': {
    grants: null,
    mayRestore: true,
    arrive: async (stage, thing) => {
      const someone = await person(stage);
      await link(stage, thing, someone, 'owner');
      await takeOff(stage, thing, refOf(someone), 'owner');
      return byCookie(stage, someone);
    },
  },
  'an owner who took it off long ago': {
    grants: null,
    arrive: async (stage, thing) => {
      const someone = await person(stage);
      await link(stage, thing, someone, 'owner');
      await takeOff(stage, thing, refOf(someone), 'owner', 31);
      return byCookie(stage, someone);
    },
  },
  'the holder who took it off': {
    grants: null,
    mayRestore: true,
    isHolder: true,
    arrive: async (stage, thing) => {
      const { ref } = stage.supplier.customer;
      await takeOff(stage, thing, ref, 'holder', 31);
      return bySignOn(stage, ref);
    },
  },
  'a helper past the day': {
    grants: null,
    arrive: helping({}, (stage, { helper }) =>
      inSupplier(stage, (tx) =>
        tx
          .updateTable('account_links')
          .set({ until_on: addDays(TODAY, -1) })
          .where('customer_ref', '=', refOf(helper))
          .execute(),
      ),
    ),
  },
  'a revoked helper': {
    grants: null,
    arrive: helping({}, (stage, { thing, inviter, invitationId }) =>
      inSupplier(stage, (tx) =>
        revokeHelper(tx, {
          supplierId: stage.supplier.id,
          customerRef: refOf(inviter),
          accountId: thing.account.id,
          invitationId,
          today: TODAY,
          now: SEED_NOW,
          requestId: 'test',
        }),
      ),
    ),
  },
  'a helper whose inviter took it off': {
    grants: null,
    arrive: helping({}, (stage, { thing, inviter }) => takeOff(stage, thing, refOf(inviter), 'owner')),
  },
  'a helper whose inviter is only a payer now': {
    grants: null,
    arrive: helping({}, (stage, { inviter }) =>
      inSupplier(stage, (tx) =>
        tx.updateTable('account_links').set({ role: 'payer' }).where('customer_ref', '=', refOf(inviter)).execute(),
      ),
    ),
  },
  'staff for requests, on one of our own pages': staffFor('link_requests'),
  'staff for payments, on one of our own pages': staffFor('payments'),
  'staff, by cookie on the supplier’s site': {
    grants: null,
    arrive: async (stage) => {
      const someone = await person(stage, { isStrong: true });
      await employ(stage, someone);
      return byCookie(stage, someone);
    },
  },
  'staff, by page token': {
    grants: null,
    arrive: async (stage) => {
      const someone = await person(stage, { isStrong: true });
      await employ(stage, someone);
      return byPageToken(stage, someone);
    },
  },
  'staff in a session that is not strong': {
    grants: null,
    arrive: async (stage) => {
      const someone = await person(stage);
      await employ(stage, someone);
      return byCookieFromUs(stage, someone);
    },
  },
  'staff without the role': {
    grants: null,
    arrive: async (stage) => {
      const someone = await person(stage, { isStrong: true });
      await employ(stage, someone);
      const ofPerson = { supplierId: stage.supplier.id, personId: someone.personId };
      await inSupplier(stage, async (tx) => {
        for (const role of ROLES) await revokeRole(tx, { ...ofPerson, role });
      });
      return byCookieFromUs(stage, someone);
    },
  },
  'somebody whose reference in the billing base is a staff member’s id': {
    grants: null,
    arrive: async (stage) => {
      const someone = await person(stage, { isStrong: true });
      await employ(stage, someone);
      return bySignOn(stage, someone.personId);
    },
  },
};

/** What an import does when the billing base names another holder. */
async function newHolder({ under, supplier }: Stage, { account }: Thing): Promise<void> {
  await under.database.transaction(supplier.id, (tx) =>
    endLinksOfAccounts(tx, { supplierId: supplier.id, accountIds: [account.id], now: SEED_NOW }),
  );
}
