import { accountOperations } from './accounts.js';
import { appealStaffOperations } from './appeal-staff.js';
import { appealOperations } from './appeals.js';
import { appointmentOperations } from './appointments.js';
import { balanceOperations } from './balance.js';
import { contractOperations } from './contracts.js';
import { guestReadingOperations } from './guest-readings.js';
import { paymentPlanOperations } from './payment-plans.js';
import { paymentOperations } from './payments.js';
import { readingPhotoOperations } from './reading-photos.js';
import { readingOperations } from './readings.js';
import { receiptOperations } from './receipts.js';
import { sessionOperations } from './session.js';
import { staffOperations } from './staff.js';
import { supplierOperations } from './supplier.js';
import { tariffOperations } from './tariffs.js';
import { uploadOperations } from './uploads.js';

/** The whole contract, one entry a call. */
export const operations = {
  ...supplierOperations,
  ...sessionOperations,
  ...accountOperations,
  ...balanceOperations,
  ...readingPhotoOperations,
  ...readingOperations,
  ...tariffOperations,
  ...guestReadingOperations,
  ...paymentOperations,
  ...paymentPlanOperations,
  ...receiptOperations,
  ...appealOperations,
  ...uploadOperations,
  ...appointmentOperations,
  ...contractOperations,
  ...staffOperations,
  ...appealStaffOperations,
};

export type Operations = typeof operations;
export type OperationName = keyof Operations;

/** The calls that a page of customers makes: all but those of staff. */
export type PageOperationName = {
  [N in OperationName]: Operations[N]['auth'] extends 'staff' ? never : N;
}[OperationName];
