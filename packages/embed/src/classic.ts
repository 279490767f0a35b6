import type * as Kabinet from './index.js';

/**
 * The same for places that know no `type="module"`, such as Google Tag Manager and old templates: a classic script that imports the
 * module lying beside it, with its own `data-*` attributes.
 */
(() => {
  const script = document.currentScript as HTMLScriptElement | null;
  if (!script) return;
  const { dataset } = script;
  const url = new URL('kabinet.js', script.src).href;
  (import(/* @vite-ignore */ url) as Promise<typeof Kabinet>).then(
    ({ start }) => start(dataset),
    (error: unknown) => console.warn('Kabinet could not be loaded; the text inside its tags stays on show.', error),
  );
})();
