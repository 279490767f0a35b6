import { expect } from '@open-wc/testing';
import { createFormat } from '../core/format.js';
import { sizeOf } from './file-size.js';

describe('the size of a file', () => {
  it('is said in the language’s own signs, never as nothing, and exactly where that matters', () => {
    const [uk, en] = [createFormat('uk'), createFormat('en')];
    const sizes = [1, 412 * 1024, 1024 * 1024, 2.44 * 1024 * 1024, 10 * 1024 * 1024];
    expect(sizes.map((bytes) => sizeOf(bytes, uk).replace(/\u00a0/g, ' '))).to.deep.equal([
      '1 КБ',
      '412 КБ',
      '1 МБ',
      '2,4 МБ',
      '10 МБ',
    ]);
    expect([sizeOf(412 * 1024, en), sizeOf(2.44 * 1024 * 1024, en)]).to.deep.equal(['412\u00a0kB', '2.4\u00a0MB']);
  });
});
