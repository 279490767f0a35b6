import type { StaffRole } from '@kabinet/api/contract';
import type { Tx } from '../../db/database.js';
import { hasRole } from '../../db/staff-roles.js';
import type { StaffAtWork } from '../../domain/link-requests.js';
import { ProblemError } from '../../problem.js';
import type { PageCall } from '../page.js';

/** A member of staff at work on a page. */
type StaffOnPage = StaffAtWork & Pick<PageCall, 'context' | 'supplier'>;

/** Who works here, once it is sure that they were entrusted with it; who was not is not told that there is such a page. */
export async function staffAtWork(call: PageCall, tx: Tx, role: StaffRole): Promise<StaffOnPage> {
  const { context, supplier, customer, now, requestId } = call;
  if (!customer?.hosted?.isStrong) throw new ProblemError('forbidden');
  const { personId } = customer.hosted;
  if (!(await hasRole(tx, { supplierId: supplier.id, personId, role }))) throw new ProblemError('not_found');
  return { context, supplier, staff: { ref: customer.ref, personId }, now, requestId };
}
