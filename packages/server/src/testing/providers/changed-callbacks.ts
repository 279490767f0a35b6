import type { IncomingCallback } from '../../payments/provider.js';

/** What a byte becomes: a neighbour, the other case, another half of the table, and what means something in forms, JSON and base64. */
function replacements(byte: number): readonly number[] {
  const all = [byte ^ 0x01, byte ^ 0x20, byte ^ 0x80, byte ^ 0x10, ...Buffer.from(' 09aA+/=%&;"\\\n\0'), 0xff];
  return [...new Set(all)].filter((each) => each !== byte);
}

/** The callback with each single byte of its body and of the headers that sign it changed, in several ways each. */
export function* changedCallbacks(
  callback: IncomingCallback,
  signatureHeaders: readonly string[],
): Iterable<{ readonly changed: IncomingCallback; readonly where: string }> {
  const body = Buffer.from(callback.rawBody);
  for (let index = 0; index < body.length; index++) {
    for (const byte of replacements(body[index] ?? 0)) {
      const rawBody = Buffer.from(body);
      rawBody[index] = byte;
      yield { changed: { ...callback, rawBody }, where: `byte ${index} of the body: ${byte}` };
    }
  }
  for (const name of signatureHeaders) {
    const value = callback.headers.get(name) ?? '';
    for (let index = 0; index < value.length; index++) {
      // Of a header only what can stand in one.
      for (const byte of replacements(value.charCodeAt(index)).filter((each) => each >= 0x20 && each < 0x7f)) {
        const headers = new Headers(callback.headers);
        headers.set(name, value.slice(0, index) + String.fromCharCode(byte) + value.slice(index + 1));
        yield { changed: { ...callback, headers }, where: `character ${index} of ${name}: ${byte}` };
      }
    }
  }
}
