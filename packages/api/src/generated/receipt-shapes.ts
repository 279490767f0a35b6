// Written by `npm run generate` from the contract. Do not edit.

import type { Shape } from '../shape.js';
import { Money } from './shapes.js';

export const PaymentShare: Shape = {
  serviceKind: '=electricity|gas|cold_water|hot_water|heat|sewerage|refuse',
  month: ['?', 'M'],
  amount: Money,
};
export const ReceiptContent: Shape = {
  v: 'i',
  iss: 's',
  supplier: 's',
  number: 's',
  kind: '=payment|reading',
  issuedAt: 'T',
  timeZone: 'Z',
  'payment?': {
    paidAt: 'T',
    method: 's',
    lines: [{ accountNumber: 's', amount: Money, 'shares?': [PaymentShare] }],
    fee: Money,
    total: Money,
  },
  'reading?': {
    accountNumber: 's',
    meterNumber: 's',
    serviceKind: '=electricity|gas|cold_water|hot_water|heat|sewerage|refuse',
    unit: '=m3|kWh|Gcal',
    readAt: 'T',
    receivedAt: 'T',
    values: [{ zone: 's', value: 'd' }],
  },
};
export const ReceiptSummary: Shape = {
  v: 'i',
  iss: 's',
  n: 's',
  t: 'i',
  z: 's',
  a: ['s'],
  's?': 'i',
  'c?': 's',
  'r?': ['*', 'd'],
  'u?': '=m3|kWh|Gcal',
};
