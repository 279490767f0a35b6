import { Hono } from 'hono';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { addressOf, type Env, warnOfUntrustedProxy } from './env.js';

const BOTH = '::ffff:10.0.0.1';

async function addressFor(trustedProxies: number, forwarded: string | null, socket = BOTH): Promise<string> {
  const app = new Hono<Env>().get('/', (c) => c.text(addressOf(c, trustedProxies)));
  const headers = forwarded === null ? {} : { 'X-Forwarded-For': forwarded };
  const bindings = { incoming: { socket: { remoteAddress: socket } } };
  return (await app.request('/', { headers }, bindings)).text();
}

describe('addressOf', () => {
  it.each([
    [0, '192.0.2.1', '10.0.0.1'],
    [0, null, '10.0.0.1'],
    [1, null, '10.0.0.1'],
    [1, '192.0.2.1', '192.0.2.1'],
    [1, '203.0.113.9, 192.0.2.1', '192.0.2.1'],
    [1, '203.0.113.9, 192.0.2.1:51234', '192.0.2.1'],
    [1, '[2001:db8::1]:51234', '2001:db8:0:0:0:0:0:1'],
    [1, '::ffff:c000:201', '192.0.2.1'],
    [1, 'unknown', '10.0.0.1'],
    [2, '203.0.113.9, 192.0.2.1, 10.0.0.2', '192.0.2.1'],
    [2, '192.0.2.1', '10.0.0.1'],
  ])('behind %i proxies with %j is %s', async (trusted, forwarded, address) => {
    expect(await addressFor(trusted, forwarded)).toBe(address);
  });
});

describe('warnOfUntrustedProxy', () => {
  async function warnings(trustedProxies: number, requests: readonly (string | null)[]): Promise<string[]> {
    const lines: string[] = [];
    const logger = pino({ base: null }, { write: (line: string) => void lines.push(line) });
    const app = new Hono<Env>();
    app.use(warnOfUntrustedProxy({ trustedProxies, logger }));
    app.get('/', (c) => c.text('there'));
    for (const forwarded of requests) {
      const answer = await app.request('/', { headers: forwarded === null ? {} : { 'X-Forwarded-For': forwarded } });
      expect(await answer.text()).toBe('there');
    }
    return lines;
  }

  it('says once that all callers look like one, and not who they are', async () => {
    const lines = await warnings(0, [null, '192.0.2.1', '192.0.2.2']);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('KABINET_TRUSTED_PROXIES');
    expect(lines[0]).not.toContain('192.0.2');
  });

  it('says nothing where the proxies are trusted or there are none', async () => {
    expect(await warnings(1, ['192.0.2.1'])).toEqual([]);
    expect(await warnings(0, [null])).toEqual([]);
  });
});
