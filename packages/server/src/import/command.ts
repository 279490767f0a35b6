import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { pino } from 'pino';
import { readConfig } from '../config.js';
import type { Database } from '../db/database.js';
import { migrate } from '../db/migrate.js';
import type { SupplierProfile } from '../domain/supplier-profile.js';
import { openDatabase } from '../index.js';
import { importKinds } from './file-kind.js';
import { importFile, type ImportOptions, type ImportResult } from './import-file.js';
import { importProfile, readProfile, storedProfile } from './import-profile.js';
import { Refused } from './refused.js';
import { openReport, rejectionMessage, type RejectionReport, RejectionSample } from './rejections.js';
import { delimiterNamed, encodingNamed, encodings } from './source-file.js';
import { bookSummary, importBook } from './tariffs/import-book.js';

const USAGE = `Usage: kabinet-server import --dir <folder> [options]
       kabinet-server import --supplier <id> --file <file> --kind <kind> [options]

Loads a supplier's profile (profile.yaml), its tariffs (localities.csv, tariffs.yaml), its billing base (premises.csv, accounts.csv,
meters.csv, registers.csv, readings.csv, ledger.csv), what customers' tariffs depend on (account_attributes.csv, benefits.csv) and contracts
(contracts.csv, contract_documents.csv with the folder documents): those files of a folder that are there, in this order, or one file. The
same file again changes nothing.

  --dir <folder>          a folder with profile.yaml, tariffs.yaml and CSV files
  --supplier <id>         whose files they are; with --dir only if there is no profile.yaml
  --file <file>           one file
  --kind <kind>           what it has: tariffs (YAML), ${importKinds.join(', ')}
  --encoding <name>       auto (default), ${encodings.join(', ')}
  --delimiter <sign>      auto (default), ";", ",", tab
  --as-of <moment>        when the content was true, ISO 8601 (default: now)
  --full                  accounts, meters, ledger, localities, account_attributes, benefits, contracts and contract_documents are whole: what is
                          not in them is closed, removed or cancelled; tariffs.yaml always is
  --max-absent <percent>  how much may be missing from a full file before it is taken for a cut one (default: 5)
  --max-rejected <percent> how many rows may be rejected before a file is taken back as a whole (default: 5)
  --report <file.csv>     write every rejected row there: file, line, column, reason, message, value
  --dry-run               do everything, then undo it

docs/en/billing-base.md describes the columns.
`;

/** The command line's import: answers with the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      dir: { type: 'string' },
      supplier: { type: 'string' },
      file: { type: 'string' },
      kind: { type: 'string' },
      encoding: { type: 'string', default: 'auto' },
      delimiter: { type: 'string', default: 'auto' },
      'as-of': { type: 'string' },
      full: { type: 'boolean', default: false },
      'max-absent': { type: 'string', default: '5' },
      'max-rejected': { type: 'string', default: '5' },
      report: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const sample = new RejectionSample();
  const report = values.report === undefined ? sample : both(sample, openReport(values.report));
  try {
    const plan = planOf(values);
    const options: ImportOptions = {
      encoding: encodingNamed(values.encoding),
      delimiter: delimiterNamed(values.delimiter),
      asOf: momentNamed(values['as-of']),
      dryRun: values['dry-run'],
      maxAbsentPercent: percentNamed('--max-absent', values['max-absent']),
      maxRejectedPercent: percentNamed('--max-rejected', values['max-rejected']),
      report,
    };
    const database = await openDatabase(readConfig(process.env), pino({ level: 'silent' }));
    try {
      await migrate(database);
      await carryOut(plan, { database, options, full: values.full, tell: (line) => process.stdout.write(`${line}\n`) });
    } finally {
      await database.close();
    }
    if (values['dry-run']) process.stdout.write('Dry run: nothing was changed.\n');
    return 0;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  } finally {
    await report.close();
    tellRejections(sample, values.report);
  }
}

type Plan =
  | { readonly kind: 'folder'; readonly folder: string; readonly supplierId: string | undefined }
  | { readonly kind: 'file'; readonly supplierId: string; readonly path: string; readonly fileKind: FileName };

/** What a file may have: the tariff book is YAML, everything else CSV. */
const fileNames = ['tariffs', ...importKinds] as const;
type FileName = (typeof fileNames)[number];

/** The order in which the files of a folder depend on each other: tariffs name localities, and accounts answer the tariffs' questions. */
const folderOrder: readonly FileName[] = [
  'localities',
  'tariffs',
  ...importKinds.filter((kind) => kind !== 'localities'),
];

/** The files that `--full` speaks of in a folder. */
const canBeFull: ReadonlySet<FileName> = new Set([
  'accounts',
  'meters',
  'ledger',
  'localities',
  'account_attributes',
  'benefits',
  'contracts',
  'contract_documents',
]);

interface PlanValues {
  readonly dir?: string | undefined;
  readonly supplier?: string | undefined;
  readonly file?: string | undefined;
  readonly kind?: string | undefined;
}

function planOf({ dir, supplier, file, kind }: PlanValues): Plan {
  if (dir !== undefined && file === undefined && kind === undefined) {
    return { kind: 'folder', folder: dir, supplierId: supplier };
  }
  const fileKind = fileNames.find((each) => each === kind);
  if (dir === undefined && supplier !== undefined && file !== undefined && fileKind) {
    return { kind: 'file', supplierId: supplier, path: file, fileKind };
  }
  throw new Refused(
    `Say what to import: --dir <folder>, or --supplier <id> --file <file> --kind <${fileNames.join('|')}>. ` +
      'kabinet-server import --help tells more.',
  );
}

