import type { LinkAccountMessages } from '../messages.js';

export const linkAccount: LinkAccountMessages = {
  heading: 'My accounts',
  empty: {
    title: 'You have not added an account yet',
    text: 'Add one, and here you will find what to pay, your meters and the reading form.',
  },
  emptyByPhone: {
    title: 'There is no account in your cabinet yet',
    text: 'Accounts are added here by the supplier. Call and give the account number on your bill.',
  },
  atHand: 'What to have at hand',
  accountNumber: 'the account number on your bill',
  proof: {
    pin: 'the PIN on the bill',
    last_payment: 'the sum of the last payment',
    meter_number: 'the meter number',
  },
  anyOf: (proofs) => (proofs.length > 1 ? `one of these: ${proofs.join(', or ')}` : proofs.join('')),
  whoever: 'Accounts of people close to you, of entrepreneurs and legal entities are added in the same way.',
  name: 'What to call the account',
  nameHint: 'For example: Home, Cottage, Mum. Only you see this name.',
  rename: 'Give it a name',
  makeDefault: 'Show it first',
  unlink: 'Take off the list',
  save: 'Save',
  cancel: 'Cancel',
  saving: 'Saving…',
  tooLong: 'Shorten the name to 60 characters',
  saved: (account) => `Saved: ${account}`,
  unlinked: (account) => `Taken off the list: ${account}`,
  restorable: (until) => `You can put it back without proof until ${until}.`,
  restore: 'Put it back',
  restored: (account) => `Put back: ${account}`,
  restoreTooLate: {
    title: 'The account cannot be put back any more',
    text: 'Add it again by the number on your bill.',
  },
  gone: {
    title: 'This account is not on your list any more',
    text: 'It was taken off on another device, or your access has ended.',
  },
  unsure: {
    title: 'We do not know yet whether it was saved',
    text: 'The service did not answer. Try again: nothing will be written twice.',
  },
  manage: 'Helpers and other settings',
};
