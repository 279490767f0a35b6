import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { readConfig } from '../config.js';
import { migrate } from '../db/migrate.js';
import { openDatabase } from '../index.js';

const USAGE = `Usage: kabinet-server migrate

Brings the database to the newest form. The server does so itself at its start; this is for those who want it done before.
`;

/** Runs the migrations that the database lacks. */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { help: { type: 'boolean', short: 'h' } } });
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const config = readConfig(process.env);
  const database = await openDatabase(config, pino({ level: 'silent' }));
  try {
    const ran = await migrate(database);
    process.stdout.write(ran.length > 0 ? `Ran ${ran.join(', ')}.\n` : 'Nothing to do: the database is up to date.\n');
    return 0;
  } finally {
    await database.close();
  }
}
