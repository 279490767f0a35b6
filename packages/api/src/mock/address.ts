import { ApiError, type ApiErrorKind } from '../errors.js';
import { calls } from '../generated/calls.js';
import type { PageOperationName } from '../operations/index.js';
import type { UtilityApi } from '../utility-api.js';
import { failCalls, hangUntilAborted, type MockIntercept } from './faults.js';
import { createMockApi, type MockOptions } from './mock-api.js';
import { mockPaymentOutcomes } from './mock-payments.js';
import type { MockAppealsData } from './sample-appeals.js';
import type { MockAppointmentsData } from './sample-appointments.js';
import {
  type MockData,
  type SampleAccountName,
  sampleAccountNames,
  sampleData,
  type SampleWindow,
} from './sample-base.js';

interface MockState {
  readonly window?: SampleWindow;
  readonly handedIn?: 'accepted' | 'questioned';
  readonly accounts?: readonly SampleAccountName[];
  readonly intercept?: MockIntercept;
  readonly plans?: 'charge' | 'remind';
  readonly appointments?: Partial<MockAppointmentsData>;
  readonly appeals?: Partial<MockAppealsData>;
  readonly tariffBook?: MockData['tariffBook'];
  /** Milliseconds before each answer, unless the address says how many. */
  readonly latency?: number;
}

/** The public profile is still there (it holds the phone to call); all else fails. */
const failing =
  (kind: ApiErrorKind): MockIntercept =>
  (operation, _args, _options, next) =>
    operation === 'getSupplier' ? next() : Promise.reject(new ApiError(kind));

/** Whatever a widget sends. */
const SENT = (Object.keys(calls) as PageOperationName[]).filter((name) => calls[name].mutation);

const failingSubmit = (kind: ApiErrorKind, options: { times?: number; afterEffect?: boolean } = {}): MockIntercept =>
  failCalls({ operation: SENT, error: new ApiError(kind), ...options });

/** Nobody is signed in: what anyone may ask is answered. */
const signedOut: MockIntercept = (operation, _args, _options, next) =>
  calls[operation].public ? next() : Promise.reject(new ApiError('unauthorized'));

/** The session ends while something is written: what is sent finds nobody signed in, and so does all that comes after it. */
function endingSession(): MockIntercept {
  let hasEnded = false;
  return (operation, _args, _options, next) => {
    if (calls[operation].public) return next();
    hasEnded ||= SENT.includes(operation);
    return hasEnded ? Promise.reject(new ApiError('unauthorized')) : next();
  };
}

const NO_TARIFFS: MockData['tariffBook'] = { tariffs: [], norms: [], questions: [] };

/** Each made anew for each mock: some count calls. */
const STATES = {
  ready: () => ({}),
  loading: () => ({ intercept: (_operation, _args, { signal }) => hangUntilAborted(signal) }),
  slow: () => ({ latency: 4_000 }),
  /** No account on the customer's list, and nothing that the supplier tells everybody. */
  empty: () => ({
    accounts: [],
    tariffBook: NO_TARIFFS,
    appointments: { receptions: [] },
    appeals: { kinds: [], sent: [] },
  }),
  /** A customer of yesterday: an account, and nothing in it so far. */
  'nothing-yet': () => ({ accounts: ['never-read'], appeals: { sent: [] } }),
  error: () => ({ intercept: failing('unavailable') }),
  timeout: () => ({ intercept: failing('timeout') }),
  'bad-response': () => ({ intercept: failing('bad-response') }),
  offline: () => ({ intercept: () => Promise.reject(new ApiError('offline')) }),
  unauthorized: () => ({ intercept: signedOut }),
  'session-ends': () => ({ intercept: endingSession() }),
  forbidden: () => ({ intercept: failing('forbidden') }),
  'not-found': () => ({ intercept: failing('not-found') }),
  'rate-limited': () => ({ intercept: failing('rate-limited') }),
  debt: () => ({ accounts: ['huge-debt'] }),
  settled: () => ({ accounts: ['replaced-meter'] }),
  credit: () => ({ accounts: ['two-zones'] }),
  estimated: () => ({ accounts: ['rolled-over'] }),
  'payment-on-the-way': () => ({ accounts: ['payment-on-the-way'] }),
  'account-closed': () => ({ accounts: ['closed'] }),
  'not-shared': () => ({ accounts: ['helped'] }),
  'long-names': () => ({ accounts: ['long-names'] }),
  'window-last-day': () => ({ window: 'last-day' }),
  'window-grace': () => ({ window: 'grace' }),
  'window-closed': () => ({ window: 'closed' }),
  'window-refused': () => ({ window: 'refused' }),
  'window-real': () => ({ window: 'real' }),
  submitted: () => ({ handedIn: 'accepted' }),
  questioned: () => ({ handedIn: 'questioned' }),
  planned: () => ({ plans: 'charge' }),
  'planned-reminder': () => ({ plans: 'remind' }),
  'appointment-booked': () => ({ appointments: { begins: 'booked' } }),
  'appointment-called-off': () => ({ appointments: { begins: 'called_off' } }),
  'appointments-full': () => ({ appointments: { taken: 'all' } }),
  'appointment-waiting': () => ({ appointments: { taken: 'all', begins: 'waiting' } }),
  'appointment-offered': () => ({ appointments: { taken: 'all', begins: 'offered' } }),
  'no-appeals': () => ({ appeals: { sent: [] } }),
  'appeal-answered': () => ({ appeals: { sent: ['answered'] } }),
  'appeal-waiting': () => ({ appeals: { sent: ['waiting'] } }),
  'appeal-overdue': () => ({ appeals: { sent: ['overdue'] } }),
  'submit-fails': () => ({ intercept: failingSubmit('unavailable') }),
  'submit-fails-once': () => ({ intercept: failingSubmit('unavailable', { times: 1 }) }),
  'submit-answer-lost': () => ({ intercept: failingSubmit('timeout', { times: 1, afterEffect: true }) }),
} as const satisfies Record<string, () => MockState>;

