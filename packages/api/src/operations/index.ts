import { balanceOperations } from './balance.js';
import { readingOperations } from './readings.js';
import { sessionOperations } from './session.js';
import { supplierOperations } from './supplier.js';

/** The whole contract, one entry a call. */
export const operations = {
  ...supplierOperations,
  ...sessionOperations,
  ...balanceOperations,
  ...readingOperations,
};

export type Operations = typeof operations;
export type OperationName = keyof Operations;
