import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createSocketServer } from 'node:net';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type ClientOptions, createClient, type TokenProvider } from './client.js';
import { ApiError, type ApiErrorKind } from './errors.js';
import { calls } from './generated/calls.js';
import { createMockApi, sampleBalance, sampleNow, sampleReading, sampleSupplier } from './mock/index.js';
import type { PageOperationName } from './operations/index.js';
import type { ProblemCode } from './schemas/index.js';
import { problemStatus } from './problem-status.js';
import type { UtilityApi } from './utility-api.js';

const TOKEN = 'eyJhbGciOiJFUzI1NiJ9.secret-of-the-customer.signature';
const uah = (amount: number) => ({ amount, currency: 'UAH' });
const KEY = 'f3b1c2d4-0000-4000-8000-00000000000a';
/** Long enough for a busy machine, short enough to wait for. */
const SHORT = 400;

interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

type Answer = (response: ServerResponse, seen: Seen, count: number) => void;

/** A real server on a free port, and what it was asked. */
async function serve(answer: Answer): Promise<{ baseUrl: string; seen: Seen[] }> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      seen.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
      answer(response, seen[seen.length - 1] as Seen, seen.length);
    });
    request.on('error', () => undefined);
    response.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  });
  return { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/gas/v1`, seen };
}

function json(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { 'Content-Type': status < 400 ? 'application/json' : 'application/problem+json' });
  response.end(JSON.stringify(value));
}

function problem(code: ProblemCode, more: object = {}) {
  return { type: 'about:blank', title: code, status: problemStatus[code], code, requestId: 'r-1', ...more };
}

const html = '<!doctype html><title>Bad gateway</title><p>nginx';

function clientOf(baseUrl: string, options: Partial<ClientOptions> = {}): UtilityApi {
  return createClient({ baseUrl, getToken: () => Promise.resolve(TOKEN), timeout: 5000, ...options });
}

const submission = { meterId: 'gas-meter', values: [{ registerId: 'gas-total', value: '1279' }] };
const reads = (api: UtilityApi) => api.getBalance({ accountId: 'gas' });
const sends = (api: UtilityApi) => api.submitReading({ accountId: 'gas', body: submission }, { idempotencyKey: KEY });

async function failureOf(promise: Promise<unknown>): Promise<ApiError> {
  const error: unknown = await promise.then(
    (value) => expect.fail(`answered with ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ApiError);
  return error as ApiError;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('a service that answers', () => {
  it('gives its answer to every call of the contract', async () => {
    const mock = createMockApi({ now: () => new Date(sampleNow) });
    const bodies = new Map<string, unknown>();
    const { baseUrl, seen } = await serve((response, { url }) =>
      json(response, bodies.get(url.replace(/^\/gas\/v1/, ''))),
    );
    const client = clientOf(baseUrl);
    const reading = await mock.submitReading({ accountId: 'gas', body: submission }, { idempotencyKey: KEY });
    const other = await mock.submitReading(
      {
        accountId: 'rolled-over',
        body: {
          meterId: 'rolled-over-meter',
          values: [{ registerId: 'rolled-over-total', value: '12' }],
          confirmed: true,
        },
      },
      { idempotencyKey: `${KEY}-other` },
    );
    const plan = await mock.createPaymentPlan(
      {
        accountId: 'gas',
        body: { methodId: 'card', amount: uah(20_000), atMost: null, timing: { kind: 'day_of_month', days: 10 } },
      },
      { idempotencyKey: `${KEY}-plan` },
    );
    const upload = await mock.startUpload(
      { body: { name: 'лист.pdf', sizeBytes: 12 } },
      { idempotencyKey: `${KEY}-upload` },
    );
    const [contract] = (await mock.listContracts({ accountId: 'gas' })).items;
    const [question] = (await mock.getAppeal({ appealId: 'waiting' })).messages;
    const answer = (await mock.getAppeal({ appealId: 'answered' })).messages.at(-1);
    const free = (await mock.listAppointmentSlots({ receptionId: 'supply-office' })).nextFree;
    const [slot = '', another = '', third = ''] = free.map(({ startsAt }) => startsAt);
    const topic = { topic: 'Немає моєї оплати', accountId: 'gas', phone: '067 123 45 67' };
    const visit = await mock.bookAppointment(
      { body: { receptionId: 'supply-office', startsAt: slot, ...topic } },
      { idempotencyKey: `${KEY}-visit` },
    );
    const place = await mock.joinWaitingList(
      { receptionId: 'network-head', body: topic },
      { idempotencyKey: `${KEY}-place` },
    );
    const args: { readonly [N in PageOperationName]: Parameters<UtilityApi[N]>[0] } = {
      getSupplier: {},
      getSession: {},
      renewSession: { body: {} },
      listAccounts: {},
      setAccountPreferences: { accountId: 'two-zones', body: { nickname: 'Дача', isDefault: true } },
      unlinkAccount: { accountId: 'closed', body: {} },
      restoreAccount: { accountId: 'closed', body: {} },
      submitGuestReading: {
        body: {
          accountNumber: '0400 123 456',
          proof: { kind: 'meter_number', value: '04512877' },
          values: [{ zone: 'total', value: '1279' }],
        },
      },
      getReceipt: { receiptId: 'receipt-order-paid' },
      getReceiptDocument: { receiptId: 'receipt-order-paid', language: 'uk' },
      getReadingReceipt: { accountId: 'gas', readingId: reading.id },
      listReceiptKeys: {},
      createPaymentOrder: {
        body: {
          lines: [{ accountId: 'two-zones', amount: uah(12_345) }],
          methodId: 'card',
          returnUrl: 'https://www.gas.example/kabinet',
        },
      },
      getPaymentOrder: { orderId: 'order-paid' },
      cancelPaymentOrder: { orderId: 'order-paid', body: {} },
      getPaymentAllocation: { accountId: 'gas', amount: '12345' },
      getPaymentSlip: { accountId: 'gas', amount: '12345' },
      listPayments: { accountId: 'gas', limit: '2' },
      listPaymentPlans: { accountId: 'gas' },
      createPaymentPlan: {
        accountId: 'two-zones',
        body: { methodId: 'card', amount: null, atMost: uah(90_000), timing: { kind: 'days_before_due', days: 3 } },
      },
      changePaymentPlan: { accountId: 'gas', planId: plan.id, body: { status: 'paused' } },
      getReminders: {},
      setReminders: { body: { daysBefore: 5, channelIds: [] } },
      getCalendarFeed: {},
      createCalendarFeed: { body: { language: 'uk' } },
      revokeCalendarFeed: { body: {} },
      getBalance: { accountId: 'gas' },
      listMeters: { accountId: 'gas' },
      listReadingWindows: { accountId: 'gas' },
      listReadings: { accountId: 'gas', limit: '2', cursor: '2' },
      submitReading: {
        accountId: 'two-zones',
        body: {
          meterId: 'two-zones-meter',
          values: [
            { registerId: 'two-zones-day', value: '18500' },
            { registerId: 'two-zones-night', value: '7100' },
          ],
        },
      },
      correctReading: {
        accountId: 'gas',
        readingId: reading.id,
        body: { values: [{ registerId: 'gas-total', value: '1280' }] },
      },
      withdrawReading: { accountId: 'rolled-over', readingId: other.id, body: {} },
      attachReadingPhoto: {
        accountId: 'gas',
        readingId: reading.id,
        body: { mediaType: 'image/jpeg', data: '/9j/4AAQSkZJRg==' },
      },
      removeReadingPhoto: { accountId: 'gas', readingId: reading.id, body: {} },
      listTariffs: { localityId: 'dnipro' },
      searchLocalities: { query: 'artemivsk' },
      getAccountTariff: { accountId: 'gas' },
      listAppealKinds: {},
      submitAppeal: {
        body: {
          kindId: 'recalculation',
          accountId: 'gas',
          text: 'За вересень нараховано вдвічі більше.',
          fields: { reason: 'reading', since: '1.09.2026' },
          uploadIds: [],
          language: 'uk',
        },
      },
      listAppeals: { limit: '3', cursor: '2' },
      getAppeal: { appealId: 'overdue' },
      replyToAppeal: { appealId: 'waiting', body: { text: 'Остання цифра 7.', uploadIds: [] } },
      reopenAppeal: { appealId: 'answered', body: { text: 'Зразка заяви у файлі немає.', uploadIds: [] } },
      withdrawAppeal: { appealId: 'received', body: {} },
      rateAppeal: { appealId: 'closed', body: { score: 4, comment: 'Швидко' } },
      markAppealSeen: { appealId: 'answered', body: { messageId: answer?.id ?? '' } },
      getAppealAttachment: { appealId: 'waiting', attachmentId: question?.attachments[0]?.id ?? '' },
      submitGuestAppeal: {
        body: {
          kindId: 'complaint',
          name: 'Ївга',
          contact: 'yivha@example.com',
          accountNumber: '',
          text: 'На вулиці третій тиждень слабкий тиск.',
          fields: {},
          language: 'ru',
        },
      },
      startUpload: { body: { name: 'IMG_1.jpg', sizeBytes: 300_000 } },
      continueUpload: { uploadId: upload.id, body: { offset: 0, data: 'JVBERi0xLjcgYWJj' } },
      getUpload: { uploadId: upload.id },
      removeUpload: { uploadId: upload.id, body: {} },
      listReceptions: {},
      listAppointmentSlots: { receptionId: 'network-head', from: slot.slice(0, 10) },
      bookAppointment: { body: { receptionId: 'supply-office', startsAt: another, ...topic } },
      listAppointments: {},
      moveAppointment: { appointmentId: visit.id, body: { startsAt: third } },
      cancelAppointment: { appointmentId: visit.id, body: {} },
      getAppointmentFile: { appointmentId: visit.id },
      joinWaitingList: { receptionId: 'network-head', body: { ...topic, topic: 'Тиск газу' } },
      leaveWaitingList: { placeId: place.id, body: {} },
      listContracts: { accountId: 'gas' },
      getContractDocument: {
        accountId: 'gas',
        contractId: contract?.id ?? '',
        documentId: contract?.documents[0]?.id ?? '',
      },
      endSession: { body: { everywhere: false } },
    };
    const names = Object.keys(calls) as PageOperationName[];
    const last: readonly PageOperationName[] = ['cancelAppointment', 'endSession'];
    for (const name of [...names.filter((each) => !last.includes(each)), ...last]) {
      const call = (api: UtilityApi) =>
        (api[name] as (args: unknown, options: object) => Promise<unknown>)(
          args[name],
          calls[name].mutation ? { idempotencyKey: `${KEY}-${name}` } : {},
        );
      const expected = await call(mock);
      const given = args[name] as Readonly<Record<string, string>>;
      const inPath = new Set([...calls[name].path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter));
      const path = calls[name].path.replace(/\{(\w+)\}/g, (_, parameter: string) => String(given[parameter]));
      const query = Object.entries(given).filter(([key]) => key !== 'body' && !inPath.has(key));
      bodies.set([path, String(new URLSearchParams(query))].filter(Boolean).join('?'), expected);
      await expect(call(client), name).resolves.toEqual(expected);
      expect(seen.at(-1), name).toMatchObject({ method: calls[name].mutation ? 'POST' : 'GET' });
    }
  });

  it('may say more than this page knows', async () => {
    const { baseUrl } = await serve((response) => json(response, { ...sampleBalance(), newField: { any: 1 } }));
    await expect(reads(clientOf(baseUrl))).resolves.toMatchObject({ newField: { any: 1 } });
  });

  it('is asked at the address of the path, whatever stands in an id', async () => {
    const { baseUrl, seen } = await serve((response) => json(response, sampleBalance()));
    await clientOf(`${baseUrl}//`).getBalance({ accountId: 'a/b?c=d#é{x}$&' });
    expect(seen[0]?.url).toBe(`/gas/v1/accounts/${encodeURIComponent('a/b?c=d#é{x}$&')}/balance`);
  });

  it('gets the body as JSON and the key unchanged, and no key with what changes nothing', async () => {
    const { baseUrl, seen } = await serve((response, { method }) =>
      json(response, method === 'GET' ? sampleBalance() : sampleReading()),
    );
    const client = clientOf(baseUrl);
    await sends(client);
    await reads(client);
    expect(seen[0]).toMatchObject({ method: 'POST', url: '/gas/v1/accounts/gas/readings' });
    expect(seen[0]?.headers).toMatchObject({ 'idempotency-key': KEY, 'content-type': 'application/json' });
    expect(JSON.parse(seen[0]?.body ?? '')).toEqual(submission);
    expect(seen[1]?.headers).not.toHaveProperty('idempotency-key');
    expect(seen[1]?.headers).not.toHaveProperty('content-type');
  });

  it('sees the token in its header only, and none with a public call', async () => {
    const { baseUrl, seen } = await serve((response, { url }) =>
      json(
        response,
        url.endsWith('/supplier') ? sampleSupplier() : url.endsWith('/balance') ? sampleBalance() : sampleReading(),
      ),
    );
    const getToken = vi.fn<TokenProvider>(() => Promise.resolve(TOKEN));
    const client = clientOf(baseUrl, { getToken });
    await client.getSupplier({});
    expect(getToken).not.toHaveBeenCalled();
    expect(seen[0]?.headers).not.toHaveProperty('authorization');
    await reads(client);
    await sends(client);
    for (const { url, headers, body } of seen.slice(1)) {
      const { authorization, ...others } = headers;
      expect(authorization).toBe(`Bearer ${TOKEN}`);
      expect(url + body + JSON.stringify(others)).not.toContain('secret-of-the-customer');
    }
  });
});

