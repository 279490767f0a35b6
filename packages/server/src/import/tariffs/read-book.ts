import type { ConsumptionNorm, Tariff, TariffQuestion } from '@kabinet/api/contract';
import type { SupplierProfile } from '../../domain/supplier-profile.js';
import { type BenefitKind, LOCALITY_QUESTION, type TariffBookContent, USUAL_UNIT } from '../../domain/tariff-book.js';
import { YamlEntry, YamlFaults } from '../yaml-entry.js';
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
  for (const { tariffs } of series) refuseOverlaps(tariffs);
  faults.refuseAny(WHAT);

  const tariffs = series.flatMap((each) => each.tariffs.map(({ tariff }) => tariff));
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
  book: YamlEntry,
  name: string,
  read: (entry: YamlEntry) => Read,
): Read[] {
  const all = book.entries(name).map((entry) => ({ entry, read: read(entry) }));
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
  const options = entry.entries('options').map((option) => {
    const read = { id: option.id(), label: option.texts('label', language) };
    option.done();
    return read;
  });
  if (options.length === 0) entry.fault('options', 'is missing: what may be answered');
  if (new Set(options.map((option) => option.id)).size < options.length) entry.fault('options', 'has an id twice');
  return { id, text: entry.texts('text', language), hint: entry.optionalTexts('hint', language), options };
}

function readNorm(entry: YamlEntry, rules: BookRules): ConsumptionNorm {
  const serviceKind = readServiceKind(entry, rules.profile);
  return {
    id: entry.id(),
    serviceKind,
    unit: entry.optionalWord('unit', UNITS) ?? USUAL_UNIT[serviceKind],
    per: entry.word('per', ['resident', 'area', 'household']),
    quantity: entry.decimal('quantity'),
    ...readInForce(entry, rules),
    source: readSource(entry, rules.profile),
  };
}

function readBenefit(entry: YamlEntry, { profile }: BookRules): BenefitKind {
  const kind = entry.word('kind', ['percent', 'money', 'volume']);
  const components = entry.words('components', COMPONENTS);
  const upTo = entry.optionalDecimal('upTo');
  if (upTo !== null && kind !== 'percent') entry.fault('upTo', 'is for "percent" only: it limits what is lowered');
  return {
    id: entry.id(),
    serviceKind: readServiceKind(entry, profile),
    components: components.length > 0 ? components : ['supply'],
    kind,
    value: entry.optionalDecimal('value', kind === 'percent' ? { most: '100' } : {}),
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
