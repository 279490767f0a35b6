import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examineFile, readRows } from './source-file.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kabinet-source-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a file of a billing base', () => {
  it('is read in flat memory however large it is', async () => {
    const path = join(folder, 'large.csv');
    const out = createWriteStream(path);
    const rows = 400_000;
    for (let from = 0; from < rows; from += 10_000) {
      const text = Array.from(
        { length: 10_000 },
        (_, index) => `P-${from + index};вул. Набережна, ${index};м. Придеснянськ;town\n`,
      ).join('');
      if (!out.write(text)) await once(out, 'drain');
    }
    out.end();
    await once(out, 'close');

    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    const used = () => {
      collectGarbage();
      const { heapUsed, external, arrayBuffers } = process.memoryUsage();
      return heapUsed + external + arrayBuffers;
    };
    const before = used();
    let peak = 0;
    let count = 0;
    for await (const { record } of readRows(await examineFile(path))) {
      expect(record.length).toBe(4);
      count += 1;
      if (count % 50_000 === 0) peak = Math.max(peak, used());
    }
    expect(count).toBe(rows);
    // The file has 30 MB; a reader that kept it would hold more than that.
    expect((peak - before) / 1e6).toBeLessThan(12);
  }, 60_000);

  it('is refused when it is UTF-8 but for a damaged byte, rather than read as something else', async () => {
    const path = join(folder, 'damaged.csv');
    const text = Buffer.from('premise_ref;address\nP-1;вулиця Набережна, 5\nP-2;вулиця Річкова, 7\n');
    await writeFile(path, Buffer.concat([text, Buffer.from([0x50, 0xff, 0x0a])]));
    await expect(examineFile(path)).rejects.toThrow('is UTF-8, but not quite');
    await expect(examineFile(path, { encoding: 'windows-1251' })).resolves.toMatchObject({ encoding: 'windows-1251' });
  });

  it.each([
    ['a;b;c\n', ';'],
    ['a,b,c\n', ','],
    ['a\tb\tc\n', '\t'],
    ['"x,y,z";b\n', ';'],
    ['single\n', ';'],
  ])('%j is delimited by %j', async (text, delimiter) => {
    const path = join(folder, 'delimited.csv');
    await writeFile(path, text);
    expect(await examineFile(path)).toMatchObject({ delimiter });
  });
});
