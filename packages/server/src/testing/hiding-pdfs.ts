import { deflateSync } from 'node:zlib';
import { packedPdfOf, pageObjects, pdfOf, pdfStream, type PdfObject } from './pdfs.js';

/*
 * PDFs that show one thing to whoever looks into them object by object, and another to a reader that goes by their tables, by the first of two
 * entries, or by another way of unpacking.
 */

const SCRIPT = '<< /S /JavaScript /JS (app.alert\\(1\\)) >>';

/** Objects packed together, as they stand in a file: number 10, in which number 5 is the script. */
function packedScript(header = '10 0 obj'): Buffer {
  const packed = pdfStream(deflateSync(`5 0 ${SCRIPT}`), '/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode');
  return Buffer.concat([Buffer.from(`${header}\n`), packed, Buffer.from('\nendobj\n')]);
}

/** What begins by itself is number 5, which no object has that can be seen. */
const opensFive = { catalog: '/OpenAction 5 0 R' };

/** A file with a table that leads to number 10 in the midst of something else, and to number 5 in it; with a table as of old before it, if asked. */
function ledAstray(
  objects: readonly PdfObject[],
  { hiddenAt = '10 0 obj', isHybrid = false }: { hiddenAt?: string; isHybrid?: boolean } = {},
): Buffer {
  const before = pdfOf(objects);
  const bytes = before.subarray(0, before.lastIndexOf('xref\n0 '));
  const number = objects.length + 1;
  const row = (type: number, at: number, index = 0) => {
    const made = Buffer.alloc(7);
    made.writeUInt8(type, 0);
    made.writeUInt32BE(at, 1);
    made.writeUInt16BE(index, 5);
    return made;
  };
  const places = objects.map((_, index) => row(1, bytes.indexOf(`${index + 1} 0 obj`)));
  const table = Buffer.concat([row(0, 0), ...places, row(2, 10), row(1, bytes.indexOf(hiddenAt))]);
  const index = `/Index [0 ${objects.length + 1} 5 1 10 1]`;
  const xref = pdfStream(
    deflateSync(table),
    `/Type /XRef /Size 11 /W [1 4 2] ${index} /Root 1 0 R /Filter /FlateDecode`,
  );
  const withTable = Buffer.concat([bytes, Buffer.from(`${number} 0 obj\n`), xref, Buffer.from('\nendobj\n')]);
  const rows = objects.map((_, at) => `${String(bytes.indexOf(`${at + 1} 0 obj`)).padStart(10, '0')} 00000 n \n`);
  const old = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows.join('')}trailer\n<< /Size 11 /Root 1 0 R /XRefStm ${bytes.length} >>\n`;
  const end = isHybrid ? `${old}startxref\n${withTable.length}` : `startxref\n${bytes.length}`;
  return Buffer.concat([withTable, Buffer.from(`${end}\n%%EOF\n`)]);
}

/** Packed objects whose bytes are a harmless text as they are, and the script for who undoes what their rows are said to have been changed by. */
function predictedScript(): Buffer {
  const columns = 60;
  const script = `${SCRIPT} `.padEnd(columns).slice(0, columns);
  const first = `${'5 0'.padEnd(columns - 1)}(`;
  const changed = Buffer.from(script, 'latin1').map((byte, at) => (byte - first.charCodeAt(at) + 256) % 256);
  const rows = [Buffer.from(`\0${first}\x02`, 'latin1'), changed, Buffer.from(`\0${')'.padEnd(columns)}`, 'latin1')];
  const parms = `/DecodeParms << /Predictor 12 /Columns ${columns} >>`;
  return pdfStream(
    deflateSync(Buffer.concat(rows)),
    `/Type /ObjStm /N 1 /First ${columns} /Filter /FlateDecode ${parms}`,
  );
}

/** The script in the numbers of its letters: to who passes over the way of writing, some numbers. */
function numberedScript(): Buffer {
  const letters = [...Buffer.from(`5 0 ${SCRIPT}`)].map((letter) => letter.toString(16)).join(' ');
  return pdfStream(letters, '/Type /ObjStm /N 1 /First 4 /Filter /ASCIIHexDecode /Filter []');
}

/** By what they are; all of them are refused. */
export const hidingPdfs: readonly (readonly [what: string, bytes: Buffer, becomes?: 'damaged'])[] = [
  [
    'a script packed in a page’s own bytes, where its table leads',
    ledAstray([...pageObjects({ ...opensFive, page: '/Contents 4 0 R' }), pdfStream(packedScript())]),
    'damaged',
  ],
  [
    'a script packed in a page’s own bytes, where the newer of its tables leads',
    ledAstray([...pageObjects({ ...opensFive, page: '/Contents 4 0 R' }), pdfStream(packedScript())], {
      isHybrid: true,
    }),
    'damaged',
  ],
  [
    'a script packed in a comment, with more comments in its number',
    ledAstray(
      [
        ...pageObjects({ ...opensFive, page: '/Contents 4 0 R' }),
        pdfStream(packedScript('10 % ten\n%\n0 % nought % obj\nobj')),
      ],
      { hiddenAt: '10 % ten' },
    ),
    'damaged',
  ],
  ['a script for who reads packed objects by rows', pdfOf([...pageObjects(opensFive), predictedScript()]), 'damaged'],
  [
    'a script for who believes the first of two entries',
    pdfOf([...pageObjects(opensFive), numberedScript()]),
    'damaged',
  ],
  [
    'a script in what says that it is a table',
    Buffer.from(
      packedPdfOf(pageObjects(opensFive), ['1', SCRIPT]).toString('latin1').replace('/Type /ObjStm', '/Type /XRef'),
      'latin1',
    ),
  ],
  [
    'another beginning in a page’s own bytes, which calls home',
    pdfOf([
      ...pageObjects({ page: '/Contents 4 0 R' }),
      pdfStream('trailer << /Root << /Pages 2 0 R /OpenAction << /S /URI /URI (https://evil.example) >> >> >>'),
    ]),
    'damaged',
  ],
  [
    'a call home after the first page is shown',
    pdfOf(
      pageObjects({
        catalog:
          '/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next [<< /S /Named /N /NextPage /Next << /S /URI /URI (https://evil.example) >> >>] >>',
      }),
    ),
  ],
  [
    'a page that stands in another file',
    pdfOf([...pageObjects({ page: '/Contents 4 0 R' }), pdfStream('', '/F (\\\\\\\\evil.example\\\\share)')]),
  ],
  [
    'a file that it carries by the place of a packed object',
    packedPdfOf(
      [...pageObjects({ catalog: '/AF [5 0 R]' }), pdfStream('eyJ.eyJ.c2ln', '/Type /EmbeddedFile')],
      ['<< /Type /Filespec /F (a.jws) /EF << /F 4 0 R >> >>'],
    ),
  ],
];
