import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';

/** A call to the API as it left the device. */
export interface Call {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  readonly at: number;
}

/** What the service answered, before the network had its way with it. */
interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

export interface Answered {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body: string | Buffer;
}

/** What a network does to a call instead of carrying it there and back. `ask` carries it to the service and brings the answer. */
export type Fault = (way: {
  readonly call: Call;
  readonly ask: () => Promise<Answer>;
  readonly respond: (answer: Answered) => void;
  readonly response: ServerResponse;
}) => void | Promise<void>;

interface Rule {
  readonly fault: Fault;
  readonly when: (call: Call) => boolean;
}

/** The way from one device to the world: it carries and remembers every request, and breaks in the ways networks do. */
export interface Network {
  /** What the browser is told to use as its proxy. */
  readonly proxyUrl: string;
  /** Every address that was asked for, pages and scripts too. */
  readonly requests: readonly Call[];
  /** The calls to the API, without the browser's own questions before them. */
  readonly calls: readonly Call[];
  /** From now on the matching calls to the API fail like this, until `heal()`. */
  fail(fault: Fault, when?: (call: Call) => boolean): void;
  /** The same for the matching requests to the site: pages, scripts, tokens. */
  failSite(fault: Fault, when: (call: Call) => boolean): void;
  heal(): void;
  /** Answers an address of the site with a page of the test's own. */
  serve(url: string, html: string): void;
  close(): Promise<void>;
}

/** Whether it is a call of this method whose path ends like this. */
export function calling(method: string, pathEnd: string | RegExp): (call: Call) => boolean {
  return (call) =>
    call.method === method &&
    (typeof pathEnd === 'string' ? call.url.pathname.endsWith(pathEnd) : pathEnd.test(call.url.pathname));
}

/** Handing in a reading, a correction or a withdrawal. */
export const isChange = (call: Call): boolean => call.method === 'POST';

/** What the widgets read about one account, after they know which account it is. */
export const isAccountRead = (call: Call): boolean =>
  call.method === 'GET' && /\/accounts\/[^/]+\//.test(call.url.pathname);

/** `apiUrl`: calls to this origin are the ones that faults strike. */
export async function openNetwork(apiUrl: string): Promise<Network> {
  const requests: Call[] = [];
  const pages = new Map<string, string>();
  let rule: Rule | null = null;
  let siteRule: Rule | null = null;

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const call = await toCall(request);
    requests.push(call);
    const page = pages.get(call.url.href);
    if (page !== undefined) return void response.setHeader('Content-Type', 'text/html; charset=utf-8').end(page);
    const ask = () => carry(call);
    // A browser sends again by itself what it sent over a kept connection that broke. Here each call is on its own.
    const respond = ({ status, headers = {}, body }: Answered) => {
      if (response.writableEnded || response.destroyed) return;
      response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body), Connection: 'close' });
      response.end(body);
    };
    const ruling = call.url.origin === apiUrl ? rule : siteRule;
    try {
      if (ruling?.when(call)) return await ruling.fault({ call, ask, respond, response });
      respond(await ask());
    } catch {
      // Whoever listened there listens no more.
      response.destroy();
    }
  };
  const server = createServer((request, response) => void handle(request, response));
  // Everything here is plain http; whatever else the browser wants of the outer world it does not get.
  server.on('connect', (_request, socket) => socket.destroy());
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));

  return {
    proxyUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    get calls() {
      return requests.filter((call) => call.url.origin === apiUrl && call.method !== 'OPTIONS');
    },
    fail: (fault, when = (call) => call.method !== 'OPTIONS') => (rule = { fault, when }),
    failSite: (fault, when) => (siteRule = { fault, when }),
    heal: () => (rule = siteRule = null),
    serve: (url, html) => pages.set(url, html),
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

async function toCall(request: IncomingMessage): Promise<Call> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return {
    method: request.method ?? 'GET',
    url: new URL(request.url ?? '/', `http://${request.headers.host ?? 'unknown'}`),
    headers: request.headers as Record<string, string | undefined>,
    body: Buffer.concat(chunks).toString('utf8'),
    at: performance.now(),
  };
}

function carry({ method, url, headers, body }: Call): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { 'proxy-connection': _hop, connection: _connection, ...forwarded } = headers;
    // The demo listens on 127.0.0.1; "localhost" may mean ::1 first.
    const request = httpRequest(
      {
        host: '127.0.0.1',
        port: url.port || 80,
        path: url.pathname + url.search,
        method,
        headers: forwarded,
        agent: false,
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 502,
            headers: withoutHopHeaders(response.headers),
            body: Buffer.concat(chunks),
          }),
        );
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

/** What concerned the one connection it came over, and a length that a fault may change. */
function withoutHopHeaders(headers: IncomingMessage['headers']): Record<string, string> {
  const {
    connection: _connection,
    'keep-alive': _alive,
    'transfer-encoding': _chunks,
    'content-length': _length,
    ...rest
  } = headers;
  return rest as Record<string, string>;
}
