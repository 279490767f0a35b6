import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { accessTo } from '../db/account-access.js';
import { insertContact } from '../db/contacts.js';
import type { Tx } from '../db/database.js';
import { HOSTED_REF } from './customer.js';
import { type DatabaseUnderTest, databasesUnderTest } from '../testing/databases.js';
import { SEED_NOW, seedSupplier, type SeededSupplier } from '../testing/index.js';
import { seedLinkRequest } from '../testing/link-requests.js';
import { newPhone } from '../testing/people.js';
import { signedInPerson } from '../testing/signed-in.js';
import { triageLinkRequests } from './compare-link-request.js';
import { readContact } from './contacts.js';
import { answerLinkRequest, type LinkRequestDecision, lookAtLinkRequests } from './link-requests.js';

describe.each(databasesUnderTest)('requests to link by hand (%s)', (_, open) => {
  let under: DatabaseUnderTest;
  let supplier: SeededSupplier;
  let staff: { ref: string; personId: string };
  let asker: string;
  let askersPhone: string;
  beforeAll(async () => {
    under = await open();
  });
  afterAll(() => under.close());
  beforeEach(async () => {
    supplier = await seedSupplier(under.database, { profile: { hostedSignIn: true } });
    const { personId } = await signedInPerson(under.database, { supplierId: supplier.id, isStrong: true });
    staff = { ref: `${HOSTED_REF}${personId}`, personId };
    ({ ref: asker, phone: askersPhone } = await somebody());
  });

  const inTx = <T>(work: (tx: Tx) => Promise<T>) => under.database.transaction(supplier.id, work);
  const work = () => ({ supplier, staff, now: SEED_NOW, requestId: 'test' });
  const answer = (id: string, decision: LinkRequestDecision) =>
    inTx((tx) => answerLinkRequest(tx, { ...work(), id, decision }));
  const approve = (id: string, accountNumber?: string) =>
    answer(id, { decision: 'approve', accountNumber, answer: '' });

  async function somebody() {
    const { personId } = await signedInPerson(under.database, { supplierId: supplier.id });
    const contact = readContact(newPhone(), 'UA');
    if (!contact) throw new Error('not a phone');
    await inTx((tx) => insertContact(tx, { supplierId: supplier.id, personId, contact, now: SEED_NOW }));
    return { ref: `${HOSTED_REF}${personId}`, phone: contact.address };
  }

  const access = (customerRef: string, accountId: string) =>
    inTx((tx) => accessTo(tx, { supplierId: supplier.id, customerRef, accountId, today: '2026-11-03' }));
  const messages = () =>
    inTx((tx) =>
      tx.selectFrom('outgoing_messages').select(['purpose', 'recipient', 'body']).orderBy('purpose').execute(),
    );
  const audit = (subjectId: string) =>
    inTx((tx) =>
      tx
        .selectFrom('audit_events')
        .select(['actor', 'actor_ref', 'action', 'request_id'])
        .where('subject_id', '=', subjectId)
        .orderBy('action')
        .execute(),
    );

  it('are answered at each contact of who asked', async () => {
    const { id } = await seedLinkRequest(under.database, supplier, { customerRef: asker });
    const contact = readContact('asker@example.org', 'UA');
    if (!contact) throw new Error('not an address');
    const personId = asker.slice(HOSTED_REF.length);
    await inTx((tx) => insertContact(tx, { supplierId: supplier.id, personId, contact, now: SEED_NOW }));
    await answer(id, { decision: 'refuse', answer: 'Не той\u202e рахунок.\u0000\nПодзвоніть' });
    const sent = await messages();
    expect(sent.map(({ recipient }) => recipient).sort()).toEqual([askersPhone, contact.address].sort());
    expect(sent.find(({ recipient }) => recipient === contact.address)?.body).toContain('Не той рахунок. \nПодзвоніть');
  });

  it('stand beside what the base has, and each one shown is written down as looked at', async () => {
    const known = await seedLinkRequest(under.database, supplier, { customerRef: asker });
    const unknown = await seedLinkRequest(under.database, supplier, {
      customerRef: asker,
      accountNumber: '9999999999',
    });
    const items = await inTx((tx) => lookAtLinkRequests(tx, { ...work(), status: 'open' }));
    expect(items.map(({ id, found }) => ({ id, found }))).toEqual([
      {
        id: known.id,
        found: { holderName: 'Власник Рахунку', address: 'Чернігів, вул. Річкова, 7, кв. 12', status: 'open' },
      },
      { id: unknown.id, found: null },
    ]);
    const looked = { actor: 'staff', actor_ref: staff.ref, action: 'link_request.viewed', request_id: 'test' };
    expect(await audit(known.id)).toEqual([looked]);
    expect(await audit(unknown.id)).toEqual([looked]);
    await inTx((tx) => lookAtLinkRequests(tx, { ...work(), status: 'refused' }));
    expect(await audit(known.id)).toHaveLength(1);
  });

  it('come oldest open one first, then the answered ones, the newest first', async () => {
    const at = (hour: number) => `2026-11-02T${String(hour).padStart(2, '0')}:00:00Z`;
    const add = (changes: Parameters<typeof seedLinkRequest>[2]) => seedLinkRequest(under.database, supplier, changes);
    await add({ customerRef: asker, number: 'З-3', status: 'refused', createdAt: at(1), answeredAt: at(5) });
    await add({ customerRef: asker, number: 'З-4', status: 'approved', createdAt: at(2), answeredAt: at(6) });
    await add({ customerRef: asker, number: 'З-2', createdAt: at(4) });
    await add({ customerRef: asker, number: 'З-1', createdAt: at(3) });
    const items = await inTx((tx) => lookAtLinkRequests(tx, work()));
    expect(items.map(({ number }) => number)).toEqual(['З-1', 'З-2', 'З-4', 'З-3']);
  });

  it('say in a word how they compare: words in any order and without points, closed, unknown', async () => {
    const add = (changes: Partial<Parameters<typeof seedLinkRequest>[2]>) =>
      seedLinkRequest(under.database, supplier, { customerRef: asker, ...changes });
    const power = supplier.customer.accounts[1];
    await inTx((tx) => tx.updateTable('accounts').set({ status: 'closed' }).where('id', '=', power.id).execute());
    await add({ number: '1', createdAt: '2026-11-01T01:00:00Z' });
    await add({ number: '2', createdAt: '2026-11-01T02:00:00Z', address: 'вул. Річкова, 7, кв. 13' });
    await add({ number: '3', createdAt: '2026-11-01T03:00:00Z', accountNumber: power.accountNumber });
    await add({ number: '4', createdAt: '2026-11-01T04:00:00Z', accountNumber: '1' });
    const items = await inTx((tx) => triageLinkRequests(tx, { supplierId: supplier.id }));
    expect(items.map(({ compares }) => compares)).toEqual(['same', 'differs', 'closed', 'unknown']);
  });

  it('are approved once: the account is linked, the customer and the account’s owner are told', async () => {
    const [gas] = supplier.customer.accounts;
    const owner = await somebody();
    const first = await seedLinkRequest(under.database, supplier, { customerRef: owner.ref });
    await approve(first.id);
    const { id, number } = await seedLinkRequest(under.database, supplier, { customerRef: asker, relation: 'payer' });
    expect(await access(asker, gas.id)).toBe(null);
    expect(await approve(id)).toMatchObject({ kind: 'answered', linkRequest: { id, status: 'approved', answer: '' } });
    expect(await access(asker, gas.id)).toMatchObject({ role: 'payer' });
    const link = await inTx((tx) =>
      tx.selectFrom('account_links').select('proven_by').where('customer_ref', '=', asker).executeTakeFirstOrThrow(),
    );
    expect(link.proven_by).toBe('staff');
    expect(await messages()).toEqual([
      {
        purpose: 'account_linked',
        recipient: owner.phone,
        body: expect.stringContaining(gas.accountNumber.slice(-4)) as string,
      },
      { purpose: 'link_request_answered', recipient: owner.phone, body: expect.any(String) as string },
      { purpose: 'link_request_answered', recipient: askersPhone, body: expect.stringContaining(number) as string },
    ]);
    expect(await approve(id)).toEqual({ kind: 'answered_before' });
    expect(await answer(id, { decision: 'refuse', answer: 'Ні' })).toEqual({ kind: 'answered_before' });
    expect((await audit(id)).map(({ actor, action }) => `${actor} ${action}`)).toEqual([
      'staff link_request.approved',
      'staff link_request.viewed',
    ]);
  });

  it('are answered by one of two who answer at once', async () => {
    const { id } = await seedLinkRequest(under.database, supplier, { customerRef: asker });
    const answers = await Promise.all([
      approve(id),
      answer(id, { decision: 'refuse', answer: 'Не збігається адреса' }),
      approve(id),
    ]);
    expect(answers.map(({ kind }) => kind).sort()).toEqual(['answered', 'answered_before', 'answered_before']);
    expect((await messages()).filter(({ purpose }) => purpose === 'link_request_answered')).toHaveLength(1);
  });

  it('can be approved with another number than the one asked for, however it is spaced', async () => {
    const power = supplier.customer.accounts[1];
    const { id } = await seedLinkRequest(under.database, supplier, { customerRef: asker, accountNumber: '9' });
    const spaced = power.accountNumber.replace(/(.{4})/g, '$1 ').replace('0', 'О');
    expect(await approve(id, spaced)).toMatchObject({ kind: 'answered' });
    expect(await access(asker, power.id)).toMatchObject({ role: 'owner' });
    expect(await access(asker, supplier.customer.accounts[0].id)).toBe(null);
  });

  it('are not approved for a number that is unknown or closed, and stay open', async () => {
    const { id } = await seedLinkRequest(under.database, supplier, { customerRef: asker });
    const power = supplier.customer.accounts[1];
    await inTx((tx) => tx.updateTable('accounts').set({ status: 'closed' }).where('id', '=', power.id).execute());
    expect(await approve(id, '9999999999')).toEqual({ kind: 'fault', fault: 'account_unknown' });
    expect(await approve(id, power.accountNumber)).toEqual({ kind: 'fault', fault: 'account_closed' });
    expect(await messages()).toEqual([]);
    expect(await approve(id)).toMatchObject({ kind: 'answered' });
  });

  it('are refused in words only; nothing is linked, and the customer reads the words', async () => {
    const { id } = await seedLinkRequest(under.database, supplier, { customerRef: asker });
    expect(await answer(id, { decision: 'refuse', answer: '  \n ' })).toEqual({
      kind: 'fault',
      fault: 'answer_missing',
    });
    expect(await answer(id, { decision: 'refuse', answer: ' Адреса інша ' })).toMatchObject({
      linkRequest: { status: 'refused', answer: 'Адреса інша' },
    });
    expect(await access(asker, supplier.customer.accounts[0].id)).toBe(null);
    expect(await messages()).toEqual([
      {
        purpose: 'link_request_answered',
        recipient: askersPhone,
        body: expect.stringContaining('Адреса інша') as string,
      },
    ]);
  });

  it('of who comes by the supplier’s own sign-on are answered at the phone they wrote', async () => {
    const { id } = await seedLinkRequest(under.database, supplier, { customerRef: 'C-17', phone: '050 111 22 33' });
    await approve(id);
    expect(await messages()).toMatchObject([{ recipient: '+380501112233' }]);
  });

  it('are not answered by who wrote them', async () => {
    const { id } = await seedLinkRequest(under.database, supplier, { customerRef: staff.ref });
    expect(await approve(id)).toEqual({ kind: 'own_request' });
    expect(await access(staff.ref, supplier.customer.accounts[0].id)).toBe(null);
  });

  it('of another supplier do not exist', async () => {
    const other = await seedSupplier(under.database, { profile: { hostedSignIn: true } });
    const { id } = await seedLinkRequest(under.database, other, { customerRef: asker });
    expect(await approve(id)).toEqual({ kind: 'not_found' });
    expect(await approve(randomUUID())).toEqual({ kind: 'not_found' });
    expect(await approve("1' or true --")).toEqual({ kind: 'not_found' });
  });
});
