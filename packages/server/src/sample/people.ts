import type { Random } from './random.js';

export type CustomerKind = 'household' | 'entrepreneur' | 'legal_entity';

/** Surnames that are the same for men and women, with the letters and apostrophes that lose their way in old files. */
const SURNAMES = [
  'Шевченко',
  "Дем'яненко",
  'Ґудзь',
  'Їжакевич',
  'Євтушенко',
  'Прокоп’юк',
  'Заїка',
  "Лук'янчук",
  'Кравець',
  'Бондаренко',
  "В'юн",
  'Ґалаґан',
  'Юхименко',
  'Щербина',
  "Солов'яненко",
  'Гайдай',
  'Єфіменко',
  'Пилипчук',
  "М'якота",
  'Кобилецька-Ґреґорович',
  'Дзюба',
  'Іващенко',
  'Приходько',
  "Стеф'юк",
  'Цимбал',
  'Тесля',
];
const WOMEN = [
  'Олена',
  'Ґанна',
  'Євгенія',
  'Наталія',
  'Марія',
  'Ївга',
  'Зінаїда',
  'Тетяна',
  'Ліна',
  'Соломія',
  'Віра',
  'Раїса',
];
const MEN = [
  'Олексій',
  'Євген',
  'Сергій',
  'Михайло',
  'Ілля',
  'Андрій',
  'Василь',
  'Юрій',
  'Дмитро',
  'Кирило',
  'Назар',
  'Лук’ян',
];
const FATHERS: readonly (readonly [daughter: string, son: string])[] = [
  ['Іванівна', 'Іванович'],
  ['Іллівна', 'Ілліч'],
  ["Лук'янівна", "Лук'янович"],
  ['Євгенівна', 'Євгенович'],
  ['Григорівна', 'Григорович'],
  ['Сергіївна', 'Сергійович'],
  ['Юріївна', 'Юрійович'],
  ['Михайлівна', 'Михайлович'],
  ["Валер'янівна", "Валер'янович"],
  ['Андріївна', 'Андрійович'],
];
const COMPANIES = [
  'ТОВ "Ромашка"',
  'ТОВ "Хліб і сіль"',
  'ПП «Ґрунт»',
  'ФГ "Під\'яблунівське"',
  'КЗ "Їдальня № 4"',
  'ОСББ «Набережна, 14»',
  "Об'єднання співвласників багатоквартирного будинку «Затишна оселя на Набережній» (корпуси 1, 2 та 3 з вбудованими " +
    'нежитловими приміщеннями; паркінг)',
];

function person(random: Random): string {
  const isWoman = random.chance(0.55);
  const [daughter, son] = random.pick(FATHERS);
  return `${random.pick(SURNAMES)} ${random.pick(isWoman ? WOMEN : MEN)} ${isWoman ? daughter : son}`;
}

/** Who holds an account: mostly households, a few entrepreneurs in their own name, a few companies. */
export function holder(random: Random, wanted?: CustomerKind): { readonly kind: CustomerKind; readonly name: string } {
  const draw = random.next();
  const kind = wanted ?? (draw < 0.93 ? 'household' : draw < 0.97 ? 'entrepreneur' : 'legal_entity');
  if (kind === 'legal_entity') return { kind, name: random.pick(COMPANIES) };
  return { kind, name: kind === 'entrepreneur' ? `ФОП ${person(random)}` : person(random) };
}

export interface Locality {
  readonly name: string;
  readonly settlement: 'town' | 'village';
}

const STREETS = [
  'вул. Набережна',
  'вул. Річкова',
  "вул. В'ячеслава Чорновола",
  'вул. Ґонти',
  'вул. Незалежності',
  'пров. Їжаковий',
  'просп. Миру',
  'вул. 2-га Польова',
  'вул. Є. Коновальця',
  'вул. Героїв-рятувальників Придеснянського пожежно-рятувального загону імені братів Ґудзів-Заїченків',
];

/** An address in one line. Few are in villages, where people live in houses of their own. */
export function address(
  random: Random,
  localities: readonly Locality[],
): { readonly text: string; readonly locality: Locality } {
  const locality = random.pick(random.chance(0.6) ? localities.slice(0, 1) : localities);
  const house = `${random.pick(STREETS)}, ${random.whole(1, 180)}${random.chance(0.15) ? random.pick(['-А', '-Б', '/2', ' корп. 3']) : ''}`;
  const flat = locality.settlement === 'town' && random.chance(0.75) ? `, кв. ${random.whole(1, 160)}` : '';
  return { text: `${house}${flat}`, locality };
}
