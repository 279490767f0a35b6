/** What is left when the vowels are wrong. */
const consonants = (key: string) => key.replace(/[аеиоу]/g, '');

/** How many slips may be forgiven in a text of this length: short names are too much like one another. */
export function slipsForgiven(key: string): number {
  return key.length < 4 ? 0 : key.length < 8 ? 1 : 2;
}

/**
 * Letters wrong, missing, too many, or two exchanged, that make one text of the other (optimal string alignment); anything above
 * `most` is `most + 1`.
 */
function slipsBetween(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let beforeLast: number[] = [];
  let last = [...Array(b.length + 1).keys()];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let fewest = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        fewest = Math.min(fewest, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(fewest);
    }
    if (Math.min(...row) > most) return most + 1;
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? most + 1;
}

/**
 * The slips by which a key is taken for what was typed, null when they are too many. Of two slips one at least is in the vowels: that
 * is where Ukrainian, Russian and hasty spelling differ, and it lets a database look slips up (see `localityIndex`).
 */
export function forgivenSlips(typed: string, key: string): number | null {
  const most = slipsForgiven(typed);
  if (most === 0) return null;
  const slips = slipsBetween(typed, key, most);
  return slips <= most && slipsBetween(consonants(typed), consonants(key), 1) <= 1 ? slips : null;
}

/** A text, and the text without one of its letters: two texts with at most one slip between them share one of these. */
function shortened(text: string): string[] {
  // By letters, not by units of UTF-16: no database takes half of a letter.
  const letters = [...text];
  return [text, ...letters.map((_, index) => letters.filter((_, other) => other !== index).join(''))];
}

/** By what a name with a slip is looked up: for one slip the letters but one, for two the consonants but one. */
export function slipKeysOfQuery(typed: string): string[] {
  const most = slipsForgiven(typed);
  return most === 0 ? [] : [...new Set(shortened(most === 1 ? typed : consonants(typed)))];
}

/** By what a name is to be found in spite of a slip: whatever {@link slipKeysOfQuery} may ask for that comes so near to it. */
export function slipKeysOfName(key: string): string[] {
  return [
    // One slip is forgiven in 4 to 7 letters, so in names of 3 to 8; two from 8 on, so in names from 6 on.
    ...(key.length >= 3 && key.length <= 8 ? shortened(key) : []),
    ...(key.length >= 6 ? shortened(consonants(key)) : []),
  ];
}
