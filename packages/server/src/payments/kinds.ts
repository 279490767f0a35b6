import type { ProviderKind } from './provider.js';
import { sandbox } from './sandbox/index.js';

/** Every kind of provider. Adding one is a folder beside this file and a line here (docs/payment-providers.md). */
export const PROVIDER_KINDS: readonly ProviderKind[] = [sandbox];
