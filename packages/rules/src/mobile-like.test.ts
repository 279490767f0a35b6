import { expect, it } from 'vitest';
import { isMobileLike } from './mobile-like.js';

it('a mobile phone is known however it is written', () => {
  for (const right of ['067 123 45 67', '+380 (67) 123-45-67', '０６７１２３４５６７'])
    expect(isMobileLike(right)).toBe(true);
  for (const wrong of ['', '12', 'ні', '1234567890123456']) expect(isMobileLike(wrong)).toBe(false);
});
