import type { ComboboxMessages } from '../messages.js';

export const combobox: ComboboxMessages = {
  searching: 'Ищем…',
  found: (count) => `Найдено: ${count}. Выбор — стрелками, подтверждение — Enter.`,
  none: {
    title: 'Ничего не найдено',
    text: 'Проверьте, правильно ли написано название, или введите только его начало.',
  },
  failed: 'Не удалось найти: сервис не ответил.',
  offline: 'Нет связи с интернетом. Как только она появится, мы поищем ещё раз сами.',
  chooseFromList: 'Выберите название из списка.',
  list: 'Найденное',
  retry: 'Поискать ещё раз',
};
