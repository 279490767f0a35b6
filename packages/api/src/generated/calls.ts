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
  listAppealKinds: {
    path: '/appeal-kinds',
    public: true,
    response: async () => (await import('./appeal-shapes.js')).AppealKindList,
  },
  submitAppeal: {
    path: '/appeals',
    mutation: true,
    large: true,
    response: async () => (await import('./appeal-shapes.js')).AppealDetails,
  },
  listAppeals: { path: '/appeals', response: async () => (await import('./appeal-shapes.js')).AppealPage },
  getAppeal: { path: '/appeals/{appealId}', response: async () => (await import('./appeal-shapes.js')).AppealDetails },
  replyToAppeal: {
    path: '/appeals/{appealId}/messages',
    mutation: true,
    large: true,
    response: async () => (await import('./appeal-shapes.js')).AppealDetails,
  },
  reopenAppeal: {
    path: '/appeals/{appealId}/reopening',
    mutation: true,
    large: true,
    response: async () => (await import('./appeal-shapes.js')).AppealDetails,
  },
  withdrawAppeal: {
    path: '/appeals/{appealId}/withdrawal',
    mutation: true,
    response: async () => (await import('./appeal-shapes.js')).AppealDetails,
  },
  rateAppeal: {
    path: '/appeals/{appealId}/rating',
    mutation: true,
    response: async () => (await import('./appeal-shapes.js')).AppealDetails,
  },
  markAppealSeen: {
    path: '/appeals/{appealId}/seen',
    mutation: true,
    response: async () => (await import('./appeal-shapes.js')).AppealDetails,
  },
  getAppealAttachment: {
    path: '/appeals/{appealId}/attachments/{attachmentId}',
    response: async () => (await import('./appeal-shapes.js')).FileLink,
  },
  submitGuestAppeal: {
    path: '/guest-appeals',
    mutation: true,
    public: true,
    large: true,
    response: async () => (await import('./appeal-shapes.js')).GuestAppealReceipt,
  },
  startUpload: { path: '/uploads', mutation: true, response: async () => (await import('./appeal-shapes.js')).Upload },
  continueUpload: {
    path: '/uploads/{uploadId}/parts',
    mutation: true,
    large: true,
    response: async () => (await import('./appeal-shapes.js')).Upload,
  },
  getUpload: { path: '/uploads/{uploadId}', response: async () => (await import('./appeal-shapes.js')).Upload },
  removeUpload: {
    path: '/uploads/{uploadId}/removal',
    mutation: true,
    response: async () => (await import('./appeal-shapes.js')).Upload,
  },
  listReceptions: {
    path: '/receptions',
    public: true,
    response: async () => (await import('./appointment-shapes.js')).ReceptionList,
  },
  listAppointmentSlots: {
    path: '/receptions/{receptionId}/slots',
    public: true,
    response: async () => (await import('./appointment-shapes.js')).SlotList,
  },
  bookAppointment: {
    path: '/appointments',
    mutation: true,
    response: async () => (await import('./appointment-shapes.js')).Appointment,
  },
  listAppointments: {
    path: '/appointments',
    response: async () => (await import('./appointment-shapes.js')).AppointmentList,
  },
  moveAppointment: {
    path: '/appointments/{appointmentId}/move',
    mutation: true,
    response: async () => (await import('./appointment-shapes.js')).Appointment,
  },
  cancelAppointment: {
    path: '/appointments/{appointmentId}/cancellation',
    mutation: true,
    response: async () => (await import('./appointment-shapes.js')).Appointment,
  },
  getAppointmentFile: {
    path: '/appointments/{appointmentId}/calendar',
    response: async () => (await import('./appointment-shapes.js')).CalendarFile,
  },
  joinWaitingList: {
    path: '/receptions/{receptionId}/waiting-list',
    mutation: true,
    response: async () => (await import('./appointment-shapes.js')).WaitingPlace,
  },
  leaveWaitingList: {
    path: '/waiting-places/{placeId}/removal',
    mutation: true,
    response: async () => (await import('./appointment-shapes.js')).AppointmentList,
  },
  listContracts: {
    path: '/accounts/{accountId}/contracts',
    response: async () => (await import('./contract-shapes.js')).ContractList,
  },
  getContractDocument: {
    path: '/accounts/{accountId}/contracts/{contractId}/documents/{documentId}',
    response: async () => (await import('./contract-shapes.js')).FileLink,
  },
};
