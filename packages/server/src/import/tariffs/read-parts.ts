import { ServiceKind, type Tariff, type TariffQuestion } from '@kabinet/api/contract';
import type { TariffAnswers } from '@kabinet/rules';
import type { SupplierProfile } from '../../domain/supplier-profile.js';
import { KNOWN_ANSWERS, LOCALITY_QUESTION } from '../../domain/tariff-book.js';
import type { YamlEntry } from '../yaml-entry.js';

export const UNITS = ['m3', 'kWh', 'Gcal'] as const;
export const COMPONENTS = ['supply', 'network', 'service'] as const;

/** The localities that are loaded: what living in each answers, by its id. */
export type Places = ReadonlyMap<string, TariffAnswers>;

/** What the entries of a book are read by. */
export interface BookRules {
  readonly profile: SupplierProfile;
  readonly questions: readonly TariffQuestion[];
  readonly places: Places;
  readonly touSets: ReadonlyMap<string, Tariff['touSets'][number]>;
}

export function readServiceKind(entry: YamlEntry, { serviceKinds }: SupplierProfile): ServiceKind {
  const kind = entry.word('serviceKind', ServiceKind.options as [ServiceKind, ...ServiceKind[]]);
  if (entry.has('serviceKind') && !serviceKinds.includes(kind)) {
    entry.fault('serviceKind', `"${kind}" is not among the services of the profile: ${serviceKinds.join(', ')}`);
  }
  return kind;
}

/** Over which days, in which season and for whom a tariff or a norm is. */
export function readInForce(
  entry: YamlEntry,
  rules: BookRules,
): Pick<Tariff, 'validFrom' | 'validTo' | 'season' | 'when'> {
  const validFrom = entry.firstDay('validFrom');
  const validTo = entry.optionalLastDay('validTo');
  if (validTo !== null && validTo < validFrom) entry.fault('validTo', 'comes before validFrom');
  return { validFrom, validTo, season: readSeason(entry), when: readWhen(entry, rules) };
}

function readSeason(entry: YamlEntry): Tariff['season'] {
  if (!entry.has('season')) return null;
  const season = entry.entry('season');
  const day = (name: string): string => {
    const text = season.text(name);
    const [, month = '', dayOfMonth = ''] = /^(\d{2})-(\d{2})$/.exec(text) ?? [];
    const date = new Date(`2024-${month}-${dayOfMonth}T00:00:00Z`);
    const isDay = !Number.isNaN(date.getTime()) && date.toISOString().slice(5, 10) === text;
    if (text !== '' && !isDay) season.fault(name, `"${text}" is not a month and day such as 10-01`);
    return isDay ? text : '01-01';
  };
  const read = { from: day('from'), to: day('to') };
  season.done();
  return read;
}

/** The conditions: every question and answer they name must be known. */
function readWhen(entry: YamlEntry, { questions, places }: BookRules): Tariff['when'] {
  if (!entry.has('when')) return {};
  const when = entry.entry('when');
  const read = when.names.map((name): [string, string[]] => {
    if (name === LOCALITY_QUESTION) return [name, readLocalities(when, places)];
    const question = questions.find(({ id }) => id === name);
    if (!question) {
      const known = [...questions.map(({ id }) => id), LOCALITY_QUESTION].join(', ');
      const remedy = Object.hasOwn(KNOWN_ANSWERS, name)
        ? 'needs its text under "questions", so that visitors can be asked'
        : `is no question of the book. Questions are: ${known}`;
      when.fault(name, remedy);
    }
    return [name, when.words(name, question?.options.map(({ id }) => id) ?? null)];
  });
  when.done();
  return Object.fromEntries(read);
}

function readLocalities(when: YamlEntry, places: Places): string[] {
  const ids = when.words(LOCALITY_QUESTION, null);
  const unknown = ids.filter((id) => !places.has(id));
  if (unknown.length > 0) {
    when.fault(
      LOCALITY_QUESTION,
      places.size === 0
        ? 'names places, but none are loaded: load localities.csv first'
        : `${unknown.join(', ')}: no such locality_id; add it to localities.csv, which is loaded before this file`,
    );
  }
  return ids;
}

export function readSource(entry: YamlEntry, { languages: [language = ''] }: SupplierProfile): Tariff['source'] {
  if (!entry.has('source')) return null;
  const source = entry.entry('source');
  const read = { title: source.texts('title', language), url: source.optionalUrl('url') };
  source.done();
  return read;
}
