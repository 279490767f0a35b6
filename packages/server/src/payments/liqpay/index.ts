import { addressOf, choiceOf, textOf } from '../common/settings.js';
import type { ProviderKind } from '../provider.js';
import { LiqPayProvider } from './liqpay-provider.js';
import { LIQPAY_SIGNATURES, type LiqPaySignature } from './signature.js';

const SITE = 'https://www.liqpay.ua';
const SIGNATURES = Object.keys(LIQPAY_SIGNATURES) as [LiqPaySignature, ...LiqPaySignature[]];

/**
 * LiqPay. Settings: `publicKey`, `signature` (`sha3-256`, or `sha1` for companies that LiqPay has not moved yet), `serverIp`, and `test: true`
 * for the keys of a company that only tries it out. Secret: `privateKey`. docs/en/payment-providers.md
 */
export const liqpay: ProviderKind = {
  id: 'liqpay',
  canKeepCards: true,
  isTest: false,
  site: (settings) => new URL(addressOf(settings, 'site', SITE)).host,
  create: ({ settings, secrets, fetch }) => {
    const publicKey = textOf(settings, 'publicKey', /^[\w-]{3,60}$/);
    const privateKey = textOf(secrets, 'privateKey');
    // With such keys everything is paid and no money moves: nobody shall be credited by mistake.
    if (publicKey.startsWith('sandbox_') && settings['test'] !== true) {
      throw new Error('publicKey is one for trying out, which needs test: true');
    }
    return new LiqPayProvider({
      publicKey,
      privateKey,
      algorithm: choiceOf(settings, 'signature', SIGNATURES),
      site: addressOf(settings, 'site', SITE),
      serverIp: settings['serverIp'] === undefined ? null : textOf(settings, 'serverIp', /^[0-9a-f.:]{3,45}$/),
      fetch,
    });
  },
};
