import { beforeAll, describe, expect, it } from 'vitest';
import { createMockApi, sampleNow, sampleReceiptKey, signSampleReceipt } from './mock/index.js';
import type { ReceiptContent, ReceiptKey } from './schemas/index.js';
import { verifyReceipt } from './verify-receipt.js';

const KEYS = [sampleReceiptKey];
const api = createMockApi({ now: () => new Date(sampleNow) });
const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

let signed: string;
let content: ReceiptContent;
let others: ReceiptKey;
beforeAll(async () => {
  ({ signed } = await api.getReceipt({ receiptId: 'receipt-order-paid' }));
  const check = await verifyReceipt(signed, KEYS);
  if (check.state !== 'valid' || !check.content) throw new Error(check.state);
  ({ content } = check);
  const pair = await crypto.subtle.generateKey({ name: 'Ed25519' }, true, ['sign', 'verify']);
  const { x = '' } = await crypto.subtle.exportKey('jwk', pair.publicKey);
  others = { ...sampleReceiptKey, x };
});

/** With a part of it replaced. */
const withPart = (index: 0 | 1 | 2, part: string) =>
  signed
    .split('.')
    .map((each, at) => (at === index ? part : each))
    .join('.');
const encoded = (text: string) => Buffer.from(text).toString('base64url');

describe('a receipt', () => {
  it('is genuine as it was signed, and says what was signed', () => {
    expect(content).toMatchObject({ v: 1, iss: 'sample', kind: 'payment', payment: { total: { amount: 358_20 } } });
  });

  it('is refused with any letter of it changed', async () => {
    for (let at = 0; at < signed.length; at += 1) {
      const letter = signed[at] ?? '';
      const next = BASE64URL[(BASE64URL.indexOf(letter) + 1) % 64] ?? '';
      const changed = signed.slice(0, at) + (letter === '.' ? 'A' : next) + signed.slice(at + 1);
      const { state } = await verifyReceipt(changed, KEYS);
      expect(state, `letter ${at}`).not.toBe('valid');
      expect(['changed', 'unknown_key', 'not_a_receipt']).toContain(state);
    }
  });

  it('is refused with any letter of it left out, doubled or followed by another', async () => {
    for (let at = 0; at < signed.length; at += 1) {
      const [before, after] = [signed.slice(0, at), signed.slice(at + 1)];
      for (const changed of [before + after, `${before}${signed[at]}${signed[at]}${after}`]) {
        expect((await verifyReceipt(changed, KEYS)).state).not.toBe('valid');
      }
    }
    for (const letter of BASE64URL) expect((await verifyReceipt(signed + letter, KEYS)).state).not.toBe('valid');
  });

  it('has one right spelling: the spare bits of the last letter cannot be set', async () => {
    const last = signed.at(-1) ?? '';
    for (const letter of BASE64URL) {
      const { state } = await verifyReceipt(signed.slice(0, -1) + letter, KEYS);
      expect(state).toBe(letter === last ? 'valid' : 'changed');
    }
  });

  it('is refused with any byte of what it says changed', async () => {
    const said = Buffer.from(signed.split('.')[1] ?? '', 'base64url');
    for (let at = 0; at < said.length; at += 1) {
      const bytes = Buffer.from(said);
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      const { state } = await verifyReceipt(withPart(1, bytes.toString('base64url')), KEYS);
      expect(state, `byte ${at}`).toBe('changed');
    }
  });

  it('is refused under no signature, another way of signing, or another key of the same name', async () => {
    for (const head of [
      { alg: 'none', kid: sampleReceiptKey.kid },
      { alg: 'HS256', kid: sampleReceiptKey.kid },
      { alg: 'EdDSA', kid: sampleReceiptKey.kid, crit: ['b64'], b64: false },
    ]) {
      expect(await verifyReceipt(withPart(0, encoded(JSON.stringify(head))), KEYS)).toEqual({ state: 'not_a_receipt' });
    }
    expect(await verifyReceipt(signed, [others])).toEqual({ state: 'changed' });
    expect(await verifyReceipt(signed, [{ ...others, x: 'short' }])).toEqual({ state: 'changed' });
  });

  it('of a key that is not among them says only whose it claims to be', async () => {
    expect(await verifyReceipt(signed, [])).toEqual({ state: 'unknown_key', issuer: 'sample' });
    expect(await verifyReceipt(signed, [{ ...sampleReceiptKey, kid: 'another' }])).toEqual({
      state: 'unknown_key',
      issuer: 'sample',
    });
  });

  it('is found in what people have', async () => {
    const { data } = await api.getReceiptDocument({ receiptId: 'receipt-order-paid' });
    for (const given of [
      `  ${signed}\n`,
      signed.replace(/(.{70})/g, '$1\r\n'),
      `https://cabinet.energy.example/sample/my/receipt#${signed}`,
      atob(data),
    ]) {
      expect((await verifyReceipt(given, KEYS)).state).toBe('valid');
    }
    for (const given of ['', 'квитанція', 'a.b.c', '..', '%PDF-1.7', `${signed}.x`, 'x'.repeat(1e6)]) {
      expect(await verifyReceipt(given, KEYS)).toEqual({ state: 'not_a_receipt' });
    }
  });

  it('has a short form, and a newer form is not taken for what it is not', async () => {
    const summary = {
      v: 1,
      iss: 'sample',
      n: '5000-0004',
      t: 1_762_000_000,
      z: 'Europe/Kyiv',
      a: ['3456'],
      s: 1,
      c: 'UAH',
    };
    expect(await verifyReceipt(await signSampleReceipt(summary), KEYS)).toMatchObject({ state: 'valid', summary });
    expect(await verifyReceipt(await signSampleReceipt({ ...content, v: 2 }), KEYS)).toEqual({ state: 'newer' });
    expect(await verifyReceipt(await signSampleReceipt({ v: 1 }), KEYS)).toEqual({ state: 'newer' });
  });

  it('cannot be checked where the browser has no Ed25519, and is not called changed there', async () => {
    const { subtle } = crypto;
    Object.defineProperty(crypto, 'subtle', { configurable: true, value: undefined });
    try {
      expect(await verifyReceipt(signed, KEYS)).toEqual({ state: 'unsupported' });
    } finally {
      Object.defineProperty(crypto, 'subtle', { configurable: true, value: subtle });
    }
  });
});

describe('the mock’s receipts', () => {
  it('are of payments made here, of earlier ones, and of readings', async () => {
    const { items } = await api.listPayments({ accountId: 'gas' });
    const earlier = items.find(({ receiptId }) => receiptId !== null);
    const older = await api.getReceipt({ receiptId: earlier?.receiptId ?? '' });
    expect(older.number).toBe(earlier?.number);
    expect((await verifyReceipt(older.signed, KEYS)).state).toBe('valid');
    const { items: readings } = await api.listReadings({ accountId: 'gas' });
    const mine = readings.find(({ source, number }) => source === 'customer' && number !== null);
    const receipt = await api.getReadingReceipt({ accountId: 'gas', readingId: mine?.id ?? '' });
    expect(receipt.number).toBe(mine?.number);
    expect(await verifyReceipt(receipt.signed, KEYS)).toMatchObject({ content: { kind: 'reading' } });
    expect((await api.getReceipt({ receiptId: receipt.id })).signed).toBe(receipt.signed);
    await expect(api.getReceipt({ receiptId: 'receipt-x' })).rejects.toMatchObject({ code: 'not_found' });
  });
});
