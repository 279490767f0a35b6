import { randomUUID } from 'node:crypto';
import { isMutation, type Operation, operations } from '@kabinet/api/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Context } from '../context.js';
import { linkAccount } from '../db/account-access.js';
import type { Tx } from '../db/database.js';
import { insertReading } from '../db/readings.js';
import { STAFF_ANSWERS } from '../db/idempotency-keys.js';
import { newId } from '../db/ids.js';
import { grantRole } from '../db/staff-roles.js';
import { HOSTED_REF } from './customer.js';
import { type DatabaseUnderTest, databasesUnderTest } from '../testing/databases.js';
import { SEED_NOW, seedSupplier, type SeededSupplier, testContext } from '../testing/index.js';
import { APPEAL_WORDS, leaveAppeals } from '../testing/leave-appeals.js';
import { lastCodeTo, newPhone, signUpPerson, testVisitor } from '../testing/people.js';
import { readContact } from './contacts.js';
import { erasePerson } from './erasure.js';
import { exportMyData } from './my-data.js';
import { beginContact } from './people.js';

/** Words that stand nowhere else: each is something a person left here. */
const NAME = 'Канарейченко Жовтопера';
const NICKNAME = 'Дача канарки';
const HELPER = 'Сусідка-канарка';
const WORDS = {
  holder_name: 'Канаренко Іван',
  address: 'вул. Пташина, 77',
  phone: '+380501234777',
  comment: 'Канарковий коментар',
};
const ANSWER = 'Канаркова відповідь';
const LABEL = 'Канарковий ключ';
const BROWSER = 'CanaryBrowser/7.0';
const CARD = '•••• 7777';
const SEALED = 'sealed-canary';
const TOPIC = 'Канарковий прийом';
const RECEPTION_PHONE = '+380501234778';
const CANARIES = [
  ...Object.values(APPEAL_WORDS),
  TOPIC,
  RECEPTION_PHONE,
  CARD,
  NAME,
  NICKNAME,
  HELPER,
  ...Object.values(WORDS),
  ANSWER,
  LABEL,
  BROWSER,
  'dialogue-canary',
];

