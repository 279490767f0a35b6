import { AccountList } from '../schemas/account.js';
import { Session } from '../schemas/session.js';
import { defineOperations } from './operation.js';

export const sessionOperations = defineOperations({
  getSession: {
    method: 'GET',
    path: '/session',
    summary: 'Who is signed in, and until when',
    auth: 'customer',
    response: Session,
    status: 200,
    errors: [],
  },
  listAccounts: {
    method: 'GET',
    path: '/accounts',
    summary: 'The accounts linked to the customer, the default one first',
    auth: 'customer',
    response: AccountList,
    status: 200,
    errors: [],
  },
});
