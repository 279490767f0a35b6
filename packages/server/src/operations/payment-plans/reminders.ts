import { reminderSettings, setReminders as saveReminders } from '../../domain/reminders.js';
import { customerOperation, READ_LIMIT, signedIn, WRITE_LIMIT } from '../operation.js';

/** When and where the customer is reminded of what is due. */
export const getReminders = customerOperation('getReminders', {
  rateLimit: READ_LIMIT,
  authorise: signedIn,
  handle: (tx, { supplier, customer }) => reminderSettings(tx, { supplierId: supplier.id, customerRef: customer.ref }),
});

/** Says when and where to be reminded. */
export const setReminders = customerOperation('setReminders', {
  rateLimit: WRITE_LIMIT,
  authorise: signedIn,
  handle: (tx, { supplier, customer, args: { body } }) =>
    saveReminders(tx, { supplierId: supplier.id, customerRef: customer.ref, ...body }),
});
