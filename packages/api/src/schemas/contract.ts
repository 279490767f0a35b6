import * as z from 'zod/mini';
import { DateText, LocalizedText, ServiceKind } from './common.js';

/** A document that belongs to a contract. */
export const ContractDocument = z.object({
  id: z.string(),
  /** `contract`, `amendment`, `act`, `notice`. Open. */
  kind: z.string(),
  name: z.string(),
  issuedOn: z.nullable(DateText),
  mediaType: z.string(),
  sizeBytes: z.int(),
});
export type ContractDocument = z.infer<typeof ContractDocument>;

/** An agreement for a service of an account. */
export const Contract = z.object({
  id: z.string(),
  /** As printed on it. */
  number: z.string(),
  /** `supply`, `distribution`, `connection`, `maintenance`. Open. */
  kind: z.string(),
  serviceKinds: z.array(ServiceKind),
  status: z.enum(['active', 'ended', 'draft']),
  /** Who is bound by it, the supplier first. */
  parties: z.array(
    z.object({
      /** `supplier`, `network`, `customer`. Open. */
      role: z.string(),
      name: z.string(),
    }),
  ),
  signedOn: z.nullable(DateText),
  validFrom: z.nullable(DateText),
  /** Null for one without an end. */
  validTo: z.nullable(DateText),
  /** What else to know, such as how it was concluded; null without. */
  note: z.nullable(LocalizedText),
  documents: z.array(ContractDocument),
});
export type Contract = z.infer<typeof Contract>;

/** The contracts of an account: those in force first, each kind with the newest first. */
export const ContractList = z.object({ items: z.array(Contract) });
export type ContractList = z.infer<typeof ContractList>;
