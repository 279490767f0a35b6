import type { ConsumptionNorm, Tariff, TariffQuestion } from '@kabinet/api/contract';
import type { SupplierProfile } from '../../domain/supplier-profile.js';
import { type BenefitKind, LOCALITY_QUESTION, type TariffBookContent, USUAL_UNIT } from '../../domain/tariff-book.js';
import { QUANTITY_DIGITS } from '../parse-cell.js';
import { grouped, YamlEntry, YamlFaults } from '../yaml-entry.js';
import { readYaml } from '../yaml-file.js';
import { refuseOverlaps, warnOfHoles, warnOfTies } from './check-series.js';
import {
  type BookRules,
  COMPONENTS,
  type Places,
  readInForce,
  readServiceKind,
  readSource,
  UNITS,
} from './read-parts.js';
import { readSeries } from './read-series.js';
import { readTouSets } from './read-tou-sets.js';

const WHAT = 'The tariff book';
/** Pages take the whole book, and choose in all of it: no supplier has as many. */
const MAX_TARIFFS = 2_000;
/** Nobody reads through more answers. */
const MAX_OPTIONS = 100;

export interface ReadBook {
  readonly content: TariffBookContent;
  /** What is probably not meant, in sentences. */
  readonly warnings: readonly string[];
  /** SHA-256 of the file. */
  readonly hash: string;
}

/** Reads a supplier's tariffs.yaml; refuses it, with all that is wrong, when anything is. */
export async function readTariffBook(
  path: string,
  { profile, places }: { profile: SupplierProfile; places: Places },
): Promise<ReadBook> {
  const file = await readYaml(path, { what: WHAT, asText: true });
  const faults = new YamlFaults(file);
  const book = new YamlEntry(faults, file.value);
  const questions = readEach(book, 'questions', (entry) => readQuestion(entry, profile));
  const rules: BookRules = { profile, questions, places, touSets: readTouSets(book) };
  const series = book.entries('series').map((entry) => ({ entry, ...readSeries(entry, rules) }));
  refuseRepeated(series.map(({ entry, id }) => ({ entry, id })));
  refuseRepeated(series.flatMap(({ tariffs }) => tariffs).map(({ entry, tariff }) => ({ entry, id: tariff.id })));
  const norms = readEach(book, 'norms', (entry) => readNorm(entry, rules));
  const benefits = readEach(book, 'benefits', (entry) => readBenefit(entry, rules));
  book.done();
  const tariffs = series.flatMap((each) => each.tariffs.map(({ tariff }) => tariff));
  if (tariffs.length > MAX_TARIFFS) {
    const [all, most] = [tariffs.length, MAX_TARIFFS].map(grouped);
    book.fault('series', `there are ${all} tariffs in them, and ${most} at most may be in a book`);
  } else {
    for (const each of series) refuseOverlaps(each.tariffs);
  }
  faults.refuseAny(WHAT);

  return {
    content: { questions, tariffs, norms, benefits },
    warnings: [
      ...(tariffs.length === 0 ? ['The book has no tariffs.'] : []),
      ...series.flatMap((each) => {
        const own = each.tariffs.map(({ tariff }) => tariff);
        return [...warnOfHoles(own), ...warnOfTies(own, places)];
      }),
      ...unusedQuestions(questions, [...tariffs, ...norms]),
    ],
    hash: file.hash,
  };
}

/** Reads a list of entries that have ids. */
function readEach<Read extends { readonly id: string }>(
  within: YamlEntry,
  name: string,
  read: (entry: YamlEntry) => Read,
  limit: { readonly most?: number } = {},
): Read[] {
  const all = within.entries(name, limit).map((entry) => ({ entry, read: read(entry) }));
  refuseRepeated(all.map(({ entry, read: { id } }) => ({ entry, id })));
  for (const { entry } of all) entry.done();
  return all.map((each) => each.read);
}

function refuseRepeated(all: readonly { readonly entry: YamlEntry; readonly id: string }[]): void {
  const seen = new Map<string, YamlEntry>();
  for (const { entry, id } of all) {
    const first = seen.get(id);
    if (first && id !== '') entry.fault('id', `"${id}" stands at ${first.place} before: ids tell entries apart`);
    else seen.set(id, entry);
  }
}

function readQuestion(entry: YamlEntry, { languages: [language = ''] }: SupplierProfile): TariffQuestion {
  const id = entry.id();
  if (id === LOCALITY_QUESTION)
    entry.fault('id', 'is answered by the search of places: name localities in "when" only');
  const options = readEach(
    entry,
    'options',
    (option) => ({ id: option.id(), label: option.texts('label', language) }),
    { most: MAX_OPTIONS },
  );
  if (options.length === 0) entry.fault('options', 'is missing: what may be answered');
  return { id, text: entry.texts('text', language), hint: entry.optionalTexts('hint', language), options };
}

function readNorm(entry: YamlEntry, rules: BookRules): ConsumptionNorm {
  const serviceKind = readServiceKind(entry, rules.profile);
  return {
    id: entry.id(),
    serviceKind,
    unit: entry.optionalWord('unit', UNITS) ?? USUAL_UNIT[serviceKind],
    per: entry.word('per', ['resident', 'area', 'household']),
    quantity: entry.decimal('quantity', { digits: QUANTITY_DIGITS }),
    ...readInForce(entry, rules),
    source: readSource(entry, rules.profile),
  };
}

const BOUNDS_OF_VALUE = { percent: { most: '100' }, money: {}, volume: { digits: QUANTITY_DIGITS } } as const;

function readBenefit(entry: YamlEntry, { profile }: BookRules): BenefitKind {
  const kind = entry.word('kind', ['percent', 'money', 'volume']);
  const components = entry.words('components', COMPONENTS);
  const upTo = entry.optionalDecimal('upTo', { digits: QUANTITY_DIGITS });
  if (upTo !== null && kind !== 'percent') entry.fault('upTo', 'is for "percent" only: it limits what is lowered');
  return {
    id: entry.id(),
    serviceKind: readServiceKind(entry, profile),
    components: components.length > 0 ? components : ['supply'],
    kind,
    value: entry.optionalDecimal('value', BOUNDS_OF_VALUE[kind]),
    upTo,
    name: entry.texts('name', profile.languages[0] ?? ''),
    source: readSource(entry, profile),
  };
}

function unusedQuestions(
  questions: readonly TariffQuestion[],
  all: readonly { readonly when: Tariff['when'] }[],
): string[] {
  const used = new Set(all.flatMap(({ when }) => Object.keys(when)));
  return questions
    .filter(({ id }) => !used.has(id))
    .map(({ id }) => `Nothing depends on the question "${id}": nobody will be asked.`);
}
