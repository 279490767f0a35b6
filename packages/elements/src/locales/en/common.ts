import type { CommonMessages } from '../messages.js';

export const common: CommonMessages = {
  serviceKind: {
    electricity: 'Electricity',
    gas: 'Gas',
    cold_water: 'Cold water',
    hot_water: 'Hot water',
    heat: 'Heating',
    sewerage: 'Sewerage',
    refuse: 'Refuse collection',
  },
  zone: { total: 'Total', day: 'Day', night: 'Night', peak: 'Peak', half_peak: 'Half-peak' },
  source: {
    customer: 'sent by you',
    inspector: 'read by an inspector',
    sms: 'sent by SMS',
    voice: 'sent by phone',
    messenger: 'sent by messenger',
    import: 'from the supplier’s records',
    estimate: 'worked out from average use',
  },
  account: 'Account number',
  chooseAccount: 'Choose an account',
  loading: 'Loading…',
  retry: 'Try again',
  phone: 'Contact centre',
  emergencyPhone: 'Emergency service',
  signIn: 'Sign in',
  signedOut: {
    title: 'Sign in first',
    text: 'To see the data of your account, sign in to your cabinet.',
  },
  offline: {
    title: 'No internet connection',
    text: 'Your data is not lost. As soon as the connection is back, we will try again.',
  },
  unavailable: {
    title: 'The service is not working right now',
    text: 'You did nothing wrong. Try again in a few minutes or call us.',
  },
  stale: (when) => `Could not update. The data shown is as of ${when}.`,
  requestId: (id) => `Number for support: ${id}`,
};
