import { expect } from '@open-wc/testing';
import type { AppealMessage } from '@kabinet/api';
import { freshMessages, LONGEST_TEXT, replyFaults } from './appeal-list.model.js';

const message = (id: string, author: AppealMessage['author']): AppealMessage => ({
  id,
  author,
  authorName: null,
  writtenAt: '2026-11-01T08:00:00.000Z',
  channel: 'cabinet',
  text: '',
  attachments: [],
});

describe('an open appeal', () => {
  it('counts as new the last of the supplier’s messages, whoever wrote in between', () => {
    const messages = [
      message('1', 'customer'),
      message('2', 'supplier'),
      message('3', 'supplier'),
      message('4', 'customer'),
      message('5', 'supplier'),
    ];
    expect(freshMessages(messages, 0)).to.deep.equal([]);
    expect(freshMessages(messages, 2)).to.deep.equal(['3', '5']);
    expect(freshMessages(messages, 9)).to.deep.equal(['2', '3', '5']);
  });

  it('takes a message that has words or a file, not too many words, and files that have arrived', () => {
    expect(replyFaults({ text: ' Дякую ', files: 0, areReady: true })).to.deep.equal([]);
    expect(replyFaults({ text: '', files: 1, areReady: true })).to.deep.equal([]);
    expect(replyFaults({ text: ' \n ', files: 0, areReady: true })).to.deep.equal(['text_missing']);
    expect(replyFaults({ text: ` ${'я'.repeat(LONGEST_TEXT)} `, files: 0, areReady: true })).to.deep.equal([]);
    expect(replyFaults({ text: 'я'.repeat(LONGEST_TEXT + 1), files: 1, areReady: false })).to.deep.equal([
      'too_long',
      'files_not_ready',
    ]);
  });
});
