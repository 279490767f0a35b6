import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../app.js';
import { makeFiles, type FileThing } from '../testing/authorisation/file-rows.js';
import { databasesUnderTest, type DatabaseUnderTest } from '../testing/databases.js';
import {
  addAccounts,
  call,
  SEED_NOW,
  seedSupplier,
  type SeededAccount,
  type SeededSupplier,
  testContext,
} from '../testing/index.js';

const NAME = "Договір (копія) № 5'.pdf";

describe.each(databasesUnderTest)('a link to a file, on %s', (_name, open) => {
  let under: DatabaseUnderTest;
  let supplier: SeededSupplier;
  let account: SeededAccount;
  let files: FileThing;
  let content: Buffer;
  let now = SEED_NOW;

  beforeAll(async () => {
    under = await open();
    supplier = await seedSupplier(under.database);
    [account] = (await addAccounts(under.database, supplier, 1)) as [SeededAccount];
    files = await makeFiles({ under, supplier }, { accountId: account.id });
    // More than one part of what is read at once.
    content = Buffer.from(Array.from({ length: 700_001 }, (_, at) => (at * 7919) % 251));
    await under.database.transaction(supplier.id, (tx) =>
      sql`update contract_documents set content = ${content}::bytea, size_bytes = ${content.length}::integer, name = ${NAME}`.execute(
        tx,
      ),
    );
  });
  afterAll(() => under.close());

  const app = (changes: Parameters<typeof testContext>[1] = {}) =>
    createApp(testContext(under.database, { now: () => now, ...changes }));
  async function ask(changes: Parameters<typeof testContext>[1] = {}) {
    const token = await supplier.mint({ customerRef: supplier.customer.ref, now });
    const params = { accountId: account.id, contractId: files.contractId, documentId: files.documentId };
    return call(app(changes), 'getContractDocument', { supplierId: supplier.id, token, params });
  }
  const follow = async (url: string) => app().fetch(new Request(url));

  it('gives the file out whole, to be saved and never to be shown or run', async () => {
    const link = (await ask()).body;
    expect(link).toMatchObject({ name: NAME, mediaType: 'application/pdf', sizeBytes: content.length });
    expect(link.expiresAt).toBe(new Date(now.getTime() + 300_000).toISOString());
    const answer = await follow(link.url);
    expect(Buffer.from(await answer.arrayBuffer()).equals(content)).toBe(true);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(content.length),
      'content-disposition':
        'attachment; filename="_No_5_.pdf"; filename*=UTF-8\'\'' +
        '%D0%94%D0%BE%D0%B3%D0%BE%D0%B2%D1%96%D1%80%20%28%D0%BA%D0%BE%D0%BF%D1%96%D1%8F%29%20%E2%84%96%205%27.pdf',
      'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex',
    });
  });

  it('says nothing of whose the file is, and is another one each time', async () => {
    const [one, other] = [(await ask()).body.url as string, (await ask()).body.url as string];
    expect(one).not.toBe(other);
    const opened = Buffer.from(one.split('/').at(-1) ?? '', 'base64url').toString('latin1');
    for (const secret of [account.id, files.documentId, supplier.customer.ref]) {
      expect(one).not.toContain(secret);
      expect(opened).not.toContain(secret);
    }
  });

  it('is over after five minutes', async () => {
    const { url } = (await ask()).body;
    const begun = now;
    now = new Date(begun.getTime() + 299_000);
    expect((await follow(url)).status).toBe(200);
    now = new Date(begun.getTime() + 300_000);
    const late = await follow(url);
    expect([late.status, late.headers.get('content-type')]).toEqual([404, 'application/problem+json']);
    now = begun;
  });

  it('says so to a person who follows it later, on a page in their language, and nothing of the file', async () => {
    const { url } = (await ask()).body;
    const begun = now;
    now = new Date(begun.getTime() + 300_000);
    const open = (language: string, address = url) =>
      app().fetch(
        new Request(address, {
          headers: { accept: 'text/html,*/*;q=0.8', 'accept-language': language, 'sec-fetch-site': 'none' },
        }),
      );
    const page = await open('uk');
    const text = await page.text();
    expect([page.status, page.headers.get('content-type'), page.headers.get('content-language')]).toEqual([
      404,
      'text/html; charset=utf-8',
      'uk',
    ]);
    expect(text).toContain('Це посилання вже не діє');
    expect(text).toContain('натисніть на файл ще раз');
    expect(text).not.toContain(NAME);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect([page.headers.get('cache-control'), page.headers.get('referrer-policy')]).toEqual([
      'no-store',
      'no-referrer',
    ]);
    expect(await (await open('en', url.replace(/[^/]+$/, 'abc'))).text()).toContain('This link is over');
    const away = await app({ secretKey: null }).fetch(
      new Request(url, { headers: { accept: 'text/html', 'sec-fetch-site': 'same-origin' } }),
    );
    expect([away.status, away.headers.get('content-type')]).toEqual([503, 'text/html; charset=utf-8']);
    now = begun;
  });

  it('takes no page away from who pressed it there: what went wrong is saved as a note in their language', async () => {
    const { url } = (await ask()).body;
    const begun = now;
    now = new Date(begun.getTime() + 300_000);
    const press = (from: string | null, of = app()) =>
      of.fetch(
        new Request(url, {
          headers: { accept: 'text/html', 'accept-language': 'uk', ...(from !== null && { 'sec-fetch-site': from }) },
        }),
      );
    for (const from of ['cross-site', 'same-site', null]) {
      const note = await press(from);
      const text = await note.text();
      expect([note.status, note.headers.get('content-type')], String(from)).toEqual([200, 'text/plain; charset=utf-8']);
      expect(note.headers.get('content-disposition')).toMatch(/^attachment; .*\.txt$/);
      expect(note.headers.get('x-content-type-options')).toBe('nosniff');
      expect(text).toContain('Це посилання вже не діє');
      expect(text).toMatch(/Контакт-центр: .*\d/);
      expect(text).not.toContain(NAME);
    }
    const away = await press('cross-site', app({ secretKey: null }));
    expect(await away.text()).toContain('Зараз файл віддати не вдалося');
    now = begun;
  });

  it('leads nowhere when it was changed, made up, or taken to another supplier', async () => {
    const { url } = (await ask()).body as { url: string };
    const other = await seedSupplier(under.database);
    const changed = `${url.slice(0, -10)}${url.at(-10) === 'A' ? 'B' : 'A'}${url.slice(-9)}`;
    for (const bad of [
      changed,
      url.slice(0, -1),
      url.replace(`/${supplier.id}/`, `/${other.id}/`),
      `${url}/x`,
      url.replace(/[^/]+$/, 'abc'),
    ]) {
      expect((await follow(bad)).status, bad).toBe(404);
    }
  });

  it('is not given by a server without a key of its own, nor followed by one with another key', async () => {
    const refused = await ask({ secretKey: null });
    expect([refused.status, refused.body.code]).toEqual([503, 'unavailable']);
    const { url } = (await ask()).body;
    expect((await app({ secretKey: null }).fetch(new Request(url))).status).toBe(503);
  });

  it('breaks off, and does not end early, where the file goes away while it is fetched', async () => {
    const { url } = (await ask()).body;
    const answer = await follow(url);
    const reader = answer.body?.getReader();
    expect((await reader?.read())?.value?.length).toBe(256 * 1024);
    await under.database.transaction(supplier.id, (tx) => sql`delete from contract_documents`.execute(tx));
    await expect(reader?.read()).rejects.toThrow('ended before its end');
    expect((await follow(url)).status).toBe(404);
  });
});
