import type { AppealFormMessages } from '../messages.js';

export const appealForm: AppealFormMessages = {
  heading: 'Write to the supplier',
  emergency: (phone) => `An accident, or lives in danger? Do not write, call ${phone}`,
  emergencyGas: (phone) => `A smell of gas, or an accident? Do not write, call ${phone}`,
  topic: 'What is it about?',
  group: {
    question: 'Questions',
    complaint: 'Complaints',
    suggestion: 'Suggestions',
    application: 'Applications',
  },
  none: { title: 'You cannot write here yet', text: 'Call us: we will answer.' },
};
