import { describe, expect, it } from 'vitest';
import { minorDigits } from '@kabinet/rules';
import { describeProvider } from '../../testing/providers/conformance.js';
import type { ProviderUnderTest } from '../../testing/providers/counterpart.js';
import { startLiqPay } from '../../testing/providers/liqpay.js';
import { CallbackRefused, ProviderRefused, ProviderUnavailable } from '../provider.js';
import { liqpay } from './index.js';
import { liqPaySignature, type LiqPaySignature } from './signature.js';

const underTest = (algorithm: LiqPaySignature): ProviderUnderTest => ({
  kind: liqpay,
  currencies: ['UAH', 'USD'],
  signatureHeaders: [],
  isConclusive: true,
  keepsTrying: false,
  differences: ['amount', 'currency', 'isOtherMerchant'],
  start: async ({ now }) => {
    const [publicKey, privateKey] = ['i00000000', 'canary-a4825234f4bae72a0be04eafe9e8e2bada209255'];
    const counterpart = await startLiqPay({ publicKey, privateKey, algorithm, now, digits: minorDigits });
    const settings = { publicKey, signature: algorithm, site: counterpart.url };
    return { counterpart, settings, secrets: { privateKey } };
  },
});

describeProvider('LiqPay by SHA3-256', underTest('sha3-256'));
describeProvider('LiqPay by SHA-1', underTest('sha1'));

describe("LiqPay's signature", () => {
  // The first two stand in https://www.liqpay.ua/documentation/en/data_signature and …/api/callback (SHA-1), the next two in the tests of
  // github.com/liqpay/sdk-java (LiqPayTest.java), the last one in the later edition of the first page (https://www.liqpay.ua/en/doc).
  it.each<[LiqPaySignature, string, string, string]>([
    [
      'sha1',
      'a4825234f4bae72a0be04eafe9e8e2bada209255',
      'eyJwdWJsaWNfa2V5IjoiaTAwMDAwMDAwIiwidmVyc2lvbiI6IjMiLCJhY3Rpb24iOiJwYXkiLCJhbW91bnQiOiIzIiwiY3VycmVuY3kiOiJVQUgiLCJkZXNjcmlwdGlvbiI6InRlc3QiLCJvcmRlcl9pZCI6IjAwMDAwMSJ9',
      'wR+UZDC4jjeL/qUOvIsofIWpZh8=',
    ],
    ['sha1', 'your_private_key', 'base64_post_string', 'tp+ZLmKm1/E83dIzUpx5ljcttP4='],
    ['sha1', 'privateKey', 'eyJmaWVsZCI6InZhbHVlIn0=', 'd3dP/5qWQFlZgFR53eAwqJ+xIOQ='],
    [
      'sha1',
      'privateKey',
      'eyJhbW91bnQiOiIxLjUiLCJjdXJyZW5jeSI6IlVTRCIsImRlc2NyaXB0aW9uIjoiRGVzY3JpcHRpb24iLCJsYW5ndWFnZSI6ImVuIiwicHVibGljX2tleSI6InB1YmxpY0tleSIsInZlcnNpb24iOiIzIn0=',
      'krCwuK4CBtNFAb6zqmJCeR/85VU=',
    ],
    [
      'sha3-256',
      'a4825234f4bae72a0be04eafe9e8e2bada209255',
      'eyJwdWJsaWNfa2V5IjoiaTAwMDAwMDAwIiwidmVyc2lvbiI6NywiYWN0aW9uIjoicGF5IiwiYW1vdW50IjoiMyIsImN1cnJlbmN5IjoiVUFIIiwiZGVzY3JpcHRpb24iOiJ0ZXN0Iiwib3JkZXJfaWQiOiIwMDAwMDEifQ==',
      '0adgJ8F2Ds5HCVkcz4AlmdLMRoIJf7IxsL3QmeFRz/s=',
    ],
  ])('is the published one by %s', (algorithm, key, data, signature) => {
    expect(liqPaySignature(algorithm, key, data)).toBe(signature);
  });
});

