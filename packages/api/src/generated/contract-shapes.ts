// Written by `npm run generate` from the contract. Do not edit.

import type { Shape } from '../shape.js';

export const ContractDocument: Shape = {
  id: 's',
  kind: 's',
  name: 's',
  issuedOn: ['?', 'D'],
  mediaType: 's',
  sizeBytes: 'i',
};
export const Contract: Shape = {
  id: 's',
  number: 's',
  kind: 's',
  serviceKinds: ['=electricity|gas|cold_water|hot_water|heat|sewerage|refuse'],
  status: '=active|ended|draft',
  parties: [{ role: 's', name: 's' }],
  signedOn: ['?', 'D'],
  validFrom: ['?', 'D'],
  validTo: ['?', 'D'],
  note: ['?', ['*', 's']],
  documents: [ContractDocument],
};
export const ContractList: Shape = { items: [Contract] };
export const FileLink: Shape = { name: 's', mediaType: 's', sizeBytes: 'i', url: 's', expiresAt: 'T' };
