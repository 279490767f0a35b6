import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import PDFDocument from 'pdfkit';
import { describe, expect, it } from 'vitest';
import { hostileFiles } from '../testing/hostile-files.js';
import { deflatedStream, packedPdfOf, pageObjects, pdfOf, pdfStream } from '../testing/pdfs.js';
import { paint } from '../testing/pictures.js';
import { checkFile } from './check-file.js';

const files = await hostileFiles();

describe('a hostile file', () => {
  it.each(files)('is refused or made harmless: $what', async ({ name, bytes, becomes, gone = [] }) => {
    const found = await checkFile({ name, bytes });
    expect(found.kind === 'kept' ? found.mediaType : found.why).toBe(becomes);
    if (found.kind === 'refused') return;
    for (const trace of gone) expect(bytes.includes(trace, 0, 'latin1'), `${trace} was there`).toBe(true);
    for (const trace of gone) expect(found.content.includes(trace, 0, 'latin1'), trace).toBe(false);
    expect(found.name).toMatch(/^[\w]+(\.\w+)?\.jpg$/);
  });

  it('takes bounded memory: all of them at once less than 400 MB', { timeout: 60_000 }, async () => {
    const { peak, files: looked } = await peakOfAll();
    expect(looked).toBe(files.length);
    expect(peak).toBeLessThan(400);
  });
});

/** How much memory, in MB, a process took for all of them. */
async function peakOfAll(): Promise<{ peak: number; files: number }> {
  const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
  const loader = here('../testing/typescript-loader.mjs');
  const program = here('../testing/file-peak.ts');
  const child = spawn(process.execPath, ['--conditions=@kabinet/source', '--import', loader, program], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // What the C library keeps for each of its threads after use would blur what is measured.
    env: { ...process.env, MALLOC_ARENA_MAX: '1' },
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  await new Promise((done) => child.once('close', done));
  return JSON.parse(output) as { peak: number; files: number };
}

describe('a document as people send them', () => {
  const link =
    '/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (https://gas.example) >> >>]';
  const signed = `${'eyJhbGciOiJFZERTQSJ9'}.${'eyJ2IjoxfQ'}.${'c2lnbmF0dXJl'}`;
  const cairoPacked = Buffer.from(
    deflatedStream('9 0 <<  >>', '/Type /ObjStm /N 1 /First 4')
      .toString('latin1')
      .replace(/Length \d+/, 'Length 5 0 R'),
    'latin1',
  );
  const carried = { catalog: '/Names << /EmbeddedFiles << /Names [(a) 4 0 R] >> >> /AF [4 0 R]' };
  const documents: readonly (readonly [string, Buffer | Promise<Buffer>])[] = [
    ['one empty page', pdfOf(pageObjects())],
    ['a page with text', pdfOf([...pageObjects({ page: '/Contents 4 0 R' }), deflatedStream('BT (text) Tj ET')])],
    [
      'a page with text in letters',
      pdfOf([...pageObjects({ page: '/Contents 4 0 R' }), pdfStream('87cURD]~>', '/Filter /ASCII85Decode')]),
    ],
    ['a link', pdfOf(pageObjects({ page: link }))],
    ['a link to an article', pdfOf(pageObjects({ page: link.replace('gas.example', 'wiki.example/JavaScript') }))],
    ['where to begin to read', pdfOf(pageObjects({ catalog: '/OpenAction [3 0 R /Fit]' }))],
    [
      'what belongs to nothing, between its objects',
      pdfOf([...pageObjects(), `<< >>\nendobj\nx${'1'.repeat(60_000)}\n5 0 obj\n<< >>`]),
    ],
    [
      'how it is shown at first said twice, as TCPDF writes it',
      pdfOf(pageObjects({ catalog: '/PageMode /UseNone /PageMode /UseOutlines' })),
    ],
    [
      'packed objects whose length stands elsewhere, as cairo writes it',
      pdfOf([...pageObjects(), cairoPacked, String(cairoPacked.length)]),
    ],
    ['a word of its own format in a text', pdfOf([...pageObjects(), '(the trailer of 5 objects)'])],
    ['packed objects', packedPdfOf(pageObjects(), ['<< /Title (a) >>', '[1 2 3]'])],
    [
      'a later version',
      Buffer.concat([pdfOf(pageObjects()), Buffer.from('4 0 obj\n<< >>\nendobj\nstartxref\n0\n%%EOF\n')]),
    ],
    [
      'a signed text that it carries, as our receipts do',
      pdfOf([
        ...pageObjects(carried),
        '<< /Type /Filespec /F (r.jws) /EF << /F 5 0 R >> >>',
        deflatedStream(signed, '/Type /EmbeddedFile'),
      ]),
    ],
    ['what pdfkit draws, with a picture', drawn()],
  ];

  it.each(documents)('is kept as it is: %s', async (_what, document) => {
    const bytes = await document;
    const found = await checkFile({ name: 'Договір.PDF', bytes });
    expect(found).toMatchObject({ kind: 'kept', name: 'Договір.pdf', mediaType: 'application/pdf' });
    expect(found.kind === 'kept' && found.content.equals(bytes)).toBe(true);
  });

  it('is looked into as well after one that ended its thread', async () => {
    const bomb = files.find(({ what }) => what.includes('twelve megabytes'));
    const [first, second] = await Promise.all([
      checkFile({ name: 'bomb.pdf', bytes: bomb?.bytes ?? Buffer.alloc(0) }),
      checkFile({ name: 'a.pdf', bytes: pdfOf(pageObjects()) }),
    ]);
    expect([first.kind, second.kind]).toEqual(['refused', 'kept']);
  });
});

async function drawn(): Promise<Buffer> {
  const document = new PDFDocument({ tagged: true, lang: 'uk', pdfVersion: '1.7' });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise((done) => document.once('end', done));
  document.text('Заява про приєднання').image(await paint(200, 100).png().toBuffer());
  document.end();
  await ended;
  return Buffer.concat(chunks);
}

describe('a picture as people send it', () => {
  it('is kept small enough to be read, whatever it was called', async () => {
    const found = await checkFile({ name: 'Скан паспорта.png', bytes: await paint(4000, 3000).png().toBuffer() });
    expect(found).toMatchObject({ kind: 'kept', name: 'Скан паспорта.jpg', mediaType: 'image/jpeg' });
  });
});
