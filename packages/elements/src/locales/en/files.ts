import type { FilesMessages } from '../messages.js';

const filesIn = (count: number) => `${count} ${count === 1 ? 'file' : 'files'}`;

export const files: FilesMessages = {
  label: 'Files',
  hint: (atMost) => `Photos or PDF, up to 10 MB each, no more than ${filesIn(atMost)}`,
  choose: 'Choose files',
  photo: 'Take a photo',
  drop: 'You can drop files here or paste them.',
  waiting: 'waits for its turn',
  sending: (percent) => `sending: ${percent}%`,
  ready: 'added',
  broken: (percent) => `the connection broke, ${percent}% arrived. It goes on from there`,
  stopped: {
    offline: (percent) => `no connection, ${percent}% arrived. It goes on by itself when you are online again`,
    service: (percent) => `the service does not answer now, ${percent}% arrived. Try again in a minute`,
    signedOut: 'your session has ended. Sign in, and the file goes on',
    soon: 'too many files in a short time. Try again in a few minutes',
    tomorrow: 'too many files for today. Remove this one, or send it tomorrow',
    refused: 'the service did not take this file. Remove it or choose another one',
  },
  halted: (percent) => `${percent}% arrived. Choose this file again: we send the rest`,
  refusal: {
    empty: 'the file is empty. Choose another',
    too_large: 'the file is larger than 10 MB. Make it smaller or choose another',
    not_allowed: 'we do not take such files. Choose a photo (JPG, PNG, WebP) or PDF',
    damaged: 'the file is damaged. Choose another or save it again',
    too_many_pixels: 'the picture is too large. Make it smaller or take it again',
    encrypted: 'the file has a password. Save it without one',
    active: 'the file holds a program or attachments. Print it to PDF and choose the new file',
    heic: 'we do not take HEIC. Save the photo as JPG or take a screenshot',
    unreadable: 'your device does not give this file out. Choose it again',
    other: 'we do not take this file. Choose another',
  },
  retry: 'Go on',
  remove: 'Remove',
  leftOut: (count, atMost) => `${filesIn(count)} not added: there can be ${atMost} in all`,
  tooFew: (atLeast) => (atLeast === 1 ? 'Add a file' : `Add at least ${filesIn(atLeast)}`),
  tooMany: (atMost) => `Remove some: there can be no more than ${filesIn(atMost)} here`,
  notReady: 'Not all files have arrived. Let them go on, or remove them',
};
