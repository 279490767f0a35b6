import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type OperationName, operations } from '@kabinet/api/contract';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from './app.js';
import { MemoryRateLimiter } from './http/rate-limit.js';
import { type DatabaseUnderTest, openTestPGlite } from './testing/databases.js';
import {
  call,
  read,
  requestFor,
  saveProfile,
  seedSupplier,
  type SeededSupplier,
  testContext,
} from './testing/index.js';

describe('the HTTP side', () => {
  let under: DatabaseUnderTest;
  let supplier: SeededSupplier;
  let token: string;
  let app: ReturnType<typeof createApp>;

  beforeAll(async () => {
    under = await openTestPGlite();
    supplier = await seedSupplier(under.database);
    token = await supplier.mint({ customerRef: supplier.customer.ref });
    app = createApp(testContext(under.database));
  });
  afterAll(() => under.close());

  const get = async (path: string, init: RequestInit = {}) =>
    read(await app.fetch(new Request(`http://kabinet.test${path}`, init)));
  const submission = () => {
    const account = supplier.customer.accounts[0];
    const meter = account.meters[0]!;
    return {
      supplierId: supplier.id,
      token,
      params: { accountId: account.id },
      body: { meterId: meter.id, values: [{ registerId: meter.registers[0]!.id, value: '1279' }] },
    };
  };

  it.each([
    ['an unknown supplier', '/nobody/v1/supplier'],
    ['an unknown supplier with an odd name', "/x'%3B--/v1/supplier"],
    ['an unknown path', '/whatever'],
    ['a path that is no text', '/%ff/v1/supplier'],
    ['a supplier with an odd end', '/SUPPLIER%00/v1/supplier'],
    ['an unknown path of a supplier', '/SUPPLIER/v1/whatever'],
  ])('answers %s with a problem', async (_what, path) => {
    const { status, body, headers } = await get(path.replace('SUPPLIER', supplier.id));
    expect([status, body.code]).toEqual([404, 'not_found']);
    expect(headers.get('content-type')).toBe('application/problem+json');
    expect(body.requestId).toBe(headers.get('x-request-id'));
  });

  it('names the methods that a path has', async () => {
    const { status, body, headers } = await get(`/${supplier.id}/v1/accounts/x/readings`, { method: 'DELETE' });
    expect([status, body.code]).toEqual([405, 'method_not_allowed']);
    expect(headers.get('allow')?.split(', ').sort()).toEqual(['GET', 'POST']);
  });

  it('gives every answer the headers that keep it data', async () => {
    for (const path of [
      '/healthz',
      '/openapi.json',
      '/nowhere',
      `/${supplier.id}/v1/supplier`,
      `/${supplier.id}/v1/session`,
    ]) {
      const { headers } = await get(path);
      expect(headers.get('x-content-type-options'), path).toBe('nosniff');
      expect(headers.get('content-security-policy'), path).toContain("default-src 'none'");
      expect(headers.get('x-request-id'), path).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it('lets nobody keep what is a customer’s', async () => {
    expect((await call(app, 'getSession', { supplierId: supplier.id, token })).headers.get('cache-control')).toBe(
      'no-store',
    );
    expect((await call(app, 'getSession', { supplierId: supplier.id })).headers.get('cache-control')).toBe('no-store');
    expect((await call(app, 'getSupplier', { supplierId: supplier.id })).headers.get('cache-control')).toBe(
      'public, max-age=60',
    );
  });

  describe('other origins', () => {
    const preflight = (origin: string) =>
      get(`/${supplier.id}/v1/session`, {
        method: 'OPTIONS',
        headers: { Origin: origin, 'Access-Control-Request-Method': 'GET' },
      });

    it('are the supplier’s own sites', async () => {
      const { status, headers } = await preflight('https://gas.example');
      expect(status).toBe(204);
      expect(headers.get('access-control-allow-origin')).toBe('https://gas.example');
      expect(headers.get('access-control-allow-headers')).toContain('Idempotency-Key');
      expect(Number(headers.get('access-control-max-age'))).toBeGreaterThan(600);
      expect(headers.get('access-control-allow-credentials')).toBeNull();
      expect(headers.get('vary')).toBe('Origin');
    });

    it.each(['https://evil.example', 'https://gas.example.evil.example', 'http://gas.example', 'null'])(
      'are not %s',
      async (origin) => {
        for (const { headers } of [
          await preflight(origin),
          await get(`/${supplier.id}/v1/supplier`, { headers: { Origin: origin } }),
        ]) {
          expect(headers.get('access-control-allow-origin')).toBeNull();
          expect(headers.get('vary')).toBe('Origin');
        }
      },
    );

    it('may read errors, and the headers that say what to do about them', async () => {
      const { status, headers } = await get(`/${supplier.id}/v1/session`, {
        headers: { Origin: 'https://gas.example' },
      });
      expect(status).toBe(401);
      expect(headers.get('access-control-allow-origin')).toBe('https://gas.example');
      expect(headers.get('access-control-expose-headers')).toContain('Retry-After');
    });
  });

  describe('bodies', () => {
    const send = async (body: BodyInit, headers: Record<string, string>) => {
      const request = requestFor('submitReading', submission());
      return read(
        await app.fetch(
          new Request(request.url, {
            method: 'POST',
            headers: { ...Object.fromEntries(request.headers), ...headers },
            body,
            ...({ duplex: 'half' } as object),
          }),
        ),
      );
    };

    it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', ''])(
      'must be JSON, not %o',
      async (type) => {
        const { status, body } = await send('{}', { 'content-type': type });
        expect([status, body.code]).toEqual([415, 'unsupported_media_type']);
      },
    );

    it('may name their encoding', async () => {
      expect((await send('{}', { 'content-type': 'application/json; charset=utf-8' })).body.code).toBe(
        'invalid_request',
      );
    });

    it('are refused when they say that they are too large, and when they turn out to be', async () => {
      const said = await send('x'.repeat(20_000), { 'content-length': '20000' });
      expect([said.status, said.body.code]).toEqual([413, 'payload_too_large']);
      const stream = new ReadableStream({
        pull: (controller) => controller.enqueue(Buffer.alloc(1024, ' ')),
      });
      expect((await send(stream as unknown as BodyInit, {})).status).toBe(413);
    });

    it.each(['', '{', 'null', '[]', '"x"', '{"meterId":1}'])(
      'of the wrong form are refused without repeating them (%s)',
      async (text) => {
        const { status, body } = await send(text, {});
        expect([status, body.code]).toEqual([400, 'invalid_request']);
      },
    );

    it('are checked to the place', async () => {
      const { text, body } = await send(
        JSON.stringify({ meterId: 'm', values: [{ registerId: 'r', value: 'secret words' }] }),
        {},
      );
      expect(body.issues).toEqual([{ pointer: '/values/0/value', code: 'invalid_format' }]);
      expect(text).not.toContain('secret');
    });
  });

  describe('limits', () => {
    it('answer 429 with the time to wait, to that customer only', async () => {
      const limited = createApp(testContext(under.database, { rateLimiter: new MemoryRateLimiter(() => 0) }));
      const ask = (asToken: string) => call(limited, 'listAccounts', { supplierId: supplier.id, token: asToken });
      const answers = await Promise.all(Array.from({ length: 125 }, () => ask(token)));
      const refused = answers.filter(({ status }) => status === 429);
      expect(refused).toHaveLength(5);
      expect(refused[0]?.body.code).toBe('rate_limited');
      expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
      const neighbour = await supplier.mint({ customerRef: supplier.neighbour.ref });
      expect((await ask(neighbour)).status).toBe(200);
    });

    it('slow down who tries tokens', async () => {
      const limited = createApp(testContext(under.database, { rateLimiter: new MemoryRateLimiter(() => 0) }));
      const answers = await Promise.all(
        Array.from({ length: 125 }, (_, index) =>
          call(limited, 'getSession', { supplierId: supplier.id, token: `a.b.${index}` }),
        ),
      );
      expect(answers.filter(({ status }) => status === 429)).toHaveLength(5);
    });
  });

  describe('keys that a supplier publishes', () => {
    it('are fetched, kept, and missed as "unavailable", never as "signed out"', async () => {
      let requests = 0;
      let broken = true;
      const keys = createServer((_request, response) => {
        requests += 1;
        response.writeHead(broken ? 503 : 200, { 'content-type': 'application/json' });
        response.end(JSON.stringify(supplier.profile.signOn?.jwks));
      });
      await new Promise<void>((done) => keys.listen(0, '127.0.0.1', done));
      try {
        const jwksUri = `http://127.0.0.1:${(keys.address() as AddressInfo).port}/jwks`;
        const remote = await seedSupplier(under.database);
        const { jwks: _jwks, ...signOn } = remote.profile.signOn!;
        await saveProfile(under.database, { ...remote.profile, signOn: { ...signOn, jwksUri } });
        const fresh = createApp(testContext(under.database));
        const ask = async () =>
          call(fresh, 'getSession', {
            supplierId: remote.id,
            token: await remote.mint({ customerRef: remote.customer.ref, privateKey: supplier.privateKey }),
          });
        const down = await ask();
        expect([down.status, down.body.code, down.headers.get('retry-after')]).toEqual([503, 'unavailable', '5']);
        broken = false;
        expect((await ask()).status).toBe(200);
        const asked = requests;
        expect((await ask()).status).toBe(200);
        expect(requests).toBe(asked);
      } finally {
        await new Promise<void>((done) => keys.close(() => done()));
      }
    });
  });

  describe('profiles', () => {
    it('are used as soon as they change, and stay in use when the new one cannot be read', async () => {
      const changing = await seedSupplier(under.database);
      const invalid: string[] = [];
      const { SupplierDirectory } = await import('./domain/supplier-directory.js');
      const directory = new SupplierDirectory(under.database, (id) => invalid.push(id));
      expect((await directory.find(changing.id))?.profile.phone).toBe('0 800 000 104');
      await saveProfile(under.database, { ...changing.profile, phone: '104' });
      expect((await directory.all()).find(({ id }) => id === changing.id)?.profile.phone).toBe('104');
      await saveProfile(under.database, { ...changing.profile, phone: 5 as unknown as string });
      expect((await directory.all()).find(({ id }) => id === changing.id)?.profile.phone).toBe('104');
      expect(invalid).toEqual([changing.id]);
      await saveProfile(under.database, changing.profile);
    });
  });

  describe('health', () => {
    it('is told apart: alive, and ready', async () => {
      expect((await get('/healthz')).status).toBe(200);
      expect((await get('/readyz')).status).toBe(200);
      const { database: gone, close } = await openTestPGlite();
      await close();
      const broken = createApp(testContext(gone));
      expect((await broken.request('/healthz')).status).toBe(200);
      expect((await broken.request('/readyz')).status).toBe(503);
      const stopping = createApp(testContext(under.database, { stopping: AbortSignal.abort() }));
      expect((await stopping.request('/readyz')).status).toBe(503);
    });
  });

  describe('what goes wrong inside', () => {
    it('stays inside, and is logged without the row', async () => {
      const lines: string[] = [];
      const logger = pino({ level: 'debug', base: null }, { write: (line: string) => void lines.push(line) });
      const failing = new Proxy(under.database, {
        get: (target, property) =>
          property === 'transaction'
            ? () =>
                Promise.reject(
                  Object.assign(new Error('Key (account_number)=(0400999111)'), {
                    code: '23505',
                    detail: '0400999111',
                  }),
                )
            : (Reflect.get(target, property, target) as (...args: unknown[]) => unknown).bind(target),
      });
      const { status, text } = await call(createApp(testContext(failing, { logger })), 'getSession', {
        supplierId: supplier.id,
        token,
      });
      expect(status).toBe(500);
      const { requestId } = JSON.parse(text) as { requestId: string };
      const logged = lines.join('');
      expect(logged).toContain(requestId);
      expect(logged).toContain('"code":"23505"');
      for (const output of [text, logged]) expect(output).not.toContain('0400999111');
    });
  });

  describe('logs', () => {
    it('hold nothing personal, and no ids, through every operation', async () => {
      const lines: string[] = [];
      const logger = pino({ level: 'debug', base: null }, { write: (line: string) => void lines.push(line) });
      const logging = createApp(testContext(under.database, { logger }));
      const [account] = supplier.customer.accounts;
      const key = 'canary-key-0001';
      const sent = submission();
      const submitted = await call(logging, 'submitReading', { ...sent, key });
      const readingId = submitted.body.id as string;
      for (const name of Object.keys(operations) as OperationName[]) {
        await call(logging, name, { ...sent, params: { accountId: account.id, readingId } });
        await call(logging, name, {
          ...sent,
          params: { accountId: account.accountNumber, readingId: 'x' },
          token: `${token}x`,
        });
      }
      const logged = lines.join('');
      const canaries = {
        token,
        key,
        readingId,
        customerRef: supplier.customer.ref,
        name: supplier.customer.name,
        accountId: account.id,
        accountNumber: account.accountNumber,
        serialNumber: account.meters[0]!.serialNumber,
        registerId: account.meters[0]!.registers[0]!.id,
      };
      for (const [what, canary] of Object.entries(canaries)) expect(logged.includes(canary), what).toBe(false);
      const first = JSON.parse(lines[0]!) as Record<string, unknown>;
      expect(Object.keys(first).sort()).toEqual([
        'level',
        'ms',
        'msg',
        'operation',
        'requestId',
        'status',
        'supplier',
        'time',
      ]);
      expect(first).toMatchObject({ operation: 'submitReading', status: 201, supplier: supplier.id });
    });
  });

  describe('GET /openapi.json', () => {
    it('is the contract, and valid under a public linter', async () => {
      const { status, text, body } = await get('/openapi.json');
      expect(status).toBe(200);
      expect(body.servers[0].url).toBe('https://api.kabinet.test/{supplierId}/v1');
      const folder = await mkdtemp(join(tmpdir(), 'kabinet-openapi-'));
      try {
        await writeFile(join(folder, 'openapi.json'), text);
        const cli = createRequire(import.meta.url).resolve('@redocly/cli/bin/cli.js');
        await promisify(execFile)(
          process.execPath,
          [cli, 'lint', 'openapi.json', '--extends=recommended', '--format=stylish'],
          {
            cwd: folder,
            env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', NO_COLOR: '1' },
          },
        );
      } catch (error) {
        const { stdout, stderr } = error as { stdout?: string; stderr?: string };
        throw new Error(`the linter complains:\n${stdout ?? ''}${stderr ?? String(error)}`, { cause: error });
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    }, 60_000);
  });
});
