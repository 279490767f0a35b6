// @ts-check
// Pages in windows-1251, as old content systems send them. Node reads that encoding and does not write it.

/** Each letter's byte. Bytes below 128 are ASCII's; the one that the encoding leaves free stands for nothing. @type {Map<string, number>} */
const bytes = new Map(
  Array.from(new TextDecoder('windows-1251').decode(Uint8Array.from({ length: 128 }, (_, index) => 128 + index)))
    .map((letter, index) => /** @type {const} */ ([letter, 128 + index]))
    .filter(([, byte]) => byte !== 0x98),
);

/**
 * A page's text as bytes of windows-1251. Letters that it does not have become what HTML has for them: `&#8372;` for the sign of the hryvnia.
 * @type {(html: string) => Buffer}
 */
export function toWindows1251(html) {
  const parts = [];
  for (const letter of html) {
    const code = /** @type {number} */ (letter.codePointAt(0));
    if (code < 128) parts.push(code);
    else parts.push(...(bytes.has(letter) ? [/** @type {number} */ (bytes.get(letter))] : Buffer.from(`&#${code};`)));
  }
  return Buffer.from(parts);
}
