import type { QrCode, Receipt, ReceiptContent, ReceiptSummary } from '@kabinet/api/contract';
import { canonicalDecimal } from '@kabinet/rules';
import type { Context } from '../context.js';
import { accountNumbersOf } from '../db/account-numbers.js';
import type { Tx } from '../db/database.js';
import { newId } from '../db/ids.js';
import { keepReceipt, readingToConfirm, receiptOfSubject, type ReceiptRow } from '../db/receipts.js';
import { pageUrl } from './page-addresses.js';
import { qrCodeOf } from './qr-code.js';
import { SealedByAnotherKey, signReceipt } from './receipt-keys.js';
import type { KnownSupplier } from './supplier-directory.js';

type Signer = Pick<Context, 'secretKey' | 'logger'>;

/** What a receipt needs of a payment order that was paid. Sums in minor units. */
export interface PaidOrder {
  readonly id: string;
  readonly number: string;
  readonly customerRef: string;
  readonly methodId: string;
  readonly fee: bigint;
  readonly total: bigint;
  readonly currency: string;
  /** When it was paid; null where the call itself settles it: then it is now. */
  readonly settledAt: Date | string | null;
}

/**
 * Writes the receipt of a paid order, once: asked again it is the same one. Called in the transaction that credits the payment, so that
 * there is no payment without its receipt. Answers its id; null where the server has no key of its own, or not the one that the signing key is sealed by.
 */
export async function issuePaymentReceipt(
  tx: Tx,
  {
    context,
    supplier,
    order,
    lines,
    now,
  }: {
    context: Signer;
    supplier: KnownSupplier;
    order: PaidOrder;
    lines: readonly { readonly accountId: string; readonly amount: bigint }[];
    now: Date;
  },
): Promise<string | null> {
  const numbers = await accountNumbersOf(tx, {
    supplierId: supplier.id,
    accountIds: lines.map(({ accountId }) => accountId),
  });
  const money = (amount: bigint) => ({ amount: Number(amount), currency: order.currency });
  const issued = await issue(tx, {
    context,
    supplier,
    kind: 'payment',
    subjectId: order.id,
    number: order.number,
    customerRef: order.customerRef,
    says: {
      payment: {
        paidAt: new Date(order.settledAt ?? now).toISOString(),
        method: methodName(supplier, order.methodId),
        lines: lines.map(({ accountId, amount }) => ({
          accountNumber: numbers.get(accountId) ?? '',
          amount: money(amount),
        })),
        fee: money(order.fee),
        total: money(order.total),
      },
    },
    now,
  });
  return issued?.id ?? null;
}

/**
 * The receipt of a reading that a customer of the account handed in here, whatever became of it since: it says what came in and when.
 * Written when it is first asked for. Null where there is no such reading, or no key to sign with.
 */
export async function readingReceipt(
  tx: Tx,
  {
    context,
    supplier,
    accountId,
    readingId,
    customerRef,
    now,
  }: {
    context: Signer;
    supplier: KnownSupplier;
    accountId: string;
    readingId: string;
    customerRef: string;
    now: Date;
  },
): Promise<ReceiptRow | null> {
  const reading = await readingToConfirm(tx, { supplierId: supplier.id, accountId, readingId });
  if (!reading) return null;
  const { id, number, readAt, receivedAt, values, serviceKind, unit, accountNumber, meterNumber } = reading;
  return issue(tx, {
    context,
    supplier,
    kind: 'reading',
    subjectId: id,
    number,
    customerRef,
    says: {
      reading: {
        accountNumber,
        meterNumber,
        serviceKind: serviceKind as NonNullable<ReceiptContent['reading']>['serviceKind'],
        unit: unit as NonNullable<ReceiptContent['reading']>['unit'],
        readAt: new Date(readAt).toISOString(),
        receivedAt: new Date(receivedAt).toISOString(),
        values: values.map(({ zone, value }) => ({ zone, value: canonicalDecimal(value) })),
      },
    },
    now,
  });
}

/** Where anyone can check a receipt of the supplier. */
export const CHECK_PAGE = 'receipt';

