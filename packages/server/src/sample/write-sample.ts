import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { join } from 'node:path';
import {
  addMonths,
  type CalendarDate,
  type CalendarMonth,
  type Decimal,
  monthOf,
  readingWindowOn,
} from '@kabinet/rules';
import iconv from 'iconv-lite';
import { stringify } from 'yaml';
import type { Encoding } from '../import/source-file.js';
import { type SampleContract, sampleContracts, sampleDocuments, writeDocuments } from './contracts.js';
import {
  customerRef,
  sampleAccount,
  type SampleAccount,
  type SampleMeter,
  type SampleReading,
  type SampleTime,
} from './sample-account.js';
import { sampleBill } from './sample-bill.js';
import { billAccounts, stories, storyAccounts, traitsAt } from './stories.js';
import { type Dialect, localityOf, type SampleSupplier } from './suppliers/sample-supplier.js';
import { tariffsYaml } from './tariffs-yaml.js';

export interface SampleOptions {
  readonly supplier: SampleSupplier;
  readonly accounts: number;
  readonly out: string;
  readonly encoding: Encoding;
  readonly seed: number;
  readonly today: CalendarDate;
  /** Months of history. */
  readonly months: number;
  /** Where the demo site is: its origin, who signs its tokens, and the keys. */
  readonly site: { readonly origin: string; readonly issuer: string; readonly jwksUri: string };
  /** Adds the rows of {@link badRows}, which an import must reject. */
  readonly withErrors: boolean;
}

const HEADERS = {
  premises: ['premise_ref', 'address', 'locality', 'settlement'],
  accounts: [
    'account_number',
    'customer_ref',
    'holder_name',
    'customer_kind',
    'premise_ref',
    'status',
    'opened_on',
    'closed_on',
    'link_pin',
  ],
  meters: [
    'account_number',
    'serial_number',
    'seal_number',
    'service_kind',
    'place',
    'installed_on',
    'removed_on',
    'verification_due_on',
    'multiplier',
    'unit',
  ],
  registers: ['account_number', 'serial_number', 'service_kind', 'zone', 'integer_digits', 'decimal_digits'],
  readings: [
    'reading_ref',
    'account_number',
    'serial_number',
    'service_kind',
    'read_at',
    'source',
    'status',
    'counts_for',
    'value_total',
    'value_day',
    'value_night',
    'value_peak',
    'value_half_peak',
  ],
  ledger: [
    'entry_ref',
    'account_number',
    'service_kind',
    'kind',
    'status',
    'basis',
    'amount',
    'booked_on',
    'period_month',
    'due_on',
    'component',
    'quantity',
    'price',
  ],
  account_attributes: ['account_number', 'area', 'residents', 'capacity', 'answers'],
  benefits: ['account_number', 'benefit', 'valid_from', 'valid_to', 'value', 'up_to'],
  contracts: [
    'contract_ref',
    'account_number',
    'number',
    'kind',
    'service_kinds',
    'status',
    'supplier_party',
    'network_party',
    'customer_party',
    'signed_on',
    'valid_from',
    'valid_to',
  ],
  contract_documents: ['document_ref', 'contract_ref', 'kind', 'name', 'issued_on', 'file'],
} as const;

type FileName = keyof typeof HEADERS;
const FILES = Object.keys(HEADERS) as readonly FileName[];

/** Enough to look at: each document is a file of its own. */
const ACCOUNTS_WITH_DOCUMENTS = 3;

/**
 * Writes a made-up billing base into a folder: profile.yaml, the CSV files and customers.json (whom the demo offers to sign in as,
 * and the bills of people who are not in the cabinet yet; written last, so that a folder that has it is whole). Account by account, so that a million of them need no memory.
 */
