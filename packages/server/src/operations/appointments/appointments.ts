import type { OperationName } from '@kabinet/api/contract';
import { appointmentFile } from '../../domain/appointment-file.js';
import type { AppointmentCall } from '../../domain/appointment-request.js';
import * as appointments from '../../domain/appointments.js';
import * as waiting from '../../domain/waiting-list.js';
import type { Tx } from '../../db/database.js';
import { ProblemError } from '../../problem.js';
import { type CustomerCall, customerOperation, READ_LIMIT, signedIn, WRITE_LIMIT } from '../operation.js';

/** Whoever calls, as the domain's functions take them. */
function callOf({ supplier, customer, now, requestId }: CustomerCall<OperationName>): AppointmentCall {
  return { supplier, customerRef: customer.ref, now, requestId };
}

async function listOf(tx: Tx, call: AppointmentCall) {
  return {
    items: await appointments.listedAppointments(tx, call),
    waiting: await waiting.listedWaitingPlaces(tx, call),
  };
}

/** What the customer has booked, and waits for. */
export const listAppointments = customerOperation('listAppointments', {
  rateLimit: READ_LIMIT,
  authorise: signedIn,
  handle: (tx, call) => listOf(tx, callOf(call)),
});

/** Books a slot. */
export const bookAppointment = customerOperation('bookAppointment', {
  rateLimit: WRITE_LIMIT,
  authorise: signedIn,
  handle: (tx, call) => appointments.bookAppointment(tx, { ...callOf(call), request: call.args.body }),
});

/** Another slot of the same reception. Whose the appointment is, is looked at with it. */
export const moveAppointment = customerOperation('moveAppointment', {
  rateLimit: WRITE_LIMIT,
  authorise: signedIn,
  handle: (tx, call) =>
    appointments.moveAppointment(tx, {
      ...callOf(call),
      id: call.args.appointmentId,
      startsAt: call.args.body.startsAt,
    }),
});

/** Gives the slot back. */
export const cancelAppointment = customerOperation('cancelAppointment', {
  rateLimit: WRITE_LIMIT,
  authorise: signedIn,
  handle: (tx, call) => appointments.cancelAppointment(tx, { ...callOf(call), id: call.args.appointmentId }),
});

/** The appointment as a calendar file. */
export const getAppointmentFile = customerOperation('getAppointmentFile', {
  rateLimit: READ_LIMIT,
  authorise: signedIn,
  handle: async (tx, call) => {
    const file = await appointmentFile(tx, { ...callOf(call), context: call.context, id: call.args.appointmentId });
    if (!file) throw new ProblemError('not_found');
    return file;
  },
});

/** Waits for a slot that becomes free. */
export const joinWaitingList = customerOperation('joinWaitingList', {
  rateLimit: WRITE_LIMIT,
  authorise: signedIn,
  handle: (tx, call) =>
    waiting.joinWaitingList(tx, { ...callOf(call), receptionId: call.args.receptionId, request: call.args.body }),
});

/** Waits no longer, or lets an offered slot go. */
export const leaveWaitingList = customerOperation('leaveWaitingList', {
  rateLimit: WRITE_LIMIT,
  authorise: signedIn,
  handle: async (tx, call) => {
    await waiting.leaveWaitingList(tx, { ...callOf(call), id: call.args.placeId });
    return listOf(tx, callOf(call));
  },
});
