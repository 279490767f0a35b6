import { beforeAll, describe, expect, it } from 'vitest';
import { openTestPGlite } from '../testing/databases.js';
import { seedSupplier, TEST_PAYING } from '../testing/index.js';
import { SupplierProfile } from './supplier-profile.js';

describe('how a supplier takes payments', () => {
  let profile: SupplierProfile;
  beforeAll(async () => {
    const under = await openTestPGlite();
    ({ profile } = await seedSupplier(under.database));
    await under.close();
  });
  const paying = (paying: object) => SupplierProfile.parse({ ...profile, paying }).paying;
  const transferTo = (iban: string) => () => paying({ bankTransfer: { ...TEST_PAYING.bankTransfer, iban } });

  it('costs the payer nothing on top and keeps no card, unless it says so', () => {
    const method = { id: 'card', provider: 'liqpay', name: { uk: 'Картка' } };
    expect(paying({ methods: [method] })?.methods).toEqual([{ ...method, fee: null, keepsCards: false }]);
    const dear = { ...method, fee: { percent: '1.5' } };
    expect(paying({ methods: [dear] })?.methods[0]?.fee).toEqual({ percent: '1.5', atLeast: 0 });
    expect(() => paying({ methods: [method, method] })).toThrow('two methods have the same id');
  });

  it('names an account at a bank that there can be: another digit, or two that are swapped, would be somebody else’s', () => {
    const right = 'UA213223130000026007233566001';
    for (const iban of [right, 'UA343052990000026009045912975', 'DE89370400440532013000', 'GB29NWBK60161331926819']) {
      expect(transferTo(iban), iban).not.toThrow();
    }
    for (let at = 2; at < right.length; at += 1) {
      const changed = right.slice(0, at) + ((Number(right[at]) + 1) % 10) + right.slice(at + 1);
      const swapped = right.slice(0, at) + (right[at + 1] ?? '') + (right[at] ?? '') + right.slice(at + 2);
      for (const wrong of [changed, swapped].filter((each) => each !== right)) {
        expect(transferTo(wrong), wrong).toThrow('an IBAN without spaces, as the bank gave it');
      }
    }
    for (const wrong of ['', 'UA', right.toLowerCase(), `${right.slice(0, 4)} ${right.slice(4)}`]) {
      expect(transferTo(wrong), wrong).toThrow();
    }
  });
});
