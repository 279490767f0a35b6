import type { AppealFormMessages } from '../messages.js';

export const appealForm: AppealFormMessages = {
  heading: 'Написать обращение',
  emergency: (phone) => `Авария или угроза жизни? Не пишите, звоните ${phone}`,
  emergencyGas: (phone) => `Запах газа или авария? Не пишите, звоните ${phone}`,
  topic: 'О чём вы пишете',
  group: {
    question: 'Вопросы',
    complaint: 'Жалобы',
    suggestion: 'Предложения',
    application: 'Заявления',
  },
  none: { title: 'Здесь пока нельзя написать', text: 'Позвоните: ответим.' },
};
