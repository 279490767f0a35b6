import type { HostedPage } from '../page.js';
import { passkeyOptionsPages } from './options.js';
import { ownPasskeyPages } from './own.js';
import { passkeySignUpPage } from './sign-up.js';

/** Passkeys: choosing one when signing up, one's own in the profile, and what our script asks for. Signing in is on its own page. */
export const passkeyPages: readonly HostedPage[] = [passkeySignUpPage, ...ownPasskeyPages, ...passkeyOptionsPages];
