import type { UtilityApi } from '@kabinet/api';

/** In the place of `@kabinet/api/mock` in `kabinet-all.js`: sample data is for trying things out, and no customer's page needs it. */
export function createMockApiFromAddress(address: string): UtilityApi {
  throw new TypeError(`kabinet-all.js has no sample data for api="${address}": use kabinet.js`);
}
