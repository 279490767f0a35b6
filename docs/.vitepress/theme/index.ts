/* eslint-disable no-restricted-syntax -- VitePress asks for a default export */
import DefaultTheme from 'vitepress/theme-without-fonts';
import { type Theme, useData } from 'vitepress';
import { defineAsyncComponent, onMounted, watch } from 'vue';
import './docs.css';

const components = {
  ApiIndex: () => import('./ApiIndex.vue'),
  ApiOperation: () => import('./ApiOperation.vue'),
  Configurator: () => import('./Configurator.vue'),
  ElementIndex: () => import('./ElementIndex.vue'),
  ElementPage: () => import('./ElementPage.vue'),
  ThemeGallery: () => import('./ThemeGallery.vue'),
  Welcome: () => import('./Welcome.vue'),
};

/** The default theme without its fonts: the system's are there already, and nothing is asked of anybody. */
export default {
  extends: DefaultTheme,
  enhanceApp({ app }) {
    // A page that cannot be rendered stops the build, instead of being written empty with a line in the terminal.
    if (typeof document === 'undefined') app.config.throwUnhandledErrorInProduction = true;
    // Each comes with the pages that have it; guides load none of them.
    for (const [name, load] of Object.entries(components)) app.component(name, defineAsyncComponent(load));
  },
  setup() {
    const { localeIndex } = useData();
    onMounted(() => watch(localeIndex, (locale) => whenIdle(() => void bringSearch(locale)), { immediate: true }));
  },
} satisfies Theme;

/** The index has the size of a picture: it comes when the page is there, and not to who asks to spare the network. */
function whenIdle(run: () => void): void {
  const { connection } = navigator as { connection?: { readonly saveData?: boolean } };
  if (connection?.saveData) return;
  // Safari has no idle times to tell of.
  if (typeof requestIdleCallback === 'function') requestIdleCallback(run);
  else setTimeout(run, 1000);
}

async function bringSearch(locale: string): Promise<void> {
  try {
    await (await import('./search-ahead.js')).bringSearch(locale);
  } catch {
    // Without a network now, the box asks again when it is opened.
  }
}
