import { isCalendarDate } from '@kabinet/rules';
import { requireReception, slotList } from '../../domain/receptions.js';
import { invalidRequest } from '../../problem.js';
import { publicOperation, READ_LIMIT } from '../operation.js';

/** Two weeks of a reception's slots, full ones too. Who has booked them is nobody's business. */
export const listAppointmentSlots = publicOperation('listAppointmentSlots', {
  rateLimit: READ_LIMIT,
  handle: async ({ context, supplier, args: { receptionId, from }, now }) => {
    const reception = requireReception(supplier, receptionId);
    if (from !== undefined && !isCalendarDate(from)) throw invalidRequest('/from', 'not_a_date');
    return context.database.transaction(supplier.id, (tx) => slotList(tx, { supplier, reception, now, from }));
  },
});
