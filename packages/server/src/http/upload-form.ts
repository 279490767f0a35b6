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
/** Each may hold a whole file in memory, until it is looked into. */
const PLACES = 8;
/** A household, or an office behind one address. */
const PLACES_OF_ONE = 3;
/** In so many seconds so much has to come, or the line is as good as cut. */
const PACE = { seconds: 10, bytes: 4096 };

/** Where forms with files are taken: those of one door never take the places of another. */
export class UploadDoor {
  readonly #inside = new Map<string, number>();

  /** Takes a place until the returned function is called; answers "unavailable, try again" when there is none for this one. */
  enter(who: string): () => void {
    const own = this.#inside.get(who) ?? 0;
    const all = [...this.#inside.values()].reduce((sum, each) => sum + each, 0);
    if (own >= PLACES_OF_ONE || all >= PLACES) throw new ProblemError('unavailable', {}, { 'Retry-After': '5' });
    this.#inside.set(who, own + 1);
    return () => {
      const left = (this.#inside.get(who) ?? 1) - 1;
      if (left > 0) this.#inside.set(who, left);
      else this.#inside.delete(who);
    };
  }
}

/**
 * A `multipart/form-data` body: its fields, and the first file of it, of which no more is taken than `maxFileBytes`. Read as it comes, with no more of it in
 * memory than a file may have.
 */
export async function readUploadForm(request: Request, maxFileBytes = MAX_UPLOAD_BYTES): Promise<UploadForm> {
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BYTES) throw new ProblemError('payload_too_large');
  if (!request.body) throw new ProblemError('unsupported_media_type');
  try {
    const body = Readable.fromWeb(request.body as ReadableStream);
    return await read(body, request.headers.get('content-type') ?? '', maxFileBytes);
  } catch (error) {
    // A form that is cut off, or is none.
    throw error instanceof ProblemError ? error : new ProblemError('unsupported_media_type');
  }
}

async function read(body: Readable, contentType: string, maxFileBytes: number): Promise<UploadForm> {
  const fields = new URLSearchParams();
  let reading: Promise<SentFile> | null = null;
  const parser = new Busboy({
    headers: { 'content-type': contentType },
    limits: {
      fileSize: maxFileBytes,
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
  let before = 0;
  const watching = setInterval(() => {
    if (length - before < PACE.bytes) passing.destroy(new Error('nothing comes'));
    before = length;
  }, PACE.seconds * 1000);
  const passing = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      length += chunk.byteLength;
      if (length > limit) done(new ProblemError('payload_too_large'));
      else done(null, chunk);
    },
    destroy(error, done) {
      clearInterval(watching);
      done(error);
    },
  });
  return passing;
}
