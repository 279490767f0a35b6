import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DatabaseUnderTest, databasesUnderTest } from '../testing/databases.js';
import { importProfile, readProfile, storedProfile } from './import-profile.js';

/** As little as a supplier must write. */
const SHORTEST = `id: merezhi
name: { uk: Мережі }
serviceKinds: [electricity]
timeZone: Europe/Kyiv
currency: UAH
languages: [uk]
phone: 0 800 000 200
accountNumber:
  pattern: '[A-Z]\\d{8}'
  example: А04-12345/6
origins: [https://merezhi.example]
signOn:
  issuer: https://merezhi.example
  jwksUri: https://merezhi.example/.well-known/jwks.json
`;

/** Nine times nine times nine …: a few lines that would fill the memory. */
const bomb = ['ab', 'bc', 'cd', 'de', 'ef', 'fg', 'gh']
  .map(([from, to]) => `${to}: &${to} [${Array(9).fill(`*${from}`).join(', ')}]\n`)
  .join('');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kabinet-profile-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(text: string | Buffer) {
  const path = join(folder, 'profile.yaml');
  await writeFile(path, text);
  return readProfile(path);
}

describe("a supplier's profile", () => {
  it('may leave out what has a usual value', async () => {
    expect(await read(SHORTEST)).toMatchObject({
      phoneHours: null,
      emergencyPhone: null,
      channels: [],
      readingWindows: [],
      capabilities: ['balance', 'readings', 'meters'],
    });
    const { channels } = await read(`${SHORTEST}channels:\n  - { kind: sms, address: '7104', takesReadings: true }\n`);
    expect(channels).toEqual([{ kind: 'sms', address: '7104', takesReadings: true, note: null }]);
  });

  it.each([
    [SHORTEST.replace('Europe/Kyiv', 'Kyiv'), /timeZone: not an IANA time zone/],
    [SHORTEST.replace('UAH', 'грн'), /currency: three capital letters/],
    [SHORTEST.replace('currency: UAH\n', ''), /\n {2}currency: is missing/],
    [SHORTEST.replace("'[A-Z]\\d{8}'", "'[A-Z'"), /accountNumber\.pattern: not a regular expression/],
    [SHORTEST.replace('А04-12345/6', '"12"'), /accountNumber\.example: has not the form/],
    [SHORTEST.replace('А04-12345/6', '0412345'), /accountNumber\.example: must be text: put it in quotation marks/],
    [SHORTEST.replace('[electricity]', 'electricity'), /serviceKinds: must be a list/],
    [
      `${SHORTEST}\nredirectUris: [https://other.example/kabinet]\n`,
      /redirectUris: https:\/\/other\.example\/kabinet is not/,
    ],
    [
      `${SHORTEST}\ncabinetUrl: https://other.example/kabinet\n`,
      /cabinetUrl: https:\/\/other\.example\/kabinet is not on/,
    ],
    [SHORTEST.replace('[electricity]', '[power]'), /serviceKinds\.0: must be one of electricity, gas/],
    [SHORTEST.replace('id: merezhi', 'id: Мережі'), /id: small Latin letters/],
    [`${SHORTEST}readingWindow: []\n`, /names that mean nothing here: readingWindow\./],
    [
      `${SHORTEST}readingWindows:\n  - { serviceKind: gas, opensOnDay: 1, closesOnDay: 5 }\n`,
      /names gas, which is not among serviceKinds/,
    ],
    [
      `${SHORTEST}readingWindows:\n  - { serviceKind: electricity, opensOnDay: 0, closesOnDay: 5 }\n`,
      /readingWindows\.0\.opensOnDay: count days from 1/,
    ],
    [`${SHORTEST}capabilities: [appeals]\n`, /capabilities: names appeals, and no kinds/],
    [
      `${SHORTEST}appeals:\n  kinds:\n    - { id: q, group: question, name: { uk: Запитання }, term: { day: 3, days: 15 } }\n`,
      /names that mean nothing here: appeals\.kinds\.0\.term\.day\./,
    ],
    [
      `${SHORTEST}appeals:\n  kinds:\n    - { id: q, group: question, name: { uk: Запитання }, term: { days: 0 } }\n`,
      /appeals\.kinds\.0\.term\.days: /,
    ],
    [`${SHORTEST}holidays: [25.12]\n`, /holidays\.0: must be text: put it in quotation marks/],
    [SHORTEST.replace(/ {2}jwksUri.*\n/, ''), /signOn: needs jwksUri or jwks/],
    [
      SHORTEST.replace('Мережі', 'Мер\u202eежі'),
      /\n {2}name\.uk: has characters that cannot be shown, or turn the text/,
    ],
    [SHORTEST.replace('Мережі', '"Мер\\u2066ежі"'), /\n {2}name\.uk: has characters that cannot be shown/],
    [SHORTEST.replace('name: {', 'name: ['), /is not valid YAML, line 2/],
    [`${SHORTEST}channels: *ways\n`, /cannot be used: ways is used \(\*\) but stands nowhere before \(&\)\./],
    [`${SHORTEST}channels: &ways [*ways]\n`, /its aliases \(\*\) stand for one another too often, or for themselves/],
    [`a: &a [x]\n${SHORTEST}${bomb}`, /its aliases \(\*\) stand for one another too often, or for themselves/],
    [Buffer.from([0x69, 0x64, 0x3a, 0x20, 0xcc, 0xe5]), /is not in UTF-8: save it in that encoding/],
  ])('is refused with the place and the reason', async (text, message) => {
    await expect(read(text)).rejects.toThrow(message);
  });

  it('is refused when there is none', async () => {
    await expect(readProfile(join(folder, 'nowhere.yaml'))).rejects.toThrow(/cannot be read \(ENOENT\)/);
  });

  describe.each(databasesUnderTest)('stored (%s)', (_, open) => {
    let under: DatabaseUnderTest;
    beforeAll(async () => {
      under = await open();
    });
    afterAll(() => under.close());

    it('changes only when the file does', async () => {
      await expect(storedProfile(under.database, 'merezhi')).rejects.toThrow(/There is no supplier "merezhi" yet/);
      const profile = await read(SHORTEST);
      expect(await importProfile(under.database, profile)).toBe('inserted');
      expect(await importProfile(under.database, profile)).toBe('unchanged');
      const changed = await read(SHORTEST.replace('0 800 000 200', '0 800 000 201'));
      expect(await importProfile(under.database, changed)).toBe('updated');
      expect(await storedProfile(under.database, 'merezhi')).toEqual(changed);
    });
  });
});
