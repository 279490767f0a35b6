import { createFormat } from '../../core/format.js';
import type { StateMessages } from '../messages.js';

const { plural } = createFormat('en');

export const states: StateMessages = {
  sessionEnded: (isTypedKept) => ({
    title: 'You have been signed out',
    text: `Sign in again.${isTypedKept ? ' What you typed is not lost.' : ''}`,
  }),
  signUp: 'Sign up',
  signingIn: 'A window to sign in is open. Sign in there: this page stays as it is.',
  timeout: {
    title: 'The service takes too long to answer',
    text: 'The connection may be weak. Try again or call us.',
  },
  refused: {
    title: 'The service could not take this data',
    text: 'Check the date and time on your device, reload the page and try again, or call us.',
  },
  badResponse: {
    title: 'The service gave an answer we cannot read',
    text: 'The fault is on the side of the service. Try again or call us.',
  },
  rateLimited: (seconds) => ({
    title: 'Very many requests right now',
    text:
      seconds === null
        ? 'Try again in a minute.'
        : `Try again in ${seconds} ${plural(seconds, { one: 'second', other: 'seconds' })}.`,
  }),
  forbidden: {
    title: 'You cannot do this',
    text: 'If this is your account, call us and we will help.',
  },
  notFound: {
    title: 'This account was not found',
    text: 'The supplier has no data about it. This happens when an account is closed or moved. Call us to find out.',
  },
  notLinked: (canLink) => ({
    title: 'No account has been added to your cabinet yet',
    text: canLink
      ? 'You are signed in. Add an account by the number on your bill: it takes a minute.'
      : 'You are signed in, but the supplier does not know which account is yours. Call us and give the account number from your bill.',
  }),
  link: 'Add an account',
  notShared: (until) => ({
    title: 'The holder of this account has not shared this with you',
    text: `You may do only some things with this account${until === null ? '' : ` until ${until} inclusive`}. To see more, ask the holder.`,
  }),
  otherAccount: (accountNumber) => ({
    title: `Account ${accountNumber} has not been added to your cabinet`,
    text: 'Check the number on your bill. If it is right, call us to add the account.',
  }),
  badAccountNumber: (example) => ({
    title: 'The account number is not written the right way',
    text: `It looks like this: ${example}. The number is printed at the top of your bill.`,
  }),
  notConfigured: {
    title: 'The cabinet is not connected yet',
    text: 'For the site’s owner: give the address of the service in the script’s data-api attribute or in the api attribute of kabinet-provider.',
  },
  guestReading: 'Send a reading without signing in',
};
