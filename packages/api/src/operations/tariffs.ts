import * as z from 'zod/mini';
import { AccountTariff, LocalityList, TariffBook } from '../schemas/tariff.js';
import { defineOperations } from './operation.js';

export const tariffOperations = defineOperations({
  listTariffs: {
    method: 'GET',
    path: '/tariffs',
    summary: 'What the supplier charges: earlier, in force and announced',
    auth: 'public',
    query: z.object({
      /** With the tariffs of this locality too. */
      localityId: z.optional(z.string().check(z.maxLength(64))),
    }),
    response: TariffBook,
    status: 200,
    errors: ['not_found'],
  },
  searchLocalities: {
    method: 'GET',
    path: '/localities',
    summary: 'Towns and villages by what a person types, however spelled; the one whose id it is first; at most 20',
    auth: 'public',
    query: z.object({
      /** What a person types, or the id of a locality. */
      query: z.optional(z.string().check(z.maxLength(100))),
    }),
    response: LocalityList,
    status: 200,
    errors: [],
  },
  getAccountTariff: {
    method: 'GET',
    path: '/accounts/{accountId}/tariff',
    summary: "A customer's own tariffs and benefits",
    auth: 'customer',
    grant: 'view',
    params: z.object({ accountId: z.string() }),
    response: AccountTariff,
    status: 200,
    errors: ['not_found'],
  },
});
