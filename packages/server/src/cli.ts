import { explainFailure } from './commands/explain-failure.js';

/** A command reads its own arguments and answers with the exit code. */
interface Command {
  readonly summary: string;
  /** Loaded only when called, so that `--help` is quick and one command's libraries do not burden another. */
  readonly load: () => Promise<{ run: (args: readonly string[]) => Promise<number> }>;
}

const COMMANDS: Readonly<Record<string, Command>> = {
  serve: { summary: 'answer requests (the default)', load: () => import('./commands/serve.js') },
  migrate: { summary: 'bring the database to the newest form', load: () => import('./commands/migrate.js') },
  import: { summary: "load a supplier's profile and billing base", load: () => import('./import/command.js') },
  export: { summary: 'write what customers handed in, for billing', load: () => import('./export/command.js') },
  people: { summary: 'add, export or erase somebody who signs in here', load: () => import('./commands/people.js') },
  guests: {
    summary: 'export or erase what somebody wrote without signing in',
    load: () => import('./commands/guests.js'),
  },
  staff: { summary: 'say who works for the supplier', load: () => import('./commands/staff.js') },
  receipts: { summary: 'the keys that receipts are signed with', load: () => import('./commands/receipts.js') },
  'receive-mail': {
    summary: 'take a mail to a support address from standard input',
    load: () => import('./commands/receive-mail.js'),
  },
  sample: { summary: 'make up a billing base of any size', load: () => import('./sample/command.js') },
};

const USAGE = `Usage: kabinet-server <command> [options]

${Object.entries(COMMANDS)
  .map(([name, { summary }]) => `  ${name.padEnd(12)} ${summary}`)
  .join('\n')}

kabinet-server <command> --help tells more. Settings come from the environment: DATABASE_URL (PostgreSQL) or KABINET_DATA
(the embedded database's directory), HOST, PORT, LOG_LEVEL; docs/en/server.md lists them all.
`;

async function main([name = 'serve', ...args]: readonly string[]): Promise<number> {
  if (name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(USAGE);
    return 0;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) {
    process.stderr.write(`There is no command "${name}".\n\n${USAGE}`);
    return 2;
  }
  try {
    const { run } = await command.load();
    return await run(args);
  } catch (error) {
    process.stderr.write(`${explainFailure(error)}\n`);
    return 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
