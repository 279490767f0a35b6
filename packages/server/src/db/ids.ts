import { randomBytes } from 'node:crypto';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether an id from outside can be one of ours; anything else would be an error of the database instead of "not found". */
export function isId(text: string): boolean {
  return UUID.test(text);
}

let lastMoment = 0;
let countInMoment = 0;

/** A new id, UUID version 7: later ones are greater, so that they land at one end of an index and sort by age. */
export function newId(now: Date): string {
  countInMoment = now.getTime() === lastMoment ? countInMoment + 1 : 0;
  lastMoment = now.getTime();
  const bytes = randomBytes(16);
  bytes.writeUIntBE(lastMoment, 0, 6);
  // Twelve bits count the ids of one millisecond, the other bits are random.
  bytes.writeUInt16BE(0x7000 | (countInMoment & 0xfff), 6);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
