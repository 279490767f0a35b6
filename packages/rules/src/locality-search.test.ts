import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localityIndex, localityLookup } from './locality-index.js';
import { localityKey, type NamedLocality } from './locality-name.js';
import { localitiesNamed, searchLocalities } from './locality-search.js';

const place = (
  name: Record<string, string>,
  formerNames: readonly Record<string, string>[] = [],
  district: Record<string, string> | null = null,
): NamedLocality => ({ name, formerNames, district });

const dnipro = place({ uk: 'Дніпро', ru: 'Днепр', en: 'Dnipro' }, [
  { uk: 'Дніпропетровськ', ru: 'Днепропетровск' },
  { uk: 'Катеринослав', ru: 'Екатеринослав' },
]);
const bakhmut = place({ uk: 'Бахмут', ru: 'Бахмут' }, [{ uk: 'Артемівськ', ru: 'Артёмовск' }]);
const kharkiv = place({ uk: 'Харків' });
const kyiv = place({ uk: 'Київ', ru: 'Киев', en: 'Kyiv' });
const hrushivsk = place({ uk: 'Ґрушівськ' });
const kamianske = place({ uk: "Кам'янське", ru: 'Каменское' }, [{ uk: 'Дніпродзержинськ', ru: 'Днепродзержинск' }]);
const podilskyi = place({ uk: 'Кам’янець-Подільський', en: 'Kamianets-Podilskyi' });
const chernihiv = place({ uk: 'Чернігів' });
const vinnytsia = place({ uk: 'Вінниця' });
const mariupol = place({ uk: 'Маріуполь' });
const yenakiieve = place({ uk: 'Єнакієве' });
const zghurivka = place({ uk: 'Згурівка' });
const kotsiubynske = place({ uk: 'смт Коцюбинське' });
const ivanivkas = ['Чернігівський', 'Одеський'].map((name) => place({ uk: 'Іванівка' }, [], { uk: `${name} район` }));
const dnipriany = place({ uk: 'Дніпряни' });
const localities = [
  ...[dnipriany, dnipro, bakhmut, kharkiv, kyiv, hrushivsk, kamianske, podilskyi, chernihiv, vinnytsia, mariupol],
  ...[yenakiieve, zghurivka, kotsiubynske, ...ivanivkas],
];

const first = (query: string) => searchLocalities(query, localities)[0];

