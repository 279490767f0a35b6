import { electricity } from './electricity.js';
import { gas } from './gas.js';
import type { SampleSupplier } from './sample-supplier.js';
import { tver } from './tver.js';
import { waterAndHeat } from './water-and-heat.js';

export const sampleSuppliers = {
  gas,
  electricity,
  'water-and-heat': waterAndHeat,
  tver,
} as const satisfies Readonly<Record<string, SampleSupplier>>;

export type SampleSupplierName = keyof typeof sampleSuppliers;
