import type { CalendarDate } from '@kabinet/rules';
import type { SampleAccount } from './sample-account.js';
import type { CustomerKind } from './people.js';
import type { SampleSupplier } from './suppliers/sample-supplier.js';

/** What stands on somebody's bill: all they need to come in. */
export interface SampleBill {
  readonly kind: CustomerKind;
  readonly accountNumber: string;
  readonly holder: string;
  readonly address: string;
  /** Where the supplier prints one. */
  readonly pin?: string;
  /** As printed, such as `358,20 грн`; missing before the first payment. */
  readonly lastPayment?: string;
  readonly meterNumber: string;
  /** What is to be paid, as printed; nothing owed is `0,00 грн`. */
  readonly due: string;
  /** The day to pay it by, as printed: `20.11.2026`; missing where nothing is owed. */
  readonly dueOn?: string;
}

const CURRENCIES: Readonly<Record<string, string>> = { UAH: 'грн', RUB: 'руб.' };

/**
 * The account's bill: what is to be paid by now, and the last payment that was booked before today. What was paid on one day was paid at once, whatever services it
 * was shared between.
 */
export function sampleBill(
  account: SampleAccount,
  { profile }: SampleSupplier,
  { today }: { readonly today: CalendarDate },
): SampleBill {
  const payments = account.ledger.filter(
    ({ kind, status, bookedOn }) => kind === 'payment' && status === 'posted' && bookedOn < today,
  );
  const lastDay = payments
    .map(({ bookedOn }) => bookedOn)
    .sort()
    .at(-1);
  const posted = account.ledger.filter(({ status }) => status === 'posted');
  const owed = posted.reduce((sum, { amount }) => sum + amount, 0);
  const dueOn = posted
    .flatMap(({ dueOn }) => dueOn ?? [])
    .sort()
    .at(-1);
  const printed = (minor: number) => `${sumOf(minor)} ${CURRENCIES[String(profile['currency'])] ?? ''}`;
  const paid = payments.filter(({ bookedOn }) => bookedOn === lastDay).reduce((sum, { amount }) => sum - amount, 0);
  return {
    kind: account.kind,
    accountNumber: account.number.printed,
    holder: account.holderName,
    address: `${account.locality.name}, ${account.address}`,
    ...(account.linkPin === null ? {} : { pin: account.linkPin }),
    ...(lastDay === undefined ? {} : { lastPayment: printed(paid) }),
    meterNumber: account.meters.find(({ removedOn }) => removedOn === null)?.serialNumber ?? '',
    due: printed(Math.max(owed, 0)),
    ...(owed > 0 && dueOn !== undefined ? { dueOn: dueOn.split('-').reverse().join('.') } : {}),
  };
}

function sumOf(minor: number): string {
  const digits = String(minor).padStart(3, '0');
  return `${digits.slice(0, -2).replace(/(?<=\d)(?=(\d{3})+$)/g, '\u00a0')},${digits.slice(-2)}`;
}
