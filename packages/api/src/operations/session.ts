import * as z from 'zod/mini';
import { Session, SessionEnd } from '../schemas/session.js';
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
  renewSession: {
    method: 'POST',
    path: '/session/renewal',
    summary: 'Stay signed in: the session ends later, where it can',
    auth: 'customer',
    body: z.object({}),
    response: Session,
    status: 200,
    errors: [],
  },
  endSession: {
    method: 'POST',
    path: '/session/end',
    summary: 'Sign out, here or on every device',
    auth: 'customer',
    body: z.object({ everywhere: z.boolean() }),
    response: SessionEnd,
    status: 200,
    errors: [],
  },
});
