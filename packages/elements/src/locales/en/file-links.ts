import type { FileLinksMessages } from '../messages.js';

export const fileLinks: FileLinksMessages = {
  save: (name) => `Download: ${name}`,
  asking: 'Getting the file…',
  kilobytes: (number) => `${number}\u00a0kB`,
  megabytes: (number) => `${number}\u00a0MB`,
  gone: { title: 'This file is no longer there', text: 'Reload the page or call us.' },
};
