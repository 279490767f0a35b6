import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { generate, toShape } from './generate.js';
import { calls } from './generated/calls.js';
import { operations } from './operations/index.js';
import { isMutation, type Operation } from './operations/operation.js';

const script = fileURLToPath(new URL('../scripts/generate.mjs', import.meta.url));

describe('the generated files', () => {
  it('are what the contract gives now', async () => {
    await expect(promisify(execFile)(process.execPath, [script, '--check'])).resolves.toMatchObject({ stderr: '' });
  });

  it('have an entry for every operation that a page calls, and none for those of staff', () => {
    const ofPages = Object.entries<Operation>(operations).filter(([, { auth }]) => auth !== 'staff');
    expect(Object.keys(calls).sort()).toEqual(ofPages.map(([name]) => name).sort());
    for (const [name, operation] of ofPages) {
      const { path, mutation = false, public: isPublic = false } = calls[name as keyof typeof calls];
      expect({ path, mutation, isPublic }, name).toEqual({
        path: operation.path,
        mutation: isMutation(operation),
        isPublic: operation.auth === 'public',
      });
      expect(operation.method, 'all that the client sends').toBe(mutation ? 'POST' : 'GET');
    }
  });

  it('load no zod into a page', () => {
    for (const source of Object.values(generate())) {
      const imports = source.match(/^import .*$/gm) ?? [];
      expect(imports.every((each) => each.startsWith('import type ') || each.endsWith("'./shapes.js';"))).toBe(true);
    }
  });

  it('give a page with contracts nothing of appeals to load', () => {
    const contracts = generate()['contract-shapes.ts'] ?? '';
    expect(contracts).toContain('export const ContractList');
    expect(contracts).not.toMatch(/Appeal|Upload/);
    expect(generate()['appeal-shapes.ts']).not.toContain('Contract');
  });

  it.each([
    ['a number that is not whole', { type: 'number' }],
    ['a pattern it has no letter for', { type: 'string', pattern: '^x$' }],
    ['a choice of two objects', { anyOf: [{ type: 'object' }, { type: 'string' }] }],
    ['anything at all', {}],
  ])('refuse to check less than the contract says: %s', (_, schema) => {
    expect(() => toShape(schema)).toThrow();
  });
});
