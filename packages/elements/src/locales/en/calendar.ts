import type { CalendarMessages } from '../messages.js';

export const calendar: CalendarMessages = {
  intro: 'The days to pay by and the days for readings appear by themselves in the calendar of your phone or computer.',
  made: (when) => `The calendar address was made: ${when}. It was shown only once.`,
  make: 'Get the calendar address',
  remake: 'Make a new address instead',
  once: { title: 'Copy the address now', text: 'We will not show it again. Whoever has the address sees your days.' },
  address: 'Calendar address',
  copy: 'Copy',
  open: 'Open in the calendar',
  revoke: 'End this address',
  said: {
    copied: 'Copied. Paste the address in your calendar, where a calendar is added by its link.',
    select: 'The address is selected: copy it.',
    revoked: 'The address is ended: the calendar is no longer updated.',
  },
};
