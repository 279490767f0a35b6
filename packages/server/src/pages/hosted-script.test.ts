import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { SharedAssets } from './assets.js';
import { readHostedFiles } from './hosted-script.js';

function built(files: Readonly<Record<string, string>>): URL {
  const folder = mkdtempSync(join(tmpdir(), 'kabinet-hosted-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return pathToFileURL(`${folder}/`);
}

const FILES = {
  'manifest.json': JSON.stringify({ hosted: ['hosted.js', 'passkey-1.js'] }),
  'hosted.js': 'import("./passkey-1.js")',
  'passkey-1.js': 'export const passkey = 1',
  'kabinet.js': 'a widget',
};
const hash = (content: string) => `sha384-${createHash('sha384').update(content).digest('base64')}`;

describe('the script of the hosted pages', () => {
  it('comes with the hash of everything that it may load', () => {
    const { script, version } = readHostedFiles(built(FILES)) ?? {};
    expect(script?.path).toBe(`/assets/${version ?? ''}/hosted.js`);
    expect(script?.integrity).toBe(hash(FILES['hosted.js']));
    expect(JSON.parse(script?.importMap ?? '')).toEqual({
      integrity: {
        [`/assets/${version ?? ''}/hosted.js`]: hash(FILES['hosted.js']),
        [`/assets/${version ?? ''}/passkey-1.js`]: hash(FILES['passkey-1.js']),
      },
    });
  });

  it('has another address as soon as any of its files is another', () => {
    const changed = { ...FILES, 'passkey-1.js': 'export const passkey = 2' };
    expect(readHostedFiles(built(changed))?.version).not.toBe(readHostedFiles(built(FILES))?.version);
  });

  it('is not there where nothing is built, and the pages do without', () => {
    expect(readHostedFiles(built({}))).toBeNull();
    expect(new SharedAssets(built({})).script).toBeNull();
  });

  it('is served with its parts under its version, and nothing else of the folder', async () => {
    const assets = new SharedAssets(built(FILES));
    const version = assets.script?.path.split('/')[2] ?? '';
    expect(Buffer.from((await assets.find(version, 'passkey-1.js'))?.body ?? '').toString()).toBe(
      FILES['passkey-1.js'],
    );
    expect(await assets.find(version, 'kabinet.js')).toBeNull();
    expect(await assets.find(version, 'manifest.json')).toBeNull();
    expect(await assets.find('older', 'hosted.js')).toBeNull();
  });
});
