// Written by `npm run generate` from the contract. Do not edit.

import type { PageOperationName } from '../operations/index.js';
import type { shapes } from './shapes.js';

export interface CallEntry {
  readonly method: string;
  readonly path: string;
  /** Whether it needs a session. */
  readonly auth: boolean;
  /** Whether it changes something, and so needs an idempotency key. */
  readonly mutation: boolean;
  /** Whether what is sent may be large, and so take its time on a slow line. */
  readonly large?: boolean;
  readonly response: keyof typeof shapes;
}

export const calls: Readonly<Record<PageOperationName, CallEntry>> = {
  getSupplier: { method: 'GET', path: '/supplier', auth: false, mutation: false, response: 'Supplier' },
  getSession: { method: 'GET', path: '/session', auth: true, mutation: false, response: 'Session' },
  renewSession: { method: 'POST', path: '/session/renewal', auth: true, mutation: true, response: 'Session' },
  endSession: { method: 'POST', path: '/session/end', auth: true, mutation: true, response: 'SessionEnd' },
  listAccounts: { method: 'GET', path: '/accounts', auth: true, mutation: false, response: 'AccountList' },
  setAccountPreferences: {
    method: 'POST',
    path: '/accounts/{accountId}/preferences',
    auth: true,
    mutation: true,
    response: 'Account',
  },
  unlinkAccount: {
    method: 'POST',
    path: '/accounts/{accountId}/unlinking',
    auth: true,
    mutation: true,
    response: 'AccountUnlinking',
  },
  restoreAccount: {
    method: 'POST',
    path: '/accounts/{accountId}/restoration',
    auth: true,
    mutation: true,
    response: 'Account',
  },
  getBalance: {
    method: 'GET',
    path: '/accounts/{accountId}/balance',
    auth: true,
    mutation: false,
    response: 'Balance',
  },
  attachReadingPhoto: {
    method: 'POST',
    path: '/accounts/{accountId}/readings/{readingId}/photo',
    auth: true,
    mutation: true,
    large: true,
    response: 'Reading',
  },
  removeReadingPhoto: {
    method: 'POST',
    path: '/accounts/{accountId}/readings/{readingId}/photo/removal',
    auth: true,
    mutation: true,
    response: 'Reading',
  },
  listMeters: {
    method: 'GET',
    path: '/accounts/{accountId}/meters',
    auth: true,
    mutation: false,
    response: 'MeterList',
  },
  listReadingWindows: {
    method: 'GET',
    path: '/accounts/{accountId}/reading-windows',
    auth: true,
    mutation: false,
    response: 'ReadingWindowList',
  },
  listReadings: {
    method: 'GET',
    path: '/accounts/{accountId}/readings',
    auth: true,
    mutation: false,
    response: 'ReadingPage',
  },
  submitReading: {
    method: 'POST',
    path: '/accounts/{accountId}/readings',
    auth: true,
    mutation: true,
    response: 'Reading',
  },
  correctReading: {
    method: 'POST',
    path: '/accounts/{accountId}/readings/{readingId}/correction',
    auth: true,
    mutation: true,
    response: 'Reading',
  },
  withdrawReading: {
    method: 'POST',
    path: '/accounts/{accountId}/readings/{readingId}/withdrawal',
    auth: true,
    mutation: true,
    response: 'Reading',
  },
  listTariffs: { method: 'GET', path: '/tariffs', auth: false, mutation: false, response: 'TariffBook' },
  searchLocalities: { method: 'GET', path: '/localities', auth: false, mutation: false, response: 'LocalityList' },
  getAccountTariff: {
    method: 'GET',
    path: '/accounts/{accountId}/tariff',
    auth: true,
    mutation: false,
    response: 'AccountTariff',
  },
  submitGuestReading: {
    method: 'POST',
    path: '/guest-readings',
    auth: false,
    mutation: true,
    response: 'GuestReadingReceipt',
  },
};
