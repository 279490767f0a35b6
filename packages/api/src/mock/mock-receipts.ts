import type {
  Grant,
  Money,
  Payment,
  PaymentOrder,
  Receipt,
  ReceiptContent,
  ReceiptDocument,
  ReceiptKey,
  Supplier,
} from '../schemas/index.js';
import { type Handlers, refusal } from './handlers.js';
import type { MockAccount } from './sample-base.js';
import { sampleQrCode } from './sample-payments.js';

/** A real pair of keys that everybody knows: what it signs is checked like any receipt, and is worth nothing. */
const KEY = {
  kty: 'OKP',
  crv: 'Ed25519',
  x: 'CQe7ZCGRJW_s4vAuwjnzA6k8-S9xw8RpP_-i6zxY0eo',
  d: 'cBLiXqCymxBw-jht3PB42MS1MBK9yfzMbfDACkeOv2A',
};
const KID = 'sample-key-00001';

/** The public key of the sample supplier's receipts. */
export const sampleReceiptKey: ReceiptKey = {
  kty: KEY.kty,
  crv: KEY.crv,
  x: KEY.x,
  kid: KID,
  use: 'sig',
  alg: 'EdDSA',
};

type ReceiptOperation = 'getReceipt' | 'getReceiptDocument' | 'getReadingReceipt' | 'listReceiptKeys';

export interface MockReceiptsOptions {
  readonly supplier: Supplier;
  readonly accounts: () => readonly MockAccount[];
  readonly accountOf: (accountId: string, grant: Grant) => MockAccount;
  readonly paymentsOf: (account: MockAccount) => readonly Payment[];
  readonly findOrder: (orderId: string) => PaymentOrder | null;
}

const encoder = new TextEncoder();

function base64(bytes: Uint8Array): string {
  return btoa([...bytes].map((byte) => String.fromCharCode(byte)).join(''));
}

