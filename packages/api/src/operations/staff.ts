import * as z from 'zod/mini';
import { LinkRequest, LinkRequestAnswer, LinkRequestList } from '../schemas/link-request.js';
import { defineOperations } from './operation.js';

export const staffOperations = defineOperations({
  listLinkRequests: {
    method: 'GET',
    path: '/staff/link-requests',
    summary: 'Requests to link an account by hand, the oldest open one first',
    auth: 'staff',
    role: 'link_requests',
    query: z.object({ status: z.optional(z.enum(['open', 'approved', 'refused'])) }),
    response: LinkRequestList,
    status: 200,
    errors: ['forbidden'],
  },
  answerLinkRequest: {
    method: 'POST',
    path: '/staff/link-requests/{requestId}/answer',
    summary: 'Link the account to the customer, or say why not',
    auth: 'staff',
    role: 'link_requests',
    params: z.object({ requestId: z.string() }),
    body: LinkRequestAnswer,
    response: LinkRequest,
    status: 200,
    errors: ['forbidden', 'not_found', 'link_request_answered'],
  },
});
