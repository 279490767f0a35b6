import { addressOf, textOf } from '../common/settings.js';
import type { ProviderKind } from '../provider.js';
import { StripeProvider } from './stripe-provider.js';

const API = 'https://api.stripe.com';
/** Where payers go, unless the supplier has a domain of its own there. */
const SITE = 'https://checkout.stripe.com';

/**
 * Stripe Checkout. Settings: `site` where the supplier has a domain of its own there, and `test: true` for keys of Stripe's test mode.
 * Secrets: `secretKey` (or a restricted one) and `webhookSecret`. docs/en/payment-providers.md
 */
export const stripe: ProviderKind = {
  id: 'stripe',
  canKeepCards: true,
  isTest: false,
  site: (settings) => new URL(addressOf(settings, 'site', SITE)).host,
  create: ({ settings, secrets, fetch, now }) => {
    const secretKey = textOf(secrets, 'secretKey', /^(sk|rk)_(live|test)_\w+$/);
    const isLive = /^.._live_/.test(secretKey);
    // In test mode everything is paid and no money moves: nobody shall be credited by mistake.
    if (!isLive && settings['test'] !== true) throw new Error('secretKey is one of test mode, which needs test: true');
    const webhookSecret = textOf(secrets, 'webhookSecret', /^whsec_\S+$/);
    const [api, site] = [addressOf(settings, 'api', API), addressOf(settings, 'site', SITE)];
    return new StripeProvider({ secretKey, webhookSecret, isLive, api, site, fetch, now });
  },
};
