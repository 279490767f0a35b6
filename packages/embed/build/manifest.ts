import type { Plugin, Rolldown } from 'vite';

/** What a page loads for one tag until it can be used; names of files in `dist`. */
export interface WidgetFiles {
  readonly code: readonly string[];
  /** By language; a page loads those of its own. */
  readonly texts: Readonly<Record<string, readonly string[]>>;
}

/** `dist/manifest.json`: what a page's snippet may preload, so that nothing waits to be discovered. */
export interface Manifest {
  readonly version: string;
  readonly tags: Readonly<Record<string, WidgetFiles>>;
}

/** Where a section's texts are: `readingForm` in `locales/uk/reading-form.ts`. */
const TEXTS = /\/locales\/(\w+)\/([\w-]+)\.ts$/;
const kebab = (section: string) => section.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

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
        const withImports = (name: string): string[] => [
          name,
          ...(chunks.find((chunk) => chunk.fileName === name)?.imports ?? []).flatMap(withImports),
        ];
        const fileOf = (path: string) => {
          const file = chunks.find((chunk) => chunk.facadeModuleId?.endsWith(path))?.fileName;
          if (!file) throw new Error(`no file of the build begins with ${path}`);
          return withImports(file);
        };
        const languages = new Set(chunks.flatMap((chunk) => TEXTS.exec(chunk.facadeModuleId ?? '')?.[1] ?? []));
        const tags = Object.entries(needs).map(([tag, { sections, shapes }]): [string, WidgetFiles] => {
          const code = [
            ...new Set([
              ...withImports('kabinet.js'),
              ...fileOf(`/${tag.slice('kabinet-'.length)}.define.ts`),
              ...(shapes ? fileOf(`/generated/${shapes}-shapes.ts`) : []),
            ]),
          ];
          const texts = [...languages].map((language) => {
            const files = sections.flatMap((section) => fileOf(`/locales/${language}/${kebab(section)}.ts`));
            return [language, [...new Set(files)].filter((file) => !code.includes(file))] as const;
          });
          return [tag, { code, texts: Object.fromEntries(texts) }];
        });
        const manifest: Manifest = { version, tags: Object.fromEntries(tags) };
        this.emitFile({ type: 'asset', fileName: 'manifest.json', source: `${JSON.stringify(manifest, null, 2)}\n` });
      },
    },
  };
}
