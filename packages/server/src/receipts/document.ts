import { readFile } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Receipt, ReceiptDocument } from '@kabinet/api/contract';
import PDFDocument from 'pdfkit';
import { contentOf } from '../domain/receipts.js';
import type { KnownSupplier } from '../domain/supplier-directory.js';
import { type PageLanguage, textIn } from '../words/languages.js';
import { accentOf } from '../pages/theme.js';
import { receiptTexts } from './texts.js';
import { type ReceiptView, receiptView } from './view.js';

type Pdf = InstanceType<typeof PDFDocument>;

interface Sheet {
  readonly doc: Pdf;
  readonly root: PDFKit.PDFStructureElement;
  readonly language: PageLanguage;
  readonly accent: string;
}

/** Points: 1/72 inch. A4 is 595 wide. */
const MARGIN = 56;
const INNER = 595.28 - 2 * MARGIN;
const QR_SIDE = 128;
const INK = '#17202a';
const MUTED = '#515d6b';
const LINE = '#d5dbe1';

const fontFile = (path: string) => readFile(fileURLToPath(import.meta.resolve(`@expo-google-fonts/pt-sans/${path}`)));
let fonts: Promise<{ regular: Buffer; bold: Buffer }> | null = null;

/** Read once; pdfkit would read a path anew for each document. */
function loadFonts(): Promise<{ regular: Buffer; bold: Buffer }> {
  fonts ??= Promise.all([fontFile('400Regular/PTSans_400Regular.ttf'), fontFile('700Bold/PTSans_700Bold.ttf')]).then(
    ([regular, bold]) => ({ regular, bold }),
  );
  return fonts;
}

let last: Promise<unknown> = Promise.resolve();

/**
 * The receipt as a tagged PDF on one sheet, with the signed file attached and the QR code to check it by. Drawing takes 20 to
 * 40 ms of the processor: one at a time and in turns with everything else, so that nobody waits for it longer than for a few requests.
 */
export function receiptDocument(receipt: {
  supplier: KnownSupplier;
  receipt: Receipt;
  language: PageLanguage;
}): Promise<ReceiptDocument> {
  const drawn = last.then(() => draw(receipt));
  last = drawn.catch(() => undefined);
  return drawn;
}

async function draw({
  supplier,
  receipt,
  language,
}: {
  supplier: KnownSupplier;
  receipt: Receipt;
  language: PageLanguage;
}): Promise<ReceiptDocument> {
  const { regular, bold } = await loadFonts();
  const content = contentOf(receipt);
  const view = receiptView(content, language, receipt.premises);
  const name = textIn(supplier.profile.name, language, supplier.profile);
  const doc = new PDFDocument({
    size: 'A4',
    margins: { top: MARGIN, bottom: 40, left: MARGIN, right: MARGIN },
    pdfVersion: '1.7',
    tagged: true,
    lang: language,
    displayTitle: true,
    info: { Title: `${view.title} ${view.number}`, Author: name, CreationDate: new Date(content.issuedAt) },
  });
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => doc.once('end', resolve).once('error', reject));
  doc.registerFont('regular', regular);
  doc.registerFont('bold', bold);
  const root = doc.struct('Document');
  doc.addStructure(root);
  const sheet: Sheet = { doc, root, language, accent: accentOf(supplier.profile.theme.accent, 'light').ink };
  drawHead(sheet, name, view);
  await nextTurn();
  drawRows(sheet, view);
  await nextTurn();
  const fileName = signedFileName(receipt);
  drawCheck(sheet, receipt, fileName);
  drawFoot(sheet, receiptTexts[language].help(supplier.profile.phone));
  // As it is, so that the PDF itself can be given to the page for checking.
  doc.compress = false;
  doc.file(Buffer.from(receipt.signed), { name: fileName, type: 'application/jose', hidden: false });
  doc.compress = true;
  root.end();
  await nextTurn();
  doc.end();
  await ended;
  return {
    fileName: `receipt-${receipt.number}.pdf`,
    mediaType: 'application/pdf',
    data: Buffer.concat(chunks).toString('base64'),
  };
}

/** What the signed file is called wherever it is given out. */
export function signedFileName({ number }: Pick<Receipt, 'number'>): string {
  return `receipt-${number}.jws`;
}

/** Text that a screen reader finds under this tag. */
function add({ doc, root }: Sheet, tag: string, drawText: () => void): void {
  root.add(doc.struct(tag, {}, drawText));
}

