// @ts-check
/*
 * Reads a PDF object by object, as it lies in the file, and not by the file's own table: what a reader would be led to by that table, or sees only in an
 * earlier version of an object, is looked at like everything else. It is taken only where there is one way to read it: refused are an object that begins
 * where none was read (pdf-beginnings.js), a dictionary that says two things of one, and objects packed in a way that leaves anything open.
 */
import { inflateSync } from 'node:zlib';
import {
  PDFArray,
  PDFDict,
  PDFName,
  PDFNumber,
  PDFObjectStreamParser,
  PDFParser,
  PDFRawStream,
  PDFRef,
} from '@cantoo/pdf-lib';
import { objectBeginnings, trailerBeginnings } from './pdf-beginnings.js';
import { hasActiveName } from './pdf-names.js';

/** @typedef {'damaged' | 'encrypted' | 'active' | 'too_many_pixels'} Fault */

/** Names of entries that are active, which are too short to be looked for in bytes. */
const ACTIVE_KEYS = ['JS', 'XFA'];
/** What happens when the document or a page is opened, closed or touched. */
const TRIGGERS = ['OpenAction', 'AA'];

/** How a reader shows the document at first, which a library that many use (TCPDF) says twice. */
const MERELY_SHOWN = new Set(['PageMode', 'PageLayout']);

/** More than a document needs of what is said about its pages, which is held in memory. */
const MAX_STRUCTURE_BYTES = 16 * 1024 * 1024;
/** More than it needs of parts, however small: each takes memory and time. */
const MAX_OBJECTS = 300_000;
/** An A0 plan, scanned finely. */
const MAX_PIXELS = 200_000_000;

/** The one thing a document may carry besides its pages: a signed text, as our own receipts do. Nothing that runs is written like this. */
const SIGNED_TEXT = /^[\w-]+\.[\w-]+\.[\w-]+\s*$/;
const MAX_SIGNED_TEXT = 64 * 1024;

export const PACKED = ['FlateDecode', 'LZWDecode', 'RunLengthDecode'];
const WRITTEN_OUT = ['ASCII85Decode', 'ASCIIHexDecode'];
export const PICTURES = ['DCTDecode', 'JPXDecode', 'CCITTFaxDecode', 'JBIG2Decode'];

const [LESS_THAN, GREATER_THAN, SLASH] = [0x3c, 0x3e, 0x2f];
/** What tables begin with, besides the trailer. */
const TABLES = ['xref', 'startxref'].map((word) => [...Buffer.from(word)]);

/**
 * What the library keeps to itself.
 * @typedef {object} LibraryInside
 * @property {() => PDFRef} parseIndirectObjectHeader
 * @property {() => void} maybeParseTrailerDict
 * @property {() => void} skipJibberish
 */

class Refused extends Error {
  /** @param {Fault} fault */
  constructor(fault) {
    super(fault);
    this.fault = fault;
  }
}

/** The first refusal: the library takes errors for damage that it can go on after. */
export class Findings {
  /** @type {Fault | null} */
  fault = null;
  /** Packed parts, looked at afterwards. @type {{ dict: PDFDict, contents: Uint8Array, filters: string[] }[]} */
  packed = [];
  structureBytes = 0;
  objects = 0;
  /** @type {Promise<unknown>[]} */
  inside = [];
  /** Actions that begin by themselves. @type {unknown[]} */
  triggered = [];
  /** Where files are said to be carried. @type {unknown[]} */
  carried = [];
  /** Carried files that harm nobody. @type {Set<unknown>} */
  harmless = new Set();
  /** Some readers take a packed object by its place, and not by its number. */
  hasPackedObjects = false;

  /** @param {Fault} fault @returns {never} */
  refuse(fault) {
    this.fault ??= fault;
    throw new Refused(this.fault);
  }

  count() {
    this.objects += 1;
    if (this.objects > MAX_OBJECTS) this.refuse('damaged');
  }

  /** @template {PDFDict} D @param {D} dict @returns {D} */
  lookAt(dict) {
    if (dict.has(PDFName.of('Encrypt'))) this.refuse('encrypted');
    if (ACTIVE_KEYS.some((key) => dict.has(PDFName.of(key)))) this.refuse('active');
    for (const key of TRIGGERS) {
      const action = dict.get(PDFName.of(key));
      if (action) this.triggered.push(action);
    }
    const carried = dict.get(PDFName.of('EF'));
    if (carried) this.carried.push(carried);
    return dict;
  }
}

