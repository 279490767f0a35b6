import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { recordActs } from '../db/audit.js';
import type { Tx } from '../db/database.js';
import { forgetGuest, guestAppealIds, guestsAppeals } from '../db/my-appeals.js';
import { Refused } from '../import/refused.js';
import { atSupplier, contactGiven, refusing } from './at-supplier.js';

const USAGE = `Usage: kabinet-server guests export --supplier <id> --contact <phone or e-mail> [--out <file>]
       kabinet-server guests erase  --supplier <id> --contact <phone or e-mail> --yes

For people who wrote without signing in, or by mail, and now ask by letter what is kept of them, or that it goes. Make sure first that the
contact is theirs. Whoever has signed up with it is exported and erased by kabinet-server people, their appeals as a guest included.

export: their appeals with all that was written, what waits for its code, and which mails came, as JSON.
erase: open appeals are taken back; all that was written goes, by either side, with files and contact. Number, kind, days and status stay.
       It cannot be undone, so --yes is needed.
`;

/** The command line's guests: answers with the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      supplier: { type: 'string' },
      contact: { type: 'string' },
      out: { type: 'string' },
      yes: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  return refusing(async () => {
    const [action, ...rest] = positionals;
    const { supplier, contact, out, yes = false } = values;
    if (rest.length > 0 || supplier === undefined || contact === undefined) throw new Refused(usageHint());
    if (action === 'export') return exportGuest(supplier, { contact, out });
    if (action !== 'erase') throw new Refused(usageHint());
    if (!yes) throw new Refused('It cannot be undone. Add --yes if you mean it.');
    await eraseGuest(supplier, contact);
  });
}

function usageHint(): string {
  return 'Say what to do and for whom: kabinet-server guests export --supplier <id> --contact <contact>. --help tells more.';
}

interface OfGuest {
  readonly supplierId: string;
  readonly contact: string;
  readonly now: Date;
}

/** Works on what is kept of a contact. */
function withGuest<T>(supplierId: string, typed: string, work: (tx: Tx, guest: OfGuest) => Promise<T>): Promise<T> {
  return atSupplier(supplierId, ({ database, profile }) =>
    database.transaction(supplierId, (tx) =>
      work(tx, { supplierId, contact: contactGiven(typed, profile).address, now: new Date() }),
    ),
  );
}

async function writeActs(tx: Tx, { supplierId, now }: OfGuest, action: string, ids: readonly string[]): Promise<void> {
  await recordActs(
    tx,
    ids.map((subjectId) => ({
      supplierId,
      at: now,
      actor: 'system' as const,
      customerRef: null,
      action,
      subjectId,
      requestId: null,
    })),
  );
}

async function exportGuest(
  supplierId: string,
  { contact, out }: { contact: string; out: string | undefined },
): Promise<void> {
  const data = await withGuest(supplierId, contact, async (tx, guest) => {
    await writeActs(tx, guest, 'appeal.exported', await guestAppealIds(tx, guest, { forChange: false }));
    const { appeals, guestAppeals, uploads, inboundMails } = await guestsAppeals(tx, guest);
    return { exportedAt: guest.now.toISOString(), supplier: supplierId, appeals, guestAppeals, uploads, inboundMails };
  });
  const json = `${JSON.stringify(data, null, 2)}\n`;
  // For the eyes of who runs this only.
  if (out === undefined) process.stdout.write(json);
  else await writeFile(out, json, { mode: 0o600 });
}

async function eraseGuest(supplierId: string, contact: string): Promise<void> {
  const erased = await withGuest(supplierId, contact, async (tx, guest) => {
    const ids = await forgetGuest(tx, guest);
    await writeActs(tx, guest, 'appeal.erased', ids);
    return ids.length;
  });
  process.stdout.write(`erased ${erased} appeal${erased === 1 ? '' : 's'}\n`);
}
