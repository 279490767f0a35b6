import { receiptFor } from '../../domain/receipts.js';
import { pageLanguageOf } from '../../words/languages.js';
import { receiptDocument } from '../../receipts/document.js';
import { type CustomerCall, customerOperation } from '../operation.js';
import { ownReceipt } from './own-receipt.js';

/** The receipt as a PDF. It is drawn before the call's own transaction, so that no connection waits for it. */
export const getReceiptDocument = customerOperation('getReceiptDocument', {
  // Drawing costs more than reading, and a person asks for few.
  rateLimit: { perMinute: 20, burst: 20 },
  prepare: async (call: CustomerCall<'getReceiptDocument'>) => {
    const { context, supplier, customer, args, now } = call;
    const receipt = await context.database.transaction(supplier.id, async (tx) =>
      receiptFor(tx, { context, supplier, customerRef: customer.ref, receipt: await ownReceipt(tx, call), now }),
    );
    const language = pageLanguageOf(args.language ?? supplier.profile.languages[0]);
    return receiptDocument({ supplier, receipt, language });
  },
  authorise: ownReceipt,
  handle: async (_tx, _call, _receipt, prepared) => prepared(),
});