export async function writeSample(options: SampleOptions): Promise<void> {
  const { supplier, out, encoding, seed, accounts } = options;
  await mkdir(out, { recursive: true });
  await writeFile(join(out, 'profile.yaml'), profileYaml(options));
  await writeFile(join(out, 'tariffs.yaml'), tariffsYaml(supplier.tariffBook));
  await writeLocalities(options);
  const time: SampleTime = { today: options.today, months: monthsUntil(supplier, options) };
  const writers = Object.fromEntries(
    FILES.map((file) => [file, new CsvWriter(join(out, `${file}.csv`), encoding, supplier.dialect)]),
  ) as Record<FileName, CsvWriter>;
  for (const file of FILES) writers[file].row(HEADERS[file]);
  const bills = [];
  const documents = [];
  for (let index = 0; index < accounts; index += 1) {
    const traits = traitsAt(index);
    const account = sampleAccount({ supplier, seed, index, time, ...(traits ? { traits } : {}) });
    writeAccount(account, supplier, writers);
    const contracts = writeContracts(account, supplier, writers);
    if (index < ACCOUNTS_WITH_DOCUMENTS) {
      const { number } = account;
      for (const document of sampleDocuments(account, contracts, supplier)) {
        documents.push({ ...document, account: number.printed });
        const { ref, contractRef, kind, name, issuedOn, file } = document;
        writers.contract_documents.row([ref, contractRef, kind, name, dateCell(issuedOn, supplier.dialect), file]);
      }
    }
    if (index >= storyAccounts.length && index < storyAccounts.length + billAccounts.length) {
      bills.push(sampleBill(account, supplier, options));
    }
    for (const file of FILES) await writers[file].settle();
  }
  if (options.withErrors) {
    const account = sampleAccount({ supplier, seed, index: 0, time, traits: storyAccounts[0] ?? {} });
    for (const file of FILES) for (const { cells } of badRows(account, supplier)[file]) writers[file].row(cells);
  }
  await Promise.all(FILES.map((file) => writers[file].close()));
  await writeDocuments(out, documents, supplier);
  await writeFile(join(out, 'customers.json'), `${JSON.stringify({ customers: customerList(), bills }, null, 2)}\n`);
}

/** The places of the supplier, as its tariffs may name them. */
async function writeLocalities({ supplier, out, encoding }: SampleOptions): Promise<void> {
  const writer = new CsvWriter(join(out, 'localities.csv'), encoding, supplier.dialect);
  const languages = ['uk', 'ru', 'en'] as const;
  writer.row([
    'locality_id',
    ...['name', 'former', 'district'].flatMap((column) => languages.map((language) => `${column}_${language}`)),
    'answers',
  ]);
  for (const place of supplier.localities) {
    const { id, name, formerNames, district, answers } = localityOf(place, supplier.district);
    writer.row([
      id,
      ...languages.map((language) => name[language] ?? ''),
      ...languages.map((language) => formerNames.map((former) => former[language] ?? '').join('|')),
      ...languages.map((language) => district?.[language] ?? ''),
      answersCell(answers),
    ]);
  }
  await writer.close();
}

/** The months whose readings are all in today: up to the one before the window that is open now or comes next. */
function monthsUntil({ services }: SampleSupplier, { today, months }: SampleOptions): readonly CalendarMonth[] {
  const window = services[0].metering?.window;
  const last = addMonths(window ? readingWindowOn(window, today).countsFor : monthOf(today), -1);
  return Array.from({ length: months }, (_, index) => addMonths(last, index + 1 - months));
}

function customerList() {
  let next = 0;
  return stories.map(({ label, note, accounts }) => {
    const leader = next;
    next += accounts.length;
    return { customerRef: accounts.length === 0 ? 'C-new' : customerRef(leader), label, note };
  });
}

function profileYaml({ supplier, site }: SampleOptions): string {
  const profile = {
    ...supplier.profile,
    origins: [site.origin],
    signOn: { issuer: site.issuer, jwksUri: site.jwksUri },
  };
  return `# A made-up supplier: the company, its phones and its customers do not exist.\n# docs/en/billing-base.md says what each line means.\n${stringify(profile, { lineWidth: 0, aliasDuplicateObjects: false })}`;
}

