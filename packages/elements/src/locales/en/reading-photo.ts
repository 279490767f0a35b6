import type { ReadingPhotoMessages } from '../messages.js';

export const readingPhoto: ReadingPhotoMessages = {
  preparing: 'Preparing the photo…',
  check: 'Can you see the meter’s number and its digits?',
  preview: 'The photo of the meter you chose',
  send: 'Send the photo',
  sending: 'Sending the photo…',
  another: 'Choose another photo',
  discard: 'Add no photo',
  attached: 'A photo of the meter was added.',
  remove: 'Remove the photo',
  removing: 'Removing the photo…',
  removed: 'The photo was removed.',
  readingIsSafe: 'Your reading has been sent and is safe.',
  unsure: { title: 'We do not know yet whether the photo arrived', text: 'Try again: it will not be added twice.' },
  unreadable: {
    title: 'This file could not be opened as a photo',
    text: 'Your reading has been sent. Choose a JPEG or PNG photo, or take a new one.',
  },
  too_large: {
    title: 'This photo is too large',
    text: 'Your reading has been sent. Take a photo with the phone’s usual camera and choose that one.',
  },
  tooLate: {
    title: 'A photo can no longer be added',
    text: 'The period for readings is over. Your reading has been sent and is safe.',
  },
};
