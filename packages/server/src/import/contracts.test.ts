import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contractsOfAccount } from '../db/contracts.js';
import { databasesUnderTest, type DatabaseUnderTest } from '../testing/databases.js';
import { pageObjects, pdfOf } from '../testing/pdfs.js';
import { paint } from '../testing/pictures.js';
import { addAccounts, seedSupplier, type SeededAccount, type SeededSupplier } from '../testing/index.js';
import type { ImportKind } from './file-kind.js';
import { importFile, type ImportOptions } from './import-file.js';
import { RejectionSample } from './rejections.js';

const CONTRACTS =
  'contract_ref;account_number;number;kind;service_kinds;status;supplier_party;network_party;customer_party;signed_on;valid_from;valid_to;note_uk';
const DOCUMENTS = 'document_ref;contract_ref;kind;name;issued_on;file';

describe.each(databasesUnderTest)('contracts of the billing base, on %s', (_name, open) => {
  let under: DatabaseUnderTest;
  let supplier: SeededSupplier;
  let accounts: readonly SeededAccount[];
  let folder: string;

  beforeAll(async () => {
    under = await open();
    supplier = await seedSupplier(under.database);
    accounts = await addAccounts(under.database, supplier, 2);
    folder = await mkdtemp(join(tmpdir(), 'kabinet-contracts-'));
    await mkdir(join(folder, 'documents'));
    const file = (name: string, content: Buffer | string) => writeFile(join(folder, 'documents', name), content);
    await file('supply.pdf', pdfOf(pageObjects()));
    await file('act.jpg', await paint(60, 40).png().toBuffer());
    await file('page.pdf', '<script>alert(1)</script>');
    await file('large.pdf', Buffer.concat([Buffer.from('%PDF-'), Buffer.alloc(10 * 1024 * 1024)]));
  });
  afterAll(async () => {
    await under.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function bring(kind: ImportKind, lines: readonly string[], options: ImportOptions = {}) {
    const path = join(folder, `${kind}.csv`);
    await writeFile(path, lines.join('\n'));
    const report = new RejectionSample();
    const { id: supplierId, profile } = supplier;
    const result = await importFile(
      under.database,
      { supplierId, profile, kind, path },
      { report, maxRejectedPercent: 100, maxAbsentPercent: 100, ...options },
    );
    const { inserted, updated, unchanged, absent } = result;
    const counts = [inserted, updated, unchanged, absent?.count ?? 0];
    return { counts, reasons: report.rejections.map(({ rejection: { column, reason } }) => `${column} ${reason}`) };
  }

  const contractsOf = (index: number) =>
    under.database.transaction(supplier.id, (tx) =>
      contractsOfAccount(tx, { supplierId: supplier.id, accountId: accounts[index]?.id ?? '' }),
    );
  const number = (index: number) => accounts[index]?.accountNumber ?? '';
  const supply = () =>
    `K-1;${number(0)};17/204;постачання;газ;діє;ТОВ «Збут»;;Коваль О.;01.02.2019;01.03.2019;;Публічний договір`;

  it('come in, once, with the supplier’s own name where none is said', async () => {
    const rows = [
      CONTRACTS,
      supply(),
      `K-2;${number(0)};17/204-Р;network;;ended;;АТ «Мережі»;;;2010-01-01;2018-12-31;`,
    ];
    expect(await bring('contracts', rows)).toEqual({ counts: [2, 0, 0, 0], reasons: [] });
    expect(await bring('contracts', rows)).toEqual({ counts: [0, 0, 2, 0], reasons: [] });
    const [first, second] = await contractsOf(0);
    expect(first).toEqual({
      id: expect.any(String),
      number: '17/204',
      kind: 'supply',
      serviceKinds: ['gas'],
      status: 'active',
      parties: [
        { role: 'supplier', name: 'ТОВ «Збут»' },
        { role: 'customer', name: 'Коваль О.' },
      ],
      signedOn: '2019-02-01',
      validFrom: '2019-03-01',
      validTo: null,
      note: { uk: 'Публічний договір' },
      documents: [],
    });
    expect(second).toMatchObject({
      kind: 'distribution',
      status: 'ended',
      signedOn: null,
      validTo: '2018-12-31',
      note: null,
    });
    expect(second?.parties.map(({ role }) => role)).toEqual(['supplier', 'network']);
    expect(second?.parties[0]?.name).toBe(supplier.profile.name['uk']);
  });

  it('move to another account, and end with a full file that has them no more', async () => {
    const moved = supply().replace(number(0), number(1));
    expect((await bring('contracts', [CONTRACTS, moved])).counts).toEqual([0, 1, 0, 0]);
    expect((await contractsOf(1)).map((contract) => contract.number)).toEqual(['17/204']);
    expect((await bring('contracts', [CONTRACTS, supply()], { full: true })).counts).toEqual([0, 1, 0, 1]);
    expect((await contractsOf(0)).map((contract) => contract.number)).toEqual(['17/204']);
  });

  it('keep what a file has no column for', async () => {
    const rows = ['contract_ref;account_number;number;valid_to', `K-1;${number(0)};17/204;2027-01-01`];
    expect((await bring('contracts', rows)).counts).toEqual([0, 1, 0, 0]);
    expect((await contractsOf(0))[0]).toMatchObject({ kind: 'supply', validFrom: '2019-03-01', validTo: '2027-01-01' });
    expect((await contractsOf(0))[0]?.parties).toHaveLength(2);
  });

  it('are told by line what is wrong with them', async () => {
    const rows = [
      CONTRACTS,
      'K-3;1;1;;;;;;;;;;',
      `K-4;${number(0)};1;gift;steam;;;;;;2020-01-02;2020-01-01;`,
      `;${number(0)};1;;;;;;;;;;`,
    ];
    expect((await bring('contracts', rows)).reasons).toEqual([
      'account_number not_an_account_number',
      'valid_to ends_before_it_begins',
      'kind unknown_word',
      'service_kinds unknown_word',
      'contract_ref missing_value',
    ]);
  });

  it('have documents, told by their bytes and named by what they are', async () => {
    const rows = [
      DOCUMENTS,
      'D-1;K-1;договір;Договір постачання;2019-02-01;supply.pdf',
      'D-2;K-1;act;Акт.exe;2020-02-01;act.jpg',
    ];
    expect(await bring('contract_documents', rows)).toEqual({ counts: [2, 0, 0, 0], reasons: [] });
    expect(await bring('contract_documents', rows)).toEqual({ counts: [0, 0, 2, 0], reasons: [] });
    const [contract] = await contractsOf(0);
    expect(contract?.documents).toMatchObject([
      { kind: 'act', name: 'Акт.png', mediaType: 'image/png', issuedOn: '2020-02-01' },
      {
        kind: 'contract',
        name: 'Договір постачання.pdf',
        mediaType: 'application/pdf',
        sizeBytes: pdfOf(pageObjects()).length,
      },
    ]);
  });

  it('take another file under the same name for a change', async () => {
    const row = 'D-1;K-1;договір;Договір постачання;2019-02-01;supply.pdf';
    await writeFile(join(folder, 'documents', 'supply.pdf'), pdfOf(pageObjects({ catalog: '/Lang (uk)' })));
    expect((await bring('contract_documents', [DOCUMENTS, row])).counts).toEqual([0, 1, 0, 0]);
    const short = ['document_ref;contract_ref;name;file', 'D-1;K-1;Договір постачання;supply.pdf'];
    expect((await bring('contract_documents', short)).counts).toEqual([0, 0, 1, 0]);
    expect((await bring('contract_documents', [DOCUMENTS, row], { full: true })).counts).toEqual([0, 0, 1, 1]);
  });

  it('send no file that is there already, also where what is said of it has changed', async () => {
    const kept = 'what the database has';
    const named = (name: string) => [DOCUMENTS, `D-1;K-1;договір;${name};2019-02-01;supply.pdf`];
    const contentOf = () =>
      under.database.transaction(supplier.id, async (tx) => {
        const query = tx.selectFrom('contract_documents').select('content').where('supplier_id', '=', supplier.id);
        return Buffer.from(
          (await query.where('document_ref', '=', 'D-1').executeTakeFirstOrThrow()).content,
        ).toString();
      });
    await bring('contract_documents', named('Договір постачання'));
    await under.database.transaction(supplier.id, (tx) =>
      tx
        .updateTable('contract_documents')
        .set({ content: Buffer.from(kept) })
        .where('supplier_id', '=', supplier.id)
        .where('document_ref', '=', 'D-1')
        .execute(),
    );
    expect((await bring('contract_documents', named('Договір'))).counts).toEqual([0, 1, 0, 0]);
    expect(await contentOf()).toBe(kept);
    await writeFile(join(folder, 'documents', 'supply.pdf'), pdfOf(pageObjects({ catalog: '/Lang (en)' })));
    expect((await bring('contract_documents', named('Договір'))).counts).toEqual([0, 1, 0, 0]);
    expect(await contentOf()).toContain('/Lang (en)');
  });

  it('take no document that is none, too large, missing, or lies elsewhere', async () => {
    const files = [
      'page.pdf',
      'large.pdf',
      'lost.pdf',
      '../contracts.csv',
      '..',
      'documents/supply.pdf',
      'C:\\supply.pdf',
    ];
    const rows = files.map((file, index) => `E-${index};K-1;act;Акт;;${file}`);
    expect(await bring('contract_documents', [DOCUMENTS, ...rows, 'E-9;K-9;act;Акт;;supply.pdf'])).toEqual({
      counts: [0, 0, 0, 0],
      reasons: expect.arrayContaining([
        'file not_a_document',
        'file file_too_large',
        'file unknown_file',
        ...files.slice(3).map(() => 'file not_a_file_name'),
        'contract_ref unknown_contract',
      ]),
    });
  });
});
