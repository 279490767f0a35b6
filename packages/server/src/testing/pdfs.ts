import { deflateSync } from 'node:zlib';

/** An object of a PDF as it stands between `obj` and `endobj`. */
export type PdfObject = string | Buffer;

/** A stream object; what is given is written as it is, so that `more` must say how it is packed. */
export function pdfStream(content: Buffer | string, more = ''): Buffer {
  const bytes = Buffer.from(content as string);
  return Buffer.concat([
    Buffer.from(`<< /Length ${bytes.length} ${more} >>\nstream\n`),
    bytes,
    Buffer.from('\nendstream'),
  ]);
}

/** The same, packed as nearly all are. */
export function deflatedStream(content: Buffer | string, more = ''): Buffer {
  return pdfStream(deflateSync(content), `/Filter /FlateDecode ${more}`);
}

/** One empty page, as objects 2 and 3; object 1, the catalogue, says what else there is. */
export function pageObjects({ catalog = '', page = '' } = {}): PdfObject[] {
  return [
    `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> ${page} >>`,
  ];
}

/** A PDF of these objects, numbered from 1, with its table. */
export function pdfOf(objects: readonly PdfObject[], trailer = ''): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  const offsets: number[] = [];
  let length = parts[0]?.length ?? 0;
  const write = (part: Buffer) => {
    parts.push(part);
    length += part.length;
  };
  for (const [index, object] of objects.entries()) {
    offsets.push(length);
    write(
      Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), Buffer.from(object as string), Buffer.from('\nendobj\n')]),
    );
  }
  const table = [`xref\n0 ${objects.length + 1}`, '0000000000 65535 f '];
  for (const offset of offsets) table.push(`${String(offset).padStart(10, '0')} 00000 n `);
  const end = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${length}\n%%EOF\n`;
  return Buffer.concat([...parts, Buffer.from(`${table.join('\n')}\n${end}`)]);
}

/** The same with objects 4 and on packed together, as newer writers do, and the table packed too. */
export function packedPdfOf(shown: readonly PdfObject[], packed: readonly string[], more = ''): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  const places: { type: number; at: number; index: number }[] = [{ type: 0, at: 0, index: 65_535 }];
  const end = () => parts.reduce((sum, part) => sum + part.length, 0);
  const write = (number: number, object: PdfObject) => {
    places[number] = { type: 1, at: end(), index: 0 };
    parts.push(Buffer.from(`${number} 0 obj\n`), Buffer.from(object as string), Buffer.from('\nendobj\n'));
  };
  for (const [index, object] of shown.entries()) write(index + 1, object);
  const [firstPacked, container] = [shown.length + 1, shown.length + packed.length + 1];
  let offset = 0;
  const offsets = packed.map((object, index) => {
    const at = offset;
    offset += object.length + 1;
    places[firstPacked + index] = { type: 2, at: container, index };
    return `${firstPacked + index} ${at}`;
  });
  const head = `${offsets.join(' ')} `;
  const body = `${head}${packed.join(' ')}`;
  write(container, deflatedStream(body, `/Type /ObjStm /N ${packed.length} /First ${head.length} ${more}`));
  const at = end();
  places[container + 1] = { type: 1, at, index: 0 };
  const table = Buffer.concat(
    places.map(({ type, at: place, index }) => {
      const row = Buffer.alloc(7);
      row.writeUInt8(type, 0);
      row.writeUInt32BE(place, 1);
      row.writeUInt16BE(index, 5);
      return row;
    }),
  );
  const xref = deflatedStream(table, `/Type /XRef /Size ${places.length} /W [1 4 2] /Root 1 0 R`);
  parts.push(Buffer.from(`${container + 1} 0 obj\n`), xref, Buffer.from(`\nendobj\nstartxref\n${at}\n%%EOF\n`));
  return Buffer.concat(parts);
}
