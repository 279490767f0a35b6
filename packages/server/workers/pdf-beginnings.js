// @ts-check
/*
 * Where in the bytes of a PDF something begins that a reader could be led to: an object (`12 0 obj`), or a trailer. A reader comes to nothing else,
 * whether it follows the file's tables, one of several, a wrong one, or looks for objects itself because no table is any good.
 */

const OBJ = [0x6f, 0x62, 0x6a];
const LF = 0x0a;
const CR = 0x0d;
const PERCENT = 0x25;

/** Before it there is nothing that belongs to a beginning. */
const NONE = -1;
/** A comment stands between, before which a number ends: where it begins is not looked for. */
const SOMEWHERE = -2;

/** @typedef {{ readonly [index: number]: number | undefined, readonly length: number }} Bytes */

/** @param {number | undefined} byte */
function isLineEnd(byte) {
  return byte === LF || byte === CR;
}

/** @param {number | undefined} byte */
function isWhite(byte) {
  return byte === 0x20 || byte === LF || byte === CR || byte === 0x09 || byte === 0x0c || byte === 0;
}

/** @param {number | undefined} byte */
function isDigit(byte) {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

/** What readers take for part of a number: `+5`, `5.0` and `5E0` are five to some. @param {number | undefined} byte */
function isNumeric(byte) {
  return isDigit(byte) || byte === 0x2b || byte === 0x2d || byte === 0x2e || byte === 0x45 || byte === 0x65;
}

/**
 * The beginning of the number that ends before this place, with only whitespace and comments between; or {@link NONE}, or {@link SOMEWHERE}.
 * @param {Bytes} bytes
 * @param {number} end
 */
function numberBefore(bytes, end) {
  let at = end;
  for (;;) {
    let isNewLine = false;
    for (; at > 0 && isWhite(bytes[at - 1]); at -= 1) isNewLine ||= isLineEnd(bytes[at - 1]);
    let hasDigit = false;
    const numberEnd = at;
    for (; at > 0 && isNumeric(bytes[at - 1]); at -= 1) hasDigit ||= isDigit(bytes[at - 1]);
    if (hasDigit) return at;
    if (!isNewLine) return NONE;
    const comment = commentBefore(bytes, numberEnd);
    if (comment < 0) return comment;
    at = comment;
  }
}

/**
 * The line that ends here, if all of it is a comment: where it begins. {@link SOMEWHERE} if a number stands before a comment in it.
 * @param {Bytes} bytes
 * @param {number} end
 */
function commentBefore(bytes, end) {
  let begin = NONE;
  for (let at = end - 1; at >= 0 && !isLineEnd(bytes[at]); at -= 1) {
    if (bytes[at] !== PERCENT) continue;
    let before = at;
    while (before > 0 && isWhite(bytes[before - 1]) && !isLineEnd(bytes[before - 1])) before -= 1;
    if (isNumeric(bytes[before - 1])) return SOMEWHERE;
    if (before === 0 || isLineEnd(bytes[before - 1])) begin = at;
  }
  return begin;
}

/**
 * All places where an object begins: `end` is behind its `obj`; `begin` is where its number is, null where that was not looked for.
 * @param {Buffer} bytes
 * @returns {{ begin: number | null, end: number }[]}
 */
export function objectBeginnings(bytes) {
  const found = [];
  for (let at = bytes.indexOf('obj'); at !== -1; at = bytes.indexOf('obj', at + OBJ.length)) {
    const generation = numberBefore(bytes, at);
    const begin = generation < 0 ? generation : numberBefore(bytes, generation);
    if (begin !== NONE) found.push({ begin: begin === SOMEWHERE ? null : begin, end: at + OBJ.length });
  }
  return found;
}

/**
 * All places where a trailer begins that readers would read.
 * @param {Buffer} bytes
 * @returns {number[]}
 */
export function trailerBeginnings(bytes) {
  const found = [];
  for (let at = bytes.indexOf('trailer'); at !== -1; at = bytes.indexOf('trailer', at + 1)) {
    let after = at + 'trailer'.length;
    while (isWhite(bytes[after])) after += 1;
    // Not the word of a text.
    if (bytes[after] === PERCENT || (bytes[after] === 0x3c && bytes[after + 1] === 0x3c)) found.push(at);
  }
  return found;
}
