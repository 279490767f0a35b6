import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { legacyApi } from '../../demo/legacy-api.mjs';

const RIGHT = { rah: '17/204', kod: '5521' };
const WRONG = { rah: '17/204', kod: '0000' };

let server: Server;
let host: string;
let now: Date;

beforeEach(async () => {
  now = new Date('2026-11-22T22:34:00Z');
  const answer = legacyApi({ today: () => now });
  server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

/** A form as a browser sends it, or as one that says less of itself. */
function post(what: string, form: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>>) {
  const body = new URLSearchParams(form).toString();
  const type = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(body.length) };
  return new Promise<{ status: number; location: string | undefined; cookie: string | undefined }>(
    (resolve, reject) => {
      const sent = httpRequest(
        `http://${host}/stara-baza/${what}`,
        { method: 'POST', headers: { ...type, ...headers }, agent: false },
        (answer) => {
          answer.resume();
          const { location, 'set-cookie': cookies } = answer.headers;
          resolve({ status: answer.statusCode ?? 0, location, cookie: cookies?.[0] });
        },
      );
      sent.on('error', reject);
      sent.end(body);
    },
  );
}

const signIn = (form: Readonly<Record<string, string>>) => post('vhid', form, { origin: `http://${host}` });

describe('the old system of the demo', () => {
  it('takes no form of another site, whichever header says so, and of nobody who does not say where it is from', async () => {
    const foreign = [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }, { origin: 'null' }, {}];
    for (const headers of foreign) {
      for (const what of ['vhid', 'vyhid', 'pokaz']) {
        const answer = await post(what, RIGHT, headers);
        expect([what, headers, answer.status, answer.cookie]).toEqual([what, headers, 403, undefined]);
      }
    }
    expect((await post('vhid', RIGHT, { 'sec-fetch-site': 'same-origin' })).cookie).toBeDefined();
    expect((await signIn(RIGHT)).cookie).toBeDefined();
  });

  it('lets nobody try codes through', async () => {
    for (let tried = 0; tried < 5; tried += 1) expect((await signIn(WRONG)).location).toContain('#pomylka');
    expect((await signIn(RIGHT)).cookie, 'the sixth, right as it is').toBeUndefined();
    expect((await signIn({ rah: '17/011-А', kod: '0307' })).cookie, 'the neighbour').toBeDefined();
    now = new Date(now.getTime() + 15 * 60_000);
    expect((await signIn(RIGHT)).cookie, 'after a while').toBeDefined();
  });

  it('forgets wrong codes once the right one came', async () => {
    for (const form of [WRONG, WRONG, WRONG, WRONG, RIGHT, WRONG, RIGHT])
      expect((await signIn(form)).cookie !== undefined).toBe(form === RIGHT);
  });
});
