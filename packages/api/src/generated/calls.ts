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
};
