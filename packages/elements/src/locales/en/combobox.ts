import type { ComboboxMessages } from '../messages.js';

export const combobox: ComboboxMessages = {
  searching: 'Searching…',
  found: (count) => `Found: ${count}. Use the arrow keys to choose and Enter to confirm.`,
  none: {
    title: 'Nothing found',
    text: 'Check the spelling, or type only the beginning of the name.',
  },
  failed: 'The search did not work: the service did not answer.',
  offline: 'No internet connection. As soon as it is back, we will search again.',
  chooseFromList: 'Choose a name from the list.',
  list: 'Found',
  retry: 'Search again',
};
