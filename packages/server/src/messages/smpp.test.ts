import type { AddressInfo } from 'node:net';
import smpp, { type Pdu, type Session } from 'smpp';
import { afterEach, describe, expect, it } from 'vitest';
import { testMessage, within } from '../testing/messages.js';
import { SmppSender } from './smpp.js';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

interface CentreOptions {
  /** The status of each submit_sm in its turn; 0 without it. */
  readonly statuses?: number[];
  readonly bindStatus?: number;
  readonly answersEnquiries?: boolean;
  readonly enquireEveryMs?: number;
}

/** A message centre of the library's own server. */
async function centre({
  statuses = [],
  bindStatus = 0,
  answersEnquiries = true,
  enquireEveryMs = 30_000,
}: CentreOptions = {}) {
  const binds: { system_id: string | undefined; password: string | undefined }[] = [];
  const submitted: Pdu[] = [];
  const sessions: Session[] = [];
  const events: string[] = [];
  const server = smpp.createServer((session) => {
    sessions.push(session);
    session.on('error', () => {});
    session.on('close', () => events.push('close'));
    session.on('bind_transmitter', (pdu: Pdu) => {
      binds.push({ system_id: pdu.system_id, password: pdu.password });
      session.send(pdu.response({ command_status: bindStatus }));
    });
    session.on('enquire_link', (pdu: Pdu) => {
      events.push('enquire_link');
      if (answersEnquiries) session.send(pdu.response());
    });
    session.on('unbind', (pdu: Pdu) => {
      events.push('unbind');
      session.send(pdu.response());
    });
    session.on('submit_sm', (pdu: Pdu) => {
      submitted.push(pdu);
      const status = statuses.shift() ?? 0;
      if (status !== NO_ANSWER) session.send(pdu.response({ command_status: status }));
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  closing.push(() => {
    sessions.forEach((session) => session.destroy());
    return new Promise((closed) => server.close(closed));
  });
  const { port } = server.address() as AddressInfo;
  const sender = new SmppSender({ url: `smpp://kabinet:p%40ss@127.0.0.1:${port}`, from: 'GasCo', enquireEveryMs });
  closing.push(() => sender.close());
  return { sender, binds, submitted, sessions, events, server, port };
}

const NO_ANSWER = -1;
const status = (name: string) => smpp.errors[name] ?? Number.NaN;
const textOf = (pdu: Pdu) => pdu.short_message?.message;

describe('SMS by SMPP', () => {
  it('go in UCS-2 from a name to an international number, over one connection', async () => {
    const { sender, binds, submitted } = await centre();
    const message = testMessage();
    await Promise.all([sender.send(message, within(5000)), sender.send(message, within(5000))]);
    await sender.send(message, within(5000));
    expect(binds).toEqual([{ system_id: 'kabinet', password: 'p@ss' }]);
    expect(submitted.map(textOf)).toEqual([message.body, message.body, message.body]);
    expect(submitted[0]).toMatchObject({
      source_addr: 'GasCo',
      source_addr_ton: 5,
      destination_addr: '380671234567',
      data_coding: 8,
      esm_class: 0,
    });
  });

  it('go in parts that a phone puts together when they are long', async () => {
    const { sender, submitted } = await centre();
    const text = `${'щ'.repeat(66)}😀${'є'.repeat(80)}`;
    await sender.send(testMessage({ body: text }), within(5000));
    expect(submitted.map(textOf).join('')).toBe(text);
    expect(submitted.every((pdu) => (textOf(pdu)?.length ?? 99) <= 67)).toBe(true);
    const headers = submitted.map((pdu) => [...(pdu.short_message?.udh?.[0] ?? [])]);
    // 00 03: parts of a message; its reference, how many, which one.
    const reference = headers[0]?.[2];
    expect(headers).toEqual([1, 2, 3].map((part) => [0, 3, reference, 3, part]));
    expect(submitted.every(({ esm_class: esmClass = 0 }) => (esmClass & 0x40) !== 0)).toBe(true);
  });

  it.each([
    ['refused', 'ESME_RINVDSTADR'],
    ['throttled', 'ESME_RTHROTTLED'],
    ['throttled', 'ESME_RMSGQFUL'],
    ['unavailable', 'ESME_RSYSERR'],
  ])('are %s by %s, and the connection serves the next', async (kind, name) => {
    const { sender, binds, submitted } = await centre({ statuses: [status(name)] });
    await expect(sender.send(testMessage(), within(5000))).rejects.toMatchObject({ kind, reason: name });
    await sender.send(testMessage(), within(5000));
    expect([binds.length, submitted.length]).toEqual([1, 2]);
  });

  it('are tried again when the centre does not let us in', async () => {
    const { sender, submitted } = await centre({ bindStatus: status('ESME_RINVPASWD') });
    await expect(sender.send(testMessage(), within(5000))).rejects.toMatchObject({
      kind: 'unavailable',
      reason: 'bind ESME_RINVPASWD',
    });
    expect(submitted).toEqual([]);
  });

  it('are tried again when nobody listens', async () => {
    const { sender, server } = await centre();
    await new Promise((closed) => server.close(closed));
    await expect(sender.send(testMessage(), within(5000))).rejects.toMatchObject({
      kind: 'unavailable',
      reason: 'ECONNREFUSED',
    });
  });

  it('are tried again when no answer comes, and when the connection breaks meanwhile', async () => {
    const { sender, sessions, submitted } = await centre({ statuses: [NO_ANSWER, NO_ANSWER] });
    await expect(sender.send(testMessage(), within(100))).rejects.toMatchObject({ reason: 'timeout' });
    const sending = sender.send(testMessage(), within(5000));
    const isSubmitted = new Promise((done) => sessions[0]?.on('submit_sm', done));
    await isSubmitted;
    sessions[0]?.destroy();
    await expect(sending).rejects.toMatchObject({ kind: 'unavailable' });
    expect(submitted).toHaveLength(2);
  });

  it('connect again after the connection was lost, or the centre ended it', async () => {
    const { sender, sessions, binds } = await centre();
    await sender.send(testMessage(), within(5000));
    const lost = new Promise((done) => sessions[0]?.on('close', done));
    sessions[0]?.destroy();
    await lost;
    await untilSent(sender);
    const unbound = new Promise((done) => sessions[1]?.on('close', done));
    sessions[1]?.unbind();
    await unbound;
    await untilSent(sender);
    expect(binds).toHaveLength(3);
  });

  it('ask a silent centre whether it lives, and leave one that does not answer', async () => {
    const living = await centre({ enquireEveryMs: 150 });
    await living.sender.send(testMessage(), within(5000));
    await new Promise((done) => living.sessions[0]?.on('enquire_link', done));
    await new Promise((done) => living.sessions[0]?.on('enquire_link', done));
    expect(living.events).not.toContain('close');

    const dead = await centre({ answersEnquiries: false, enquireEveryMs: 50 });
    await dead.sender.send(testMessage(), within(5000));
    await new Promise((done) => dead.sessions[0]?.on('close', done));
    expect(dead.events).toEqual(['enquire_link', 'close']);
  });

  it('say goodbye when the server stops', async () => {
    const { sender, sessions, events } = await centre();
    await sender.send(testMessage(), within(5000));
    const closed = new Promise((done) => sessions[0]?.on('close', done));
    await sender.close();
    await closed;
    expect(events).toContain('unbind');
  });
});

/** The first try after a loss may still meet the old connection, as in life. */
async function untilSent(sender: SmppSender): Promise<void> {
  const isSent = await sender.send(testMessage(), within(5000)).then(
    () => true,
    () => false,
  );
  if (!isSent) await untilSent(sender);
}
