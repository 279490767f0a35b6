import { receptionsOf } from '../../domain/receptions.js';
import { publicOperation, READ_LIMIT } from '../operation.js';

/** Who receives people, where and when. */
export const listReceptions = publicOperation('listReceptions', {
  rateLimit: READ_LIMIT,
  handle: ({ supplier, now }) => Promise.resolve({ items: receptionsOf(supplier, now) }),
});
