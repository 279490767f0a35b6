import { pino } from 'pino';
import { expect, it } from 'vitest';
import type { KeptCard } from '../db/payment-cards.js';
import { tokenOf } from './payment-cards.js';
import { SecretKey } from './secret-key.js';

it('a kept card that the server’s key does not open is of no use, and the log says so without its token', () => {
  const logged: string[] = [];
  const logger = pino({}, { write: (line: string) => void logged.push(line) });
  const [right, wrong] = [7, 8].map((byte) => new SecretKey(new Uint8Array(32).fill(byte)));
  const sealedToken = right!.seal('payment-card', 'token-4242', 'gas card-1');
  const card: KeptCard = { id: 'card-1', methodId: 'card', label: '•••• 4242', sealedToken };
  expect(tokenOf({ secretKey: right!, logger }, { supplierId: 'gas', card })).toBe('token-4242');
  expect(
    tokenOf({ secretKey: right!, logger }, { supplierId: 'gas', card: { ...card, sealedToken: null } }),
  ).toBeNull();
  expect(logged).toEqual([]);
  expect(tokenOf({ secretKey: wrong!, logger }, { supplierId: 'gas', card })).toBeNull();
  expect(logged).toHaveLength(1);
  expect(logged[0]).toContain('KABINET_SECRET_KEY');
  expect(logged[0]).not.toContain('token-4242');
});