function base64url(bytes: Uint8Array): string {
  return base64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** Signs as the service does: compact JWS by Ed25519. A browser without it cannot be shown any. */
export async function signSampleReceipt(content: object): Promise<string> {
  const input = [{ alg: 'EdDSA', kid: KID }, content]
    .map((part) => base64url(encoder.encode(JSON.stringify(part))))
    .join('.');
  try {
    const key = await crypto.subtle.importKey('jwk', KEY, { name: 'Ed25519' }, false, ['sign']);
    const signature = await crypto.subtle.sign({ name: 'Ed25519' }, key, encoder.encode(input));
    return `${input}.${base64url(new Uint8Array(signature))}`;
  } catch {
    throw refusal('unavailable');
  }
}

/** The receipts of the mock: of what was paid and handed in here, signed by a key of its own. */
export function mockReceipts({
  supplier,
  accounts,
  accountOf,
  paymentsOf,
  findOrder,
}: MockReceiptsOptions): Pick<Handlers, ReceiptOperation> {
  const { id, name, languages, timeZone, currency } = supplier;
  const money = (amount: number): Money => ({ amount, currency });
  const numberOf = (accountId: string) =>
    accounts().find(({ account }) => account.id === accountId)?.account.accountNumber ?? '';
  const common = (number: string, issuedAt: string) => ({
    v: 1,
    iss: id,
    supplier: name[languages[0] ?? ''] ?? id,
    number,
    issuedAt,
    timeZone,
  });

  function paymentContent(
    number: string,
    paidAt: string,
    lines: PaymentOrder['lines'],
    { fee, methodId, shares }: { fee: Money; methodId?: string; shares?: Payment['shares'] },
  ): ReceiptContent {
    const methods = supplier.payments?.methods ?? [];
    const method = methods.find((each) => each.id === methodId) ?? methods[0];
    return {
      ...common(number, paidAt),
      kind: 'payment',
      payment: {
        paidAt,
        method: method?.name[languages[0] ?? ''] ?? 'pay.example',
        lines: lines.map(({ accountId, amount }) => ({
          accountNumber: numberOf(accountId),
          amount,
          ...(shares && shares.length > 0 && { shares: [...shares] }),
        })),
        fee,
        total: money(lines.reduce((sum, { amount }) => sum + amount.amount, fee.amount)),
      },
    };
  }

  function contentOf(receiptId: string): ReceiptContent {
    const order = findOrder(receiptId.replace(/^receipt-/, ''));
    if (order?.receiptId === receiptId && order.settledAt !== null) {
      return paymentContent(order.number, order.settledAt, order.lines, order);
    }
    for (const account of accounts()) {
      const payment = paymentsOf(account).find((each) => each.receiptId === receiptId && each.kind === 'payment');
      if (!payment?.number) continue;
      const lines = [{ accountId: account.account.id, amount: payment.amount }];
      const about = { fee: money(0), shares: payment.shares };
      return paymentContent(payment.number, `${payment.paidOn}T11:05:00.000Z`, lines, about);
    }
    return readingContent((readingId) => `receipt-reading-${readingId}` === receiptId, accounts());
  }

  function readingContent(isIt: (readingId: string) => boolean, among: readonly MockAccount[]): ReceiptContent {
    for (const { account, meters } of among) {
      for (const { meter, readings } of meters) {
        const reading = readings.find((each) => isIt(each.id));
        if (!reading || reading.source !== 'customer' || reading.number === null) continue;
        const zoneOf = (registerId: string) => meter.registers.find((each) => each.id === registerId)?.zone ?? 'total';
        return {
          ...common(reading.number, reading.receivedAt),
          kind: 'reading',
          reading: {
            accountNumber: account.accountNumber,
            meterNumber: meter.serialNumber,
            serviceKind: meter.serviceKind,
            unit: meter.unit,
            readAt: reading.readAt,
            receivedAt: reading.receivedAt,
            values: reading.values.map(({ registerId, value }) => ({ zone: zoneOf(registerId), value })),
          },
        };
      }
    }
    throw refusal('not_found');
  }

  const receiptOf = async (receiptId: string, content: ReceiptContent): Promise<Receipt> => ({
    id: receiptId,
    number: content.number,
    signed: await signSampleReceipt(content),
    verifyUrl: 'https://cabinet.energy.example/sample/my/receipt',
    qr: sampleQrCode(),
    premises: accounts().flatMap(({ account: { accountNumber, premise } }) =>
      numbersIn(content).includes(accountNumber) ? [{ accountNumber, address: premise.address }] : [],
    ),
  });

  return {
    getReceipt: async ({ receiptId }) => receiptOf(receiptId, contentOf(receiptId)),
    getReadingReceipt: async ({ accountId, readingId }) => {
      const account = accountOf(accountId, 'readings');
      return receiptOf(
        `receipt-reading-${readingId}`,
        readingContent((each) => each === readingId, [account]),
      );
    },
    getReceiptDocument: async ({ receiptId }) => sampleDocument(await receiptOf(receiptId, contentOf(receiptId))),
    listReceiptKeys: () => ({ keys: [sampleReceiptKey] }),
  };
}

function numbersIn({ payment, reading }: ReceiptContent): readonly string[] {
  return payment?.lines.map(({ accountNumber }) => accountNumber) ?? [reading?.accountNumber ?? ''];
}

/** A PDF of one line, with the signed receipt in it as the service's has. */
function sampleDocument({ number, signed }: Receipt): ReceiptDocument {
  const line = `BT /F1 24 Tf 72 720 Td (Sample receipt ${number}) Tj ET`;
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${line.length}>>stream\n${line}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ];
  let file = `%PDF-1.4\n% ${signed}\n`;
  const places = objects.map((object, index) => {
    const at = file.length;
    file += `${index + 1} 0 obj${object}endobj\n`;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 6\n0000000000 65535 f \n${places.join('')}`;
  return {
    fileName: `receipt-${number}.pdf`,
    mediaType: 'application/pdf',
    data: btoa(`${file}${table}trailer<</Size 6/Root 1 0 R>>\nstartxref\n${file.length}\n%%EOF\n`),
  };
}
