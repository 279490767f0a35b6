import { randomUUID } from 'node:crypto';
import { type Operation, type OperationName, operations, Problem } from '@kabinet/api/contract';

/** Something that answers requests: `createApp(...)`. */
export interface Answering {
  fetch(request: Request): Response | Promise<Response>;
}

export interface CallOptions {
  readonly supplierId: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly token?: string;
  /** A new one without it; null for none. */
  readonly key?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface CallAnswer {
  readonly status: number;
  readonly text: string;
  /** The parsed body; tests look into it as they need. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
  readonly headers: Headers;
}

/** The request that the contract describes, as any client would send it. */
export function requestFor(name: OperationName, options: CallOptions, base = 'http://kabinet.test'): Request {
  const operation: Operation = operations[name];
  const path = operation.path.replace(/\{(\w+)\}/g, (_, param: string) =>
    encodeURIComponent(options.params?.[param] ?? ''),
  );
  const url = new URL(`${base}/${options.supplierId}/v1${path}`);
  for (const [param, value] of Object.entries(options.query ?? {})) url.searchParams.set(param, value);
  const headers = new Headers(options.headers);
  if (options.token !== undefined) headers.set('Authorization', `Bearer ${options.token}`);
  if (operation.method === 'POST') {
    if (!headers.has('Content-Type')) headers.set('Content-Type', 'application/json');
    if (options.key !== null) headers.set('Idempotency-Key', options.key ?? randomUUID());
  }
  const body = operation.method === 'POST' ? JSON.stringify(options.body ?? {}) : null;
  return new Request(url, { method: operation.method, headers, body });
}

/** Calls an operation and reads its answer. */
export async function call(server: Answering, name: OperationName, options: CallOptions): Promise<CallAnswer> {
  return read(await server.fetch(requestFor(name, options)));
}

/** Reads an answer whole. */
export async function read(response: Response): Promise<CallAnswer> {
  const text = await response.text();
  let body: unknown = null;
  try {
    body = JSON.parse(text);
  } catch {
    // Not every answer is JSON; the test sees the text.
  }
  return { status: response.status, text, body, headers: response.headers };
}

/** What is wrong with an answer by the contract; empty when nothing is. */
export function faultsOf(name: OperationName, { status, body, headers }: CallAnswer): string[] {
  const operation: Operation = operations[name];
  const type = headers.get('content-type') ?? '';
  if (status === operation.status) {
    const parsed = operation.response.safeParse(body);
    return [
      ...(type === 'application/json' ? [] : [`content type ${type}`]),
      ...(parsed.error?.issues.map((issue) => `${issue.path.join('/')}: ${issue.code}`) ?? []),
    ];
  }
  const problem = Problem.safeParse(body);
  if (!problem.success) return [`status ${status} without a problem of the contract`];
  return [
    ...(type === 'application/problem+json' ? [] : [`content type ${type}`]),
    ...(problem.data.status === status ? [] : [`status ${status} with a problem of ${problem.data.status}`]),
  ];
}
