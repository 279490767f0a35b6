import { createFormat } from '../../core/format.js';
import type { RemindersMessages } from '../messages.js';

const { plural } = createFormat('en');
const days = (count: number) => `${count} ${plural(count, { one: 'day', other: 'days' })}`;

export const reminders: RemindersMessages = {
  where: 'Where to remind you',
  channel: { phone: 'SMS to', email: 'E-mail to' },
  when: 'When to remind you',
  daysBefore: (count) => `${days(count)} before the day to pay by`,
  save: 'Save',
  saving: 'Saving…',
  on: (count) => `We will remind you ${days(count)} before the day to pay by`,
  off: 'There will be no reminders',
  noContacts:
    'To be reminded, add a phone or an e-mail address to your profile. The calendar reminds you without them too.',
  calendarOnly: 'There is no phone or e-mail of yours here. We remind you by the calendar below.',
  addContact: 'Add a phone or e-mail address',
};
