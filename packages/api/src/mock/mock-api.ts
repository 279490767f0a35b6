import {
  addDays,
  checkReading,
  compareDecimals,
  dateInTimeZone,
  endOfDayInTimeZone,
  isDecimal,
  type ReadingFindingCode,
  type ReadingWindowState,
  readingWindowOn,
  truncateDecimal,
} from '@kabinet/rules';
import { ApiError, errorKindOf } from '../errors.js';
import { calls } from '../generated/calls.js';
import { requireIdempotencyKey } from '../idempotency-key.js';
import type { OperationName } from '../operations/index.js';
import { problemStatus } from '../problem-status.js';
import type {
  Meter,
  Problem,
  ProblemCode,
  Reading,
  ReadingFinding,
  ReadingStatus,
  ReadingSubmission,
  Tariff,
} from '../schemas/index.js';
import type { CallOptions, OperationArgs, OperationResult, UtilityApi } from '../utility-api.js';
import type { MockIntercept } from './faults.js';
import { photoFault } from './photo-check.js';
import { readingNumber } from './reading-number.js';
import { type MockAccount, type MockData, type MockMeter, type MockWindow, sampleData } from './sample-base.js';
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
}

/** Statuses in which a reading counts. */
const COUNTING: readonly ReadingStatus[] = ['received', 'accepted', 'questioned'];

// As the service has them.
/** A phone's clock may be ahead by this much before a reading counts as coming from the future. */
const CLOCK_SKEW_MS = 5 * 60_000;
/** A reading taken this long ago still counts for the day it was taken. */
const SENT_LATER_MS = 24 * 3_600_000;
/** As long as a page may keep a reading that it could not send. */
const MAX_AGE_MS = 7 * 24 * 3_600_000;

/** Where a service has no window, readings are taken the whole month. */
const WHOLE_MONTH: MockWindow = {
  opensOnDay: 1,
  closesOnDay: -1,
  graceDays: 0,
  countsFor: 'opening_month',
  lateReadings: 'accept',
};

function refusal(code: ProblemCode, more: Partial<Problem> = {}): ApiError {
  const status = problemStatus[code];
  return new ApiError(errorKindOf(status), {
    problem: { type: 'about:blank', title: code.replaceAll('_', ' '), status, code, requestId: 'mock', ...more },
  });
}

function invalid(pointer: string, code: string): ApiError {
  return refusal('invalid_request', { issues: [{ pointer, code }] });
}

function rejecting(code: ReadingFindingCode): ReadingFinding {
  return { code, severity: 'reject', registerId: null };
}

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
  readonly operation: OperationName;
  readonly request: string;
  readonly answer: { readonly value: unknown } | { readonly error: ApiError };
}

type Handlers = { readonly [N in OperationName]: (args: OperationArgs<N>) => OperationResult<N> };

/**
 * The contract answered in the page: same rules, same error codes and same replays by idempotency key as the service, from
 * sample data and without a network. For tests, documentation and design work.
 */
