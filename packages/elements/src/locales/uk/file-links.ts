import type { FileLinksMessages } from '../messages.js';

export const fileLinks: FileLinksMessages = {
  save: (name) => `Завантажити: ${name}`,
  asking: 'Готуємо файл…',
  kB: 'кБ',
  MB: 'МБ',
  gone: { title: 'Цього файлу вже немає', text: 'Оновіть сторінку або зателефонуйте нам.' },
};
