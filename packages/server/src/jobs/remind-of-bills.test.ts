import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { insertContact } from '../db/contacts.js';
import { databasesUnderTest, type DatabaseUnderTest } from '../testing/databases.js';
import { planStage, type PlanStage } from '../testing/plan-stage.js';
import { remindOfBills } from './remind-of-bills.js';

describe.each(databasesUnderTest)('reminders of what is due, in %s', (_name, open) => {
  let under: DatabaseUnderTest;
  let stage: PlanStage;
  beforeAll(async () => {
    under = await open();
  });
  afterAll(() => under.close());
  beforeEach(async () => {
    stage = await planStage(under);
  });

  const remind = () => remindOfBills(stage.context, stage.known);
  const channels = async (): Promise<{ id: string; address: string; isOn: boolean }[]> =>
    (await stage.call('getReminders')).body.channels;
  const ask = (daysBefore: number, channelIds: string[]) =>
    stage.call('setReminders', { body: { daysBefore, channelIds } });
  const askEverywhere = async (daysBefore = 3) =>
    ask(
      daysBefore,
      (await channels()).map(({ id }) => id),
    );
  const addEmail = () =>
    stage.tx((tx) =>
      insertContact(tx, {
        supplierId: stage.supplier.id,
        personId: stage.planner.personId,
        contact: { kind: 'email', address: `${stage.planner.personId}@example.com` },
        now: new Date('2026-11-03T11:00:00Z'),
      }),
    );

  it('are nobody’s who has not asked for them', async () => {
    expect((await stage.call('getReminders')).body).toEqual({
      daysBefore: 3,
      channels: [expect.objectContaining({ kind: 'phone', isOn: false })],
    });
    stage.at('2026-11-18T08:00:00Z');
    await remind();
    expect(await stage.sent()).toEqual([]);
  });

  it('come so many days before, once for a bill, with the sum that is left and the day', async () => {
    await askEverywhere(5);
    stage.at('2026-11-14T08:00:00Z');
    await remind();
    expect(await stage.sent()).toEqual([]);
    stage.at('2026-11-15T08:00:00Z');
    await Promise.all([remind(), remind(), remind()]);
    expect(await stage.sent()).toEqual([
      `${stage.planner.phone}: До 20 листопада сплатіть 308,20 грн: https://api.kabinet.test/${stage.supplier.id}/my/pay`,
    ]);
    await stage.tx((tx) =>
      tx.updateTable('ledger_entries').set({ due_on: '2026-11-25' }).where('due_on', '=', '2026-11-20').execute(),
    );
    for (const day of ['16', '20', '24']) {
      stage.at(`2026-11-${day}T08:00:00Z`);
      await remind();
    }
    expect(await stage.sent(), 'though its day is moved').toEqual([]);
  });

  it('do not come after the day, nor where all is paid or on its way', async () => {
    await askEverywhere();
    stage.at('2026-11-21T08:00:00Z');
    await remind();
    stage.at('2026-11-19T08:00:00Z');
    await stage.payElsewhere();
    await remind();
    expect(await stage.sent()).toEqual([]);
  });

  it('go by the chosen channels alone, and by none that is not the customer’s any more', async () => {
    await addEmail();
    const [phone, email] = await channels();
    expect(email?.address).toMatch(/•••@example\.com$/);
    await ask(3, [email?.id ?? '']);
    stage.at('2026-11-18T08:00:00Z');
    await remind();
    expect((await stage.sent()).map((each) => each.slice(0, 200))).toEqual([
      expect.stringMatching(
        /@example\.com: За рахунок, що закінчується на \d{4}, до сплати 308,20 грн до 20 листопада/,
      ),
    ]);
    const other = await planStage(under);
    const foreign = await other.call('getReminders');
    const stolen = await ask(3, [foreign.body.channels[0].id]);
    expect([stolen.status, stolen.body.issues]).toEqual([400, [{ pointer: '/channelIds/0', code: 'unknown_channel' }]]);
    await stage.tx((tx) => tx.deleteFrom('reminders_sent').execute());
    await stage.tx((tx) =>
      tx
        .deleteFrom('contacts')
        .where('id', '=', email?.id ?? '')
        .execute(),
    );
    await remind();
    expect(await stage.sent()).toEqual([]);
    expect((await channels()).map(({ id, isOn }) => [id, isOn])).toEqual([[phone?.id, false]]);
  });

  it('tell nothing to who may not see what is owed', async () => {
    await askEverywhere();
    await stage.tx((tx) =>
      tx
        .updateTable('account_links')
        .set({ ended_at: stage.context.now(), ended_by: 'customer' })
        .where('customer_ref', '=', stage.planner.ref)
        .execute(),
    );
    stage.at('2026-11-18T08:00:00Z');
    await remind();
    expect(await stage.sent()).toEqual([]);
    await stage.tx(async (tx) => {
      const supplier_id = stage.supplier.id;
      const { id } = await tx
        .insertInto('helper_invitations')
        .values({
          supplier_id,
          account_id: stage.accountId,
          customer_ref: stage.supplier.customer.ref,
          token_hash: 'h',
          grants: ['payments', 'readings'],
          until_on: '2027-01-01',
          expires_at: '2027-01-01T00:00:00Z',
          accepted_at: stage.context.now(),
          revoked_at: null,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      await tx
        .insertInto('account_links')
        .values({
          supplier_id,
          account_id: stage.accountId,
          customer_ref: stage.planner.ref,
          role: 'helper',
          grants: ['payments', 'readings'],
          until_on: '2027-01-01',
          proven_by: 'invitation',
          invitation_id: id,
          ended_at: null,
          ended_by: null,
        })
        .execute();
    });
    expect((await stage.call('listAccounts')).body.items).toHaveLength(1);
    await remind();
    expect(await stage.sent()).toEqual([]);
  });

  it('leave it to a plan that pays in time, and remind where it does not', async () => {
    await askEverywhere();
    const planId = await stage.plan({ timing: { kind: 'day_of_month', days: 20 } });
    stage.at('2026-11-18T08:00:00Z');
    await remind();
    expect(await stage.sent()).toEqual([]);
    await stage.call('changePaymentPlan', {
      params: { accountId: stage.accountId, planId },
      body: { status: 'paused' },
    });
    await remind();
    expect(await stage.sent()).toHaveLength(1);
  });
});
