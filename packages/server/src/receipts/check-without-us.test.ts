import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { ReceiptKey } from '@kabinet/api/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publicReceiptKeys, signReceipt } from '../domain/receipt-keys.js';
import { openTestPGlite } from '../testing/databases.js';
import { SEED_NOW, seedSupplier, testContext } from '../testing/index.js';

const run = promisify(execFile);
const here = dirname(fileURLToPath(import.meta.url));
const SAID = { v: 1, iss: 'mygas', number: '5000-0004', supplier: 'Придеснянськгаз' };

/** The code of docs/en/receipts.md below the heading: what the guide says is what is run. */
async function fromGuide(heading: string): Promise<string> {
  const guide = await readFile(join(here, '../../../../docs/en/receipts.md'), 'utf8');
  const section = guide.split(/^### /m).find((each) => each.startsWith(heading)) ?? '';
  const code = /^```\w+\n([\s\S]*?)^```/m.exec(section)?.[1];
  if (code === undefined) throw new Error(`docs/en/receipts.md shows nothing below "${heading}"`);
  return code;
}

describe('a receipt, checked as the guide says, without any of our code', () => {
  let folder: string;
  let signed: string;
  let keys: readonly ReceiptKey[];

  beforeAll(async () => {
    const under = await openTestPGlite();
    const { id: supplierId } = await seedSupplier(under.database);
    const { secretKey } = testContext(under.database);
    if (!secretKey) throw new Error('no key');
    await under.database.transaction(supplierId, async (tx) => {
      [signed = ''] = await signReceipt(tx, { secretKey, supplierId, now: SEED_NOW }, [SAID]);
      keys = await publicReceiptKeys(tx, supplierId);
    });
    await under.close();
    // Below the repository, so that Node finds jose.
    folder = await mkdtemp(join(here, '../../../../node_modules/.cache/kabinet-receipt-'));
    await writeFile(join(folder, 'keys.json'), JSON.stringify({ keys }));
    await writeFile(join(folder, 'node.mjs'), await fromGuide('Node, nothing else'));
    await writeFile(join(folder, 'jose.mjs'), await fromGuide('jose'));
    await writeFile(join(folder, 'check.sh'), await fromGuide('openssl 3'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const ways = {
    node: () => run(process.execPath, ['node.mjs', 'receipt.jws', 'keys.json'], { cwd: folder }),
    jose: () => run(process.execPath, ['jose.mjs', 'receipt.jws', 'keys.json'], { cwd: folder }),
    openssl: () =>
      run('sh', ['check.sh', 'receipt.jws', keys[0]?.x ?? ''], {
        cwd: folder,
        env: { ...process.env, TMPDIR: tmpdir() },
      }),
  };

  it.each(Object.entries(ways))('by %s', async (_name, check) => {
    await writeFile(join(folder, 'receipt.jws'), `${signed}\n`);
    expect((await check()).stdout).toContain(JSON.stringify(SAID));

    const [head, , signature] = signed.split('.');
    const other = Buffer.from(JSON.stringify({ ...SAID, number: '5000-0005' })).toString('base64url');
    await writeFile(join(folder, 'receipt.jws'), `${head}.${other}.${signature}\n`);
    const refused = (await check().catch((error: unknown) => error)) as { code?: number; stdout?: string };
    expect(refused.code).toBe(1);
    expect(refused.stdout).not.toContain('5000-0005');
  });
});
