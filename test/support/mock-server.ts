import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApiError, type ApiErrorKind, type UtilityApi } from '@kabinet/api';
import { type Operation, operations, type ProblemCode, problemStatus } from '@kabinet/api/contract';
import { createMockApiFromAddress } from '@kabinet/api/mock';

export interface Running {
  readonly origin: string;
  stop(): Promise<void>;
}

/** Listens on a free port of this machine; `stop` also ends what is still open. */
export async function listen(
  answer: (request: IncomingMessage, response: ServerResponse) => void | Promise<void>,
): Promise<Running> {
  const server = createServer((request, response) => {
    Promise.resolve(answer(request, response)).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const CORS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': 'authorization, content-type, idempotency-key',
  'Access-Control-Allow-Methods': 'GET, POST',
  'Access-Control-Expose-Headers': 'retry-after',
};

const CODE_BY_KIND: Partial<Readonly<Record<ApiErrorKind, ProblemCode>>> = {
  unauthorized: 'token_expired',
  forbidden: 'forbidden',
  'not-found': 'not_found',
  'rate-limited': 'rate_limited',
  unavailable: 'unavailable',
};

/** The call of a page that an address means, with the arguments in it. */
function route(method: string, path: string): { name: keyof UtilityApi; args: Record<string, string> } | null {
  for (const [name, operation] of Object.entries<Operation>(operations)) {
    const pattern = new RegExp(`^${operation.path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
    const match = operation.method === method && pattern.exec(path);
    if (match && operation.auth !== 'staff') return { name: name as keyof UtilityApi, args: { ...match.groups } };
  }
  return null;
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const parts: Uint8Array[] = [];
  for await (const part of request) parts.push(part as Uint8Array);
  return JSON.parse(Buffer.concat(parts).toString());
}

export interface MockServer extends Running {
  /**
   * The base address of a new service in the state that the mock's address names: `state=submitted&account=two-zones`. What is handed
   * in there is known there only.
   */
  base(query?: string): string;
  /** What was asked, as `GET /accounts`. */
  readonly asked: string[];
}

/** The mock, answering over HTTP by the contract: each base address is a service of its own. */
export async function startMockServer(): Promise<MockServer> {
  const services: UtilityApi[] = [];
  const asked: string[] = [];

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET' } = request;
    if (method === 'OPTIONS') return void response.writeHead(204, CORS).end();
    const url = new URL(request.url ?? '/', 'http://localhost');
    const [, index = '', path = ''] = /^\/(\d+)(\/.*)$/.exec(url.pathname) ?? [];
    asked.push(`${method} ${path}`);
    const called = route(method, path);
    const service = services[Number(index)];
    if (!called || !service) return send(response, 404, { code: 'not_found' });
    const key = request.headers['idempotency-key'];
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    const args = {
      ...called.args,
      ...Object.fromEntries(url.searchParams),
      ...(method === 'POST' && { body: await bodyOf(request) }),
    };
    const call = service[called.name] as (args: unknown, options: object) => Promise<unknown>;
    try {
      const value = await call(args, { signal: gone.signal, ...(typeof key === 'string' && { idempotencyKey: key }) });
      send(response, operations[called.name].status, value);
    } catch (error) {
      if (error instanceof ApiError) sendError(response, error);
      else if (!gone.signal.aborted) throw error;
    }
  }

  function send(response: ServerResponse, status: number, value: unknown): void {
    response.writeHead(status, { ...CORS, 'Content-Type': 'application/json' }).end(JSON.stringify(value));
  }

  function sendError(response: ServerResponse, error: ApiError): void {
    if (error.problem) return send(response, error.problem.status, error.problem);
    const code = CODE_BY_KIND[error.kind];
    if (code) {
      const status = problemStatus[code];
      return send(response, status, { type: 'about:blank', title: code, status, code, requestId: 'req-1' });
    }
    // An answer cut off in its middle, a wait without end, a connection that breaks: what networks do.
    if (error.kind === 'bad-response') {
      response.writeHead(200, { ...CORS, 'Content-Type': 'application/json' }).end('{"items": [');
    } else if (error.kind !== 'timeout') response.destroy();
  }

  const running = await listen(answer);
  return {
    ...running,
    asked,
    base: (query = '') => `${running.origin}/${services.push(createMockApiFromAddress(`mock:?${query}`)) - 1}`,
  };
}
