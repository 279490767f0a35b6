import { createHmac } from 'node:crypto';
import type { Counterpart, Paying } from './counterpart.js';
import { type GivenAnswer, json, page, serve, type TakenRequest } from './http-counterpart.js';

/** A transaction as WayForPay keeps it, in the words of its API. */
interface WayForPayRecord {
  readonly orderReference: string;
  readonly serviceUrl: string;
  merchantAccount: string;
  transactionStatus: string;
  amount: number;
  currency: string;
  reason: string;
  reasonCode: number;
  authCode: string;
  cardPan: string;
  refunds: { readonly amount: number; readonly moment: number }[];
  readonly createdDate: number;
  processingDate: number;
}

const TOKEN = '22667bbd-ebd5-4d4b-9f70-0a8bd8de4c2d';

export interface WayForPayMerchant {
  readonly merchantAccount: string;
  readonly secretKey: string;
  readonly now: () => Date;
  readonly digits: (currency: string) => number;
}

type Params = Readonly<Record<string, unknown>>;

/**
 * WayForPay's page, API and calls to the serviceUrl. Written from its documentation and not from our adapter, which it is there to find
 * fault with. https://wiki.wayforpay.com/en
 */
export async function startWayForPay(merchant: WayForPayMerchant): Promise<Counterpart & { readonly url: string }> {
  const { merchantAccount, secretKey, now } = merchant;
  const transactions = new Map<string, WayForPayRecord>();
  const seconds = () => Math.floor(now().getTime() / 1000);

  const sign = (fields: readonly unknown[]) => createHmac('md5', secretKey).update(fields.join(';')).digest('hex');
  const listOf = (value: unknown) => (Array.isArray(value) ? (value as unknown[]) : [value]);
  /** What is signed of a purchase and of a charge alike. */
  const signedPurchase = (params: Params, list: (name: string) => readonly unknown[]) =>
    sign([
      ...['merchantAccount', 'merchantDomainName', 'orderReference', 'orderDate', 'amount', 'currency'].map(
        (name) => params[name],
      ),
      ...list('productName'),
      ...list('productCount'),
      ...list('productPrice'),
    ]);

  const begin = (params: Params): WayForPayRecord => {
    const moment = seconds();
    const transaction: WayForPayRecord = {
      orderReference: String(params['orderReference']),
      serviceUrl: String(params['serviceUrl']),
      merchantAccount,
      transactionStatus: 'opened',
      amount: Number(params['amount']),
      currency: String(params['currency']),
      reason: '',
      reasonCode: 0,
      authCode: '',
      cardPan: '',
      refunds: [],
      createdDate: moment,
      processingDate: moment,
    };
    transactions.set(transaction.orderReference, transaction);
    return transaction;
  };

  const approve = (transaction: WayForPayRecord) =>
    Object.assign(transaction, {
      transactionStatus: 'Approved',
      reason: 'Ok',
      reasonCode: 1100,
      authCode: '541963',
      cardPan: '41****8217',
      processingDate: seconds(),
    });

  const refundAmount = ({ refunds }: WayForPayRecord) =>
    refunds.reduce((sum, { amount }) => Math.round((sum + amount) * 1000) / 1000, 0);

  const told = (transaction: WayForPayRecord) => {
    const { orderReference, amount, currency, authCode, cardPan, transactionStatus, reason, reasonCode } = transaction;
    const { createdDate, processingDate } = transaction;
    const signed = [
      transaction.merchantAccount,
      orderReference,
      amount,
      currency,
      authCode,
      cardPan,
      transactionStatus,
      reasonCode,
    ];
    return {
      merchantAccount: transaction.merchantAccount,
      orderReference,
      merchantSignature: sign(signed),
      amount,
      currency,
      authCode,
      email: 'client@example.com',
      phone: '380631234567',
      createdDate,
      processingDate,
      cardPan,
      cardType: 'Visa',
      issuerBankCountry: 'Ukraine',
      issuerBankName: 'ПриватБанк',
      recToken: TOKEN,
      transactionStatus,
      reason,
      reasonCode,
      fee: 0,
      paymentSystem: 'card',
    };
  };

  const refund = (transaction: WayForPayRecord, amount: number) => {
    transaction.refunds.push({ amount, moment: seconds() });
    transaction.processingDate = seconds();
    if (refundAmount(transaction) >= transaction.amount) transaction.transactionStatus = 'Refunded';
  };

  const callBack = async (transaction: WayForPayRecord) => {
    // As it does: JSON, though the content type says a form.
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    await fetch(transaction.serviceUrl, { method: 'POST', headers, body: JSON.stringify(told(transaction)) });
  };

  const refused = (reasonCode: number, reason: string) => json({ reason, reasonCode });

  const api = (params: Params): GivenAnswer => {
    const orderReference = String(params['orderReference']);
    const transaction = transactions.get(orderReference);
    const isSignedAs = (fields: readonly string[]) =>
      params['merchantSignature'] === sign(fields.map((name) => params[name]));
    const badSignature = refused(1113, 'Invalid signature');
    switch (params['transactionType']) {
      case 'CHECK_STATUS': {
        if (!isSignedAs(['merchantAccount', 'orderReference'])) return badSignature;
        if (!transaction || transaction.transactionStatus === 'opened') return refused(1127, 'Order Not Found');
        return json({ ...told(transaction), refundAmount: refundAmount(transaction), settlementDate: null });
      }
      case 'CHARGE': {
        if (params['merchantSignature'] !== signedPurchase(params, (name) => listOf(params[name]))) return badSignature;
        if (transaction) return refused(1112, 'Duplicate Order ID');
        if (params['recToken'] !== TOKEN) return refused(1116, 'Token Not Found');
        return json(told(approve(begin(params))));
      }
      case 'REFUND': {
        if (!isSignedAs(['merchantAccount', 'orderReference', 'amount', 'currency'])) return badSignature;
        const left = transaction ? transaction.amount - refundAmount(transaction) : 0;
        if (!transaction || Number(params['amount']) > left + 1e-9) return refused(1128, 'Refund Limit Exceeded');
        refund(transaction, Number(params['amount']));
        const [transactionStatus, reasonCode] = ['Refunded', 1100];
        const merchantSignature = sign([merchantAccount, orderReference, transactionStatus, reasonCode]);
        return json({
          merchantAccount,
          orderReference,
          transactionStatus,
          reason: 'Ok',
          reasonCode,
          merchantSignature,
        });
      }
      case 'TRANSACTION_LIST': {
        if (!isSignedAs(['merchantAccount', 'dateBegin', 'dateEnd'])) return badSignature;
        const [begin_, end] = [Number(params['dateBegin']), Number(params['dateEnd'])];
        const isWithin = (moment: number) => moment >= begin_ && moment <= end;
        const transactionList = [...transactions.values()]
          .filter(({ transactionStatus }) => transactionStatus !== 'opened')
          .flatMap((each) => [
            { transactionType: 'PURCHASE', ...told(each), processingDate: each.createdDate },
            ...each.refunds.map(({ amount, moment }) => ({
              transactionType: 'REFUND',
              ...told(each),
              transactionStatus: 'Refunded',
              amount,
              createdDate: moment,
              processingDate: moment,
            })),
          ])
          .filter(({ createdDate }) => isWithin(createdDate));
        return json({ reason: 'Ok', reasonCode: 1100, transactionList });
      }
      default:
        return refused(1109, 'Format Error');
    }
  };

  const answer = ({ method, url, body }: TakenRequest): GivenAnswer => {
    if (method !== 'POST') return page('no', 405);
    if (url.pathname === '/api') return api(JSON.parse(body.toString('utf8')) as Params);
    if (url.pathname !== '/pay') return page('no', 404);
    const form = new URLSearchParams(body.toString('utf8'));
    const params = Object.fromEntries(form);
    const isSigned = params['merchantSignature'] === signedPurchase(params, (name) => form.getAll(`${name}[]`));
    if (!isSigned || params['merchantAccount'] !== merchantAccount) return page('Bad signature', 400);
    if (!transactions.has(String(params['orderReference']))) begin(params);
    return page('WayForPay');
  };

  const server = await serve(answer);
  const known = (orderNumber: string): WayForPayRecord => {
    const transaction = transactions.get(orderNumber);
    if (!transaction) throw new Error('nobody opened its page');
    return transaction;
  };
  const scale = (currency: string) => 10 ** merchant.digits(currency);
  return {
    url: server.url,
    pay: async (orderNumber, { outcome, amount, currency, isOtherMerchant }: Paying) => {
      const transaction = approve(known(orderNumber));
      if (outcome === 'declined') {
        Object.assign(transaction, {
          transactionStatus: 'Declined',
          reason: 'Insufficient Funds',
          reasonCode: 1104,
          authCode: '',
        });
      }
      if (currency !== undefined) transaction.currency = currency;
      if (amount !== undefined) transaction.amount = Number(amount) / scale(transaction.currency);
      if (isOtherMerchant) transaction.merchantAccount = 'somebody_else';
      await callBack(transaction);
    },
    giveBack: async (orderNumber, amount) => {
      const transaction = known(orderNumber);
      refund(transaction, Number(amount) / scale(transaction.currency));
      await callBack(transaction);
    },
    moved: (orderNumber) => {
      const transaction = transactions.get(orderNumber);
      const minor = (major: number) => BigInt(Math.round(major * scale(transaction?.currency ?? 'UAH')));
      const isTaken = transaction?.transactionStatus === 'Approved' || transaction?.transactionStatus === 'Refunded';
      if (!transaction || !isTaken) return { taken: 0n, givenBack: 0n };
      return { taken: minor(transaction.amount), givenBack: minor(refundAmount(transaction)) };
    },
    close: server.close,
  };
}
