/**
 * The contract with its zod schemas: for servers, tests and generators. A page imports `@kabinet/api`, which is free of zod.
 */
export * from './errors.js';
export { buildOpenApi, errorsOf } from './openapi.js';
export * from './operations/index.js';
export * from './operations/operation.js';
export * from './photo-limits.js';
export * from './schemas/index.js';
export * from './upload-limits.js';
export type { UtilityApi } from './utility-api.js';
