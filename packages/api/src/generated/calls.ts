// Written by `npm run generate` from the contract. Do not edit.

import type { PageOperationName } from '../operations/index.js';
import type { Shape } from '../shape.js';
import {
  Account,
  AccountList,
  AccountUnlinking,
  Balance,
  GuestReadingReceipt,
  MeterList,
  Reading,
  ReadingPage,
  ReadingWindowList,
  Session,
  SessionEnd,
  Supplier,
} from './shapes.js';

/** A call, in as few words as a page needs. */
export interface CallEntry {
  readonly path: string;
  /** It changes something, and so needs an idempotency key: a POST. Without it a GET. */
  readonly mutation?: true;
  /** It needs no session. */
  readonly public?: true;
  /** What is sent may be large, and so take its time on a slow line. */
  readonly large?: true;
  /** What is answered; or how to load that. */
  readonly response: Shape | (() => Promise<Shape>);
}

export const calls: Readonly<Record<PageOperationName, CallEntry>> = {
  getSupplier: { path: '/supplier', public: true, response: Supplier },
  getSession: { path: '/session', response: Session },
  renewSession: { path: '/session/renewal', mutation: true, response: Session },
  endSession: { path: '/session/end', mutation: true, response: SessionEnd },
  listAccounts: { path: '/accounts', response: AccountList },
  setAccountPreferences: { path: '/accounts/{accountId}/preferences', mutation: true, response: Account },
  unlinkAccount: { path: '/accounts/{accountId}/unlinking', mutation: true, response: AccountUnlinking },
  restoreAccount: { path: '/accounts/{accountId}/restoration', mutation: true, response: Account },
  getBalance: { path: '/accounts/{accountId}/balance', response: Balance },
  attachReadingPhoto: {
    path: '/accounts/{accountId}/readings/{readingId}/photo',
    mutation: true,
    large: true,
    response: Reading,
  },
  removeReadingPhoto: {
    path: '/accounts/{accountId}/readings/{readingId}/photo/removal',
    mutation: true,
    response: Reading,
  },
  listMeters: { path: '/accounts/{accountId}/meters', response: MeterList },
  listReadingWindows: { path: '/accounts/{accountId}/reading-windows', response: ReadingWindowList },
  listReadings: { path: '/accounts/{accountId}/readings', response: ReadingPage },
  submitReading: { path: '/accounts/{accountId}/readings', mutation: true, response: Reading },
  correctReading: { path: '/accounts/{accountId}/readings/{readingId}/correction', mutation: true, response: Reading },
  withdrawReading: { path: '/accounts/{accountId}/readings/{readingId}/withdrawal', mutation: true, response: Reading },
  listTariffs: {
    path: '/tariffs',
    public: true,
    response: async () => (await import('./tariff-shapes.js')).TariffBook,
  },
  searchLocalities: {
    path: '/localities',
    public: true,
    response: async () => (await import('./tariff-shapes.js')).LocalityList,
  },
  getAccountTariff: {
    path: '/accounts/{accountId}/tariff',
    response: async () => (await import('./tariff-shapes.js')).AccountTariff,
  },
  submitGuestReading: { path: '/guest-readings', mutation: true, public: true, response: GuestReadingReceipt },
  createPaymentOrder: {
    path: '/payment-orders',
    mutation: true,
    response: async () => (await import('./payment-shapes.js')).PaymentOrder,
  },
  getPaymentOrder: {
    path: '/payment-orders/{orderId}',
    response: async () => (await import('./payment-shapes.js')).PaymentOrder,
  },
  cancelPaymentOrder: {
    path: '/payment-orders/{orderId}/cancellation',
    mutation: true,
    response: async () => (await import('./payment-shapes.js')).PaymentOrder,
  },
  getPaymentAllocation: {
    path: '/accounts/{accountId}/payment-allocation',
    response: async () => (await import('./payment-shapes.js')).PaymentAllocation,
  },
  getPaymentSlip: {
    path: '/accounts/{accountId}/payment-slip',
    response: async () => (await import('./payment-shapes.js')).PaymentSlip,
  },
  listPayments: {
    path: '/accounts/{accountId}/payments',
    response: async () => (await import('./payment-shapes.js')).PaymentPage,
  },
  listPaymentPlans: {
    path: '/accounts/{accountId}/payment-plans',
    response: async () => (await import('./payment-shapes.js')).PaymentPlanList,
  },
  createPaymentPlan: {
    path: '/accounts/{accountId}/payment-plans',
    mutation: true,
    response: async () => (await import('./payment-shapes.js')).PaymentPlan,
  },
  changePaymentPlan: {
    path: '/accounts/{accountId}/payment-plans/{planId}',
    mutation: true,
    response: async () => (await import('./payment-shapes.js')).PaymentPlan,
  },
  getReminders: { path: '/reminders', response: async () => (await import('./payment-shapes.js')).ReminderSettings },
  setReminders: {
    path: '/reminders',
    mutation: true,
    response: async () => (await import('./payment-shapes.js')).ReminderSettings,
  },
  getCalendarFeed: { path: '/calendar-feed', response: async () => (await import('./payment-shapes.js')).CalendarFeed },
  createCalendarFeed: {
    path: '/calendar-feed',
    mutation: true,
    response: async () => (await import('./payment-shapes.js')).CalendarFeed,
  },
  revokeCalendarFeed: {
    path: '/calendar-feed/revocation',
    mutation: true,
    response: async () => (await import('./payment-shapes.js')).CalendarFeed,
  },
  getReceipt: { path: '/receipts/{receiptId}', response: async () => (await import('./payment-shapes.js')).Receipt },
  getReceiptDocument: {
    path: '/receipts/{receiptId}/document',
    response: async () => (await import('./payment-shapes.js')).ReceiptDocument,
  },
  getReadingReceipt: {
    path: '/accounts/{accountId}/readings/{readingId}/receipt',
    response: async () => (await import('./payment-shapes.js')).Receipt,
  },
  listReceiptKeys: {
    path: '/receipt-keys',
    public: true,
    response: async () => (await import('./payment-shapes.js')).ReceiptKeySet,
  },
};
