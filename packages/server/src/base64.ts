import { invalidRequest } from './problem.js';

/** The bytes of a body's field `data`, written in base64. */
export function bytesOfBase64(data: string): Buffer {
  const bytes = Buffer.from(data, 'base64');
  // Node passes over what is not base64; a file that was not sent whole must not become another one.
  if (bytes.toString('base64') !== data) throw invalidRequest('/data', 'not_base64');
  return bytes;
}
