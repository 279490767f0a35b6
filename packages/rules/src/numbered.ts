/** Each with its place in the list. Pages with Prototype.js have an `entries` of their own on every list, without the places. */
export function numbered<Each>(list: readonly Each[]): [place: number, each: Each][] {
  return list.map((each, place) => [place, each]);
}
