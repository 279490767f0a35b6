import type { FileLinksMessages } from '../messages.js';

export const fileLinks: FileLinksMessages = {
  save: (name) => `Завантажити: ${name}`,
  asking: 'Готуємо файл…',
  kilobytes: (number) => `${number}\u00a0КБ`,
  megabytes: (number) => `${number}\u00a0МБ`,
  gone: { title: 'Цього файлу вже немає', text: 'Оновіть сторінку або зателефонуйте нам.' },
};
