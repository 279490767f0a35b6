// Written by `npm run generate` from the contract. Do not edit.

import type { Shape } from '../shape.js';
import { Money } from './shapes.js';

export const PaymentOrder: Shape = {
  id: 's',
  number: 's',
  status: '=created|pending|failed|expired|paid|refunded',
  lines: [{ accountId: 's', amount: Money }],
  fee: Money,
  total: Money,
  methodId: 's',
  site: 's',
  createdAt: 'T',
  expiresAt: 'T',
  settledAt: ['?', 'T'],
  failure: ['?', 's'],
  refunded: Money,
  payUrl: ['?', 's'],
  receiptId: ['?', 's'],
};
export const PaymentShare: Shape = {
  serviceKind: '=electricity|gas|cold_water|hot_water|heat|sewerage|refuse',
  month: ['?', 'M'],
  amount: Money,
};
export const PaymentAllocation: Shape = { shares: [PaymentShare], ahead: Money };
export const QrCode: Shape = { text: 's', size: 'i1..177', modules: 's' };
export const PaymentSlip: Shape = {
  recipient: 's',
  taxId: 's',
  iban: 's',
  bank: ['?', 's'],
  amount: Money,
  purpose: 's',
  qr: ['?', QrCode],
};
export const Payment: Shape = {
  id: 's',
  kind: '=payment|refund',
  status: '=posted|pending',
  amount: Money,
  paidOn: 'D',
  shares: [PaymentShare],
  source: '=cabinet|billing',
  number: ['?', 's'],
  orderId: ['?', 's'],
  receiptId: ['?', 's'],
};
export const PaymentPage: Shape = { items: [Payment], nextCursor: ['?', 's'] };
export const PaymentPlan: Shape = {
  id: 's',
  accountId: 's',
  methodId: 's',
  amount: ['?', Money],
  atMost: ['?', Money],
  timing: { kind: '=day_of_month|days_before_due', days: 'i1..28' },
  status: '=active|paused',
  mode: '=charge|remind',
  card: ['?', 's'],
  nextOn: ['?', 'D'],
  last: ['?', { on: 'D', outcome: 's', orderId: ['?', 's'] }],
};
export const PaymentPlanList: Shape = { items: [PaymentPlan] };
export const ReminderSettings: Shape = {
  daysBefore: 'i',
  channels: [{ id: 's', kind: '=phone|email', address: 's', isOn: 'b' }],
};
export const CalendarFeed: Shape = { createdAt: ['?', 'T'], url: ['?', 's'] };
export const Receipt: Shape = {
  id: 's',
  number: 's',
  signed: 's',
  verifyUrl: 's',
  qr: QrCode,
  premises: [{ accountNumber: 's', address: 's' }],
};
export const ReceiptDocument: Shape = { fileName: 's', mediaType: 's', data: 's' };
export const ReceiptKeySet: Shape = { keys: [{ kty: 's', crv: 's', x: 's', kid: 's', use: 's', alg: 's' }] };
