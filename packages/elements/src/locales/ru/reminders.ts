import { createFormat } from '../../core/format.js';
import type { RemindersMessages } from '../messages.js';

const { plural } = createFormat('ru');
const days = (count: number) => `${count} ${plural(count, { one: 'день', few: 'дня', many: 'дней', other: 'дня' })}`;

export const reminders: RemindersMessages = {
  where: 'Куда напоминать',
  channel: { phone: 'SMS на', email: 'Письмо на' },
  when: 'Когда напоминать',
  daysBefore: (count) => `за ${days(count)} до срока оплаты`,
  save: 'Сохранить',
  saving: 'Сохраняем…',
  on: (count) => `Напомним за ${days(count)} до срока оплаты`,
  off: 'Напоминаний не будет',
  noContacts:
    'Чтобы получать напоминания, добавьте в свой профиль телефон или электронную почту. Календарь напомнит и без них.',
  calendarOnly: 'Здесь нет вашего телефона или e-mail. Напоминаем через календарь ниже.',
  addContact: 'Добавить телефон или почту',
};
