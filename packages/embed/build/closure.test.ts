import { describe, expect, it } from 'vitest';
import { type BuiltFile, Graph } from './closure.js';

const file = (fileName: string, imports: string[] = [], dynamicImports: string[] = [], code = ''): BuiltFile => ({
  fileName,
  imports,
  dynamicImports,
  code,
});

const graph = new Graph([
  file('kabinet.js', ['core.js'], ['form.js', 'card.js']),
  file('core.js', ['lit.js'], ['session.js'], "t(['common'])"),
  file('lit.js'),
  file('session.js', ['core.js', 'window.js']),
  file('window.js'),
  file('form.js', ['core.js', 'https://elsewhere.example/x.js'], ['steps.js'], 'new L(this,[`common`,`readingForm`])'),
  file('steps.js', ['core.js'], ['form.js', 'photo.js'], 'add(["readingSteps"]);x.readingPhoto'),
  file('photo.js'),
  file('card.js', ['core.js']),
]);

describe('the graph of a build', () => {
  it('names each file once with what it imports, and follows what it imports in turn', () => {
    expect(graph.withImports(['kabinet.js', 'form.js'])).toEqual(['kabinet.js', 'core.js', 'lit.js', 'form.js']);
  });

  it('names all that may be asked for later, round and round too, but not what it is told to leave out', () => {
    expect(graph.withEverything(['core.js', 'form.js']).sort()).toEqual(
      ['core.js', 'form.js', 'lit.js', 'photo.js', 'session.js', 'steps.js', 'window.js'].sort(),
    );
    expect(graph.withEverything(['form.js'], ['steps.js'])).not.toContain('photo.js');
  });

  it('leaves away what is not of the build, and refuses a name that should be', () => {
    expect(graph.withImports(['form.js'])).not.toContain('https://elsewhere.example/x.js');
    expect(() => graph.withImports(['stepz.js'])).toThrow('the build has no file stepz.js');
  });

  it('finds words that are texts of their own, whatever quotes the minifier took, and not parts of names', () => {
    const words = ['common', 'readingForm', 'readingSteps', 'readingPhoto', 'states'];
    expect(graph.wordsIn(['core.js', 'form.js', 'steps.js'], words)).toEqual(['common', 'readingForm', 'readingSteps']);
  });
});
