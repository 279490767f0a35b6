import {
  dateInTimeZone,
  dialValues,
  isAccountNumber,
  judgeReading,
  readAtFault,
  readingNumber,
  readingWindowEnd,
  readingWindowOn,
  readingWindowRule,
  type ReadingWindowState,
  RECENT_PERIODS,
  searchLocalities,
  recentUseOf,
  type SupplierWindowRule,
  windowOfReading,
} from '@kabinet/rules';
import { ApiError } from '../errors.js';
import { calls } from '../generated/calls.js';
import { requireIdempotencyKey } from '../idempotency-key.js';
import type { PageOperationName } from '../operations/index.js';
import type {
  Account,
  Grant,
  Meter,
  Reading,
  ReadingStatus,
  ReadingSubmission,
  Session,
  Tariff,
} from '../schemas/index.js';
import type { CallOptions, UtilityApi } from '../utility-api.js';
import type { MockIntercept } from './faults.js';
import { type Handlers, invalid, refusal } from './handlers.js';
import { mockContracts } from './mock-contracts.js';
import { type MockPaymentOutcome, mockPayments } from './mock-payments.js';
import { mockAppeals } from './mock-appeals.js';
import { mockAppointments } from './mock-appointments.js';
import { mockPlans } from './mock-plans.js';
import { mockReceipts } from './mock-receipts.js';
import { mockUploads } from './mock-uploads.js';
import { photoFault } from './photo-check.js';
import { type MockAccount, type MockData, type MockMeter, sampleData } from './sample-base.js';
import { sampleAccountTariff } from './sample-tariffs.js';

export interface MockOptions {
  /** The clock; the real one without it. */
  readonly now?: () => Date;
  /** What to answer from; the sample customer's accounts without it. It is copied: the caller's stays as it is. */
  readonly data?: MockData;
  /** Milliseconds before each answer; Infinity never answers. 0 without it. */
  readonly latency?: number;
  /** Makes calls slow, failing or cut, one by one. */
  readonly intercept?: MockIntercept;
  /** What becomes of payments; they are paid without it. */
  readonly payments?: MockPaymentOutcome;
  /** Paying leads straight back to the page; without it to a provider's page, which does not exist. */
  readonly paysInPage?: boolean | undefined;
}

/** How long a session lasts from the last renewal, and for how long an account that was taken off the list can come back. */
const SESSION_MS = 30 * 60_000;
const RESTORABLE_MS = 30 * 86_400_000;

/** Statuses in which a reading counts. */
const COUNTING: readonly ReadingStatus[] = ['received', 'accepted', 'questioned'];

const newestFirst = (a: Reading, b: Reading) => Date.parse(b.readAt) - Date.parse(a.readAt);

/** Resolves after the time, or rejects as soon as the caller gives up. */
function wait(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason as Error);
      return;
    }
    if (milliseconds <= 0) {
      resolve();
      return;
    }
    const timer = Number.isFinite(milliseconds) ? setTimeout(done, milliseconds) : undefined;
    function done() {
      signal?.removeEventListener('abort', give);
      resolve();
    }
    function give() {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    }
    signal?.addEventListener('abort', give, { once: true });
  });
}

type SubmittedValue = ReadingSubmission['values'][number];

interface StoredAnswer {
  readonly operation: PageOperationName;
  readonly request: string;
  readonly answer: { readonly value: unknown } | { readonly error: ApiError };
}

/**
 * The contract answered in the page: same rules, same error codes and same replays by idempotency key as the service, from
 * sample data and without a network. For tests, documentation and design work.
 */
