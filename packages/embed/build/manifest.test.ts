import { describe, expect, it } from 'vitest';
import { manifestOf } from './manifest.js';

const file = (
  fileName: string,
  module: string | null,
  imports: string[],
  dynamicImports: string[] = [],
  code = '',
) => ({
  fileName,
  facadeModuleId: module && `/work/packages/${module}`,
  imports,
  dynamicImports,
  code,
});

const text = (language: string, name: string) =>
  file(`${language}-${name}-1.js`, `elements/src/locales/${language}/${name}.ts`, ['core-1.js']);

/** A build as small as one can be that has everything: two tags, later steps, texts, shapes, the mock, hosted pages. */
const chunks = [
  file(
    'kabinet.js',
    'embed/src/index.ts',
    ['core-1.js'],
    ['card.define-1.js', 'form.define-1.js'],
    '[`common`,`steps`]',
  ),
  file('hosted.js', 'embed/src/hosted.ts', [], ['passkey-1.js']),
  file('passkey-1.js', 'elements/src/hosted/passkey.ts', []),
  file('core-1.js', null, [], ['states-1.js', 'mock-1.js', 'payment-shapes-1.js']),
  file('states-1.js', 'elements/src/core/account-states.ts', ['core-1.js'], [], 'add([`states`])'),
  file('payment-shapes-1.js', 'api/src/generated/payment-shapes.ts', []),
  file('mock-1.js', 'api/src/mock/index.ts', ['core-1.js', 'sums-1.js'], [], '[`reading`]'),
  file('sums-1.js', null, []),
  file('card.define-1.js', 'elements/src/widgets/card/card.define.ts', ['core-1.js'], [], '[`common`]'),
  file('form.define-1.js', 'elements/src/widgets/form/form.define.ts', ['core-1.js'], ['form-steps-1.js']),
  file('form-steps-1.js', null, ['core-1.js'], [], 'add(["formSteps"])'),
  ...['uk', 'en'].flatMap((language) =>
    ['common', 'states', 'steps', 'form-steps', 'reading'].map((name) => text(language, name)),
  ),
];

const { tags, hosted, mock } = manifestOf(chunks, {
  'kabinet-card': { sections: ['common'], shapes: 'payment' },
  'kabinet-form': { sections: ['common'] },
});

describe('the manifest', () => {
  it('names what a tag needs until it can be used', () => {
    expect(tags['kabinet-card']).toMatchObject({
      code: ['kabinet.js', 'core-1.js', 'card.define-1.js', 'payment-shapes-1.js'],
      texts: { uk: ['uk-common-1.js'], en: ['en-common-1.js'] },
    });
  });

  it('names all that may come later, with the texts of what comes, and none of what other tags load', () => {
    expect(tags['kabinet-form']?.later).toEqual({
      code: ['states-1.js', 'payment-shapes-1.js', 'form-steps-1.js'],
      texts: { uk: ['uk-states-1.js', 'uk-form-steps-1.js'], en: ['en-states-1.js', 'en-form-steps-1.js'] },
    });
    expect(tags['kabinet-card']?.later.code).toEqual(['states-1.js']);
    expect(tags['kabinet-card']?.later.texts['uk']).toEqual(['uk-states-1.js']);
  });

  it('names a file in one place only', () => {
    for (const { code, texts, later } of Object.values(tags)) {
      const all = [...code, ...(texts['uk'] ?? []), ...later.code, ...(later.texts['uk'] ?? [])];
      expect(new Set(all).size).toBe(all.length);
    }
  });

  it('keeps the mock out of every tag, and names what it and the hosted pages load', () => {
    expect(JSON.stringify(tags)).not.toContain('mock-1.js');
    expect(mock).toEqual(['mock-1.js', 'sums-1.js']);
    expect(hosted).toEqual(['hosted.js', 'passkey-1.js']);
  });

  it('refuses a tag whose code or texts are not there', () => {
    expect(() => manifestOf(chunks, { 'kabinet-poll': { sections: [] } })).toThrow('/poll.define.ts');
    expect(() => manifestOf(chunks, { 'kabinet-card': { sections: ['poll'] } })).toThrow(/locales\/\w\w\/poll\.ts/);
  });
});
