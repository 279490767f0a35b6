/** The first bits of the fractional parts of roots of primes, as FIPS 180-4 asks for. */
const primes: number[] = [];
for (let candidate = 2; primes.length < 64; candidate += 1) {
  if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate);
}
const fraction = (root: number) => Math.floor((root % 1) * 2 ** 32) | 0;
const FIRST = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
const ROUNDS = primes.map((prime) => fraction(Math.cbrt(prime)));

const turned = (word: number, by: number) => (word >>> by) | (word << (32 - by));

/**
 * SHA-256 of an ASCII text, in base64: what a policy calls an inline script by. Written out because browsers' own is a promise, and where
 * a snippet is shown, in docs and in a configurator, it must be there at once.
 */
export function sha256(text: string): string {
  const bits = text.length * 8;
  const blocks = Math.ceil((text.length + 9) / 64);
  const words = new Int32Array(blocks * 16);
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > 0x7f) throw new RangeError('sha256 takes ASCII only');
    words[index >> 2] = (words[index >> 2] ?? 0) | (code << (24 - (index % 4) * 8));
  }
  words[text.length >> 2] = (words[text.length >> 2] ?? 0) | (0x80 << (24 - (text.length % 4) * 8));
  words[words.length - 2] = Math.floor(bits / 2 ** 32);
  words[words.length - 1] = bits | 0;

  const state = Int32Array.from(FIRST);
  const schedule = new Int32Array(64);
  const at = (list: Int32Array, index: number) => list[index] ?? 0;
  for (let block = 0; block < blocks; block += 1) {
    for (let round = 0; round < 64; round += 1) {
      if (round < 16) schedule[round] = at(words, block * 16 + round);
      else {
        const early = at(schedule, round - 15);
        const late = at(schedule, round - 2);
        const mixedEarly = turned(early, 7) ^ turned(early, 18) ^ (early >>> 3);
        const mixedLate = turned(late, 17) ^ turned(late, 19) ^ (late >>> 10);
        schedule[round] = at(schedule, round - 16) + mixedEarly + at(schedule, round - 7) + mixedLate;
      }
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
    for (let round = 0; round < 64; round += 1) {
      const chosen = (e & f) ^ (~e & g);
      const most = (a & b) ^ (a & c) ^ (b & c);
      const one =
        (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + chosen + (ROUNDS[round] ?? 0) + at(schedule, round)) | 0;
      const two = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + most) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((word, index) => (state[index] = at(state, index) + word));
  }
  const bytes = [...state].flatMap((word) => [24, 16, 8, 0].map((shift) => (word >>> shift) & 0xff));
  return btoa(String.fromCharCode(...bytes));
}
