import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { readConfig } from '../config.js';
import { recordAct } from '../db/audit.js';
import { migrate } from '../db/migrate.js';
import { publicReceiptKeys, rotateReceiptKey } from '../domain/receipt-keys.js';
import { storedProfile } from '../import/import-profile.js';
import { Refused } from '../import/refused.js';
import { openDatabase } from '../index.js';
import { readSecrets } from '../secrets.js';
import { refusing } from './at-supplier.js';

const USAGE = `Usage: kabinet-server receipts keys       --supplier <id>
       kabinet-server receipts rotate-key --supplier <id>

The keys that receipts are signed with (docs/en/receipts.md).

  keys         writes the public keys, those of earlier receipts too, as a JWK Set: to publish wherever people may look for them
  rotate-key   signs with a new key from now on; what the one before has signed stays good

  --supplier <id>   whose receipts
`;

/** The command line's receipts: answers with the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { supplier: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  return refusing(async () => {
    const [action, ...rest] = positionals;
    const { supplier } = values;
    if ((action !== 'keys' && action !== 'rotate-key') || rest.length > 0 || supplier === undefined) {
      throw new Refused(
        'Say what to do and for whom: kabinet-server receipts rotate-key --supplier <id>. --help tells more.',
      );
    }
    await (action === 'keys' ? writeKeys(supplier) : rotate(supplier));
  });
}

async function writeKeys(supplierId: string): Promise<void> {
  const keys = await atDatabase(supplierId, ({ database }) =>
    database.transaction(supplierId, (tx) => publicReceiptKeys(tx, supplierId)),
  );
  process.stdout.write(`${JSON.stringify({ keys }, null, 2)}\n`);
}

async function rotate(supplierId: string): Promise<void> {
  const { kid } = await atDatabase(supplierId, async ({ database, config }) => {
    const { secretKey } = await readSecrets(config);
    if (!secretKey)
      throw new Refused('Set KABINET_SECRET_KEY, the same as the server’s: signing keys are sealed by it.');
    return database.transaction(supplierId, async (tx) => {
      const now = new Date();
      const key = await rotateReceiptKey(tx, { secretKey, supplierId, now });
      await recordAct(tx, {
        supplierId,
        at: now,
        actor: 'system',
        customerRef: null,
        action: 'receipts.key_rotated',
        subjectId: null,
        requestId: null,
      });
      return key;
    });
  });
  process.stdout.write(`signs with the key ${kid} from now on\n`);
}

async function atDatabase<T>(
  supplierId: string,
  work: (at: {
    database: Awaited<ReturnType<typeof openDatabase>>;
    config: ReturnType<typeof readConfig>;
  }) => Promise<T>,
): Promise<T> {
  const config = readConfig(process.env);
  const database = await openDatabase(config, pino({ level: 'silent' }));
  try {
    await migrate(database);
    await storedProfile(database, supplierId);
    return await work({ database, config });
  } finally {
    await database.close();
  }
}