/** A server of bare sockets, for answers that are not even HTTP. */
async function serveSocket(bytes: string | null): Promise<string> {
  const server = createSocketServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => {
      if (bytes === null) socket.resetAndDestroy();
      else socket.write(bytes, () => setTimeout(() => socket.resetAndDestroy(), 20));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
}

const whole = JSON.stringify(sampleBalance());
const headers = (length: number) =>
  `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`;

describe.each([
  ['asking', reads],
  ['sending', sends],
] as const)('a service that fails while %s', (_, call) => {
  it('refused: unavailable', async () => {
    const server = createSocketServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise<void>((resolve) => server.close(() => resolve()));
    expect(await failureOf(call(clientOf(`http://127.0.0.1:${port}/v1`)))).toMatchObject({ kind: 'unavailable' });
  });

  it.each<[string, string | null]>([
    ['reset before anything', null],
    ['reset amid the headers', 'HTTP/1.1 200 OK\r\nContent-Ty'],
    ['reset before the body', headers(whole.length)],
    ['reset amid the body', headers(whole.length) + whole.slice(0, 40)],
    ['no HTTP at all', 'SSH-2.0-OpenSSH_9.2\r\n\r\n'],
  ])('%s: unavailable', async (__, bytes) => {
    const error = await failureOf(call(clientOf(await serveSocket(bytes))));
    expect(error).toMatchObject({ kind: 'unavailable', problem: null, outcomeUnknown: true });
  });

  const drip: Answer = (response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' });
    const timer = setInterval(() => response.write(' '), 20);
    response.on('close', () => clearInterval(timer));
  };
  it.each<[string, Answer]>([
    ['stalls before the headers', () => undefined],
    [
      'stalls amid the body',
      (response) => response.writeHead(200, { 'Content-Length': whole.length }).write(whole.slice(0, 40)),
    ],
    ['drips without an end', drip],
    ['stalls amid a problem', (response) => response.writeHead(503, { 'Content-Length': 500 }).write('{"type"')],
    ['says 401 and stalls at the second try', (response, __, count) => count === 1 && response.writeHead(401).end()],
  ])('%s: times out, in time', async (__, answer) => {
    const { baseUrl } = await serve(answer);
    const started = performance.now();
    const error = await failureOf(call(clientOf(baseUrl, { timeout: SHORT })));
    expect(error).toMatchObject({ kind: 'timeout', outcomeUnknown: true });
    expect(performance.now() - started).toBeLessThan(SHORT + 1000);
  });

  const respond = (status: number, body: string, more: Record<string, string> = {}): Answer => {
    return (response) => response.writeHead(status, more).end(body);
  };
  it.each<[string, Answer, ApiErrorKind, Partial<ApiError>]>([
    ['500 with a problem', (response) => json(response, problem('internal'), 500), 'unavailable', { code: 'internal' }],
    ['502 with HTML', respond(502, html), 'unavailable', { problem: null }],
    ['503 with Retry-After', respond(503, html, { 'Retry-After': '120' }), 'unavailable', { retryAfter: 120 }],
    [
      '503 with a date long past',
      respond(503, '', { 'Retry-After': 'Wed, 21 Oct 2015 07:28:00 GMT' }),
      'unavailable',
      { retryAfter: 0 },
    ],
    ['503 with nonsense', respond(503, '', { 'Retry-After': 'soon' }), 'unavailable', { retryAfter: null }],
    ['504 without a word', respond(504, ''), 'unavailable', { retryAfter: null }],
    [
      '429 with a problem',
      respond(429, JSON.stringify(problem('rate_limited')), { 'Retry-After': '30' }),
      'rate-limited',
      { retryAfter: 30, code: 'rate_limited', outcomeUnknown: false },
    ],
    ['429 of a gateway', respond(429, html), 'rate-limited', { problem: null }],
    ['cut JSON', respond(200, whole.slice(0, 60)), 'bad-response', { outcomeUnknown: true }],
    [
      'a captive portal',
      (response, { url }) =>
        url.startsWith('/gas')
          ? response.writeHead(302, { Location: '/login' }).end()
          : json(response, sampleBalance()),
      'unavailable',
      { outcomeUnknown: true },
    ],
    ['200 with HTML', respond(200, html), 'bad-response', { outcomeUnknown: true }],
    ['200 with nothing', respond(200, ''), 'bad-response', { outcomeUnknown: true }],
    ['204', respond(204, ''), 'bad-response', { outcomeUnknown: true }],
    ['200 with null', respond(200, 'null'), 'bad-response', {}],
    ['a list for an object', respond(200, '[]'), 'bad-response', {}],
    [
      'a field of another type',
      respond(200, JSON.stringify({ ...sampleBalance(), ...sampleReading(), asOf: 5, readAt: 5 })),
      'bad-response',
      {},
    ],
    [
      'a word this page does not know',
      respond(
        200,
        JSON.stringify({ ...sampleBalance(), ...sampleReading({ status: 'lost' as 'accepted' }), lines: [{}] }),
      ),
      'bad-response',
      {},
    ],
    ['a proxy that knows no such address', respond(404, html), 'bad-response', { problem: null, outcomeUnknown: true }],
    ['a firewall', respond(403, html), 'bad-response', { problem: null }],
    ['a problem of another kind of service', respond(404, '{"type":"about:blank","status":404}'), 'bad-response', {}],
    [
      '404 of the contract',
      (response) => json(response, problem('not_found'), 404),
      'not-found',
      { code: 'not_found', outcomeUnknown: false },
    ],
    [
      '403 of the contract',
      (response) => json(response, problem('forbidden'), 403),
      'forbidden',
      { code: 'forbidden' },
    ],
    [
      '409 of the contract',
      (response) => json(response, problem('duplicate_reading'), 409),
      'conflict',
      { code: 'duplicate_reading', outcomeUnknown: false },
    ],
    [
      'in flight',
      (response) => json(response, problem('idempotency_in_flight'), 409),
      'conflict',
      { outcomeUnknown: true },
    ],
    [
      '422 of the contract',
      (response) =>
        json(
          response,
          problem('reading_rejected', {
            findings: [{ code: 'window_closed', severity: 'reject', registerId: null }],
            opensOn: '2026-12-01',
          }),
          422,
        ),
      'rejected',
      { code: 'reading_rejected', outcomeUnknown: false },
    ],
    [
      '400 of the contract',
      (response) => json(response, problem('invalid_request'), 400),
      'rejected',
      { code: 'invalid_request' },
    ],
  ])('%s', async (__, answer, kind, more) => {
    const { baseUrl, seen } = await serve(answer);
    expect(await failureOf(call(clientOf(baseUrl)))).toMatchObject({ kind, ...more });
    expect(seen).toHaveLength(1);
  });

  it('waits until the date it is told', async () => {
    const { baseUrl } = await serve(respond(503, '', { 'Retry-After': new Date(Date.now() + 90_000).toUTCString() }));
    const { retryAfter } = await failureOf(call(clientOf(baseUrl)));
    expect(retryAfter).toBeGreaterThan(80);
    expect(retryAfter).toBeLessThanOrEqual(90);
  });

  it('is told from a device without a network', async () => {
    const dead = () => Promise.reject(new TypeError('Failed to fetch'));
    const client = clientOf('https://api.energy.test/v1', { fetch: dead });
    for (const [navigator, kind] of [
      [{ onLine: false }, 'offline'],
      [{ onLine: true }, 'unavailable'],
      [{}, 'unavailable'],
      [undefined, 'unavailable'],
    ] as const) {
      vi.stubGlobal('navigator', navigator);
      expect(await failureOf(call(client))).toMatchObject({ kind });
    }
  });

  it("times out with a page's own fetch that heeds no signal", async () => {
    const client = clientOf('https://api.energy.test/v1', { fetch: () => new Promise(() => undefined), timeout: 50 });
    expect(await failureOf(call(client))).toMatchObject({ kind: 'timeout' });
  });

  it('gives a picture six times as long to be sent', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const client = clientOf('https://api.energy.test/v1', { fetch: () => new Promise(() => undefined), timeout: 1000 });
    const ended = vi.fn();
    const failure = failureOf(
      client.attachReadingPhoto(
        { accountId: 'gas', readingId: 'r', body: { mediaType: 'image/jpeg', data: '' } },
        { idempotencyKey: KEY },
      ),
    ).finally(ended);
    await vi.advanceTimersByTimeAsync(5900);
    expect(ended).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(100);
    expect(await failure).toMatchObject({ kind: 'timeout' });
  });
});

