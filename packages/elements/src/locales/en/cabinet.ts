import type { CabinetMessages } from '../messages.js';

export const cabinet: CabinetMessages = {
  heading: 'My cabinet',
  sections: 'Sections of the cabinet',
  section: {
    overview: 'Overview',
    readings: 'Readings and meters',
    payments: 'Paying',
    receipts: 'Receipts',
    tariffs: 'Tariffs and costs',
    appeals: 'Appeals',
    appointments: 'Appointments',
    contracts: 'My contracts',
    accounts: 'Accounts',
  },
  waiting: (phone) => `Still loading. If nothing appears, call ${phone}`,
  nothing: {
    title: 'There is nothing in this cabinet yet',
    text: 'The supplier has not opened any section. Call the contact centre.',
  },
  app: {
    title: 'The cabinet on your phone’s screen',
    text: 'It opens with one touch, even where there is no network.',
  },
  install: 'Add to the screen',
  installByHand: 'Press “Share” at the bottom of the screen and choose “Add to Home Screen”.',
};
