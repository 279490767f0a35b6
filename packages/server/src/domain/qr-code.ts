import type { QrCode } from '@kabinet/api/contract';
import encodeQR from 'qr';

/** How many bytes version 15 takes, with 77 squares in a row the largest that phones read well from paper or another screen. */
const MOST_BYTES = { medium: 412, low: 520 } as const;

/** A text as a QR code, as sturdy as it can be within a size that phones read well; null where the text is too long for that. */
export function qrCodeOf(text: string): QrCode | null {
  const bytes = Buffer.byteLength(text);
  if (bytes > MOST_BYTES.low) return null;
  const ecc = bytes > MOST_BYTES.medium ? 'low' : 'medium';
  // The library draws a border of one square at least.
  const rows = encodeQR(text, 'raw', { ecc, border: 1 })
    .slice(1, -1)
    .map((row) => row.slice(1, -1));
  const modules = rows.map((row) => row.map((isDark) => (isDark ? '1' : '0')).join('')).join('');
  return { text, size: rows.length, modules };
}
