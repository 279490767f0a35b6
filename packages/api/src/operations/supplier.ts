import { Supplier } from '../schemas/supplier.js';
import { defineOperations } from './operation.js';

export const supplierOperations = defineOperations({
  getSupplier: {
    method: 'GET',
    path: '/supplier',
    summary: "The supplier's public profile",
    auth: 'public',
    response: Supplier,
    status: 200,
    errors: [],
  },
});
