import { SupplierProfile } from './supplier-profile.js';
import decodeQR from 'qr/decode.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../app.js';
import { call } from '../testing/call.js';
import { type DatabaseUnderTest, openTestPGlite } from '../testing/databases.js';
import { seedSupplier, type SeededSupplier, testContext } from '../testing/index.js';
import { nationalQrText, type TransferDetails } from './national-qr.js';
import { paymentSlip } from './payment-slip.js';
import { qrCodeOf } from './qr-code.js';

/** The lines that a link carries, as a bank's app reads them. */
function linesOf(link: string): string[] {
  const bytes = Buffer.from(link.replace('https://bank.gov.ua/qr/', ''), 'base64url');
  const encoding = bytes.toString('latin1').split('\n')[2] === '2' ? 'windows-1251' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes).split('\n');
}

const DETAILS: TransferDetails = {
  recipient: 'БО БФ ПЕКЕЛЬНА КУХНЯ',
  iban: 'UA343052990000026009045912975',
  taxId: '44662030',
  amount: 35_820n,
  purpose: 'Благодійна допомога',
};

/** Links in use, made by the banks' own apps for a charity: in Windows-1251 without a sum, in UTF-8 with the sum of nought. */
const BY_PRIVATBANK =
  'https://bank.gov.ua/qr/QkNECjAwMgoyClVDVAoKwc4gwdQgz8XKxcvczcAgytPVzd8KVUEzNDMwNTI5OTAwMDAwMjYwMDkwNDU5MTI5NzUKVUFICjQ0NjYyMDMwCgoKCg==';
const BY_MONOBANK =
  'https://bank.gov.ua/qr/QkNECjAwMgoxClVDVAoK0JHQpCDQkdC-INCf0LXQutC10LvRjNC90LAg0JrRg9GF0L3RjwpVQTM0MzA1Mjk5MDAwMDAyNjAwOTA0NTkxMjk3NQpVQUgwCjQ0NjYyMDMwCgoK0JHQu9Cw0LPQvtC00ZbQudC90LAg0LTQvtC_0L7QvNC-0LPQsAoK';

describe('the national QR code', () => {
  it.each([BY_PRIVATBANK, BY_MONOBANK])('has the lines that banks’ own apps write', (known) => {
    const [theirs, ours] = [linesOf(known), linesOf(nationalQrText(DETAILS))];
    // monobank ends the thirteenth line too, PrivatBank does not: apps take both.
    expect(theirs.length === 13 || theirs[13] === '').toBe(true);
    expect(ours).toHaveLength(14);
    for (const index of [0, 1, 3, 4, 6, 8, 9, 10, 12]) expect(ours[index], `line ${index + 1}`).toBe(theirs[index]);
    expect(ours[7]).toMatch(/^UAH/);
  });

  it('differs from a code in use in nothing but its encoding and its sum', () => {
    const ours = nationalQrText({ ...DETAILS, recipient: 'БФ Бо Пекельна Кухня' });
    const lines = (link: string) => linesOf(link).filter((_, index) => index !== 2 && index !== 7);
    expect(lines(ours)).toEqual(lines(BY_MONOBANK));
    expect(linesOf(ours)[7]).toBe('UAH358.20');
  });

  it('says in which encoding it is, and has every letter right in either', () => {
    const ukrainian = linesOf(nationalQrText({ ...DETAILS, purpose: 'Ґанок, їжа, єдність, під’їзд №5' }));
    expect([ukrainian[2], ukrainian[11]]).toEqual(['2', 'Ґанок, їжа, єдність, під’їзд №5']);
    const other = linesOf(nationalQrText({ ...DETAILS, purpose: 'Газ m³' }));
    expect([other[2], other[11]]).toEqual(['1', 'Газ m³']);
  });

  it('keeps its lines in their places whatever is written into a text', () => {
    const lines = linesOf(nationalQrText({ ...DETAILS, recipient: 'ТОВ\nUA00', purpose: 'a\r\nb' }));
    expect(lines).toHaveLength(14);
    expect([lines[5], lines[6], lines[11]]).toEqual(['ТОВ UA00', DETAILS.iban, 'a b']);
  });

  it('has kopecks as two digits, and no sum where the payer is to type one', () => {
    expect(linesOf(nationalQrText({ ...DETAILS, amount: 5n }))[7]).toBe('UAH0.05');
    expect(linesOf(nationalQrText({ ...DETAILS, amount: null }))[7]).toBe('');
  });
});

