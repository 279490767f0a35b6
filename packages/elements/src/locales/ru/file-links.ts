import type { FileLinksMessages } from '../messages.js';

export const fileLinks: FileLinksMessages = {
  save: (name) => `Скачать: ${name}`,
  asking: 'Готовим файл…',
  kilobytes: (number) => `${number}\u00a0КБ`,
  megabytes: (number) => `${number}\u00a0МБ`,
  gone: { title: 'Этого файла уже нет', text: 'Обновите страницу или позвоните нам.' },
};
