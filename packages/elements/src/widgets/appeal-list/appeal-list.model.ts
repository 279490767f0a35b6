import type { AppealMessage } from '@kabinet/api';

/** As much as the service takes. */
export const LONGEST_TEXT = 5000;

/** To write on, or to have it taken up again. */
export type ReplyMode = 'reply' | 'reopen';

export type Score = 1 | 2 | 3 | 4 | 5;

export type ReplyFault = 'text_missing' | 'too_long' | 'files_not_ready';

/** The supplier's messages that were not read: the last so many of its own. */
export function freshMessages(messages: readonly AppealMessage[], unread: number): readonly string[] {
  const ours = messages.filter(({ author }) => author === 'supplier');
  return ours.slice(Math.max(0, ours.length - unread)).map(({ id }) => id);
}

/** What keeps a message from being sent: it needs words or a file, not too many words, and each of its files has to have arrived. */
export function replyFaults({
  text,
  files,
  areReady,
}: {
  text: string;
  files: number;
  areReady: boolean;
}): readonly ReplyFault[] {
  const faults: ReplyFault[] = [];
  if (text.trim() === '' && files === 0) faults.push('text_missing');
  if (text.trim().length > LONGEST_TEXT) faults.push('too_long');
  if (!areReady) faults.push('files_not_ready');
  return faults;
}