export function createMockApi(options: MockOptions = {}): UtilityApi {
  const now = options.now ?? (() => new Date());
  const { supplier, windows, tariffBook, localities, ...mine } = structuredClone(
    options.data ?? sampleData({ now: now() }),
  );
  const storedAnswers = new Map<string, StoredAnswer>();
  let session: Session | null = mine.session;
  let accounts: readonly MockAccount[] = mine.accounts;
  /** Accounts taken off the list, by id, with the moment until which they can come back. */
  const unlinked = new Map<string, { account: MockAccount; until: Date }>();
  let handedIn = 0;

  /** The account, if the customer has it on their list and may do that with it. */
  function accountOf(accountId: string, grant: Grant): MockAccount {
    const found = accounts.find((each) => each.account.id === accountId);
    if (!found) throw refusal('not_found');
    if (!found.account.grants.includes(grant)) throw refusal('forbidden');
    return found;
  }

  /** The list with an account changed; where it became the default one, no other is. The default comes first. */
  function changeAccount(accountId: string, changed: Partial<Account>): Account {
    accounts = accounts
      .map((each) => {
        if (each.account.id === accountId) return { ...each, account: { ...each.account, ...changed } };
        return changed.isDefault ? { ...each, account: { ...each.account, isDefault: false } } : each;
      })
      .sort((a, b) => Number(b.account.isDefault) - Number(a.account.isDefault));
    return accountOf(accountId, 'link').account;
  }

  function signedIn(): Session {
    if (session === null) throw refusal('token_missing');
    return session;
  }

  const dayOf = (instant: Date | string) => dateInTimeZone(instant, supplier.timeZone);

  function ruleOf({ meter: { serviceKind } }: MockMeter): SupplierWindowRule {
    const own = windows[serviceKind];
    return readingWindowRule({ rules: own ? [{ ...own, serviceKind }] : [], serviceKind, locality: null });
  }

  /** The reading handed in for the window; late ones count for the next. */
  function submittedFor(meter: MockMeter, window: ReadingWindowState): Reading | null {
    return (
      meter.readings.find(
        (each) => each.source === 'customer' && COUNTING.includes(each.status) && each.countsFor === window.countsFor,
      ) ?? null
    );
  }

  /**
   * The readings that count and were not handed in for the month or a later one, newest first; of those before the moment where one
   * is given. The first is what use is counted from.
   */
  function earlierThan(meter: MockMeter, month: string, before?: Date): Reading[] {
    return meter.readings
      .filter(
        (each) =>
          COUNTING.includes(each.status) &&
          !(each.source === 'customer' && each.countsFor >= month) &&
          (before === undefined || new Date(each.readAt) < before),
      )
      .sort(newestFirst)
      .slice(0, RECENT_PERIODS + 1);
  }

  /** `correctableUntil` is a promise about the present: once it has passed, there is none. */
  function asSeenNow(reading: Reading): Reading {
    const until = reading.correctableUntil;
    return until !== null && now() > new Date(until) ? { ...reading, correctableUntil: null } : reading;
  }

  function toMeter(record: MockMeter): Meter {
    const window = readingWindowOn(ruleOf(record), dayOf(now()));
    const submitted = record.meter.removedOn === null ? submittedFor(record, window) : null;
    const earlier = earlierThan(record, window.countsFor);
    const [baseline] = earlier;
    return {
      ...record.meter,
      baseline: baseline ? asSeenNow(baseline) : null,
      submitted: submitted && asSeenNow(submitted),
      recentUse: recentUseOf({ ...record.meter, readings: earlier, timeZone: supplier.timeZone }),
    };
  }

  /** The moment the dial was read. */
  function momentOf(said: string | undefined): Date {
    const readAt = said === undefined ? now() : new Date(said);
    const fault = readAtFault({ readAt, now: now() });
    if (fault === 'timestamp_future') {
      throw refusal('reading_rejected', { findings: [{ code: fault, severity: 'reject', registerId: null }] });
    }
    if (fault !== null) throw invalid('/readAt', fault);
    return readAt;
  }

  /** The reading as it is taken; throws what the service would refuse it with. `corrects` is the one it replaces. */
  function take(
    { account }: MockAccount,
    meter: MockMeter,
    sent: { values: readonly SubmittedValue[]; confirmed?: boolean | undefined; readAt: Date },
    corrects: Reading | null = null,
  ): Reading {
    const { readAt } = sent;
    const shown = dialValues(meter.meter.registers, sent.values);
    if ('fault' in shown) throw invalid(shown.pointer, shown.fault);
    const moments = { rule: ruleOf(meter), timeZone: supplier.timeZone, readAt, now: now() };
    const window = windowOfReading(moments);
    const after = meter.readings.filter(
      (each) => COUNTING.includes(each.status) && new Date(each.readAt) >= readAt && each.id !== corrects?.id,
    );
    const judged = judgeReading({
      ...moments,
      meter: meter.meter,
      isAccountOpen: account.status === 'open',
      values: shown.values,
      earlier: earlierThan(meter, corrects?.countsFor ?? window.countsFor, readAt),
      later: after.sort(newestFirst).at(-1)?.values ?? null,
      isConfirmed: sent.confirmed === true,
      correctedMonth: corrects?.countsFor ?? null,
    });
    const { outcome, countsFor, opensOn } = judged;
    const findings = judged.findings.map((each) => ({ ...each }));
    if (outcome === 'rejected') {
      throw refusal('reading_rejected', { findings, ...(opensOn !== null && { opensOn }) });
    }
    if (outcome === 'needs_confirmation') throw refusal('reading_needs_confirmation', { findings });
    if (!corrects && submittedFor(meter, window)) throw refusal('duplicate_reading');
    handedIn += 1;
    return {
      id: `handed-in-${handedIn}`,
      number: readingNumber(1_000_000 + handedIn),
      meterId: meter.meter.id,
      readAt: readAt.toISOString(),
      receivedAt: now().toISOString(),
      source: 'customer',
      quality: 'actual',
      status: outcome,
      values: judged.values.map(({ registerId, value, consumption }) => ({ registerId, value, consumption })),
      questionedFor: [...new Set(findings.map((each) => each.code))],
      countsFor,
      correctableUntil: corrects?.correctableUntil ?? readingWindowEnd(window, supplier.timeZone).toISOString(),
      // A correction is of the same dial: its photo goes with it.
      hasPhoto: corrects?.hasPhoto ?? false,
    };
  }

  /** The account's reading while it may still be changed. */
  function correctable(accountId: string, readingId: string) {
    const account = accountOf(accountId, 'readings');
    for (const meter of account.meters) {
      const index = meter.readings.findIndex((each) => each.id === readingId);
      const reading = meter.readings[index];
      if (!reading) continue;
      if (!COUNTING.includes(reading.status) || asSeenNow(reading).correctableUntil === null) {
        throw refusal('reading_not_correctable');
      }
      const put = (changed: Reading): Reading => {
        meter.readings[index] = changed;
        return changed;
      };
      const change = (status: ReadingStatus) => put({ ...reading, status, correctableUntil: null, hasPhoto: false });
      const photo = (hasPhoto: boolean) => put({ ...reading, hasPhoto });
      return { account, meter, reading, change, photo };
    }
    throw refusal('not_found');
  }

  const plans = mockPlans({
    supplier,
    accounts,
    reminders: mine.reminders,
    accountOf,
    isPaid: (orderId) => payments.find(orderId)?.status === 'paid',
    now,
    today: () => dayOf(now()),
  });

  const payments = mockPayments({
    now,
    supplier,
    accountOf,
    outcome: options.payments ?? 'paid',
    paysInPage: options.paysInPage,
  });
  const receipts = mockReceipts({
    supplier,
    accounts: () => accounts,
    accountOf,
    paymentsOf: ({ account: { id, grants } }) =>
      grants.includes('view') ? payments.handlers.listPayments({ accountId: id, limit: '100' }).items : [],
    findOrder: payments.find,
  });
  const uploads = mockUploads({ now });
  const contracts = mockContracts({ now, today: () => dayOf(now()), accountOf });
  const appeals = mockAppeals({
    supplier,
    data: mine.appeals,
    now,
    notifiedAt: mine.reminders.channels[0]?.address ?? null,
    accountId: accounts[0]?.account.id ?? null,
    accountOf,
    attach: uploads.attach,
  });
  const handlers: Handlers = {
    getSupplier: () => supplier,
    getSession: () => signedIn(),
    renewSession: () => {
      const current = signedIn();
      if (!current.isRenewable) return current;
      return (session = { ...current, expiresAt: new Date(now().getTime() + SESSION_MS).toISOString() });
    },
    endSession: () => {
      session = null;
      return { endedAt: now().toISOString() };
    },
    listAccounts: () => ({ items: accounts.map((each) => each.account) }),
    setAccountPreferences: ({ accountId, body: { nickname, isDefault } }) => {
      const { account } = accountOf(accountId, 'link');
      return changeAccount(accountId, {
        nickname: nickname?.trim() ?? account.nickname,
        isDefault: isDefault === true || account.isDefault,
      });
    },
    unlinkAccount: ({ accountId }) => {
      const account = accountOf(accountId, 'link');
      const until = new Date(now().getTime() + RESTORABLE_MS);
      unlinked.set(accountId, { account, until });
      accounts = accounts.filter((each) => each !== account);
      const [first] = accounts;
      if (account.account.isDefault && first) changeAccount(first.account.id, { isDefault: true });
      return { unlinkedAt: now().toISOString(), restorableUntil: until.toISOString() };
    },
    restoreAccount: ({ accountId }) => {
      const there = accounts.find((each) => each.account.id === accountId);
      if (there) return there.account;
      const gone = unlinked.get(accountId);
      if (!gone || now() > gone.until) throw refusal('not_found');
      unlinked.delete(accountId);
      accounts = [...accounts, gone.account];
      return changeAccount(accountId, { isDefault: gone.account.account.isDefault || accounts.length === 1 });
    },
    getBalance: ({ accountId }) => payments.balanceOf(accountOf(accountId, 'view')),
    listMeters: ({ accountId }) => ({
      items: accountOf(accountId, 'readings')
        .meters.map(toMeter)
        .sort((a, b) => Number(a.removedOn !== null) - Number(b.removedOn !== null)),
    }),
    listReadingWindows: ({ accountId }) => ({
      items: accountOf(accountId, 'readings').account.serviceKinds.flatMap((serviceKind) => {
        const rule = windows[serviceKind];
        if (!rule) return [];
        return [{ serviceKind, ...readingWindowOn(rule, dayOf(now())), lateReadings: rule.lateReadings }];
      }),
    }),
    listReadings: ({ accountId, meterId, limit = '24', cursor = '0' }) => {
      const all = accountOf(accountId, 'view')
        .meters.flatMap((each) => each.readings)
        .filter((each) => meterId === undefined || each.meterId === meterId)
        .sort(newestFirst);
      const [from, size] = [Number(cursor), Number(limit)];
      if (!/^\d+$/.test(cursor)) throw invalid('/cursor', 'unknown_cursor');
      if (!/^([1-9]\d?|100)$/.test(limit)) throw invalid('/limit', 'invalid_format');
      return {
        items: all.slice(from, from + size).map(asSeenNow),
        nextCursor: from + size < all.length ? String(from + size) : null,
      };
    },
    submitReading: ({ accountId, body: { meterId, values, confirmed, readAt } }) => {
      const account = accountOf(accountId, 'readings');
      const meter = account.meters.find((each) => each.meter.id === meterId);
      if (!meter) throw refusal('not_found');
      const taken = take(account, meter, { values, confirmed, readAt: momentOf(readAt) });
      meter.readings.unshift(taken);
      return taken;
    },
    correctReading: ({ accountId, readingId, body: { values, confirmed } }) => {
      const { account, meter, reading, change } = correctable(accountId, readingId);
      // It corrects what was written down; the dial was read when it was read.
      const taken = take(account, meter, { values, confirmed, readAt: new Date(reading.readAt) }, reading);
      change('superseded');
      meter.readings.unshift(taken);
      return taken;
    },
    attachReadingPhoto: ({ accountId, readingId, body }) => {
      const { photo } = correctable(accountId, readingId);
      const fault = photoFault(body);
      if (fault !== null) throw refusal('photo_refused', { issues: [{ pointer: '/data', code: fault }] });
      return photo(true);
    },
    removeReadingPhoto: ({ accountId, readingId }) => correctable(accountId, readingId).photo(false),
    withdrawReading: ({ accountId, readingId }) => correctable(accountId, readingId).change('withdrawn'),
    listTariffs: ({ localityId }) => {
      if (localityId !== undefined && !localities.some(({ id }) => id === localityId)) throw refusal('not_found');
      const named = ({ when }: Pick<Tariff, 'when'>) => when['locality'];
      const isThere = (each: Pick<Tariff, 'when'>) => named(each)?.includes(localityId ?? '') ?? true;
      return {
        ...tariffBook,
        tariffs: tariffBook.tariffs.filter(isThere),
        norms: tariffBook.norms.filter(isThere),
        variesByLocality: tariffBook.tariffs.some(named),
      };
    },
    searchLocalities: ({ query = '' }) => {
      const named = localities.filter(({ id }) => id === query);
      const found = searchLocalities(query, localities).map(({ locality }) => locality);
      return { items: [...named, ...found.filter(({ id }) => id !== query)].slice(0, 20) };
    },
    getAccountTariff: ({ accountId }) => {
      const { account, tariff } = accountOf(accountId, 'view');
      const tariffs = tariffBook.tariffs.filter(({ serviceKind }) => account.serviceKinds.includes(serviceKind));
      return sampleAccountTariff(tariffs, tariff);
    },
    ...payments.handlers,
    createPaymentOrder: (args) => {
      const order = payments.handlers.createPaymentOrder(args);
      if (args.body.planId !== undefined) plans.expectCard(args.body.planId, order.id);
      return order;
    },
    ...plans.handlers,
    ...mockAppointments({ supplier, data: mine.appointments, now, accountOf }),
    ...receipts,
    ...uploads.handlers,
    ...appeals,
    ...contracts,
    submitGuestReading: ({ body: { accountNumber, proof } }) => {
      if (supplier.guestReadings === null) throw refusal('not_found');
      if (!isAccountNumber(accountNumber, supplier.accountNumber)) throw invalid('/accountNumber', 'invalid_format');
      if (proof.kind !== supplier.guestReadings.proof) throw invalid('/proof/kind', 'not_offered');
      handedIn += 1;
      return { number: readingNumber(1_000_000 + handedIn), receivedAt: now().toISOString() };
    },
  };

  const answer = (operation: PageOperationName, args: unknown): unknown =>
    (handlers[operation] as (args: unknown) => unknown)(args);

  /**
   * Does what was asked once for each key and gives the same answer again, as the service does. A verdict on what was sent
   * (409, 422) is kept as well; what may be otherwise a moment later is not.
   */
  function answerOnce(operation: PageOperationName, args: unknown, key: string): unknown {
    const request = JSON.stringify(args);
    const stored = storedAnswers.get(key);
    if (stored) {
      if (stored.operation !== operation || stored.request !== request) throw refusal('idempotency_key_reused');
      if ('error' in stored.answer) throw stored.answer.error;
      return stored.answer.value;
    }
    const keep = (answer: StoredAnswer['answer']) => storedAnswers.set(key, { operation, request, answer });
    try {
      const value = answer(operation, args);
      // As it stands now: what happens to the reading later does not change it.
      keep({ value: structuredClone(value) });
      return value;
    } catch (error) {
      if (error instanceof ApiError && [409, 422].includes(error.problem?.status ?? 0)) keep({ error });
      throw error;
    }
  }

  async function call(operation: PageOperationName, args: unknown, callOptions: CallOptions): Promise<unknown> {
    const next = async () => {
      await wait(options.latency ?? 0, callOptions.signal);
      if (!calls[operation].public) signedIn();
      const { idempotencyKey } = callOptions;
      const value: unknown =
        calls[operation].mutation && idempotencyKey !== undefined
          ? answerOnce(operation, args, idempotencyKey)
          : answer(operation, args);
      // A copy for each caller: what one page part does to its answer is nobody else's business.
      return structuredClone<unknown>(value instanceof Promise ? await value : value);
    };
    return options.intercept ? options.intercept(operation, args, callOptions, next) : next();
  }

  return Object.fromEntries(
    (Object.keys(calls) as PageOperationName[]).map((operation) => [
      operation,
      (args: unknown, callOptions: CallOptions = {}) => {
        requireIdempotencyKey(operation, callOptions);
        return call(operation, args, callOptions);
      },
    ]),
  ) as unknown as UtilityApi;
}
