import type { GuestStepsMessages } from '../messages.js';

export const guestSteps: GuestStepsMessages = {
  whereAccountNumber:
    'The account number is at the top of the bill, beside the name and the address. No bill? Call the contact centre.',
  whereProof: {
    meter_number: 'The number is stamped or printed on the meter, often below a bar code. It is on the bill too.',
    last_payment: 'The sum is on the bill in the line “Paid”, in your bank’s app or on the receipt.',
  },
  bill: 'Bill',
  billNumber: 'Account number',
  billPaid: 'Paid',
  summaryTitle: 'Check what you typed',
  accountNumberMissing: 'Enter the account number',
  accountNumberWrong: (example) => `An account number looks like this: ${example}. Compare it with your bill`,
  proofWrong: {
    meter_number: 'Enter the meter number as it is on the meter',
    last_payment: 'Enter the sum of the last payment in digits, such as 358.20',
  },
  serviceMissing: 'Choose the service',
  valueMissing: 'Enter the reading in digits, such as 01234',
  valueWrong: 'Enter the reading in digits, such as 01234',
  tooManyDigits: 'No meter has so many digits. Enter only the black ones',
  refused: {
    title: 'The service could not take the reading',
    text: 'Check what you typed and try again, or call.',
  },
  notTaken: {
    title: 'The supplier takes no readings without signing in',
    text: 'Sign in, or give the reading by phone.',
  },
  unsure: {
    title: 'We do not know yet whether the reading arrived',
    text: 'The service did not answer. Press “Check again”: the reading will not be written twice.',
  },
  unsureOffline: {
    title: 'No connection: we do not know whether the reading arrived',
    text: 'What you typed is not lost. When you are connected again, press “Check again”.',
  },
  checkAgain: 'Check again',
  checking: 'Checking whether the reading arrived…',
  done: 'The reading arrived',
  number: 'Number',
  receivedAt: 'Received',
  sent: 'You sent',
  next: 'The supplier will compare account number and reading, and count it in the next bill. If something does not match, it will not be counted.',
  keepNumber: 'Keep the number: the contact centre finds your reading by it.',
  another: 'Send another one',
  print: 'Print',
};
