import type { OperationName } from '@kabinet/api/contract';
import { isCalendarDate } from '@kabinet/rules';
import {
  closeReceptionDay,
  type DayFault,
  openReceptionDay,
  settleAppointment as settle,
} from '../../domain/call-off.js';
import { lookAtDay, type ReceptionStaff } from '../../domain/reception-days.js';
import { requireReception } from '../../domain/receptions.js';
import { invalidRequest, ProblemError } from '../../problem.js';
import { READ_LIMIT, type StaffCall, staffOperation, WRITE_LIMIT } from '../operation.js';

/** Whoever calls, as the domain's functions about receptions take them. */
function receptionStaff({ supplier, customer, now, requestId }: StaffCall<OperationName>): ReceptionStaff {
  return { supplier, staff: { ref: customer.ref, personId: customer.hosted.personId }, now, requestId };
}

function dayOf(call: StaffCall<'getReceptionDay' | 'changeReceptionDay'>) {
  const { receptionId, date: on } = call.args;
  const reception = requireReception(call.supplier, receptionId);
  if (!isCalendarDate(on)) throw invalidRequest('/date', 'not_a_date');
  return { ...receptionStaff(call), reception, on };
}

/** Where the fault is in what was sent. */
const FAULT_PLACES: Readonly<Record<DayFault, string>> = { past: '/date', reason_missing: '/reason' };

/** Who comes to a reception on a day. */
export const getReceptionDay = staffOperation('getReceptionDay', {
  rateLimit: READ_LIMIT,
  handle: (tx, call) => lookAtDay(tx, dayOf(call)),
});

/** Closes a day, or opens it again. */
export const changeReceptionDay = staffOperation('changeReceptionDay', {
  rateLimit: WRITE_LIMIT,
  handle: async (tx, call) => {
    const day = dayOf(call);
    const { isClosed, reason } = call.args.body;
    const fault = isClosed ? await closeReceptionDay(tx, { ...day, reason }) : await openReceptionDay(tx, day);
    if (fault) throw invalidRequest(FAULT_PLACES[fault], fault);
    return lookAtDay(tx, day);
  },
});

/** Says what became of an appointment, or calls it off; the day it is on follows. */
export const settleAppointment = staffOperation('settleAppointment', {
  rateLimit: WRITE_LIMIT,
  handle: async (tx, call) => {
    const work = receptionStaff(call);
    const { appointmentId: id, body: outcome } = call.args;
    const settled = await settle(tx, { ...work, id, outcome });
    switch (settled.kind) {
      case 'settled':
        return lookAtDay(tx, { ...work, reception: settled.reception, on: settled.on });
      case 'not_found':
        throw new ProblemError('not_found');
      case 'not_changeable':
        throw new ProblemError('appointment_not_changeable');
      case 'reason_missing':
        throw invalidRequest('/reason', 'reason_missing');
    }
  },
});