export type MockStateName = keyof typeof STATES;

/** Every state that an address can name. */
export const mockStateNames = Object.keys(STATES) as readonly MockStateName[];

function oneOf<T extends string>(kind: string, name: string, names: readonly T[]): T {
  const found = names.find((each) => each === name);
  if (found === undefined) throw new TypeError(`mock: has no ${kind} "${name}"; it knows ${names.join(', ')}`);
  return found;
}

/**
 * A mock by address, as `api="mock:"` names it: `mock:?state=submitted&account=two-zones&latency=800&now=2026-11-03T10:00:00Z`.
 * `state` is one of {@link mockStateNames}, `payment` one of {@link mockPaymentOutcomes} (paid without it), `account` one of {@link sampleAccountNames} (all of them without it; some states have one of their own), `latency`
 * milliseconds before each answer, `now` a moment at which the clock stands still. The window is open whatever the day,
 * unless the state says otherwise. With `paysInPage` nobody leaves the page to pay.
 */
export function createMockApiFromAddress(
  address: string,
  { paysInPage }: Pick<MockOptions, 'paysInPage'> = {},
): UtilityApi {
  const match = /^mock:(?:\?(.*))?$/i.exec(address);
  if (!match) throw new TypeError(`not an address of the mock: "${address}"; write mock: or mock:?state=…`);
  const query = new URLSearchParams(match[1] ?? '');
  const state: MockState = STATES[oneOf('state', query.get('state') ?? 'ready', mockStateNames)]();
  const account = query.get('account');
  if (account !== null && state.accounts)
    throw new TypeError(
      `mock: state "${query.get('state') ?? ''}" has accounts of its own; leave out account=${account}`,
    );
  const moment = query.get('now');
  const now = moment === null ? () => new Date() : () => new Date(moment);
  if (Number.isNaN(now().getTime())) throw new TypeError(`mock: cannot read the moment "${moment ?? ''}"`);
  const latency = Number(query.get('latency') ?? state.latency ?? 0);
  if (!(latency >= 0)) throw new TypeError(`mock: cannot read the latency "${query.get('latency') ?? ''}"`);
  return createMockApi({
    now,
    latency,
    data: {
      ...sampleData({
        now: now(),
        window: state.window ?? 'open',
        accounts:
          state.accounts ?? (account === null ? sampleAccountNames : [oneOf('account', account, sampleAccountNames)]),
        ...(state.handedIn && { handedIn: state.handedIn }),
        ...(state.plans && { plans: state.plans }),
        ...(state.appointments && { appointments: state.appointments }),
        ...(state.appeals && { appeals: state.appeals }),
      }),
      ...(state.tariffBook && { tariffBook: state.tariffBook }),
    },
    paysInPage,
    payments: oneOf('payment', query.get('payment') ?? 'paid', mockPaymentOutcomes),
    ...(state.intercept && { intercept: state.intercept }),
  });
}
