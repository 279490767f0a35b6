import { randomUUID } from 'node:crypto';
import { errorsOf, type Operation, type OperationName, operations, type ProblemCode } from '@kabinet/api/contract';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../app.js';
import { appealBodies } from '../testing/appeal-arbitraries.js';
import { type AppealThing, makeAppeals } from '../testing/authorisation/appeal-rows.js';
import { type FileThing, makeFiles } from '../testing/authorisation/file-rows.js';
import { databasesUnderTest, type DatabaseUnderTest } from '../testing/databases.js';
import { testReceptions } from '../testing/receptions.js';
import { TEST_APPEALS } from '../testing/test-appeals.js';
import {
  addAccounts,
  call,
  faultsOf,
  read,
  requestFor,
  SEED_NOW,
  seedSupplier,
  type SeededAccount,
  type SeededSupplier,
  TEST_PAYING,
  testContext,
} from '../testing/index.js';

/** KABINET_FUZZ_RUNS=10000 for the long run. */
const RUNS = Number(process.env['KABINET_FUZZ_RUNS'] ?? 300);

/** Accounts for each operation that changes something. */
const TARGETS = 40;

const SITE = 'https://gas.example';

/** Sixteen pixels of a made-up picture. */
const SMALL_JPEG =
  '/9j/2wBDACgcHiMeGSgjISMtKygwPGRBPDc3PHtYXUlkkYCZlo+AjIqgtObDoKrarYqMyP/L2u71////m8H////6/+b9//j/2wBDASstLTw1PHZBQXb4pYyl+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj/wAARCAAEAAQDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAT/xAAZEAEAAgMAAAAAAAAAAAAAAAAAAQITMaH/xAAUAQEAAAAAAAAAAAAAAAAAAAAA/8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAAwDAQACEQMRAD8AiyWjU8AB/9k=';

interface Target {
  readonly account: SeededAccount;
  readonly readingId: string;
  readonly orderId: string;
  readonly appeals: AppealThing;
  readonly files: FileThing;
}

const names = Object.keys(operations) as OperationName[];

