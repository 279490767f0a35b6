import type { GuestReadingMessages } from '../messages.js';

export const guestReading: GuestReadingMessages = {
  heading: 'Send a reading without signing in',
  intro:
    'You need the account number and one more fact from the bill or the meter. Nothing about the account is shown here.',
  accountNumber: 'Account number',
  accountNumberHint: (example) =>
    `Printed at the top of the bill, such as ${example}. Spaces and hyphens do not matter.`,
  whereIsIt: 'Where do I find it?',
  proof: {
    meter_number: { label: 'Meter number', hint: () => 'On the meter itself, beside the sign No.' },
    last_payment: { label: 'Sum of the last payment', hint: (sum) => `What you paid last, such as ${sum}.` },
  },
  service: 'For which service',
  zones: 'How many readings the meter shows',
  zonesHint: 'A meter with several zones counts day and night apart.',
  zoneChoice: { one: 'One', two: 'Day and night', three: 'Peak, half-peak, night' },
  reading: 'Reading',
  readingHint: 'The black digits from left to right. The red digits after the comma are not needed.',
  submit: 'Send the reading',
  sending: 'Sending the reading…',
};
