import type { FileLinksMessages } from '../messages.js';

export const fileLinks: FileLinksMessages = {
  save: (name) => `Download: ${name}`,
  asking: 'Getting the file…',
  kB: 'kB',
  MB: 'MB',
  gone: { title: 'This file is no longer there', text: 'Reload the page or call us.' },
};