describe('searching a locality', () => {
  it.each([
    ['Дніпро', dnipro, 'exact'],
    ['днепр', dnipro, 'exact'],
    ['DNIPRO', dnipro, 'exact'],
    ['Київ', kyiv, 'exact'],
    ['Киев', kyiv, 'exact'],
    ['м.Київ', kyiv, 'exact'],
    ['город Киев', kyiv, 'exact'],
    ['Харьков', kharkiv, 'slip'],
    ['харкив', kharkiv, 'exact'],
    ['Kharkiv', kharkiv, 'exact'],
    ['Kharkov', kharkiv, 'slip'],
    ['Чернигов', chernihiv, 'slip'],
    ['Chernihiv', chernihiv, 'exact'],
    ['Chernigov', chernihiv, 'slip'],
    ['Чeрнiгiв', chernihiv, 'exact'], // with Latin e and i
    ['Чренігів', chernihiv, 'slip'],
    ['черн', chernihiv, 'prefix'],
    ['Грушівськ', hrushivsk, 'exact'],
    ['Грушевск', hrushivsk, 'slip'],
    ["Кам'янське", kamianske, 'exact'],
    ['Камянське', kamianske, 'exact'],
    ['Каменское', kamianske, 'exact'],
    ['камянець подільский', podilskyi, 'exact'],
    ['Каменець', podilskyi, 'slip'],
    ['подільський', podilskyi, 'word'],
    ['Podilsk', podilskyi, 'word'],
    ['Винница', vinnytsia, 'exact'],
    ['Vinnytsya', vinnytsia, 'exact'],
    ['Мариуполь', mariupol, 'exact'],
    ['Mariupol', mariupol, 'exact'],
    ['Марі', mariupol, 'prefix'],
    ['Yenakiieve', yenakiieve, 'exact'],
    ['Енакиево', yenakiieve, 'slip'],
    ['Zghurivka', zghurivka, 'exact'],
    ['смт. Коцюбинське', kotsiubynske, 'exact'],
    ['пгт Коцюбинское', kotsiubynske, 'slip'],
    ['селище міського типу Коцюб', kotsiubynske, 'prefix'],
  ] as const)('takes "%s" for the place it is', (query, locality, kind) => {
    expect(first(query)).toMatchObject({ locality, kind, formerName: null });
  });

  it.each([
    ['Дніпропетровськ', dnipro, 'Дніпропетровськ'],
    ['Днепропетровск', dnipro, 'Днепропетровск'],
    ['катеринослав', dnipro, 'Катеринослав'],
    ['Артемівськ', bakhmut, 'Артемівськ'],
    ['Артемовск', bakhmut, 'Артёмовск'],
    ['Днепродзержинск', kamianske, 'Днепродзержинск'],
  ] as const)('finds "%s" by its former name and says so', (query, locality, name) => {
    const match = first(query);
    expect(match).toMatchObject({ locality, kind: 'exact', name });
    expect(Object.values(match?.formerName ?? {})).toContain(name);
  });

  it('puts the present name first, and the shorter one', () => {
    expect(searchLocalities('дніпр', localities).map(({ locality }) => locality)).toEqual([
      dnipro,
      dnipriany,
      kamianske,
    ]);
  });

  it('tells places of one name apart by the district, where one is typed', () => {
    expect(searchLocalities('Іванівка', localities)).toHaveLength(2);
    for (const query of ['Іванівка, Одес', 'ивановка (Одеський район)']) {
      expect(searchLocalities(query, localities).map(({ locality }) => locality)).toEqual([ivanivkas[1]]);
    }
    expect(searchLocalities('Іванівка, Київський', localities)).toHaveLength(2);
  });

  it('forgives nothing in three letters, one slip in four, two in eight unless both are consonants', () => {
    const found = (query: string, name: string) => searchLocalities(query, [place({ uk: name })]).length === 1;
    expect([found('руб', 'Рим'), found('рома', 'Риам')]).toEqual([false, false]);
    expect([found('ладон', 'Лядин'), found('лодон', 'Лядин')]).toEqual([true, false]);
    expect([found('Поливанавка', 'Полованивка'), found('Коловатівка', 'Половатінка')]).toEqual([true, false]);
  });

  it('gives everything in order when nothing is typed, and no more than asked for', () => {
    const all = searchLocalities('', localities, Infinity).map(({ name }) => localityKey(name));
    expect(all).toHaveLength(localities.length);
    expect(all).toEqual([...all].sort());
    expect(searchLocalities('  ', localities, 3)).toHaveLength(3);
  });

  it('takes a kind of place after the name for what it is, unless it belongs to the name', () => {
    const [yizhakivtsi, novaSelo, nova] = ['Їжаківці', 'Нове Село', 'Нове'].map((uk) => place({ uk }));
    const found = (query: string) =>
      searchLocalities(query, [yizhakivtsi, nova, novaSelo] as NamedLocality[]).map(({ locality }) => locality);
    expect(found('їжаківці село')).toEqual([yizhakivtsi]);
    expect(found('їжаківці с.')).toEqual([yizhakivtsi]);
    expect(found('Нове село')).toEqual([novaSelo, nova]);
    expect(localityLookup('їжаківці село').starts).toContain(localityKey('Їжаківці'));
    // A billing base that writes so may mean a place that nobody has told us of.
    expect(localitiesNamed('Нове Село', [nova as NamedLocality])).toEqual([]);
  });

  it('takes a kind of place for the name when nothing else is typed', () => {
    expect(searchLocalities('село', [place({ uk: 'Селове' }), place({ uk: 'с. Мале' })])).toHaveLength(1);
  });
});

