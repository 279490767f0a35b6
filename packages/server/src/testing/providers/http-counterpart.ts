import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it came over the wire. */
export interface TakenRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface GivenAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** A server on a port of this machine, with real sockets. Resolves once it listens. */
export async function serve(
  answer: (request: TakenRequest) => GivenAnswer | Promise<GivenAnswer>,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://localhost');
      const taken = { method: request.method ?? '', url, headers: request.headers, body: Buffer.concat(pieces) };
      Promise.resolve(taken)
        .then(answer)
        .catch((error: unknown) => json({ thrown: String(error) }, 500))
        .then(({ status, contentType, body }) => response.writeHead(status, { 'content-type': contentType }).end(body))
        .catch(() => response.destroy());
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export function json(content: unknown, status = 200): GivenAnswer {
  return { status, contentType: 'application/json', body: JSON.stringify(content) };
}

export function page(text: string, status = 200): GivenAnswer {
  return { status, contentType: 'text/html; charset=utf-8', body: `<!doctype html><title>${text}</title>` };
}
