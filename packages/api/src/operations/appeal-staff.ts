import * as z from 'zod/mini';
import {
  ReplyTemplateList,
  StaffAnswer,
  StaffAppealChange,
  StaffAppealDetails,
  StaffAppealPage,
} from '../schemas/appeal-staff.js';
import { AppointmentOutcome, ReceptionDay, ReceptionDayChange } from '../schemas/appointment-staff.js';
import { FileLink } from '../schemas/upload.js';
import { defineOperations } from './operation.js';

const appealParams = z.object({ appealId: z.string() });
const dayParams = z.object({ receptionId: z.string(), date: z.string() });

/** The supplier's side of appeals and receptions. */
export const appealStaffOperations = defineOperations({
  listStaffAppeals: {
    method: 'GET',
    path: '/staff/appeals',
    summary: 'The queue of appeals: what is due first comes first',
    auth: 'staff',
    role: 'appeals',
    query: z.object({
      /** `open` without it: what awaits an answer. */
      status: z.optional(
        z.enum(['open', 'received', 'in_progress', 'waiting', 'answered', 'closed', 'withdrawn', 'all']),
      ),
      kindId: z.optional(z.string()),
      /** `me`, `nobody`, or somebody's reference. */
      assignee: z.optional(z.string()),
      overdue: z.optional(z.enum(['yes'])),
      /** Only where something we wrote did not reach the customer; with no `status`, of all. */
      undelivered: z.optional(z.enum(['yes'])),
      /** A number of an appeal or an account, a phone or an e-mail address of whoever wrote, or words of the text. */
      search: z.optional(z.string().check(z.maxLength(100))),
      cursor: z.optional(z.string()),
    }),
    response: StaffAppealPage,
    status: 200,
    errors: ['forbidden'],
  },
  getStaffAppeal: {
    method: 'GET',
    path: '/staff/appeals/{appealId}',
    summary: 'An appeal as staff see it',
    auth: 'staff',
    role: 'appeals',
    params: appealParams,
    response: StaffAppealDetails,
    status: 200,
    errors: ['forbidden', 'not_found'],
  },
  answerAppeal: {
    method: 'POST',
    path: '/staff/appeals/{appealId}/messages',
    summary: 'Write to the customer',
    auth: 'staff',
    role: 'appeals',
    params: appealParams,
    body: StaffAnswer,
    maxBodyBytes: 64 * 1024,
    response: StaffAppealDetails,
    status: 201,
    errors: ['forbidden', 'not_found', 'invalid_request', 'appeal_closed', 'appeal_changed'],
  },
  changeAppeal: {
    method: 'POST',
    path: '/staff/appeals/{appealId}/change',
    summary: 'Assign an appeal, move it on, correct its kind, set a later day, or leave a note',
    auth: 'staff',
    role: 'appeals',
    params: appealParams,
    body: StaffAppealChange,
    maxBodyBytes: 64 * 1024,
    response: StaffAppealDetails,
    status: 200,
    errors: ['forbidden', 'not_found', 'invalid_request', 'appeal_closed'],
  },
  listReplyTemplates: {
    method: 'GET',
    path: '/staff/appeals/{appealId}/reply-templates',
    summary: 'Texts to begin an answer with, in the language of the appeal',
    auth: 'staff',
    role: 'appeals',
    params: appealParams,
    response: ReplyTemplateList,
    status: 200,
    errors: ['forbidden', 'not_found'],
  },
  getStaffAppealAttachment: {
    method: 'GET',
    path: '/staff/appeals/{appealId}/attachments/{attachmentId}',
    summary: 'An address from which a file of the conversation can be fetched for a short while',
    auth: 'staff',
    role: 'appeals',
    params: z.object({ appealId: z.string(), attachmentId: z.string() }),
    response: FileLink,
    status: 200,
    errors: ['forbidden', 'not_found'],
  },
  getReceptionDay: {
    method: 'GET',
    path: '/staff/receptions/{receptionId}/days/{date}',
    summary: 'Who comes to a reception on a day',
    auth: 'staff',
    role: 'receptions',
    params: dayParams,
    response: ReceptionDay,
    status: 200,
    errors: ['forbidden', 'not_found', 'invalid_request'],
  },
  changeReceptionDay: {
    method: 'POST',
    path: '/staff/receptions/{receptionId}/days/{date}/change',
    summary: 'Close a day of a reception, or open it again; whoever has booked is told',
    auth: 'staff',
    role: 'receptions',
    params: dayParams,
    body: ReceptionDayChange,
    response: ReceptionDay,
    status: 200,
    errors: ['forbidden', 'not_found', 'invalid_request'],
  },
  settleAppointment: {
    method: 'POST',
    path: '/staff/appointments/{appointmentId}/outcome',
    summary: 'Say what became of an appointment, or call it off',
    auth: 'staff',
    role: 'receptions',
    params: z.object({ appointmentId: z.string() }),
    body: AppointmentOutcome,
    response: ReceptionDay,
    status: 200,
    errors: ['forbidden', 'not_found', 'invalid_request', 'appointment_not_changeable'],
  },
});
