export * from './account-number.js';
export * from './calendar.js';
export * from './decimal.js';
export * from './locality-name.js';
export * from './reading-check.js';
export * from './reading-input.js';
export * from './reading-window.js';
