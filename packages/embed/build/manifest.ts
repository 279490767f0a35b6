import type { Plugin, Rolldown } from 'vite';
import type { Manifest, WidgetFiles } from '../snippet/build-files.js';
import { Graph } from './closure.js';

export type { Manifest, WidgetFiles };

/** Where a section's texts are: `readingForm` in `locales/uk/reading-form.ts`. */
const TEXTS = /\/locales\/(\w+)\/([\w-]+)\.ts$/;
const kebab = (section: string) => section.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const camel = (file: string) => file.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** What a tag loads besides its code. */
interface TagNeeds {
  /** Its texts. */
  readonly sections: readonly string[];
  /** What the client loads beside the call it begins with: `payment` in `generated/payment-shapes.ts`. */
  readonly shapes?: string;
}

/** Writes the manifest from the import graph of the files as they were built. */
export function writeManifest(version: string, needs: Readonly<Record<string, TagNeeds>>): Plugin {
  return {
    name: 'kabinet-manifest',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const chunks = Object.values(bundle).filter((file): file is Rolldown.OutputChunk => file.type === 'chunk');
        const manifest: Manifest = { version, ...manifestOf(chunks, needs) };
        this.emitFile({ type: 'asset', fileName: 'manifest.json', source: `${JSON.stringify(manifest, null, 2)}\n` });
      },
    },
  };
}

/** The build's files by the modules they begin with, and in their graph. */
export function manifestOf(
  chunks: readonly Pick<Rolldown.OutputChunk, 'fileName' | 'facadeModuleId' | 'imports' | 'dynamicImports' | 'code'>[],
  needs: Readonly<Record<string, TagNeeds>>,
): Omit<Manifest, 'version'> {
  const graph = new Graph(chunks);
  const startingWith = (path: string) => chunks.find((chunk) => chunk.facadeModuleId?.endsWith(path))?.fileName;
  const fileOf = (path: string) => {
    const file = startingWith(path);
    if (!file) throw new Error(`no file of the build begins with ${path}`);
    return file;
  };
  const texts = chunks.flatMap(({ facadeModuleId }) => {
    const [, language = '', file = ''] = TEXTS.exec(facadeModuleId ?? '') ?? [];
    return language ? [{ language, section: camel(file) }] : [];
  });
  const languages = [...new Set(texts.map(({ language }) => language))].sort();
  const sections = [...new Set(texts.map(({ section }) => section))];
  const mock = startingWith('/api/src/mock/index.ts');
  const defineOf = (tag: string) => fileOf(`/${tag.slice('kabinet-'.length)}.define.ts`);
  const defines = Object.keys(needs).map(defineOf);
  const loader = graph.withImports(['kabinet.js']);
  // The loader could load the code of every tag, and loads that of the page's; only who names sample data as the service loads these.
  const except = (own: string | null) => [...defines.filter((name) => name !== own), ...(mock ? [mock] : [])];

  const filesOf = (tag: string, { sections: first, shapes }: TagNeeds): WidgetFiles => {
    const begin = [defineOf(tag), ...(shapes ? [fileOf(`/generated/${shapes}-shapes.ts`)] : [])];
    const code = graph.withImports([...loader, ...begin]);
    const ever = graph.withEverything([...loader, ...begin], except(defineOf(tag)));
    // Which texts a file asks for is written in it as a word. In the loader stand those of all tags.
    const asked = graph.wordsIn(without(ever, ['kabinet.js']), sections);
    const textsOf = (language: string, of: readonly string[]) =>
      graph.withImports(of.map((section) => fileOf(`/locales/${language}/${kebab(section)}.ts`)));
    const byLanguage = (filesIn: (language: string) => readonly string[]) =>
      Object.fromEntries(languages.map((language) => [language, filesIn(language)]));
    const texts = byLanguage((language) => without(textsOf(language, first), code));
    const laterTexts = byLanguage((language) =>
      without(textsOf(language, asked), [...ever, ...(texts[language] ?? [])]),
    );
    return { code, texts, later: { code: without(ever, code), texts: laterTexts } };
  };

  return {
    tags: Object.fromEntries(Object.entries(needs).map(([tag, each]) => [tag, filesOf(tag, each)])),
    hosted: graph.withEverything(['hosted.js']),
    mock: mock ? without(graph.withEverything([mock]), graph.withEverything(loader, except(null))) : [],
  };
}

const without = (names: readonly string[], others: readonly string[]) => names.filter((name) => !others.includes(name));
