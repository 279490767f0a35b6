import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../app.js';
import { SecretKey } from '../domain/secret-key.js';
import { databasesUnderTest, type DatabaseUnderTest } from '../testing/databases.js';
import {
  call,
  type CallOptions,
  faultsOf,
  insertImportedReading,
  SEED_NOW,
  seedSupplier,
  testContext,
} from '../testing/index.js';
import type { BalanceLine, OperationName } from '@kabinet/api/contract';
import type { SeededSupplier } from '../testing/index.js';

describe.each(databasesUnderTest)('operations on %s', (_name, open) => {
  let under: DatabaseUnderTest;
  let supplier: SeededSupplier;
  let token: string;
  let now: Date;

  beforeAll(async () => {
    under = await open();
  });
  afterAll(() => under.close());
  beforeEach(async () => {
    now = SEED_NOW;
    supplier = await seedSupplier(under.database);
    token = await supplier.mint({ customerRef: supplier.customer.ref });
  });

  /** Calls as the seeded customer and checks the answer against the contract. */
  async function ask(name: OperationName, options: Partial<CallOptions> = {}) {
    const fresh = now === SEED_NOW ? token : await supplier.mint({ customerRef: supplier.customer.ref, now });
    const app = createApp(testContext(under.database, { now: () => now }));
    const answer = await call(app, name, { supplierId: supplier.id, token: fresh, ...options });
    expect(faultsOf(name, answer), answer.text).toEqual([]);
    return answer;
  }
  const gas = () => supplier.customer.accounts[0];
  const power = () => supplier.customer.accounts[1];
  const gasMeter = () => gas().meters[0]!;
  const gasRegister = () => gasMeter().registers[0]!.id;
  const submission = (value: string, more: object = {}) => ({
    params: { accountId: gas().id },
    body: { meterId: gasMeter().id, values: [{ registerId: gasRegister(), value }], ...more },
  });
  const readingsInDatabase = () =>
    under.database.transaction(supplier.id, (tx) =>
      tx
        .selectFrom('readings')
        .selectAll()
        .where('supplier_id', '=', supplier.id)
        .where('external_ref', 'is', null)
        .orderBy('received_at')
        .orderBy('id')
        .execute(),
    );

  describe('getSupplier', () => {
    it('shows the public part of the profile to anyone', async () => {
      const { status, text, body } = await ask('getSupplier');
      expect(status).toBe(200);
      expect(body.name.uk).toBe('Придеснянськгаз');
      for (const secret of ['jwks', 'issuer', 'origins', 'maxDailyUse']) expect(text).not.toContain(secret);
    });
  });

  describe('getSession', () => {
    it('names the customer and the end of the session', async () => {
      const { body } = await ask('getSession');
      expect(body).toEqual({
        customer: { displayName: supplier.customer.name, kind: 'household', key: expect.any(String) },
        expiresAt: '2026-11-03T10:05:00.000Z',
        secondsLeft: 300,
        isRenewable: false,
      });
    });

    it('tells the same customer from all others, by a key that tells nothing else', async () => {
      const other = await seedSupplier(under.database);
      const keyOf = async (customerRef: string, whose = supplier, secretKey?: SecretKey | null) => {
        const context = testContext(under.database, secretKey === undefined ? {} : { secretKey });
        const answer = await call(createApp(context), 'getSession', {
          supplierId: whose.id,
          token: await whose.mint({ customerRef }),
        });
        expect(faultsOf('getSession', answer), answer.text).toEqual([]);
        return answer.body.customer.key;
      };
      const { ref } = supplier.customer;
      const key = await keyOf(ref);
      expect(key).toMatch(/^[\w-]{43}$/);
      expect(await keyOf(ref)).toBe(key);
      const others = [
        await keyOf('nobody-yet'),
        await keyOf(ref, other),
        await keyOf(ref, supplier, new SecretKey(new Uint8Array(32).fill(9))),
      ];
      expect(new Set([key, ...others]).size).toBe(4);
      expect(
        await keyOf(ref, supplier, null),
        'without a key of its own the server tells nobody apart',
      ).toBeUndefined();
    });

    it('takes a customer whom the billing base does not know yet', async () => {
      const unknown = await supplier.mint({ customerRef: 'nobody-yet' });
      expect((await ask('getSession', { token: unknown })).body.customer.displayName).toBe('');
      expect((await ask('listAccounts', { token: unknown })).body).toEqual({ items: [] });
    });
  });

  describe('listAccounts', () => {
    it('lists the accounts of the customer and of nobody else', async () => {
      const { body } = await ask('listAccounts');
      expect(new Set(body.items.map((each: { id: string }) => each.id))).toEqual(new Set([gas().id, power().id]));
      const first = body.items.find((each: { id: string }) => each.id === gas().id);
      expect(first).toEqual({
        id: gas().id,
        accountNumber: gas().accountNumber,
        serviceKinds: ['gas'],
        premise: { address: 'вул. Річкова, 7, кв. 12', locality: 'Чернігів' },
        status: 'open',
        role: 'holder',
        grants: ['link', 'readings', 'payments', 'view', 'manage'],
        untilOn: null,
        nickname: '',
        isDefault: gas().accountNumber < power().accountNumber,
      });
    });

    it('puts open accounts before closed ones', async () => {
      const numbers = [gas(), power()].sort((a, b) => a.accountNumber.localeCompare(b.accountNumber));
      await under.database.transaction(supplier.id, (tx) =>
        tx.updateTable('accounts').set({ status: 'closed' }).where('id', '=', numbers[0]!.id).execute(),
      );
      const { body } = await ask('listAccounts');
      expect(body.items.map((each: { status: string }) => each.status)).toEqual(['open', 'closed']);
    });
  });

  describe('getBalance', () => {
    const balance = async () => (await ask('getBalance', { params: { accountId: gas().id } })).body;

    const untold = { basis: null, month: null, component: null, use: null };

    it('says what is owed, by when and why', async () => {
      expect(await balance()).toEqual({
        asOf: '2026-11-03T10:00:00.000Z',
        amountOwed: { amount: 35_820, currency: 'UAH' },
        dueOn: '2026-11-20',
        period: { from: '2026-10-01', to: '2026-11-03' },
        lines: [
          { ...untold, kind: 'opening', serviceKind: null, amount: { amount: 10_000, currency: 'UAH' } },
          {
            ...untold,
            kind: 'charge',
            serviceKind: 'gas',
            basis: 'actual',
            month: '2026-10',
            amount: { amount: 35_820, currency: 'UAH' },
          },
          { ...untold, kind: 'payment', serviceKind: 'gas', amount: { amount: -10_000, currency: 'UAH' } },
        ],
        paymentsOnTheWay: { amount: 5000, currency: 'UAH' },
        lastPayment: { amount: { amount: 10_000, currency: 'UAH' }, paidOn: '2026-11-02' },
      });
    });

    it('is true for the moment of the newest import', async () => {
      await under.database.transaction(supplier.id, (tx) =>
        tx
          .insertInto('imports')
          .values({
            supplier_id: supplier.id,
            kind: 'ledger',
            file_hash: 'x',
            as_of: '2026-11-02T23:30:00+02:00',
            rows_accepted: 1,
            rows_rejected: 0,
          })
          .execute(),
      );
      const { asOf, period } = await balance();
      expect(asOf).toBe('2026-11-02T21:30:00.000Z');
      expect(period.to).toBe('2026-11-02');
    });

    it('says what was used for a charge, and at what price where both make the sum', async () => {
      const entry = {
        supplier_id: supplier.id,
        account_id: power().id,
        service_kind: 'electricity',
        kind: 'charge' as const,
        currency: 'UAH',
        booked_on: '2026-11-02',
        basis: 'actual' as const,
        due_on: null,
        external_ref: null,
      };
      await under.database.transaction(supplier.id, (tx) =>
        tx
          .insertInto('ledger_entries')
          .values([
            { ...entry, amount: 10_000, period_month: '2026-10-01', quantity: '12.5', unit: 'kWh', price: '8.00' },
            // Half a kopeck is rounded as bills round it.
            { ...entry, amount: 650, period_month: '2026-09-01', quantity: '1.5', unit: 'kWh', price: '4.33' },
            { ...entry, amount: 30_000, period_month: '2026-10-01', quantity: '70', unit: 'kWh', price: '4.32' },
            { ...entry, amount: 400, period_month: '2026-10-01', quantity: '70', unit: 'kWh' },
            { ...entry, amount: 50, period_month: '2026-10-01', price: '4.32' },
            { ...entry, amount: 60, period_month: '2026-10-01' },
            { ...entry, amount: 70, period_month: '2026-10-01', component: 'network' },
          ])
          .execute(),
      );
      const { body } = await ask('getBalance', { params: { accountId: power().id } });
      const told = body.lines
        .filter(
          ({ kind, amount }: { kind: string; amount: { amount: number } }) => kind === 'charge' && amount.amount > 0,
        )
        .map(({ amount, month, component, use }: BalanceLine) => [amount.amount, month, component, use]);
      const used = (quantity: string, price: string | null) => ({ quantity, unit: 'kWh', price });
      expect(told).toEqual(
        expect.arrayContaining([
          [10_000, '2026-10', null, used('12.5', '8.00')],
          [650, '2026-09', null, used('1.5', '4.33')],
          [30_000, '2026-10', null, used('70', null)],
          [400, '2026-10', null, used('70', null)],
          // Charges of which nothing more is known are one sum.
          [110, '2026-10', null, null],
          [70, '2026-10', 'network', null],
        ]),
      );
    });

    it('has no day to pay by when the account is paid ahead', async () => {
      await under.database.transaction(supplier.id, (tx) =>
        tx
          .insertInto('ledger_entries')
          .values({
            supplier_id: supplier.id,
            account_id: gas().id,
            service_kind: 'gas',
            kind: 'payment',
            amount: -40_000,
            currency: 'UAH',
            booked_on: '2026-11-03',
            basis: null,
            period_month: null,
            due_on: null,
            external_ref: null,
          })
          .execute(),
      );
      expect(await balance()).toMatchObject({ amountOwed: { amount: -4180 }, dueOn: null });
    });

    it('is zero without any entry', async () => {
      const account = randomUUID();
      await under.database.transaction(supplier.id, (tx) =>
        tx
          .insertInto('accounts')
          .values({
            supplier_id: supplier.id,
            id: account,
            account_number: 'new',
            account_number_key: 'NEW',
            customer_ref: supplier.customer.ref,
            holder_name: 'x',
            premise_ref: null,
          })
          .execute(),
      );
      const { body } = await ask('getBalance', { params: { accountId: account } });
      expect(body).toMatchObject({
        amountOwed: { amount: 0 },
        paymentsOnTheWay: { amount: 0 },
        dueOn: null,
        lines: [],
      });
    });
  });

  describe('listMeters', () => {
    it('shows meters with registers, limits and the reading before', async () => {
      const { body } = await ask('listMeters', { params: { accountId: gas().id } });
      expect(body.items).toHaveLength(1);
      expect(body.items[0]).toMatchObject({
        id: gasMeter().id,
        serviceKind: 'gas',
        sealNumber: 'К0123456',
        installedOn: '2021-05-14',
        removedOn: null,
        multiplier: '1',
        unit: 'm3',
        registers: [{ id: gasRegister(), zone: 'total', integerDigits: 5, decimalDigits: 3 }],
        baseline: {
          source: 'inspector',
          readAt: '2026-10-01T09:00:00.000Z',
          values: [{ value: '1234', consumption: null }],
        },
        submitted: null,
        maxDailyUse: '50',
      });
    });

    it('shows the day register before the night register', async () => {
      const { body } = await ask('listMeters', { params: { accountId: power().id } });
      expect(body.items[0].registers.map((each: { zone: string }) => each.zone)).toEqual(['day', 'night']);
    });

    it('shows what was handed in for the window, and keeps the reading before as the baseline', async () => {
      const submitted = await ask('submitReading', submission('1279'));
      const { body } = await ask('listMeters', { params: { accountId: gas().id } });
      expect(body.items[0].submitted).toEqual(submitted.body);
      expect(body.items[0].baseline.values[0].value).toBe('1234');
    });

    it('takes the handed-in reading as the baseline of the next window', async () => {
      await ask('submitReading', submission('1279'));
      now = new Date('2026-12-02T10:00:00Z');
      const { body } = await ask('listMeters', { params: { accountId: gas().id } });
      expect(body.items[0]).toMatchObject({ submitted: null, baseline: { values: [{ value: '1279' }] } });
    });
  });

  describe('listReadingWindows', () => {
    it('says until when readings are taken', async () => {
      const { body } = await ask('listReadingWindows', { params: { accountId: gas().id } });
      expect(body.items).toEqual([
        {
          serviceKind: 'gas',
          opensOn: '2026-11-01',
          closesOn: '2026-11-05',
          graceDays: 0,
          isOpen: true,
          daysLeft: 2,
          countsFor: '2026-10',
          lateReadings: 'refuse',
        },
      ]);
    });

    it('counts days in the supplier’s time zone', async () => {
      now = new Date('2026-11-05T22:30:00Z');
      const { body } = await ask('listReadingWindows', { params: { accountId: gas().id } });
      expect(body.items[0]).toMatchObject({ isOpen: false, opensOn: '2026-12-01' });
    });

    it('prefers the rule of the locality', async () => {
      supplier = await seedSupplier(under.database, {
        profile: {
          readingWindows: [
            {
              serviceKind: 'gas',
              opensOnDay: 1,
              closesOnDay: 5,
              graceDays: 0,
              countsFor: 'previous_month',
              lateReadings: 'refuse',
            },
            {
              serviceKind: 'gas',
              locality: 'Чернігів',
              opensOnDay: 1,
              closesOnDay: 9,
              graceDays: 0,
              countsFor: 'previous_month',
              lateReadings: 'refuse',
            },
          ],
        },
      });
      token = await supplier.mint({ customerRef: supplier.customer.ref });
      const { body } = await ask('listReadingWindows', { params: { accountId: gas().id } });
      expect(body.items[0].closesOn).toBe('2026-11-09');
    });

    it('takes readings all month where the supplier names no window', async () => {
      supplier = await seedSupplier(under.database, { profile: { readingWindows: [] } });
      token = await supplier.mint({ customerRef: supplier.customer.ref });
      const { body } = await ask('listReadingWindows', { params: { accountId: gas().id } });
      expect(body.items[0]).toMatchObject({
        opensOn: '2026-11-01',
        closesOn: '2026-11-30',
        isOpen: true,
        countsFor: '2026-11',
      });
    });
  });

  describe('submitReading', () => {
    it('accepts a likely reading and stores it', async () => {
      const { status, body } = await ask('submitReading', submission('01279.5'));
      expect(status).toBe(201);
      expect(body).toMatchObject({
        meterId: gasMeter().id,
        readAt: SEED_NOW.toISOString(),
        receivedAt: SEED_NOW.toISOString(),
        source: 'customer',
        quality: 'actual',
        status: 'accepted',
        questionedFor: [],
        countsFor: '2026-10',
        values: [{ registerId: gasRegister(), value: '1279.5', consumption: '45.5' }],
        // The end of 5 November in Kyiv.
        correctableUntil: '2026-11-05T21:59:59.000Z',
      });
      expect(body.number).toMatch(/^\d{4}-\d{4}$/);
      const [row] = await readingsInDatabase();
      expect(row).toMatchObject({ id: body.id, number: body.number, status: 'accepted', counts_for: '2026-10-01' });
    });

    it('leaves a trace of who did it, without personal text', async () => {
      const { body } = await ask('submitReading', submission('1279'));
      const trace = await under.database.transaction(supplier.id, (tx) =>
        tx.selectFrom('audit_events').select(['actor', 'actor_ref', 'action', 'subject_id']).execute(),
      );
      expect(trace).toEqual([
        { actor: 'customer', actor_ref: supplier.customer.ref, action: 'reading.submitted', subject_id: body.id },
      ]);
    });

    it('takes a value for each register', async () => {
      now = new Date('2026-11-01T10:00:00Z');
      const [day, night] = power().meters[0]!.registers;
      const { body } = await ask('submitReading', {
        params: { accountId: power().id },
        body: {
          meterId: power().meters[0]!.id,
          values: [
            { registerId: night!.id, value: '2550' },
            { registerId: day!.id, value: '5120' },
          ],
        },
      });
      const use = Object.fromEntries(
        body.values.map((each: { registerId: string; consumption: string }) => [each.registerId, each.consumption]),
      );
      expect(use).toEqual({ [day!.id]: '120', [night!.id]: '50' });
      expect(body.countsFor).toBe('2026-10');
    });

    it('cuts digits that the dial does not have', async () => {
      const { body } = await ask('submitReading', submission('1279.56789'));
      expect(body.values[0].value).toBe('1279.567');
    });

    it('asks to confirm an unlikely reading, and then takes it as questioned', async () => {
      const asked = await ask('submitReading', submission('9999'));
      expect(asked.status).toBe(422);
      expect(asked.body).toMatchObject({
        code: 'reading_needs_confirmation',
        findings: [{ code: 'implausible', severity: 'confirm', registerId: gasRegister() }],
      });
      expect(await readingsInDatabase()).toEqual([]);
      const taken = await ask('submitReading', submission('9999', { confirmed: true }));
      expect(taken.body).toMatchObject({ status: 'questioned', questionedFor: ['implausible'] });
    });

    it('takes a dial that began again at zero, once confirmed', async () => {
      await under.database.transaction(supplier.id, (tx) =>
        tx.updateTable('reading_values').set({ value: '99990' }).where('register_id', '=', gasRegister()).execute(),
      );
      const { body } = await ask('submitReading', submission('15', { confirmed: true }));
      expect(body).toMatchObject({
        questionedFor: ['less_than_previous'],
        values: [{ value: '15', consumption: '25' }],
      });
    });

    it('shows more digits than the dial has back, and takes them once confirmed', async () => {
      const doubted = await ask('submitReading', submission('123456'));
      expect(doubted.status).toBe(422);
      expect(doubted.body).toMatchObject({
        code: 'reading_needs_confirmation',
        findings: [{ code: 'too_many_digits', severity: 'confirm' }],
      });
      const { status, body } = await ask('submitReading', submission('123456', { confirmed: true }));
      expect(status).toBe(201);
      expect(body).toMatchObject({
        status: 'questioned',
        questionedFor: ['too_many_digits'],
        values: [{ value: '123456' }],
      });
      const corrected = await ask('correctReading', {
        params: { accountId: gas().id, readingId: body.id },
        body: { values: [{ registerId: gasRegister(), value: '123457.5' }], confirmed: true },
      });
      expect(corrected.body).toMatchObject({
        status: 'questioned',
        questionedFor: ['too_many_digits'],
        values: [{ value: '123457.5' }],
      });
    });

    it('refuses more digits than any dial has, confirmed or not', async () => {
      const { status, body } = await ask('submitReading', submission('1000000000000', { confirmed: true }));
      expect(status).toBe(422);
      expect(body).toMatchObject({
        code: 'reading_rejected',
        findings: [{ code: 'too_many_digits', severity: 'reject' }],
      });
    });

    it('refuses outside the window and says when it opens', async () => {
      now = new Date('2026-11-10T10:00:00Z');
      const { body } = await ask('submitReading', submission('1279'));
      expect(body).toMatchObject({
        code: 'reading_rejected',
        opensOn: '2026-12-01',
        findings: [{ code: 'window_closed' }],
      });
    });

    it('takes late readings for the next bill where the supplier does', async () => {
      supplier = await seedSupplier(under.database, {
        profile: {
          readingWindows: [
            {
              serviceKind: 'gas',
              opensOnDay: 1,
              closesOnDay: 5,
              graceDays: 0,
              countsFor: 'previous_month',
              lateReadings: 'accept',
            },
          ],
        },
      });
      now = new Date('2026-11-10T10:00:00Z');
      const { body } = await ask('submitReading', submission('1279'));
      expect(body).toMatchObject({ status: 'accepted', countsFor: '2026-11' });
    });

    it('counts a reading for the day it was taken when it was sent a little later', async () => {
      now = new Date('2026-11-05T22:10:00Z');
      const { body } = await ask('submitReading', submission('1279', { readAt: '2026-11-05T23:50:00+02:00' }));
      expect(body).toMatchObject({ status: 'accepted', countsFor: '2026-10', readAt: '2026-11-05T21:50:00.000Z' });
    });

    it.each([
      ['the future', '2026-11-03T11:00:00Z', 'reading_rejected'],
      ['long ago', '2026-10-20T11:00:00Z', 'invalid_request'],
      ['no moment at all', '2026-13-45T99:00:00Z', 'invalid_request'],
    ])('refuses a reading from %s', async (_when, readAt, code) => {
      expect((await ask('submitReading', submission('1279', { readAt }))).body.code).toBe(code);
    });

    it('asks about a value above what was read later', async () => {
      await under.database.transaction(supplier.id, (tx) =>
        insertImportedReading(tx, {
          supplierId: supplier.id,
          accountId: gas().id,
          meterId: gasMeter().id,
          readAt: '2026-11-03T09:00:00Z',
          countsFor: '2026-10-01',
          values: [{ registerId: gasRegister(), value: '1270' }],
        }),
      );
      const { body } = await ask('submitReading', submission('1279', { readAt: '2026-11-03T08:00:00Z' }));
      expect(body).toMatchObject({
        code: 'reading_needs_confirmation',
        findings: [{ code: 'greater_than_subsequent', registerId: gasRegister() }],
      });
    });

    it('refuses a meter that was taken off', async () => {
      await under.database.transaction(supplier.id, (tx) =>
        tx.updateTable('meters').set({ removed_on: '2026-11-01' }).where('id', '=', gasMeter().id).execute(),
      );
      const { body } = await ask('submitReading', submission('1279'));
      expect(body).toMatchObject({ code: 'reading_rejected', findings: [{ code: 'meter_decommissioned' }] });
    });

    it('refuses a second reading for the same meter and month', async () => {
      await ask('submitReading', submission('1279'));
      const { status, body } = await ask('submitReading', submission('1280'));
      expect(status).toBe(409);
      expect(body.code).toBe('duplicate_reading');
      expect(await readingsInDatabase()).toHaveLength(1);
    });

    it('lets one of two devices through', async () => {
      const answers = await Promise.all(
        [1279, 1280, 1281, 1282].map((value) => ask('submitReading', submission(String(value)))),
      );
      expect(answers.map((each) => each.status).sort()).toEqual([201, 409, 409, 409]);
      expect(await readingsInDatabase()).toHaveLength(1);
    });

    it.each([
      ['a register that is not the meter’s', () => [{ registerId: randomUUID(), value: '1' }], '/values/0/registerId'],
      [
        'a register twice',
        () => [1, 2].map((value) => ({ registerId: gasRegister(), value: String(1279 + value) })),
        '/values/1/registerId',
      ],
      ['a negative value', () => [{ registerId: gasRegister(), value: '-5' }], '/values/0/value'],
      ['a value that is no number', () => [{ registerId: gasRegister(), value: '12a' }], '/values/0/value'],
      ['no value at all', () => [], '/values'],
    ])('says where %s is', async (_what, values, pointer) => {
      const { status, body } = await ask('submitReading', {
        params: { accountId: gas().id },
        body: { meterId: gasMeter().id, values: values() },
      });
      expect(status).toBe(400);
      expect(body.issues[0].pointer).toBe(pointer);
    });

    it('refuses half of a two-zone meter', async () => {
      now = new Date('2026-11-01T10:00:00Z');
      const { body } = await ask('submitReading', {
        params: { accountId: power().id },
        body: {
          meterId: power().meters[0]!.id,
          values: [{ registerId: power().meters[0]!.registers[0]!.id, value: '5100' }],
        },
      });
      expect(body).toMatchObject({
        code: 'invalid_request',
        issues: [{ pointer: '/values', code: 'missing_register' }],
      });
    });

    it('does not find the meter of another account', async () => {
      const { status } = await ask('submitReading', {
        params: { accountId: gas().id },
        body: {
          meterId: supplier.neighbour.accounts[0].meters[0]!.id,
          values: [{ registerId: gasRegister(), value: '1' }],
        },
      });
      expect(status).toBe(404);
    });
  });

  describe('correctReading', () => {
    const correct = (readingId: string, value: string, more: object = {}) =>
      ask('correctReading', {
        params: { accountId: gas().id, readingId },
        body: { values: [{ registerId: gasRegister(), value }], ...more },
      });

    it('replaces a reading and keeps the old one in the history', async () => {
      const first = (await ask('submitReading', submission('1297'))).body;
      const { status, body } = await correct(first.id, '1279');
      expect(status).toBe(201);
      expect(body).toMatchObject({
        status: 'accepted',
        countsFor: '2026-10',
        values: [{ value: '1279', consumption: '45' }],
      });
      expect(body.number).not.toBe(first.number);
      const rows = await readingsInDatabase();
      expect(rows.map(({ status: rowStatus, supersedes_id }) => [rowStatus, supersedes_id])).toEqual([
        ['superseded', null],
        ['accepted', first.id],
      ]);
    });

    it('judges by the reading before, not by the one it replaces', async () => {
      const first = (await ask('submitReading', submission('1297'))).body;
      expect((await correct(first.id, '1200')).body).toMatchObject({
        code: 'reading_needs_confirmation',
        findings: [{ code: 'less_than_previous' }],
      });
      expect((await readingsInDatabase()).map((row) => row.status)).toEqual(['accepted']);
    });

    it('refuses after the window has closed', async () => {
      const first = (await ask('submitReading', submission('1297'))).body;
      now = new Date('2026-11-05T22:00:00Z');
      expect((await correct(first.id, '1279')).body.code).toBe('reading_not_correctable');
    });

    it('refuses what was replaced, withdrawn or read by the supplier', async () => {
      const first = (await ask('submitReading', submission('1297'))).body;
      const second = (await correct(first.id, '1279')).body;
      expect((await correct(first.id, '1280')).body.code).toBe('reading_not_correctable');
      await ask('withdrawReading', { params: { accountId: gas().id, readingId: second.id } });
      expect((await correct(second.id, '1280')).body.code).toBe('reading_not_correctable');
      const { body } = await ask('listMeters', { params: { accountId: gas().id } });
      expect((await correct(body.items[0].baseline.id, '1280')).body.code).toBe('reading_not_correctable');
    });

    it('lets one of several corrections through', async () => {
      const first = (await ask('submitReading', submission('1297'))).body;
      const answers = await Promise.all(['1279', '1280', '1281'].map((value) => correct(first.id, value)));
      expect(answers.map((each) => each.status).sort()).toEqual([201, 409, 409]);
      expect((await readingsInDatabase()).filter((row) => row.status === 'accepted')).toHaveLength(1);
    });
  });

  describe('withdrawReading', () => {
    it('takes a reading back and frees its place', async () => {
      const first = (await ask('submitReading', submission('1297'))).body;
      const { status, body } = await ask('withdrawReading', { params: { accountId: gas().id, readingId: first.id } });
      expect(status).toBe(200);
      expect(body).toEqual({ ...first, status: 'withdrawn', correctableUntil: null });
      expect((await ask('submitReading', submission('1279'))).status).toBe(201);
    });

    it('does not find the reading of another account', async () => {
      const first = (await ask('submitReading', submission('1297'))).body;
      const { status } = await ask('withdrawReading', { params: { accountId: power().id, readingId: first.id } });
      expect(status).toBe(404);
    });
  });

  describe('listReadings', () => {
    it('pages through the whole history, newest first, nothing twice and nothing missed', async () => {
      await under.database.transaction(supplier.id, async (tx) => {
        for (let index = 0; index < 7; index += 1) {
          await insertImportedReading(tx, {
            supplierId: supplier.id,
            accountId: gas().id,
            meterId: gasMeter().id,
            // Several at the same moment, to the microsecond.
            readAt: `2026-0${1 + Math.floor(index / 3)}-01T09:00:00.123456Z`,
            countsFor: '2026-01-01',
            values: [{ registerId: gasRegister(), value: String(index) }],
          });
        }
      });
      const seen: { id: string; readAt: string }[] = [];
      let cursor: string | null = null;
      do {
        const { body } = await ask('listReadings', {
          params: { accountId: gas().id },
          query: { limit: '3', ...(cursor === null ? {} : { cursor }) },
        });
        seen.push(...body.items);
        cursor = body.nextCursor;
      } while (cursor !== null);
      expect(new Set(seen.map((each) => each.id)).size).toBe(8);
      expect(seen).toHaveLength(8);
      const moments = seen.map((each) => each.readAt);
      expect(moments).toEqual([...moments].sort().reverse());
    });

    it('shows one meter only when asked', async () => {
      const query = { meterId: gasMeter().id };
      expect((await ask('listReadings', { params: { accountId: gas().id }, query })).body.items).toHaveLength(1);
      expect((await ask('listReadings', { params: { accountId: power().id }, query })).body.items).toHaveLength(0);
    });

    it.each([{ limit: '0' }, { limit: '101' }, { limit: 'x' }, { cursor: 'x' }])('refuses %o', async (query) => {
      const { status } = await ask('listReadings', { params: { accountId: gas().id }, query });
      expect(status).toBe(400);
    });
  });
});
