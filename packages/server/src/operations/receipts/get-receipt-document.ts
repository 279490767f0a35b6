import { receiptOf } from '../../domain/receipts.js';
import { pageLanguageOf } from '../../words/languages.js';
import { receiptDocument } from '../../receipts/document.js';
import { type CustomerCall, customerOperation } from '../operation.js';
import { ownReceipt } from './own-receipt.js';

/** The receipt as a PDF. It is drawn before the call's own transaction, so that no connection waits for it. */
export const getReceiptDocument = customerOperation('getReceiptDocument', {
  // Drawing costs more than reading, and a person asks for few.
  rateLimit: { perMinute: 20, burst: 20 },
  prepare: async (call: CustomerCall<'getReceiptDocument'>) => {
    const { context, supplier, args } = call;
    const row = await context.database.transaction(supplier.id, (tx) => ownReceipt(tx, call));
    const language = pageLanguageOf(args.language ?? supplier.profile.languages[0]);
    return receiptDocument({ supplier, receipt: receiptOf(context, supplier, row), language });
  },
  authorise: ownReceipt,
  handle: async (_tx, _call, _receipt, prepared) => prepared(),
});
