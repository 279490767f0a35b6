/** Set by the build: the version in package.json. */
declare const __KABINET_VERSION__: string;
/** Set by the build: the letters that all its files have in their names (`build/build-id.ts`). */
declare const __KABINET_BUILD__: string;
/** Set by the build, in the classic loader alone: the hashes of the files that it can load. */
declare const __KABINET_HASHES__: Readonly<Record<string, string>>;
