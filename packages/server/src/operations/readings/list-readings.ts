import { isId } from '../../db/ids.js';
import { pageOfReadings } from '../../db/readings.js';
import { readingOf } from '../../domain/readings.js';
import { invalidRequest, ProblemError } from '../../problem.js';
import { accountOperation, READ_LIMIT } from '../operation.js';

const DEFAULT_LIMIT = 24;

/** The history of the customer's own account: every reading the supplier holds, replaced and withdrawn ones too. */
export const listReadings = accountOperation('listReadings', {
  rateLimit: READ_LIMIT,
  handle: async (tx, { supplier, args: { meterId, limit: limitText, cursor }, now }, { account }) => {
    if (meterId !== undefined && !isId(meterId)) throw new ProblemError('not_found');
    if (cursor !== undefined && !isId(cursor)) throw invalidRequest('/cursor', 'unknown_cursor');
    const limit = limitText === undefined ? DEFAULT_LIMIT : Number(limitText);
    const rows = await pageOfReadings(tx, {
      supplierId: supplier.id,
      accountId: account.id,
      ...(meterId === undefined ? {} : { meterId }),
      ...(cursor === undefined ? {} : { after: cursor }),
      // One more than asked for tells whether there is a next page.
      limit: limit + 1,
    });
    const page = rows.slice(0, limit);
    const place = { profile: supplier.profile, locality: account.locality, at: now };
    return {
      items: page.map(({ reading, serviceKind }) => readingOf(reading, serviceKind, place)),
      nextCursor: rows.length > limit ? (page.at(-1)?.reading.id ?? null) : null,
    };
  },
});
