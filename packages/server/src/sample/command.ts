import { parseArgs } from 'node:util';
import { type CalendarDate, dateInTimeZone } from '@kabinet/rules';
import { parseDate } from '../import/parse-cell.js';
import { Refused } from '../import/refused.js';
import { encodingNamed, encodings } from '../import/source-file.js';
import { sampleSuppliers, type SampleSupplierName } from './suppliers/index.js';
import { writeSample } from './write-sample.js';

const NAMES = Object.keys(sampleSuppliers).join('|');

const USAGE = `Usage: kabinet-server sample --supplier ${NAMES} --out <folder> [options]

Makes up a billing base with the mess of real ones: profile.yaml, CSV files for kabinet-server import, and customers.json with the
customers whose stories are worth looking at. The same seed and day make the same base.

  --supplier <name>            which made-up supplier: ${NAMES}
  --out <folder>               where to write
  --accounts <number>          how many accounts, up to 1000000 (default: 1000)
  --months <number>            months of history, 1 to 36 (default: 24)
  --encoding <name>            ${encodings.join(', ')} (default: utf-8)
  --seed <number>              another base of the same kind (default: 1)
  --today <day>                the day on which the history ends (default: today)
  --with-errors                add rows that an import must reject
  --site-origin <origin>       the site on which the widgets stand (default: http://localhost:8080)
  --sign-on-issuer <issuer>    who signs its customers' tokens (default: the origin)
  --jwks-uri <address>         where the keys are (default: <origin>/.well-known/jwks.json)
`;

/** The command line's sample: answers with the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      supplier: { type: 'string' },
      out: { type: 'string' },
      accounts: { type: 'string', default: '1000' },
      months: { type: 'string', default: '24' },
      encoding: { type: 'string', default: 'utf-8' },
      seed: { type: 'string', default: '1' },
      today: { type: 'string' },
      'with-errors': { type: 'boolean', default: false },
      'site-origin': { type: 'string', default: 'http://localhost:8080' },
      'sign-on-issuer': { type: 'string' },
      'jwks-uri': { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  try {
    const { supplier: name, out } = values;
    if (!isSampleSupplier(name) || out === undefined) {
      throw new Refused(
        `Say which supplier and where to write: --supplier ${NAMES} --out <folder>. --help tells more.`,
      );
    }
    const origin = values['site-origin'].replace(/\/$/, '');
    const options = {
      supplier: sampleSuppliers[name],
      out,
      accounts: wholeNamed('--accounts', values.accounts, 12, 1_000_000),
      months: wholeNamed('--months', values.months, 1, 36),
      encoding: encodingNamed(values.encoding) ?? 'utf-8',
      seed: wholeNamed('--seed', values.seed, 0, 4_294_967_295),
      today: dayNamed(values.today),
      withErrors: values['with-errors'],
      site: {
        origin,
        issuer: values['sign-on-issuer'] ?? origin,
        jwksUri: values['jwks-uri'] ?? `${origin}/.well-known/jwks.json`,
      },
    };
    await writeSample(options);
    process.stdout.write(
      `${options.accounts.toLocaleString('en')} accounts of ${options.supplier.id} are in ${out}.\n` +
        `Load them with: kabinet-server import --dir ${out}\n`,
    );
    return 0;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}

function isSampleSupplier(name: string | undefined): name is SampleSupplierName {
  return name !== undefined && Object.hasOwn(sampleSuppliers, name);
}

function wholeNamed(option: string, text: string, from: number, to: number): number {
  const number = /^\d+$/.test(text) ? Number(text) : NaN;
  if (!(number >= from && number <= to)) throw new Refused(`${option} must be a whole number from ${from} to ${to}.`);
  return number;
}

function dayNamed(text: string | undefined): CalendarDate {
  const day = text === undefined ? dateInTimeZone(new Date(), 'Europe/Kyiv') : parseDate(text);
  if (day === null) throw new Refused('--today must be a day, such as 2026-11-05.');
  return day;
}
