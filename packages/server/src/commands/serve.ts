import { parseArgs } from 'node:util';
import { start } from '../index.js';

const USAGE = `Usage: kabinet-server serve [--port <number>] [--host <address>]

Answers requests until it is told to stop (Ctrl+C, SIGTERM); requests under way are then answered first.

  --port   where to listen; 0 for any free port   (PORT, 8787)
  --host   on which address; 0.0.0.0 for all       (HOST, 127.0.0.1)

Each supplier <id> is served at /<id>/v1. Health: /healthz and /readyz. The contract: /openapi.json.
`;

/** Serves until a signal comes. */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { port: { type: 'string' }, host: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const stop = new AbortController();
  // A second signal ends the process at once, as people expect.
  process.once('SIGTERM', () => stop.abort());
  process.once('SIGINT', () => stop.abort());
  const server = await start({
    env: { ...process.env, ...(values.port && { PORT: values.port }), ...(values.host && { HOST: values.host }) },
    signal: stop.signal,
  });
  await server.closed;
  return 0;
}
