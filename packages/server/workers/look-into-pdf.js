// @ts-check
/*
 * Looks into a PDF that somebody sent, in a thread of its own: a file made to take memory or time takes those of the thread, which is ended
 * (domain/check-pdf.ts). Plain JavaScript, so that a thread of the source and of the build run the same file.
 *
 * It is read object by object as it lies in the file, and not by the file's own table: what a reader would be led to by that table, or sees only
 * in an earlier version of an object, is looked at like everything else. Nothing is drawn and nothing is run.
 */
import { parentPort } from 'node:worker_threads';
import { createInflate, inflateSync } from 'node:zlib';
import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFName,
  PDFNumber,
  PDFObjectStreamParser,
  PDFParser,
  PDFRawStream,
  PDFRef,
} from '@cantoo/pdf-lib';

/** @typedef {'damaged' | 'encrypted' | 'active' | 'too_many_pixels'} Fault */

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
/** The same, where it is known to be the name of a dictionary's entry. */
const ACTIVE_KEYS = ['JS', 'XFA'];
/** What happens when the document or a page is opened, closed or touched. */
const TRIGGERS = ['OpenAction', 'AA'];

/** More than a document needs of what is said about its pages, which is held in memory. */
const MAX_STRUCTURE_BYTES = 16 * 1024 * 1024;
/** More than it needs of parts, however small: each takes memory and time. */
const MAX_OBJECTS = 300_000;
/** What a reader would have to unpack: a long document of scanned pages in colour, and no bomb. */
const MAX_UNPACKED_BYTES = 512 * 1024 * 1024;
/** The same of old ways of packing, which are unpacked here in memory. */
const MAX_OLD_UNPACKED_BYTES = 32 * 1024 * 1024;
/** An A0 plan, scanned finely. */
const MAX_PIXELS = 200_000_000;

/** The one thing a document may carry besides its pages: a signed text, as our own receipts do. Nothing that runs is written like this. */
const SIGNED_TEXT = /^[\w-]+\.[\w-]+\.[\w-]+\s*$/;
const MAX_SIGNED_TEXT = 64 * 1024;

const PACKED = ['FlateDecode', 'LZWDecode', 'RunLengthDecode'];
const WRITTEN_OUT = ['ASCII85Decode', 'ASCIIHexDecode'];
const PICTURES = ['DCTDecode', 'JPXDecode', 'CCITTFaxDecode', 'JBIG2Decode'];

class Refused extends Error {
  /** @param {Fault} fault */
  constructor(fault) {
    super(fault);
    this.fault = fault;
  }
}

/** The first refusal: the library takes errors for damage that it can go on after. */
class Findings {
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

  /** @param {Fault} fault @returns {never} */
  refuse(fault) {
    this.fault ??= fault;
    throw new Refused(this.fault);
  }

  count() {
    this.objects += 1;
    if (this.objects > MAX_OBJECTS) this.refuse('damaged');
  }

  /** @param {PDFDict} dict */
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

/** Objects that are packed together. */
class PackedObjects extends PDFObjectStreamParser {
  /** @param {PDFRawStream} stream @param {Findings} findings */
  constructor(stream, findings) {
    super(stream);
    this.findings = findings;
  }

  /** @override @param {PDFRef} [ref] */
  parseObject(ref) {
    this.findings.count();
    return super.parseObject(ref);
  }

  /** @override @param {PDFRef} [ref] */
  parseDict(ref) {
    return this.findings.lookAt(super.parseDict(ref));
  }
}

class EveryObject extends PDFParser {
  findings = new Findings();

  /** @override @param {PDFRef} [ref] */
  parseObject(ref) {
    this.findings.count();
    return super.parseObject(ref);
  }

  /** @override @param {PDFRef} [ref] */
  parseDict(ref) {
    return this.findings.lookAt(super.parseDict(ref));
  }

  /** @override @param {PDFRef} [ref] */
  parseDictOrStream(ref) {
    const object = super.parseDictOrStream(ref);
    return object instanceof PDFRawStream ? this.lookAtStream(object) : object;
  }

  /** @param {PDFRawStream} stream */
  lookAtStream({ dict, contents }) {
    const { findings } = this;
    const filters = filtersOf(dict) ?? findings.refuse('damaged');
    if (pixelsOf(dict) > MAX_PIXELS) findings.refuse('too_many_pixels');
    const type = dict.get(PDFName.of('Type'));
    if (type instanceof PDFRef) findings.refuse('damaged');
    if (type === PDFName.of('EmbeddedFile')) return this.carriedText(dict, contents, filters);
    const holdsObjects = dict.has(PDFName.of('First')) && dict.has(PDFName.of('N'));
    if (!holdsObjects && type !== PDFName.of('ObjStm') && type !== PDFName.of('XRef')) {
      findings.packed.push({ dict, contents, filters });
      return PDFRawStream.of(dict, contents);
    }
    const plain = this.unpackedStructure(contents, filters);
    const unfiltered = dict.clone();
    unfiltered.delete(PDFName.of('Filter'));
    // Read here, and so not once more by the library.
    if (holdsObjects) {
      if (hasActiveName(plain)) findings.refuse('active');
      unfiltered.delete(PDFName.of('Type'));
      const objects = new PackedObjects(PDFRawStream.of(unfiltered, plain), findings).parseIntoContext();
      objects.catch(() => {});
      findings.inside.push(objects);
    }
    return PDFRawStream.of(unfiltered, plain);
  }

  /** @param {PDFDict} dict @param {Uint8Array} contents @param {string[]} filters */
  carriedText(dict, contents, filters) {
    const text = this.unpackedStructure(contents, filters);
    if (text.length > MAX_SIGNED_TEXT || !SIGNED_TEXT.test(Buffer.from(text).toString('latin1'))) {
      this.findings.refuse('active');
    }
    const stream = PDFRawStream.of(dict, contents);
    this.findings.harmless.add(stream);
    return stream;
  }