function writeAccount(
  account: SampleAccount,
  supplier: SampleSupplier,
  writers: Readonly<Record<FileName, CsvWriter>>,
): void {
  const { number, meters, ledger } = account;
  const { dialect } = supplier;
  const date = (day: CalendarDate | null) => dateCell(day, dialect);
  const settlement = account.locality.settlement;
  writers.premises.row([account.premiseRef, account.address, account.locality.name, settlement]);
  writers.accounts.row([
    number.printed,
    account.customerRef ?? '',
    account.holderName,
    account.kind,
    account.premiseRef,
    account.closedOn === null ? 'open' : 'closed',
    date(account.openedOn),
    date(account.closedOn),
    account.linkPin ?? '',
  ]);
  for (const meter of meters) {
    writers.meters.row([
      number.elsewhere,
      meter.serialNumber,
      meter.sealNumber ?? '',
      meter.serviceKind,
      meter.place ?? '',
      date(meter.installedOn),
      date(meter.removedOn),
      date(meter.verificationDueOn),
      String(meter.make.multiplier),
      meter.unit,
    ]);
    for (const zone of meter.make.zones) {
      const { integerDigits, decimalDigits } = meter.make;
      writers.registers.row([
        number.elsewhere,
        meter.serialNumber,
        meter.serviceKind,
        zone,
        String(integerDigits),
        String(decimalDigits),
      ]);
    }
    for (const reading of meter.readings) writers.readings.row(readingCells(account, meter, reading, supplier));
  }
  const { area, residents } = account.measures;
  writers.account_attributes.row([
    number.printed,
    numberCell(area ?? '', dialect),
    String(residents ?? ''),
    '',
    answersCell(account.answers),
  ]);
  for (const { id, validFrom, validTo, value, isOwnValue } of account.benefits) {
    const ownValue = isOwnValue ? sumCell(Math.round(Number(value) * 100), dialect) : '';
    writers.benefits.row([number.key, id, date(validFrom), date(validTo), ownValue, '']);
  }
  for (const entry of ledger) {
    writers.ledger.row([
      entry.ref,
      number.key,
      entry.serviceKind,
      entry.kind,
      entry.status,
      entry.basis ?? '',
      sumCell(entry.amount, dialect),
      date(entry.bookedOn),
      entry.periodMonth ?? '',
      date(entry.dueOn),
      entry.part?.component ?? '',
      numberCell(entry.part?.use?.quantity ?? '', dialect),
      numberCell(entry.part?.use?.price ?? '', dialect),
    ]);
  }
}

function writeContracts(
  account: SampleAccount,
  supplier: SampleSupplier,
  writers: Readonly<Record<FileName, CsvWriter>>,
): readonly SampleContract[] {
  const contracts = sampleContracts(account, supplier);
  const services = supplier.services.map(({ serviceKind }) => serviceKind).join('|');
  for (const contract of contracts) {
    const from = dateCell(contract.from, supplier.dialect);
    writers.contracts.row([
      contract.ref,
      account.number.printed,
      contract.number,
      contract.kind,
      services,
      contract.status,
      contract.supplierParty,
      contract.networkParty,
      contract.customerParty,
      from,
      from,
      dateCell(contract.to, supplier.dialect),
    ]);
  }
  return contracts;
}

function readingCells(
  { number }: SampleAccount,
  meter: SampleMeter,
  reading: SampleReading,
  { dialect }: SampleSupplier,
): readonly string[] {
  const value = (zone: string) => {
    const index = meter.make.zones.findIndex((each) => each === zone);
    return index === -1 ? '' : valueCell(reading.values[index] ?? 0, dialect);
  };
  return [
    reading.ref,
    number.key,
    meter.serialNumber,
    meter.serviceKind,
    dateCell(reading.readOn, dialect),
    reading.source,
    reading.status,
    reading.countsFor,
    ...(['total', 'day', 'night', 'peak', 'half_peak'] as const).map(value),
  ];
}

/** Rows that an import must reject, by file, each with its reason. The first account of the sample is the one they speak of. */
export function badRows(
  { number, meters, premiseRef }: SampleAccount,
  { services, dialect }: SampleSupplier,
): Readonly<Record<FileName, readonly { readonly reason: string; readonly cells: readonly string[] }[]>> {
  const { serviceKind } = services[0];
  const serial = meters[0]?.serialNumber ?? '';
  const day = dateCell('2020-02-28', dialect);
  return {
    premises: [
      { reason: 'duplicate_row', cells: [premiseRef, 'вул. Інша, 1', 'с. Інше', 'village'] },
      { reason: 'missing_value', cells: ['P-bad-1', '', 'с. Ніде', 'village'] },
    ],
    accounts: [
      { reason: 'duplicate_row', cells: [number.key, '', 'Двічі Той Самий', 'household', '', 'open', '', '', ''] },
      { reason: 'not_an_account_number', cells: ['12', '', 'Надто Короткий', 'household', '', 'open', '', '', ''] },
      {
        reason: 'not_a_date',
        cells: [variant(number.key), '', 'Тридцяте Лютого', 'household', '', 'open', '30.02.2020', '', ''],
      },
      {
        reason: 'unknown_premise',
        cells: [variant(number.key), '', 'Без Адреси', 'household', 'P-nowhere', 'open', '', '', ''],
      },
    ],
    meters: [
      { reason: 'unknown_account', cells: [variant(number.key), 'X-1', '', serviceKind, '', '', '', '', '1', ''] },
      { reason: 'out_of_range', cells: [number.key, 'X-2', '', serviceKind, '', '', '', '', '0', ''] },
    ],
    registers: [{ reason: 'unknown_meter', cells: [number.key, 'X-3', serviceKind, 'total', '5', '0'] }],
    readings: [
      {
        reason: 'too_many_digits',
        cells: ['bad-1', number.key, serial, serviceKind, day, 'customer', 'accepted', '', '123456789', '', '', '', ''],
      },
      {
        reason: 'unknown_zone',
        cells: ['bad-2', number.key, serial, serviceKind, day, 'customer', 'accepted', '', '', '', '', '1', ''],
      },
      {
        reason: 'not_a_number',
        cells: ['bad-3', number.key, serial, serviceKind, day, 'customer', 'accepted', '', '12a', '', '', '', ''],
      },
    ],
    ledger: [
      {
        reason: 'not_a_sum',
        cells: ['bad-1', number.key, serviceKind, 'charge', 'posted', '', '1.234.5', day, '', '', '', '', ''],
      },
      {
        reason: 'unknown_word',
        cells: ['bad-2', number.key, serviceKind, 'gift', 'posted', '', '1', day, '', '', '', '', ''],
      },
    ],
    account_attributes: [{ reason: 'unknown_account', cells: [variant(number.key), '', '', '', ''] }],
    benefits: [{ reason: 'unknown_account', cells: [variant(number.key), 'subsidy', day, '', '', ''] }],
    contracts: [
      {
        reason: 'unknown_account',
        cells: ['bad-1', variant(number.key), '1', 'supply', '', 'active', '', '', '', '', '', ''],
      },
    ],
    // Few as they are, one bad one among them would take the whole file back.
    contract_documents: [],
  };
}

