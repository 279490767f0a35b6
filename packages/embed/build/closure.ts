/** What the graph of a build tells of one file. */
export interface BuiltFile {
  readonly fileName: string;
  readonly imports: readonly string[];
  readonly dynamicImports: readonly string[];
  readonly code: string;
}

/** Files by name: what they need at once, and what they may ask for later. */
export class Graph {
  readonly #files: ReadonlyMap<string, BuiltFile>;

  constructor(files: readonly BuiltFile[]) {
    this.#files = new Map(files.map((file) => [file.fileName, file]));
  }

  #file(name: string): BuiltFile {
    const file = this.#files.get(name);
    if (!file) throw new Error(`the build has no file ${name}`);
    return file;
  }

  /** The files with all that they import before they can run. Imports from outside of the build are not ours to name. */
  withImports(names: readonly string[]): string[] {
    return this.#walk(names, ({ imports }) => imports);
  }

  /**
   * The files with all that they may ever ask for, at once or later. What `except` names is not asked for: the loader could load the
   * code of every tag, and does so only for those of the page.
   */
  withEverything(names: readonly string[], except: readonly string[] = []): string[] {
    return this.#walk(names, ({ imports, dynamicImports }) => [
      ...imports,
      ...dynamicImports.filter((each) => !except.includes(each)),
    ]);
  }

  /** Which of the words stand in the code of the files as a text of their own: ‘states’ in `localize.add(['states'])`. */
  wordsIn(names: readonly string[], words: readonly string[]): string[] {
    const codes = names.map((name) => this.#file(name).code);
    return words.filter((word) => codes.some((code) => new RegExp(`(["'\`])${word}\\1`).test(code)));
  }

  #walk(names: readonly string[], neighbours: (file: BuiltFile) => readonly string[]): string[] {
    const seen = new Set<string>();
    const visit = (name: string) => {
      if (seen.has(name)) return;
      seen.add(name);
      for (const each of neighbours(this.#file(name))) if (this.#files.has(each)) visit(each);
    };
    names.forEach(visit);
    return [...seen];
  }
}