/**
 * A parser of the library that shows each dictionary to `findings`, and takes none that says two things of one: some readers believe
 * the first, and some the last.
 * @template {new (...args: any[]) => import('@cantoo/pdf-lib').PDFObjectParser} P
 * @param {P} Parser
 */
const lookingAtAll = (Parser) =>
  class extends Parser {
    findings = new Findings();

    /** @override @param {PDFRef} [ref] */
    parseObject(ref) {
      this.findings.count();
      return super.parseObject(ref);
    }

    /** @override @param {PDFRef} [ref] */
    parseDict(ref) {
      const entries = new Map();
      this.bytes.assertNext(LESS_THAN);
      this.bytes.assertNext(LESS_THAN);
      this.skipWhitespaceAndComments();
      while (this.bytes.peek() === SLASH) {
        const key = this.parseName();
        const value = this.parseObject(ref);
        const before = entries.get(key);
        const isOpen = before && String(before) !== String(value) && !MERELY_SHOWN.has(key.decodeText());
        if (isOpen) this.findings.refuse('damaged');
        entries.set(key, value);
        this.skipWhitespaceAndComments();
      }
      this.bytes.assertNext(GREATER_THAN);
      this.bytes.assertNext(GREATER_THAN);
      return this.findings.lookAt(PDFDict.fromMapWithContext(entries, this.context));
    }
  };

/** Objects that are packed together. */
class PackedObjects extends lookingAtAll(PDFObjectStreamParser) {}

export class EveryObject extends lookingAtAll(PDFParser) {
  /** Where objects and trailers were read: behind `obj`, and at `trailer`. @type {Set<number>} */
  read = new Set();
  /** Where there are any. */
  #objects;
  #trailers;

