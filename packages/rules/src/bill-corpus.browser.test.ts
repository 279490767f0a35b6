import { expect } from '@open-wc/testing';
import { CORPUS_HASH, corpusHash } from './testing/bill-corpus.js';

// The same on the server: bill-corpus.test.ts.
it('bills are the same bytes as on the server', async () => {
  expect(await corpusHash()).to.equal(CORPUS_HASH);
});
