import type { PaymentSlip } from '@kabinet/api/contract';
import type { SupplierProfile } from './supplier-profile.js';
import { nationalQrText } from './national-qr.js';
import { qrCodeOf } from './qr-code.js';

/** What a bank needs for a transfer to the supplier for an account; null where it takes none. `amount` in minor units, 0 for any. */
export function paymentSlip(
  { paying, currency }: Pick<SupplierProfile, 'paying' | 'currency'>,
  { accountNumber, amount }: { accountNumber: string; amount: bigint },
): PaymentSlip | null {
  const transfer = paying?.bankTransfer;
  if (!transfer) return null;
  const { recipient, taxId, iban, bank } = transfer;
  const purpose = transfer.purpose.replaceAll('{account}', () => accountNumber);
  const isNational = currency === 'UAH' && /^UA\d{27}$/.test(iban);
  const details = { recipient, iban, taxId, amount: amount > 0n ? amount : null, purpose };
  return {
    recipient,
    taxId,
    iban,
    bank,
    amount: { amount: Number(amount), currency },
    purpose,
    qr: isNational ? qrCodeOf(nationalQrText(details)) : null,
  };
}
