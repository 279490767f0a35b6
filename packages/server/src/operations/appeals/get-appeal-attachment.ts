import { findAttachment } from '../../db/files.js';
import { linkToFile } from '../../domain/file-links.js';
import { ProblemError } from '../../problem.js';
import { customerOperation, READ_LIMIT } from '../operation.js';

/** A link to a file of one's own conversation. */
export const getAppealAttachment = customerOperation('getAppealAttachment', {
  rateLimit: READ_LIMIT,
  authorise: async (tx, { supplier, customer, args }) => {
    const file = await findAttachment(tx, { supplierId: supplier.id, customerRef: customer.ref, ...args });
    if (!file) throw new ProblemError('not_found');
    return file;
  },
  handle: async (_tx, { context, supplier, now }, file) =>
    linkToFile(context, { supplier, kind: 'appeal_attachments', file, now }),
});
