import { computeBill } from '../bill.js';
import { openQuestions, tariffsOn } from '../tariff-choice.js';
import { randomBillRequest } from './random-tariffs.js';

/** How many bills the committed hash is of. */
export const CORPUS_SIZE = 2000;

/** SHA-256 of `billCorpus(CORPUS_SIZE)`: one byte that differs between a browser and the server is another hash. Changes on purpose with what a bill
 * says and with how bills are made up; the failing test tells the new one. */
export const CORPUS_HASH = 'a1e77f441a41013a6baf3cd32b91b522ed0f53d6fc039d6a6353c45b754d5262';

/** So many made-up bills with all they say, one a line, as JSON; the same bytes wherever it runs. */
export function billCorpus(size: number): string {
  const lines: string[] = [];
  for (let seed = 1; seed <= size; seed++) {
    const request = randomBillRequest(seed);
    const on = request.period.from;
    lines.push(
      JSON.stringify({
        bill: computeBill(request),
        tariffs: tariffsOn({ ...request, on }).map(({ id }) => id),
        open: openQuestions({ ...request, answers: {}, on }),
      }),
    );
  }
  return lines.join('\n');
}

/** The corpus's SHA-256 in hexadecimal, by WebCrypto, which browsers and Node share. */
export async function corpusHash(size = CORPUS_SIZE): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(billCorpus(size)));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
