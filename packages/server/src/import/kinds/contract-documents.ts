import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { MAX_UPLOAD_BYTES } from '@kabinet/api/contract';
import type { CalendarDate } from '@kabinet/rules';
import { sql } from 'kysely';
import { cleanFileName } from '../../domain/file-names.js';
import { documentTypeOf } from '../../domain/file-types.js';
import { type FileKind, type ImportContext, isFault, type RowOutcome } from '../file-kind.js';
import type { Fault } from '../rejections.js';
import { found, rowsFrom } from '../upsert.js';

interface DocumentRow {
  readonly ref: string;
  readonly contractRef: string;
  readonly kind: string;
  readonly name: string;
  readonly issuedOn: CalendarDate | null;
  readonly file: string;
}

/** Where the files lie that the rows name. */
const FOLDER = 'documents';

/** The documents of contracts, each with its file. */
export const contractDocuments: FileKind<DocumentRow> = {
  name: 'contract_documents',
  columns: ['document_ref', 'contract_ref', 'kind', 'name', 'issued_on', 'file'],
  required: ['document_ref', 'contract_ref', 'name', 'file'],
  keyColumns: ['document_ref'],

  read(cells) {
    const file = cells.text('file');
    if (/[/\\]|^\.{1,2}$/.test(file)) cells.fault('file', 'not_a_file_name');
    return {
      ref: cells.text('document_ref', 64),
      contractRef: cells.text('contract_ref', 64),
      kind: cells.optionalWord('kind', 'documentKind') ?? 'contract',
      name: cells.text('name'),
      issuedOn: cells.optionalDate('issued_on'),
      file,
    };
  },

  keysOf: (row) => [row.ref],

  async write(rows, context) {
    const contracts = await findContracts(rows, context);
    const outcomes: RowOutcome[] = [];
    // One by one: a batch of files in memory at once would be gigabytes.
    for (const row of rows) {
      const contractId = contracts.get(row.contractRef);
      outcomes.push(
        contractId === undefined
          ? { reason: 'unknown_contract', column: 'contract_ref' }
          : await writeDocument(row, contractId, context),
      );
    }
    return outcomes;
  },

  absent: {
    verb: 'removed',
    async count({ tx, supplierId }) {
      const { rows } = await sql<{ absent: string; present: string }>`
        select count(*) filter (where import_keys.row_key is null) as absent, count(import_keys.row_key) as present
        from contract_documents left join import_keys on import_keys.row_key = document_ref
        where supplier_id = ${supplierId}`.execute(tx);
      return { absent: Number(rows[0]?.absent), present: Number(rows[0]?.present) };
    },
    async apply({ tx, supplierId }) {
      await sql`
        delete from contract_documents
        where supplier_id = ${supplierId} and not exists (select from import_keys where row_key = document_ref)`.execute(
        tx,
      );
    },
  },
};

async function findContracts(
  rows: readonly DocumentRow[],
  { tx, supplierId }: ImportContext,
): Promise<ReadonlyMap<string, string>> {
  const refs = [...new Set(rows.map(({ contractRef }) => contractRef))];
  const { rows: contracts } = await sql<{ id: string; contract_ref: string }>`
    select contract.id, contract.contract_ref
    from ${rowsFrom(
      refs.map((ref) => ({ ref })),
      { ref: 'text' },
    )}
    cross join lateral ${found(
      sql`select id, contract_ref from contracts where supplier_id = ${supplierId} and contract_ref = input.ref`,
      'contract',
    )}`.execute(tx);
  return new Map(contracts.map(({ id, contract_ref }) => [contract_ref, id]));
}

async function writeDocument(
  row: DocumentRow,
  contractId: string,
  { tx, supplierId, folder, has }: ImportContext,
): Promise<RowOutcome> {
  const content = await readDocument(join(folder, FOLDER, row.file));
  if (isFault(content)) return content;
  const mediaType = documentTypeOf(content);
  if (mediaType === null) return { reason: 'not_a_document', column: 'file' };
  const hash = createHash('sha256').update(content).digest('hex');
  const name = cleanFileName(row.name, mediaType);
  // A column that the file does not have stays as it is.
  const kind = has('kind') ? sql`excluded.kind` : sql`old.kind`;
  const issuedOn = has('issued_on') ? sql`excluded.issued_on` : sql`old.issued_on`;
  // A file that is there already, told by its hash, is not sent to the database again: most of each import is such files.
  const isThere = await hasFile(tx, { supplierId, ref: row.ref, hash });
  const sent = isThere ? Buffer.alloc(0) : content;
  const kept = isThere ? sql`old.content` : sql`excluded.content`;
  const { rows } = await sql<{ inserted: boolean }>`
    insert into contract_documents as old
      (supplier_id, contract_id, document_ref, kind, name, issued_on, media_type, size_bytes, content, content_hash)
    values (${supplierId}, ${contractId}::uuid, ${row.ref}, ${row.kind}, ${name}, ${row.issuedOn}::date, ${mediaType},
      ${content.length}::integer, ${sent}::bytea, ${hash})
    on conflict (supplier_id, document_ref) do update set contract_id = excluded.contract_id, kind = ${kind}, name = excluded.name,
      issued_on = ${issuedOn}, media_type = excluded.media_type, size_bytes = excluded.size_bytes, content = ${kept},
      content_hash = excluded.content_hash
    where (old.contract_id, old.kind, old.name, old.issued_on, old.content_hash)
      is distinct from (excluded.contract_id, ${kind}, excluded.name, ${issuedOn}, excluded.content_hash)
    returning (old.xmax = 0) as inserted`.execute(tx);
  const [written] = rows;
  if (!written) return 'unchanged';
  return written.inserted ? 'inserted' : 'updated';
}

/** Whether the document is kept with this very file; held until the transaction ends, so that it stays so. */
async function hasFile(
  tx: ImportContext['tx'],
  { supplierId, ref, hash }: { supplierId: string; ref: string; hash: string },
): Promise<boolean> {
  const kept = await tx
    .selectFrom('contract_documents')
    .select('id')
    .where('supplier_id', '=', supplierId)
    .where('document_ref', '=', ref)
    .where('content_hash', '=', hash)
    .forUpdate()
    .executeTakeFirst();
  return kept !== undefined;
}

/** The file, no further than it may be long. */
async function readDocument(path: string): Promise<Buffer | Fault> {
  const file = await open(path).catch(() => null);
  if (!file) return { reason: 'unknown_file', column: 'file' };
  try {
    const stat = await file.stat();
    if (!stat.isFile()) return { reason: 'unknown_file', column: 'file' };
    if (stat.size > MAX_UPLOAD_BYTES) return { reason: 'file_too_large', column: 'file' };
    return await file.readFile();
  } finally {
    await file.close();
  }
}
