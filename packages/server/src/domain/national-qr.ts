import iconv from 'iconv-lite';

/** What a bank app fills a transfer in with. */
export interface TransferDetails {
  readonly recipient: string;
  /** Ukrainian: UA and 27 digits. */
  readonly iban: string;
  /** The recipient's code: ЄДРПОУ, 8 digits, or РНОКПП, 10. */
  readonly taxId: string;
  /** Kopecks; null where the payer is to type the sum. */
  readonly amount: bigint | null;
  readonly purpose: string;
}

/** Where bank apps take the link: both scanned and tapped on a phone. */
const ADDRESS = 'https://bank.gov.ua/qr/';

/**
 * The text of the national payment QR code (National Bank of Ukraine, resolution no. 97 of 19 August 2025, format 002; see docs/en/paying.md): an
 * address whose last part is 13 lines in Base64URL. In Windows-1251, which needs half the room of UTF-8, where it has every letter.
 */
export function nationalQrText({ recipient, iban, taxId, amount, purpose }: TransferDetails): string {
  const lines = (encoding: '1' | '2') =>
    [
      'BCD', // service mark
      '002', // format
      encoding,
      'UCT', // credit transfer
      '', // reserved: the recipient's bank is known by the IBAN
      oneLine(recipient),
      iban,
      amount === null ? '' : `UAH${hryvnias(amount)}`,
      taxId,
      '', // reserved: category
      '', // reserved: reference
      oneLine(purpose),
      '', // shown instead of the purpose
    ]
      .map((line) => `${line}\n`)
      .join('');
  const short = iconv.encode(lines('2'), 'windows-1251');
  const bytes = iconv.decode(short, 'windows-1251') === lines('2') ? short : Buffer.from(lines('1'), 'utf8');
  return `${ADDRESS}${bytes.toString('base64url')}`;
}

/** A line feed inside a text would move every line after it. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function hryvnias(kopecks: bigint): string {
  return `${kopecks / 100n}.${String(kopecks % 100n).padStart(2, '0')}`;
}
