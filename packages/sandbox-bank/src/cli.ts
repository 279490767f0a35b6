import { ConfigError, readConfig, startBank } from './index.js';

const USAGE = `Usage: kabinet-sandbox-bank

A payment provider to try paying with; no real money moves. Settings come from the environment: SANDBOX_MERCHANTS (a file with those who
take payments), SANDBOX_PORT, SANDBOX_FILE; docs/en/sandbox-bank.md tells of all.
`;

async function main(args: readonly string[]): Promise<number> {
  if (args.length > 0) {
    const isHelp = ['--help', '-h', 'help'].includes(args[0] ?? '');
    (isHelp ? process.stdout : process.stderr).write(USAGE);
    return isHelp ? 0 : 2;
  }
  try {
    const stopped = new Promise<void>((done) => {
      process.once('SIGTERM', () => done());
      process.once('SIGINT', () => done());
    });
    const bank = await startBank(await readConfig(process.env));
    process.stdout.write(`The sandbox bank listens at ${bank.url}\n`);
    await stopped;
    await bank.close();
    return 0;
  } catch (error) {
    const { code, port } = error as NodeJS.ErrnoException & { port?: number };
    if (error instanceof ConfigError) process.stderr.write(`${error.message}\n`);
    else if (code === 'EADDRINUSE')
      process.stderr.write(`The port ${port} is in use: set SANDBOX_PORT to another one.\n`);
    else throw error;
    return 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
