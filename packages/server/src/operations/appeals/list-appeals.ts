import type { AppealCursor } from '../../db/appeals.js';
import { appealsOf } from '../../db/appeals.js';
import { isId } from '../../db/ids.js';
import { appealOf } from '../../domain/appeal-view.js';
import { invalidRequest } from '../../problem.js';
import { customerOperation, READ_LIMIT, signedIn } from '../operation.js';

const DEFAULT_LIMIT = 20;

/** The customer's own appeals, what changed last first. */
export const listAppeals = customerOperation('listAppeals', {
  rateLimit: READ_LIMIT,
  authorise: signedIn,
  handle: async (tx, { supplier, customer, args: { limit: limitText, cursor }, now }) => {
    const limit = limitText === undefined ? DEFAULT_LIMIT : Number(limitText);
    const rows = await appealsOf(tx, {
      supplierId: supplier.id,
      customerRef: customer.ref,
      after: cursor === undefined ? null : readCursor(cursor),
      // One more than asked for tells whether there is a next page.
      limit: limit + 1,
    });
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      items: page.map((row) => appealOf(row, { supplier, now })),
      nextCursor: rows.length > limit && last ? `${last.changedAt}_${last.id}` : null,
    };
  },
});

function readCursor(cursor: string): AppealCursor {
  const [changedAt = '', id = ''] = cursor.split('_');
  if (!isMoment(changedAt) || !isId(id)) throw invalidRequest('/cursor', 'unknown_cursor');
  return { changedAt, id };
}

/** As we gave it out: the database would stumble over other moments. */
function isMoment(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(text) ? Date.parse(text) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString() === text;
}
