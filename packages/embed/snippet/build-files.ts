/** What the build says of its files, as `dist/manifest.json` and `dist/integrity.json` have it. */

/** What a page loads for one tag; names of files in `dist`. */
export interface WidgetFiles {
  /** Until it can be used. */
  readonly code: readonly string[];
  /** By language; a page loads those of its own. */
  readonly texts: Readonly<Record<string, readonly string[]>>;
  /** What it may ask for afterwards: the next steps, the rarer states, and what these ask for in turn. None of the files above. */
  readonly later: {
    readonly code: readonly string[];
    readonly texts: Readonly<Record<string, readonly string[]>>;
  };
}

/** `dist/manifest.json`: what a page's snippet may preload and must give hashes of, so that nothing is waited for and nothing unchecked. */
export interface Manifest {
  readonly version: string;
  readonly tags: Readonly<Record<string, WidgetFiles>>;
  /** All that the hosted pages may load. */
  readonly hosted: readonly string[];
  /** All that `api="mock:"` loads besides. */
  readonly mock: readonly string[];
}

/** What a browser is told of one file. */
export interface FileIntegrity {
  /** As the attribute `integrity` has it. */
  readonly integrity: string;
  readonly bytes: number;
}

/** `dist/integrity.json`: the hash of every file that a page may load. */
export interface Integrity {
  readonly version: string;
  readonly files: Readonly<Record<string, FileIntegrity>>;
}