describe('LiqPay', () => {
  const now = () => new Date('2026-11-20T12:05:00Z');
  const create = (settings: object, fetcher: typeof fetch = fetch) =>
    liqpay.create({ settings: { publicKey: 'i1', ...settings }, secrets: { privateKey: 'key' }, fetch: fetcher, now });
  const order = {
    id: '0',
    number: '5000-0004',
    total: 100n,
    currency: 'UAH',
    description: 'x',
    language: 'uk',
    createdAt: now(),
    expiresAt: now(),
    keepsCard: false,
    reference: null,
    refunded: null,
    returnUrl: 'https://a.example',
    callbackUrl: 'https://b.example',
  };
  /** What it says of an order when LiqPay answers so. */
  const eventOf = (payment: object) => {
    const content = {
      payment_id: 1,
      order_id: order.number,
      public_key: 'i11',
      amount: 1,
      currency: 'UAH',
      create_date: 1_700_000_000_000,
    };
    const answer = () => Promise.resolve(Response.json({ ...content, ...payment }));
    return create({ publicKey: 'i11' }, answer).ask(order, new AbortController().signal);
  };

  it('reads data and signature once each, and nothing beside them', async () => {
    const data = Buffer.from(
      JSON.stringify({
        ...order,
        payment_id: 1,
        order_id: '1',
        public_key: 'i11',
        amount: 1,
        total: null,
        create_date: 1,
        status: 'success',
      }),
    ).toString('base64');
    const right = new URLSearchParams({ data, signature: liqPaySignature('sha3-256', 'key', data) });
    const read = (body: string) =>
      create({ publicKey: 'i11' }).readCallback({
        rawBody: Buffer.from(body),
        headers: new Headers(),
        query: new URLSearchParams(),
      });
    expect((await read(right.toString())).event).toMatchObject({ kind: 'paid' });
    const signature = right.get('signature') ?? '';
    for (const more of [{ data }, { signature }, { data: 'e30=' }, { status: 'success' }]) {
      const body = `${right.toString()}&${new URLSearchParams(more).toString()}`;
      await expect(read(body), body).rejects.toThrow(CallbackRefused);
    }
  });

  it('takes no currency that LiqPay does not', async () => {
    const departure = create({ publicKey: 'i11' }).depart({ ...order, currency: 'JPY' }, new AbortController().signal);
    await expect(departure).rejects.toThrow(ProviderRefused);
  });

  it('does not credit what was paid to try it out', async () => {
    expect(() => create({ publicKey: 'sandbox_i11' })).toThrow('test: true');
    expect(() => create({ publicKey: 'sandbox_i11', test: true })).not.toThrow();
    expect(await eventOf({ status: 'sandbox' })).toBeNull();
  });

  it('asks for no refund while one is on its way, for it may be the same', async () => {
    const asked: unknown[] = [];
    const answering: typeof fetch = async (_, init) => {
      const data = new URLSearchParams(String(init?.body)).get('data') ?? '';
      asked.push((JSON.parse(Buffer.from(data, 'base64').toString('utf8')) as { action: unknown }).action);
      return Response.json({
        payment_id: 1,
        order_id: order.number,
        public_key: 'i11',
        amount: 1,
        currency: 'UAH',
        create_date: 1_700_000_000_000,
        status: 'wait_reserve',
      });
    };
    const wish = { id: '1', amount: 100n, refundedBefore: 0n };
    const refund = create({ publicKey: 'i11' }, answering).refund?.(order, wish, new AbortController().signal);
    await expect(refund).rejects.toThrow(ProviderUnavailable);
    expect(asked).toEqual(['status']);
  });

  it.each(['prepared', 'try_again'])('says nothing of the status %s, for nothing is decided', async (status) => {
    expect(await eventOf({ status })).toBeNull();
  });

  it.each([
    ['success', 'paid'],
    ['wait_compensation', 'paid'],
    ['wait_reserve', 'paid'],
    ['wait_accept', 'pending'],
    ['wait_secure', 'pending'],
    ['3ds_verify', 'pending'],
    ['processing', 'pending'],
    ['some_new_one', 'pending'],
    ['failure', 'failed'],
    ['error', 'failed'],
  ])('takes the status %s for %s', async (status, kind) => {
    expect(await eventOf({ status })).toMatchObject({ kind });
  });

  it.each([
    ['limit', 'limit_exceeded'],
    ['9851', 'card_expired'],
    ['9859', 'insufficient_funds'],
    ['9861', 'limit_exceeded'],
    ['2903', 'limit_exceeded'],
    ['expired_3ds', 'cancelled'],
    ['expired_otp', 'cancelled'],
    ['110', 'cancelled'],
    ['cancel', 'cancelled'],
    ['err_payment_create', 'provider_error'],
    ['shop_not_active', 'provider_error'],
    ['9882', 'provider_error'],
    ['err_sms_otp', 'declined'],
    ['frod', 'declined'],
    ['9868', 'declined'],
    ['err_card_type', 'declined'],
    ['9999', 'declined'],
  ])('takes the error %s for %s', async (code, failure) => {
    expect(await eventOf({ status: 'failure', err_code: code })).toMatchObject({ kind: 'failed', failure });
  });
});
