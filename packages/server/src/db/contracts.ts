import type { Contract, ContractDocument } from '@kabinet/api/contract';
import { sql } from 'kysely';
import type { Tx } from './database.js';

/** The contracts of an account with their documents: those in force first, each kind with the newest first. */
export async function contractsOfAccount(
  tx: Tx,
  { supplierId, accountId }: { supplierId: string; accountId: string },
): Promise<Contract[]> {
  const contracts = await tx
    .selectFrom('contracts')
    .select([
      'id',
      'number',
      'kind',
      'service_kinds as serviceKinds',
      'status',
      'parties',
      'signed_on as signedOn',
      'valid_from as validFrom',
      'valid_to as validTo',
      'note',
    ])
    .where('supplier_id', '=', supplierId)
    .where('account_id', '=', accountId)
    .orderBy(sql`array_position(array['active', 'draft', 'ended'], status)`)
    .orderBy('kind')
    .orderBy(sql`coalesce(valid_from, signed_on)`, (order) => order.desc().nullsLast())
    .orderBy('number')
    .execute();
  const documents = await documentsOf(
    tx,
    supplierId,
    contracts.map(({ id }) => id),
  );
  return contracts.map(({ serviceKinds, parties, ...contract }) => ({
    ...contract,
    serviceKinds: serviceKinds as Contract['serviceKinds'],
    parties: [...parties],
    documents: documents.get(contract.id) ?? [],
  }));
}

/** By contract, the newest first. */
async function documentsOf(
  tx: Tx,
  supplierId: string,
  contractIds: readonly string[],
): Promise<ReadonlyMap<string, ContractDocument[]>> {
  const found = new Map<string, ContractDocument[]>();
  if (contractIds.length === 0) return found;
  const rows = await tx
    .selectFrom('contract_documents')
    .select([
      'contract_id as contractId',
      'id',
      'kind',
      'name',
      'issued_on as issuedOn',
      'media_type as mediaType',
      'size_bytes as sizeBytes',
    ])
    .where('supplier_id', '=', supplierId)
    .where('contract_id', 'in', contractIds)
    .orderBy('issued_on', (order) => order.desc().nullsLast())
    .orderBy('name')
    .execute();
  for (const { contractId, ...document } of rows) found.set(contractId, [...(found.get(contractId) ?? []), document]);
  return found;
}