describe('a QR code', () => {
  it('is read back by a reader as what it says', () => {
    const text = nationalQrText(DETAILS);
    const code = qrCodeOf(text)!;
    expect(code.modules).toHaveLength(code.size ** 2);
    // Drawn as a page draws it: a quiet zone of 4, some points to a square.
    const [scale, side] = [4, (code.size + 8) * 4];
    const data = new Uint8ClampedArray(side * side * 4).fill(255);
    for (let y = 0; y < code.size * scale; y += 1) {
      for (let x = 0; x < code.size * scale; x += 1) {
        if (code.modules[Math.floor(y / scale) * code.size + Math.floor(x / scale)] === '0') continue;
        data.set([0, 0, 0], ((y + 4 * scale) * side + x + 4 * scale) * 4);
      }
    }
    expect(decodeQR({ width: side, height: side, data })).toBe(text);
  });

  it('is never larger than phones read well', () => {
    expect(qrCodeOf('x'.repeat(412))?.size).toBeLessThanOrEqual(77);
    expect(qrCodeOf('x'.repeat(520))?.size).toBe(77);
    expect(qrCodeOf('x'.repeat(521))).toBeNull();
    expect(qrCodeOf('x'.repeat(5000))).toBeNull();
  });
});

const TRANSFER = {
  recipient: 'ТОВ «Придеснянськгаз»',
  taxId: '39590621',
  iban: 'UA213223130000026007233566001',
  bank: 'АТ «Банк»',
  purpose: 'За газ, особовий рахунок {account}',
};
const PAYING = { paying: { methods: [], atLeast: 100, atMost: 2_999_900, bankTransfer: TRANSFER } };

describe('the slip for a bank transfer', () => {
  let under: DatabaseUnderTest;
  let supplier: SeededSupplier;
  beforeAll(async () => {
    under = await openTestPGlite();
    supplier = await seedSupplier(under.database, { profile: PAYING });
  });
  afterAll(() => under.close());

  async function ask(query: Record<string, string> = {}, of = supplier, accountId = of.customer.accounts[0].id) {
    const token = await of.mint({ customerRef: of.customer.ref });
    return call(createApp(testContext(under.database)), 'getPaymentSlip', {
      supplierId: of.id,
      params: { accountId },
      query,
      token,
    });
  }

  it('names the account in its purpose and what is owed and not on its way yet, in words and as the code', async () => {
    const { status, body } = await ask();
    const { accountNumber } = supplier.customer.accounts[0];
    expect(status).toBe(200);
    expect(body).toMatchObject({
      recipient: TRANSFER.recipient,
      taxId: TRANSFER.taxId,
      iban: TRANSFER.iban,
      bank: TRANSFER.bank,
      amount: { amount: 30_820, currency: 'UAH' },
      purpose: `За газ, особовий рахунок ${accountNumber}`,
    });
    expect(linesOf(body.qr.text).slice(5)).toEqual([
      TRANSFER.recipient,
      TRANSFER.iban,
      'UAH308.20',
      TRANSFER.taxId,
      '',
      '',
      `За газ, особовий рахунок ${accountNumber}`,
      '',
      '',
    ]);
  });

  it('is for another sum where one is asked for', async () => {
    const { body } = await ask({ amount: '12345' });
    expect(body.amount.amount).toBe(12_345);
    expect(linesOf(body.qr.text)[7]).toBe('UAH123.45');
    expect((await ask({ amount: '-5' })).status).toBe(400);
  });

  it('is not there for somebody else’s account, nor where the supplier takes no transfers', async () => {
    expect((await ask({}, supplier, supplier.neighbour.accounts[0].id)).status).toBe(404);
    const other = await seedSupplier(under.database);
    expect((await ask({}, other)).status).toBe(404);
  });

  it('has no national code in another currency or for an account abroad', () => {
    const profile = (currency: string, iban: string) =>
      SupplierProfile.parse({ ...supplier.profile, currency, paying: { bankTransfer: { ...TRANSFER, iban } } });
    const slip = (currency: string, iban: string) =>
      paymentSlip(profile(currency, iban), { accountNumber: '1', amount: 100n });
    expect(slip('UAH', TRANSFER.iban)?.qr).not.toBeNull();
    expect(slip('EUR', TRANSFER.iban)?.qr).toBeNull();
    expect(slip('UAH', 'DE89370400440532013000')?.qr).toBeNull();
  });
});
