/**
 * `kabinet-all.js`: the same as `kabinet.js` in one file, every widget and every language with it. For pages that can name one file with
 * one hash and no import map: templates of a CMS, Google Tag Manager (through `kabinet-classic.js`), policies that list hashes.
 */
export { configure, defineAdapter, sessionChanged, signedOut, signIn, signOut, start, version } from './index.js';
