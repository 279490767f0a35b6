/** Set by the build: the version in package.json. */
declare const __KABINET_VERSION__: string;
