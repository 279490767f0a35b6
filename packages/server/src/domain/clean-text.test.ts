import { describe, expect, it } from 'vitest';
import { cleanLine, cleanLines, formOf } from './clean-text.js';

describe('what somebody typed', () => {
  it('is one line without anything that cannot be seen', () => {
    expect(cleanLine('  Дача\u0000\n\u202eбіля\u2066 річки\u200b\u007f ')).toBe('Дача біля річки');
    expect(cleanLine('й')).toBe('й');
    expect(cleanLine('\u0000\u200f')).toBe('');
  });

  it('keeps its lines where it may have some', () => {
    expect(cleanLines('Добрий день!\r\n\r\nПодзвоніть\u0000 нам\u202e.\n')).toBe('Добрий день!\n\nПодзвоніть нам .');
  });

  it('comes in a form without control characters, and else as it was typed', () => {
    const form = formOf('na%00me=a%00b&comment=one%0D%0Atwo%09%1B&password=%E2%80%8B+x');
    expect([...form]).toEqual([
      ['name', 'ab'],
      ['comment', 'one\r\ntwo\t'],
      ['password', '\u200b x'],
    ]);
  });
});
