import {
  addDays,
  checkReading,
  compareDecimals,
  dateInTimeZone,
  endOfDayInTimeZone,
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
import type { Meter, Problem, ProblemCode, Reading, ReadingFinding, ReadingStatus } from '../schemas/index.js';
import type { CallOptions, OperationArgs, OperationResult, UtilityApi } from '../utility-api.js';
import type { MockIntercept } from './faults.js';
import { readingNumber } from './reading-number.js';
import { type MockAccount, type MockData, type MockMeter, type MockWindow, sampleData } from './sample-base.js';

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

/** Clocks of phones are never quite right: a reading up to this much ahead is of now. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

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

function readingRejected(code: ReadingFindingCode, more: Partial<Problem> = {}): ApiError {
  return refusal('reading_rejected', { findings: [{ code, severity: 'reject', registerId: null }], ...more });
}

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
  const { supplier, session, windows, accounts } = structuredClone(options.data ?? sampleData({ now: now() }));
  const storedAnswers = new Map<string, StoredAnswer>();
  let handedIn = 0;

  const today = () => dateInTimeZone(now(), supplier.timeZone);

  function accountOf(accountId: string): MockAccount {
    const found = accounts.find((each) => each.account.id === accountId);
    if (!found) throw refusal('not_found');
    return found;
  }

  function windowOf(meter: MockMeter): ReadingWindowState & Pick<MockWindow, 'lateReadings'> {
    const rule = windows[meter.meter.serviceKind] ?? WHOLE_MONTH;
    return { ...readingWindowOn(rule, today()), lateReadings: rule.lateReadings };
  }

  /** The reading handed in for the window; late ones count for the next. */
  function submittedFor(meter: MockMeter, window: ReadingWindowState): Reading | null {
    return (
      meter.readings.find(
        (each) => each.source === 'customer' && COUNTING.includes(each.status) && each.countsFor === window.countsFor,
      ) ?? null
    );
  }

  function baselineOf(meter: MockMeter, submitted: Reading | null): Reading | null {
    return meter.readings.find((each) => COUNTING.includes(each.status) && each.id !== submitted?.id) ?? null;
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

  /** A value for each register, in the registers' order; throws when one is missing, doubled or of another meter. */
  function valuesOf(meter: MockMeter, values: readonly { registerId: string; value: string }[]) {
    const issue = (pointer: string, code: string) => refusal('invalid_request', { issues: [{ pointer, code }] });
    const { registers } = meter.meter;
    values.forEach(({ registerId, value }, index) => {
      if (!registers.some((each) => each.id === registerId)) throw issue(`/values/${index}/registerId`, 'unknown');
      if (compareDecimals(value, '0') < 0) throw issue(`/values/${index}/value`, 'negative');
    });
    if (
      values.length !== registers.length ||
      new Set(values.map((each) => each.registerId)).size !== registers.length
    ) {
      throw issue('/values', 'one_for_each_register');
    }
    return registers.map((register) => ({
      ...register,
      value: truncateDecimal(
        values.find((each) => each.registerId === register.id)?.value ?? '0',
        register.decimalDigits,
      ),
    }));
  }

  /** The reading as it is taken; throws what the service would refuse it with. */
  function take(
    meter: MockMeter,
    {
      values,
      readAt,
      confirmed = false,
      baseline,
    }: {
      values: readonly { registerId: string; value: string }[];
      readAt: string;
      confirmed?: boolean | undefined;
      baseline: Reading | null;
    },
  ): Reading {
    const window = windowOf(meter);
    const registers = valuesOf(meter, values).map((register) => ({
      ...register,
      previous: baseline?.values.find((each) => each.registerId === register.id)?.value ?? null,
    }));
    const { findings, use } = checkReading({
      registers,
      multiplier: meter.meter.multiplier,
      maxDailyUse: meter.meter.maxDailyUse,
      previousReadOn: baseline && dateInTimeZone(baseline.readAt, supplier.timeZone),
      readOn: dateInTimeZone(readAt, supplier.timeZone),
    });
    const found = findings.map((each): ReadingFinding => ({ ...each }));
    if (found.some((each) => each.severity === 'reject')) throw refusal('reading_rejected', { findings: found });
    if (found.length > 0 && !confirmed) throw refusal('reading_needs_confirmation', { findings: found });
    handedIn += 1;
    return {
      id: `handed-in-${handedIn}`,
      number: readingNumber(1_000_000 + handedIn),
      meterId: meter.meter.id,
      readAt,
      receivedAt: now().toISOString(),
      source: 'customer',
      quality: 'actual',
      status: found.length > 0 ? 'questioned' : 'accepted',
      values: registers.map(({ id, value }) => ({
        registerId: id,
        value,
        consumption: use.find((each) => each.registerId === id)?.consumption ?? null,
      })),
      questionedFor: [...new Set(found.map((each) => each.code))],
      countsFor: window.countsFor,
      correctableUntil: endOfDayInTimeZone(addDays(window.closesOn, window.graceDays), supplier.timeZone).toISOString(),
    };
  }

  /** The account's reading while it may still be changed. */
  function correctable(accountId: string, readingId: string) {
    for (const meter of accountOf(accountId).meters) {
      const index = meter.readings.findIndex((each) => each.id === readingId);
      const reading = meter.readings[index];
      if (!reading) continue;
      if (!COUNTING.includes(reading.status) || asSeenNow(reading).correctableUntil === null) {
        throw refusal('reading_not_correctable');
      }
      const change = (status: ReadingStatus): Reading => {
        const changed: Reading = { ...reading, status, correctableUntil: null };
        meter.readings[index] = changed;
        return changed;
      };
      return { meter, reading, change };
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
        return [{ serviceKind, ...readingWindowOn(rule, today()), lateReadings: rule.lateReadings }];
      }),
    }),
    listReadings: ({ accountId, meterId, limit = '24', cursor = '0' }) => {
      const all = accountOf(accountId)
        .meters.flatMap((each) => each.readings)
        .filter((each) => meterId === undefined || each.meterId === meterId)
        .sort((a, b) => (a.readAt < b.readAt ? 1 : a.readAt > b.readAt ? -1 : 0));
      const [from, size] = [Number(cursor), Number(limit)];
      if (!/^\d+$/.test(cursor))
        throw refusal('invalid_request', { issues: [{ pointer: '/cursor', code: 'unknown' }] });
      if (!/^([1-9]\d?|100)$/.test(limit)) {
        throw refusal('invalid_request', { issues: [{ pointer: '/limit', code: 'invalid_format' }] });
      }
      return {
        items: all.slice(from, from + size).map(asSeenNow),
        nextCursor: from + size < all.length ? String(from + size) : null,
      };
    },
    submitReading: ({ accountId, body }) => {
      const meter = accountOf(accountId).meters.find((each) => each.meter.id === body.meterId);
      if (!meter) throw refusal('not_found');
      const readAt = body.readAt ?? now().toISOString();
      const window = windowOf(meter);
      if (meter.meter.removedOn !== null) throw readingRejected('meter_decommissioned');
      if (!window.isOpen && window.lateReadings === 'refuse') {
        throw readingRejected('window_closed', { opensOn: window.opensOn });
      }
      if (new Date(readAt).getTime() > now().getTime() + CLOCK_TOLERANCE_MS) throw readingRejected('timestamp_future');
      if (submittedFor(meter, window)) throw refusal('duplicate_reading');
      const { values, confirmed } = body;
      const taken = take(meter, { values, readAt, confirmed, baseline: baselineOf(meter, null) });
      meter.readings.unshift(taken);
      return taken;
    },
    correctReading: ({ accountId, readingId, body }) => {
      const { meter, reading, change } = correctable(accountId, readingId);
      const { values, confirmed } = body;
      const baseline = baselineOf(meter, reading);
      const taken = take(meter, { values, readAt: now().toISOString(), confirmed, baseline });
      change('superseded');
      meter.readings.unshift(taken);
      return taken;
    },
    withdrawReading: ({ accountId, readingId }) => correctable(accountId, readingId).change('withdrawn'),
  };

  const answer = (operation: OperationName, args: unknown): unknown =>
    (handlers[operation] as (args: unknown) => unknown)(args);

  /** The answer or the refusal, as it stands now: what happens to the reading later does not change it. */
  function attempt(operation: OperationName, args: unknown): StoredAnswer['answer'] {
    try {
      return { value: structuredClone(answer(operation, args)) };
    } catch (error) {
      if (error instanceof ApiError) return { error };
      throw error;
    }
  }

  /** Does what was asked once for each key and gives the same answer again, as the service does. */
  function answerOnce(operation: OperationName, args: unknown, key: string): unknown {
    const request = JSON.stringify(args);
    const stored = storedAnswers.get(key) ?? { operation, request, answer: attempt(operation, args) };
    storedAnswers.set(key, stored);
    if (stored.operation !== operation || stored.request !== request) throw refusal('idempotency_key_reused');
    if ('error' in stored.answer) throw stored.answer.error;
    return stored.answer.value;
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
