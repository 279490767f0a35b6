import type { AppealListMessages } from '../messages.js';

export const appealList: AppealListMessages = {
  heading: 'My appeals',
  empty: {
    title: 'You have not written to us yet',
    text: 'Your appeals, the answers and by when they are due will be here.',
  },
  write: 'Write an appeal',
  number: (number) => `No. ${number}`,
  sent: (date) => `sent on ${date}`,
  changed: (date) => `updated on ${date}`,
  status: {
    received: 'Received',
    in_progress: 'Being worked on',
    waiting: 'Waiting for your reply',
    answered: 'Answered',
    closed: 'Closed',
    withdrawn: 'You withdrew it',
  },
  due: (date) => `We will answer by ${date}`,
  overdue: (date) => `The answer is late: it was due by ${date}`,
  unread: (count) => (count === 1 ? '1 new message' : `${count} new messages`),
  more: 'Show earlier ones',
};