function drawHead(sheet: Sheet, supplier: string, { title, number, figure, moment }: ReceiptView): void {
  const { doc, accent, language } = sheet;
  add(sheet, 'P', () => {
    doc.font('bold').fontSize(12).fillColor(accent).text(supplier, MARGIN, MARGIN, { width: INNER });
  });
  decorate(doc, () => doc.rect(MARGIN, doc.y + 8, INNER, 2).fill(accent));
  doc.y += 34;
  add(sheet, 'H1', () => {
    doc.font('bold').fontSize(22).fillColor(INK).text(title, MARGIN, doc.y, { width: INNER });
  });
  add(sheet, 'P', () => {
    doc
      .font('regular')
      .fontSize(12)
      .fillColor(MUTED)
      .text(`${receiptTexts[language].number} `, MARGIN, doc.y + 2, { width: INNER, continued: true })
      .fillColor(INK)
      .text(number);
  });
  doc.y += 20;
  add(sheet, 'P', () => {
    doc.font('bold').fontSize(30).fillColor(INK).text(figure, MARGIN, doc.y, { width: INNER });
  });
  add(sheet, 'P', () => {
    doc.font('regular').fontSize(12).fillColor(INK).text(moment, MARGIN, doc.y, { width: INNER });
  });
  doc.y += 20;
}

function drawRows(sheet: Sheet, { rows }: ReceiptView): void {
  const { doc, root } = sheet;
  const nameWidth = INNER * 0.5;
  const valueAt = MARGIN + nameWidth + 12;
  const valueWidth = INNER - nameWidth - 12;
  const table = doc.struct('Table');
  root.add(table);
  for (const { name, value, isTotal = false } of rows) {
    const font = isTotal ? 'bold' : 'regular';
    doc.font(font).fontSize(11);
    const height = Math.max(
      doc.heightOfString(name, { width: nameWidth }),
      doc.heightOfString(value, { width: valueWidth }),
    );
    if (doc.y + height + 14 > doc.page.maxY()) doc.addPage();
    const top = doc.y + 7;
    const row = doc.struct('TR');
    table.add(row);
    row.add(
      doc.struct('TH', {}, () => {
        doc
          .font(font)
          .fillColor(isTotal ? INK : MUTED)
          .text(name, MARGIN, top, { width: nameWidth });
      }),
    );
    row.add(
      doc.struct('TD', {}, () => {
        doc.font(font).fillColor(INK).text(value, valueAt, top, { width: valueWidth, align: 'right' });
      }),
    );
    row.end();
    doc.y = top + height + 7;
    decorate(doc, () =>
      doc
        .moveTo(MARGIN, doc.y)
        .lineTo(MARGIN + INNER, doc.y)
        .lineWidth(0.5)
        .stroke(LINE),
    );
  }
  table.end();
  doc.y += 28;
}

function drawCheck(sheet: Sheet, { qr, verifyUrl }: Receipt, fileName: string): void {
  const { doc, language } = sheet;
  const texts = receiptTexts[language];
  if (doc.y + QR_SIDE > doc.page.maxY() - 24) doc.addPage();
  const top = doc.y;
  sheet.root.add(doc.struct('Figure', { alt: texts.qr }, () => drawQr(doc, qr, MARGIN, top)));
  const left = MARGIN + QR_SIDE + 20;
  const width = INNER - QR_SIDE - 20;
  add(sheet, 'H2', () => {
    doc.font('bold').fontSize(11).fillColor(INK).text(texts.howToCheck, left, top, { width });
  });
  add(sheet, 'P', () => {
    doc
      .font('regular')
      .fontSize(10)
      .fillColor(INK)
      .text(texts.check(verifyUrl), left, doc.y + 4, { width });
  });
  add(sheet, 'P', () => {
    doc.fillColor(MUTED).text(texts.attached(fileName), left, doc.y + 6, { width });
  });
  doc.y = Math.max(doc.y, top + QR_SIDE) + 20;
}

function drawFoot(sheet: Sheet, help: string): void {
  const { doc } = sheet;
  add(sheet, 'P', () => {
    doc.font('regular').fontSize(10).fillColor(MUTED).text(help, MARGIN, doc.y, { width: INNER });
  });
}

/** Dark squares side by side are one bar: hairlines between them confuse scanners. */
function drawQr(doc: Pdf, { size, modules }: Receipt['qr'], left: number, top: number): void {
  const side = QR_SIDE / size;
  for (let row = 0; row < size; row += 1) {
    const line = modules.slice(row * size, (row + 1) * size);
    for (const { index, 0: bar } of line.matchAll(/1+/g)) {
      doc.rect(left + index * side, top + row * side, bar.length * side, side);
    }
  }
  doc.fill('#000');
}

/** What is only drawn, and passed over by screen readers. */
function decorate(doc: Pdf, drawIt: () => void): void {
  doc.markContent('Artifact', { type: 'Layout' });
  drawIt();
  doc.endMarkedContent();
}