interface CarryOut {
  readonly database: Database;
  readonly options: ImportOptions;
  readonly full: boolean;
  readonly tell: (line: string) => void;
}

/** Brings in what the plan names, file by file; a file that is refused ends it, and the files before it stay. */
export async function carryOut(plan: Plan, { database, options, full, tell }: CarryOut): Promise<void> {
  let changed = 0;
  const bringIn = async (profile: SupplierProfile, name: FileName, path: string, isFull: boolean) => {
    const supplierId = profile.id;
    const started = performance.now();
    if (name === 'tariffs') {
      const result = await importBook(database, { supplierId, profile, path }, options);
      changed += result.added.length + result.changed.length + result.removed.length;
      tell(bookSummary(result));
      return;
    }
    const result = await importFile(database, { supplierId, profile, kind: name, path }, { ...options, full: isFull });
    changed += result.inserted + result.updated;
    tell(summary(result, performance.now() - started));
  };
  if (plan.kind === 'file') {
    if (full && plan.fileKind === 'tariffs')
      throw new Refused('--full says nothing of tariffs: the file is always whole.');
    await bringIn(await storedProfile(database, plan.supplierId), plan.fileKind, plan.path, full);
  } else {
    const profile = await profileOfFolder(plan, database, options.dryRun === true, tell);
    let found = 0;
    for (const name of folderOrder) {
      const path = join(plan.folder, `${name}.${name === 'tariffs' ? 'yaml' : 'csv'}`);
      if (!(await exists(path))) continue;
      found += 1;
      await bringIn(profile, name, path, full && canBeFull.has(name));
    }
    if (found === 0) tell(`There are no CSV files in ${plan.folder}.`);
  }
  if (changed > 0) await refreshStatistics(database);
}

/** Customers come right after the first load: PostgreSQL would look at the new rows only later, and PGlite never does. */
async function refreshStatistics(database: Database): Promise<void> {
  await database.asOwner((tx) =>
    sql`analyze customers, premises, accounts, meters, registers, readings, reading_values, ledger_entries, localities,
      locality_starts, locality_slips, tariffs, tariff_localities, account_attributes, account_benefits, contracts, contract_documents`.execute(
      tx,
    ),
  );
}

async function profileOfFolder(
  { folder, supplierId }: { folder: string; supplierId: string | undefined },
  database: Database,
  dryRun: boolean,
  tell: (line: string) => void,
): Promise<SupplierProfile> {
  const path = join(folder, 'profile.yaml');
  if (!(await exists(path))) {
    if (supplierId !== undefined) return storedProfile(database, supplierId);
    throw new Refused(
      `There is no profile.yaml in ${folder}: add it, or name a supplier that is loaded (--supplier <id>).`,
    );
  }
  const profile = await readProfile(path);
  if (supplierId !== undefined && supplierId !== profile.id) {
    throw new Refused(`The profile in ${folder} is of "${profile.id}", not of "${supplierId}".`);
  }
  if (dryRun) {
    // The files below are tried against the profile that is stored: a dry run changes nothing, not even that.
    await storedProfile(database, profile.id);
    tell('profile.yaml: can be used');
    return profile;
  }
  const outcome = await importProfile(database, profile);
  tell(
    `profile.yaml: ${{ inserted: 'new supplier', updated: 'changed', unchanged: 'unchanged' }[outcome]} ${profile.id}`,
  );
  return profile;
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** What became of a file, in one line. */
export function summary(result: ImportResult, milliseconds: number): string {
  const count = (number: number) => number.toLocaleString('en');
  const { inserted, updated, unchanged, rejected, absent, unknownColumns } = result;
  return [
    `${result.file}: ${count(inserted)} new, ${count(updated)} changed, ${count(unchanged)} unchanged, ${count(rejected)} rejected`,
    ...(absent ? [`, ${count(absent.count)} not in the full file ${absent.verb}`] : []),
    ` (${result.encoding}, ${(milliseconds / 1000).toFixed(1)} s)`,
    ...(unknownColumns.length > 0 ? [`\n  columns passed over: ${unknownColumns.join(', ')}`] : []),
  ].join('');
}

function tellRejections({ rejections }: RejectionSample, reportPath: string | undefined): void {
  for (const { file, rejection } of rejections) {
    process.stderr.write(`  ${file}:${rejection.line} ${rejection.reason}: ${rejectionMessage(rejection)}\n`);
  }
  if (rejections.length === 0) return;
  process.stderr.write(
    reportPath === undefined
      ? 'These are the first rejected rows; --report <file.csv> writes all of them.\n'
      : `All rejected rows are in ${reportPath}.\n`,
  );
}

function both(one: RejectionReport, other: RejectionReport): RejectionReport {
  return {
    async add(file, rejection) {
      await one.add(file, rejection);
      await other.add(file, rejection);
    },
    async close() {
      await one.close();
      await other.close();
    },
  };
}

function momentNamed(text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const moment = new Date(text);
  if (Number.isNaN(moment.getTime()) || !/^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:?\d{2})$/.test(text)) {
    throw new Refused('--as-of must be a moment with its offset, such as 2026-11-05T06:00:00+02:00.');
  }
  return moment;
}

function percentNamed(option: string, text: string): number {
  const percent = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
  if (!(percent >= 0 && percent <= 100)) throw new Refused(`${option} must be a percentage from 0 to 100.`);
  return percent;
}
