import { authorizePages } from './authorize/authorize.js';
import type { HostedPage } from './page.js';

/** Every hosted page, one array a feature. */
export const allPages: readonly HostedPage[] = [...authorizePages];
