/** How texts and what people type are compared. The index is made with the one, the search box asks with both. */

/** Small letters; ґ as г, ё as е; no apostrophes and accents, which people leave out. */
export function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/ґ/g, 'г')
    .replace(/ё/g, 'е')
    .replace(/['’ʼ`]|\u0301/g, '');
}

/**
 * Without the ending: Ukrainian and Russian words change theirs by case, and whoever looks for "показань" means "показання". What is left is
 * looked for as a beginning. Short words and names such as `kabinet-receipt` stay whole.
 */
export function stem(word: string): string {
  const known = plain(word);
  return known.length > 5 && /^[а-яіїє]+$/.test(known) ? known.slice(0, -2) : known;
}
