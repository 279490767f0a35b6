/** What tests of the server, and of what talks to it, share: a seeded supplier, its tokens, calls by the contract. */
export * from './call.js';
export * from './context.js';
export * from './seed-supplier.js';
export * from './seed-tariffs.js';
export * from './test-bank.js';
