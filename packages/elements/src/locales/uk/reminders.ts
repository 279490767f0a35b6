import { createFormat } from '../../core/format.js';
import type { RemindersMessages } from '../messages.js';

const { plural } = createFormat('uk');
const days = (count: number) => `${count} ${plural(count, { one: 'день', few: 'дні', many: 'днів', other: 'дня' })}`;

export const reminders: RemindersMessages = {
  where: 'Куди нагадувати',
  channel: { phone: 'SMS на', email: 'Лист на' },
  when: 'Коли нагадувати',
  daysBefore: (count) => `за ${days(count)} до строку оплати`,
  save: 'Зберегти',
  saving: 'Зберігаємо…',
  on: (count) => `Нагадаємо за ${days(count)} до строку оплати`,
  off: 'Нагадувань не буде',
  noContacts:
    'Щоб отримувати нагадування, додайте до свого профілю телефон або електронну пошту. Календар нагадає й без них.',
  calendarOnly: 'Тут немає вашого телефону чи e-mail. Нагадуємо через календар нижче.',
  addContact: 'Додати телефон або пошту',
};
