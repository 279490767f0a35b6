import type { FileLinksMessages } from '../messages.js';

export const fileLinks: FileLinksMessages = {
  save: (name) => `Скачать: ${name}`,
  asking: 'Готовим файл…',
  kB: 'кБ',
  MB: 'МБ',
  gone: { title: 'Этого файла уже нет', text: 'Обновите страницу или позвоните нам.' },
};
