import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { addDays, type CalendarDate } from '@kabinet/rules';
import PDFDocument from 'pdfkit';
import type { SampleAccount } from './sample-account.js';
import type { SampleSupplier } from './suppliers/sample-supplier.js';

/** A contract as the files have it; days are not in the supplier's own writing yet. */
export interface SampleContract {
  readonly ref: string;
  readonly number: string;
  readonly kind: 'supply' | 'distribution';
  readonly status: 'active' | 'ended';
  readonly supplierParty: string;
  readonly networkParty: string;
  readonly customerParty: string;
  readonly from: CalendarDate;
  readonly to: CalendarDate | null;
}

export interface SampleDocument {
  readonly ref: string;
  readonly contractRef: string;
  readonly kind: 'contract' | 'amendment';
  readonly name: string;
  readonly issuedOn: CalendarDate;
  readonly file: string;
}

const WORDS = {
  uk: {
    contract: 'Договір',
    amendment: 'Додаткова угода',
    made: 'Вигаданий документ: компанії й людини немає.',
    of: 'від',
    account: 'Особовий рахунок',
  },
  ru: {
    contract: 'Договор',
    amendment: 'Дополнительное соглашение',
    made: 'Вымышленный документ: компании и человека нет.',
    of: 'от',
    account: 'Лицевой счёт',
  },
} as const;

/** What an account's holder has agreed on: with the supplier and, where another company brings it, with that one. */
export function sampleContracts(account: SampleAccount, supplier: SampleSupplier): readonly SampleContract[] {
  const { number, holderName, openedOn, closedOn } = account;
  const names = supplier.profile['name'] as Readonly<Record<string, string>>;
  const network = supplier.tariffBook.tariffs.find(({ component }) => component === 'network')?.provider;
  const contract = (kind: SampleContract['kind'], parties: Pick<SampleContract, 'supplierParty' | 'networkParty'>) => ({
    ref: `${number.key}-${kind}`,
    number: kind === 'supply' ? number.key : `${number.key}/2`,
    kind,
    status: closedOn === null ? ('active' as const) : ('ended' as const),
    ...parties,
    customerParty: holderName,
    from: openedOn,
    to: closedOn,
  });
  const { nation } = supplier;
  const supply = contract('supply', { supplierParty: names[nation] ?? '', networkParty: '' });
  const networkParty = network?.[nation];
  return networkParty === undefined
    ? [supply]
    : [supply, contract('distribution', { supplierParty: names[nation] ?? '', networkParty })];
}

/** The documents of the first of these contracts: the contract itself, and a change of it. */
export function sampleDocuments(
  { number }: SampleAccount,
  [contract]: readonly SampleContract[],
  { nation }: SampleSupplier,
): readonly SampleDocument[] {
  if (!contract) return [];
  return (['contract', 'amendment'] as const).map((kind, index) => ({
    ref: `${contract.ref}-${kind}`,
    contractRef: contract.ref,
    kind,
    name: `${WORDS[nation][kind]} № ${contract.number}`,
    issuedOn: addDays(contract.from, index * 400),
    file: `${createHash('sha256').update(`${number.key} ${kind}`).digest('hex').slice(0, 12)}.pdf`,
  }));
}

/** Draws the documents into the folder that an import looks for them in. */
export async function writeDocuments(
  out: string,
  documents: readonly (SampleDocument & { readonly account: string })[],
  { nation }: SampleSupplier,
): Promise<void> {
  await mkdir(join(out, 'documents'), { recursive: true });
  const font = await readFile(
    fileURLToPath(import.meta.resolve('@expo-google-fonts/pt-sans/400Regular/PTSans_400Regular.ttf')),
  );
  for (const document of documents) {
    await writeFile(join(out, 'documents', document.file), await drawn(document, WORDS[nation], font));
  }
}

async function drawn(
  { name, issuedOn, account }: SampleDocument & { readonly account: string },
  words: (typeof WORDS)['uk' | 'ru'],
  font: Buffer,
): Promise<Buffer> {
  // The same each time: nothing of it depends on when it is drawn.
  const doc = new PDFDocument({ size: 'A4', info: { Title: name, CreationDate: new Date(`${issuedOn}T09:00:00Z`) } });
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise((done) => doc.once('end', done));
  doc.registerFont('text', font).font('text');
  doc.fontSize(18).text(`${name} ${words.of} ${issuedOn.split('-').reverse().join('.')}`);
  doc.moveDown().fontSize(12).text(`${words.account} ${account}`).moveDown().text(words.made);
  doc.end();
  await ended;
  return Buffer.concat(chunks);
}
