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
}

const CURRENCIES: Readonly<Record<string, string>> = { UAH: 'грн', RUB: 'руб.' };

/**
 * The account's bill, with the last payment that was booked before today. What was paid on one day was paid at once, whatever services it
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
  const paid = payments.filter(({ bookedOn }) => bookedOn === lastDay).reduce((sum, { amount }) => sum - amount, 0);
  return {
    kind: account.kind,
    accountNumber: account.number.printed,
    holder: account.holderName,
    address: `${account.locality.name}, ${account.address}`,
    ...(account.linkPin === null ? {} : { pin: account.linkPin }),
    ...(lastDay === undefined
      ? {}
      : { lastPayment: `${sumOf(paid)} ${CURRENCIES[String(profile['currency'])] ?? ''}` }),
    meterNumber: account.meters.find(({ removedOn }) => removedOn === null)?.serialNumber ?? '',
  };
}

function sumOf(minor: number): string {
  const digits = String(minor).padStart(3, '0');
  return `${digits.slice(0, -2).replace(/(?<=\d)(?=(\d{3})+$)/g, '\u00a0')},${digits.slice(-2)}`;
}
