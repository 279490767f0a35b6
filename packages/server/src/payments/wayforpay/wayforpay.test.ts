import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { minorDigits } from '@kabinet/rules';
import { describeProvider } from '../../testing/providers/conformance.js';
import { startWayForPay } from '../../testing/providers/wayforpay.js';
import { CallbackRefused, ProviderUnavailable } from '../provider.js';
import { wayforpay } from './index.js';
import { wayForPaySignature } from './signature.js';

const secretKey = 'canary-flk3409refn54t54t*FNJRET';

describeProvider('WayForPay', {
  kind: wayforpay,
  currencies: ['UAH', 'USD', 'JPY'],
  signatureHeaders: [],
  // HMAC-MD5 over some of the fields: WayForPay is asked before anything is believed.
  isConclusive: false,
  timeLeftField: 'orderTimeout',
  keepsTrying: false,
  differences: ['amount', 'currency', 'isOtherMerchant'],
  start: async ({ now }) => {
    const merchantAccount = 'kabinet_example';
    const counterpart = await startWayForPay({ merchantAccount, secretKey, now, digits: minorDigits });
    const { url } = counterpart;
    const settings = { merchantAccount, merchantDomainName: 'www.example.com', site: url, api: url };
    return { counterpart, settings, secrets: { secretKey } };
  },
});

describe("WayForPay's signature", () => {
  it('is the one published with the purchase', () => {
    // https://wiki.wayforpay.com/en/view/852102, with the key that stood there in its earlier editions. The page's form shows another
    // signature (b95932786cbe243a76b014846b63fe92), which no published key gives.
    const fields = [
      'test_merchant',
      'www.market.ua',
      'DH783023',
      1415379863,
      '1547.36',
      'UAH',
      'Процессор Intel Core i5-4670 3.4GHz',
      'Память Kingston DDR3-1600 4096MB PC3-12800',
      1,
      1,
      1000,
      '547.36',
    ];
    expect(wayForPaySignature('dhkq3vUi94{Z!5frxs(02ML', fields)).toBe('3f787303ac524389b4a76383f9508251');
  });

  it('is HMAC-MD5 as RFC 2202 has it', () => {
    // For callbacks and answers WayForPay publishes which fields are joined, and no example.
    expect(wayForPaySignature('Jefe', ['what do ya want for nothing?'])).toBe('750c783e6ab0b503eaa86e310a5db738');
  });
});

describe('WayForPay', () => {
  const now = () => new Date('2026-11-20T12:05:00Z');
  const settings = { merchantAccount: 'kabinet_example', merchantDomainName: 'www.example.com' };
  const provider = wayforpay.create({ settings, secrets: { secretKey }, fetch, now });
  const sign = (fields: readonly unknown[]) => createHmac('md5', secretKey).update(fields.join(';')).digest('hex');
  const callback = (content: object) => ({
    rawBody: Buffer.from(JSON.stringify(content)),
    headers: new Headers(),
    query: new URLSearchParams(),
  });
  const content = {
    merchantAccount: 'kabinet_example',
    orderReference: '5000-0004',
    amount: 358.2,
    currency: 'UAH',
    authCode: '1',
    cardPan: '4*1',
    transactionStatus: 'Approved',
    reasonCode: 1100,
  };
  const merchantSignature = sign(Object.values(content));

  it('answers a callback as documented, signed', async () => {
    const read = await provider.readCallback(callback({ ...content, merchantSignature }));
    const time = 1_795_176_300;
    const { contentType, body } = read.answer(now());
    expect(contentType).toBe('application/json');
    expect(JSON.parse(body)).toEqual({
      orderReference: '5000-0004',
      status: 'accept',
      time,
      signature: sign(['5000-0004', 'accept', time]),
    });
  });

  it('believes nothing of a callback that is not signed', async () => {
    const unsigned = { recToken: 'somebody-elses', refundAmount: 358.2, processingDate: 1, cardType: 'Visa' };
    const read = await provider.readCallback(callback({ ...content, merchantSignature, ...unsigned }));
    expect(read).toMatchObject({ isConclusive: false, event: { kind: 'paid', card: null, happenedAt: now() } });
  });

  it('takes no field with a semicolon in it: joined, it could be two', async () => {
    const told = { ...content, cardPan: '4;1' };
    const rightly = callback({ ...told, merchantSignature: sign(Object.values(told)) });
    await expect(provider.readCallback(rightly)).rejects.toThrow(CallbackRefused);
  });

  it.each([
    ['InProcessing', 'pending', null],
    ['Pending', 'pending', null],
    ['WaitingAuthComplete', 'pending', null],
    ['Approved', 'paid', null],
    ['RefundInProcessing', 'paid', null],
    ['Expired', 'failed', 'cancelled'],
    ['Declined', 'failed', 'declined'],
  ])('takes the status %s for %s', async (transactionStatus, kind, failure) => {
    const told = { ...content, transactionStatus };
    const read = await provider.readCallback(callback({ ...told, merchantSignature: sign(Object.values(told)) }));
    expect(read.event).toMatchObject({ kind, failure });
  });

  it('does not ask for a refund again while one is on its way, nor believes an answer that is not signed', async () => {
    const told = { ...content, transactionStatus: 'RefundInProcessing' };
    const order = {
      id: '0',
      number: '5000-0004',
      total: 35_820n,
      currency: 'UAH',
      description: 'x',
      language: 'uk',
      createdAt: now(),
      expiresAt: now(),
      keepsCard: false,
      reference: null,
      refunded: 0n,
      returnUrl: 'https://a.example',
      callbackUrl: 'https://b.example',
    };
    const asked: unknown[] = [];
    const answering = (answer: object) =>
      wayforpay.create({
        settings,
        secrets: { secretKey },
        now,
        fetch: (_, init) => {
          asked.push((JSON.parse(String(init?.body)) as { transactionType: unknown }).transactionType);
          return Promise.resolve(Response.json(answer));
        },
      });
    const { signal } = new AbortController();
    const busy = answering({ ...told, merchantSignature: sign(Object.values(told)) });
    await expect(busy.refund?.(order, { id: 'r', amount: 100n, refundedBefore: 0n }, signal)).rejects.toThrow(
      ProviderUnavailable,
    );
    expect(asked).toEqual(['CHECK_STATUS']);
    await expect(answering({ ...content, merchantSignature: 'f'.repeat(32) }).ask(order, signal)).rejects.toThrow(
      ProviderUnavailable,
    );
  });

  it("does not credit what was paid to try it out by WayForPay's own merchants", () => {
    const trying = { ...settings, merchantAccount: 'test_merch_n1' };
    expect(() => wayforpay.create({ settings: trying, secrets: { secretKey }, fetch, now })).toThrow('test: true');
  });
});
