import * as z from 'zod/mini';
import { Balance } from '../schemas/balance.js';
import { defineOperations } from './operation.js';

export const balanceOperations = defineOperations({
  getBalance: {
    method: 'GET',
    path: '/accounts/{accountId}/balance',
    summary: 'What is owed on an account, and why',
    auth: 'customer',
    grant: 'view',
    params: z.object({ accountId: z.string() }),
    response: Balance,
    status: 200,
    errors: ['not_found'],
  },
});
