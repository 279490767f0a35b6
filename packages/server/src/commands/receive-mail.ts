import { isIP } from 'node:net';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { readConfig } from '../config.js';
import { migrate } from '../db/migrate.js';
import { createContext, openDatabase } from '../index.js';
import { deliver, type Delivered, UNREADABLE_IN_WORDS } from '../mail/deliver.js';
import { MAX_MAIL_BYTES } from '../mail/read-mail.js';
import { readSecrets } from '../secrets.js';
import { explainFailure } from './explain-failure.js';

const USAGE = `Usage: kabinet-server receive-mail --to <address> [--to <address>…] [--from <address>] [--host <address>] < mail.eml

Takes one mail from standard input, as mail servers hand it to a program: a letter to a supplier's support address becomes an appeal,
an answer to one of ours a message in its appeal (docs/en/server.md).

  --to     whom the mail is for: what the sending server said, not what stands in its head
  --from   whom the sending server named; "" for reports of servers
  --host   the sending server's IP address: mails of each are counted

Exit codes as mail servers know them: 0 taken, 67 nobody has this address, 65 the mail cannot be read, 75 come again later: whatever is
wrong here, settings and these options included.
`;

const EXIT: Readonly<Record<Delivered, number>> = { taken: 0, unreadable: 65, nobody: 67, later: 75 };

/**
 * Takes the mail: answers with the exit code. To a mail server every other code than those above means never: the letter would go back to its sender
 * and be nowhere. So whatever is wrong with us, it comes again later.
 */
export async function run(args: readonly string[], input: AsyncIterable<Buffer> = process.stdin): Promise<number> {
  try {
    return await take(args, input);
  } catch (error) {
    process.stderr.write(`${explainFailure(error)}\n`);
    return EXIT.later;
  }
}

async function take(args: readonly string[], input: AsyncIterable<Buffer>): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      to: { type: 'string', multiple: true },
      from: { type: 'string' },
      host: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const { to = [], from = null, host = '' } = values;
  if (to.length === 0) {
    process.stderr.write('Say whom the mail is for: --to support@gas.example. --help tells more.\n');
    return EXIT.later;
  }
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of input) {
    length += chunk.length;
    if (length > MAX_MAIL_BYTES) {
      process.stderr.write('The mail is larger than 20 MB.\n');
      return EXIT.unreadable;
    }
    chunks.push(chunk);
  }
  const raw = Buffer.concat(chunks);
  const config = readConfig(process.env);
  const logger = pino({ level: 'silent' });
  const secrets = await readSecrets(config);
  const database = await openDatabase(config, logger);
  try {
    await migrate(database);
    const context = createContext({
      config,
      database,
      logger,
      now: () => new Date(),
      stopping: new AbortController().signal,
      publicUrl: () => config.publicUrl ?? `http://${config.host}:${config.port}`,
      ...secrets,
    });
    const outcome = await deliver(context, {
      raw,
      envelopeFrom: from,
      host: isIP(host) === 0 ? null : host,
      recipients: to,
    });
    await context.messenger.close();
    // What a program says goes back to the sender with the refusal.
    if (outcome === 'unreadable') process.stderr.write(`${UNREADABLE_IN_WORDS}\n`);
    return EXIT[outcome];
  } finally {
    await database.close();
  }
}
