import { describe, expect, it } from 'vitest';
import type { KnownSupplier } from '../domain/supplier-directory.js';
import { readCookies } from '../http/session-cookie.js';
import { checkedReturn, goOn, keepReturn, supplierSite } from './return-address.js';

const supplier = {
  id: 'mygas',
  profile: { hostedSignIn: true, origins: ['https://gas.example'] },
} as unknown as KnownSupplier;
const cookiesOf = (setCookie: string) => readCookies(setCookie.split(';')[0] ?? null);

describe('where a person goes when they are done', () => {
  it.each([
    ['/mygas/my/devices', '/mygas/my/devices'],
    [
      '/mygas/my/authorize?client_id=https%3A%2F%2Fgas.example&state=x',
      '/mygas/my/authorize?client_id=https%3A%2F%2Fgas.example&state=x',
    ],
    ['https://gas.example/kabinet.html?a=1#top', 'https://gas.example/kabinet.html?a=1#top'],
    ['https://GAS.example:443/', 'https://gas.example/'],
  ])('may be %s', (address, to) => {
    expect(checkedReturn(supplier, address)).toBe(to);
    const kept = keepReturn(supplier, address);
    expect(goOn({ supplier, cookies: cookiesOf(kept ?? '') }).to).toBe(to);
  });

  it.each([
    '',
    'accounts',
    '/',
    '/other/my/devices',
    '/mygas/v1/accounts',
    '/mygas/my/../v1/accounts',
    '/mygas/my/%2e%2e/../../other/my/',
    '//evil.example/mygas/my/',
    '/\\evil.example/mygas/my/',
    '/\t/evil.example/mygas/my/',
    'https://evil.example/',
    'https://gas.example.evil.example/',
    'https://gas.example@evil.example/',
    'https://someone@gas.example/',
    'http://gas.example/',
    'javascript:alert(1)',
    'data:text/html,x',
    ' https://evil.example',
    `/mygas/my/${'x'.repeat(3000)}`,
  ])('is never %j', (address) => {
    expect(checkedReturn(supplier, address)).toBeNull();
    expect(keepReturn(supplier, address)).toBeNull();
    // Put into the browser by somebody else it leads nowhere either.
    const cookies = { '__Host-kabinet-return.mygas': Buffer.from(address).toString('base64url') };
    expect(goOn({ supplier, cookies }).to).toBe('/mygas/my/accounts');
  });

  it('forgets it when the person goes there', () => {
    expect(goOn({ supplier, cookies: {} }, ['a=b']).setCookies).toEqual([
      'a=b',
      expect.stringMatching(/^__Host-kabinet-return\.mygas=; .*Max-Age=0/),
    ]);
  });

  it('leads from here back to the page they came from, else to the cabinet on the supplier’s site, else to its front page', () => {
    const page = 'https://gas.example/bill.html';
    expect(supplierSite({ supplier, cookies: cookiesOf(keepReturn(supplier, page) ?? '') })).toBe(page);
    expect(supplierSite({ supplier, cookies: {} })).toBe('https://gas.example');
    const cabinetUrl = 'https://gas.example/kabinet.html';
    const known = { ...supplier, profile: { ...supplier.profile, cabinetUrl } };
    expect(supplierSite({ supplier: known, cookies: {} })).toBe(cabinetUrl);
    const here = keepReturn(known, '/mygas/my/devices') ?? '';
    expect(supplierSite({ supplier: known, cookies: cookiesOf(here) })).toBe(cabinetUrl);
  });
});
