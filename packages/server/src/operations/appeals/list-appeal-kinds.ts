import { publicOperation, READ_LIMIT } from '../operation.js';

/** What an appeal can be about, as the supplier's profile has it; nothing where it takes none here. */
export const listAppealKinds = publicOperation('listAppealKinds', {
  rateLimit: READ_LIMIT,
  handle: async ({ supplier }) => ({ items: [...(supplier.profile.appeals?.kinds ?? [])] }),
});