export function createMockApi(options: MockOptions = {}): UtilityApi {
  const now = options.now ?? (() => new Date());
  const { supplier, session, windows, accounts, tariffBook, localities } = structuredClone(
    options.data ?? sampleData({ now: now() }),
  );
  const storedAnswers = new Map<string, StoredAnswer>();
  let handedIn = 0;

  function accountOf(accountId: string): MockAccount {
    const found = accounts.find((each) => each.account.id === accountId);
    if (!found) throw refusal('not_found');
    return found;
  }

  const dayOf = (instant: Date | string) => dateInTimeZone(instant, supplier.timeZone);

  function windowOf(meter: MockMeter, at: Date = now()): ReadingWindowState & Pick<MockWindow, 'lateReadings'> {
    const rule = windows[meter.meter.serviceKind] ?? WHOLE_MONTH;
    return { ...readingWindowOn(rule, dayOf(at)), lateReadings: rule.lateReadings };
  }

  function windowEnd({ closesOn, graceDays }: ReadingWindowState): string {
    return endOfDayInTimeZone(addDays(closesOn, graceDays), supplier.timeZone).toISOString();
  }

  /** The reading handed in for the window; late ones count for the next. */
  function submittedFor(meter: MockMeter, window: ReadingWindowState): Reading | null {
    return (
      meter.readings.find(
        (each) => each.source === 'customer' && COUNTING.includes(each.status) && each.countsFor === window.countsFor,
      ) ?? null
    );
  }

  /** The newest reading that counts besides the one handed in; of those before the moment where one is given. */
  function baselineOf(meter: MockMeter, submitted: Reading | null, before?: Date): Reading | null {
    const earlier = meter.readings.filter(
      (each) =>
        COUNTING.includes(each.status) &&
        each.id !== submitted?.id &&
        (before === undefined || new Date(each.readAt) < before),
    );
    return earlier.sort(newestFirst)[0] ?? null;
  }

  /** `correctableUntil` is a promise about the present: once it has passed, there is none. */
  function asSeenNow(reading: Reading): Reading {
    const until = reading.correctableUntil;
    return until !== null && now() > new Date(until) ? { ...reading, correctableUntil: null } : reading;
  }

  function toMeter(record: MockMeter): Meter {
    const submitted = record.meter.removedOn === null ? submittedFor(record, windowOf(record)) : null;
    const baseline = baselineOf(record, submitted);
    return {
      ...record.meter,
      baseline: baseline && asSeenNow(baseline),
      submitted: submitted && asSeenNow(submitted),
    };
  }

  /** What the dials show, by register; throws when a value is missing, doubled or of another meter. */
  function dialValues(meter: MockMeter, values: readonly SubmittedValue[]): ReadonlyMap<string, string> {
    const shown = new Map<string, string>();
    values.forEach(({ registerId, value }, index) => {
      const register = meter.meter.registers.find((each) => each.id === registerId);
      if (!register) throw invalid(`/values/${index}/registerId`, 'unknown_register');
      if (shown.has(registerId)) throw invalid(`/values/${index}/registerId`, 'repeated_register');
      if (!isDecimal(value)) throw invalid(`/values/${index}/value`, 'invalid_format');
      if (compareDecimals(value, '0') < 0) throw invalid(`/values/${index}/value`, 'negative');
      shown.set(registerId, truncateDecimal(value, register.decimalDigits));
    });
    if (shown.size !== meter.meter.registers.length) throw invalid('/values', 'missing_register');
    return shown;
  }

  /** The moment the dial was read. */
  function momentOf(said: string | undefined): Date {
    const readAt = said === undefined ? now() : new Date(said);
    if (Number.isNaN(readAt.getTime())) throw invalid('/readAt', 'not_a_moment');
    if (now().getTime() - readAt.getTime() > MAX_AGE_MS) throw invalid('/readAt', 'too_old');
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
    const shown = dialValues(meter, sent.values);
    const sentLater = now().getTime() - readAt.getTime();
    const window = windowOf(meter, sentLater >= 0 && sentLater <= SENT_LATER_MS ? readAt : now());
    const baseline = baselineOf(meter, corrects ?? submittedFor(meter, window), readAt);
    const { findings, use } = checkReading({
      registers: meter.meter.registers.map((register) => ({
        ...register,
        value: shown.get(register.id) ?? '0',
        previous: baseline?.values.find((each) => each.registerId === register.id)?.value ?? null,
      })),
      multiplier: meter.meter.multiplier,
      maxDailyUse: meter.meter.maxDailyUse,
      previousReadOn: baseline && dayOf(baseline.readAt),
      readOn: dayOf(readAt),
    });
    const found: ReadingFinding[] = findings.map((each) => ({ ...each }));
    const { removedOn } = meter.meter;
    if (sentLater < -CLOCK_SKEW_MS) found.push(rejecting('timestamp_future'));
    if (account.status === 'closed' || (removedOn !== null && removedOn <= dayOf(readAt))) {
      found.push(rejecting('meter_decommissioned'));
    }
    for (const later of meter.readings.filter(
      (each) => new Date(each.readAt) > readAt && COUNTING.includes(each.status),
    )) {
      for (const { registerId, value } of later.id === corrects?.id ? [] : later.values) {
        if (compareDecimals(shown.get(registerId) ?? '0', value) <= 0) continue;
        found.push({ code: 'greater_than_subsequent', severity: 'confirm', registerId });
      }
    }
    const isRefusedLate = !corrects && !window.isOpen && window.lateReadings === 'refuse';
    if (isRefusedLate) found.push(rejecting('window_closed'));

    if (found.some((each) => each.severity === 'reject')) {
      throw refusal('reading_rejected', { findings: found, ...(isRefusedLate && { opensOn: window.opensOn }) });
    }
    if (found.length > 0 && sent.confirmed !== true) throw refusal('reading_needs_confirmation', { findings: found });
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
      status: found.length > 0 ? 'questioned' : 'accepted',
      values: meter.meter.registers.map(({ id }) => ({
        registerId: id,
        value: shown.get(id) ?? '0',
        consumption: use.find((each) => each.registerId === id)?.consumption ?? null,
      })),
      questionedFor: [...new Set(found.map((each) => each.code))],
      countsFor: corrects?.countsFor ?? window.countsFor,
      correctableUntil: corrects?.correctableUntil ?? windowEnd(window),
      // A correction is of the same dial: its photo goes with it.
      hasPhoto: corrects?.hasPhoto ?? false,
    };
  }

  /** The account's reading while it may still be changed. */
  function correctable(accountId: string, readingId: string) {
    const account = accountOf(accountId);
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

  const handlers: Handlers = {
    getSupplier: () => supplier,
    getSession: () => session,
    listAccounts: () => ({ items: accounts.map((each) => each.account) }),
    getBalance: ({ accountId }) => accountOf(accountId).balance,
    listMeters: ({ accountId }) => ({
      items: accountOf(accountId)
        .meters.map(toMeter)
        .sort((a, b) => Number(a.removedOn !== null) - Number(b.removedOn !== null)),
    }),
    listReadingWindows: ({ accountId }) => ({
      items: accountOf(accountId).account.serviceKinds.flatMap((serviceKind) => {
        const rule = windows[serviceKind];
        if (!rule) return [];
        return [{ serviceKind, ...readingWindowOn(rule, dayOf(now())), lateReadings: rule.lateReadings }];
      }),
    }),
    listReadings: ({ accountId, meterId, limit = '24', cursor = '0' }) => {
      const all = accountOf(accountId)
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
      const account = accountOf(accountId);
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
      const named = (tariff: Tariff) => tariff.when['locality'];
      return {
        ...tariffBook,
        tariffs: tariffBook.tariffs.filter((each) => named(each)?.includes(localityId ?? '') ?? true),
        variesByLocality: tariffBook.tariffs.some(named),
      };
    },
    searchLocalities: ({ query = '' }) => ({
      items: localities.filter(({ name }) =>
        Object.values(name).some((each) => each.toLowerCase().startsWith(query.toLowerCase())),
      ),
    }),
    getAccountTariff: ({ accountId }) => {
      const { account, tariff } = accountOf(accountId);
      const tariffs = tariffBook.tariffs.filter(({ serviceKind }) => account.serviceKinds.includes(serviceKind));
      return sampleAccountTariff(tariffs, tariff);
    },
  };

  const answer = (operation: OperationName, args: unknown): unknown =>
    (handlers[operation] as (args: unknown) => unknown)(args);

  /**
   * Does what was asked once for each key and gives the same answer again, as the service does. A verdict on what was sent
   * (409, 422) is kept as well; what may be otherwise a moment later is not.
   */
  function answerOnce(operation: OperationName, args: unknown, key: string): unknown {
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

  async function call(operation: OperationName, args: unknown, callOptions: CallOptions): Promise<unknown> {
    const next = async () => {
      await wait(options.latency ?? 0, callOptions.signal);
      const { idempotencyKey } = callOptions;
      const value =
        calls[operation].mutation && idempotencyKey !== undefined
          ? answerOnce(operation, args, idempotencyKey)
          : answer(operation, args);
      // A copy for each caller: what one page part does to its answer is nobody else's business.
      return structuredClone(value);
    };
    return options.intercept ? options.intercept(operation, args, callOptions, next) : next();
  }

  return Object.fromEntries(
    (Object.keys(calls) as OperationName[]).map((operation) => [
      operation,
      (args: unknown, callOptions: CallOptions = {}) => {
        requireIdempotencyKey(operation, callOptions);
        return call(operation, args, callOptions);
      },
    ]),
  ) as unknown as UtilityApi;
}
