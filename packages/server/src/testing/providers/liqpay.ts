import { createHash } from 'node:crypto';
import type { Counterpart, Paying } from './counterpart.js';
import { type GivenAnswer, json, page, serve, type TakenRequest } from './http-counterpart.js';

/** A payment as LiqPay keeps it, in the words of its API. */
interface LiqPayRecord {
  readonly payment_id: number;
  readonly order_id: string;
  readonly server_url: string;
  readonly asksForToken: boolean;
  public_key: string;
  status: string;
  amount: number;
  currency: string;
  refunds: number[];
  err_code?: string;
  readonly create_date: number;
  end_date: number;
}

const TOKEN = 'B5BB0D00B88B00ED00A00D0D';

export interface LiqPayCompany {
  readonly publicKey: string;
  readonly privateKey: string;
  readonly algorithm: 'sha1' | 'sha3-256';
  readonly now: () => Date;
  /** Digits of the currency that sums are told in. */
  readonly digits: (currency: string) => number;
}

/**
 * LiqPay's checkout, API and callbacks. Written from its documentation and not from our adapter, which it is there to find fault with.
 * https://www.liqpay.ua/documentation/en
 */
export async function startLiqPay(company: LiqPayCompany): Promise<Counterpart & { readonly url: string }> {
  const { publicKey, privateKey, algorithm, now } = company;
  const payments = new Map<string, LiqPayRecord>();
  let lastId = 165_000;

  const sign = (data: string) => createHash(algorithm).update(`${privateKey}${data}${privateKey}`).digest('base64');
  const major = (amount: bigint, currency: string) => Number(amount) / 10 ** company.digits(currency);
  const minor = (amount: number, currency: string) => BigInt(Math.round(amount * 10 ** company.digits(currency)));

  const begin = (params: Readonly<Record<string, unknown>>, status: string): LiqPayRecord => {
    const moment = now().getTime();
    const payment: LiqPayRecord = {
      payment_id: ++lastId,
      order_id: String(params['order_id']),
      server_url: String(params['server_url']),
      asksForToken: params['recurringbytoken'] === '1',
      public_key: publicKey,
      status,
      amount: Number(params['amount']),
      currency: String(params['currency']),
      refunds: [],
      create_date: moment,
      end_date: moment,
    };
    payments.set(payment.order_id, payment);
    return payment;
  };

  const refundAmount = ({ refunds }: LiqPayRecord) =>
    refunds.reduce((sum, refund) => Math.round((sum + refund) * 1000) / 1000, 0);

  const told = (payment: LiqPayRecord) => ({
    result: 'ok',
    version: algorithm === 'sha1' ? 3 : 7,
    action: 'pay',
    type: 'buy',
    paytype: 'card',
    acq_id: 414963,
    liqpay_order_id: `NYMK3AE6${payment.payment_id}`,
    description: 'Оплата',
    sender_phone: '380950000001',
    sender_card_mask2: '414961*99',
    sender_card_bank: 'pb',
    sender_card_type: 'visa',
    sender_card_country: 804,
    is_3ds: false,
    payment_id: payment.payment_id,
    transaction_id: payment.payment_id,
    order_id: payment.order_id,
    public_key: payment.public_key,
    status: payment.status,
    amount: payment.amount,
    currency: payment.currency,
    create_date: payment.create_date,
    end_date: payment.end_date,
    ...(payment.err_code ? { err_code: payment.err_code, err_description: 'declined by the bank' } : {}),
    ...(payment.refunds.length > 0 ? { refund_amount: refundAmount(payment), refund_date_last: payment.end_date } : {}),
  });

  const callBack = async (payment: LiqPayRecord) => {
    // The token is told by the callback of the payment and nowhere else.
    const token = payment.asksForToken && payment.status === 'success' ? { card_token: TOKEN } : {};
    const data = Buffer.from(JSON.stringify({ ...told(payment), ...token })).toString('base64');
    await fetch(payment.server_url, { method: 'POST', body: new URLSearchParams({ data, signature: sign(data) }) });
  };

  const refund = (payment: LiqPayRecord, amount: number) => {
    payment.refunds.push(amount);
    payment.status = 'reversed';
    payment.end_date = now().getTime();
  };

  const failed = (code: string) =>
    json({ result: 'error', status: 'error', err_code: code, err_description: `no: ${code}` });

  const api = (params: Readonly<Record<string, unknown>>): GivenAnswer => {
    const payment = payments.get(String(params['order_id']));
    switch (params['action']) {
      case 'status':
        return payment && payment.status !== 'opened' ? json(told(payment)) : failed('payment_not_found');
      case 'paytoken': {
        if (payment) return failed('order_id_duplicate');
        if (params['card_token'] !== TOKEN) return failed('err_no_card_token');
        return json(told(begin(params, 'success')));
      }
      case 'refund': {
        if (payment?.status !== 'success' && payment?.status !== 'reversed') return failed('payment_err_status');
        if (refundAmount(payment) + Number(params['amount']) > payment.amount)
          return failed('err_payment_amount_limit');
        refund(payment, Number(params['amount']));
        return json({ result: 'ok', action: 'refund', payment_id: payment.payment_id, status: 'reversed' });
      }
      case 'reports': {
        const [from, to] = [Number(params['date_from']), Number(params['date_to'])];
        const rows = [...payments.values()].filter((each) => each.create_date >= from && each.create_date < to);
        return json({ result: 'success', data: rows.filter(({ status }) => status !== 'opened').map(told) });
      }
      default:
        return failed('err_api_action');
    }
  };

  const answer = ({ method, url, body }: TakenRequest): GivenAnswer => {
    const form = new URLSearchParams(body.toString('utf8'));
    const [data, signature] = [form.get('data') ?? '', form.get('signature')];
    const params = JSON.parse(Buffer.from(data, 'base64').toString('utf8')) as Readonly<Record<string, unknown>>;
    const isGood = signature === sign(data) && params['public_key'] === publicKey;
    if (method !== 'POST' || !isGood || params['version'] !== (algorithm === 'sha1' ? 3 : 7)) {
      return url.pathname === '/api/request' ? failed('invalid_signature') : page('invalid_signature', 400);
    }
    if (url.pathname === '/api/request') return api(params);
    if (url.pathname !== '/api/3/checkout' || params['action'] !== 'pay') return page('err_path', 404);
    if (!payments.has(String(params['order_id']))) begin(params, 'opened');
    return page('LiqPay');
  };

  const server = await serve(answer);
  const known = (orderNumber: string): LiqPayRecord => {
    const payment = payments.get(orderNumber);
    if (!payment) throw new Error('nobody opened its page');
    return payment;
  };
  return {
    url: server.url,
    pay: async (orderNumber, { outcome, amount, currency, isOtherMerchant }: Paying) => {
      const payment = known(orderNumber);
      payment.status = outcome === 'paid' ? 'success' : 'failure';
      if (outcome === 'declined') payment.err_code = 'limit';
      if (currency !== undefined) payment.currency = currency;
      if (amount !== undefined) payment.amount = major(amount, payment.currency);
      if (isOtherMerchant) payment.public_key = 'i99999999999';
      payment.end_date = now().getTime();
      await callBack(payment);
    },
    giveBack: async (orderNumber, amount) => {
      const payment = known(orderNumber);
      refund(payment, major(amount, payment.currency));
      await callBack(payment);
    },
    moved: (orderNumber) => {
      const payment = payments.get(orderNumber);
      const isTaken = payment?.status === 'success' || payment?.status === 'reversed';
      if (!payment || !isTaken) return { taken: 0n, givenBack: 0n };
      const { amount, currency } = payment;
      return { taken: minor(amount, currency), givenBack: minor(refundAmount(payment), currency) };
    },
    close: server.close,
  };
}
