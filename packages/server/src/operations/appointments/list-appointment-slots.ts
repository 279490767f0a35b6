import { requireReception, slotList } from '../../domain/receptions.js';
import { publicOperation, READ_LIMIT } from '../operation.js';

/** Two weeks of a reception's slots, full ones too. Who has booked them is nobody's business. */
export const listAppointmentSlots = publicOperation('listAppointmentSlots', {
  rateLimit: READ_LIMIT,
  handle: async ({ context, supplier, args: { receptionId, from }, now }) => {
    const reception = requireReception(supplier, receptionId);
    return context.database.transaction(supplier.id, (tx) => slotList(tx, { supplier, reception, now, from }));
  },
});
