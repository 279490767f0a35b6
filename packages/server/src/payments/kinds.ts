import { liqpay } from './liqpay/index.js';
import type { ProviderKind } from './provider.js';
import { sandbox } from './sandbox/index.js';
import { stripe } from './stripe/index.js';
import { wayforpay } from './wayforpay/index.js';

/** Every kind of provider. Adding one is a folder beside this file and a line here (docs/en/payment-providers.md). */
export const PROVIDER_KINDS: readonly ProviderKind[] = [liqpay, wayforpay, stripe, sandbox];
