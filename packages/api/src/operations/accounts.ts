import * as z from 'zod/mini';
import { Account, AccountList, AccountPreferences, AccountUnlinking } from '../schemas/account.js';
import { defineOperations } from './operation.js';

const accountParams = z.object({ accountId: z.string() });

export const accountOperations = defineOperations({
  listAccounts: {
    method: 'GET',
    path: '/accounts',
    summary: "The accounts on the customer's list, the default one first",
    auth: 'customer',
    response: AccountList,
    status: 200,
    errors: [],
  },
  setAccountPreferences: {
    method: 'POST',
    path: '/accounts/{accountId}/preferences',
    summary: "Give an account a name of the customer's own, or make it the default",
    auth: 'customer',
    grant: 'link',
    params: accountParams,
    body: AccountPreferences,
    response: Account,
    status: 200,
    errors: ['not_found'],
  },
  unlinkAccount: {
    method: 'POST',
    path: '/accounts/{accountId}/unlinking',
    summary: "Take an account off the customer's list",
    auth: 'customer',
    grant: 'link',
    params: accountParams,
    body: z.object({}),
    response: AccountUnlinking,
    status: 200,
    errors: ['not_found'],
  },
  restoreAccount: {
    method: 'POST',
    path: '/accounts/{accountId}/restoration',
    summary: 'Put an account back that the customer took off their list',
    auth: 'customer',
    params: accountParams,
    body: z.object({}),
    response: Account,
    status: 200,
    errors: ['not_found'],
  },
});
