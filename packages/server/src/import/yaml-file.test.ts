import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readYaml } from './yaml-file.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kabinet-yaml-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(text: string) {
  const path = join(folder, 'file.yaml');
  await writeFile(path, text);
  return readYaml(path, { what: 'The file', asText: true });
}

const list = (length: number, line: (index: number) => string) =>
  Array.from({ length }, (_, index) => line(index)).join('');

describe('a YAML file', () => {
  it.each([
    ['lists within lists', '['.repeat(30_000), 1],
    ['lists within lists, over many lines', `a:\n${' [\n'.repeat(30_000)}`, 100],
    ['lists by dashes', `a:\n  ${'- '.repeat(30_000)}`, 2],
    ['names within names', list(3_000, (depth) => `${' '.repeat(depth)}a:\n`), 100],
    // The parser takes each line for one within the line before.
    ['a list in brackets without its commas', `a: [\n${list(6_000, (index) => ` x${index}: 1\n`)}]\n`, 100],
  ])('that is too deep to be read is refused in words: %s', async (_, text, line) => {
    await expect(read(text)).rejects.toThrow(
      new RegExp(
        `^The file \\S+ cannot be used, line ${line}: lists and names stand more than 100 deep within one another\\. Is a comma or a closing bracket missing\\?$`,
      ),
    );
  });

  it('may be long, in brackets too', async () => {
    const { value, lineOf } = await read(`a: [\n${list(6_000, (index) => ` x${index},\n`)} ]\n`);
    expect((value as { a: unknown[] }).a).toHaveLength(6_000);
    expect(lineOf(['a', 5_999])).toBe(6_001);
  });
});
