import type { OperationName } from '@kabinet/api/contract';
import type { PaymentStaff } from '../../domain/staff-payments.js';
import type { StaffCall } from '../operation.js';

/** Whoever calls, as the domain's functions about payments take them. */
export function paymentStaff({ context, supplier, customer, now, requestId }: StaffCall<OperationName>): PaymentStaff {
  return { context, supplier, staff: { ref: customer.ref, personId: customer.hosted.personId }, now, requestId };
}
