import { once } from 'node:events';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { Busboy } from '@fastify/busboy';
import { MAX_UPLOAD_BYTES } from '@kabinet/api/contract';
import { ProblemError } from '../problem.js';

/** A file that came with a form. */
export interface SentFile {
  /** As the browser calls it. */
  readonly name: string;
  /** Nothing of a file that is larger than is taken. */
  readonly bytes: Buffer;
  readonly isTooLarge: boolean;
}

/** A form with what was typed, and the file that was chosen, if any. */
export interface UploadForm {
  readonly fields: URLSearchParams;
  readonly file: SentFile | null;
}

/** Past that nobody is listened to: photos of today's phones are smaller. What is between is read on, so that the page can say what is wrong. */
const MAX_BYTES = 64 * 1024 * 1024;
const MAX_FIELD_BYTES = 64 * 1024;
/** Forms with files that are read at the same time: each may hold a whole file in memory. */
const AT_ONCE = 8;
let beingRead = 0;

/** A `multipart/form-data` body: its fields, and the first file of it. Read as it comes, with no more of it in memory than a file may have. */
export async function readUploadForm(request: Request): Promise<UploadForm> {
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BYTES) throw new ProblemError('payload_too_large');
  if (!request.body) throw new ProblemError('unsupported_media_type');
  if (beingRead >= AT_ONCE) throw new ProblemError('unavailable', {}, { 'Retry-After': '5' });
  beingRead += 1;
  try {
    return await read(Readable.fromWeb(request.body as ReadableStream), request.headers.get('content-type') ?? '');
  } catch (error) {
    // A form that is cut off, or is none.
    throw error instanceof ProblemError ? error : new ProblemError('unsupported_media_type');
  } finally {
    beingRead -= 1;
  }
}

async function read(body: Readable, contentType: string): Promise<UploadForm> {
  const fields = new URLSearchParams();
  let reading: Promise<SentFile> | null = null;
  const parser = new Busboy({
    headers: { 'content-type': contentType },
    limits: {
      fileSize: MAX_UPLOAD_BYTES,
      files: 1,
      fields: 60,
      fieldSize: MAX_FIELD_BYTES,
      fieldNameSize: 100,
      headerPairs: 20,
    },
  });
  parser.on('field', (name, value, isNameCut, isCut) => {
    if (isNameCut || isCut) parser.destroy(new ProblemError('payload_too_large'));
    else fields.append(name, value);
  });
  parser.on('file', (_name, stream, fileName = '') => {
    reading = readFile(stream, fileName);
    reading.catch(() => {});
  });
  await pipeline(body, atMost(MAX_BYTES), parser);
  const file = (await (reading as Promise<SentFile> | null)) ?? null;
  // A browser sends an empty one where none was chosen.
  return { fields, file: file === null || (file.name === '' && file.bytes.length === 0) ? null : file };
}

async function readFile(stream: Readable & { truncated?: boolean }, name: string): Promise<SentFile> {
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => void chunks.push(chunk));
  stream.on('limit', () => void (chunks.length = 0));
  await once(stream, 'end');
  const isTooLarge = stream.truncated === true;
  return { name, bytes: isTooLarge ? Buffer.alloc(0) : Buffer.concat(chunks), isTooLarge };
}

function atMost(limit: number): Transform {
  let length = 0;
  return new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      length += chunk.byteLength;
      if (length > limit) done(new ProblemError('payload_too_large'));
      else done(null, chunk);
    },
  });
}