  /** @param {Buffer} bytes */
  constructor(bytes) {
    // Whatever cannot be read is refused, and not passed over.
    super(bytes, Infinity, true);
    this.#objects = objectBeginnings(bytes);
    this.#trailers = trailerBeginnings(bytes);
    const begins = new Set([...this.#objects.map(({ begin }) => begin), ...this.#trailers]);
    const library = /** @type {LibraryInside} */ (/** @type {unknown} */ (this));
    const { parseIndirectObjectHeader, maybeParseTrailerDict } = library;
    library.parseIndirectObjectHeader = () => {
      const ref = parseIndirectObjectHeader.call(this);
      this.read.add(this.bytes.offset());
      return ref;
    };
    library.maybeParseTrailerDict = () => {
      this.skipWhitespaceAndComments();
      this.read.add(this.bytes.offset());
      maybeParseTrailerDict.call(this);
    };
    // The library would try to read an object at each byte, which a small file can make last for minutes.
    library.skipJibberish = () => {
      this.skipWhitespaceAndComments();
      const isBeginning = () => begins.has(this.bytes.offset()) || TABLES.some((word) => this.isAt(word));
      while (!this.bytes.done() && !isBeginning()) this.bytes.next();
    };
  }

  /** @param {readonly number[]} word */
  isAt(word) {
    return word.every((byte, index) => this.bytes.peekAhead(index) === byte);
  }

  /** Whether everything was read that a reader could be led to. */
  get isWhole() {
    return (
      this.#objects.every(({ end }) => this.read.has(end)) && this.#trailers.every((begin) => this.read.has(begin))
    );
  }

  /** @override @param {PDFRef} [ref] */
  parseDictOrStream(ref) {
    const object = super.parseDictOrStream(ref);
    return object instanceof PDFRawStream ? this.lookAtStream(object) : object;
  }

  /** @param {PDFRawStream} stream */
  lookAtStream(stream) {
    const { findings } = this;
    const { dict, contents } = stream;
    const filters = filtersOf(dict) ?? findings.refuse('damaged');
    if ((pixelsOf(dict) ?? findings.refuse('damaged')) > MAX_PIXELS) findings.refuse('too_many_pixels');
    // What it holds would be read from another file.
    if (dict.has(PDFName.of('F'))) findings.refuse('active');
    const type = dict.get(PDFName.of('Type'));
    if (type instanceof PDFRef) findings.refuse('damaged');
    // What it says it is does not count where readers do not ask.
    if (type === PDFName.of('ObjStm') || (dict.has(PDFName.of('First')) && dict.has(PDFName.of('N')))) {
      return this.packedObjects(stream, filters);
    }
    if (type === PDFName.of('EmbeddedFile')) return this.carriedText(stream, filters);
    findings.packed.push({ dict, contents, filters });
    return type === PDFName.of('XRef') ? this.table(dict) : stream;
  }

  /** Of a table nothing is believed but where the document begins, and it is read no further. @param {PDFDict} dict */
  table(dict) {
    const root = dict.get(PDFName.of('Root'));
    if (root) this.context.trailerInfo.Root = root;
    this.findings.hasPackedObjects = true;
    return PDFRawStream.of(PDFDict.withContext(this.context), new Uint8Array());
  }

  /** Read here, and so not once more by the library. @param {PDFRawStream} stream @param {string[]} filters */
  packedObjects(stream, filters) {
    const { findings } = this;
    findings.hasPackedObjects = true;
    const plain = this.unpackedStructure(stream, filters);
    if (hasActiveName(plain)) findings.refuse('active');
    const numbers = ['First', 'N'].map((key) => stream.dict.get(PDFName.of(key)));
    if (!numbers.every((number) => number instanceof PDFNumber)) findings.refuse('damaged');
    const unfiltered = stream.dict.clone();
    for (const key of ['Filter', 'Type']) unfiltered.delete(PDFName.of(key));
    const inside = PDFRawStream.of(unfiltered, plain);
    const parser = new PackedObjects(inside);
    parser.findings = findings;
    const objects = parser.parseIntoContext();
    objects.catch(() => {});
    findings.inside.push(objects);
    return inside;
  }

  /** @param {PDFRawStream} stream @param {string[]} filters */
  carriedText(stream, filters) {
    const text = this.unpackedStructure(stream, filters);
    if (text.length > MAX_SIGNED_TEXT || !SIGNED_TEXT.test(Buffer.from(text).toString('latin1'))) {
      this.findings.refuse('active');
    }
    this.findings.harmless.add(stream);
    return stream;
  }

  /** @param {PDFRawStream} stream @param {string[]} filters */
  unpackedStructure({ dict, contents }, filters) {
    const { findings } = this;
    // All that write such files pack it in this one way, which says itself where it ends; anything else can be read as something else.
    if (dict.has(PDFName.of('DecodeParms'))) findings.refuse('damaged');
    if (filters.length === 0) {
      const length = dict.get(PDFName.of('Length'));
      const isExact = length instanceof PDFNumber && length.asNumber() === contents.length;
      return isExact ? contents : findings.refuse('damaged');
    }
    if (filters.length > 1 || filters[0] !== 'FlateDecode') return findings.refuse('damaged');
    try {
      const left = MAX_STRUCTURE_BYTES - findings.structureBytes;
      const plain = inflateSync(contents, { maxOutputLength: Math.max(1, left) });
      findings.structureBytes += plain.length;
      return new Uint8Array(plain.buffer, plain.byteOffset, plain.byteLength);
    } catch {
      return findings.refuse('damaged');
    }
  }
}

/**
 * How it is packed, in the order of unpacking; null where that is not said plainly, or is packed more than once.
 * @param {PDFDict} dict
 */
function filtersOf(dict) {
  const filter = dict.get(PDFName.of('Filter'));
  if (filter === undefined) return [];
  const given = filter instanceof PDFArray ? filter.asArray() : [filter];
  const names = given.map((each) => (each instanceof PDFName ? each.decodeText() : ''));
  if (!names.every((name) => [...PACKED, ...WRITTEN_OUT, ...PICTURES].includes(name))) return null;
  return names.filter((name) => PACKED.includes(name)).length > 1 || names.length > 3 ? null : names;
}

/** Null where that is not said plainly. @param {PDFDict} dict */
function pixelsOf(dict) {
  const [width, height] = ['Width', 'Height'].map((key) => dict.get(PDFName.of(key)) ?? PDFNumber.of(0));
  return width instanceof PDFNumber && height instanceof PDFNumber ? width.asNumber() * height.asNumber() : null;
}
