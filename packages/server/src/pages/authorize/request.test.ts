import { expect, it } from 'vitest';
import type { KnownSupplier } from '../../domain/supplier-directory.js';
import { readAuthorizationRequest } from './request.js';

const ORIGIN = 'https://www.gas.test';
const supplier = { profile: { origins: [ORIGIN] } } as unknown as KnownSupplier;

it('comes back to an address that can be kept as it was written, and to no other', () => {
  const read = (redirect_uri: string) =>
    readAuthorizationRequest(
      new URLSearchParams({ client_id: ORIGIN, redirect_uri, state: 's', response_type: 'none' }),
      supplier,
    );
  expect(read(`${ORIGIN}/cabinet?a=1`)).toMatchObject({ request: { redirectUri: `${ORIGIN}/cabinet?a=1` } });
  for (const unseen of ['\u0000', '\n', '\u007f', '\u0085']) {
    expect(read(`${ORIGIN}/cab${unseen}inet`)).toEqual({ error: 'unknown_page', request: null });
  }
});
