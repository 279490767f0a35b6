import { ApiError, type UtilityApi } from '@kabinet/api';
import { type Operation, operations } from '@kabinet/api/contract';
import { createMockApiFromAddress } from '@kabinet/api/mock';
import { buildComponents, resourceName } from '../../packages/api/src/openapi.js';
import { Problem } from '../../packages/api/src/schemas/problem.js';
import { problemStatus } from '../../packages/api/src/problem-status.js';
import { listen, type Running } from './mock-server.js';

interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly anyOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema;
}

/**
 * Texts that programs read and people do not: a page that got another would show nothing at all, and nothing would be tried. What they may
 * be is the supplier's configuration, checked when it is imported.
 */
const READ_BY_PROGRAMS = ['timeZone', 'currency', 'pattern', 'capabilities', 'languages', 'linkProofs', 'proof'];

/** What the texts of an answer say instead. */
export interface HostileTexts {
  /** Every text that people read. */
  readonly text: string;
  /** Ids are short, and no two alike: one of these each. */
  readonly ids: readonly string[];
}

export interface HostileServer extends Running {
  /** The base address of a service in that state of the mock, all of whose texts are these. */
  base(query: string, texts: HostileTexts): string;
  /** Operations that were answered, by name. */
  readonly answered: ReadonlySet<string>;
}

const HEADERS = {
  'Access-Control-Allow-Credentials': 'true',
  'Access-Control-Allow-Headers': 'authorization, content-type, idempotency-key, x-kabinet-session',
  'Access-Control-Allow-Methods': 'GET, POST',
  'Content-Type': 'application/json',
};

const CODES: Partial<Record<ApiError['kind'], Problem['code']>> = {
  unauthorized: 'token_expired',
  forbidden: 'forbidden',
  'not-found': 'not_found',
  'rate-limited': 'rate_limited',
};

/** One service: the mock, with every text of its answers that the contract leaves free replaced. */
class HostileService {
  readonly #api: UtilityApi;
  readonly #texts: HostileTexts;
  readonly #idOf = new Map<string, string>();
  readonly #trueIdOf = new Map<string, string>();

  constructor(query: string, texts: HostileTexts) {
    this.#api = createMockApiFromAddress(`mock:?${query}`);
    this.#texts = texts;
  }

  async call(
    name: keyof UtilityApi,
    args: unknown,
    key: string | undefined,
  ): Promise<{ status: number; body: unknown }> {
    const call = this.#api[name] as (args: unknown, options: object) => Promise<unknown>;
    const operation: Operation = operations[name];
    try {
      const value = await call(this.#withTrueIds(args), key === undefined ? {} : { idempotencyKey: key });
      return { status: operation.status, body: this.#hostile(schemaOf(operation.response), value) };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const code = CODES[error.kind] ?? 'unavailable';
      const plain = { type: 'about:blank', title: code, status: problemStatus[code], code, requestId: 'request' };
      const problem = error.problem ?? plain;
      return { status: problem.status, body: this.#hostile(schemaOf(Problem), problem) };
    }
  }

  #hostile(named: JsonSchema, value: unknown, name = ''): unknown {
    const schema = resolved(named);
    if (value === null || value === undefined || READ_BY_PROGRAMS.includes(name)) return value;
    const some = schema.anyOf?.find(({ type }) => type !== 'null');
    if (some) return this.#hostile(some, value, name);
    if (Array.isArray(value)) return value.map((each) => this.#hostile(schema.items ?? {}, each, name));
    if (typeof value === 'object') {
      return Object.fromEntries(
        Object.entries(value).map(([key, each]) => {
          const own = schema.properties?.[key];
          return [key, this.#hostile(own ?? schema.additionalProperties ?? {}, each, own ? key : name)];
        }),
      );
    }
    if (typeof value !== 'string' || schema.enum || schema.pattern !== undefined) return value;
    return /^ids?$|Ids?$/.test(name) ? this.#hostileId(value) : this.#texts.text;
  }

  #hostileId(id: string): string {
    const { ids } = this.#texts;
    const hostile = this.#idOf.get(id) ?? `${ids[this.#idOf.size % ids.length] ?? ''}//${this.#idOf.size}`;
    this.#idOf.set(id, hostile);
    this.#trueIdOf.set(hostile, id);
    return hostile;
  }

  #withTrueIds(value: unknown): unknown {
    if (typeof value === 'string') return this.#trueIdOf.get(value) ?? value;
    if (Array.isArray(value)) return value.map((each) => this.#withTrueIds(each));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, this.#withTrueIds(each)]));
  }
}

const REF = '#/components/schemas/';
const components = buildComponents() as Readonly<Record<string, JsonSchema>>;

function schemaOf(schema: Operation['response']): JsonSchema {
  return components[resourceName(schema) ?? ''] ?? {};
}

/** The schema itself, where another is named in its place. */
function resolved(schema: JsonSchema): JsonSchema {
  return schema.$ref === undefined ? schema : (components[schema.$ref.slice(REF.length)] ?? {});
}

function route(method: string, path: string): { name: keyof UtilityApi; params: Record<string, string> } | null {
  for (const [name, operation] of Object.entries<Operation>(operations)) {
    const pattern = new RegExp(`^${operation.path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
    const match = operation.method === method && operation.auth !== 'staff' && pattern.exec(path);
    if (!match) continue;
    const params = Object.entries(match.groups ?? {}).map(([key, value]) => [key, decodeURIComponent(value)]);
    return { name: name as keyof UtilityApi, params: Object.fromEntries(params) as Record<string, string> };
  }
  return null;
}

/** A service of somebody who could write what they like into every text: the mock's answers, with scripts in them. */
export async function startHostileServer(): Promise<HostileServer> {
  const services: HostileService[] = [];
  const answered = new Set<string>();
  const running = await listen(async (request, response) => {
    const { method = 'GET' } = request;
    // With a session in a cookie no page may be let in by a star.
    response.setHeader('Access-Control-Allow-Origin', request.headers.origin ?? '*');
    if (method === 'OPTIONS') return void response.writeHead(204, HEADERS).end();
    const url = new URL(request.url ?? '/', 'http://localhost');
    const [, index = '', path = ''] = /^\/(\d+)(\/.*)$/.exec(url.pathname) ?? [];
    const called = route(method, path);
    const service = services[Number(index)];
    if (!called || !service) return void response.writeHead(404, HEADERS).end('{}');
    const parts: Uint8Array[] = [];
    for await (const part of request) parts.push(part as Uint8Array);
    const body = parts.length > 0 ? { body: JSON.parse(Buffer.concat(parts).toString()) as unknown } : {};
    const args = { ...called.params, ...Object.fromEntries(url.searchParams), ...body };
    const key = request.headers['idempotency-key'];
    const answer = await service.call(called.name, args, typeof key === 'string' ? key : undefined);
    answered.add(called.name);
    response.writeHead(answer.status, HEADERS).end(JSON.stringify(answer.body));
  });
  return {
    ...running,
    answered,
    base: (query, texts) => `${running.origin}/${services.push(new HostileService(query, texts)) - 1}`,
  };
}
