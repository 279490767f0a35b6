import type { ComboboxMessages } from '../messages.js';

export const combobox: ComboboxMessages = {
  searching: 'Шукаємо…',
  found: (count) => `Знайдено: ${count}. Вибір — стрілками, підтвердження — Enter.`,
  none: {
    title: 'Нічого не знайдено',
    text: 'Перевірте, чи правильно написано назву, або введіть лише її початок.',
  },
  failed: 'Не вдалося знайти: сервіс не відповів.',
  offline: 'Немає зв’язку з інтернетом. Щойно він з’явиться, ми пошукаємо ще раз самі.',
  chooseFromList: 'Оберіть назву зі списку.',
  list: 'Знайдене',
  retry: 'Пошукати ще раз',
};
