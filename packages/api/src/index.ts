/** What a page needs of the contract: the client, its errors and the types. Free of zod; schemas are in `@kabinet/api/contract`. */
export { type ClientOptions, createClient, type TokenProvider } from './client.js';
export * from './errors.js';
export type { OperationName } from './operations/index.js';
export type {
  Account,
  AccountList,
  Balance,
  BalanceLine,
  Capability,
  Channel,
  LocalizedText,
  Meter,
  MeterList,
  Money,
  Problem,
  ProblemCode,
  Reading,
  ReadingCorrection,
  ReadingFinding,
  ReadingFindingCode,
  ReadingPage,
  ReadingPhoto,
  ReadingSource,
  ReadingStatus,
  ReadingSubmission,
  ReadingValue,
  ReadingWindow,
  ReadingWindowList,
  Register,
  ServiceKind,
  Session,
  Supplier,
  Unit,
} from './schemas/index.js';
export { type IssuedToken, keepToken, type KeptToken, tokenFromUrl } from './token-source.js';
export type { CallOptions, OperationArgs, OperationResult, UtilityApi } from './utility-api.js';
