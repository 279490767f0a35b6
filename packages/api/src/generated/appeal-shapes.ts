// Written by `npm run generate` from the contract. Do not edit.

import type { Shape } from '../shape.js';

export const AnswerTerm: Shape = { days: 'i', counts: '=calendar|working', source: ['?', ['*', 's']] };
export const AppealField: Shape = {
  name: 's',
  type: '=text|long_text|number|date|choice|yes|phone|email|meter_number|address',
  label: ['*', 's'],
  hint: ['?', ['*', 's']],
  isRequired: 'b',
  maxLength: 'i',
  atLeast: ['?', 's'],
  atMost: ['?', 's'],
  unit: ['?', ['*', 's']],
  days: ['?', '=past|future'],
  options: [{ value: 's', label: ['*', 's'] }],
};
export const InstantAnswer: Shape = {
  id: 's',
  question: ['*', 's'],
  answer: ['*', 's'],
  words: ['s'],
  link: ['?', { url: 's', label: ['*', 's'] }],
};
export const AppealKind: Shape = {
  id: 's',
  group: 's',
  name: ['*', 's'],
  intro: ['?', ['*', 's']],
  department: ['?', ['*', 's']],
  term: AnswerTerm,
  account: '=required|optional|none',
  text: { label: ['?', ['*', 's']], hint: ['?', ['*', 's']], isRequired: 'b', maxLength: 'i' },
  fields: [AppealField],
  files: { atLeast: 'i', atMost: 'i', hint: ['?', ['*', 's']] },
  instantAnswers: [InstantAnswer],
  takesGuests: 'b',
};
export const AppealKindList: Shape = { items: [AppealKind] };
export const Appeal: Shape = {
  id: 's',
  number: 's',
  kindId: 's',
  kindName: ['*', 's'],
  department: ['?', ['*', 's']],
  accountId: ['?', 's'],
  summary: 's',
  status: '=received|in_progress|waiting|answered|closed|withdrawn',
  sentAt: 'T',
  dueOn: ['?', 'D'],
  isOverdue: 'b',
  changedAt: 'T',
  unread: 'i',
  can: { reply: 'b', reopen: 'b', withdraw: 'b', rate: 'b' },
  rating: ['?', { score: 'i', comment: 's' }],
};
export const FieldAnswer: Shape = { name: 's', label: ['*', 's'], value: 's' };
export const AppealAttachment: Shape = { id: 's', name: 's', mediaType: 's', sizeBytes: 'i' };
export const AppealMessage: Shape = {
  id: 's',
  author: '=customer|supplier',
  authorName: ['?', 's'],
  writtenAt: 'T',
  channel: 's',
  text: 's',
  'quotedFrom?': 'i',
  'sentFrom?': 's',
  attachments: [AppealAttachment],
};
export const NextInstance: Shape = { name: ['*', 's'], phone: ['?', 's'], url: ['?', 's'], address: ['?', ['*', 's']] };
export const AppealDetails: Shape = {
  appeal: Appeal,
  fields: [FieldAnswer],
  messages: [AppealMessage],
  steps: [{ status: '=received|in_progress|waiting|answered|closed|withdrawn', at: 'T' }],
  term: AnswerTerm,
  reopenUntil: ['?', 'D'],
  nextInstance: ['?', NextInstance],
  notifiedAt: ['?', 's'],
};
export const AppealPage: Shape = { items: [Appeal], nextCursor: ['?', 's'] };
export const FileLink: Shape = { name: 's', mediaType: 's', sizeBytes: 'i', url: 's', expiresAt: 'T' };
export const GuestAppealReceipt: Shape = { confirmUrl: 's', contact: 's', expiresAt: 'T' };
export const Upload: Shape = {
  id: 's',
  name: 's',
  sizeBytes: 'i',
  receivedBytes: 'i',
  status: '=receiving|ready|refused',
  refusal: ['?', 's'],
  mediaType: ['?', 's'],
  expiresAt: 'T',
};