  /** @param {Uint8Array} contents @param {string[]} filters */
  unpackedStructure(contents, filters) {
    const { findings } = this;
    if (filters.length === 0) return contents;
    // All that write such files pack them in this one way.
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

/** @param {PDFDict} dict */
function pixelsOf(dict) {
  const side = (/** @type {string} */ key) => {
    const value = dict.get(PDFName.of(key));
    return value instanceof PDFNumber ? value.asNumber() : 0;
  };
  return side('Width') * side('Height');
}

/** What the names of {@link ACTIVE} begin with, and a letter that is written in numbers. */
const BEGINNINGS = new Set([...[...ACTIVE].map((name) => name.charCodeAt(0)), 0x23]);
const NAME = /^[^\0\t\n\f\r ()<>[\]{}/%]*/;
/** With each letter written in numbers. */
const LONGEST_NAME = 3 * Math.max(...[...ACTIVE].map((name) => name.length)) + 1;

/**
 * Whether a name of {@link ACTIVE} stands anywhere in the bytes, however it is written (`/#4cau#6Ech`).
 * @param {Uint8Array} bytes
 */
function hasActiveName(bytes) {
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

/**
 * How much a reader gets of what is packed; nothing of it is kept.
 * @param {Uint8Array} contents
 * @param {number} atMost
 * @returns {Promise<number>}
 */
function inflatedSize(contents, atMost) {
  return new Promise((resolve) => {
    let size = 0;
    const inflate = createInflate({ chunkSize: 256 * 1024 });
    inflate.on('data', (/** @type {Buffer} */ chunk) => {
      size += chunk.length;
      if (size > atMost) inflate.destroy();
    });
    // What is damaged in the middle of a page is the reader's business: up to there it is what it is.
    inflate.on('error', () => resolve(size));
    inflate.on('close', () => resolve(size));
    inflate.end(contents);
  });
}

/** @param {Findings} findings */
async function lookAtPacked(findings) {
  let unpacked = 0;
  for (const { dict, contents, filters } of findings.packed) {
    const coders = filters.filter((name) => !PICTURES.includes(name));
    if (!coders.some((name) => PACKED.includes(name))) continue;
    if (coders.length === 1 && coders[0] === 'FlateDecode') {
      unpacked += await inflatedSize(contents, MAX_UNPACKED_BYTES - unpacked);
    } else {
      const old = dict.clone();
      old.set(PDFName.of('Filter'), dict.context.obj(coders));
      const size = decodePDFRawStream(PDFRawStream.of(old, contents)).getBytes(MAX_OLD_UNPACKED_BYTES + 1).length;
      if (size > MAX_OLD_UNPACKED_BYTES) findings.refuse('damaged');
      unpacked += size;
    }
    if (unpacked > MAX_UNPACKED_BYTES) findings.refuse('damaged');
  }
}

/**
 * Whether anything that begins by itself would ask for something over the network.
 * @param {Findings} findings
 * @param {import('@cantoo/pdf-lib').PDFContext} context
 */
function asksTheNetwork(findings, context) {
  const isUri = (/** @type {unknown} */ action) => {
    const found = action instanceof PDFRef ? context.lookup(action) : action;
    return found instanceof PDFDict && found.lookup(PDFName.of('S')) === PDFName.of('URI');
  };
  return findings.triggered.some((each) => {
    const found = each instanceof PDFRef ? context.lookup(each) : each;
    return isUri(found) || (found instanceof PDFDict && found.values().some(isUri));
  });
}

/**
 * Whether it carries any other file than those that were looked at.
 * @param {Findings} findings
 * @param {import('@cantoo/pdf-lib').PDFContext} context
 */
function carriesFiles({ carried, harmless }, context) {
  const found = carried.map((each) => (each instanceof PDFRef ? context.lookup(each) : each));
  return !found.every(
    (files) =>
      files instanceof PDFDict &&
      files.values().every((file) => harmless.has(file instanceof PDFRef ? context.lookup(file) : file)),
  );
}

/** @param {import('@cantoo/pdf-lib').PDFContext} context */
function hasPages(context) {
  const root = context.lookup(context.trailerInfo.Root);
  const pages = root instanceof PDFDict ? root.lookup(PDFName.of('Pages')) : null;
  const kids = pages instanceof PDFDict ? pages.lookup(PDFName.of('Kids')) : null;
  // One that is not there was cut off.
  return kids instanceof PDFArray && kids.size() > 0 && kids.asArray().every((kid) => context.lookup(kid));
}

/**
 * Why the file is not taken; null where nothing is against it.
 * @param {Uint8Array} bytes
 * @returns {Promise<Fault | null>}
 */
async function faultOf(bytes) {
  if (hasActiveName(bytes)) return 'active';
  // Whatever cannot be read is refused, and not passed over.
  const parser = new EveryObject(bytes, Infinity, true);
  const { findings } = parser;
  try {
    const context = await parser.parseDocument();
    await Promise.all(findings.inside);
    if (findings.fault) return findings.fault;
    await lookAtPacked(findings);
    if (asksTheNetwork(findings, context) || carriesFiles(findings, context)) return 'active';
    return hasPages(context) ? null : 'damaged';
  } catch {
    return findings.fault ?? 'damaged';
  }
}

// What the library has to say of a file is nobody's business.
console.warn = () => {};

parentPort?.on('message', async (/** @type {Uint8Array} */ bytes) => {
  parentPort?.postMessage(await faultOf(bytes));
});