describe('a session', () => {
  it('that has ended is renewed once, with the same key', async () => {
    const { baseUrl, seen } = await serve((response, _, count) =>
      count === 1 ? json(response, problem('token_expired'), 401) : json(response, sampleReading()),
    );
    const getToken = vi.fn<TokenProvider>(({ refused }) => Promise.resolve(refused === null ? 'old' : 'new'));
    await expect(sends(clientOf(baseUrl, { getToken }))).resolves.toEqual(sampleReading());
    expect(getToken.mock.calls.map(([{ refused }]) => refused)).toEqual([null, 'old']);
    expect(seen.map((each) => each.headers.authorization)).toEqual(['Bearer old', 'Bearer new']);
    expect(seen.map((each) => each.headers['idempotency-key'])).toEqual([KEY, KEY]);
    expect(seen[1]?.body).toBe(seen[0]?.body);
  });

  it('that is refused twice is over', async () => {
    const { baseUrl, seen } = await serve((response) => json(response, problem('token_invalid'), 401));
    expect(await failureOf(reads(clientOf(baseUrl)))).toMatchObject({ kind: 'unauthorized', code: 'token_invalid' });
    expect(seen).toHaveLength(2);
  });

  it('that cannot be renewed is over', async () => {
    const { baseUrl, seen } = await serve((response) => json(response, problem('token_expired'), 401));
    const getToken: TokenProvider = ({ refused }) => Promise.resolve(refused === null ? TOKEN : null);
    expect(await failureOf(reads(clientOf(baseUrl, { getToken })))).toMatchObject({ kind: 'unauthorized' });
    expect(seen).toHaveLength(1);
  });

  it('is not asked for where a public call is refused', async () => {
    const { baseUrl, seen } = await serve((response) => response.writeHead(401).end(html));
    const getToken = vi.fn<TokenProvider>(() => Promise.resolve(TOKEN));
    expect(await failureOf(clientOf(baseUrl, { getToken }).getSupplier({}))).toMatchObject({ kind: 'unauthorized' });
    expect(getToken).not.toHaveBeenCalled();
    expect(seen).toHaveLength(1);
  });

  it.each<[string, TokenProvider, ApiErrorKind]>([
    ['null', () => Promise.resolve(null), 'unauthorized'],
    ['an empty text', () => Promise.resolve(''), 'unauthorized'],
    ['nothing', () => Promise.resolve(undefined as unknown as null), 'unauthorized'],
    ['a rejection', () => Promise.reject(new Error('the site is down')), 'unavailable'],
    ['a rejection that is no error', () => Promise.reject('down'), 'unavailable'],
    ['a syntax error', () => Promise.reject(new SyntaxError('Unexpected token <')), 'unavailable'],
    ['an abort of its own', () => Promise.reject(new DOMException('own timeout', 'AbortError')), 'unavailable'],
    ['an ApiError', () => Promise.reject(new ApiError('rate-limited')), 'rate-limited'],
    [
      'a throw',
      () => {
        throw new RangeError('a mistake');
      },
      'unavailable',
    ],
  ])('whose token function gives %s: nothing is sent', async (_, getToken, kind) => {
    const { baseUrl, seen } = await serve((response) => json(response, sampleBalance()));
    expect(await failureOf(reads(clientOf(baseUrl, { getToken })))).toMatchObject({ kind });
    expect(await failureOf(sends(clientOf(baseUrl, { getToken })))).toMatchObject({ kind });
    expect(seen).toHaveLength(0);
  });

  it('is asked of nobody without a token function', async () => {
    const { baseUrl, seen } = await serve((response) => json(response, sampleBalance()));
    expect(await failureOf(reads(createClient({ baseUrl })))).toMatchObject({ kind: 'unauthorized' });
    expect(seen).toHaveLength(0);
  });

  it('whose token function hangs times out, and a late token sends nothing', async () => {
    const { baseUrl, seen } = await serve((response) => json(response, sampleReading()));
    let give: (token: string) => void = () => undefined;
    const late = new Promise<string>((resolve) => {
      give = resolve;
    });
    const getToken = vi.fn<TokenProvider>(() => late);
    const started = performance.now();
    expect(await failureOf(sends(clientOf(baseUrl, { getToken, timeout: SHORT })))).toMatchObject({ kind: 'timeout' });
    expect(performance.now() - started).toBeLessThan(SHORT + 1000);
    expect(getToken.mock.calls[0]?.[0].signal.aborted).toBe(true);
    give(TOKEN);
    await late;
    // A whole exchange with the same server shows that nothing was on its way before it.
    await fetch(`${baseUrl}/after`);
    expect(seen.map((each) => each.url)).toEqual(['/gas/v1/after']);
  });
});

