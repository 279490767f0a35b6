import type { PaymentShare, QrCode, Receipt, ReceiptContent, ReceiptSummary } from '@kabinet/api/contract';
import { type CalendarMonth, canonicalDecimal, dateInTimeZone } from '@kabinet/rules';
import { decodeJwt } from 'jose';
import type { Context } from '../context.js';
import { accessTo, accountsOfCustomer } from '../db/account-access.js';
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

/** What of a payment went to which service and month of an account. */
export interface AccountShare {
  readonly accountId: string;
  readonly serviceKind: string;
  readonly month: CalendarMonth | null;
  readonly amount: bigint;
}

/** With more of them a receipt would get longer than those who check it take: then it says the sums of the accounts alone. */
const MOST_SHARES = 60;

/** Months tell what was owed: they are named for the accounts of which the payer may see that. */
async function sharesToTell(
  tx: Tx,
  {
    supplier,
    customerRef,
    shares,
    now,
  }: { supplier: KnownSupplier; customerRef: string; shares: readonly AccountShare[]; now: Date },
): Promise<readonly AccountShare[]> {
  if (shares.length > MOST_SHARES) return [];
  const today = dateInTimeZone(now, supplier.profile.timeZone);
  const seen = new Set<string>();
  for (const accountId of new Set(shares.map((share) => share.accountId))) {
    const access = await accessTo(tx, { supplierId: supplier.id, customerRef, accountId, today });
    if (access?.grants.includes('view')) seen.add(accountId);
  }
  return shares.filter(({ accountId }) => seen.has(accountId));
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
    shares = [],
    now,
  }: {
    context: Signer;
    supplier: KnownSupplier;
    order: PaidOrder;
    lines: readonly { readonly accountId: string; readonly amount: bigint }[];
    /** To which services and months of which account it went. */
    shares?: readonly AccountShare[];
    now: Date;
  },
): Promise<string | null> {
  const numbers = await accountNumbersOf(tx, {
    supplierId: supplier.id,
    accountIds: lines.map(({ accountId }) => accountId),
  });
  const money = (amount: bigint) => ({ amount: Number(amount), currency: order.currency });
  const told = await sharesToTell(tx, { supplier, customerRef: order.customerRef, shares, now });
  const sharesOf = (accountId: string) => {
    const own = told.filter((share) => share.accountId === accountId);
    if (own.length === 0) return {};
    return {
      shares: own.map(({ serviceKind, month, amount }) => ({
        serviceKind: serviceKind as PaymentShare['serviceKind'],
        month,
        amount: money(amount),
      })),
    };
  };
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
          ...sharesOf(accountId),
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

/** The contract's Receipt, for this customer: with where its accounts are, as far as they have them on their list now. */
export async function receiptFor(
  tx: Tx,
  {
    context,
    supplier,
    customerRef,
    receipt: { id, number, signed, signedShort },
    now,
  }: {
    context: Pick<Context, 'publicUrl'>;
    supplier: KnownSupplier;
    customerRef: string;
    receipt: ReceiptRow;
    now: Date;
  },
): Promise<Receipt> {
  const verifyUrl = pageUrl(context, supplier.id, CHECK_PAGE);
  const today = dateInTimeZone(now, supplier.profile.timeZone);
  const { payment, reading } = contentOf({ signed });
  const numbers = payment?.lines.map(({ accountNumber }) => accountNumber) ?? [reading?.accountNumber ?? ''];
  const listed = await accountsOfCustomer(tx, { supplierId: supplier.id, customerRef, today });
  const premises = listed.flatMap(({ accountNumber, address }) =>
    address && numbers.includes(accountNumber) ? [{ accountNumber, address }] : [],
  );
  return { id, number, signed, verifyUrl, qr: qrOf(verifyUrl, signedShort), premises };
}

/** What a receipt of ours says. Not a check: only for what we signed and kept ourselves. */
export function contentOf({ signed }: Pick<ReceiptRow, 'signed'>): ReceiptContent {
  return decodeJwt<ReceiptContent>(signed);
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
