/** What no browser can be brought to in a test: the worker of the phone app on a device whose storage cannot be read, and the like. */
import { createHash, webcrypto } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';

const source = readFileSync(join(import.meta.dirname, '../../packages/embed/pwa/kabinet-sw.js'), 'utf8');
const SITE = 'https://site.example';
const FILES = `${SITE}/kabinet/1.2.3/`;

type Answer = (url: string, options?: { method?: string; credentials?: string }) => Response;

/** What a browser gives: of the page's own site, and whole. */
function answer(
  body: string,
  headers: Readonly<Record<string, string>> = { 'Content-Type': 'text/javascript' },
): Response {
  return Object.defineProperties(new Response(body, { headers }), {
    type: { value: 'basic' },
    clone: { value: () => answer(body, headers) },
  });
}

/** The worker's file, run as a browser runs it, over a network and a storage of ours. */
function startWorker(network: Answer, { canRead = true } = {}) {
  const kept = new Map<string, string>();
  const asked: { url: string; credentials: string | undefined }[] = [];
  const listeners = new Map<string, (event: unknown) => void>();
  const cache = {
    match: async (url: string) => (kept.has(url) ? answer(kept.get(url) ?? '') : undefined),
    put: async (url: string, response: Response) => void kept.set(url, await response.text()),
  };
  const location = new URL(`${SITE}/kabinet-sw.js?files=${FILES}&shell=/cabinet.html&shell=/cabinet.css`);
  runInNewContext(source, {
    URL,
    setTimeout,
    btoa,
    console,
    Uint8Array,
    self: {
      location,
      crypto: webcrypto,
      addEventListener: (type: string, listener: (event: unknown) => void) => listeners.set(type, listener),
    },
    caches: {
      open: () => (canRead ? Promise.resolve(cache) : Promise.reject(new Error('The storage is broken.'))),
    },
    fetch: async (request: string | { url: string }, options?: { method?: string; credentials?: string }) => {
      const url = typeof request === 'string' ? request : request.url;
      asked.push({ url, credentials: options?.credentials });
      return network(url, options);
    },
  });
  /** What it answers to an event, and when all that it goes on with is done. */
  async function happens(type: string, event: object = {}): Promise<string | null> {
    const work: Promise<unknown>[] = [];
    let answered: Promise<Response> | null = null;
    listeners.get(type)?.({
      ...event,
      waitUntil: (promise: Promise<unknown>) => work.push(promise),
      respondWith: (promise: Promise<Response>) => (answered = promise),
    });
    const text = await (answered as Promise<Response> | null)?.then((response) => response.text());
    await Promise.all(work);
    return text ?? null;
  }
  const asks = (url: string, more: object = {}) =>
    happens('fetch', {
      clientId: 'page',
      resultingClientId: 'page',
      request: {
        url,
        method: 'GET',
        mode: 'cors',
        destination: 'script',
        integrity: '',
        headers: new Headers(),
        ...more,
      },
    });
  return { kept, asked, asks, install: () => happens('install') };
}

const opens = { mode: 'navigate', destination: 'document' };
const noNetwork = () => {
  throw new TypeError('Failed to fetch');
};

describe('the worker of the phone app', () => {
  it('lets the network answer where the storage cannot be read', async () => {
    const worker = startWorker((url) => answer(`of the network: ${url}`), { canRead: false });
    expect(await worker.asks(`${SITE}/cabinet.html`, opens)).toBe(`of the network: ${SITE}/cabinet.html`);
    expect(await worker.asks(`${FILES}kabinet.js`)).toBe(`of the network: ${FILES}kabinet.js`);
  });

  it('is installed only with the page, whatever becomes of the rest', async () => {
    const whole = startWorker((url) => (url.endsWith('.css') ? noNetwork() : answer(url)));
    await whole.install();
    expect([...whole.kept.keys()]).toEqual([`${SITE}/cabinet.html`]);
    const without = startWorker((url) => (url.endsWith('.html') ? noNetwork() : answer(url)));
    await expect(without.install()).rejects.toThrow('/cabinet.html could not be kept');
    const secret = startWorker((url) => answer(url, { 'Cache-Control': 'private' }));
    await expect(secret.install()).rejects.toThrow('could not be kept');
  });

  it('is not installed where it may not ask for the widgets’ files', async () => {
    const worker = startWorker((url, options) => (options?.method === 'HEAD' ? noNetwork() : answer(url)));
    await expect(worker.install()).rejects.toThrow('Failed to fetch');
  });

  it('keeps the page anew when the network brought it, asked for as a stranger, and gives that without one', async () => {
    let text: string | null = 'last year';
    const worker = startWorker(() => (text === null ? noNetwork() : answer(text)));
    await worker.install();
    text = 'this year';
    expect(await worker.asks(`${SITE}/cabinet.html`, opens)).toBe('this year');
    expect(worker.asked.at(-1)).toEqual({ url: `${SITE}/cabinet.html`, credentials: 'omit' });
    text = null;
    expect(await worker.asks(`${SITE}/cabinet.html`, opens)).toBe('this year');
  });

  it.each([
    ['?kabinet-order=1', true],
    ['?code=1&state=2&iss=3#kabinet/payments', true],
    ['?utm_source=letter&utm_campaign=may', true],
    ['?fbclid=1', true],
    ['?gclid=1&kabinet-order=2#kabinet/payments', true],
    ['?page_id=5', false],
    ['?utm_source=letter&page_id=5', false],
    ['?kabinet-order=1&page_id=5', false],
    ['?mycode=1', false],
  ])('takes %s for the page: %s', async (more, isPage) => {
    const worker = startWorker(() => answer('a page'));
    await worker.install();
    expect(await worker.asks(`${SITE}/cabinet.html${more}`, opens)).toBe(isPage ? 'a page' : null);
  });

  it('keeps code alone, and only what a tag asks for', async () => {
    const worker = startWorker(() => answer('no such file', { 'Content-Type': 'text/html; charset=utf-8' }));
    expect(await worker.asks(`${FILES}gone.js`)).toBe('no such file');
    expect(await worker.asks(`${FILES}accounts`, { destination: '' })).toBeNull();
    expect(worker.kept.size).toBe(0);
  });

  it('gives what it kept only where it is what the page asks for, and takes it as a stranger else', async () => {
    const hash = (text: string) => `sha384-${createHash('sha384').update(text).digest('base64')}`;
    const worker = startWorker(() => answer('right'));
    const url = `${FILES}kabinet.js`;
    worker.kept.set(url, 'wrong');
    expect(await worker.asks(url), 'nothing to compare it with').toBe('wrong');
    expect(await worker.asks(url, { integrity: `sha256-x ${hash('wrong')}` }), 'the strongest counts').toBe('wrong');
    expect(worker.asked).toEqual([]);
    expect(await worker.asks(url, { integrity: hash('right') })).toBe('right');
    expect(worker.asked).toEqual([{ url, credentials: 'omit' }]);
    expect(worker.kept.get(url)).toBe('right');
  });

  it('takes files of a page that is loaded anew from the network while there is one', async () => {
    let text: string | null = 'right';
    const worker = startWorker(() => (text === null ? noNetwork() : answer(text)));
    const url = `${FILES}kabinet.js`;
    worker.kept.set(url, 'wrong');
    await worker.asks(`${SITE}/cabinet.html`, { ...opens, isReloadNavigation: true });
    expect(await worker.asks(url)).toBe('right');
    expect(worker.kept.get(url)).toBe('right');
    text = null;
    expect(await worker.asks(url)).toBe('right');
  });
});
