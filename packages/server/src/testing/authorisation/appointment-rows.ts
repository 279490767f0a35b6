import type { OperationName } from '@kabinet/api/contract';
import { testReceptions } from '../receptions.js';
import type { createApp } from '../../app.js';
import { call } from '../call.js';
import type { Row } from './rows.js';
import { bySignOn, inSupplier, type Stage, type Thing } from './stage.js';

/** The receptions of the suppliers whom the cases are about, and days and slots of the first one. */
export const RECEPTIONS = testReceptions();
const DAY = '2026-11-05';
const TAKEN = `${DAY}T08:00:00.000Z`;
const FREE = `${DAY}T09:00:00.000Z`;

const said = ({ account }: Thing) => ({ topic: 'Тиск газу', accountId: account.id, phone: '' });

export const appointmentRows = {
  listReceptions: { allowed: 200, target: () => ({ params: {} }) },
  listAppointmentSlots: { allowed: 200, target: () => ({ params: { receptionId: 'network' } }) },
  bookAppointment: {
    allowed: 201,
    grant: 'link',
    target: (thing) => ({ params: {}, body: { receptionId: 'network', startsAt: FREE, ...said(thing) } }),
  },
  listAppointments: { allowed: 200, target: () => ({ params: {} }) },
  moveAppointment: {
    allowed: 200,
    isOwn: true,
    target: ({ appointmentId }) => ({ params: { appointmentId }, body: { startsAt: FREE } }),
  },
  cancelAppointment: {
    allowed: 200,
    isOwn: true,
    target: ({ appointmentId }) => ({ params: { appointmentId }, body: {} }),
  },
  getAppointmentFile: { allowed: 200, isOwn: true, target: ({ appointmentId }) => ({ params: { appointmentId } }) },
  joinWaitingList: {
    allowed: 201,
    grant: 'link',
    target: (thing) => ({ params: { receptionId: 'network' }, body: said(thing) }),
  },
  leaveWaitingList: {
    allowed: 200,
    isOwn: true,
    target: ({ waitingPlaceId: placeId }) => ({ params: { placeId }, body: {} }),
  },
  getReceptionDay: { allowed: 200, target: () => ({ params: { receptionId: 'network', date: DAY } }) },
  changeReceptionDay: {
    allowed: 200,
    target: () => ({
      params: { receptionId: 'network', date: DAY },
      body: { isClosed: true, reason: 'Немає світла' },
    }),
  },
  settleAppointment: {
    allowed: 200,
    target: ({ appointmentId }) => ({ params: { appointmentId }, body: { outcome: 'called_off', reason: 'Хворіє' } }),
  },
} as const satisfies { readonly [N in OperationName]?: Row };

/** An appointment of the holder's at one reception, and their waiting for another; all that was there before is given back. */
export async function makeAppointments(
  stage: Stage,
  app: ReturnType<typeof createApp>,
): Promise<Pick<Thing, 'appointmentId' | 'waitingPlaceId'>> {
  const { supplier } = stage;
  await inSupplier(stage, async (tx) => {
    await tx.updateTable('waiting_places').set({ ended_at: new Date(), appointment_id: null }).execute();
    await tx.updateTable('appointments').set({ status: 'cancelled', place: null }).execute();
    await tx.deleteFrom('reception_closures').execute();
  });
  const headers = await bySignOn(stage, supplier.customer.ref);
  const said = { topic: 'Тиск газу', accountId: null, phone: '' };
  const booked = await call(app, 'bookAppointment', {
    supplierId: supplier.id,
    headers,
    body: { receptionId: 'network', startsAt: TAKEN, ...said },
  });
  const waiting = await call(app, 'joinWaitingList', {
    supplierId: supplier.id,
    headers,
    params: { receptionId: 'supply' },
    body: said,
  });
  for (const { status, text } of [booked, waiting]) if (status !== 201) throw new Error(text);
  return { appointmentId: booked.body.id, waitingPlaceId: waiting.body.id };
}
