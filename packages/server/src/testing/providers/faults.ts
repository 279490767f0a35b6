import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';

const CANARY = 'canary-of-an-answer';

/** What a provider answers when all is not well there. Each holds something that must not come up in a log. */
const FAULTS = {
  silent: null,
  reset: null,
  endless: null,
  cut: { status: 200, body: `{"result":"${CANARY}"` },
  page: { status: 200, body: `<html>${CANARY} login</html>` },
  empty: { status: 200, body: '' },
  text: { status: 200, body: `"${CANARY}"` },
  list: { status: 200, body: `["${CANARY}"]` },
  nothing: { status: 200, body: 'null' },
  object: { status: 200, body: `{"${CANARY}":1}` },
  drift: {
    status: 200,
    body: `{"status":7,"data":{"a":"${CANARY}"},"transactionList":"x","object":[],"payment_id":{},"id":9}`,
  },
  failed: { status: 500, body: `{"error":{"message":"${CANARY}","type":"api_error"}}` },
  busy: { status: 503, body: CANARY },
  tooMany: { status: 429, body: `{"error":{"message":"${CANARY}","type":"rate_limit_error"}}` },
} as const;
export type Fault = keyof typeof FAULTS;

/** As good as endless; a reader that does not stop gets to its end. */
const ENDLESS_BYTES = 128 * 1024 * 1024;
const PIECE = 'x'.repeat(256 * 1024);

/** A server that answers everything with the fault that is set, and a `fetch` that goes there whatever is asked. */
export async function startFaults() {
  let fault: Fault = 'silent';
  let taken = 0;
  function* endless(): Iterable<string> {
    yield `{"${CANARY}":"`;
    for (; taken < ENDLESS_BYTES; taken += PIECE.length) yield PIECE;
  }
  const server = createServer((request, response) => {
    request.resume();
    const answer = FAULTS[fault];
    if (fault === 'reset') request.socket.destroy();
    if (fault === 'endless') {
      taken = 0;
      Readable.from(endless()).pipe(response);
    }
    if (answer) response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const toFaults: typeof fetch = (_, init) =>
    fetch(`http://127.0.0.1:${port}/`, { method: 'POST', ...(init?.signal ? { signal: init.signal } : {}) });
  return {
    kinds: Object.keys(FAULTS) as readonly Fault[],
    canary: CANARY,
    /** How much of the last endless answer was taken. */
    taken: () => taken,
    set: (next: Fault) => (fault = next),
    fetch: toFaults,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
