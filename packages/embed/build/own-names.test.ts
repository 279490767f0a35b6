import { runInNewContext } from 'node:vm';
import { build } from 'vite';
import { describe, expect, it } from 'vitest';
import { ownNames } from './own-names.js';

const MODULES: Readonly<Record<string, string>> = {
  '/page': `globalThis.load = () => import('/part');\nimport '/part';`,
  '/part': 'export const heading = "Показання"; export const unit = "m3"; globalThis.seen = heading;',
};

/** One file of two modules, one of which is also asked for by its namespace. */
async function oneFile(plugins: (typeof ownNames)[]): Promise<string> {
  const modules = {
    name: 'modules',
    resolveId: (id: string) => (id in MODULES ? id : null),
    load: (id: string) => MODULES[id],
  };
  const built = await build({
    configFile: false,
    logLevel: 'error',
    plugins: [modules, ...plugins],
    build: {
      write: false,
      lib: { entry: '/page', formats: ['es'] },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  const [{ output }] = built as unknown as [{ output: readonly [{ code: string }] }];
  return output[0].code;
}

/** The file in a page whose scripts have left something on every object. */
function run(code: string): Record<string, unknown> & { load?: () => Promise<Record<string, unknown>> } {
  const page = {};
  runInNewContext(`Object.prototype.debug = '1';\n${code}`, page);
  return page;
}

describe('a build in a page that has put a value on every object', () => {
  it('runs, and its modules have their own exports alone', async () => {
    const page = run(await oneFile([ownNames]));
    expect(page['seen']).toBe('Показання');
    expect(Object.keys((await page.load?.()) ?? {})).toEqual(['heading', 'unit']);
  });

  it('would not run as the bundler alone makes it', async () => {
    const code = await oneFile([]);
    expect(() => run(code)).toThrow('Getter must be a function: 1');
  });
});
