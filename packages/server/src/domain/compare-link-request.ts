import type { LinkRequest } from '@kabinet/api/contract';
import { accountNumberKey } from '@kabinet/rules';
import type { Tx } from '../db/database.js';
import { accountsByNumber, type LinkRequestStatus, linkRequests } from '../db/link-requests.js';

/** Letters and digits only, as people and bases write names and addresses differently: case, points, quotation marks, spaces. */
function comparable(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The same words in any order: bases put the family name first, people often last. */
function isSameText(one: string, other: string): boolean {
  const words = (text: string) => comparable(text).split(' ').sort().join(' ');
  return words(one) === words(other);
}

/** Whether what was asked for is what the base has; null when the base has no such account. */
export function compared(
  request: Pick<LinkRequest, 'holderName' | 'address' | 'found'>,
): { readonly holderName: boolean; readonly address: boolean } | null {
  const { found } = request;
  if (!found) return null;
  return {
    holderName: isSameText(request.holderName, found.holderName),
    address: isSameText(request.address, found.address),
  };
}

/** A request in the list of staff: how it compares in a word, and nothing of anybody's data. */
export interface TriagedRequest {
  readonly id: string;
  readonly number: string;
  readonly status: LinkRequestStatus;
  readonly createdAt: string;
  readonly answeredAt: string | null;
  readonly compares: 'same' | 'differs' | 'closed' | 'unknown';
}

/** The list of requests, for who chooses what to look at. */
export async function triageLinkRequests(tx: Tx, { supplierId }: { supplierId: string }): Promise<TriagedRequest[]> {
  const rows = await linkRequests(tx, { supplierId });
  const found = await accountsByNumber(tx, { supplierId, accountNumbers: rows.map((row) => row.accountNumber) });
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    status: row.status,
    createdAt: row.createdAt,
    answeredAt: row.answeredAt,
    compares: inAWord({ ...row, found: found.get(accountNumberKey(row.accountNumber)) ?? null }),
  }));
}

function inAWord(request: Pick<LinkRequest, 'holderName' | 'address' | 'found'>): TriagedRequest['compares'] {
  const verdicts = compared(request);
  if (!verdicts) return 'unknown';
  if (request.found?.status === 'closed') return 'closed';
  return verdicts.holderName && verdicts.address ? 'same' : 'differs';
}
