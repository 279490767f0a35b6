import * as z from 'zod/mini';
import { MeterList } from '../schemas/meter.js';
import { Reading, ReadingCorrection, ReadingPage, ReadingSubmission, ReadingWindowList } from '../schemas/reading.js';
import { defineOperations } from './operation.js';

const accountParams = z.object({ accountId: z.string() });
const readingParams = z.object({ accountId: z.string(), readingId: z.string() });

export const readingOperations = defineOperations({
  listMeters: {
    method: 'GET',
    path: '/accounts/{accountId}/meters',
    summary: 'Meters with their registers, the reading before and the one handed in',
    auth: 'customer',
    grant: 'readings',
    params: accountParams,
    response: MeterList,
    status: 200,
    errors: ['not_found'],
  },
  listReadingWindows: {
    method: 'GET',
    path: '/accounts/{accountId}/reading-windows',
    summary: 'When readings are taken, one window for each service of the account',
    auth: 'customer',
    grant: 'readings',
    params: accountParams,
    response: ReadingWindowList,
    status: 200,
    errors: ['not_found'],
  },
  listReadings: {
    method: 'GET',
    path: '/accounts/{accountId}/readings',
    summary: 'The history of readings, newest first, by pages',
    auth: 'customer',
    grant: 'view',
    params: accountParams,
    query: z.object({
      meterId: z.optional(z.string()),
      /** Readings on a page, 1 to 100; 24 without it. */
      limit: z.optional(z.string().check(z.regex(/^([1-9]\d?|100)$/))),
      cursor: z.optional(z.string()),
    }),
    response: ReadingPage,
    status: 200,
    errors: ['not_found', 'invalid_request'],
  },
  submitReading: {
    method: 'POST',
    path: '/accounts/{accountId}/readings',
    summary: 'Hand in a reading',
    auth: 'customer',
    grant: 'readings',
    params: accountParams,
    body: ReadingSubmission,
    response: Reading,
    status: 201,
    errors: ['not_found', 'reading_rejected', 'reading_needs_confirmation', 'duplicate_reading'],
  },
  correctReading: {
    method: 'POST',
    path: '/accounts/{accountId}/readings/{readingId}/correction',
    summary: 'Replace a reading until its window closes',
    auth: 'customer',
    grant: 'readings',
    params: readingParams,
    body: ReadingCorrection,
    response: Reading,
    status: 201,
    errors: ['not_found', 'reading_rejected', 'reading_needs_confirmation', 'reading_not_correctable'],
  },
  withdrawReading: {
    method: 'POST',
    path: '/accounts/{accountId}/readings/{readingId}/withdrawal',
    summary: 'Take a reading back until its window closes',
    auth: 'customer',
    grant: 'readings',
    params: readingParams,
    body: z.object({}),
    response: Reading,
    status: 200,
    errors: ['not_found', 'reading_not_correctable'],
  },
});
