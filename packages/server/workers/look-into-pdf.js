// @ts-check
/*
 * Looks into a PDF that somebody sent, in a thread of its own: a file made to take memory or time takes those of the thread, which is ended
 * (domain/check-pdf.ts). Plain JavaScript, so that a thread of the source and of the build run the same file.
 * How it is read stands in pdf-objects.js. Nothing is drawn and nothing is run.
 */
import { parentPort } from 'node:worker_threads';
import { createInflate } from 'node:zlib';
import { decodePDFRawStream, PDFArray, PDFDict, PDFName, PDFRawStream, PDFRef } from '@cantoo/pdf-lib';
import { hasActiveName } from './pdf-names.js';
import { EveryObject, PACKED, PICTURES } from './pdf-objects.js';

/** @typedef {import('./pdf-objects.js').Fault} Fault */
/** @typedef {import('./pdf-objects.js').Findings} Findings */

/** What a reader would have to unpack: a long document of scanned pages in colour, and no bomb. */
const MAX_UNPACKED_BYTES = 512 * 1024 * 1024;
/** The same of old ways of packing, which are unpacked here in memory. */
const MAX_OLD_UNPACKED_BYTES = 32 * 1024 * 1024;

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
 * Whether anything that begins by itself would ask for something over the network, or cannot be told.
 * @param {Findings} findings
 * @param {import('@cantoo/pdf-lib').PDFContext} context
 */
function asksTheNetwork(findings, context) {
  const seen = new Set();
  const found = (/** @type {unknown} */ object) => (object instanceof PDFRef ? context.lookup(object) : object);
  /** An action, with those that follow it. @type {(action: unknown) => boolean} */
  const asks = (action) => {
    const object = found(action);
    if (seen.has(object)) return false;
    seen.add(object);
    if (object instanceof PDFArray) return object.asArray().some(asks);
    if (!(object instanceof PDFDict)) return false;
    if (object.lookup(PDFName.of('S')) === PDFName.of('URI')) return true;
    const next = object.get(PDFName.of('Next'));
    return next !== undefined && asks(next);
  };
  return findings.triggered.some((each) => {
    const object = found(each);
    return object === undefined || asks(object) || (object instanceof PDFDict && object.values().some(asks));
  });
}

/**
 * Whether it carries any other file than those that were looked at.
 * @param {Findings} findings
 * @param {import('@cantoo/pdf-lib').PDFContext} context
 */
function carriesFiles({ carried, harmless, hasPackedObjects }, context) {
  if (carried.length > 0 && hasPackedObjects) return true;
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
  const parser = new EveryObject(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const { findings } = parser;
  try {
    const context = await parser.parseDocument();
    await Promise.all(findings.inside);
    if (findings.fault) return findings.fault;
    if (!parser.isWhole) return 'damaged';
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
