import { operations, ProblemCode } from '@kabinet/api/contract';
import { describe, expect, it } from 'vitest';
import { apiGroupNames, apiGroups } from '../../docs/.vitepress/data/api-groups.js';
import { type ApiTexts, readApiTexts } from '../../docs/.vitepress/data/api-texts.js';
import { type Language, languages } from '../../docs/.vitepress/data/manifest.js';
import { apiDocs, readOpenApi } from '../../docs/.vitepress/data/operation-pages.js';

const document = readOpenApi();
const read = (language: Language, texts?: ApiTexts) => apiDocs(language, document, texts);

describe('the reference of the API', () => {
  it.each(languages)('says in %s what every call, group, parameter and error code means', (language) => {
    const { groups, problems } = read(language);
    const calls = groups.flatMap((group) => group.calls);
    expect(groups.map(({ name }) => name)).toEqual(apiGroupNames);
    expect(calls.map(({ name }) => name).sort()).toEqual(Object.keys(operations).sort());
    expect(problems.map(({ code }) => code).sort()).toEqual([...ProblemCode.options].sort());
    for (const { name, title } of groups) expect(title, name).not.toBe('');
    for (const { code, text } of problems) expect(text, code).not.toBe('');
    for (const { name, summary, parameters, ...call } of calls) {
      expect(summary, name).not.toBe('');
      for (const parameter of parameters) expect(parameter.text, `${name} ${parameter.name}`).not.toBe('');
      for (const { code, text } of call.problems) expect(text, `${name} ${code}`).not.toBe('');
    }
  });

  it.each(['uk', 'ru'] as const)('leaves nothing of it in English in %s', (language) => {
    const { groups, operations: calls, parameters, problems } = readApiTexts(language);
    for (const texts of [groups, calls ?? {}, parameters, problems]) {
      const english = Object.entries(texts).filter(([, text]) => !/\p{Script=Cyrillic}{2}/u.test(text));
      expect(english).toEqual([]);
    }
  });

  it('takes what calls do from the contract in English', () => {
    const [call] = read('en').groups[0]?.calls ?? [];
    expect(call?.summary).toBe(operations.getSupplier.summary);
    expect(readApiTexts('en').operations).toBeUndefined();
  });

  it('names every text that a language lacks', () => {
    const texts = readApiTexts('uk');
    const { getBalance: _call, ...calls } = texts.operations ?? {};
    const { readings: _group, ...groups } = texts.groups;
    const { slot_taken: _code, ...problems } = texts.problems;
    const { cursor: _name, ...parameters } = texts.parameters;
    const all = /uk\.json lacks: .*groups\/readings/;
    expect(() => read('uk', { operations: calls, groups, problems, parameters })).toThrow(all);
    for (const key of ['operations/getBalance', 'problems/slot_taken', 'parameters/listReadings.cursor or cursor']) {
      expect(() => read('uk', { operations: calls, groups, problems, parameters })).toThrow(key);
    }
  });

  it.each(languages)('has no text in %s of what is there no more', (language) => {
    const used = new Set<string>();
    const watched = Object.fromEntries(
      Object.entries(readApiTexts(language)).map(([kind, texts]: [string, Readonly<Record<string, string>>]) => [
        kind,
        new Proxy(texts, {
          get(target, key: string) {
            if (target[key] !== undefined) used.add(`${kind}/${key}`);
            return target[key];
          },
        }),
      ]),
    ) as unknown as ApiTexts;
    read(language, watched);
    const texts = Object.entries(readApiTexts(language)) as [string, object][];
    const known = texts.flatMap(([kind, each]) => Object.keys(each).map((key) => `${kind}/${key}`));
    expect(known.filter((key) => !used.has(key))).toEqual([]);
  });

  it('marks the same code in the same texts of every language', () => {
    const code = (text = '') => (text.match(/`[^`]+`/g) ?? []).sort();
    const english = readApiTexts('en');
    for (const language of ['uk', 'ru'] as const) {
      const { parameters, problems } = readApiTexts(language);
      for (const [key, text] of Object.entries(english.parameters))
        expect(code(parameters[key]), key).toEqual(code(text));
      for (const [key, text] of Object.entries(english.problems)) expect(code(problems[key]), key).toEqual(code(text));
    }
  });

  it('has every call in one group, and no group without calls', () => {
    const grouped = Object.values<readonly string[]>(apiGroups).flat();
    expect(grouped.length).toBe(new Set(grouped).size);
    expect(grouped.sort()).toEqual(Object.keys(operations).sort());
    const unknown = { ...document, paths: { '/new': { get: { ...callOf('/supplier'), operationId: 'getNothing' } } } };
    expect(() => apiDocs('en', unknown)).toThrow('getNothing');
  });

  function callOf(path: string) {
    const call = document.paths[path]?.['get'];
    if (call === undefined) throw new Error(`the contract has no GET ${path}`);
    return call;
  }
});
