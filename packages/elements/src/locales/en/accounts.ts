import type { AccountsMessages } from '../messages.js';

export const accounts: AccountsMessages = {
  menu: 'My cabinet',
  signUp: 'Sign up',
  role: { holder: '', owner: '', payer: 'of somebody close' },
  helper: (until) => (until === null ? 'you help with it' : `you help with it until ${until}`),
  isDefault: 'default',
  closed: 'closed',
  add: 'Add an account',
};
