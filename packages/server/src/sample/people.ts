import type { Random } from './random.js';

export type CustomerKind = 'household' | 'entrepreneur' | 'legal_entity';

/** Whose names and streets they are. */
export type Nation = 'uk' | 'ru';

interface Names {
  /** The same for men and women. */
  readonly surnames: readonly string[];
  readonly women: readonly string[];
  readonly men: readonly string[];
  readonly fathers: readonly (readonly [daughter: string, son: string])[];
  readonly companies: readonly string[];
  /** What stands before an entrepreneur's name. */
  readonly entrepreneur: string;
  readonly streets: readonly string[];
}

/** With the letters and apostrophes that lose their way in old files. */
const UKRAINIAN: Names = {
  surnames: [
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
  ],
  women: [
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
  ],
  men: [
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
  ],
  fathers: [
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
  ],
  companies: [
    'ТОВ "Ромашка"',
    'ТОВ "Хліб і сіль"',
    'ПП «Ґрунт»',
    'ФГ "Під\'яблунівське"',
    'КЗ "Їдальня № 4"',
    'ОСББ «Набережна, 14»',
    "Об'єднання співвласників багатоквартирного будинку «Затишна оселя на Набережній» (корпуси 1, 2 та 3 з вбудованими " +
      'нежитловими приміщеннями; паркінг)',
  ],
  entrepreneur: 'ФОП',
  streets: [
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
  ],
};

/** With the ё that old files write as е. */
const RUSSIAN: Names = {
  surnames: [
    'Шевченко',
    'Черных',
    'Долгих',
    'Коваленко',
    'Седых',
    'Живаго',
    'Гнедых',
    'Крученых',
    'Бондаренко',
    'Дурново',
  ],
  women: ['Елена', 'Алёна', 'Наталья', 'Мария', 'Евгения', 'Фёкла', 'Татьяна', 'Вера', 'Раиса'],
  men: ['Алексей', 'Фёдор', 'Сергей', 'Михаил', 'Илья', 'Андрей', 'Василий', 'Артём', 'Пётр'],
  fathers: [
    ['Ивановна', 'Иванович'],
    ['Фёдоровна', 'Фёдорович'],
    ['Ильинична', 'Ильич'],
    ['Семёновна', 'Семёнович'],
    ['Сергеевна', 'Сергеевич'],
    ['Юрьевна', 'Юрьевич'],
  ],
  companies: ['ООО «Ромашка»', 'ООО "Хлеб и соль"', 'ТСЖ «Набережная, 14»', 'МБУ «Столовая № 4»'],
  entrepreneur: 'ИП',
  streets: [
    'ул. Набережная',
    'ул. Речная',
    'ул. Зелёная',
    'пер. Ежовый',
    'просп. Мира',
    'ул. 2-я Полевая',
    'б-р Цветной',
  ],
};

const NAMES: Readonly<Record<Nation, Names>> = { uk: UKRAINIAN, ru: RUSSIAN };

function person(random: Random, { surnames, women, men, fathers }: Names): string {
  const isWoman = random.chance(0.55);
  const [daughter, son] = random.pick(fathers);
  return `${random.pick(surnames)} ${random.pick(isWoman ? women : men)} ${isWoman ? daughter : son}`;
}

/** Who holds an account: mostly households, a few entrepreneurs in their own name, a few companies. */
export function holder(
  random: Random,
  nation: Nation,
  wanted?: CustomerKind,
): { readonly kind: CustomerKind; readonly name: string } {
  const names = NAMES[nation];
  const draw = random.next();
  const kind = wanted ?? (draw < 0.93 ? 'household' : draw < 0.97 ? 'entrepreneur' : 'legal_entity');
  if (kind === 'legal_entity') return { kind, name: random.pick(names.companies) };
  const name = person(random, names);
  return { kind, name: kind === 'entrepreneur' ? `${names.entrepreneur} ${name}` : name };
}

/** An address in one line. Few are in villages, where people live in houses of their own. */
export function address<L extends { readonly settlement: 'town' | 'village' }>(
  random: Random,
  localities: readonly L[],
  nation: Nation,
): { readonly text: string; readonly locality: L } {
  const locality = random.pick(random.chance(0.6) ? localities.slice(0, 1) : localities);
  const house = `${random.pick(NAMES[nation].streets)}, ${random.whole(1, 180)}${random.chance(0.15) ? random.pick(['-А', '-Б', '/2', ' корп. 3']) : ''}`;
  const flat = locality.settlement === 'town' && random.chance(0.75) ? `, кв. ${random.whole(1, 160)}` : '';
  return { text: `${house}${flat}`, locality };
}
