import { accountPages } from './accounts/accounts.js';
import { confirmAppealPages } from './appeal/confirm.js';
import { guestAppealPages } from './appeal/guest-appeal.js';
import { authorizePages } from './authorize/authorize.js';
import { devicePages } from './devices/devices.js';
import { resetPages } from './getting-in/reset-password.js';
import { signInPages } from './getting-in/sign-in.js';
import { signOutPages } from './getting-in/sign-out.js';
import { signUpPages } from './getting-in/sign-up.js';
import { guestReadingPages } from './guest-reading/guest-reading.js';
import { linkPages } from './link/link.js';
import type { HostedPage } from './page.js';
import { passkeyPages } from './passkeys/passkeys.js';
import { payPages } from './pay/pay.js';
import { profilePages } from './profile/profile.js';
import { receiptPages } from './receipt/receipt.js';
import { appealWorkPages } from './staff/appeal.js';
import { appealQueuePages } from './staff/appeals.js';
import { paymentDifferencePages } from './staff/payment-differences.js';
import { paymentPages } from './staff/payments.js';
import { receptionPages } from './staff/receptions.js';
import { reminderPages } from './reminders/reminders.js';
import { staffHomePages } from './staff/home.js';
import { staffPages } from './staff/link-requests.js';

/** Every hosted page, one array a feature. */
export const allPages: readonly HostedPage[] = [
  ...signInPages,
  ...signOutPages,
  ...signUpPages,
  ...resetPages,
  ...authorizePages,
  ...guestReadingPages,
  ...confirmAppealPages,
  ...guestAppealPages,
  ...devicePages,
  ...accountPages,
  ...linkPages,
  ...profilePages,
  ...payPages,
  ...reminderPages,
  ...passkeyPages,
  ...receiptPages,
  ...staffHomePages,
  ...staffPages,
  ...paymentPages,
  ...paymentDifferencePages,
  ...receptionPages,
  ...appealQueuePages,
  ...appealWorkPages,
];
