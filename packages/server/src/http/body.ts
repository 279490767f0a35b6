import { hasNul } from '../domain/clean-text.js';
import { invalidRequest, ProblemError } from '../problem.js';

/** More than any request of the contract needs, besides those that name a limit of their own. */
const MAX_BODY_BYTES = 16 * 1024;

/** The JSON of a request's body, read no further than the limit. */
export async function readJson(request: Request, limit = MAX_BODY_BYTES): Promise<unknown> {
  if (!/^application\/json\s*(;|$)/i.test(request.headers.get('content-type') ?? '')) {
    throw new ProblemError('unsupported_media_type');
  }
  // Before reading: a sender who is cut off in the middle sees a broken connection instead of the answer.
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw new ProblemError('payload_too_large');
  const text = await readText(request, limit);
  let hasUnkept = false;
  try {
    const sent: unknown = JSON.parse(text, (name, value: unknown) => {
      hasUnkept ||= hasNul(name) || (typeof value === 'string' && hasNul(value));
      return value;
    });
    if (!hasUnkept) return sent;
  } catch {
    throw invalidRequest('', 'not_json');
  }
  // Nobody types it, and no text of the database can hold it.
  throw invalidRequest('', 'invalid_format');
}

/** The text of a request's body, read no further than the limit. */
export async function readText(request: Request, limit: number): Promise<string> {
  return (await readBytes(request, limit)).toString('utf8');
}

/** The bytes of a request's body as they came, read no further than the limit. */
export async function readBytes(request: Request, limit: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  if (request.body) {
    for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
      length += chunk.byteLength;
      if (length > limit) throw new ProblemError('payload_too_large');
      chunks.push(chunk);
    }
  }
  return Buffer.concat(chunks);
}
