import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ApiError, errorKindOf } from './errors.js';
import { buildOpenApi, errorsOf, resourceName } from './openapi.js';
import { operations } from './operations/index.js';
import { isMutation, type Operation } from './operations/operation.js';
import { ProblemCode, problemStatus } from './schemas/index.js';

const document = buildOpenApi({ version: '0.1.0', serverUrl: 'https://api.energy.test' });
const entries = Object.entries<Operation>(operations);
const cli = fileURLToPath(new URL('../../../node_modules/@redocly/cli/bin/cli.js', import.meta.url));
const config = fileURLToPath(new URL('../redocly.yaml', import.meta.url));

async function lint(content: unknown): Promise<{ code: number; output: string }> {
  const directory = await mkdtemp(join(tmpdir(), 'kabinet-openapi-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  const path = join(directory, 'openapi.json');
  await writeFile(path, JSON.stringify(content, null, 2));
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [cli, 'lint', '--config', config, path],
      { env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' } },
      (error, stdout, stderr) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, output: stdout + stderr });
      },
    );
  });
}

function refsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) =>
    name === '$ref' && typeof each === 'string' ? [each] : refsIn(each),
  );
}

function resolve(ref: string): unknown {
  return ref
    .slice(2)
    .split('/')
    .reduce<unknown>((place, name) => (place as Record<string, unknown> | undefined)?.[name], document);
}

describe('the OpenAPI document', () => {
  it('passes a public linter, its warnings taken for errors', async () => {
    const { code, output } = await lint(document);
    expect(code, output).toBe(0);
  });

  it('would not pass with a reference to nowhere', async () => {
    const broken = structuredClone(document) as { components: { schemas: Record<string, unknown> } };
    Reflect.deleteProperty(broken.components.schemas, 'Money');
    expect((await lint(broken)).code).toBe(1);
  });

  it('names every resource it refers to', () => {
    const refs = [...new Set(refsIn(document))];
    expect(refs.length).toBeGreaterThan(10);
    for (const ref of refs) expect(resolve(ref), ref).toBeTypeOf('object');
  });

  it('writes each object out once: what stands in two places has a name', () => {
    const objectsIn = (value: unknown): string[] => {
      if (typeof value !== 'object' || value === null) return [];
      const { type, properties = {} } = value as { type?: unknown; properties?: object };
      const isObject = type === 'object' && Object.keys(properties).length > 2;
      return [...(isObject ? [JSON.stringify(properties)] : []), ...Object.values(value).flatMap(objectsIn)];
    };
    const all = objectsIn(document['components']);
    expect(all.length).toBeGreaterThan(50);
    expect(all.filter((each, place) => all.indexOf(each) !== place)).toEqual([]);
  });

  it('says of every mutation that it needs a key, and of nothing else', () => {
    const paths = document['paths'] as Record<string, Record<string, { parameters: { name: string }[] }>>;
    for (const [name, operation] of entries) {
      const parameters = paths[operation.path]?.[operation.method.toLowerCase()]?.parameters ?? [];
      expect(
        parameters.some((each) => each.name === 'Idempotency-Key'),
        name,
      ).toBe(isMutation(operation));
    }
  });
});

describe('the operations', () => {
  it.each(entries)('%s: parameters are those of the path, the response is a named resource', (_, operation) => {
    const slots = [...operation.path.matchAll(/\{(\w+)\}/g)].map((each) => each[1]);
    expect(Object.keys(operation.params?.shape ?? {}).sort()).toEqual(slots.sort());
    expect(Object.keys(operation.query?.shape ?? {}).filter((each) => slots.includes(each))).toEqual([]);
    expect(resourceName(operation.response)).toBeTypeOf('string');
    expect(operation.path).not.toMatch(/account-?number/i);
  });

  it.each(entries)('%s: changes something exactly when it has a body', (_, operation) => {
    expect(isMutation(operation)).toBe(operation.body !== undefined);
  });

  it('have addresses of their own', () => {
    const addresses = entries.map(([, each]) => `${each.method} ${each.path.replace(/\{\w+\}/g, '{}')}`);
    expect(new Set(addresses).size).toBe(addresses.length);
  });

  it.each(entries)('%s: names only codes of the contract, and what every call may say', (_, operation) => {
    const codes = errorsOf(operation);
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) expect(ProblemCode.safeParse(code).success, code).toBe(true);
    expect(codes).toEqual(expect.arrayContaining(['rate_limited', 'unavailable', 'internal']));
    expect(codes.includes('token_expired')).toBe(operation.auth !== 'public');
    expect(codes.includes('idempotency_key_missing')).toBe(isMutation(operation));
  });
});

describe('the problem codes', () => {
  const codes = ProblemCode.options;

  it('have a status of failure each', () => {
    expect(Object.keys(problemStatus).sort()).toEqual([...codes].sort());
    for (const code of codes) expect(problemStatus[code]).toBeGreaterThanOrEqual(400);
  });

  it.each([
    ['invalid_request', 'rejected'],
    ['idempotency_key_reused', 'rejected'],
    ['idempotency_in_flight', 'conflict'],
    ['token_missing', 'unauthorized'],
    ['token_invalid', 'unauthorized'],
    ['token_expired', 'unauthorized'],
    ['forbidden', 'forbidden'],
    ['not_found', 'not-found'],
    ['reading_rejected', 'rejected'],
    ['reading_needs_confirmation', 'rejected'],
    ['duplicate_reading', 'conflict'],
    ['reading_not_correctable', 'conflict'],
    ['rate_limited', 'rate-limited'],
    ['unavailable', 'unavailable'],
    ['internal', 'unavailable'],
  ] as const)('%s reaches the page as %s', (code, kind) => {
    expect(errorKindOf(problemStatus[code])).toBe(kind);
  });

  it('say which failures leave it open whether a change was made', () => {
    const unknown = (kind: ConstructorParameters<typeof ApiError>[0]) => new ApiError(kind).outcomeUnknown;
    expect((['offline', 'timeout', 'unavailable', 'bad-response'] as const).map(unknown)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(
      (['unauthorized', 'forbidden', 'not-found', 'conflict', 'rejected', 'rate-limited'] as const).map(unknown),
    ).toEqual([false, false, false, false, false, false]);
    const problem = { type: 'about:blank', title: '', status: 409, requestId: '1' };
    expect(new ApiError('conflict', { problem: { ...problem, code: 'idempotency_in_flight' } }).outcomeUnknown).toBe(
      true,
    );
    expect(new ApiError('conflict', { problem: { ...problem, code: 'duplicate_reading' } }).outcomeUnknown).toBe(false);
  });
});
