import { expect, it } from 'vitest';
import { CORPUS_HASH, corpusHash } from './testing/bill-corpus.js';

// The same in a browser: bill-corpus.browser.test.ts.
it('bills are the same bytes as in a browser', async () => {
  expect(await corpusHash()).toBe(CORPUS_HASH);
});