describe('a session kept by a cookie', () => {
  it('goes along with what is about the customer, with the header that only a page can send, and with nothing else', async () => {
    const sent: RequestInit[] = [];
    const api = createClient({
      baseUrl: 'https://api.gas.test/gas/v1',
      session: 'cookie',
      // What a page says besides is not asked: the cookie says who it is.
      getToken: () => expect.fail('was asked for a token'),
      fetch: (input, init = {}) => {
        sent.push(init);
        const isProfile = String(input).endsWith('/supplier');
        return Promise.resolve(Response.json(isProfile ? sampleSupplier() : sampleBalance()));
      },
    });
    await api.getSupplier({});
    await api.getBalance({ accountId: 'gas' });
    const [profile, balance] = sent.map((init) => ({
      credentials: init.credentials,
      session: new Headers(init.headers).get('X-Kabinet-Session'),
      authorization: new Headers(init.headers).get('Authorization'),
    }));
    expect(profile).toEqual({ credentials: 'omit', session: null, authorization: null });
    expect(balance).toEqual({ credentials: 'include', session: 'cookie', authorization: null });
  });

  it('has ended: it is not asked a second time, there is nothing to renew', async () => {
    const { baseUrl, seen } = await serve((response) => json(response, problem('token_expired'), 401));
    const api = createClient({ baseUrl, session: 'cookie', timeout: 5000 });
    expect(await failureOf(reads(api))).toMatchObject({ kind: 'unauthorized' });
    expect(seen).toHaveLength(1);
  });
});

