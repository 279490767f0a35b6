import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { integrityOf, integrityOfFolder, integrityText } from './integrity.js';

describe('the integrity of a build', () => {
  it('is what browsers compare: SHA-384 of the bytes, in base64', () => {
    // The hash of nothing, as the standard's own examples have it.
    const ofNothing = 'sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb';
    expect(integrityOf('')).toBe(ofNothing);
    expect(integrityOf(new Uint8Array())).toBe(ofNothing);
    expect(integrityOf('a')).not.toBe(integrityOf('b'));
  });

  it('names every script and style sheet of the folder and below, in one order, and nothing else', () => {
    const folder = mkdtempSync(join(tmpdir(), 'kabinet-integrity-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    mkdirSync(join(folder, 'themes'));
    const names = [
      'uk-a.js',
      'kabinet.js',
      'Z.js',
      'themes/calm.css',
      'kabinet.js.map',
      'manifest.json',
      'LICENSES.md',
    ];
    for (const name of names) writeFileSync(join(folder, name), name);
    const integrity = integrityOfFolder(folder, '1.2.3');
    expect(integrity.version).toBe('1.2.3');
    expect(Object.keys(integrity.files)).toEqual(['Z.js', 'kabinet.js', 'themes/calm.css', 'uk-a.js']);
    expect(integrity.files['uk-a.js']).toEqual({ integrity: integrityOf('uk-a.js'), bytes: 7 });
    expect(JSON.parse(integrityText(integrity))).toEqual(integrity);
  });
});
