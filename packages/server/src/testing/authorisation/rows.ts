import { type Grant, type Operation, type OperationName, operations } from '@kabinet/api/contract';
import { appealRows } from './appeal-rows.js';
import { appointmentRows } from './appointment-rows.js';
import { fileRows } from './file-rows.js';
import { PLAN, SITE, type Thing } from './stage.js';

/** One grey pixel. */
const SMALL_PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAACklEQVQImWPoAAAAigCJQ82BGQAAAABJRU5ErkJggg==';

/** What a call is aimed at. */
export interface Target {
  readonly params: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** What is expected of an operation. */
export interface Row {
  /** The status that who has the right to it gets, so that a refusal of the others is known to be about who they are. */
  readonly allowed: number;
  /** The right that is needed to the account which is named in what is sent, and not in the path. */
  readonly grant?: Grant;
  /** It is about something of the holder's own, which nobody else is shown, whatever right to the account they have. */
  readonly isOwn?: true;
  target(thing: Thing): Target;
}

/** One row for each operation of the contract; a new operation without a row does not compile, and fails here too. */
export const rows: { readonly [N in OperationName]: Row } = {
  getSupplier: { allowed: 200, target: () => ({ params: {} }) },
  getSession: { allowed: 200, target: () => ({ params: {} }) },
  renewSession: { allowed: 200, target: () => ({ params: {}, body: {} }) },
  endSession: { allowed: 200, target: () => ({ params: {}, body: { everywhere: false } }) },
  listAccounts: { allowed: 200, target: () => ({ params: {} }) },
  setAccountPreferences: {
    allowed: 200,
    target: ({ account }) => ({ params: { accountId: account.id }, body: { nickname: 'Дача' } }),
  },
  unlinkAccount: { allowed: 200, target: ({ account }) => ({ params: { accountId: account.id }, body: {} }) },
  restoreAccount: { allowed: 200, target: ({ account }) => ({ params: { accountId: account.id }, body: {} }) },
  getBalance: { allowed: 200, target: ({ account }) => ({ params: { accountId: account.id } }) },
  listMeters: { allowed: 200, target: ({ account }) => ({ params: { accountId: account.id } }) },
  listReadingWindows: { allowed: 200, target: ({ account }) => ({ params: { accountId: account.id } }) },
  listReadings: { allowed: 200, target: ({ account }) => ({ params: { accountId: account.id } }) },
  attachReadingPhoto: {
    allowed: 201,
    target: ({ account, readingId }) => ({
      params: { accountId: account.id, readingId },
      body: { mediaType: 'image/png', data: SMALL_PNG },
    }),
  },
  removeReadingPhoto: {
    allowed: 200,
    target: ({ account, readingId }) => ({ params: { accountId: account.id, readingId }, body: {} }),
  },
  submitReading: {
    // Handed in before: the rules are asked, and so the caller was let in.
    allowed: 409,
    target: ({ account, values }) => ({
      params: { accountId: account.id },
      body: { meterId: account.meters[0]?.id, values },
    }),
  },
  correctReading: {
    allowed: 201,
    target: ({ account, readingId, values }) => ({ params: { accountId: account.id, readingId }, body: { values } }),
  },
  withdrawReading: {
    allowed: 200,
    target: ({ account, readingId }) => ({ params: { accountId: account.id, readingId }, body: {} }),
  },
  listTariffs: { allowed: 200, target: () => ({ params: {} }) },
  searchLocalities: { allowed: 200, target: () => ({ params: {} }) },
  getAccountTariff: { allowed: 200, target: ({ account }) => ({ params: { accountId: account.id } }) },
  submitGuestReading: {
    allowed: 201,
    target: ({ account }) => ({
      params: {},
      body: {
        accountNumber: account.accountNumber,
        proof: { kind: 'meter_number', value: account.meters[0]?.serialNumber },
        values: [{ zone: 'total', value: '1280' }],
      },
    }),
  },
  listLinkRequests: { allowed: 200, target: () => ({ params: {} }) },
  answerLinkRequest: {
    allowed: 200,
    target: ({ linkRequestId }) => ({
      params: { requestId: linkRequestId },
      body: { decision: 'refuse', answer: 'Зателефонуйте нам' },
    }),
  },
  listPaymentDifferences: { allowed: 200, target: () => ({ params: {} }) },
  closePaymentDifference: {
    allowed: 200,
    target: ({ differenceId }) => ({ params: { differenceId }, body: { note: 'Повернуто' } }),
  },
  findPaymentOrders: {
    allowed: 200,
    target: ({ account }) => ({ params: {}, query: { accountNumber: account.accountNumber } }),
  },
  refundPayment: {
    allowed: 200,
    target: ({ paidOrderId }) => ({
      params: { orderId: paidOrderId },
      body: { amount: { amount: 100, currency: 'UAH' }, reason: 'Сплачено двічі' },
    }),
  },
  createPaymentOrder: {
    allowed: 201,
    grant: 'payments',
    target: ({ account }) => ({
      params: {},
      body: {
        lines: [{ accountId: account.id, amount: { amount: 35_820, currency: 'UAH' } }],
        methodId: 'card',
        returnUrl: `${SITE}/kabinet.html`,
      },
    }),
  },
  getPaymentOrder: { allowed: 200, isOwn: true, target: ({ orderId }) => ({ params: { orderId } }) },
  cancelPaymentOrder: { allowed: 200, isOwn: true, target: ({ orderId }) => ({ params: { orderId }, body: {} }) },
  getPaymentAllocation: { allowed: 200, target: ({ account }) => ({ params: { accountId: account.id } }) },
  getPaymentSlip: { allowed: 200, target: ({ account }) => ({ params: { accountId: account.id } }) },
  listPayments: { allowed: 200, target: ({ account }) => ({ params: { accountId: account.id } }) },
  listPaymentPlans: { allowed: 200, target: ({ account }) => ({ params: { accountId: account.id } }) },
  createPaymentPlan: { allowed: 201, target: ({ account }) => ({ params: { accountId: account.id }, body: PLAN }) },
  changePaymentPlan: {
    allowed: 200,
    isOwn: true,
    target: ({ account, planId }) => ({ params: { accountId: account.id, planId }, body: { status: 'active' } }),
  },
  getReminders: { allowed: 200, target: () => ({ params: {} }) },
  setReminders: { allowed: 200, target: () => ({ params: {}, body: { daysBefore: 3, channelIds: [] } }) },
  getCalendarFeed: { allowed: 200, target: () => ({ params: {} }) },
  createCalendarFeed: { allowed: 201, target: () => ({ params: {}, body: {} }) },
  revokeCalendarFeed: { allowed: 200, target: () => ({ params: {}, body: {} }) },
  getReceipt: { allowed: 200, isOwn: true, target: ({ receiptId }) => ({ params: { receiptId } }) },
  getReceiptDocument: { allowed: 200, isOwn: true, target: ({ receiptId }) => ({ params: { receiptId } }) },
  getReadingReceipt: {
    allowed: 200,
    target: ({ account, readingId }) => ({ params: { accountId: account.id, readingId } }),
  },
  listReceiptKeys: { allowed: 200, target: () => ({ params: {} }) },
  ...appealRows,
  ...appointmentRows,
  ...fileRows,
};

export const names = Object.keys(operations) as OperationName[];
export const operationOf = (name: OperationName): Operation => operations[name];
export const closedNames = names.filter((name) => operationOf(name).auth !== 'public');
export const isAboutAccount = (name: OperationName) => operationOf(name).path.includes('{accountId}');
/** What of a call must not exist for who has no right to it: an account, in the path or in what is sent, or something of the holder's. */
export const isAboutSomething = (name: OperationName) =>
  isAboutAccount(name) || rows[name].grant !== undefined || rows[name].isOwn === true;
/** The one call about an account that needs no right to it: it gives one back (see restore-account.ts). */
export const WITHOUT_GRANT: readonly OperationName[] = ['restoreAccount'];
