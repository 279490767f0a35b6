import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { testMessage, within } from '../testing/messages.js';
import { HttpGatewaySender } from './http-gateway.js';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A server in the gateway's place. */
async function gateway(answer: (response: ServerResponse) => void) {
  const requests: { url: string | undefined; authorization: string | undefined; body: unknown }[] = [];
  const server = createServer((request: IncomingMessage, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (part: string) => (text += part));
    request.on('end', () => {
      requests.push({ url: request.url, authorization: request.headers.authorization, body: JSON.parse(text) });
      answer(response);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  closing.push(() => new Promise((closed) => (server.closeAllConnections(), server.close(closed))));
  const { port } = server.address() as AddressInfo;
  const sender = new HttpGatewaySender({ url: `turbosms+http://s3cret@127.0.0.1:${port}`, from: 'GasCo' });
  return { requests, sender };
}

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}) =>
  (response: ServerResponse) =>
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body));
const ofRecipient = (code: number) => ({
  response_code: 0,
  response_status: 'OK',
  response_result: [{ phone: '380671234567', response_code: code, message_id: code === 0 ? 'id' : null }],
});

describe('SMS by an HTTP gateway', () => {
  it('go as its protocol says', async () => {
    const { requests, sender } = await gateway(json(200, ofRecipient(0)));
    const message = testMessage();
    await sender.send(message, within(5000));
    expect(requests).toEqual([
      {
        url: '/message/send.json',
        authorization: 'Bearer s3cret',
        body: { recipients: ['380671234567'], sms: { sender: 'GasCo', text: message.body } },
      },
    ]);
  });

  it.each([
    ['queued', { response_code: 800, response_status: 'SUCCESS_MESSAGE_ACCEPTED', response_result: null }],
    ['sent', { response_code: 801, response_result: [{ response_code: 0 }] }],
    ['had been sent by a try whose answer was lost', { response_code: 427, response_result: null }],
  ])('count as sent when they are %s', async (_what, body) => {
    const { sender } = await gateway(json(200, body));
    await expect(sender.send(testMessage(), within(5000))).resolves.toBeUndefined();
  });

  it.each([
    ['refused', 'a number on the stop list', json(200, { ...ofRecipient(404), response_code: 802 })],
    ['refused', 'no such number', json(200, { response_code: 305, response_result: null })],
    ['unavailable', 'a token that is not valid', json(200, { response_code: 301, response_result: null })],
    ['unavailable', 'a failure of the gateway', json(503, { error: 'later' })],
    ['unavailable', 'a page of somebody else', (response: ServerResponse) => response.end('<html>Hello</html>')],
    ['unavailable', 'half an answer', (response: ServerResponse) => (response.write('{"resp'), response.destroy())],
    ['throttled', 'too many at once', json(429, {}, { 'Retry-After': '7' })],
  ])('are %s: %s', async (kind, _why, answer) => {
    const { sender } = await gateway(answer);
    const error: unknown = await sender.send(testMessage(), within(5000)).catch((each: unknown) => each);
    expect(error).toMatchObject({ kind, retryAfterMs: kind === 'throttled' ? 7000 : null });
    // The log has the reason: nothing of the message, nothing of the token.
    expect(JSON.stringify(error)).not.toMatch(/380671234567|012345|s3cret/);
  });

  it('are tried again when nobody listens, and when no answer comes', async () => {
    const { sender } = await gateway(() => {});
    await expect(sender.send(testMessage(), within(200))).rejects.toMatchObject({
      kind: 'unavailable',
      reason: 'timeout',
    });
    await closing.pop()?.();
    await expect(sender.send(testMessage(), within(5000))).rejects.toMatchObject({
      kind: 'unavailable',
      reason: 'ECONNREFUSED',
    });
  });

  it('do not follow the gateway elsewhere with the token', async () => {
    const { sender } = await gateway((response) =>
      response.writeHead(307, { Location: 'https://else.example/' }).end(),
    );
    await expect(sender.send(testMessage(), within(5000))).rejects.toMatchObject({ kind: 'unavailable' });
  });
});
