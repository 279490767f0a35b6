import { createFormat } from '../../core/format.js';
import type { AppealListMessages } from '../messages.js';

const { plural } = createFormat('ru');

export const appealList: AppealListMessages = {
  heading: 'Мои обращения',
  empty: { title: 'Вы ещё ничего не писали', text: 'Здесь будут ваши обращения, ответы и их сроки.' },
  write: 'Написать обращение',
  number: (number) => `№ ${number}`,
  sent: (date) => `отправлено ${date}`,
  changed: (date) => `обновлено ${date}`,
  status: {
    received: 'Получено',
    in_progress: 'Рассматриваем',
    waiting: 'Ждём вашего ответа',
    answered: 'Есть ответ',
    closed: 'Закрыто',
    withdrawn: 'Вы отозвали',
  },
  due: (date) => `Ответим не позднее ${date}`,
  overdue: (date) => `Ответ запаздывает: должен был быть до ${date}`,
  unread: (count) =>
    `${count} ${plural(count, { one: 'новое сообщение', few: 'новых сообщения', many: 'новых сообщений', other: 'нового сообщения' })}`,
  more: 'Показать более ранние',
};
