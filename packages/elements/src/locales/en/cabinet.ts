import { createFormat } from '../../core/format.js';
import type { CabinetMessages } from '../messages.js';

const { plural } = createFormat('en');
const days = (count: number) => `${count} ${plural(count, { one: 'day', other: 'days' })}`;

export const cabinet: CabinetMessages = {
  heading: 'My cabinet',
  sections: 'Sections',
  section: {
    overview: 'Overview',
    readings: 'Readings and meters',
    payments: 'Paying and history',
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
  missing: {
    title: 'This cabinet has no such section',
    text: 'The link is out of date, or the supplier does not have this section. Choose another one.',
  },
  offline: (keptDays) => ({
    title: 'No internet connection',
    text: `Your data is not kept on this device, so it cannot be shown without a connection.${keptDays === null ? '' : ` A reading that could not be sent is kept on this device, for ${days(keptDays)} at most.`} As soon as the connection is back, the cabinet opens by itself.`,
  }),
  app: {
    title: 'The cabinet on your phone’s screen',
    text: 'It opens with one touch, even where there is no network.',
  },
  install: 'Add to the screen',
  installByHand: 'Press “Share” at the bottom of the screen and choose “Add to Home Screen”.',
};