describe.each(databasesUnderTest)('anything that may be sent, on %s', (_name, open) => {
  let under: DatabaseUnderTest;
  let supplier: SeededSupplier;
  let token: string;
  let targets: readonly Target[];
  let app: ReturnType<typeof createApp>;

  beforeAll(async () => {
    under = await open();
    supplier = await seedSupplier(under.database, {
      profile: { paying: TEST_PAYING, receptions: testReceptions(), appeals: TEST_APPEALS },
    });
    token = await supplier.mint({ customerRef: supplier.customer.ref });
    app = createApp(testContext(under.database, { trustedProxies: 1 }));
    // Fresh meters for submitting, and handed-in readings for correcting and withdrawing: enough that many calls go all the way.
    const accounts = await addAccounts(under.database, supplier, 3 * TARGETS);
    // Fewer of them do: most of what can be done with an appeal can be done again.
    const appeals: AppealThing[] = [];
    for (let count = 0; count < 20; count += 1) appeals.push(await makeAppeals({ under, supplier, other: supplier }));
    targets = await Promise.all(
      accounts.map(async (account, index) => ({
        ...(await (index % 3 === 0 ? order(account) : handIn(account))),
        appeals: appeals[index % appeals.length]!,
        // Those that calls are about are newer than all others: of a customer's files the newest few are kept.
        files: await makeFiles(
          { under, supplier },
          { accountId: account.id, now: new Date(SEED_NOW.getTime() + (index % 3 === 0 ? index : -index)) },
        ),
      })),
    );
  }, 60_000);
  afterAll(() => under.close());

  it.each(names)(
    '%s answers by the contract, and never with 500',
    async (name) => {
      const operation: Operation = operations[name];
      const allowed = new Set<ProblemCode>([...errorsOf(operation), 'not_found']);
      await fc.assert(
        fc.asyncProperty(sent(operation), async ({ params, query, body, key, credentials, address }) => {
          const answer = await read(
            await app.fetch(
              requestFor(name, {
                supplierId: supplier.id,
                params,
                query,
                body,
                key,
                ...(credentials === 'own' && { token }),
                headers: {
                  'X-Forwarded-For': address,
                  ...(credentials !== 'own' && credentials !== null && { Authorization: credentials }),
                },
              }),
            ),
          );
          expect(answer.status, answer.text).toBeLessThan(500);
          expect(faultsOf(name, answer), answer.text).toEqual([]);
          if (answer.status >= 400) expect(allowed, answer.text).toContain(answer.body.code);
        }),
        { numRuns: RUNS },
      );
    },
    600_000,
  );

  async function handIn(account: SeededAccount): Promise<Omit<Target, 'appeals' | 'files'>> {
    const meter = account.meters[0]!;
    const { body } = await call(app, 'submitReading', {
      supplierId: supplier.id,
      token,
      params: { accountId: account.id },
      body: { meterId: meter.id, values: [{ registerId: meter.registers[0]!.id, value: '1279' }] },
    });
    return { account, readingId: body.id, orderId: randomUUID() };
  }

  async function order(account: SeededAccount): Promise<Omit<Target, 'appeals' | 'files'>> {
    const { body } = await call(app, 'createPaymentOrder', {
      supplierId: supplier.id,
      token,
      body: {
        lines: [{ accountId: account.id, amount: { amount: 35_820, currency: 'UAH' } }],
        methodId: 'card',
        returnUrl: SITE,
      },
    });
    return { account, readingId: randomUUID(), orderId: body.id };
  }

  /** What the contract names, about any of the accounts. */
  function sent(operation: Operation) {
    const aboutHandedIn: readonly Operation[] = [
      operations.withdrawReading,
      operations.attachReadingPhoto,
      operations.removeReadingPhoto,
    ];
    const share = operation === operations.correctReading ? 1 : aboutHandedIn.includes(operation) ? 2 : 0;
    const own = targets.filter((_, index) => index % 3 === share);
    return fc.constantFrom(...own).chain((target) => sentAbout(target, operation));
  }

  /** What the contract names, filled with right values, likely wrong ones, and anything. */
  function sentAbout({ account, readingId, orderId, appeals, files }: Target, operation: Operation) {
    const meter = account.meters[0]!;
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom('', '.', '..', '%', '\u0000', "';--", '0', '-1', '9'.repeat(400), '🙂', '\ud800', '__proto__'),
    );
    const either = (right: string) =>
      fc.oneof({ weight: 3, arbitrary: fc.constant(right) }, { weight: 1, arbitrary: text });
    // What a URL can hold as one step of its path.
    const segment = (right: string) => either(right).filter((value) => !['', '.', '..', '\ud800'].includes(value));
    const value = fc.oneof(
      { weight: 4, arbitrary: fc.integer({ min: 1200, max: 2500 }).map(String) },
      fc.integer({ min: 0, max: 99_999 }).map(String),
      fc.tuple(fc.bigInt(), fc.nat()).map(([whole, part]) => `${whole}.${part}`),
      fc.constantFrom('1279', '01279,5', '1279.', '1e5', 'NaN', '-0', '9'.repeat(3000), `0.${'1'.repeat(3000)}`),
      text,
    );
    const moment = fc.oneof(
      {
        weight: 4,
        arbitrary: fc
          .date({ min: new Date('2026-11-02'), max: SEED_NOW, noInvalidDate: true })
          .map((date) => date.toISOString()),
      },
      fc
        .date({ min: new Date('2026-10-20'), max: new Date('2026-11-20'), noInvalidDate: true })
        .map((date) => date.toISOString()),
      fc.constantFrom('2026-11-03', '2026-02-30T25:61:00Z', '9999-12-31T23:59:59+99:99', '0000-00-00T00:00:00Z'),
      text,
    );
    const registerId = meter.registers[0]!.id;
    const values = fc.oneof(
      { weight: 3, arbitrary: fc.tuple(fc.record({ registerId: fc.constant(registerId), value })) },
      { weight: 1, arbitrary: fc.array(fc.record({ registerId: either(registerId), value }), { maxLength: 10 }) },
    );
    const rightBody = fc.record(
      { meterId: either(meter.id), values, readAt: moment, confirmed: fc.boolean(), extra: fc.jsonValue() },
      { requiredKeys: ['meterId', 'values'] },
    );
    // A whole picture, one with a few bytes changed or the end cut off, and what is none.
    const picture = Buffer.from(SMALL_JPEG, 'base64');
    const photoBody = fc.record({
      mediaType: either('image/jpeg'),
      data: fc.oneof(
        { weight: 2, arbitrary: fc.constant(SMALL_JPEG) },
        {
          weight: 4,
          arbitrary: fc
            .tuple(
              fc.array(fc.tuple(fc.nat(picture.length - 1), fc.nat(255)), { maxLength: 8 }),
              fc.nat(picture.length - 1),
            )
            .map(([changes, cut]) => {
              const bytes = Buffer.from(picture);
              for (const [at, byte] of changes) bytes[at] = byte;
              return bytes.subarray(0, cut % 3 === 0 ? cut : bytes.length).toString('base64');
            }),
        },
        text,
      ),
    });
    const zoned = fc.record({ zone: either('total'), value });
    const guestBody = fc.record(
      {
        accountNumber: either(account.accountNumber),
        proof: fc.record({ kind: either('meter_number'), value: either(meter.serialNumber) }),
        values: fc.oneof({ weight: 3, arbitrary: fc.tuple(zoned) }, fc.array(zoned, { maxLength: 6 })),
        serviceKind: either('gas'),
        extra: fc.jsonValue(),
      },
      { requiredKeys: ['accountNumber', 'proof', 'values'] },
    );
    // Names are kept: what the database cannot hold must not get to it.
    const preferencesBody = fc.record(
      { nickname: fc.oneof(text, fc.constantFrom('Да\u0000ча', '\u0000')), isDefault: fc.boolean() },
      { requiredKeys: ['nickname'] },
    );
    const wholeNumber = fc.oneof(
      { weight: 3, arbitrary: fc.integer({ min: 100, max: 3_000_000 }) },
      fc.maxSafeInteger(),
      fc.constantFrom(0, -1, 1.5, Number.MAX_VALUE, -Number.MAX_VALUE),
    );
    // Parts of a file that is awaited, in and out of turn, and what is no part of any.
    const partBody = fc.record({
      offset: fc.oneof(fc.constantFrom(0, 20), wholeNumber),
      data: fc.oneof(
        fc
          .constantFrom('%PDF-1.7 and some mo', 're of it', '%PDF-1.7 and some more of it')
          .map((part) => Buffer.from(part).toString('base64')),
        fc.uint8Array({ minLength: 3, maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString('base64')),
        text,
      ),
    });
    const line = fc.record({
      accountId: either(account.id),
      amount: fc.record({ amount: wholeNumber, currency: either('UAH') }),
    });
    const orderBody = fc.record(
      {
        lines: fc.oneof({ weight: 3, arbitrary: fc.tuple(line) }, fc.array(line, { maxLength: 25 })),
        methodId: fc.oneof(either('card'), either('dear')),
        returnUrl: fc.oneof(
          either(SITE),
          fc.webUrl().map((url) => url.slice(0, 2000)),
        ),
        language: either('uk'),
        anew: fc.boolean(),
        planId: either(orderId),
        extra: fc.jsonValue(),
      },
      { requiredKeys: ['lines', 'methodId', 'returnUrl'] },
    );
    // Slots that there are, mostly: two receptions, two weeks, any number of customers of whom this one is soon told that they have enough.
    const slot = fc.oneof(
      {
        weight: 4,
        arbitrary: fc.constantFrom('2026-11-05T08:00:00Z', '2026-11-10T11:00:00+02:00', '2026-11-05T12:00:00.000Z'),
      },
      moment,
    );
    const visit = {
      topic: fc.oneof(text, fc.constant('Тиск газу')),
      accountId: fc.option(either(account.id)),
      phone: fc.oneof(fc.constantFrom('', '067 123 45 67'), text),
    };
    const reception = fc.constantFrom('network', 'supply');
    const bodies = new Map<Operation, fc.Arbitrary<unknown>>([
      [operations.attachReadingPhoto, photoBody],
      [operations.setAccountPreferences, preferencesBody],
      [operations.submitGuestReading, guestBody],
      [operations.createPaymentOrder, orderBody],
      [
        operations.bookAppointment,
        reception.chain((id) => fc.record({ receptionId: either(id), startsAt: slot, ...visit })),
      ],
      [operations.joinWaitingList, fc.record(visit)],
      [operations.startUpload, fc.record({ name: fc.oneof(either('лист.pdf'), text), sizeBytes: wholeNumber })],
      [operations.continueUpload, partBody],
      [operations.moveAppointment, fc.record({ startsAt: slot })],
      ...appealBodies({ text, either, accountId: account.id, messageId: appeals.messageId }),
    ]);
    const bodyOf = bodies.get(operation) ?? rightBody;
    const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
    const query = fc
      .record({
        limit: optional(either('5')),
        cursor: optional(
          fc.oneof(
            either(readingId),
            either(`2026-11-03_${orderId}`),
            either(`2026-11-03T10:00:00.000Z_${orderId}`),
            either('2026-02-30_'),
          ),
        ),
        amount: optional(either('5000')),
        meterId: optional(either(meter.id)),
        localityId: optional(either('chernihiv')),
        from: optional(either('2026-11-03')),
        to: optional(either('2026-02-30')),
        query: optional(either('Чернигов')),
        other: optional(text),
      })
      .map((record) =>
        Object.fromEntries(Object.entries(record).filter((entry): entry is [string, string] => entry[1] !== undefined)),
      );
    return fc.record({
      params: fc.record({
        accountId: segment(account.id),
        readingId: segment(readingId),
        orderId: segment(orderId),
        planId: segment(orderId),
        receiptId: segment(orderId),
        requestId: segment(orderId),
        differenceId: segment(orderId),
        receptionId: reception.chain(segment),
        appealId: fc.constantFrom(appeals.appealId, appeals.answeredAppealId).chain(segment),
        attachmentId: segment(appeals.attachmentId),
        appointmentId: segment(orderId),
        placeId: segment(orderId),
        date: segment('2026-11-05'),
        uploadId: segment(files.uploadId),
        contractId: segment(files.contractId),
        documentId: segment(files.documentId),
      }),
      query: operation.query ? query : fc.constant({}),
      body: operation.body
        ? fc.oneof({ weight: 4, arbitrary: bodyOf }, { weight: 1, arbitrary: fc.jsonValue() })
        : fc.constant({}),
      key: fc.oneof(
        { weight: 4, arbitrary: fc.uuid() },
        { weight: 1, arbitrary: fc.stringMatching(/^[\x21-\x7e]{0,140}$/) },
        { weight: 1, arbitrary: fc.constant(null) },
      ),
      // Many callers: one alone would soon be told to wait.
      address: fc.ipV4(),
      credentials: fc.oneof(
        { weight: 6, arbitrary: fc.constant('own' as const) },
        { weight: 1, arbitrary: fc.constant(null) },
        { weight: 1, arbitrary: fc.stringMatching(/^[\x20-\x7e]{0,60}$/) },
      ),
    });
  }
});