describe('a caller that gives up', () => {
  const aborted = async (promise: Promise<unknown>): Promise<unknown> =>
    promise.then(
      () => expect.fail('answered'),
      (reason: unknown) => reason,
    );

  it('beforehand asks for nothing, not even a token', async () => {
    const { baseUrl, seen } = await serve((response) => json(response, sampleBalance()));
    const getToken = vi.fn<TokenProvider>(() => Promise.resolve(TOKEN));
    const call = clientOf(baseUrl, { getToken }).getBalance({ accountId: 'gas' }, { signal: AbortSignal.abort() });
    expect(await aborted(call)).toMatchObject({ name: 'AbortError' });
    expect(getToken).not.toHaveBeenCalled();
    expect(seen).toHaveLength(0);
  });

  it.each<[string, Answer]>([
    ['before the headers', () => undefined],
    ['amid the body', (response) => response.writeHead(200, { 'Content-Length': 900 }).write('{"asOf"')],
    ['amid a problem', (response) => response.writeHead(500, { 'Content-Length': 900 }).write('{"type"')],
  ])('%s hears an AbortError', async (_, answer) => {
    const controller = new AbortController();
    const { baseUrl } = await serve((response, seen, count) => {
      answer(response, seen, count);
      setTimeout(() => controller.abort(), 20);
    });
    const call = clientOf(baseUrl).getBalance({ accountId: 'gas' }, { signal: controller.signal });
    expect(await aborted(call)).toMatchObject({ name: 'AbortError' });
  });

  it('while the token is asked for hears its own reason', async () => {
    const controller = new AbortController();
    const getToken: TokenProvider = () => {
      queueMicrotask(() => controller.abort(new Error('left the page')));
      return new Promise(() => undefined);
    };
    const client = clientOf('http://127.0.0.1:9/v1', { getToken });
    expect(await aborted(client.getBalance({ accountId: 'gas' }, { signal: controller.signal }))).toMatchObject({
      message: 'left the page',
    });
  });

  it('leaves no listener on its signal after the answer', async () => {
    const { baseUrl } = await serve((response) => json(response, sampleBalance()));
    const { signal } = new AbortController();
    const add = vi.spyOn(signal, 'addEventListener');
    const remove = vi.spyOn(signal, 'removeEventListener');
    await clientOf(baseUrl).getBalance({ accountId: 'gas' }, { signal });
    expect(add).toHaveBeenCalledTimes(1);
    expect(remove.mock.calls[0]?.[1]).toBe(add.mock.calls[0]?.[1]);
  });
});

