import type { AccountPanelMessages } from '../messages.js';

export const accountPanel: AccountPanelMessages = {
  kind: { household: '', entrepreneur: 'Entrepreneur', legal_entity: 'Legal entity' },
  accounts: 'Accounts',
  noAccounts: 'There is no account yet.',
  chosen: (account) => `Now showing: ${account}`,
  manage: 'Accounts and helpers',
  profile: 'Profile',
  devices: 'Signed-in devices',
  signOut: 'Sign out',
  signOutEverywhere: 'Sign out on all devices',
  signingOut: 'Signing out…',
  signOutFailed: {
    title: 'You could not be signed out, and are still signed in',
    text: 'The service did not answer. Check your connection and try again.',
  },
  ending: (at) => ({
    title: `Your session ends at ${at}`,
    text: 'Press “Stay” to go on. What you typed is not lost.',
  }),
  endingFixed: (at) => ({
    title: `Your session ends at ${at}`,
    text: 'For safety you will have to sign in again. Send what you typed, or sign in again now.',
  }),
  stay: 'Stay',
  stayed: 'You stay signed in.',
  stayFailed: 'This did not work: the service did not answer. Try again.',
  signInAgain: 'Sign in again',
  close: 'Close',
};
