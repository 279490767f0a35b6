import { findContractDocument } from '../../db/files.js';
import { linkToFile } from '../../domain/file-links.js';
import { ProblemError } from '../../problem.js';
import { accountOperation, READ_LIMIT } from '../operation.js';

/** A link to a document of a contract of the account. */
export const getContractDocument = accountOperation('getContractDocument', {
  rateLimit: READ_LIMIT,
  handle: async (tx, { context, supplier, args, now }, { account }) => {
    const file = await findContractDocument(tx, { supplierId: supplier.id, ...args, accountId: account.id });
    if (!file) throw new ProblemError('not_found');
    return linkToFile(context, { supplier, kind: 'contract_documents', file, now });
  },
});