describe('a change without a proper key', () => {
  const mutations = (Object.keys(calls) as PageOperationName[]).filter((name) => calls[name].mutation);
  const keys = [undefined, '', 'short', 'x'.repeat(129), 'with spaces', 'кирилиця'];

  it('is a mistake in the program, told before anything is sent', async () => {
    expect(mutations.sort()).toEqual([
      'attachReadingPhoto',
      'bookAppointment',
      'cancelAppointment',
      'cancelPaymentOrder',
      'changePaymentPlan',
      'continueUpload',
      'correctReading',
      'createCalendarFeed',
      'createPaymentOrder',
      'createPaymentPlan',
      'endSession',
      'joinWaitingList',
      'leaveWaitingList',
      'markAppealSeen',
      'moveAppointment',
      'rateAppeal',
      'removeReadingPhoto',
      'removeUpload',
      'renewSession',
      'reopenAppeal',
      'replyToAppeal',
      'restoreAccount',
      'revokeCalendarFeed',
      'setAccountPreferences',
      'setReminders',
      'startUpload',
      'submitAppeal',
      'submitGuestAppeal',
      'submitGuestReading',
      'submitReading',
      'unlinkAccount',
      'withdrawAppeal',
      'withdrawReading',
    ]);
    const { baseUrl, seen } = await serve((response) => json(response, sampleReading()));
    const getToken = vi.fn<TokenProvider>(() => Promise.resolve(TOKEN));
    const client = clientOf(baseUrl, { getToken });
    for (const name of mutations) {
      for (const key of keys) {
        const call = client[name] as (args: unknown, options?: unknown) => Promise<unknown>;
        expect(() =>
          call({ accountId: 'gas', readingId: 'r', body: {} }, key === undefined ? undefined : { idempotencyKey: key }),
        ).toThrow(TypeError);
      }
    }
    expect(getToken).not.toHaveBeenCalled();
    expect(seen).toHaveLength(0);
  });
});
