import { addressOf, textOf } from '../common/settings.js';
import type { ProviderKind } from '../provider.js';
import { WayForPayProvider } from './wayforpay-provider.js';

const SITE = 'https://secure.wayforpay.com';
const API = 'https://api.wayforpay.com';

/** WayForPay's own merchants for trying out (https://wiki.wayforpay.com/en/view/852472): no money moves. */
const FOR_TRYING_OUT = /^test_merch/;

/** What WayForPay wants to know of a payer, and the settings it is taken from: the supplier's own contact. */
const CHARGE_CLIENT = ['clientFirstName', 'clientLastName', 'clientEmail', 'clientPhone'] as const;

/**
 * WayForPay. Settings: `merchantAccount`, `merchantDomainName`, the `client…` of charges to kept cards, and `test: true` for a merchant that
 * only tries it out. Secret: `secretKey`. docs/en/payment-providers.md
 */
export const wayforpay: ProviderKind = {
  id: 'wayforpay',
  canKeepCards: true,
  isTest: false,
  site: (settings) => new URL(addressOf(settings, 'site', SITE)).host,
  create: ({ settings, secrets, fetch, now }) => {
    const merchantAccount = textOf(settings, 'merchantAccount', /^[\w.-]{3,100}$/);
    const secretKey = textOf(secrets, 'secretKey');
    if (FOR_TRYING_OUT.test(merchantAccount) && settings['test'] !== true) {
      throw new Error('merchantAccount is one for trying out, which needs test: true');
    }
    const chargeClient = CHARGE_CLIENT.filter((name) => settings[name] !== undefined).map(
      (name) => [name, textOf(settings, name, /^[^;\n]{1,100}$/)] as const,
    );
    return new WayForPayProvider({
      merchantAccount,
      merchantDomainName: textOf(settings, 'merchantDomainName', /^[\w.-]{3,100}$/),
      secretKey,
      site: addressOf(settings, 'site', SITE),
      api: addressOf(settings, 'api', API),
      chargeClient: Object.fromEntries(chargeClient),
      fetch,
      now,
    });
  },
};
