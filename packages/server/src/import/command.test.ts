import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDatabase, type TestDatabase } from '../../../../test/support/postgres.js';
import { run as runExport } from '../export/command.js';
import { run as runSample } from '../sample/command.js';
import { run } from './command.js';

let folder: string;
let database: TestDatabase;
let said: { out: string; error: string };
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kabinet-command-'));
  database = await createDatabase();
  vi.stubEnv('DATABASE_URL', database.url);
  said = { out: '', error: '' };
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((said.out += String(text)), true));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((said.error += String(text)), true));
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

describe('the commands, as a supplier types them', () => {
  it('make up a base, bring it in, again and in part, and give the readings out', async () => {
    const base = join(folder, 'gas');
    expect(
      await runSample(['--supplier', 'gas', '--out', base, '--accounts', '15', '--months', '2', '--with-errors']),
    ).toBe(0);
    const report = join(folder, 'report.csv');
    expect(await run(['--dir', base, '--report', report, '--max-rejected', '50'])).toBe(0);
    expect(said.out).toContain('profile.yaml: new supplier prydesnianskgaz\n');
    expect(said.out).toMatch(/accounts\.csv: 15 new, 0 changed, 0 unchanged, 4 rejected \(utf-8, /);
    const lines = (await readFile(report, 'utf8')).trimEnd().split('\n');
    expect(lines[0]).toBe('file,line,column,reason,message,value');
    expect(lines).toContain(
      "accounts.csv,18,account_number,not_an_account_number,The account number has not the form that the supplier's profile names.,",
    );
    expect(lines.find((line) => line.includes('not_a_date'))).toMatch(
      /^accounts\.csv,19,opened_on,not_a_date,.*,30\.02\.2020$/,
    );
    expect(lines.slice(1), lines.join('\n')).toHaveLength(17);

    said.out = '';
    expect(
      await run([
        '--supplier',
        'prydesnianskgaz',
        '--file',
        join(base, 'meters.csv'),
        '--kind',
        'meters',
        '--max-rejected',
        '50',
      ]),
    ).toBe(0);
    expect(said.out).toMatch(/^meters\.csv: 0 new, 0 changed, \d+ unchanged, 2 rejected/);
    expect(said.error).toContain('--report <file.csv> writes all of them');

    said.out = '';
    const cursor = join(folder, 'cursor');
    const out = join(folder, 'readings.csv');
    expect(await runExport(['readings', '--supplier', 'prydesnianskgaz', '--cursor', cursor, '--out', out])).toBe(0);
    expect(said.out).toBe('0 readings\nnext_since=0\n');
    expect([await readFile(cursor, 'utf8'), (await readFile(out, 'utf8')).split(';')[0]]).toEqual([
      '0\n',
      'cabinet_number',
    ]);
  });

  it.each([
    [['--kind', 'meters'], /Say what to import/],
    [['--dir', 'here', '--encoding', 'ebcdic'], /--encoding must be auto, utf-8, windows-1251/],
    [['--dir', 'here', '--as-of', 'yesterday'], /--as-of must be a moment with its offset/],
    [['--dir', 'here', '--max-rejected', '101'], /--max-rejected must be a percentage/],
    [['--dir', 'here'], /There is no profile\.yaml in here/],
    [['--supplier', 'nobody', '--file', 'a.csv', '--kind', 'meters'], /There is no supplier "nobody" yet/],
  ])('say in a sentence what is wrong with %j', async (args, sentence) => {
    expect(await run(args)).toBe(1);
    expect(said.error).toMatch(sentence);
  });

  it('bring tariffs in between the places they name and the accounts that answer them', async () => {
    const base = join(folder, 'base');
    await mkdir(base);
    expect(await runSample(['--supplier', 'gas', '--out', base, '--accounts', '12', '--months', '1'])).toBe(0);
    said.out = '';
    expect(await run(['--dir', base])).toBe(0);
    const order = [...said.out.matchAll(/^([a-z_]+)\.(?:csv|yaml):/gm)].map(([, name]) => name);
    const answerTariffs = ['account_attributes', 'benefits'];
    expect([order.slice(0, 4), order.filter((name) => answerTariffs.includes(name ?? ''))]).toEqual([
      ['profile', 'localities', 'tariffs', 'premises'],
      answerTariffs,
    ]);
    expect(order.indexOf('account_attributes')).toBeGreaterThan(order.indexOf('accounts'));

    const tariffs = join(base, 'tariffs.yaml');
    const again = ['--supplier', 'prydesnianskgaz', '--file', tariffs, '--kind', 'tariffs'];
    said.out = '';
    expect(await run(again)).toBe(0);
    expect(said.out).toMatch(/^tariffs\.yaml: unchanged \(\d+ entries\)\n/);

    await writeFile(tariffs, (await readFile(tariffs, 'utf8')).replace(/\nseries:/, '\nserie:'));
    expect(await run(again)).toBe(1);
    expect(said.error).toMatch(/line \d+, serie: means nothing here\. What may stand here: .*series/);
    expect(await run([...again, '--full'])).toBe(1);
    expect(said.error).toContain('--full says nothing of tariffs');
  });

  it('end at the first file that is refused, and keep the ones before it', async () => {
    const base = join(folder, 'base');
    await mkdir(base);
    expect(await runSample(['--supplier', 'electricity', '--out', base, '--accounts', '12', '--months', '1'])).toBe(0);
    await writeFile(join(base, 'meters.csv'), 'no;such;columns\n');
    said.out = '';
    expect(await run(['--dir', base])).toBe(1);
    expect(said.out).toContain('accounts.csv: 12 new');
    expect(said.out).not.toContain('registers.csv');
    expect(said.error).toMatch(/The header of meters\.csv lacks the columns account_number, serial_number\./);
  });
});
