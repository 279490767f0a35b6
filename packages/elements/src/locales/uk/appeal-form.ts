import type { AppealFormMessages } from '../messages.js';

export const appealForm: AppealFormMessages = {
  heading: 'Написати звернення',
  emergency: (phone) => `Аварія чи загроза життю? Не пишіть, телефонуйте ${phone}`,
  emergencyGas: (phone) => `Запах газу чи аварія? Не пишіть, телефонуйте ${phone}`,
  topic: 'Про що ви пишете',
  group: {
    question: 'Запитання',
    complaint: 'Скарги',
    suggestion: 'Пропозиції',
    application: 'Заяви',
  },
  none: { title: 'Тут поки не можна написати', text: 'Зателефонуйте: відповімо.' },
};
