import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanFileName, nameAsSent } from './file-names.js';

describe('the name of a file', () => {
  it.each([
    ['photo.JPG', 'photo.jpg'],
    ['Скан паспорта.png', 'Скан паспорта.jpg'],
    ['../../etc/passwd', 'passwd.jpg'],
    ['C:\\Users\\Ївга\\Фото 1.heic', 'Фото 1.jpg'],
    ['..\\..\\', 'file.jpg'],
    ['', 'file.jpg'],
    ['...', 'file.jpg'],
    ['.htaccess', 'htaccess.jpg'],
    ['a\u0000b\r\n.jpg', 'a b.jpg'],
    ['фото\u202Egpj.exe', 'фото gpj.jpg'],
    ['CON', '_CON.jpg'],
    ['nul.txt', '_nul.jpg'],
    ['com1 .jpg', '_com1.jpg'],
    ['<b>"x"|y?*:z.png', '_b__x__y___z.jpg'],
    ['акт.pdf.exe', 'акт.pdf.jpg'],
    ['фото.jpg.exe', 'фото.jpg'],
    ['Договір № 5 від 01.02.2026', 'Договір № 5 від 01.02.2026.jpg'],
    ['half\ud800.jpg', 'half.jpg'],
    ['e\u0301té.jpg', 'été.jpg'],
  ])('%j becomes %j', (name, kept) => {
    expect(cleanFileName(name, 'image/jpeg')).toBe(kept);
  });

  it('has the ending of what it is, and fits every file system, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
        const kept = cleanFileName(name, 'application/pdf');
        expect(kept).toMatch(/^[^./\\<>:"|?*\p{Cc}\p{Cf}\p{Cs}\s][^/\\<>:"|?*\p{Cc}\p{Cf}\p{Cs}]*\.pdf$/u);
        expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(255);
        expect(cleanFileName(kept, 'application/pdf')).toBe(kept);
        expect(nameAsSent(name)).not.toMatch(/[/\\\p{Cc}\p{Cf}\p{Cs}]/u);
      }),
    );
  });

  it('of two hundred letters is cut between them', () => {
    expect(cleanFileName(`${'ї'.repeat(300)}.png`, 'image/jpeg')).toBe(`${'ї'.repeat(100)}.jpg`);
    expect(cleanFileName(`${'👩'.repeat(60)}.png`, 'image/jpeg')).toBe(`${'👩'.repeat(50)}.jpg`);
  });
});
