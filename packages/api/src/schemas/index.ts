export * from './account.js';
export * from './balance.js';
export * from './common.js';
export * from './meter.js';
export * from './problem.js';
export * from './reading.js';
export * from './session.js';
export * from './supplier.js';
