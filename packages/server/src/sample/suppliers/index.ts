import { electricity } from './electricity.js';
import { gas } from './gas.js';
import { highlandGas } from './highland-gas.js';
import type { SampleSupplier } from './sample-supplier.js';
import { tver } from './tver.js';
import { waterAndHeat } from './water-and-heat.js';

export const sampleSuppliers = {
  gas,
  electricity,
  'water-and-heat': waterAndHeat,
  tver,
  'highland-gas': highlandGas,
} as const satisfies Readonly<Record<string, SampleSupplier>>;

export type SampleSupplierName = keyof typeof sampleSuppliers;
