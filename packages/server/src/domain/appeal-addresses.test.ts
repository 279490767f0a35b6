import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TEST_APPEALS } from '../testing/test-appeals.js';
import { appealOfReplyAddress, guestAppealUrl, isGuestAppealKey, replyAddress } from './appeal-addresses.js';
import { SecretKey } from './secret-key.js';
import type { SupplierProfile } from './supplier-profile.js';

const secretKey = new SecretKey(new Uint8Array(32).fill(7));
const other = new SecretKey(new Uint8Array(32).fill(8));
const context = { secretKey, publicUrl: () => 'https://api.kabinet.test' };
const supplier = { id: 'gas', profile: { appeals: TEST_APPEALS } as unknown as SupplierProfile };
const addressOf = (appealId: string) => replyAddress(context, supplier, appealId) ?? '';

describe('the address a mail is answered to', () => {
  it('finds its appeal, whatever case mail programs make of it', () => {
    fc.assert(
      fc.property(fc.uuid(), (appealId) => {
        const address = addressOf(appealId);
        expect(address).toMatch(/^support\+[0-9a-z]{41}@gas\.example$/);
        for (const typed of [address, address.toUpperCase(), ` ${address} `]) {
          expect(appealOfReplyAddress(context, supplier, typed)).toBe(appealId);
        }
      }),
    );
  });

  it('cannot be made up, or changed in any place', () => {
    const address = addressOf(randomUUID());
    for (let at = 'support+'.length; at < address.indexOf('@'); at += 1) {
      const wrong = address[at] === '0' ? '1' : '0';
      const changed = address.slice(0, at) + wrong + address.slice(at + 1);
      expect(appealOfReplyAddress(context, supplier, changed), changed).toBe(null);
    }
    for (const typed of [
      '',
      'support@gas.example',
      'support+@gas.example',
      `x${address}`,
      `${address}.ua`,
      `support+${'z'.repeat(41)}@gas.example`,
    ]) {
      expect(appealOfReplyAddress(context, supplier, typed), typed).toBe(null);
    }
  });

  it('is of one supplier and of one key', () => {
    const address = addressOf(randomUUID());
    expect(appealOfReplyAddress(context, { ...supplier, id: 'water' }, address)).toBe(null);
    expect(appealOfReplyAddress({ secretKey: other }, supplier, address)).toBe(null);
  });

  it('is not there where no mails are taken, or the server has no key', () => {
    const deaf = { id: 'gas', profile: { appeals: null } as unknown as SupplierProfile };
    expect(replyAddress(context, deaf, randomUUID())).toBe(null);
    expect(replyAddress({ secretKey: null }, supplier, randomUUID())).toBe(null);
    expect(appealOfReplyAddress({ secretKey: null }, supplier, addressOf(randomUUID()))).toBe(null);
  });
});

it('leads a guest to their appeal by a key that is of it alone', () => {
  const appealId = randomUUID();
  const url = new URL(guestAppealUrl(context, 'gas', appealId) ?? '');
  expect(url.origin + url.pathname).toBe(`https://api.kabinet.test/gas/my/appeal/${appealId}`);
  const key = url.searchParams.get('k') ?? '';
  expect(isGuestAppealKey(secretKey, { supplierId: 'gas', appealId, key })).toBe(true);
  expect(isGuestAppealKey(secretKey, { supplierId: 'gas', appealId: randomUUID(), key })).toBe(false);
  expect(isGuestAppealKey(secretKey, { supplierId: 'water', appealId, key })).toBe(false);
  expect(isGuestAppealKey(other, { supplierId: 'gas', appealId, key })).toBe(false);
  expect(isGuestAppealKey(secretKey, { supplierId: 'gas', appealId, key: '' })).toBe(false);
  expect(guestAppealUrl({ ...context, secretKey: null }, 'gas', appealId)).toBe(null);
});
