import { createFormat } from '../../core/format.js';
import type { AppealListMessages } from '../messages.js';

const { plural } = createFormat('uk');

export const appealList: AppealListMessages = {
  heading: 'Мої звернення',
  empty: { title: 'Ви ще нічого не писали', text: 'Тут будуть ваші звернення, відповіді та їхні строки.' },
  write: 'Написати звернення',
  number: (number) => `№ ${number}`,
  sent: (date) => `надіслано ${date}`,
  changed: (date) => `оновлено ${date}`,
  status: {
    received: 'Отримано',
    in_progress: 'Опрацьовуємо',
    waiting: 'Чекаємо на вашу відповідь',
    answered: 'Є відповідь',
    closed: 'Закрито',
    withdrawn: 'Ви відкликали',
  },
  due: (date) => `Відповімо не пізніше ${date}`,
  overdue: (date) => `Відповідь запізнюється: мала бути до ${date}`,
  unread: (count) =>
    `${count} ${plural(count, { one: 'нове повідомлення', few: 'нові повідомлення', many: 'нових повідомлень', other: 'нового повідомлення' })}`,
  more: 'Показати давніші',
};
