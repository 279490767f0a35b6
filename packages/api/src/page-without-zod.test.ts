import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';
import { describe, expect, it } from 'vitest';

/** The files that end up in a page which imports the entry. */
async function modulesOf(entry: string): Promise<string[]> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    resolve: { conditions: ['@kabinet/source'] },
    build: {
      write: false,
      lib: { entry: fileURLToPath(new URL(entry, import.meta.url)), formats: ['es'] },
    },
  });
  const outputs = (Array.isArray(built) ? built : [built]) as Rolldown.RolldownOutput[];
  return outputs.flatMap(({ output }) =>
    output.flatMap((file) => (file.type === 'chunk' ? Object.keys(file.modules) : [])),
  );
}

describe('a page', () => {
  it.each(['./index.ts', './mock/index.ts', './adapter.ts'])('that imports %s loads no zod', async (entry) => {
    const modules = await modulesOf(entry);
    expect(modules.some((each) => each.endsWith('/generated/calls.ts'))).toBe(true);
    expect(modules.filter((each) => each.includes('zod') || each.includes('/schemas/'))).toEqual([]);
  });

  it('would load it with the contract', async () => {
    expect((await modulesOf('./contract.ts')).some((each) => each.includes('/node_modules/zod/'))).toBe(true);
  });
});
