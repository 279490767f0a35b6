// @ts-check
/* Names of what a document does by itself, wherever they stand in its bytes. */

/**
 * What a document does by itself or asks a reader to do, and forms that are programs (XFA). No shorter names: these are looked for in bytes, where chance
 * writes names of two letters too.
 */
const ACTIVE = new Set([
  'JavaScript',
  'Launch',
  'SubmitForm',
  'ImportData',
  'GoToR',
  'GoToE',
  'Rendition',
  'RichMedia',
  'RichMediaExecute',
  'FileAttachment',
  'XFA',
]);

/** What the names of {@link ACTIVE} begin with, and a letter that is written in numbers. */
const BEGINNINGS = new Set([...[...ACTIVE].map((name) => name.charCodeAt(0)), 0x23]);
const NAME = /^[^\0\t\n\f\r ()<>[\]{}/%]*/;
/** With each letter written in numbers. */
const LONGEST_NAME = 3 * Math.max(...[...ACTIVE].map((name) => name.length)) + 1;

/**
 * Whether a name of {@link ACTIVE} stands anywhere in the bytes, however it is written (`/#4cau#6Ech`).
 * @param {Uint8Array} bytes
 */
export function hasActiveName(bytes) {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = text.indexOf(0x2f); at !== -1; at = text.indexOf(0x2f, at + 1)) {
    if (!BEGINNINGS.has(text[at + 1] ?? 0)) continue;
    const [name = ''] = NAME.exec(text.toString('latin1', at + 1, at + 1 + LONGEST_NAME)) ?? [];
    // Only a text can end there: the end of an address, such as that of an article about JavaScript.
    if (text[at + 1 + name.length] === 0x29) continue;
    if (ACTIVE.has(name.replace(/#([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16))))) return true;
  }
  return false;
}
