import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';
import { testMessage, within } from '../testing/messages.js';
import { SmtpSender } from './smtp.js';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const letter = testMessage({
  channel: 'email',
  to: 'olena@example.com',
  subject: 'Код 012345',
  body: 'Ваш код: 012345\n',
});

/** A relay as any SMTP server is, and the letters it took. */
async function relay(options: SMTPServerOptions = {}) {
  const letters: { from: string; to: string[]; text: string }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    ...options,
    onData(stream, session, done) {
      let text = '';
      stream.setEncoding('utf8').on('data', (part: string) => (text += part));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        letters.push({ from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address), text });
        done();
      });
    },
  });
  // What a client does wrong is the client's test to notice.
  server.on('error', () => {});
  await new Promise<void>((listening) => server.listen(0, '0.0.0.0', listening));
  closing.push(() => new Promise<void>((closed) => server.close(closed)));
  const { port } = server.server.address() as AddressInfo;
  return { port, letters };
}

function senderTo(url: string): SmtpSender {
  const sender = new SmtpSender({ url, from: 'noreply@gas.example' });
  closing.push(() => sender.close());
  return sender;
}

function answerWith(code: number) {
  return Object.assign(new Error('said the relay'), { responseCode: code });
}

describe('letters by SMTP', () => {
  it('come whole, from the supplier’s name, with an id that stays the same at every try', async () => {
    const { port, letters } = await relay();
    await senderTo(`smtp://127.0.0.1:${port}`).send(letter, within(5000));
    expect(letters).toMatchObject([{ from: 'noreply@gas.example', to: ['olena@example.com'] }]);
    const { text } = letters[0]!;
    expect(text).toContain(`Message-ID: <${letter.id}@gas.example>`);
    expect(text).toContain('Auto-Submitted: auto-generated');
    expect(text).toContain(`From: =?UTF-8?B?${Buffer.from('Придеснянськгаз').toString('base64')}?=`);
    const encoded = text.split('\r\n\r\n')[1] ?? '';
    expect(text).toMatch(/Content-Transfer-Encoding: base64/i);
    expect(Buffer.from(encoded, 'base64').toString()).toContain('Ваш код: 012345');
  });

  it('of a conversation are kept together, and say where an answer finds it', async () => {
    const { port, letters } = await relay();
    const sender = senderTo(`smtp://127.0.0.1:${port}`);
    const id = '0190c0de-0000-7000-8000-00000000000a';
    const thread = { id, replyTo: 'support+1a2b@gas.example', inReplyTo: '<asked@mail.example>', isReceipt: true };
    await sender.send({ ...letter, thread }, within(5000));
    await sender.send({ ...letter, thread: { id, replyTo: null, inReplyTo: null, isReceipt: false } }, within(5000));
    const [receipt = '', later = ''] = letters.map(({ text }) => text.replace(/\r\n\s+/g, ' '));
    expect(receipt).toContain('Reply-To: support+1a2b@gas.example');
    expect(receipt).toContain('In-Reply-To: <asked@mail.example>');
    expect(receipt).toContain(`References: <${id}@gas.example> <asked@mail.example>`);
    expect(receipt).toContain('Auto-Submitted: auto-replied');
    expect(later).not.toContain('Reply-To: support');
    expect(later).toContain(`In-Reply-To: <${id}@gas.example>`);
    expect(later).toContain('Auto-Submitted: auto-generated');
  });

  it('are handed over with user and password', async () => {
    const seen: unknown[] = [];
    const { port } = await relay({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _session, done) => {
        seen.push([username, password]);
        done(null, { user: username });
      },
    });
    await senderTo(`smtp://cabinet:p%40ss@127.0.0.1:${port}`).send(letter, within(5000));
    expect(seen).toEqual([['cabinet', 'p@ss']]);
  });

  it.each([
    [550, 'refused'],
    [450, 'throttled'],
    [451, 'unavailable'],
  ])('are %s to the recipient: %s', async (code, kind) => {
    const { port } = await relay({ onRcptTo: (_address, _session, done) => done(answerWith(code)) });
    await expect(senderTo(`smtp://127.0.0.1:${port}`).send(letter, within(5000))).rejects.toMatchObject({
      kind,
      reason: `smtp ${code} RCPT TO`,
    });
  });

  it('are tried again when the relay refuses us rather than the recipient', async () => {
    const { port } = await relay({ onMailFrom: (_address, _session, done) => done(answerWith(550)) });
    await expect(senderTo(`smtp://127.0.0.1:${port}`).send(letter, within(5000))).rejects.toMatchObject({
      kind: 'unavailable',
    });
  });

  it('are tried again when nobody listens', async () => {
    const { port, letters } = await relay();
    await closing.pop()?.();
    await expect(senderTo(`smtp://127.0.0.1:${port}`).send(letter, within(5000))).rejects.toMatchObject({
      kind: 'unavailable',
    });
    expect(letters).toEqual([]);
  });

  it('are tried again when the relay says nothing', async () => {
    const sockets: Socket[] = [];
    const silent: Server = createServer((socket) => void sockets.push(socket.on('error', () => {})));
    await new Promise<void>((listening) => silent.listen(0, '127.0.0.1', listening));
    closing.push(() => new Promise((closed) => silent.close(closed)));
    closing.push(async () => sockets.forEach((socket) => socket.destroy()));
    const { port } = silent.address() as AddressInfo;
    await expect(senderTo(`smtp://127.0.0.1:${port}`).send(letter, within(300))).rejects.toMatchObject({
      kind: 'unavailable',
      reason: 'timeout',
    });
  });

  it('do not go over a connection that anybody can read, unless it is this machine or allowed', async () => {
    const { port, letters } = await relay();
    // Another machine's name for this one.
    const [address, allowed] = [`smtp://127.0.0.2:${port}`, `smtp://127.0.0.2:${port}?requireTLS=false`];
    await expect(senderTo(address).send(letter, within(5000))).rejects.toMatchObject({ kind: 'unavailable' });
    expect(letters).toEqual([]);
    await senderTo(allowed).send(letter, within(5000));
    expect(letters).toHaveLength(1);
  });
});