describe.each(databasesUnderTest)('what is kept about a person (%s)', (_, open) => {
  let under: DatabaseUnderTest;
  let supplier: SeededSupplier;
  let context: Context;
  let phone: string;
  let personId: string;
  let reading: { id: string; number: string };
  beforeAll(async () => {
    under = await open();
  });
  afterAll(() => under.close());
  beforeEach(async () => {
    supplier = await seedSupplier(under.database, { profile: { hostedSignIn: true } });
    context = testContext(under.database);
    phone = newPhone();
    ({ personId, reading } = await somebodyWhoLeftEverything(phone));
  });

  const transaction = <T>(work: Parameters<typeof under.database.transaction<T>>[1]) =>
    under.database.transaction(supplier.id, work);

  /** A person with something in every table that can hold something of theirs. */
  async function somebodyWhoLeftEverything(contact: string, month = '2026-11') {
    const visitor = testVisitor(context, supplier, { userAgent: BROWSER });
    const signedIn = await signUpPerson(visitor, { contact });
    const { personId: id } = signedIn;
    const customerRef = `${HOSTED_REF}${id}`;
    const supplier_id = supplier.id;
    const [gas, power] = supplier.customer.accounts;
    const who = { personId: id, sessionId: signedIn.session.sessionId, isStrong: true };
    // A second contact that waits for its code.
    const begun = await beginContact(visitor, who, {
      contact: newPhone(),
      password: signedIn.password,
      replacesId: null,
    });
    expect(begun.kind).toBe('code_sent');
    return transaction(async (tx) => {
      await tx.updateTable('people').set({ display_name: NAME }).where('id', '=', id).execute();
      await linkAccount(tx, {
        supplierId: supplier_id,
        customerRef,
        accountId: gas.id,
        role: 'owner',
        provenBy: 'pin',
        now: SEED_NOW,
      });
      await tx
        .insertInto('account_preferences')
        .values({ supplier_id, customer_ref: customerRef, account_id: gas.id, nickname: NICKNAME, hidden_at: null })
        .execute();
      const invitation = randomUUID();
      const helperRef = `C-helper-${randomUUID()}`;
      await tx
        .insertInto('helper_invitations')
        .values({
          supplier_id,
          id: invitation,
          account_id: gas.id,
          customer_ref: customerRef,
          token_hash: randomUUID(),
          grants: ['readings'],
          until_on: '2027-01-01',
          label: HELPER,
          expires_at: new Date('2026-11-10T00:00:00Z'),
          accepted_at: SEED_NOW,
          revoked_at: null,
        })
        .execute();
      await tx
        .insertInto('account_links')
        .values({
          supplier_id,
          account_id: gas.id,
          customer_ref: helperRef,
          role: 'helper',
          grants: ['readings'],
          until_on: '2027-01-01',
          proven_by: 'invitation',
          invitation_id: invitation,
          ended_at: null,
          ended_by: null,
        })
        .execute();
      await tx
        .insertInto('link_requests')
        .values([
          linkRequest(customerRef, { status: 'open' }),
          linkRequest(customerRef, { status: 'refused', answer: ANSWER, answered_at: SEED_NOW }),
        ])
        .execute();
      await tx
        .insertInto('link_dialogues')
        .values({ supplier_id, person_id: id, state: JSON.stringify({ said: 'dialogue-canary' }) })
        .execute();
      await tx
        .insertInto('passkeys')
        .values({
          supplier_id,
          id: randomUUID(),
          person_id: id,
          public_key: new Uint8Array([1, 2, 3]),
          label: LABEL,
          last_used_at: null,
        })
        .execute();
      await tx
        .insertInto('page_grants')
        .values({
          supplier_id,
          token_hash: randomUUID(),
          kind: 'access',
          session_id: signedIn.session.sessionId,
          origin: 'https://gas.example',
          redirect_uri: null,
          code_challenge: null,
          family_id: randomUUID(),
          expires_at: new Date('2026-11-03T11:00:00Z'),
          used_at: null,
        })
        .execute();
      await tx
        .insertInto('idempotency_keys')
        .values({
          supplier_id,
          customer_ref: customerRef,
          key: randomUUID(),
          operation: 'setAccountPreferences',
          request_hash: 'x',
          response_status: 200,
          response_body: JSON.stringify({ nickname: NICKNAME }),
        })
        .execute();
      await grantRole(tx, { supplierId: supplier_id, personId: id, role: 'link_requests' });
      await leavePayments(tx, customerRef, gas.id);
      await leaveAppeals(tx, {
        supplierId: supplier_id,
        customerRef,
        contact: readContact(contact, 'UA')?.address ?? '',
      });
      await leaveAppointments(tx, customerRef, gas.id);
      const [meter] = power.meters;
      const submitted = {
        id: newId(SEED_NOW),
        supplierId: supplier_id,
        accountId: power.id,
        meterId: meter?.id ?? '',
        readAt: SEED_NOW,
        receivedAt: SEED_NOW,
        source: 'customer' as const,
        status: 'accepted' as const,
        questionedFor: [],
        supersedesId: null,
        countsFor: month,
        values: (meter?.registers ?? []).map(({ id: registerId }) => ({
          registerId,
          value: '5100',
          consumption: null,
        })),
      };
      const stored = await insertReading(tx, submitted, {
        customerRef,
        action: 'reading.submitted',
        requestId: 'test',
      });
      await tx
        .insertInto('reading_photos')
        .values({ supplier_id, reading_id: submitted.id, jpeg: new Uint8Array([255, 216, 255]) })
        .execute();
      return { personId: id, reading: { id: submitted.id, number: stored?.number ?? '' } };
    });
  }

  /** An order with its receipt, a plan that ran with its card, reminders, a calendar. */
  async function leavePayments(tx: Tx, customer_ref: string, account_id: string): Promise<void> {
    const supplier_id = supplier.id;
    const [order, plan, card] = [randomUUID(), randomUUID(), randomUUID()];
    await sql`insert into payment_orders (supplier_id, id, number, customer_ref, method_id, amount, total, currency, return_url, language,
        created_at, expires_at)
      values (${supplier_id}, ${order}::uuid, next_payment_number(), ${customer_ref}, 'card', 100, 100, 'UAH', '', 'uk', now(), now())`.execute(
      tx,
    );
    await tx
      .insertInto('payment_order_lines')
      .values({ supplier_id, order_id: order, account_id, amount: 100 })
      .execute();
    await tx
      .insertInto('receipts')
      .values({
        supplier_id,
        number: 'К-1',
        kind: 'payment',
        subject_id: order,
        customer_ref,
        signed: 'signed.receipt',
        signed_short: 'short',
        issued_at: SEED_NOW,
      })
      .execute();
    await tx
      .insertInto('payment_cards')
      .values({
        supplier_id,
        id: card,
        customer_ref,
        method_id: 'card',
        sealed_token: SEALED,
        label: CARD,
        created_at: SEED_NOW,
        forgotten_at: null,
      })
      .execute();
    await tx
      .insertInto('payment_plans')
      .values({
        supplier_id,
        id: plan,
        customer_ref,
        account_id,
        method_id: 'card',
        amount: null,
        at_most: null,
        timing: 'day_of_month',
        timing_days: 15,
        card_id: card,
        created_at: SEED_NOW,
        changed_at: SEED_NOW,
      })
      .execute();
    await tx
      .insertInto('payment_plan_runs')
      .values({
        supplier_id,
        plan_id: plan,
        timing: 'day_of_month',
        run_for: '2026-10-01',
        run_on: '2026-10-15',
        outcome: 'paid',
        order_id: order,
      })
      .execute();
    await tx.insertInto('reminder_settings').values({ supplier_id, customer_ref, days_before: 5 }).execute();
    await tx
      .insertInto('reminders_sent')
      .values({ supplier_id, customer_ref, account_id, bill_month: '2026-10-01', sent_at: SEED_NOW })
      .execute();
    await tx
      .insertInto('calendar_feeds')
      .values({ supplier_id, customer_ref, token_hash: randomUUID(), language: 'uk', created_at: SEED_NOW })
      .execute();
  }

  /** One that is over, one ahead, one held for who waits, and a message about it on its way to the phone they left. */
  async function leaveAppointments(tx: Tx, customer_ref: string, account_id: string): Promise<void> {
    const supplier_id = supplier.id;
    const held = randomUUID();
    const said = { topic: TOPIC, phone: RECEPTION_PHONE, language: 'uk', account_id };
    const appointment = (id: string, status: 'booked' | 'held' | 'attended', day: string) => ({
      supplier_id,
      id,
      number: id,
      customer_ref,
      reception_id: 'network',
      reception: '{}',
      starts_at: `${day}T08:00:00Z`,
      ends_at: `${day}T09:00:00Z`,
      // Of two people in one test each has a place of their own.
      place: Number.parseInt(customer_ref.slice(-3), 16),
      ...said,
      status,
      booked_at: SEED_NOW,
      changed_at: SEED_NOW,
      reminded_at: null,
    });
    await tx
      .insertInto('appointments')
      .values([
        appointment(randomUUID(), 'attended', '2026-10-08'),
        appointment(randomUUID(), 'booked', '2026-11-12'),
        appointment(held, 'held', '2026-11-17'),
      ])
      .execute();
    await tx
      .insertInto('waiting_places')
      .values({
        supplier_id,
        customer_ref,
        reception_id: 'network',
        ...said,
        since: SEED_NOW,
        appointment_id: held,
        held_until: new Date('2026-11-04T10:00:00Z'),
        ended_at: null,
      })
      .execute();
    await tx
      .insertInto('outgoing_messages')
      .values({
        supplier_id,
        channel: 'sms',
        recipient: RECEPTION_PHONE,
        body: 'Є місце',
        purpose: 'appointment_offered',
      })
      .execute();
  }

  function linkRequest(
    customerRef: string,
    changes: { status: 'open' | 'refused'; answer?: string; answered_at?: Date },
  ) {
    return {
      supplier_id: supplier.id,
      number: `З-${randomUUID()}`,
      customer_ref: customerRef,
      account_number: supplier.customer.accounts[0].accountNumber,
      ...WORDS,
      relation: 'owner' as const,
      answered_by: null,
      account_id: null,
      answer: '',
      answered_at: null,
      ...changes,
    };
  }

  /** Every row of the supplier in every table, as text. */
  function everything(): Promise<{ table: string; row: string }[]> {
    return transaction(async (tx) => {
      const { rows: tables } = await sql<{ name: string }>`
        select table_name as name from information_schema.columns
        where table_schema = 'public' and column_name = 'supplier_id' order by 1`.execute(tx);
      const found: { table: string; row: string }[] = [];
      for (const { name } of tables) {
        const { rows } = await sql<{ row: string }>`select to_json(t)::text as row from ${sql.table(name)} t`.execute(
          tx,
        );
        found.push(...rows.map(({ row }) => ({ table: name, row })));
      }
      return found;
    });
  }

  /** Names and numbers people gave, and the person's own id, wherever they stand. */
  async function tablesWith(words: readonly string[]): Promise<string[]> {
    const rows = await everything();
    const tables = rows.filter(({ row }) => words.some((word) => row.includes(word))).map(({ table }) => table);
    return [...new Set(tables)].sort();
  }

  const contactDigits = () => phone.replace(/\D/g, '').slice(1);
  const exported = () => transaction((tx) => exportMyData(tx, { supplierId: supplier.id, personId, now: SEED_NOW }));
  const erase = (id = personId) =>
    transaction((tx) =>
      erasePerson(tx, { supplierId: supplier.id, personId: id, actor: 'customer', now: SEED_NOW, requestId: 'test' }),
    );

  it('can be taken along: all of it', async () => {
    const data = await exported();
    const text = JSON.stringify(data);
    for (const word of [...CANARIES, contactDigits(), reading.number]) expect(text).toContain(word);
    expect(data?.readings).toEqual([
      expect.objectContaining({
        number: reading.number,
        accountNumber: supplier.customer.accounts[1].accountNumber,
        values: [
          { zone: 'day', value: '5100' },
          { zone: 'night', value: '5100' },
        ],
        photo: '/9j/',
      }),
    ]);
    expect(data?.paymentOrders).toMatchObject([
      { total: '100', lines: [{ accountNumber: supplier.customer.accounts[0].accountNumber, amount: '100' }] },
    ]);
    expect(data?.receipts).toMatchObject([{ signed: 'signed.receipt' }]);
    expect(data?.paymentPlans).toMatchObject([{ timingDays: 15, runs: [{ for: '2026-10-01', outcome: 'paid' }] }]);
    expect(data?.appeals).toMatchObject([
      { status: 'answered', messages: [{ author: 'customer', files: [{ sizeBytes: 4 }] }, { author: 'supplier' }] },
      { status: 'in_progress', steps: [{ status: 'received' }] },
      { status: 'received', channel: 'guest' },
    ]);
    expect(data?.appointments).toMatchObject([{ topic: TOPIC }, { topic: TOPIC }, { topic: TOPIC }]);
    expect(data?.waitingPlaces).toMatchObject([{ topic: TOPIC, phone: RECEPTION_PHONE }]);
    expect(data?.reminders).toMatchObject({ daysBefore: 5 });
    expect([data?.remindersSent, data?.calendar]).toMatchObject([[{ billMonth: '2026-10-01' }], { language: 'uk' }]);
    expect(data?.profile).toMatchObject({ hasPassword: true, kind: 'household' });
    expect(data?.acts.map((act) => (act as { action: string }).action)).toContain('reading.submitted');
  });

  it('is taken along without secrets, and without what is somebody else’s', async () => {
    const code = await lastCodeTo(context, supplier.id, phone);
    const text = JSON.stringify(await exported());
    expect(text).not.toMatch(/argon2|token_?hash|sealed/i);
    expect(text).not.toContain(`${code}, діє`);
    expect(text).not.toContain('C-helper');
    const other = await somebodyWhoLeftEverything(newPhone(), '2026-12');
    expect(JSON.stringify(await exported())).not.toContain(other.reading.number);
    expect(
      await transaction((tx) => exportMyData(tx, { supplierId: supplier.id, personId: randomUUID(), now: SEED_NOW })),
    ).toBe(null);
  });

  it('is in these tables and no other: a new one must be exported and erased too', async () => {
    expect(await tablesWith([personId, ...CANARIES, contactDigits()])).toEqual([
      'account_links',
      'account_preferences',
      'appeal_attachments',
      'appeal_messages',
      'appeals',
      'appointments',
      'audit_events',
      'calendar_feeds',
      'contacts',
      'guest_appeals',
      'helper_invitations',
      'idempotency_keys',
      'inbound_mails',
      'known_devices',
      'link_dialogues',
      'link_requests',
      'outgoing_messages',
      'passkeys',
      'payment_cards',
      'payment_orders',
      'payment_plans',
      'people',
      'proof_attempts',
      'receipts',
      'reminder_settings',
      'reminders_sent',
      'sessions',
      'staff_roles',
      'uploads',
      'waiting_places',
    ]);
  });

  it('is gone from what staff were answered too, and from nothing else', async () => {
    const other = await somebodyWhoLeftEverything(newPhone(), '2026-12');
    const idsOf = (id: string) =>
      transaction(async (tx) => {
        const { rows } = await sql<{ id: string }>`
          select id from appeals where customer_ref = ${HOSTED_REF + id} or id in (
            select i.id from appeals i join contacts c on c.address = i.contact_address where c.person_id = ${id}::uuid)
          union all select id from appointments where customer_ref = ${HOSTED_REF + id}
          union all select id from link_requests where customer_ref = ${HOSTED_REF + id}`.execute(tx);
        return rows.map((row) => row.id);
      });
    const [mine, theirs] = [await idsOf(personId), await idsOf(other.personId)];
    // What staff are answered names what it is about, and repeats what was written.
    await transaction((tx) =>
      tx
        .insertInto('idempotency_keys')
        .values(
          [...mine, ...theirs].map((id, at) => ({
            supplier_id: supplier.id,
            customer_ref: 'kabinet:staff',
            key: randomUUID(),
            operation: STAFF_ANSWERS[at % STAFF_ANSWERS.length] ?? '',
            request_hash: 'x',
            response_status: 200,
            response_body: JSON.stringify({ about: { id }, said: APPEAL_WORDS.text }),
          })),
        )
        .execute(),
    );
    await erase();
    const kept = await transaction((tx) =>
      tx.selectFrom('idempotency_keys').select('response_body').where('customer_ref', '=', 'kabinet:staff').execute(),
    );
    const about = kept.map(
      ({ response_body }) => (JSON.parse(response_body ?? '') as { about: { id: string } }).about.id,
    );
    expect(about.sort()).toEqual(theirs.sort());
  });

  it('is looked for in every answer to staff that is kept', async () => {
    const mutations = Object.entries<Operation>(operations).filter(
      ([, each]) => each.auth === 'staff' && isMutation(each),
    );
    expect(mutations.map(([name]) => name).sort()).toEqual([...STAFF_ANSWERS]);
    const { rows } = await under.database.asOwner((owner) =>
      sql<{ indexdef: string }>`select indexdef from pg_indexes where indexname = 'idempotency_keys_of_staff'`.execute(
        owner,
      ),
    );
    for (const name of STAFF_ANSWERS) expect(rows[0]?.indexdef).toContain(`'${name}'`);
  });

  it('is gone when it is erased: only references stay, and the last message until it is sent', async () => {
    expect(await erase()).toBe(true);
    expect(await tablesWith([...CANARIES, contactDigits()])).toEqual(['outgoing_messages']);
    const rows = await everything();
    const waiting = rows.filter(({ table, row }) => table === 'outgoing_messages' && row.includes(contactDigits()));
    expect(waiting.map(({ row }) => (JSON.parse(row) as { purpose: string }).purpose)).toEqual(['data_erased']);
    expect(await tablesWith([personId])).toEqual([
      'account_links',
      'appeals',
      'appointments',
      'audit_events',
      'helper_invitations',
      'link_requests',
      'payment_cards',
      'payment_orders',
      'payment_plans',
      'people',
      'receipts',
      'waiting_places',
    ]);
    expect(await tablesWith([SEALED])).toEqual([]);
    const slots = await transaction((tx) =>
      tx.selectFrom('appointments').select(['status', 'place']).orderBy('starts_at').execute(),
    );
    expect(slots.map(({ status, place }) => [status, place === null])).toEqual([
      ['attended', false],
      ['cancelled', true],
      ['let_go', true],
    ]);
    const appeals = await transaction((tx) =>
      tx.selectFrom('appeals').select(['status', 'rating']).orderBy('number').execute(),
    );
    expect(appeals).toEqual([
      { status: 'answered', rating: 2 },
      { status: 'withdrawn', rating: null },
      { status: 'withdrawn', rating: null },
    ]);
    const plans = await transaction((tx) => tx.selectFrom('payment_plans').select(['status', 'card_id']).execute());
    expect(plans).toEqual([{ status: 'ended', card_id: null }]);
    expect(await exported()).toBe(null);
    expect(await erase()).toBe(false);
  });

  it('ends what others had by it: the helper’s right, the invitation, the open request', async () => {
    await erase();
    const { links, invitations, requests } = await transaction(async (tx) => ({
      links: await tx.selectFrom('account_links').select(['role', 'ended_by']).orderBy('role').execute(),
      invitations: await tx.selectFrom('helper_invitations').select(['revoked_at', 'label']).execute(),
      requests: await tx.selectFrom('link_requests').select(['status', 'phone']).execute(),
    }));
    expect(links).toEqual([
      { role: 'helper', ended_by: 'erasure' },
      { role: 'owner', ended_by: 'erasure' },
    ]);
    expect(invitations).toEqual([{ revoked_at: expect.any(String) as string, label: '' }]);
    expect(requests).toEqual([
      { status: 'refused', phone: '' },
      { status: 'refused', phone: '' },
    ]);
  });

  it('leaves the supplier’s books and the readings that bills are made by', async () => {
    const before = await everything();
    await erase();
    const after = await everything();
    for (const table of ['accounts', 'customers', 'ledger_entries', 'readings', 'reading_values', 'reading_photos']) {
      const of = (rows: typeof before) => rows.filter((row) => row.table === table).map(({ row }) => row);
      expect(of(after), table).toEqual(of(before));
    }
  });

  it('touches nobody else, and the contact can sign up anew as a new person', async () => {
    const others = newPhone();
    const other = await somebodyWhoLeftEverything(others, '2026-12');
    const theirs = () =>
      transaction((tx) => exportMyData(tx, { supplierId: supplier.id, personId: other.personId, now: SEED_NOW }));
    const before = await theirs();
    await erase();
    expect(await theirs()).toEqual(before);
    const anew = await signUpPerson(testVisitor(context, supplier), { contact: phone });
    expect(anew.personId).not.toBe(personId);
    const data = await transaction((tx) =>
      exportMyData(tx, { supplierId: supplier.id, personId: anew.personId, now: SEED_NOW }),
    );
    expect(data).toMatchObject({ accounts: [], linkRequests: [], readings: [] });
  });
});
