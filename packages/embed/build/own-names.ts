import type { Plugin } from 'vite';

const LOOP = 'for (var name in all)';

/**
 * Rolldown's helper that makes a namespace of a module's exports goes through them with `for…in`, and so through whatever the page's
 * scripts have put on `Object.prototype`: `Object.prototype.debug = '1'` would be an export whose getter is no function, and nothing of
 * the file would run. It goes through the exports alone here.
 */
export const ownNames: Plugin = {
  name: 'kabinet-own-names',
  transform: {
    filter: { id: /rolldown\/runtime\.js$/ },
    handler(code) {
      if (!code.includes(LOOP))
        throw new Error(`Rolldown’s runtime has no “${LOOP}” any more: see packages/embed/build/own-names.ts`);
      return { code: code.replaceAll(LOOP, 'for (var name of Object.keys(all))'), map: null };
    },
  },
};
