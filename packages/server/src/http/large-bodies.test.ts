import { describe, expect, it } from 'vitest';
import { Room, withRoomFor } from './large-bodies.js';

const request = (length?: string) =>
  new Request('https://api.kabinet.test', {
    method: 'POST',
    ...(length !== undefined && { headers: { 'Content-Length': length } }),
  });

describe('room for large bodies', () => {
  it('is taken and given back, and put off when there is none', () => {
    const room = new Room(100);
    const giveBack = room.take(60);
    expect(() => room.take(41)).toThrow('unavailable');
    room.take(40);
    giveBack();
    room.take(60);
    expect(() => room.take(1)).toThrow('unavailable');
  });

  it('is given back when the work fails, and counts a length that is not said, or not believed, as the largest', async () => {
    const limit = 30 * 1024 * 1024;
    const failing = async (length?: string) =>
      withRoomFor(request(length), limit, () => Promise.reject(new Error('refused')));
    for (let time = 0; time < 20; time += 1) {
      await expect(failing()).rejects.toThrow('refused');
      await expect(failing('-5')).rejects.toThrow('refused');
    }
    let end = () => {};
    const held = new Promise<void>((done) => (end = done));
    const waiting = [undefined, 'NaN', '-1', '999999999999'].map((length) =>
      withRoomFor(request(length), limit, () => held),
    );
    await expect(withRoomFor(request(), limit, () => held)).rejects.toThrow('unavailable');
    // What is small still finds its place.
    expect(await withRoomFor(request('400000'), limit, () => Promise.resolve('done'))).toBe('done');
    end();
    await Promise.all(waiting);
    expect(await withRoomFor(request(), limit, () => Promise.resolve('done'))).toBe('done');
  });
});
