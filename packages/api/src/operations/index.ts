import { balanceOperations } from './balance.js';
import { readingPhotoOperations } from './reading-photos.js';
import { readingOperations } from './readings.js';
import { sessionOperations } from './session.js';
import { supplierOperations } from './supplier.js';
import { tariffOperations } from './tariffs.js';

/** The whole contract, one entry a call. */
export const operations = {
  ...supplierOperations,
  ...sessionOperations,
  ...balanceOperations,
  ...readingPhotoOperations,
  ...readingOperations,
  ...tariffOperations,
};

export type Operations = typeof operations;
export type OperationName = keyof Operations;
