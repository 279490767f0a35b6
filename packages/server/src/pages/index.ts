import { authorizePages } from './authorize/authorize.js';
import { devicePages } from './devices/devices.js';
import type { HostedPage } from './page.js';
import { profilePages } from './profile/profile.js';
import { staffPages } from './staff/link-requests.js';

/** Every hosted page, one array a feature. */
export const allPages: readonly HostedPage[] = [...authorizePages, ...devicePages, ...profilePages, ...staffPages];