describe('a locality named by a billing base', () => {
  it('is one of that name, a present name before a former one', () => {
    expect(localitiesNamed('м. Чернігів', localities)).toEqual([chernihiv]);
    expect(localitiesNamed('Артемовск', localities)).toEqual([bakhmut]);
    const newArtemivsk = place({ uk: 'Артемівськ' });
    expect(localitiesNamed('Артемівськ', [...localities, newArtemivsk])).toEqual([newArtemivsk]);
  });

  it('may be any of several of that name, and none of a name that is only like it', () => {
    const found = localitiesNamed('Іванівка', localities);
    expect(new Set(found)).toEqual(new Set(ivanivkas));
    expect(found).toHaveLength(ivanivkas.length);
    expect(localitiesNamed('Іванівка, Одеський р-н', localities)).toEqual([ivanivkas[1]]);
    expect(localitiesNamed('Чернигов', localities)).toEqual([]);
    expect(localitiesNamed('Черні', localities)).toEqual([]);
  });
});

describe('the index of a locality', () => {
  it('says of each start whether it is a whole name and a present one', () => {
    const { starts } = localityIndex(place({ uk: 'Нова Одеса', en: 'Nova Odesa' }, [{ uk: 'Одеса' }]));
    expect(starts).toEqual([
      { key: 'новаодеса', rank: 0 },
      { key: 'одеса', rank: 1 },
    ]);
  });
});

describe('names of places', () => {
  const letters = 'абвгґдеєжзиіїйклмнопрстуфхцчшщьюяыэё';
  const word = fc.string({ unit: fc.constantFrom(...letters), minLength: 3, maxLength: 12 });
  const name = fc.array(word, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('-'));

  it('are found whole, however they are spelled', () => {
    fc.assert(
      fc.property(name, fc.array(fc.nat(40), { maxLength: 6 }), (uk, places) => {
        let typed = uk;
        for (const at of places) {
          const letter = typed[at % typed.length] ?? '';
          const other =
            { ґ: 'г', г: 'ґ', і: 'и', и: 'ы', ї: 'й', е: 'є', є: 'э', ё: 'е', '-': ' ', ь: "'" }[letter] ??
            letter + letter;
          typed = typed.replace(letter, other);
        }
        fc.pre(localityKey(uk) !== '');
        expect(searchLocalities(typed.toUpperCase(), [place({ uk })])).toMatchObject([{ kind: 'exact', name: uk }]);
      }),
    );
  });

  it('have a key that is its own key', () => {
    fc.assert(
      fc.property(word, (uk) => {
        expect(localityKey(localityKey(uk))).toBe(localityKey(uk));
      }),
    );
  });

  it('are looked up in an index that misses nothing the search finds', () => {
    const vowelRich = fc.string({ unit: fc.constantFrom(...'аиокнв'), minLength: 3, maxLength: 9 });
    const names = fc.array(vowelRich, { minLength: 1, maxLength: 2 }).map((parts) => parts.join('-'));
    let slips = 0;
    fc.assert(
      fc.property(
        names,
        names,
        fc.array(fc.tuple(fc.nat(20), fc.constantFrom('', 'а', 'к', 'нв'))),
        (uk, ru, edits) => {
          const locality = place({ uk, ru });
          let query = uk;
          for (const [at, put] of edits.slice(0, 2)) query = query.slice(0, at) + put + query.slice(at + 1);
          const [match] = searchLocalities(query, [locality]);
          if (!match) return;
          if (match.kind === 'slip') slips += 1;
          const index = localityIndex(locality);
          const wanted = localityLookup(query);
          const byStart = index.starts.some(({ key }) => wanted.starts.some((each) => key.startsWith(each)));
          const bySlip = index.slips.some(
            ({ key, letters }) =>
              wanted.slips?.keys.includes(key) && letters >= wanted.slips.fewest && letters <= wanted.slips.most,
          );
          expect(byStart || bySlip).toBe(true);
        },
      ),
      { numRuns: 3000 },
    );
    expect(slips).toBeGreaterThan(300);
  });

  it('are looked up by whole letters, of alphabets beyond the usual plane too', () => {
    for (const query of ['가𐦀', 'ива𠀀𠀁', '𠀀𠀁𠀂𠀃𠀄']) {
      const { typed, starts, slips } = localityLookup(query);
      const keys = [
        typed,
        ...starts,
        ...(slips?.keys ?? []),
        ...localityIndex(place({ uk: query })).slips.map(({ key }) => key),
      ];
      expect(keys.length).toBeGreaterThan(4);
      for (const key of keys) expect(() => encodeURIComponent(key)).not.toThrow();
    }
  });
});
