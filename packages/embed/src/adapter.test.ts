import { ApiError } from '@kabinet/api';
import { describe, expect, it, vi } from 'vitest';
import { defineAdapter } from './adapter.js';

const supplier = {
  id: 'old-gas',
  name: { uk: 'Старий газ' },
  serviceKinds: ['gas' as const],
  timeZone: 'Europe/Kyiv',
  currency: 'UAH',
  languages: ['uk'],
  phone: '104',
  accountNumber: { pattern: '\\d{8}', example: '01 234 567' },
};

describe('defineAdapter of kabinet.js', () => {
  it('is there at once, and answers as that of @kabinet/api', async () => {
    const getSupplier = vi.fn(() => supplier);
    const service = defineAdapter({ getSupplier });
    expect(getSupplier).not.toHaveBeenCalled();
    expect(await service.getSupplier({})).toMatchObject({ id: 'old-gas', capabilities: [], payments: null });
    await expect(service.listAccounts({})).rejects.toMatchObject({ kind: 'unavailable' });
  });

  it('takes a method’s refusal by its code, as an error that the widgets know', async () => {
    const listAccounts = () => Promise.reject(Object.assign(new Error('over'), { code: 'token_expired' }));
    const refused = defineAdapter({ getSupplier: () => supplier, listAccounts }).listAccounts({});
    await expect(refused).rejects.toBeInstanceOf(ApiError);
    await expect(refused).rejects.toMatchObject({ kind: 'unauthorized' });
  });

  it('gives up when it is told to', async () => {
    const getSupplier = () => new Promise<never>(() => undefined);
    const slow = defineAdapter({ getSupplier }, { timeout: 20 }).getSupplier({});
    await expect(slow).rejects.toMatchObject({ kind: 'timeout' });
  });
});
