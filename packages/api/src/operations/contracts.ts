import * as z from 'zod/mini';
import { ContractList } from '../schemas/contract.js';
import { FileLink } from '../schemas/upload.js';
import { defineOperations } from './operation.js';

export const contractOperations = defineOperations({
  listContracts: {
    method: 'GET',
    path: '/accounts/{accountId}/contracts',
    summary:
      'The contracts of an account; the name of the customer and the documents only for who may manage the account',
    auth: 'customer',
    grant: 'view',
    params: z.object({ accountId: z.string() }),
    response: ContractList,
    status: 200,
    errors: ['not_found'],
  },
  getContractDocument: {
    method: 'GET',
    path: '/accounts/{accountId}/contracts/{contractId}/documents/{documentId}',
    summary: 'An address from which a document can be fetched for a short while',
    auth: 'customer',
    grant: 'manage',
    params: z.object({ accountId: z.string(), contractId: z.string(), documentId: z.string() }),
    response: FileLink,
    status: 200,
    errors: ['not_found'],
  },
});
