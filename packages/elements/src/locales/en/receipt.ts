import type { ReceiptMessages } from '../receipt-messages.js';

export const receipt: ReceiptMessages = {
  heading: { payment: 'Payment receipt', reading: 'Confirmation of a reading', check: 'Check a receipt' },
  checking: 'Checking the signature…',
  genuine: { title: 'The supplier’s signature is checked', text: '' },
  genuineFile: (supplier) => ({
    title: 'Genuine',
    text: `Signed by the supplier: ${supplier}. Compare it with what you have: this is exactly what was signed.`,
  }),
  genuineShort: (supplier) => ({
    title: 'Genuine',
    text: `Signed by the supplier: ${supplier}. Compare it with the paper: number, sum or reading, date and the last digits of the account must be the same.`,
  }),
  changed: {
    title: 'Forged: the receipt was changed',
    text: 'What it says does not match the supplier’s signature, so we do not show it. Do not trust this receipt, and call us.',
  },
  unknownKey: {
    title: 'Somebody else signed this receipt',
    text: 'The supplier has no such key and never had. Do not trust this receipt, and call us.',
  },
  otherSupplier: {
    title: 'This receipt is of another supplier',
    text: 'Check it on the page of whom it is from.',
  },
  notReceipt: {
    title: 'This is not a receipt',
    text: 'Choose the PDF or the .jws file as you got it: not a screenshot, not a photo.',
  },
  newer: {
    title: 'The signature is genuine, but the content cannot be shown',
    text: 'The receipt is in a newer form. Reload the page.',
  },
  unsupported: {
    title: 'This browser cannot check such signatures',
    text: 'So we do not show the content. Update the browser, or check the receipt on the supplier’s page: it works in any.',
  },
  noKeys: {
    title: 'There are no keys to check by',
    text: 'Without the supplier’s public keys we cannot say whether the receipt is genuine.',
  },
  toCheckPage: 'Check on the supplier’s page',
  notFound: { title: 'You have no such receipt', text: 'Only who paid or handed in the reading can see it.' },
  number: 'Number',
  paid: (moment) => `Paid on ${moment}`,
  received: (moment) => `Received on ${moment}`,
  supplier: 'Supplier',
  accountOf: (number) => `Account ${number}`,
  address: 'Address',
  forWhat: 'For',
  share: (service, month) => (month ? `${service}, ${month}` : service),
  fee: 'Fee',
  noFee: 'none',
  total: 'Total paid',
  method: 'Paid by',
  meter: 'Meter',
  value: 'Reading',
  readAt: 'Read on',
  issued: 'Issued on',
  notLater:
    'The receipt confirms the payment itself. If the money was given back later, the payment history shows it, not this receipt.',
  savePdf: 'Save the PDF',
  saveSigned: 'Save the signed file',
  saving: 'Preparing…',
  print: 'Print',
  howToCheck: 'How somebody else can check it',
  howToCheckText:
    'Give them the PDF, the signed file or the code: the supplier signed the receipt with an electronic key, and a changed one shows at once. Anybody can check it without signing in.',
  qr: 'QR code of the page for checking',
  choose: 'Choose a file',
  chooseText: 'Find out whether a payment receipt or the confirmation of a reading is genuine.',
  chooseHint: 'The PDF or the .jws file, as you got it. It is checked in your browser and sent nowhere.',
  drop: 'You can drop the file here',
  another: 'Check another file',
  back: 'Back',
};
