import * as z from 'zod/mini';
import { Receipt, ReceiptDocument, ReceiptKeySet } from '../schemas/receipt.js';
import { defineOperations } from './operation.js';

const receiptParams = z.object({ receiptId: z.string() });

export const receiptOperations = defineOperations({
  getReceipt: {
    method: 'GET',
    path: '/receipts/{receiptId}',
    summary: "A signed receipt: a payment's for who paid, a reading's for who may hand in readings of the account",
    auth: 'customer',
    params: receiptParams,
    response: Receipt,
    status: 200,
    errors: ['not_found'],
  },
  getReceiptDocument: {
    method: 'GET',
    path: '/receipts/{receiptId}/document',
    summary: 'The receipt as a PDF to keep and print',
    auth: 'customer',
    params: receiptParams,
    query: z.object({ language: z.optional(z.string().check(z.maxLength(12))) }),
    response: ReceiptDocument,
    status: 200,
    errors: ['not_found'],
  },
  getReadingReceipt: {
    method: 'GET',
    path: '/accounts/{accountId}/readings/{readingId}/receipt',
    summary: 'The signed receipt of a reading that was handed in here',
    auth: 'customer',
    grant: 'readings',
    params: z.object({ accountId: z.string(), readingId: z.string() }),
    response: Receipt,
    status: 200,
    errors: ['not_found'],
  },
  listReceiptKeys: {
    method: 'GET',
    path: '/receipt-keys',
    summary: 'The public keys by which anyone can check receipts',
    auth: 'public',
    response: ReceiptKeySet,
    status: 200,
    errors: [],
  },
});