/** The contract's Receipt. */
export function receiptOf(
  context: Pick<Context, 'publicUrl'>,
  supplier: KnownSupplier,
  { id, number, signed, signedShort }: ReceiptRow,
): Receipt {
  const verifyUrl = pageUrl(context, supplier.id, CHECK_PAGE);
  return { id, number, signed, verifyUrl, qr: qrOf(verifyUrl, signedShort) };
}

/** After the `#`: what stands there a browser sends to nobody, and so it is in no log. */
function qrOf(verifyUrl: string, signedShort: string): QrCode {
  // Where an unusually long address leaves no room, the code leads to the page alone.
  const code = qrCodeOf(`${verifyUrl}#${signedShort}`) ?? qrCodeOf(verifyUrl);
  if (!code) throw new Error('the address of the page for checking receipts is longer than any QR code');
  return code;
}

/** The supplier's own language: what is signed is said once. */
function ownName(supplier: KnownSupplier, name: Readonly<Record<string, string>>): string {
  return name[supplier.profile.languages[0] ?? ''] ?? Object.values(name)[0] ?? supplier.id;
}

function methodName(supplier: KnownSupplier, methodId: string): string {
  const method = supplier.profile.paying?.methods.find(({ id }) => id === methodId);
  return method ? ownName(supplier, method.name) : methodId;
}

async function issue(
  tx: Tx,
  {
    context: { secretKey, logger },
    supplier,
    kind,
    subjectId,
    number,
    customerRef,
    says,
    now,
  }: {
    context: Signer;
    supplier: KnownSupplier;
    kind: ReceiptRow['kind'];
    subjectId: string;
    number: string;
    customerRef: string;
    says: Pick<ReceiptContent, 'payment' | 'reading'>;
    now: Date;
  },
): Promise<ReceiptRow | null> {
  const subject = { supplierId: supplier.id, kind, subjectId };
  const written = await receiptOfSubject(tx, subject);
  if (written || secretKey === null) return written;
  const content: ReceiptContent = {
    v: 1,
    iss: supplier.id,
    supplier: ownName(supplier, supplier.profile.name),
    number,
    kind,
    issuedAt: now.toISOString(),
    timeZone: supplier.profile.timeZone,
    ...says,
  };
  const signer = { secretKey, supplierId: supplier.id, now };
  const texts = await signReceipt(tx, signer, [content, summaryOf(content)]).catch((error: unknown) => {
    if (!(error instanceof SealedByAnotherKey)) throw error;
    return null;
  });
  if (texts === null) {
    // The payment is the payer's all the same: it does not wait for its receipt until somebody finds the right key.
    logger.error({ supplier: supplier.id, number }, 'no receipt: KABINET_SECRET_KEY does not open the signing key');
    return null;
  }
  const [signed = '', signedShort = ''] = texts;
  await keepReceipt(tx, { ...subject, id: newId(now), number, customerRef, signed, signedShort, issuedAt: now });
  // What is kept, not what was made: somebody else may have been faster.
  return receiptOfSubject(tx, subject);
}

/** How many accounts the short form names: with more of them the QR code would get too fine for phones. */
const ACCOUNTS_IN_SUMMARY = 5;
const LAST_DIGITS = 4;

/** The short form for the QR code: nobody who finds the paper learns more from it than the paper shows, and less. */
function summaryOf({ iss, number, timeZone, payment, reading }: ReceiptContent): ReceiptSummary {
  const at = payment?.paidAt ?? reading?.receivedAt ?? '';
  const accounts = payment?.lines.map(({ accountNumber }) => accountNumber) ?? [reading?.accountNumber ?? ''];
  return {
    v: 1,
    iss,
    n: number,
    t: Math.floor(Date.parse(at) / 1000),
    z: timeZone,
    a: accounts.slice(0, ACCOUNTS_IN_SUMMARY).map((account) => account.slice(-LAST_DIGITS)),
    ...(payment && { s: payment.total.amount, c: payment.total.currency }),
    ...(reading && { r: Object.fromEntries(reading.values.map(({ zone, value }) => [zone, value])), u: reading.unit }),
  };
}
