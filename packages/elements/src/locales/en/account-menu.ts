import type { AccountMenuMessages } from '../messages.js';

export const accountMenu: AccountMenuMessages = {
  heading: 'My cabinet',
  signUp: 'Sign up',
};
