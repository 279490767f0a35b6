// Written by `npm run generate` from the contract. Do not edit.

import type { Shape } from '../shape.js';
import { AppointmentSlot } from './shapes.js';

export const Reception: Shape = {
  id: 's',
  company: ['?', ['*', 's']],
  name: ['*', 's'],
  manager: ['?', ['*', 's']],
  topics: ['?', ['*', 's']],
  address: ['*', 's'],
  phone: ['?', 's'],
  hours: [{ weekday: 'i', from: 'H', to: 'H' }],
  slotMinutes: 'i',
  note: ['?', ['*', 's']],
};
export const ReceptionList: Shape = { items: [Reception] };
export const SlotList: Shape = {
  from: 'D',
  to: 'D',
  items: [AppointmentSlot],
  closedDays: [{ on: 'D', why: ['?', ['*', 's']] }],
  bookableUntil: 'D',
  nextFree: [AppointmentSlot],
};
export const Appointment: Shape = {
  id: 's',
  number: 's',
  reception: Reception,
  startsAt: 'T',
  endsAt: 'T',
  topic: 's',
  accountId: ['?', 's'],
  status: '=booked|cancelled|called_off|attended|missed',
  reason: 's',
  canChange: 'b',
  isReminded: 'b',
};
export const WaitingPlace: Shape = {
  id: 's',
  reception: Reception,
  topic: 's',
  since: 'T',
  ahead: 'i',
  offer: ['?', { startsAt: 'T', endsAt: 'T', heldUntil: 'T' }],
  isTold: 'b',
};
export const AppointmentList: Shape = { items: [Appointment], waiting: [WaitingPlace] };
export const CalendarFile: Shape = { name: 's', content: 's' };