/** A number of the right form that no account has: the sample's numbers are spread, and this one is next to one of them. */
function variant(key: string): string {
  const last = Number(key.at(-1));
  return `${key.slice(0, -1)}${(last + 5) % 10}`;
}

function answersCell(answers: Readonly<Record<string, string>>): string {
  return Object.entries(answers)
    .map(([question, answer]) => `${question}=${answer}`)
    .join('|');
}

function dateCell(day: CalendarDate | null, { style }: Dialect): string {
  if (day === null) return '';
  return style === 'iso' ? day : `${day.slice(8)}.${day.slice(5, 7)}.${day.slice(0, 4)}`;
}

function numberCell(number: Decimal, { style }: Dialect): string {
  return style === 'iso' ? number : number.replace('.', ',');
}

function sumCell(minor: number, { style }: Dialect): string {
  const digits = String(Math.abs(minor)).padStart(3, '0');
  const whole = digits.slice(0, -2);
  const cents = digits.slice(-2);
  const sign = minor < 0 ? '-' : '';
  return style === 'iso'
    ? `${sign}${whole}.${cents}`
    : `${sign}${whole.replace(/(?<=\d)(?=(\d{3})+$)/g, ' ')},${cents}`;
}

function valueCell(thousandths: number, { style }: Dialect): string {
  const whole = Math.floor(thousandths / 1000);
  const rest = thousandths % 1000;
  if (rest === 0) return String(whole);
  return `${whole}${style === 'iso' ? '.' : ','}${String(rest).padStart(3, '0').replace(/0+$/, '')}`;
}

/** Lines kept before they are handed to the file. */
const CHUNK_CHARACTERS = 1 << 16;

/** A CSV file being written, in any encoding; waits for the disk when asked to. */
class CsvWriter {
  readonly #out;
  readonly #encoding: Encoding;
  readonly #delimiter: string;
  readonly #needsQuotes: RegExp;
  #text = '';
  #error: Error | null = null;

  constructor(path: string, encoding: Encoding, { delimiter }: Dialect) {
    this.#out = createWriteStream(path);
    this.#out.on('error', (error) => (this.#error = error));
    this.#encoding = encoding;
    this.#delimiter = delimiter;
    this.#needsQuotes = new RegExp(`["\\n${delimiter}]`);
  }

  row(cells: readonly string[]): void {
    const line = cells.map((cell) => (this.#needsQuotes.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell));
    this.#text += `${line.join(this.#delimiter)}\r\n`;
    if (this.#text.length >= CHUNK_CHARACTERS) this.#flush();
  }

  /** Resolves when there is room for more. */
  async settle(): Promise<void> {
    if (this.#error) throw this.#error;
    if (this.#out.writableNeedDrain) await once(this.#out, 'drain');
  }

  async close(): Promise<void> {
    this.#flush();
    await new Promise<void>((resolve, reject) => {
      this.#out.on('error', reject);
      this.#out.end(() => resolve());
    });
  }

  #flush(): void {
    if (this.#text === '') return;
    this.#out.write(iconv.encode(this.#text, this.#encoding));
    this.#text = '';
  }
}
