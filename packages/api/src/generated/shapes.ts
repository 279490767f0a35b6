// Written by `npm run generate` from the contract. Do not edit.

import type { Shape } from '../shape.js';

export const HostedPages: Shape = {
  signIn: 's',
  signUp: 's',
  link: 's',
  accounts: 's',
  profile: 's',
  devices: 's',
  authorize: 's',
};
export const PaymentMethod: Shape = {
  id: 's',
  name: ['*', 's'],
  site: 's',
  fee: ['?', { percent: 'd', atLeast: 'i' }],
  keepsCard: 'b',
  isTest: 'b',
};
export const PaymentTerms: Shape = { methods: [PaymentMethod], atLeast: 'i', atMost: 'i', bankTransfer: 'b' };
export const Supplier: Shape = {
  id: 's',
  name: ['*', 's'],
  serviceKinds: ['=electricity|gas|cold_water|hot_water|heat|sewerage|refuse'],
  timeZone: 'Z',
  currency: 's',
  languages: ['s'],
  capabilities: ['s'],
  phone: 's',
  phoneHours: ['?', ['*', 's']],
  emergencyPhone: ['?', 's'],
  channels: [{ kind: 's', address: 's', note: ['?', ['*', 's']], takesReadings: 'b' }],
  accountNumber: { pattern: 's', example: 's' },
  pages: ['?', HostedPages],
  linkProofs: ['=pin|last_payment|meter_number'],
  guestReadings: ['?', { proof: '=meter_number|last_payment' }],
  payments: ['?', PaymentTerms],
};
export const Session: Shape = {
  customer: { displayName: 's', kind: '=household|entrepreneur|legal_entity', 'key?': 's' },
  expiresAt: 'T',
  'secondsLeft?': 'i',
  isRenewable: 'b',
};
export const SessionEnd: Shape = { endedAt: 'T' };
export const Account: Shape = {
  id: 's',
  accountNumber: 's',
  serviceKinds: ['=electricity|gas|cold_water|hot_water|heat|sewerage|refuse'],
  premise: { address: 's', locality: 's' },
  status: '=open|closed',
  role: '=holder|owner|payer|helper',
  grants: ['=link|readings|payments|view|manage'],
  untilOn: ['?', 'D'],
  nickname: 's',
  isDefault: 'b',
};
export const AccountList: Shape = { items: [Account] };
export const AccountUnlinking: Shape = { unlinkedAt: 'T', restorableUntil: 'T' };
export const Money: Shape = { amount: 'i', currency: 's' };
export const Balance: Shape = {
  asOf: 'T',
  amountOwed: Money,
  dueOn: ['?', 'D'],
  period: { from: 'D', to: 'D' },
  lines: [
    {
      kind: '=opening|charge|payment|benefit|recalculation|refund',
      serviceKind: ['?', '=electricity|gas|cold_water|hot_water|heat|sewerage|refuse'],
      amount: Money,
      basis: ['?', '=actual|estimated'],
      month: ['?', 'M'],
      component: ['?', '=supply|network|service'],
      use: ['?', { quantity: 'd', unit: '=m3|kWh|Gcal', price: ['?', 'd'] }],
    },
  ],
  paymentsOnTheWay: Money,
  lastPayment: ['?', { amount: Money, paidOn: 'D' }],
};
export const Reading: Shape = {
  id: 's',
  number: ['?', 's'],
  meterId: 's',
  readAt: 'T',
  receivedAt: 'T',
  source: '=customer|inspector|sms|voice|messenger|import|estimate',
  quality: '=actual|estimated',
  status: '=received|accepted|questioned|rejected|superseded|withdrawn',
  values: [{ registerId: 's', value: 'd', consumption: ['?', 'd'] }],
  questionedFor: [
    '=less_than_previous|greater_than_subsequent|timestamp_future|too_many_digits|implausible|window_closed|meter_decommissioned|duplicate_reading',
  ],
  countsFor: 'M',
  correctableUntil: ['?', 'T'],
  hasPhoto: 'b',
};
export const Register: Shape = {
  id: 's',
  zone: '=total|day|night|peak|half_peak',
  integerDigits: 'i1..12',
  decimalDigits: 'i0..6',
};
export const Meter: Shape = {
  id: 's',
  serviceKind: '=electricity|gas|cold_water|hot_water|heat|sewerage|refuse',
  serialNumber: 's',
  sealNumber: ['?', 's'],
  place: ['?', 's'],
  installedOn: ['?', 'D'],
  removedOn: ['?', 'D'],
  verificationDueOn: ['?', 'D'],
  multiplier: 'd',
  unit: '=m3|kWh|Gcal',
  registers: [Register],
  baseline: ['?', Reading],
  submitted: ['?', Reading],
  maxDailyUse: ['?', 'd'],
  recentUse: [
    { from: 'D', to: 'D', quality: '=actual|estimated', use: [{ registerId: 's', consumption: ['?', 'd'] }] },
  ],
  plausibility: ['?', { timesUsual: 'd', neverBelow: 'd', seasonal: 'b' }],
};
export const MeterList: Shape = { items: [Meter] };
export const ReadingWindow: Shape = {
  serviceKind: '=electricity|gas|cold_water|hot_water|heat|sewerage|refuse',
  opensOn: 'D',
  closesOn: 'D',
  graceDays: 'i0..366',
  isOpen: 'b',
  daysLeft: 'i',
  countsFor: 'M',
  lateReadings: '=accept|refuse',
};
export const ReadingWindowList: Shape = { items: [ReadingWindow] };
export const ReadingPage: Shape = { items: [Reading], nextCursor: ['?', 's'] };
export const GuestReadingReceipt: Shape = { number: 's', receivedAt: 'T' };
export const ReadingFinding: Shape = {
  code: '=less_than_previous|greater_than_subsequent|timestamp_future|too_many_digits|implausible|window_closed|meter_decommissioned|duplicate_reading',
  severity: '=reject|confirm',
  registerId: ['?', 's'],
};
export const AppointmentSlot: Shape = { startsAt: 'T', endsAt: 'T', free: 'i' };
export const Problem: Shape = {
  type: 's',
  title: 's',
  status: 'i',
  code: '=invalid_request|idempotency_key_missing|idempotency_key_reused|idempotency_in_flight|token_missing|token_invalid|token_expired|forbidden|not_found|method_not_allowed|unsupported_media_type|payload_too_large|reading_rejected|reading_needs_confirmation|duplicate_reading|reading_not_correctable|photo_refused|link_request_answered|payment_sum_out_of_range|payment_in_progress|payment_method_unavailable|payment_not_refundable|payment_difference_closed|appeal_closed|appeal_changed|upload_offset|slot_taken|appointment_limit|appointment_overlap|appointment_not_changeable|rate_limited|unavailable|internal',
  requestId: 's',
  'issues?': [{ pointer: 's', code: 's' }],
  'findings?': [ReadingFinding],
  'opensOn?': 'D',
  'orderId?': 's',
  'nextFree?': [AppointmentSlot],
};
