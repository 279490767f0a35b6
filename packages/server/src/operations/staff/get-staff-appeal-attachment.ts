import { recordAct } from '../../db/audit.js';
import { findAttachment } from '../../db/files.js';
import { linkToFile } from '../../domain/file-links.js';
import { ProblemError } from '../../problem.js';
import { READ_LIMIT, staffOperation } from '../operation.js';

/** A link to a file of a conversation. */
export const getStaffAppealAttachment = staffOperation('getStaffAppealAttachment', {
  rateLimit: READ_LIMIT,
  handle: async (tx, { context, supplier, customer, args, now, requestId }) => {
    const supplierId = supplier.id;
    const file = await findAttachment(tx, { supplierId, ...args });
    if (!file) throw new ProblemError('not_found');
    await recordAct(tx, {
      supplierId,
      at: now,
      actor: 'staff',
      customerRef: customer.ref,
      action: 'appeal.file_opened',
      subjectId: file.id,
      requestId,
    });
    return linkToFile(context, { supplier, kind: 'appeal_attachments', file, now });
  },
});
