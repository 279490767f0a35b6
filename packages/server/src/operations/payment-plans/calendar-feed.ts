import * as feeds from '../../domain/calendar-feeds.js';
import { customerOperation, READ_LIMIT, signedIn, WRITE_LIMIT } from '../operation.js';

/** Whether the customer has a calendar address. */
export const getCalendarFeed = customerOperation('getCalendarFeed', {
  rateLimit: READ_LIMIT,
  authorise: signedIn,
  handle: (tx, { supplier, customer }) => feeds.calendarFeed(tx, { supplier, customerRef: customer.ref }),
});

/** Makes a calendar address; one from before ends. */
export const createCalendarFeed = customerOperation('createCalendarFeed', {
  rateLimit: WRITE_LIMIT,
  tellsSecret: true,
  authorise: signedIn,
  handle: (tx, { customer, args, ...call }) =>
    feeds.createCalendarFeed(tx, { ...call, customerRef: customer.ref, language: args.body.language }),
});

/** Ends the calendar address. */
export const revokeCalendarFeed = customerOperation('revokeCalendarFeed', {
  rateLimit: WRITE_LIMIT,
  authorise: signedIn,
  handle: (tx, { customer, ...call }) => feeds.revokeCalendarFeed(tx, { ...call, customerRef: customer.ref }),
});
