import type { SampleSupplier } from './sample-supplier.js';

/** What a supplier that takes payments offers. */
export const PAYING_CAPABILITIES = ['payments', 'payment-history', 'payment-plans', 'reminders', 'receipts'] as const;

/** By card at the sandbox bank, where no real money moves, and by a transfer to an account that no bank has. */
export function samplePaying(
  supplierId: string,
  bankTransfer: { readonly recipient: string; readonly taxId: string; readonly iban: string } | null,
): NonNullable<SampleSupplier['profile']['paying']> {
  return {
    methods: [
      {
        id: 'card',
        provider: 'sandbox',
        name: { uk: 'Банківська картка', ru: 'Банковская карта', en: 'Bank card' },
        keepsCards: true,
        settings: { url: 'http://127.0.0.1:8900', merchant: supplierId },
      },
    ],
    bankTransfer: bankTransfer && {
      ...bankTransfer,
      bank: 'АТ «Вигаданий банк»',
      purpose: 'За комунальні послуги, особовий рахунок {account}',
    },
  };
}
