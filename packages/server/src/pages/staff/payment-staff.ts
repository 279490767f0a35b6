import type { StaffPaymentOrder } from '@kabinet/api/contract';
import type { Tx } from '../../db/database.js';
import type { PaymentStaff } from '../../domain/staff-payments.js';
import { textIn } from '../../words/languages.js';
import type { PageCall } from '../page.js';
import { staffAtWork } from './at-work.js';
import { paymentStaffTexts } from './payment-texts.js';

/** The search; one payment is below it. */
export const PAYMENTS_PAGE = 'staff/payments';
/** Where providers and we do not agree. */
export const DIFFERENCES_PAGE = 'staff/payment-differences';

/** Who works here, once it is sure that they were entrusted with payments. */
export function paymentStaffAtWork(call: PageCall, tx: Tx): Promise<PaymentStaff> {
  return staffAtWork(call, tx, 'payments');
}

/** A way to pay as its payers read it; its id where the supplier has it no more. */
export function methodName({ supplier, language }: Pick<PageCall, 'supplier' | 'language'>, methodId: string): string {
  const method = supplier.profile.paying?.methods.find(({ id }) => id === methodId);
  return method ? textIn(method.name, language, supplier.profile) : methodId;
}

/** What is known of an order, and why its last try came to nothing; null where nothing is known of that. */
export function stateInWords(
  { status, failure }: Pick<StaffPaymentOrder, 'status' | 'failure'>,
  language: PageCall['language'],
): { readonly state: string; readonly why: string | null } {
  const texts = paymentStaffTexts[language];
  // Of one paid all the same it is no reason.
  if (failure === 'cancelled_by_payer') {
    return { state: status === 'expired' ? texts.cancelled : texts.statuses[status], why: null };
  }
  return { state: texts.statuses[status], why: failure && (texts.failures[failure] ?? failure) };
}
